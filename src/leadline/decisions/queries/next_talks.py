"""Whom to talk to next: one rule, for every page that says so."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Max, QuerySet, Sum, Window
from django.db.models.expressions import OrderBy
from django.db.models.functions import RowNumber

from leadline.accounts.queries import in_own, rates_of, rows, workspace_of
from leadline.accounts.types import Actor
from leadline.attention.queries import last_met
from leadline.decisions.models import Decision
from leadline.decisions.queries.chair import silent_on
from leadline.decisions.queries.decisions import SORTS
from leadline.decisions.queries.rows import OPEN, get_decision
from leadline.decisions.types import ChairVerdict, NextTalk, NextVoice, SilentSegment
from leadline.evidence.models import Customer, Feedback
from leadline.evidence.queries import NO_SEGMENT, silent_about
from leadline.evidence.types import CustomerState, FeedbackSide

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

DECISIONS = 3
LARGEST = 12
NEVER = 400
VOICES = 3


def next_talks(
    *,
    actor: Actor,
    on: date,
    decision_id: int | None = None,
    need_id: int | None = None,
) -> list[NextTalk]:
    """Return whom to talk to next: first for what waits, then in general.

    What waits are the three open decisions due soonest whose chair is not taken, or the
    one decision or need asked about, which then is all that counts. For each the
    silent segment with most revenue comes first. Of a segment, or of all customers,
    the twelve that pay most are looked at; they come by the days of their silence (400
    at most, and where nobody ever heard them) times what they pay. Silence ends when
    a customer is heard, or met by the reader. Raises ``NotFound``.
    """
    actor.require("read")
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
    voices = _voices(actor, paying, on, _all_together)
    anybody = _first([one for several in voices.values() for one in several])
    return [*found, NextTalk(anybody)] if anybody else found


def next_voices(*, actor: Actor, on: date) -> list[tuple[NextVoice, NextTalk]]:
    """Return the three customers to talk to next, each once, with what for."""
    actor.require("read")
    found: dict[int, tuple[NextVoice, NextTalk]] = {}
    for talk in next_talks(actor=actor, on=on):
        for voice in talk.voices:
            found.setdefault(voice.customer_id, (voice, talk))
    return list(found.values())[:VOICES]


def _on_decision(actor: Actor, decision_id: int, on: date) -> Iterator[NextTalk]:
    decision = get_decision(actor=actor, decision_id=decision_id)
    silent, touched = silent_on(actor=actor, decision_id=decision_id)
    names = {segment.name for segment in silent}
    there = [pk for pk, name in touched.items() if name in names]
    among = rows(Customer, actor).filter(pk__in=there)
    voices = _voices(actor, among, on, _each_segment)
    for segment in silent:
        if first := voices.get(_kept(segment.name)):
            yield NextTalk(first, segment, decision_id, decision.question)


def _about_need(actor: Actor, need_id: int, on: date) -> Iterator[NextTalk]:
    names = [row.segment for row in silent_about(actor=actor, need_id=need_id)]
    if not names:
        return
    among = _of(actor, names)
    voices = _voices(actor, among, on, _each_segment)
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


def _each_segment(among: QuerySet[Customer], by: OrderBy) -> Iterable[Customer]:
    """Return those who pay most of each segment, in one query for any number."""
    place = Window(RowNumber(), partition_by=[F("segment")], order_by=[by, "pk"])
    return among.annotate(place=place).filter(place__lte=LARGEST)


def _all_together(among: QuerySet[Customer], by: OrderBy) -> Iterable[Customer]:
    """Return those who pay most of all."""
    return among.order_by(by, "pk")[:LARGEST]


def _voices(
    actor: Actor,
    among: QuerySet[Customer],
    on: date,
    most: Callable[[QuerySet[Customer], OrderBy], Iterable[Customer]],
) -> dict[str, list[NextVoice]]:
    """Return the first to talk to of each segment, by silence times revenue."""
    rates = rates_of(actor=actor)
    paid = in_own(rates, "revenue_amount", "revenue_currency")
    by = OrderBy(paid, descending=True, nulls_last=True)
    largest = list(most(among.filter(is_archived=False), by))
    if not largest:
        return {}
    zone = ZoneInfo(workspace_of(actor=actor).timezone)
    said = rows(Feedback, actor).filter(
        customer__in=[one.pk for one in largest], is_dated=True,
        side=FeedbackSide.CUSTOMER, set_aside="",
    )  # fmt: skip
    newest = said.order_by().values("customer_id").annotate(last=Max("said_at"))
    heard = {
        pk: last.astimezone(UTC).date()
        for pk, last in newest.values_list("customer_id", "last")
    }
    met = last_met(actor=actor, on=on, zone=zone)
    found: defaultdict[str, list[NextVoice]] = defaultdict(list)
    for one in largest:
        days = [day for day in (heard.get(one.pk), met.get(one.name)) if day]
        silence = max(0, (on - max(days)).days) if days else None
        revenue = rates.one(one.revenue_amount, one.revenue_currency)
        found[one.segment].append(NextVoice(one.pk, one.name, revenue, silence))
    return {name: _first(voices) for name, voices in found.items()}


def _first(voices: list[NextVoice]) -> list[NextVoice]:
    return sorted(voices, key=_worth, reverse=True)[:VOICES]


def _worth(voice: NextVoice) -> float:
    """Return what a talk is worth: the days of silence times what the customer pays."""
    days = NEVER if voice.days is None else min(voice.days, NEVER)
    return days * (1 + float(voice.revenue.amount))
