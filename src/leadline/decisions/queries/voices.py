"""The customers of some to talk to first: by their silence times what they pay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
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

Most = Callable[[QuerySet[Customer], OrderBy], Iterable[Customer]]

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
    return _voices(actor, among, on, _each_segment)


def first_voices(
    *,
    actor: Actor,
    among: QuerySet[Customer],
    on: date,
    met: Mapping[str, date] | None = None,
) -> list[NextVoice]:
    """Return the first three to talk to among some customers.

    Who asks several times brings ``met``: a calendar takes long to read.
    """
    voices = _voices(actor, among, on, _all_together, met).values()
    return _first([one for several in voices for one in several])


def met_until(*, actor: Actor, on: date) -> Mapping[str, date]:
    """Return the day the actor last met each customer, by name."""
    zone = ZoneInfo(workspace_of(actor=actor).timezone)
    return last_met(actor=actor, on=on, zone=zone)


def _voices(
    actor: Actor,
    among: QuerySet[Customer],
    on: date,
    most: Most,
    met: Mapping[str, date] | None = None,
) -> dict[str, list[NextVoice]]:
    """Return the first to talk to of each segment, by silence times revenue."""
    rates = rates_of(actor=actor)
    paid = in_own(rates, "revenue_amount", "revenue_currency")
    by = OrderBy(paid, descending=True, nulls_last=True)
    largest = list(most(among.filter(is_archived=False), by))
    if not largest:
        return {}
    said = rows(Feedback, actor).filter(
        customer__in=[one.pk for one in largest], is_dated=True,
        side=FeedbackSide.CUSTOMER, set_aside="",
    )  # fmt: skip
    newest = said.order_by().values("customer_id").annotate(last=Max("said_at"))
    heard = {
        pk: last.astimezone(UTC).date()
        for pk, last in newest.values_list("customer_id", "last")
    }
    met = met_until(actor=actor, on=on) if met is None else met
    found: defaultdict[str, list[NextVoice]] = defaultdict(list)
    for one in largest:
        days = [day for day in (heard.get(one.pk), met.get(one.name)) if day]
        silence = max(0, (on - max(days)).days) if days else None
        revenue = rates.one(one.revenue_amount, one.revenue_currency)
        found[one.segment].append(NextVoice(one.pk, one.name, revenue, silence))
    return {name: _first(voices) for name, voices in found.items()}


def _first(voices: list[NextVoice]) -> list[NextVoice]:
    """Return the three to talk to first."""
    return sorted(voices, key=_of_worth, reverse=True)[:VOICES]


def _of_worth(voice: NextVoice) -> float:
    """Return what a talk is worth: the days of silence times what the customer pays."""
    days = NEVER if voice.days is None else min(voice.days, NEVER)
    return days * (1 + float(voice.revenue.amount))
