"""The plans of growth against profit beside the one that stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.roadmap.bridge import (
    is_another_kind,
    keys_of,
    pk_of,
    point_of,
    weigh_in_futures,
)
from leadline.roadmap.models import Bet
from leadline.roadmap.queries.ahead import Choices, ahead_of
from leadline.roadmap.queries.futures import chosen_of
from leadline.roadmap.queries.plans import plan_head
from leadline.roadmap.queries.rows import get_plan
from leadline.roadmap.types import (
    BetName,
    BetState,
    Brings,
    InFutures,
    PlanFutures,
    PlanStatus,
    Way,
    WayRow,
    Ways,
    WaysPage,
    most_of,
)

NEAR = 0.1
"""A plan is near the best that brings so much less at most, by the plan's weights."""
LISTED = 5
OTHER = "Another way"


def ways_page(*, actor: Actor, plan_id: int, today: date) -> WaysPage:
    """Return growth against profit, and plans near the best that differ in kind.

    Every plan is weighed in the same futures as the one that stands. Raises
    ``NotFound``.
    """
    plan = get_plan(actor=actor, plan_id=plan_id)
    head = plan_head(actor=actor, plan=plan)
    known, kept = PlanFutures.read(plan.futures), Ways.read(plan.ways)
    if not kept.points or plan.status == PlanStatus.INFEASIBLE:
        return WaysPage(head, (), None, (), 0, False)
    here = point_of(file=plan.problem, chosen=chosen_of(actor=actor, plan=plan))
    every = weigh_in_futures(
        file=plan.problem,
        choices=[here.chosen, *(way.chosen for way in kept.points)],
        aims=known.aims,
    )
    here_weighed, ways_weighed = every[0], every[1:]
    named = _named(here, kept, [one.brings for one in ways_weighed], plan.weights)
    weighed = [here_weighed if at is None else ways_weighed[at] for _, at, _ in named]
    of = Choices(
        plan,
        [{pk_of(key): at for key, at in way.chosen.items()} for _, _, way in named],
        [plan_id, *(None for _ in named[1:])],
        [one.brings for one in weighed],
        known.aims,
    )
    names = _names(actor, keys_of(plan.problem))
    return WaysPage(
        plan=head,
        points=tuple(_point(one) for one in ways_weighed),
        here=_point(here_weighed),
        rows=tuple(
            WayRow(
                name,
                at,
                way,
                one.brings,
                came=_bets(names, way.chosen.keys() - here.chosen.keys()),
                went=_bets(names, here.chosen.keys() - way.chosen.keys()),
            )
            for (name, at, way), one in zip(named, weighed, strict=True)
        ),
        found=kept.found,
        is_exact=kept.is_exact,
        goals=ahead_of(actor=actor, today=today, of=of),
    )


def _point(one: InFutures) -> tuple[float, float]:
    return one.brings.growth.mean, one.brings.profit.mean


def _named(
    here: Way, kept: Ways, brings: Sequence[Brings], weights: Mapping[str, float]
) -> list[tuple[str, int | None, Way]]:
    """Return the plan that stands, both ends, and what is near it and of another kind.

    No two of them are of the same kind. The ends are those with most growth and most
    profit as the page shows it, in the mean of the futures.
    """

    def worth(way: Way) -> float:
        return weights.get("growth", 0) * way.growth + (
            weights.get("profit", 0) * way.profit
        )

    ends = [(at, f"Most {name}") for at, name in reversed(most_of(brings).items())]
    inner = set(range(len(kept.points))) - {at for at, _ in ends}
    between = sorted(inner, key=lambda at: -worth(kept.points[at]))
    best = worth(here)
    near = [at for at in between if worth(kept.points[at]) >= best - NEAR * abs(best)]
    listed: list[tuple[str, int | None, Way]] = [("This plan", None, here)]
    for at, name in [*ends, *((at, "") for at in near)]:
        way = kept.points[at]
        if len(listed) < LISTED and all(
            is_another_kind(way.chosen, other.chosen) for _, _, other in listed
        ):
            others = sum(one.startswith(OTHER) for one, _, _ in listed)
            listed.append((name or f"{OTHER} {others + 1}", at, way))
    return listed


def _names(actor: Actor, keys: Mapping[int, str]) -> dict[str, BetName]:
    found = rows(Bet, actor).filter(pk__in=keys)
    return {
        keys[pk]: BetName(pk, title, BetState(state))
        for pk, title, state in found.values_list("pk", "title", "state")
    }


def _bets(names: Mapping[str, BetName], keys: set[str]) -> tuple[BetName, ...]:
    return tuple(sorted((names[key] for key in keys), key=lambda bet: bet.title))
