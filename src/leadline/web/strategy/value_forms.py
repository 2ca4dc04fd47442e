"""The values of a goal, a measure of one and a metric, each edited in its place."""

from __future__ import annotations

from typing import Any

from leadline.strategy import actions, queries
from leadline.web.shell.requests import Request
from leadline.web.shell.seen import SeenForm
from leadline.web.shell.values import Edit, Kind
from leadline.web.strategy.forms import GoalForm, MetricForm
from leadline.web.strategy.goal_forms import MeasureForm


def _read(request: Request, pk: int) -> dict[str, Any]:
    page = queries.goal_page(actor=request.actor, goal_id=pk)
    return {"row": page.goal, "goal": page.goal, "page": page}


def _form(edit: Edit, data: Any) -> GoalForm:
    return GoalForm(data, actor=edit.actor, goal=edit.row)


def _keep(edit: Edit, form: SeenForm, seen: int | None) -> object:
    return actions.change_goal(
        actor=edit.actor, goal_id=edit.row.id, seen=seen, **form.cleaned_data
    )


GOAL = Kind(
    word="goal",
    labels={
        "name": "name", "kind": "kind", "owner_id": "owner", "parent_id": "parent",
        "product_id": "product", "target_date": "day",
    },
    url_name="strategy:goal_value", own="strategy:goal",
    template="strategy/_value.html", title="name",
    read=_read, form=_form, keep=_keep,
    why="reason", may="plan",
)  # fmt: skip


def _read_measure(request: Request, pk: int) -> dict[str, Any]:
    actor = request.actor
    goal_id = queries.goal_of_measure(actor=actor, measure_id=pk)
    goal = queries.goal_page(actor=actor, goal_id=goal_id).goal
    row = next(one for one in goal.measures if one.id == pk)
    return {"row": row, "measure": row, "goal": goal, "version": goal.version}


def _measure_form(edit: Edit, data: Any) -> MeasureForm:
    goal = edit.about["goal"]
    return MeasureForm(data, actor=edit.actor, goal=goal, measure=edit.row)


def _keep_measure(edit: Edit, form: SeenForm, seen: int | None) -> object:
    return actions.change_measure(
        actor=edit.actor, measure_id=edit.row.id, seen=seen, **form.cleaned_data
    )


MEASURE = Kind(
    word="measure",
    labels={"measure": "measure", "baseline": "baseline", "target": "target"},
    fields={
        "measure": ("metric_id", "measure", "unit", "currency"),
        "baseline": ("baseline", "baseline_date"),
        "target": ("target", "target_date"),
    },
    redraws=("measure", "baseline", "target"),
    url_name="strategy:measure_value", own="strategy:goal", of="goal_id",
    template="strategy/_measure_value.html", title="measure",
    read=_read_measure, form=_measure_form, keep=_keep_measure,
    why="reason", may="plan",
)  # fmt: skip


def _read_metric(request: Request, pk: int) -> dict[str, Any]:
    row = queries.metric_page(actor=request.actor, metric_id=pk)
    return {"row": row, "metric": row}


def _metric_form(edit: Edit, data: Any) -> MetricForm:
    return MetricForm(data, actor=edit.actor, metric=edit.row)


def _keep_metric(edit: Edit, form: SeenForm, seen: int | None) -> object:
    return actions.change_metric(
        actor=edit.actor, metric_id=edit.row.id, seen=seen, **form.cleaned_data
    )


METRIC = Kind(
    word="metric",
    labels={
        "name": "name", "unit": "unit", "direction": "direction",
        "product_id": "product",
    },
    fields={"unit": ("unit", "currency")},
    url_name="strategy:metric_value", own="strategy:metric",
    template="strategy/_metric_value.html", title="name",
    read=_read_metric, form=_metric_form, keep=_keep_metric,
)  # fmt: skip
