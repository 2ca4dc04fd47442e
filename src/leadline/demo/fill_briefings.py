"""Sends briefings, and writes down what the head of product heard herself."""

from __future__ import annotations

from datetime import datetime, timedelta

from leadline.accounts.types import Actor
from leadline.demo.needs import content
from leadline.evidence.actions import record_feedback
from leadline.evidence.types import FeedbackIn
from leadline.overview.briefing import draft_briefing
from leadline.stakeholders import actions

BASE = "http://localhost:8080/w/{}/"
DAY = timedelta(days=1)
WROTE_DOWN = "Ines Moreau"


def before(actor: Actor, now: datetime) -> None:
    """Send a briefing to the executives a month ago, before much was decided."""
    _send(actor, "executives", now - 30 * DAY, ["henrike.dahl@harbour.example"])


def after(actor: Actor, now: datetime) -> None:
    """Send the briefings of this week, and write down what was heard this year."""
    leaders = ["henrike.dahl@harbour.example", "petra.lang@harbour.example"]
    _send(actor, "executives", now - 3 * DAY, leaders)
    _send(actor, "sales", now - 2 * DAY, ["jonas.falk@harbour.example"])
    _send(actor, "engineering", now - 2 * DAY, ["tomasz.lis@harbour.example"])
    for days, company, author, words in content("heard.toml")["heard"]:
        when = now - days * DAY
        piece = FeedbackIn(
            words=words, said_at=when, author=author, customer_name=company,
            noted_by=WROTE_DOWN,
        )  # fmt: skip
        record_feedback(actor=actor, piece=piece, now=when)


def _send(actor: Actor, audience: str, when: datetime, to: list[str]) -> None:
    draft = draft_briefing(actor=actor, audience=audience, now=when)
    made = actions.create_briefing(
        actor=actor,
        audience=audience,
        title=draft.title,
        body=draft.markdown(BASE.format(actor.workspace_id)),
        facts=draft.facts,
        now=when,
    )
    actions.send_briefing(actor=actor, briefing_id=made.pk, addresses=to, now=when)
    for address in to:
        actions.mark_mailed(actor=actor, briefing_id=made.pk, address=address, now=when)
