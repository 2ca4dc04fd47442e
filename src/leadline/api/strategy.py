"""Goals with their measures and check-ins, metrics with their readings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from leadline.accounts.types import Kept
from leadline.api.operations import Ask, Op, Record, among, body, body_of, part_of
from leadline.api.shapes import build, said_in
from leadline.strategy import actions, queries
from leadline.strategy.types import (
    CheckInIn,
    CheckInRow,
    GoalIn,
    GoalKind,
    GoalRow,
    GoalState,
    MeasureIn,
    MetricIn,
    MetricRow,
    ReadingRow,
)


@dataclass(frozen=True, slots=True)
class GoalFilter:
    """Which goals a list shows."""

    text: str = ""
    kind: str = ""
    state: str = ""
    owner: int | None = None
    product: int | None = None


@dataclass(frozen=True, slots=True)
class MetricFilter:
    """Which metrics a list shows; ``archived`` ones instead of the others."""

    text: str = ""
    archived: bool = False


@dataclass(frozen=True, slots=True)
class MetricChange(MetricIn):
    """What is said anew of a metric, and whether it is archived."""

    is_archived: bool = False


@dataclass(frozen=True, slots=True)
class GoalChange(GoalIn):
    """What is said anew of a goal, and why."""

    reason: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class MeasureChange(MeasureIn):
    """What is said of a measure, and why."""

    reason: str = ""


GOALS = Record(
    "goal",
    "goals",
    "strategy",
    GoalRow,
    lambda ask, pk: queries.goal_page(actor=ask.actor, goal_id=pk).goal,
    ("strategy:goal_page",),
)
METRICS = Record(
    "metric",
    "metrics",
    "strategy",
    MetricRow,
    lambda ask, pk: queries.metric_page(actor=ask.actor, metric_id=pk),
    ("strategy:metric_page",),
)


def _change_goal(ask: Ask) -> None:
    said = said_in(ask.body, GoalChange)
    state, reason = said.pop("state", ""), said.pop("reason", "")
    if said or not state:
        actions.change_goal(
            actor=ask.actor, goal_id=ask.id, reason=reason, seen=ask.seen, **said
        )
    if state:
        actions.set_goal_state(
            actor=ask.actor, goal_id=ask.id, state=state, reason=reason
        )


def _change_metric(ask: Ask) -> None:
    said = said_in(ask.body, MetricChange)
    is_archived = said.pop("is_archived", None)
    who: dict[str, Any] = {"actor": ask.actor, "metric_id": ask.id}
    if said or is_archived is None:
        actions.change_metric(**who, seen=ask.seen, **said)
    if is_archived is not None:
        actions.archive_metric(**who, archived=is_archived)


def _change_measure(ask: Ask) -> Kept:
    said = said_in(ask.body, MeasureChange)
    return actions.change_measure(
        actor=ask.actor, measure_id=ask.id, reason=said.pop("reason", ""), **said
    )


def _add_measure(ask: Ask) -> Any:
    said = said_in(ask.body, MeasureChange)
    reason = said.pop("reason", "")
    return actions.add_measure(
        actor=ask.actor,
        goal_id=ask.id,
        measure=MeasureIn(**said),
        reason=reason,
        seen=ask.seen,
    )


def _check_ins(ask: Ask) -> Any:
    queries.goal_page(actor=ask.actor, goal_id=ask.id)
    return queries.check_ins_of(
        actor=ask.actor, goal_id=ask.id, page=ask.page, size=ask.size
    )


def _readings(ask: Ask) -> Any:
    queries.metric_page(actor=ask.actor, metric_id=ask.id)
    return queries.readings_of(
        actor=ask.actor, metric_id=ask.id, page=ask.page, size=ask.size
    )


OPS: list[Op] = [
    GOALS.lists(
        lambda ask: queries.list_goals(
            actor=ask.actor,
            text=ask.wanted.text,
            kind=ask.wanted.kind,
            state=ask.wanted.state,
            owner=ask.wanted.owner,
            product=ask.wanted.product,
            page=ask.page,
            size=ask.size,
        ),
        "strategy:list_goals",
        query=GoalFilter,
        words=among(kind=GoalKind, state=GoalState),
    ),
    GOALS.gets(),
    GOALS.makes(
        lambda ask: actions.create_goal(actor=ask.actor, goal=build(GoalIn, ask.body)),
        "strategy:create_goal",
        body=body_of(GoalIn),
    ),
    GOALS.changes(
        _change_goal,
        "strategy:change_goal",
        "strategy:set_goal_state",
        body=part_of(GoalChange),
    ),
    GOALS.acts(
        "add_measure",
        _add_measure,
        "strategy:add_measure",
        body=body_of(MeasureChange),
        summary="Add a measure to a goal",
    ),
    GOALS.acts(
        "check_in",
        lambda ask: actions.check_in(
            actor=ask.actor,
            goal_id=ask.id,
            said=build(CheckInIn, ask.body),
            today=ask.today,
        ),
        "strategy:check_in",
        body=body_of(CheckInIn),
        summary="Say how sure one is of a goal, and why",
    ),
    Op(
        "change_measure",
        "PATCH",
        "measures/{int:id}",
        "strategy",
        "Change a measure of a goal, with the reason",
        ("strategy:change_measure",),
        _change_measure,
        answers=Kept,
        body=part_of(MeasureChange),
    ),
    Op(
        "remove_measure",
        "POST",
        "measures/{int:id}/remove",
        "strategy",
        "Remove a measure of a goal, with the reason",
        ("strategy:remove_measure",),
        lambda ask: actions.remove_measure(
            actor=ask.actor, measure_id=ask.id, reason=ask.body.reason
        ),
        answers=Kept,
        body=body("ReasonIn", "Why it goes.", reason=str),
    ),
    Op(
        "list_check_ins",
        "GET",
        "goals/{int:id}/check-ins",
        "strategy",
        "List the check-ins of a goal",
        ("strategy:check_ins_of", "strategy:goal_page"),
        _check_ins,
        answers=CheckInRow,
        is_list=True,
    ),
    Op(
        "remove_check_in",
        "DELETE",
        "check-ins/{int:id}",
        "strategy",
        "Take a check-in back",
        ("strategy:take_back_check_in",),
        lambda ask: actions.take_back_check_in(actor=ask.actor, check_in_id=ask.id),
        status=204,
    ),
    METRICS.lists(
        lambda ask: queries.list_metrics(
            actor=ask.actor,
            text=ask.wanted.text,
            archived=ask.wanted.archived,
            page=ask.page,
            size=ask.size,
        ),
        "strategy:list_metrics",
        query=MetricFilter,
    ),
    METRICS.gets(),
    METRICS.makes(
        lambda ask: actions.create_metric(
            actor=ask.actor, metric=build(MetricIn, ask.body)
        ),
        "strategy:create_metric",
        body=body_of(MetricIn),
    ),
    METRICS.changes(
        _change_metric,
        "strategy:change_metric",
        "strategy:archive_metric",
        body=part_of(MetricChange),
    ),
    Op(
        "list_readings",
        "GET",
        "metrics/{int:id}/readings",
        "strategy",
        "List the readings of a metric",
        ("strategy:readings_of", "strategy:metric_page"),
        _readings,
        answers=ReadingRow,
        is_list=True,
    ),
    Op(
        "record_reading",
        "POST",
        "metrics/{int:id}/readings",
        "strategy",
        "Write down what a metric was on a day; the day's reading is replaced",
        ("strategy:record_reading",),
        lambda ask: actions.record_reading(
            actor=ask.actor, metric_id=ask.id, **said_in(ask.body)
        ),
        answers=Kept,
        body=body(
            "ReadingSaid",
            "What a metric was on a day, and who says so.",
            on_date=date,
            value=Decimal,
            source=str,
            note=(str, ""),
        ),
    ),
    Op(
        "remove_reading",
        "DELETE",
        "readings/{int:id}",
        "strategy",
        "Remove a reading",
        ("strategy:remove_reading",),
        lambda ask: actions.remove_reading(actor=ask.actor, reading_id=ask.id),
        status=204,
    ),
]
