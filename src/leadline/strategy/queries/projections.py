"""Reads of projections that were kept, and the odds of goals they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.once import once
from leadline.strategy.models import GoalMeasure, Projection
from leadline.strategy.types import GoalOdds, ProjectionRow


def latest_projection(
    *, actor: Actor, plan_id: int | None, until: datetime | None = None
) -> ProjectionRow | None:
    """Return the newest projection of a plan, or of none; ``None`` before the first.

    With ``until`` the newest of those made up to that moment. A page that only reads
    asks once.
    """
    actor.require("read")
    key = ("projection", actor.workspace_id, plan_id, until)
    return once(key, lambda: _latest(actor, plan_id, until))


def _latest(
    actor: Actor, plan_id: int | None, until: datetime | None
) -> ProjectionRow | None:
    found = rows(Projection, actor).filter(plan_id=plan_id)
    if until is not None:
        found = found.filter(made_at__lte=until)
    newest = found.select_related("made_by").defer("model").order_by("-made_at", "-pk")
    row = newest.first()
    return None if row is None else _row(row)


def model_of_projection(
    *, actor: Actor, projection_id: int
) -> Mapping[str, Any] | None:
    """Return the model file a projection was made from; none of an unknown one."""
    found = rows(Projection, actor).filter(pk=projection_id)
    model: Mapping[str, Any] | None = found.values_list("model", flat=True).first()
    return model


def odds_in(*, actor: Actor, projection: ProjectionRow | None) -> dict[int, GoalOdds]:
    """Return the odds of goals that a projection says, by the goal's number.

    Of several measures of a goal the least likely counts, and as a bound where the
    goal has another measure: it is reached when all are.
    """
    if projection is None:
        return {}
    return odds_said(actor=actor, goals=projection.plain["goals"])


def odds_said(
    *, actor: Actor, goals: Sequence[Mapping[str, Any]]
) -> dict[int, GoalOdds]:
    """Return the odds of goals from those of their measures, as a result file has
    them, by the goal's number and in the order of the file."""
    actor.require("read")
    said: defaultdict[int, list[GoalOdds]] = defaultdict(list)
    for one in goals:
        goal_id, _, way = one["id"].split("-")
        plan, without = one["probability"], one["without_bets"]
        if way == "down":
            plan, without = 1 - plan, 1 - without
        said[int(goal_id)].append(GoalOdds(plan, without, one["se"]))
    counts: defaultdict[int, int] = defaultdict(int)
    measures = rows(GoalMeasure, actor).filter(goal_id__in=said)
    for goal_id in measures.values_list("goal_id", flat=True):
        counts[goal_id] += 1
    return {
        goal_id: _least(odds, counts[goal_id])
        for goal_id, odds in said.items()
        if counts[goal_id]
    }


def _least(odds: list[GoalOdds], measures: int) -> GoalOdds:
    least = min(odds, key=lambda one: one.with_plan)
    without = min(one.without for one in odds)
    return GoalOdds(least.with_plan, without, least.se, is_bound=measures > 1)


def _row(row: Projection) -> ProjectionRow:
    return ProjectionRow(
        id=row.pk,
        plan_id=row.plan_id,
        digest=row.digest,
        seed=row.seed,
        futures=row.futures,
        made_at=row.made_at,
        made_by=str(row.made_by) if row.made_by else "",
        currency=row.result.get("currency", ""),
        periods=tuple(row.result["measures"]["revenue"]),
        plain=row.result,
    )
