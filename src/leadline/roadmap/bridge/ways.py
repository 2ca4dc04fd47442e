"""The plans of growth against profit, and those of them that differ in kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from leadline.engine.errors import EngineError
from leadline.engine.portfolio.problem import parse_plan
from leadline.engine.portfolio.value import value_of
from leadline.foundation.beside import Side, hands
from leadline.foundation.errors import Invalid
from leadline.foundation.slow import takes_long
from leadline.roadmap.bridge.plans import SolvedPlan, Tell, solved_of
from leadline.roadmap.types import Way, Ways

OBJECTIVES = ("growth", "profit")
MOST = 12
"""So many plans are kept, as far from each other as they go."""
OTHERS = 3
"""So many bets in or out make a plan another in kind."""


@takes_long
def find_ways(
    *, file: Mapping[str, Any], time_limit: float, tell: Tell | None = None
) -> Ways:
    """Return the plans of growth against profit under the demands of a plan file.

    Raises ``Invalid`` where none is found.
    """
    from leadline.engine.futures.ways import ways
    from leadline.engine.portfolio.solve import SolveSettings

    settings = SolveSettings(
        time_limit=time_limit, progress=tell, beside=Side, hands=hands()
    )
    try:
        found = ways(parse_plan(file), OBJECTIVES, settings)
    except EngineError as error:
        raise Invalid(str(error)) from error
    points = [Way(*one.values, chosen=dict(one.chosen)) for one in found.points]
    return Ways(tuple(_spread(points)), len(points), found.is_exact)


def _spread(points: Sequence[Way]) -> list[Way]:
    """Return the ends and those between that lie farthest from the ones taken."""
    if len(points) <= MOST:
        return list(points)
    growth = max(abs(points[-1].growth - points[0].growth), 1e-9)
    profit = max(abs(points[-1].profit - points[0].profit), 1e-9)

    def apart(one: Way, other: Way) -> float:
        return (
            abs(one.growth - other.growth) / growth
            + abs(one.profit - other.profit) / profit
        )

    taken = [points[0], points[-1]]
    while len(taken) < MOST:
        rest = [point for point in points if point not in taken]
        taken.append(max(rest, key=lambda p: min(apart(p, t) for t in taken)))
    return sorted(taken, key=lambda way: way.growth)


def point_of(*, file: Mapping[str, Any], chosen: Mapping[str, str]) -> Way:
    """Return where a choice of bets lies between growth and profit."""
    measures = value_of(parse_plan(file), chosen).measures
    return Way(measures["growth"], measures["profit"], dict(chosen))


def is_another_kind(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two choices differ by some bets, not only by when.

    >>> is_another_kind({"a": "Q1"}, {"a": "Q2"})
    False
    >>> is_another_kind({"a": "Q1", "b": "Q1"}, {"c": "Q1"})
    True
    """
    return len(one.keys() ^ other.keys()) >= OTHERS


def solved_way(
    *, file: Mapping[str, Any], chosen: Mapping[str, str], bound: float | None
) -> SolvedPlan:
    """Return a way as a plan, by the plan file's own weights.

    ``bound`` is what no plan of the file exceeds, where that is known.
    """
    from leadline.engine.portfolio.solve import judged

    problem = parse_plan(file)
    most = value_of(problem, chosen).objective
    best = max(most, bound) if bound is not None else most
    solved = solved_of(problem, judged(problem, chosen, best))
    return solved
