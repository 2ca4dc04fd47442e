"""Plans beside each other by one kind of odds: those of the projection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from leadline.accounts.types import Actor
from leadline.foundation.periods import period_label
from leadline.roadmap.bridge import (
    A_YEAR,
    Turned,
    finishes_in,
    keys_of,
    turned_beside,
    work_in,
)
from leadline.roadmap.models import Plan
from leadline.roadmap.queries.projecting import (
    models_of_choices,
    plan_model,
)
from leadline.roadmap.types import (
    Ahead,
    AimOfPlan,
    Brings,
    GoalAhead,
    PlanAhead,
    Spread,
)
from leadline.strategy.queries import (
    latest_projection,
    list_goals,
    odds_in,
    odds_said,
)
from leadline.strategy.types import GoalOdds, ProjectionRow

LEAST, MOST = 0.0005, 0.9995


@dataclass(frozen=True, slots=True)
class Choices:
    """Choices of bets in a plan's quarters, each the quarter of each bet by number.

    ``plans`` are the numbers of plans kept that say exactly that, ``None`` for others.
    ``brings`` and ``aims`` are what each brings alone, for where nothing is projected.
    """

    plan: Plan
    placed: Sequence[Mapping[int, str]]
    plans: Sequence[int | None]
    brings: Sequence[Brings]
    aims: Sequence[AimOfPlan]


def ahead_of(*, actor: Actor, today: date, of: Choices) -> Ahead:
    """Return the odds of goals with each choice of bets, and what it comes to.

    Where the sheet can be projected they are those of the projection, with each choice
    in the same futures, moved by what the plan's kept projection differs from these:
    so a plan has the odds and figures here that its page says. Otherwise they answer
    whether the bets that serve a goal bring what it misses.
    """
    finishes = [finishes_in(of.plan.problem, one) for one in of.placed]
    file, named = models_of_choices(actor=actor, today=today, choices=finishes)
    if file.missing or not file.plain["goals"]:
        return _by_aims(of)
    asked: Sequence[Mapping[str, Any]] = file.plain["goals"]
    end = str(asked[0]["period"])
    keys = keys_of(of.plan.problem)
    begins = [{keys[pk]: at for pk, at in one.items()} for one in of.placed]
    # Efforts of all bets are drawn, so that a plan has the same futures beside any.
    every = dict.fromkeys(keys, of.plan.periods[0])
    found = turned_beside(
        model={**file.plain, **work_in(of.plan.problem, every)},
        finishes=[*named, {}],
        begins=[*begins, {}],
        period=end,
    )
    said = [_odds(actor, asked, one, found[-1]) for one in found]
    whole = [_kept(actor, today, pk) for pk in of.plans]
    kept = [odds_in(actor=actor, projection=one) if one else None for one in whole]
    figures = [_figures(one, end) for one in whole]
    goals = {goal.id: goal.name for goal in list_goals(actor=actor)}
    ids = [pk for pk in said[0] if pk in goals]
    nothing, drawn = kept[0] or said[0], found[0].figures
    return Ahead(
        goals=tuple(GoalAhead(pk, goals[pk]) for pk in ids),
        plans=tuple(
            PlanAhead(
                tuple(_moved(pk, (said[0], one), (kept[0], its)) for pk in ids),
                _shown(turned.figures, drawn, (figures[0], own)),
                turned.ahead, turned.behind,
            )
            for one, its, own, turned in zip(said, kept, figures, found, strict=False)
        ),
        is_projected=True,
        nothing=tuple((nothing.get(pk) or said[0][pk]).without for pk in ids),
        end=period_label(end),
        currency=file.plain.get("currency", ""),
        futures=found[0].futures,
    )  # fmt: skip


def _by_aims(of: Choices) -> Ahead:
    goals = tuple(GoalAhead(aim.goal_id, aim.name) for aim in of.aims)
    plans = tuple(PlanAhead(one.odds) for one in of.brings)
    return Ahead(goals, plans, futures=of.brings[0].futures)


def _odds(
    actor: Actor, asked: Sequence[Mapping[str, Any]], one: Turned, nothing: Turned
) -> dict[int, GoalOdds]:
    rows = [
        {"id": goal["id"], "probability": share, "without_bets": without, "se": None}
        for goal, share, without in zip(asked, one.odds, nothing.odds, strict=True)
    ]
    return odds_said(actor=actor, goals=rows)


def _kept(actor: Actor, today: date, plan_id: int | None) -> ProjectionRow | None:
    """Return a plan's kept projection, where it is not old."""
    found = latest_projection(actor=actor, plan_id=plan_id) if plan_id else None
    if found is None:
        return None
    file = plan_model(actor=actor, today=today, plan_id=plan_id)
    return found if file.digest == found.digest else None


def _figures(kept: ProjectionRow | None, end: str) -> dict[str, Spread] | None:
    """Return the figures of a year that a kept projection says of a quarter."""
    if kept is None:
        return None
    said = {name: (kept.spread(name, end), by) for name, by in A_YEAR.items()}
    return {
        name: Spread(by * one.mean, by * one.p10, by * one.p50, by * one.p90)
        for name, (one, by) in said.items()
    }


def _shown(
    found: Mapping[str, Spread],
    first: Mapping[str, Spread],
    kept: tuple[Mapping[str, Spread] | None, Mapping[str, Spread] | None],
) -> Mapping[str, Spread]:
    """Return figures as kept; else as drawn, by what the first differs from its kept.

    Few futures tell two plans apart, and a kept projection has many: the figures of a
    plan do not hang on the plan beside it.
    """
    of_first, own = kept
    if own is not None or of_first is None:
        return own or found
    return {name: one.moved(first[name], of_first[name]) for name, one in found.items()}


def _moved(
    pk: int,
    drawn: tuple[Mapping[int, GoalOdds], Mapping[int, GoalOdds]],
    kept: tuple[Mapping[int, GoalOdds] | None, Mapping[int, GoalOdds] | None],
) -> float:
    """Return odds as kept; else as drawn, by what the first differs from its kept."""
    first, one = drawn
    of_first, own = kept
    if own is not None and pk in own:
        return own[pk].with_plan
    share = one[pk].with_plan
    if of_first is None or pk not in of_first:
        return share
    shift = of_first[pk].with_plan - first[pk].with_plan
    return min(max(share + shift, LEAST), MOST) if shift else share
