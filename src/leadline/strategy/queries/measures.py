"""Reads of the measures of goals, each with where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncDate

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.strategy.models import CheckInReading, GoalMeasure, Reading
from leadline.strategy.queries.metrics import (
    latest_readings,
    readings_by_metric,
    readings_until,
)
from leadline.strategy.queries.rows import get_measure
from leadline.strategy.types import Direction, GoalKind, MeasureRow, ReadingRow


def measures_of(
    *, actor: Actor, goal_ids: Collection[int], until: date | None = None
) -> dict[int, tuple[MeasureRow, ...]]:
    """Return the measures of each goal, the first first.

    With ``until`` each stands by what was read on that day or before.
    """
    found = list(_with_way(actor).filter(goal_id__in=goal_ids))
    metric_ids = {one.metric_id for one in found if one.metric_id is not None}
    if until is None:
        latest = latest_readings(actor=actor, metric_ids=metric_ids)
    else:
        latest = readings_until(actor=actor, metric_ids=metric_ids, day=until)
    by_hand = [one.pk for one in found if one.metric_id is None]
    said = _said(actor, by_hand, until)
    measures: defaultdict[int, list[MeasureRow]] = defaultdict(list)
    for one in found:
        if one.metric_id is not None:
            newest = latest.get(one.metric_id)
        else:
            newest = next(reversed(said.get(one.pk, [])), None)
        measures[one.goal_id].append(_row(one, newest))
    return {goal_id: tuple(rows_) for goal_id, rows_ in measures.items()}


def goal_of_measure(*, actor: Actor, measure_id: int) -> int:
    """Return the goal that a measure is of, or raise ``NotFound``."""
    actor.require("read")
    return get_measure(actor=actor, measure_id=measure_id).goal_id


def readings_of_measures(
    *, actor: Actor, measures: Collection[MeasureRow]
) -> dict[int, tuple[ReadingRow, ...]]:
    """Return the readings of each measure by its id, oldest first.

    Those of a measure without a metric are what check-ins said of it.
    """
    metric_ids = {m.metric_id for m in measures if m.metric_id is not None}
    read = readings_by_metric(actor=actor, metric_ids=metric_ids)
    said = _said(actor, [m.id for m in measures if m.metric_id is None])
    return {
        m.id: tuple(
            (said.get(m.id) if m.metric_id is None else read.get(m.metric_id)) or ()
        )
        for m in measures
    }


def _said(
    actor: Actor, measure_ids: Collection[int], until: date | None = None
) -> Mapping[int, list[ReadingRow]]:
    """Return what check-ins said of measures that have no metric, oldest first."""
    found: defaultdict[int, list[ReadingRow]] = defaultdict(list)
    if not measure_ids:
        return found
    said = rows(CheckInReading, actor).filter(measure_id__in=measure_ids)
    if until is not None:
        said = said.filter(check_in__on_date__lte=until)
    ordered = said.select_related("check_in__author")
    for one in ordered.order_by("check_in__on_date", "pk"):
        by = one.check_in.author
        found[one.measure_id].append(
            ReadingRow(
                id=one.pk,
                on_date=one.check_in.on_date,
                value=one.value,
                source=f"check-in by {by}" if by else "check-in",
                note="",
            )
        )
    return found


def _with_way(actor: Actor) -> QuerySet[GoalMeasure]:
    # Not later: a number that came back to its baseline began no new way.
    at_baseline = rows(Reading, actor).filter(
        metric=OuterRef("metric"),
        value=OuterRef("baseline"),
        on_date__lte=OuterRef("set_on"),
    )
    stood = at_baseline.order_by("-on_date").values("on_date")[:1]
    found = rows(GoalMeasure, actor).annotate(set_on=TruncDate("created_at"))
    found = found.annotate(stood_on=Subquery(stood))
    return found.select_related("metric", "goal").order_by("pk")


def _row(one: GoalMeasure, latest: ReadingRow | None) -> MeasureRow:
    metric = one.metric
    return MeasureRow(
        id=one.pk,
        goal_id=one.goal_id,
        kind=GoalKind(one.goal.kind),
        measure=metric.name if metric else one.measure,
        metric_id=one.metric_id,
        unit=metric.unit if metric else one.unit,
        currency=metric.currency if metric else one.currency,
        direction=Direction(metric.direction) if metric else Direction.UP,
        baseline=one.baseline,
        baseline_date=one.baseline_date,
        target=one.target,
        target_date=one.target_date,
        since=_since(one),
        latest=latest,
    )


def _since(one: GoalMeasure) -> date:
    stood: date | None = getattr(one, "stood_on", None)
    return one.baseline_date or stood or one.created_at.date()
