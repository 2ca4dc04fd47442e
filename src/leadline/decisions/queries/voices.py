"""The customers of some to talk to first: by their silence times what they pay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date
from zoneinfo import ZoneInfo

from django.db.models import F, Max, QuerySet, Window
from django.db.models.expressions import OrderBy
from django.db.models.functions import RowNumber

from leadline.accounts.queries import in_own, rates_of, rows, workspace_of
from leadline.accounts.types import Actor
from leadline.attention.queries import last_met
from leadline.decisions.types import NextVoice
from leadline.evidence.models import Customer, Feedback
from leadline.evidence.types import FeedbackSide

LARGEST = 12
NEVER = 400
VOICES = 3


def _each_segment(among: QuerySet[Customer], by: OrderBy) -> Iterable[Customer]:
    """Return those who pay most of each segment, in one query for any number."""
    place = Window(RowNumber(), partition_by=[F("segment")], order_by=[by, "pk"])
    return among.annotate(place=place).filter(place__lte=LARGEST)


def _all_together(among: QuerySet[Customer], by: OrderBy) -> Iterable[Customer]:
    """Return those who pay most of all."""
    return among.order_by(by, "pk")[:LARGEST]


def voices_of(
    *, actor: Actor, among: QuerySet[Customer], on: date
) -> dict[str, list[NextVoice]]:
    """Return the first three to talk to of each segment among some customers."""
    found = _each_segment(among.filter(is_archived=False), _by_revenue(actor))
    largest = list(found)
    voices = _voices(actor, largest, on)
    lots: defaultdict[str, list[NextVoice]] = defaultdict(list)
    for one in largest:
        lots[one.segment].append(voices[one.pk])
    return {name: _first(lot) for name, lot in lots.items()}


def first_voices(
    *, actor: Actor, among: QuerySet[Customer], on: date
) -> list[NextVoice]:
    """Return the first three to talk to among some customers."""
    (voices,) = first_voices_each(actor=actor, among=[among], on=on)
    return voices


def first_voices_each(
    *, actor: Actor, among: Iterable[QuerySet[Customer]], on: date
) -> list[list[NextVoice]]:
    """Return the first three to talk to among each of several lots of customers: a
    query for each, and the rest once for all."""
    by = _by_revenue(actor)
    lots = [list(_all_together(lot.filter(is_archived=False), by)) for lot in among]
    voices = _voices(actor, {one.pk: one for lot in lots for one in lot}.values(), on)
    return [_first([voices[one.pk] for one in lot]) for lot in lots]


def met_until(*, actor: Actor, on: date) -> Mapping[str, date]:
    """Return the day the actor last met each customer, by name."""
    zone = ZoneInfo(workspace_of(actor=actor).timezone)
    return last_met(actor=actor, on=on, zone=zone)


def _by_revenue(actor: Actor) -> OrderBy:
    paid = in_own(rates_of(actor=actor), "revenue_amount", "revenue_currency")
    return OrderBy(paid, descending=True, nulls_last=True)


def _voices(
    actor: Actor, largest: Collection[Customer], on: date
) -> dict[int, NextVoice]:
    """Return what each of some customers pays, and how long they were silent."""
    if not largest:
        return {}
    rates = rates_of(actor=actor)
    said = rows(Feedback, actor).filter(
        customer__in=[one.pk for one in largest], is_dated=True,
        side=FeedbackSide.CUSTOMER, set_aside="",
    )  # fmt: skip
    newest = said.order_by().values("customer_id").annotate(last=Max("said_at"))
    heard = {
        pk: last.astimezone(UTC).date()
        for pk, last in newest.values_list("customer_id", "last")
    }
    met = met_until(actor=actor, on=on)
    found = {}
    for one in largest:
        days = [day for day in (heard.get(one.pk), met.get(one.name)) if day]
        silence = max(0, (on - max(days)).days) if days else None
        revenue = rates.one(one.revenue_amount, one.revenue_currency)
        found[one.pk] = NextVoice(one.pk, one.name, revenue, silence)
    return found


def _first(voices: list[NextVoice]) -> list[NextVoice]:
    """Return the three to talk to first."""
    return sorted(voices, key=_of_worth, reverse=True)[:VOICES]


def _of_worth(voice: NextVoice) -> float:
    """Return what a talk is worth: the days of silence times what the customer pays."""
    days = NEVER if voice.days is None else min(voice.days, NEVER)
    return days * (1 + float(voice.revenue.amount))
