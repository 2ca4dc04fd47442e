"""Whom to talk to next: one rule, for every page that says so."""

from __future__ import annotations

from datetime import UTC, date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, QuerySet, Sum
from django.db.models.expressions import OrderBy

from leadline.accounts.queries import in_own, rates_of, rows, workspace_of
from leadline.accounts.types import Actor
from leadline.attention.queries import last_met
from leadline.decisions.models import Decision
from leadline.decisions.queries.chair import silent_on
from leadline.decisions.queries.decisions import OPEN, SORTS, get_decision
from leadline.decisions.types import ChairVerdict, NextTalk, NextVoice, SilentSegment
from leadline.evidence.models import Customer, Feedback
from leadline.evidence.queries import NO_SEGMENT, silent_about
from leadline.evidence.types import CustomerState, FeedbackSide

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    anybody = _voices(actor, rows(Customer, actor).filter(revenue_amount__gt=0), on)
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
    for segment in silent:
        there = [pk for pk, name in touched.items() if name == segment.name]
        among = rows(Customer, actor).filter(pk__in=there)
        voices = _voices(actor, among, on)
        if voices:
            yield NextTalk(voices, segment, decision_id, decision.question)


def _about_need(actor: Actor, need_id: int, on: date) -> Iterator[NextTalk]:
    names = [row.segment for row in silent_about(actor=actor, need_id=need_id)]
    found = [(_whole(actor, name), name) for name in names]
    for segment, name in sorted(found, key=lambda f: (-f[0].revenue.amount, f[1])):
        voices = _voices(actor, _of(actor, name), on)
        if voices:
            yield NextTalk(voices, segment)


def _of(actor: Actor, segment: str) -> QuerySet[Customer]:
    """Return the customers and prospects of a segment, as a need counts them."""
    name = "" if segment == NO_SEGMENT else segment
    base = rows(Customer, actor).filter(segment=name, is_archived=False)
    return base.exclude(state=CustomerState.LOST)


def _whole(actor: Actor, segment: str) -> SilentSegment:
    rates = rates_of(actor=actor)
    paid = list(
        _of(actor, segment)
        .order_by()
        .values_list("revenue_currency")
        .annotate(n=Count("pk"), paying=Count("revenue_amount"),
                  paid=Sum("revenue_amount"))
    )  # fmt: skip
    revenue = sum(
        (rates.total({code: amount}, {code: of}) for code, _, of, amount in paid
         if amount),
        rates.none,
    )  # fmt: skip
    return SilentSegment(segment, sum(n for _, n, _, _ in paid), revenue)


def _voices(actor: Actor, among: QuerySet[Customer], on: date) -> list[NextVoice]:
    """Return the first to talk to of some customers, by silence times revenue."""
    rates = rates_of(actor=actor)
    paid = in_own(rates, "revenue_amount", "revenue_currency")
    by = OrderBy(paid, descending=True, nulls_last=True)
    largest = list(among.filter(is_archived=False).order_by(by, "pk")[:LARGEST])
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
    found = []
    for one in largest:
        days = [day for day in (heard.get(one.pk), met.get(one.name)) if day]
        silence = max(0, (on - max(days)).days) if days else None
        revenue = rates.one(one.revenue_amount, one.revenue_currency)
        found.append(NextVoice(one.pk, one.name, revenue, silence))
    found.sort(key=_worth, reverse=True)
    return found[:VOICES]


def _worth(voice: NextVoice) -> float:
    """Return what a talk is worth: the days of silence times what the customer pays."""
    days = NEVER if voice.days is None else min(voice.days, NEVER)
    return days * (1 + float(voice.revenue.amount))
