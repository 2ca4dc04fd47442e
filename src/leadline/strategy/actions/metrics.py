"""Writes of metrics."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import transaction

from leadline.accounts.actions import record, result_of, take_version
from leadline.accounts.models import Product
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.plain import changed_in, plain_of
from leadline.strategy.models import GoalMeasure, Metric
from leadline.strategy.queries.rows import get_metric
from leadline.strategy.types import Direction, GoalState, MetricIn


@transaction.atomic
def create_metric(*, actor: Actor, metric: MetricIn) -> Kept:
    """Begin to measure something.

    Raises ``NotAllowed``, ``NotFound`` for another's product, ``Invalid`` for a
    name that is empty or a unit beside a currency, ``Conflict`` for a known name.
    """
    actor.require("change")
    created = Metric(workspace_id=actor.workspace_id)
    _fill(actor, created, metric)
    created.save()
    record(
        actor=actor, verb="strategy.create_metric", subject=created, **asdict(metric)
    )
    return result_of(created)


@transaction.atomic
def change_metric(
    *, actor: Actor, metric_id: int, seen: int | None = None, **said: Any
) -> Kept:
    """Say anew some of what a metric is: the fields of ``MetricIn`` by name.

    Its readings stay. Raises what ``create_metric`` raises, and ``Stale`` where
    ``seen`` is not the version that stands.
    """
    actor.require("change")
    changed = get_metric(actor=actor, metric_id=metric_id)
    take_version(actor=actor, row=changed, seen=seen)
    metric = changed_in(MetricIn(**plain_of(changed, MetricIn)), said, "metric")
    _fill(actor, changed, metric)
    changed.save()
    record(
        actor=actor,
        verb="strategy.change_metric",
        subject=changed,
        version=changed.version,
        **asdict(metric),
    )
    return result_of(changed)


@transaction.atomic
def archive_metric(*, actor: Actor, metric_id: int, archived: bool = True) -> Kept:
    """Put a metric away, or bring it back; its readings stay.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` while an open goal uses it.
    """
    actor.require("change")
    metric = get_metric(actor=actor, metric_id=metric_id)
    open_ = rows(GoalMeasure, actor).filter(goal__state=GoalState.OPEN)
    used = open_.filter(metric=metric).select_related("goal").order_by("pk").first()
    if archived and used is not None:
        raise Conflict(
            f"The goal “{used.goal.name}” is measured by it. Close that first."
        )
    take_version(actor=actor, row=metric, seen=None)
    metric.is_archived = archived
    metric.save(update_fields=["is_archived"])
    record(
        actor=actor,
        verb="strategy.archive_metric",
        subject=metric,
        version=metric.version,
        archived=archived,
    )
    return result_of(metric)


def _fill(actor: Actor, row: Metric, metric: MetricIn) -> None:
    name = metric.name.strip()
    if not name:
        raise Invalid("Give the metric a name.", field="name")
    if metric.unit and metric.currency:
        raise Invalid("A metric has a unit or a currency, not both.", field="unit")
    if metric.direction not in Direction.values:
        raise Invalid("Say whether more or less is better.", field="direction")
    product = metric.product_id
    if product and not rows(Product, actor).filter(pk=product).exists():
        raise NotFound("There is no such product.")
    twin = rows(Metric, actor).filter(name__iexact=name).exclude(pk=row.pk)
    if twin.exists():
        raise Conflict(f"There is a metric “{name}” already.", field="name")
    row.name = name
    row.unit = metric.unit.strip()
    row.currency = metric.currency.strip().upper()
    row.direction = metric.direction
    row.product_id = product
