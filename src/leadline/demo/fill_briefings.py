"""Sends briefings, and writes down what the head of product heard herself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial

from leadline.accounts.types import Actor
from leadline.demo.content_files import content
from leadline.demo.steps import Step
from leadline.evidence.actions import record_feedback
from leadline.evidence.types import FeedbackIn, FeedbackState
from leadline.overview.briefing import draft_briefing
from leadline.roadmap.actions import release_bet
from leadline.stakeholders import actions
from leadline.stakeholders.queries import list_partners, list_promises

DAY = timedelta(days=1)
WROTE_DOWN = "Ines Moreau"
RELEASED = "Sign-on with the accounts hospitals already have"
DIRECTOR = "henrike.dahl@harbour.example"
LEADERS = [DIRECTOR, "petra.lang@harbour.example"]
THIS_WEEK = {
    "sales": "jonas.falk@harbour.example",
    "engineering": "tomasz.lis@harbour.example",
    "marketing": "luis.ferrer@harbour.example",
}


def steps(actor: Actor, now: datetime, bets: Mapping[str, int]) -> Iterator[Step]:
    """Yield the briefings that were sent: one a month ago, the others this week."""
    yield Step(30, partial(_send, actor, "executives", now - 30 * DAY, [DIRECTOR]))
    yield Step(3, partial(_send, actor, "executives", now - 3 * DAY, LEADERS))
    for audience, to in THIS_WEEK.items():
        yield Step(2, partial(_send, actor, audience, now - 2 * DAY, [to]))
    yield Step(1, partial(_to_partner, actor, now, bets["sso"]))


def write_down(actor: Actor, now: datetime, needs: Mapping[str, int]) -> None:
    """Write down what the head of product heard herself this year."""
    for days, company, author, need, words in content("heard.toml")["heard"]:
        when = now - days * DAY
        piece = FeedbackIn(
            words=words, said_at=when, author=author, customer_name=company,
            noted_by=WROTE_DOWN,
        )  # fmt: skip
        record_feedback(
            actor=actor, piece=piece, now=when, need_id=needs[need],
            state=FeedbackState.TRIAGED,
        )  # fmt: skip


def _draft(
    actor: Actor, audience: str, when: datetime, partner_id: int | None = None
) -> int:
    draft = draft_briefing(
        actor=actor, audience=audience, now=when, partner_id=partner_id
    )
    made = actions.create_briefing(
        actor=actor,
        audience=audience,
        title=draft.title,
        body=draft.body,
        facts=draft.facts,
        now=when,
        parts=draft.parts,
        partner_id=partner_id,
    )
    return made.pk


def _send(actor: Actor, audience: str, when: datetime, to: list[str]) -> None:
    made = _draft(actor, audience, when)
    actions.send_briefing(actor=actor, briefing_id=made, addresses=to)
    for address in to:
        actions.mark_mailed(actor=actor, briefing_id=made, address=address, now=when)


def _to_partner(actor: Actor, now: datetime, bet_id: int) -> None:
    """Release sign-on to the partner who may bring it, and brief them by hand."""
    partners = dict(list_partners(actor=actor))
    open_ones = list_promises(actor=actor, on=now.date(), state="open")
    partner_id = next(one.person_id for one in open_ones if one.person_id in partners)
    release_bet(
        actor=actor, bet_id=bet_id, person_id=partner_id, words=RELEASED,
        now=now - 9 * DAY,
    )  # fmt: skip
    when = now - DAY
    made = _draft(actor, "partners", when, partner_id)
    actions.mark_sent_by_hand(actor=actor, briefing_id=made, now=when)
