"""Writes of goals."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import transaction

from leadline.accounts.actions import hand_over, record, result_of, take_version
from leadline.accounts.models import Product
from leadline.accounts.queries import actor_for, rows
from leadline.accounts.types import Actor, Kept
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.plain import changed_in, plain_of
from leadline.strategy.actions.measures import fill_measure
from leadline.strategy.models import Goal, GoalMeasure
from leadline.strategy.queries.rows import first_measure, get_goal
from leadline.strategy.types import GoalIn, GoalKind, GoalState, MeasureIn

OWN = ("name", "kind", "owner_id", "parent_id", "product_id")


@transaction.atomic
def create_goal(*, actor: Actor, goal: GoalIn) -> Kept:
    """Set a goal.

    Raises ``NotAllowed`` below a lead, ``NotFound`` for another's metric, parent,
    owner or product, ``Invalid`` for a goal without a name or a measure,
    ``Conflict`` for a name that is taken.
    """
    actor.require("plan")
    created = Goal(workspace_id=actor.workspace_id)
    measure = GoalMeasure(workspace_id=actor.workspace_id, goal=created)
    _fill(actor, created, goal)
    fill_measure(actor=actor, row=measure, said=goal)
    created.save()
    measure.save()
    record(actor=actor, verb="strategy.create_goal", subject=created, **asdict(goal))
    hand_over(actor=actor, subject=created, to=created.owner_id)
    return result_of(created)


@transaction.atomic
def change_goal(
    *, actor: Actor, goal_id: int, reason: str, seen: int | None = None, **said: Any
) -> Kept:
    """Say anew some of what a goal is, with the reason: fields of ``GoalIn`` by name.

    What is said of a measure is said of the first. Raises what ``create_goal``
    raises, ``Stale`` where ``seen`` is not the version that stands, ``Invalid`` also
    without a reason or for a parent below the goal.
    """
    actor.require("plan")
    if not reason.strip():
        raise Invalid("Say why the goal changes; people steer by it.", field="reason")
    changed = get_goal(actor=actor, goal_id=goal_id)
    take_version(actor=actor, row=changed, seen=seen)
    measure = first_measure(actor=actor, goal=changed)
    of_measure = plain_of(measure, MeasureIn)
    stands = GoalIn(**{n: getattr(changed, n) for n in OWN}, **of_measure)
    goal = changed_in(stands, said, "goal")
    owner = changed.owner_id
    before = {"target": measure.target, "target_date": measure.target_date}
    _fill(actor, changed, goal)
    fill_measure(actor=actor, row=measure, said=goal)
    changed.save()
    measure.save()
    record(
        actor=actor,
        verb="strategy.change_goal",
        subject=changed,
        version=changed.version,
        was=before,
        reason=reason.strip(),
        **asdict(goal),
    )
    hand_over(actor=actor, subject=changed, to=changed.owner_id, was=owner)
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
    _check_places(actor, row, goal)
    row.name, row.kind = name, goal.kind
    row.owner_id, row.parent_id = goal.owner_id, goal.parent_id
    row.product_id = goal.product_id


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
    _check_tree(actor, row, goal)


def _check_tree(actor: Actor, row: Goal, goal: GoalIn) -> None:
    """Refuse a parent that stands below the goal, and name the way around."""
    circle = [goal.name.strip()]
    above = goal.parent_id
    while above is not None:
        if above == row.pk:
            way = " → ".join(f"“{name}”" for name in [*circle, circle[0]])
            raise Invalid(
                f"A goal cannot stand below itself: {way}. Choose another goal, or "
                "take one of these out of the circle first.",
                field="parent_id",
            )
        parent = get_goal(actor=actor, goal_id=above)
        circle.append(parent.name)
        above = parent.parent_id
