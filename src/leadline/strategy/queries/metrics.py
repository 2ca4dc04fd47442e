"""Reads of metrics and their readings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.foundation.paging import Listed, Page, listed
from leadline.strategy.models import Metric, Reading
from leadline.strategy.types import Direction, MetricRow, ReadingRow

RECENT = 12


def readings_of(
    *, actor: Actor, metric_id: int, page: Page = 1, size: int | None = None
) -> Listed[ReadingRow]:
    """Return a metric's readings, oldest first; none for an unknown metric."""
    found = rows(Reading, actor).filter(metric_id=metric_id).order_by("on_date")
    return listed(
        found, lambda part: [_reading_row(reading) for reading in part], page, size
    )


def readings_by_metric(
    *, actor: Actor, metric_ids: Collection[int]
) -> Mapping[int, list[ReadingRow]]:
    """Return the readings of each metric, oldest first."""
    found: defaultdict[int, list[ReadingRow]] = defaultdict(list)
    read = rows(Reading, actor).filter(metric_id__in=metric_ids).order_by("on_date")
    for reading in read:
        found[reading.metric_id].append(_reading_row(reading))
    return found


def latest_readings(
    *, actor: Actor, metric_ids: Collection[int]
) -> dict[int, ReadingRow]:
    """Return the newest reading of each metric that has one."""
    newest = rows(Reading, actor).filter(metric=OuterRef("metric"))
    day = newest.order_by("-on_date").values("on_date")[:1]
    found = rows(Reading, actor).filter(metric_id__in=metric_ids, on_date=Subquery(day))
    return {reading.metric_id: _reading_row(reading) for reading in found}


def readings_until(
    *, actor: Actor, metric_ids: Collection[int], day: date
) -> dict[int, ReadingRow]:
    """Return the newest reading of each metric on a day or before it."""
    actor.require("read")
    older = rows(Reading, actor).filter(metric=OuterRef("metric"), on_date__lte=day)
    newest = older.order_by("-on_date").values("on_date")[:1]
    found = rows(Reading, actor).filter(
        metric_id__in=metric_ids, on_date=Subquery(newest)
    )
    return {reading.metric_id: _reading_row(reading) for reading in found}


def list_metric_names(*, actor: Actor) -> list[tuple[int, str]]:
    """Return the metrics by name, for a choice."""
    actor.require("read")
    found = rows(Metric, actor).filter(is_archived=False).order_by("name")
    return list(found.values_list("pk", "name"))


def list_metrics(
    *,
    actor: Actor,
    text: str = "",
    archived: bool = False,
    page: Page = 1,
    size: int | None = None,
) -> Listed[MetricRow]:
    """Return the metrics by name, each with its newest readings."""
    found = rows(Metric, actor).filter(is_archived=archived)
    if text:
        found = found.filter(name__icontains=text)
    counted = found.select_related("product").annotate(number=Count("readings"))

    def make(part: Iterable[Metric]) -> list[MetricRow]:
        metrics = list(part)
        recent = _recent_readings(actor, [metric.pk for metric in metrics])
        return [_metric_row(metric, recent[metric.pk]) for metric in metrics]

    return listed(counted.order_by("name"), make, page, size)


def metric_page(*, actor: Actor, metric_id: int) -> MetricRow:
    """Return one metric with its newest readings, or raise ``NotFound``."""
    found = rows(Metric, actor).filter(pk=metric_id).select_related("product")
    metric = found.annotate(number=Count("readings")).first()
    if metric is None:
        raise NotFound("There is no such metric.")
    return _metric_row(metric, _recent_readings(actor, [metric.pk])[metric.pk])


def _recent_readings(
    actor: Actor, metric_ids: list[int]
) -> defaultdict[int, list[ReadingRow]]:
    """Return up to ``RECENT`` newest readings of each metric, oldest first."""
    newer = (
        rows(Reading, actor)
        .filter(metric=OuterRef("metric"), on_date__gt=OuterRef("on_date"))
        .order_by()
        .values("metric")
        .annotate(number=Count("pk"))
        .values("number")
    )
    found = (
        rows(Reading, actor)
        .filter(metric_id__in=metric_ids)
        .annotate(newer=Coalesce(Subquery(newer), 0))
        .filter(newer__lt=RECENT)
        .order_by(F("on_date").asc())
    )
    recent: defaultdict[int, list[ReadingRow]] = defaultdict(list)
    for reading in found:
        recent[reading.metric_id].append(_reading_row(reading))
    return recent


def _metric_row(metric: Metric, recent: list[ReadingRow]) -> MetricRow:
    return MetricRow(
        id=metric.pk,
        version=metric.version,
        name=metric.name,
        unit=metric.unit,
        currency=metric.currency,
        direction=Direction(metric.direction),
        product=metric.product.name if metric.product else "",
        product_id=metric.product_id,
        readings=getattr(metric, "number", len(recent)),
        latest=recent[-1] if recent else None,
        recent=tuple(reading.value for reading in recent),
    )


def _reading_row(reading: Reading) -> ReadingRow:
    return ReadingRow(
        id=reading.pk,
        on_date=reading.on_date,
        value=reading.value,
        source=reading.source,
        note=reading.note,
    )
