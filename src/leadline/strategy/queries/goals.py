"""Reads of goals: as a tree, and one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.foundation.once import once
from leadline.foundation.paging import Listed, Page, listed
from leadline.strategy.models import CheckIn, Goal, GoalMeasure, Reading
from leadline.strategy.queries.measures import measures_of, readings_of_measures
from leadline.strategy.types import (
    STALE_AFTER,
    GoalKind,
    GoalPage,
    GoalRow,
    GoalState,
    MeasureRow,
)


def goal_rows(*, actor: Actor, goal_ids: Iterable[int]) -> list[GoalRow]:
    """Return some goals by name, each with where it stands."""
    found = list(_with_names(actor).filter(pk__in=list(goal_ids)).order_by("name"))
    return _rows(actor, found)


def list_goals(
    *,
    actor: Actor,
    text: str = "",
    kind: str = "",
    state: str = "",
    owner: int | None = None,
    product: int | None = None,
    until: date | None = None,
    page: Page = 1,
    size: int | None = None,
) -> Listed[GoalRow]:
    """Return the goals as a tree: each after its parent, siblings by date and name.

    A goal whose parent is filtered away stands at the top. With ``until`` each stands
    by what was read on that day or before. A page that only reads asks once for the
    same of them.
    """
    actor.require("read")
    only = {"kind": kind, "state": state, "owner_id": owner, "product_id": product}

    def read() -> list[GoalRow]:
        found = _with_names(actor)
        if text:
            found = found.filter(name__icontains=text)
        found = found.filter(**{name: value for name, value in only.items() if value})
        return list(_as_tree(_rows(actor, found, until)))

    key = ("goals", actor.workspace_id, text, *only.values(), until)
    return listed(once(key, read), list, page, size, of=rows(Goal, actor))


def goals_to_look_at(*, actor: Actor, due_by: date, read_since: date) -> list[GoalRow]:
    """Return open goals with a measure due by a day, or last read before another."""
    actor.require("read")
    readings = rows(Reading, actor).filter(metric=OuterRef("metric"))
    last = readings.order_by("-on_date").values("on_date")[:1]
    own = rows(GoalMeasure, actor).filter(goal=OuterRef("pk"))
    old = own.annotate(read_on=Subquery(last)).filter(read_on__lt=read_since)
    found = _with_names(actor).filter(
        Exists(own.filter(target_date__lte=due_by)) | Exists(old),
        state=GoalState.OPEN,
    )
    return sorted(
        _rows(actor, found),
        key=lambda goal: (goal.due is None, goal.due, goal.name, goal.id),
    )


def goals_without_check_in(*, actor: Actor, today: date) -> list[GoalRow]:
    """Return the open goals on which nobody checked in for weeks, by name.

    A page that only reads asks once.
    """
    actor.require("read")
    key = ("unchecked goals", actor.workspace_id, today)
    return list(once(key, lambda: _unchecked(actor, today)))


def _unchecked(actor: Actor, today: date) -> list[GoalRow]:
    by_then = today - STALE_AFTER
    own = rows(CheckIn, actor).filter(goal=OuterRef("pk"))
    found = _with_names(actor).annotate(set_on=TruncDate("created_at"))
    loose = found.filter(
        Exists(own) | Q(set_on__lt=by_then),
        ~Exists(own.filter(on_date__gte=by_then)),
        state=GoalState.OPEN,
    )
    return _rows(actor, loose.order_by("name", "pk"))


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
    return GoalPage(
        goal=goal,
        readings=readings_of_measures(actor=actor, measures=goal.measures),
        parents=tuple(parents),
        children=tuple(row for row in everything if row.parent_id == goal_id),
    )


def _with_names(actor: Actor) -> QuerySet[Goal]:
    return rows(Goal, actor).select_related("owner", "product", "parent")


def _as_tree(goals: list[GoalRow]) -> Iterator[GoalRow]:
    shown = {goal.id for goal in goals}
    below: defaultdict[int | None, list[GoalRow]] = defaultdict(list)
    for goal in goals:
        below[goal.parent_id if goal.parent_id in shown else None].append(goal)
    for siblings in below.values():
        siblings.sort(key=lambda g: (g.due is None, g.due, g.name))

    def walk(parent: int | None, depth: int) -> Iterator[GoalRow]:
        for goal in below[parent]:
            yield replace(goal, depth=depth)
            yield from walk(goal.id, depth + 1)

    yield from walk(None, 0)


def _rows(
    actor: Actor, goals: Iterable[Goal], until: date | None = None
) -> list[GoalRow]:
    found = list(goals)
    ids = [goal.pk for goal in found]
    measures = measures_of(actor=actor, goal_ids=ids, until=until)
    return [_row(goal, measures[goal.pk]) for goal in found]


def _row(goal: Goal, measures: tuple[MeasureRow, ...]) -> GoalRow:
    return GoalRow(
        id=goal.pk,
        version=goal.version,
        name=goal.name,
        kind=GoalKind(goal.kind),
        state=GoalState(goal.state),
        depth=0,
        parent_id=goal.parent_id,
        parent=goal.parent.name if goal.parent else "",
        measures=measures,
        owner=str(goal.owner) if goal.owner else "",
        owner_id=goal.owner_id,
        product=goal.product.name if goal.product else "",
        product_id=goal.product_id,
        set_on=goal.created_at.date(),
    )
