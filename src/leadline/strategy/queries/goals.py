"""Reads of goals: as a tree, and one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.strategy.models import Goal, Reading
from leadline.strategy.queries.metrics import latest_readings, readings_of
from leadline.strategy.types import (
    Direction,
    GoalKind,
    GoalPage,
    GoalRow,
    GoalState,
    ReadingRow,
)


def goal_rows(*, actor: Actor, goal_ids: Iterable[int]) -> list[GoalRow]:
    """Return some goals by name, each with where it stands."""
    found = list(_with_names(actor).filter(pk__in=list(goal_ids)).order_by("name"))
    return _rows(actor, [(goal, 0) for goal in found])


def list_goals(
    *,
    actor: Actor,
    text: str = "",
    kind: str = "",
    state: str = "",
    owner: int | None = None,
    product: int | None = None,
) -> list[GoalRow]:
    """Return the goals as a tree: each after its parent, siblings by date and name.

    A goal whose parent is filtered away stands at the top.
    """
    found = _with_names(actor)
    if text:
        found = found.filter(name__icontains=text)
    for field, value in (
        ("kind", kind),
        ("state", state),
        ("owner_id", owner),
        ("product_id", product),
    ):
        if value:
            found = found.filter(**{field: value})
    return _rows(actor, list(_as_tree(list(found))))


def goals_to_look_at(*, actor: Actor, due_by: date, read_since: date) -> list[GoalRow]:
    """Return open goals due by a day, or whose metric was last read before another."""
    actor.require("read")
    readings = rows(Reading, actor).filter(metric=OuterRef("metric"))
    last = readings.order_by("-on_date").values("on_date")[:1]
    opened = _with_names(actor).filter(state=GoalState.OPEN)
    found = opened.annotate(read_on=Subquery(last)).filter(
        Q(target_date__lte=due_by) | Q(read_on__lt=read_since)
    )
    ordered = found.order_by(F("target_date").asc(nulls_last=True), "name", "pk")
    return _rows(actor, [(goal, 0) for goal in ordered])


def list_goal_names(*, actor: Actor) -> list[tuple[int, str]]:
    """Return the goals by name, for a choice."""
    actor.require("read")
    return list(rows(Goal, actor).order_by("name", "pk").values_list("pk", "name"))


def goal_page(*, actor: Actor, goal_id: int) -> GoalPage:
    """Return a goal with its readings, parents and children, or ``NotFound``."""
    everything = list_goals(actor=actor)
    by_id = {goal.id: goal for goal in everything}
    if goal_id not in by_id:
        raise NotFound("There is no such goal.")
    goal = by_id[goal_id]
    parents: list[GoalRow] = []
    above = goal.parent_id
    while above is not None:
        parents.insert(0, by_id[above])
        above = by_id[above].parent_id
    readings: list[ReadingRow] = []
    if goal.metric_id is not None:
        readings = readings_of(actor=actor, metric_id=goal.metric_id)
    return GoalPage(
        goal=goal,
        readings=tuple(readings),
        parents=tuple(parents),
        children=tuple(row for row in everything if row.parent_id == goal_id),
    )


def _with_names(actor: Actor) -> QuerySet[Goal]:
    # Not later: a number that came back to its baseline began no new way.
    at_baseline = rows(Reading, actor).filter(
        metric=OuterRef("metric"),
        value=OuterRef("baseline"),
        on_date__lte=OuterRef("set_on"),
    )
    stood = at_baseline.order_by("-on_date").values("on_date")[:1]
    found = rows(Goal, actor).annotate(set_on=TruncDate("created_at"))
    found = found.annotate(stood_on=Subquery(stood))
    return found.select_related("metric", "owner", "product", "parent")


def _as_tree(goals: list[Goal]) -> Iterator[tuple[Goal, int]]:
    shown = {goal.pk for goal in goals}
    below: defaultdict[int | None, list[Goal]] = defaultdict(list)
    for goal in goals:
        below[goal.parent_id if goal.parent_id in shown else None].append(goal)
    for siblings in below.values():
        siblings.sort(key=lambda g: (g.target_date is None, g.target_date, g.name))

    def walk(parent: int | None, depth: int) -> Iterator[tuple[Goal, int]]:
        for goal in below[parent]:
            yield goal, depth
            yield from walk(goal.pk, depth + 1)

    yield from walk(None, 0)


def _rows(actor: Actor, goals: list[tuple[Goal, int]]) -> list[GoalRow]:
    metric_ids = {goal.metric_id for goal, _ in goals if goal.metric_id is not None}
    latest = latest_readings(actor=actor, metric_ids=metric_ids)
    return [_row(goal, depth, latest) for goal, depth in goals]


def _row(goal: Goal, depth: int, latest: dict[int, ReadingRow]) -> GoalRow:
    metric = goal.metric
    return GoalRow(
        id=goal.pk,
        version=goal.version,
        name=goal.name,
        kind=GoalKind(goal.kind),
        state=GoalState(goal.state),
        depth=depth,
        parent_id=goal.parent_id,
        parent=goal.parent.name if goal.parent else "",
        measure=metric.name if metric else goal.measure,
        metric_id=goal.metric_id,
        unit=metric.unit if metric else goal.unit,
        currency=metric.currency if metric else goal.currency,
        direction=Direction(metric.direction) if metric else Direction.UP,
        baseline=goal.baseline,
        baseline_date=goal.baseline_date,
        target=goal.target,
        target_date=goal.target_date,
        since=_since(goal),
        owner=str(goal.owner) if goal.owner else "",
        owner_id=goal.owner_id,
        product=goal.product.name if goal.product else "",
        product_id=goal.product_id,
        latest=latest.get(goal.metric_id) if goal.metric_id is not None else None,
    )


def _since(goal: Goal) -> date:
    stood: date | None = getattr(goal, "stood_on", None)
    return goal.baseline_date or stood or goal.created_at.date()
