"""Lets people check in on their goals, each under their own name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial

from leadline.accounts.queries import actor_for
from leadline.accounts.types import Actor
from leadline.demo.company import CheckIn, Company, Goal
from leadline.demo.steps import Step
from leadline.strategy import actions
from leadline.strategy.queries import goal_page
from leadline.strategy.types import CheckInIn, MeasureIn

YEAR = timedelta(days=365)
WHY = "One number alone hides who is left waiting"


def also(actor: Actor, goal: Goal, goal_id: int, now: datetime) -> None:
    """Add what else of a goal is measured, if anything."""
    if goal.also is None:
        return
    measure = MeasureIn(
        measure=goal.also.measure,
        unit=goal.also.unit,
        baseline=goal.also.start,
        baseline_date=now.date() - YEAR,
        target=goal.also.target,
        target_date=goal.due,
    )
    actions.add_measure(actor=actor, goal_id=goal_id, measure=measure, reason=WHY)


def steps(
    actor: Actor,
    harbour: Company,
    now: datetime,
    staff: Mapping[str, int],
    goal_ids: Mapping[str, int],
) -> Iterator[Step]:
    """Yield the check-ins, each on its day."""

    def say(told: CheckIn) -> None:
        author = actor_for(
            user_id=staff[told.author],
            workspace_id=actor.workspace_id,
            surface=actor.surface,
        )
        goal_id = goal_ids[told.goal]
        readings = {}
        if told.reads is not None:
            goal = goal_page(actor=author, goal_id=goal_id).goal
            readings = {goal.measures[-1].id: told.reads}
        actions.check_in(
            actor=author,
            goal_id=goal_id,
            said=CheckInIn(told.sure, told.why, readings),
            today=now.date() - timedelta(days=told.ago),
        )

    for one in harbour.check_ins:
        yield Step(one.ago, partial(say, one))
