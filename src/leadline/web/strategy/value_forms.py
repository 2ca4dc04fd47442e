"""The values of a goal and of a metric, each edited where it stands."""

from __future__ import annotations

from typing import Any

from leadline.accounts.types import Actor
from leadline.strategy import actions, queries
from leadline.strategy.types import GoalRow, MetricRow
from leadline.web.shell.requests import Request
from leadline.web.shell.values import Kind
from leadline.web.strategy.forms import GoalForm, MetricForm


def _read(request: Request, pk: int) -> dict[str, Any]:
    page = queries.goal_page(actor=request.actor, goal_id=pk)
    return {"row": page.goal, "goal": page.goal, "page": page}


def _form(actor: Actor, row: GoalRow, data: Any) -> GoalForm:
    return GoalForm(data, actor=actor, goal=row)


def _keep(actor: Actor, pk: int, said: dict[str, Any], seen: int | None) -> object:
    return actions.change_goal(actor=actor, goal_id=pk, seen=seen, **said)


GOAL = Kind(
    word="goal",
    labels={
        "name": "name", "kind": "kind", "owner_id": "owner", "parent_id": "parent",
        "product_id": "product", "target_date": "day",
    },
    address="strategy:goal_value", own="strategy:goal",
    template="strategy/value.html", title="name",
    read=_read, form=_form, keep=_keep,
    always=("reason",), also={"reason": "Taken back"}, may="plan",
)  # fmt: skip


def _read_metric(request: Request, pk: int) -> dict[str, Any]:
    row = queries.metric_page(actor=request.actor, metric_id=pk)
    return {"row": row, "metric": row}


def _metric_form(actor: Actor, row: MetricRow, data: Any) -> MetricForm:
    return MetricForm(data, actor=actor, metric=row)


def _keep_metric(
    actor: Actor, pk: int, said: dict[str, Any], seen: int | None
) -> object:
    return actions.change_metric(actor=actor, metric_id=pk, seen=seen, **said)


METRIC = Kind(
    word="metric",
    labels={
        "name": "name", "unit": "unit", "direction": "direction",
        "product_id": "product",
    },
    fields={"unit": ("unit", "currency")},
    address="strategy:metric_value", own="strategy:metric",
    template="strategy/metric_value.html", title="name",
    read=_read_metric, form=_metric_form, keep=_keep_metric,
)  # fmt: skip
