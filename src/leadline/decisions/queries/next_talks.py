"""Whom to talk to next, for every page that says so: from the one list of what to
learn next, and where no plan has ranges by one rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.db.models import Count, QuerySet, Sum

from leadline.accounts.queries import rates_of, rows, until_changed
from leadline.accounts.types import Actor
from leadline.decisions.models import Decision, DecisionBet
from leadline.decisions.queries.chair import silent_on
from leadline.decisions.queries.decisions import SORTS
from leadline.decisions.queries.lessons import lessons
from leadline.decisions.queries.rows import OPEN, get_decision, segments_named
from leadline.decisions.queries.voices import VOICES, first_voices, voices_of
from leadline.decisions.types import ChairVerdict, NextTalk, NextVoice, SilentSegment
from leadline.evidence.models import Customer
from leadline.evidence.queries import NO_SEGMENT, silent_about
from leadline.evidence.types import CustomerState
from leadline.roadmap.models import BetNeed

DECISIONS = 3


def next_talks(
    *,
    actor: Actor,
    on: date,
    decision_id: int | None = None,
    need_id: int | None = None,
) -> list[NextTalk]:
    """Return whom to talk to next.

    That is who can answer what is worth most to the plan to steer by (``lessons``), of
    the bets that the decision or need asked about concerns, if one is. Where no plan
    says what knowing is worth, it is by this rule: first for what waits, then in
    general. What waits are the three open decisions due soonest whose chair is not
    taken, or the one decision or need asked about, which then is all that counts. For
    each the silent segment with most revenue comes first. A decision that names the
    segments it touches is talked about with these alone. Of a segment, or of all
    customers, the twelve that pay most are looked at; they come by the days of their
    silence (400 at most, and where nobody ever heard them) times what they pay.
    Silence ends when a customer is heard, or met by the reader. Raises ``NotFound``.
    """
    actor.require("read")
    return until_changed(
        actor=actor,
        key=("next talks", on, decision_id, need_id),
        read=lambda: _next_talks(actor, on, decision_id, need_id),
    )


def _next_talks(
    actor: Actor, on: date, decision_id: int | None, need_id: int | None
) -> list[NextTalk]:
    if decision_id is not None and segments_named(actor=actor, decision_id=decision_id):
        return list(_on_decision(actor, decision_id, on))
    learn, bet_ids = None, _bets_of(actor, decision_id, need_id)
    if bet_ids is None or bet_ids:
        learn = lessons(actor=actor, on=on, bet_ids=bet_ids)
        asked = [one for one in learn.rows if one.voices]
        if asked:
            return [NextTalk(o.voices, lesson=o, plan=learn.plan) for o in asked]
    found: list[NextTalk] = []
    if need_id is not None:
        return list(_about_need(actor, need_id, on))
    if decision_id is not None:
        return list(_on_decision(actor, decision_id, on))
    open_ones = rows(Decision, actor).filter(state__in=OPEN)
    waiting = open_ones.exclude(chair_verdict=ChairVerdict.TAKEN)
    for pk in waiting.order_by(*SORTS["due"]).values_list("pk", flat=True)[:DECISIONS]:
        found += _on_decision(actor, pk, on)
    paying = rows(Customer, actor).filter(revenue_amount__gt=0)
    anybody = first_voices(actor=actor, among=paying, on=on)
    why = learn.why if learn else ""
    return [*found, NextTalk(anybody, why=why)] if anybody else found


def next_voices(*, actor: Actor, on: date) -> list[tuple[NextVoice, NextTalk]]:
    """Return the three customers to talk to next, each once, with what for."""
    actor.require("read")
    found: dict[int, tuple[NextVoice, NextTalk]] = {}
    for talk in next_talks(actor=actor, on=on):
        for voice in talk.voices:
            found.setdefault(voice.customer_id, (voice, talk))
    return list(found.values())[:VOICES]


def _bets_of(
    actor: Actor, decision_id: int | None, need_id: int | None
) -> set[int] | None:
    """Return the bets that a decision or need is about; ``None`` asks for all."""
    if decision_id is not None:
        links = rows(DecisionBet, actor).filter(decision_id=decision_id)
        return set(links.values_list("bet_id", flat=True))
    if need_id is not None:
        answers = rows(BetNeed, actor).filter(need_id=need_id)
        return set(answers.values_list("bet_id", flat=True))
    return None


def _on_decision(actor: Actor, decision_id: int, on: date) -> Iterator[NextTalk]:
    decision = get_decision(actor=actor, decision_id=decision_id)
    silent, touched = silent_on(actor=actor, decision_id=decision_id)
    names = {segment.name for segment in silent}
    there = [pk for pk, name in touched.items() if name in names]
    among = rows(Customer, actor).filter(pk__in=there)
    voices = voices_of(actor=actor, among=among, on=on)
    for segment in silent:
        if first := voices.get(_kept(segment.name)):
            yield NextTalk(first, segment, decision_id, decision.question)


def _about_need(actor: Actor, need_id: int, on: date) -> Iterator[NextTalk]:
    names = [row.segment for row in silent_about(actor=actor, need_id=need_id)]
    if not names:
        return
    among = _of(actor, names)
    voices = voices_of(actor=actor, among=among, on=on)
    found = _whole(actor, among, names)
    for segment in sorted(found, key=lambda one: (-one.revenue.amount, one.name)):
        if first := voices.get(_kept(segment.name)):
            yield NextTalk(first, segment)


def _kept(segment: str) -> str:
    """Return a segment as a customer's row has it."""
    return "" if segment == NO_SEGMENT else segment


def _of(actor: Actor, segments: list[str]) -> QuerySet[Customer]:
    """Return the customers and prospects of segments, as a need counts them."""
    names = [_kept(name) for name in segments]
    base = rows(Customer, actor).filter(segment__in=names, is_archived=False)
    return base.exclude(state=CustomerState.LOST)


def _whole(
    actor: Actor, among: QuerySet[Customer], segments: list[str]
) -> list[SilentSegment]:
    """Return how many are in each segment, and what they pay."""
    rates = rates_of(actor=actor)
    count: Counter[str] = Counter()
    revenue = {_kept(name): rates.none for name in segments}
    paid = among.order_by().values_list("segment", "revenue_currency")
    for name, code, n, of, amount in paid.annotate(
        n=Count("pk"), paying=Count("revenue_amount"), paid=Sum("revenue_amount")
    ):
        count[name] += n
        if amount:
            revenue[name] += rates.total({code: amount}, {code: of})
    return [
        SilentSegment(name, count[_kept(name)], revenue[_kept(name)])
        for name in segments
    ]
