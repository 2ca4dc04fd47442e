"""Reads of what earlier bets did to the metrics that a bet is meant to move."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from statistics import median

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions.models import Prediction
from leadline.decisions.types import ENOUGH_OUTCOMES, PredictionState, ReferenceClass
from leadline.foundation.measures import is_percent
from leadline.roadmap.models import Bet, BetGoal
from leadline.strategy.models import GoalMeasure, Metric, Reading

HUNDRED = Decimal(100)
Series = tuple[list[date], list[Decimal]]


def reference_classes(*, actor: Actor, bet_id: int) -> list[ReferenceClass]:
    """Return how far other bets moved each metric of the goals that a bet serves.

    A move is what came out of a settled prediction about a bet and a metric, against
    the metric's newest reading on the day the prediction was made or before; the last
    one counts for each bet. Bets of the same product where there are enough, else all.
    """
    actor.require("read")
    goals = rows(BetGoal, actor).filter(bet_id=bet_id).values("goal_id")
    measured = rows(GoalMeasure, actor).filter(goal__in=goals, metric__isnull=False)
    found = rows(Metric, actor).filter(pk__in=measured.values("metric_id"))
    metrics = {metric.pk: metric for metric in found.order_by("name")}
    if not metrics:
        return []
    of = rows(Bet, actor).filter(pk=bet_id).select_related("product").first()
    product = of.product if of else None
    moves = _moves(actor, bet_id, metrics)
    classes = []
    for pk, metric in metrics.items():
        every = list(moves[pk].values())
        own = [move for by, move in every if product and by == product.pk]
        is_own = len(own) >= ENOUGH_OUTCOMES
        chosen = own if is_own else [move for _, move in every]
        name = product.name if is_own and product else ""
        classes.append(_class(metric, chosen, name))
    return classes


Moves = defaultdict[int, dict[int, tuple[int | None, Decimal]]]


def _moves(actor: Actor, bet_id: int, metrics: dict[int, Metric]) -> Moves:
    """Return each bet's product and its move of each metric."""
    settled = rows(Prediction, actor).filter(
        state=PredictionState.RESOLVED, bet__isnull=False, metric_id__in=metrics
    )
    readings = _series(actor, metrics)
    moves: Moves = defaultdict(dict)
    for one in (
        settled.exclude(bet_id=bet_id)
        .select_related("bet", "reading")
        .order_by("resolved_at", "pk")
    ):
        value = one.value
        if value is None and one.reading is not None:
            value = one.reading.value
        metric = metrics.get(one.metric_id or 0)
        if value is None or metric is None or one.bet is None:
            continue
        before = _before(readings[metric.pk], one.created_at.date())
        move = None if before is None else _move(metric, before, value)
        if move is not None:
            moves[metric.pk][one.bet.pk] = (one.bet.product_id, move)
    return moves


def _series(actor: Actor, metrics: dict[int, Metric]) -> defaultdict[int, Series]:
    series: defaultdict[int, Series] = defaultdict(lambda: ([], []))
    read = rows(Reading, actor).filter(metric_id__in=metrics).order_by("on_date")
    for metric_id, day, value in read.values_list("metric_id", "on_date", "value"):
        series[metric_id][0].append(day)
        series[metric_id][1].append(value)
    return series


def _before(series: Series, day: date) -> Decimal | None:
    days, values = series
    at = bisect_right(days, day)
    return values[at - 1] if at else None


def _move(metric: Metric, before: Decimal, after: Decimal) -> Decimal | None:
    """Return by how much it moved; nothing where there is nothing to hold it to."""
    if _in_points(metric):
        return after - before
    return HUNDRED * (after - before) / abs(before) if before else None


def _in_points(metric: Metric) -> bool:
    return not metric.currency and is_percent(metric.unit)


def _class(metric: Metric, moves: Sequence[Decimal], product: str) -> ReferenceClass:
    found = ReferenceClass(
        metric.pk, metric.name, len(moves), _in_points(metric), product
    )
    if not found.is_enough:
        return found
    return ReferenceClass(
        metric.pk, metric.name, len(moves), _in_points(metric), product,
        low=min(moves), mid=median(moves), high=max(moves),
    )  # fmt: skip
