"""Writes of goals."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import transaction

from leadline.accounts.actions import record, result_of, take_version
from leadline.accounts.models import Product
from leadline.accounts.queries import actor_for, rows
from leadline.accounts.types import Actor, Kept
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.plain import changed_in, plain_of
from leadline.strategy.models import Goal
from leadline.strategy.queries.rows import get_goal, get_metric
from leadline.strategy.types import GoalIn, GoalKind, GoalState


@transaction.atomic
def create_goal(*, actor: Actor, goal: GoalIn) -> Kept:
    """Set a goal.

    Raises ``NotAllowed`` below a lead, ``NotFound`` for another's metric, parent,
    owner or product, ``Invalid`` for a goal without a name or a measure,
    ``Conflict`` for a name that is taken.
    """
    actor.require("plan")
    created = Goal(workspace_id=actor.workspace_id)
    _fill(actor, created, goal)
    created.save()
    record(actor=actor, verb="strategy.create_goal", subject=created, **asdict(goal))
    return result_of(created)


@transaction.atomic
def change_goal(
    *, actor: Actor, goal_id: int, reason: str, seen: int | None = None, **said: Any
) -> Kept:
    """Say anew some of what a goal is, with the reason: fields of ``GoalIn`` by name.

    Raises what ``create_goal`` raises, ``Stale`` where ``seen`` is not the version
    that stands, ``Invalid`` also without a reason or for a parent below the goal.
    """
    actor.require("plan")
    if not reason.strip():
        raise Invalid("Say why the goal changes; people steer by it.", field="reason")
    changed = get_goal(actor=actor, goal_id=goal_id)
    take_version(actor=actor, row=changed, seen=seen)
    goal = changed_in(GoalIn(**plain_of(changed, GoalIn)), said, "goal")
    before = {"target": changed.target, "target_date": changed.target_date}
    _fill(actor, changed, goal)
    changed.save()
    record(
        actor=actor,
        verb="strategy.change_goal",
        subject=changed,
        version=changed.version,
        was=before,
        reason=reason.strip(),
        **asdict(goal),
    )
    return result_of(changed)


@transaction.atomic
def set_goal_state(*, actor: Actor, goal_id: int, state: str, reason: str) -> Kept:
    """Close a goal as reached, missed or dropped, or open it again.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` without a reason or for an
    unknown state, ``Conflict`` when it stands there already.
    """
    actor.require("plan")
    if state not in GoalState.values:
        raise Invalid("A goal is open, reached, missed or dropped.", field="state")
    if not reason.strip():
        raise Invalid("Say why the goal changes; people steer by it.", field="reason")
    goal = get_goal(actor=actor, goal_id=goal_id)
    if goal.state == state:
        raise Conflict(f"The goal is {GoalState(state).label.lower()} already.")
    take_version(actor=actor, row=goal, seen=None)
    was, goal.state = goal.state, state
    goal.save(update_fields=["state"])
    record(
        actor=actor,
        verb="strategy.set_goal_state",
        subject=goal,
        version=goal.version,
        was=was,
        state=state,
        reason=reason.strip(),
    )
    return result_of(goal)


def _fill(actor: Actor, row: Goal, goal: GoalIn) -> None:
    name = goal.name.strip()
    if not name:
        raise Invalid("Give the goal a name.", field="name")
    if goal.kind not in GoalKind.values:
        raise Invalid(
            "A goal is for growth, for profitability, or a guardrail.", field="kind"
        )
    if rows(Goal, actor).filter(name__iexact=name).exclude(pk=row.pk).exists():
        raise Conflict(f"There is a goal “{name}” already.", field="name")
    _check_measure(actor, goal)
    _check_places(actor, row, goal)
    row.name, row.kind = name, goal.kind
    row.metric_id = goal.metric_id
    by_hand = goal.metric_id is None
    row.measure = goal.measure.strip() if by_hand else ""
    row.unit = goal.unit.strip() if by_hand else ""
    row.currency = goal.currency.strip().upper() if by_hand else ""
    row.baseline, row.target = goal.baseline, goal.target
    row.baseline_date, row.target_date = goal.baseline_date, goal.target_date
    row.owner_id, row.parent_id = goal.owner_id, goal.parent_id
    row.product_id = goal.product_id


def _check_measure(actor: Actor, goal: GoalIn) -> None:
    if goal.metric_id is not None:
        get_metric(actor=actor, metric_id=goal.metric_id)
    elif not goal.measure.strip():
        raise Invalid(
            "Choose the metric, or say in words what is measured.", field="metric_id"
        )
    elif goal.unit and goal.currency:
        raise Invalid("A goal has a unit or a currency, not both.", field="unit")
    if goal.target is not None and goal.target == goal.baseline:
        raise Invalid(
            "The target is the baseline: there is nothing to reach.", field="target"
        )
    start, end = goal.baseline_date, goal.target_date
    if start is not None and end is not None and start >= end:
        raise Invalid(
            "It must have stood at the baseline before the target's day.",
            field="baseline_date",
        )


def _check_places(actor: Actor, row: Goal, goal: GoalIn) -> None:
    if goal.owner_id is not None:
        try:
            actor_for(
                user_id=goal.owner_id,
                workspace_id=actor.workspace_id,
                surface=actor.surface,
            )
        except NotFound:
            raise NotFound("The owner is not a member of this workspace.") from None
    product = goal.product_id
    if product and not rows(Product, actor).filter(pk=product).exists():
        raise NotFound("There is no such product.")
    above = goal.parent_id
    while above is not None:
        if above == row.pk:
            raise Invalid("A goal cannot stand below itself.", field="parent_id")
        above = get_goal(actor=actor, goal_id=above).parent_id
