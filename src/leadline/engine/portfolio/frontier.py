"""Every plan that no other beats in two measures at once: the exact frontier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, vstack

from leadline.engine.errors import EngineError
from leadline.engine.portfolio.model import Floats, PlanModel, build_model
from leadline.engine.portfolio.problem import PlanProblem
from leadline.engine.portfolio.solver import Answer, Program, Watch, maximise
from leadline.engine.portfolio.value import value_of

STAGE = "finding the frontier"
SAME = 1e-6
LARGEST = 2.0**40


@dataclass(frozen=True)
class FrontierPoint:
    """A plan that no other beats: what it brings in the two measures."""

    values: tuple[float, float]
    chosen: Mapping[str, str]


@dataclass(frozen=True)
class Frontier:
    """All points, the least of the first measure first.

    ``is_complete`` is False where the time ended: then the points with less of the
    first measure are missing, and those that are there hold.
    """

    objectives: tuple[str, str]
    points: tuple[FrontierPoint, ...]
    is_complete: bool


def frontier(
    problem: PlanProblem, objectives: tuple[str, str], watch: Watch
) -> Frontier:
    """Find every pair of values that no plan betters in one without loss in the other.

    Augmented epsilon-constraint: the most of the first measure where the second is
    at least a floor, then the most of the second at that first; the floor is raised
    above it until no plan is left. Whole values are told apart by one step, others
    by a millionth of what all bets together bring.

    Parameters
    ----------
    problem : PlanProblem
        Its own objective plays no part; its demands do.
    objectives : (str, str)
        Two measures of the problem; more of each is better.
    watch : Watch
        Until when to search.

    Returns
    -------
    Frontier

    Raises
    ------
    EngineError
        If a measure is not known, both are the same, or no plan meets the demands.

    References
    ----------
    Mavrotas, G. (2009). Effective implementation of the epsilon-constraint method in
    multi-objective mathematical programming problems. *Applied Mathematics and
    Computation* 213, 455-465.

    Examples
    --------
    >>> import time
    >>> from leadline.engine.portfolio.problem import Bet
    >>> bets = (Bet("a", {}, {"growth": 3, "profit": -2}),
    ...         Bet("b", {}, {"growth": 1, "profit": -2}))
    >>> found = frontier(PlanProblem(("Q1",), {}, bets), ("growth", "profit"),
    ...                  Watch(time.monotonic() + 10))
    >>> [point.values for point in found.points]
    [(0.0, 0.0), (3.0, -2.0), (4.0, -4.0)]
    """
    _refuse(problem, objectives)
    sweep = _Sweep(build_model(problem), objectives)
    points: list[FrontierPoint] = []
    floor, is_complete = -np.inf, False
    while watch.left > 0:
        watch.report(STAGE, sweep.share(floor))
        x = sweep.best(floor, watch)
        if x is None:
            is_complete = sweep.is_empty
            break
        chosen = sweep.model.chosen(x)
        measures = value_of(problem, chosen).measures
        values = (measures[objectives[0]], measures[objectives[1]])
        points.append(FrontierPoint(values, chosen))
        floor = max(values[1], floor) + sweep.step
        if floor > sweep.top:
            is_complete = True
            break
    if is_complete and not points:
        raise EngineError(
            "No plan meets all demands; leadline optimise names those that clash."
        )
    if not points:
        raise EngineError("No plan was found in the time; give more time.")
    return Frontier(objectives, _unbeaten(points), is_complete)


def _refuse(problem: PlanProblem, objectives: tuple[str, str]) -> None:
    known = ", ".join(problem.measures)
    for name in objectives:
        if name not in problem.measures:
            raise EngineError(f'No bet adds to "{name}"; known are {known}.')
    if objectives[0] == objectives[1]:
        raise EngineError("Give two measures that differ.")


def _unbeaten(points: list[FrontierPoint]) -> tuple[FrontierPoint, ...]:
    """Keep what no other beats: rounding may let one through that one does."""
    kept: list[FrontierPoint] = []
    for point in sorted(points, key=lambda p: (-p.values[0], -p.values[1])):
        if not kept or point.values[1] > kept[-1].values[1]:
            kept.append(point)
    return tuple(reversed(kept))


class _Sweep:
    """Solves for one point after another."""

    def __init__(self, model: PlanModel, objectives: tuple[str, str]) -> None:
        self.model = model
        self.first, self.second = (model.gain_of(name) for name in objectives)
        self.is_empty = False
        # Whole numbers are told apart by a step of 1, with half of it to spare.
        self.are_whole = _is_whole(self.first) and _is_whole(self.second)
        most = max(1e-9, float(np.abs(self.second).sum()))
        self.step = 0.5 if self.are_whole else SAME * most
        self.bottom = float(np.minimum(self.second, 0).sum())
        self.top = float(np.maximum(self.second, 0).sum())

    def share(self, floor: float) -> float:
        """Return how much of the second measure's span lies below the floor."""
        if not np.isfinite(floor) or self.top <= self.bottom:
            return 0.0
        return min(1.0, (floor - self.bottom) / (self.top - self.bottom))

    def best(self, floor: float, watch: Watch) -> Floats | None:
        """Return the most of the first above a floor of the second, and then of it.

        None if the time ends first, or, with ``is_empty``, if there is no plan.
        """
        both = float(np.abs(self.second).sum()) + 1.0
        if self.are_whole and both * float(np.abs(self.first).sum()) < LARGEST:
            # One step of the first outweighs all of the second.
            return self._most(self.first * both + self.second, {1: floor}, watch)
        x = self._most(self.first, {1: floor}, watch)
        if x is None:
            return None
        least = float(self.first @ x) - SAME * float(np.abs(self.first).sum()) / 10
        fuller = self._most(self.second, {0: least, 1: floor}, watch)
        self.is_empty = False
        return fuller

    def _most(
        self, gain: Floats, floors: Mapping[int, float], watch: Watch
    ) -> Floats | None:
        rows, least = [self.model.matrix], [self.model.low]
        for at, floor in floors.items():
            row = (self.first, self.second)[at]
            if np.isfinite(floor) and row.any():
                # The solver's tolerance is 1e-6, whatever the unit of a measure.
                size = float(np.abs(row).max()) / 1000
                rows.append(csr_array(row[None, :] / size))
                least.append(np.array([floor / size]))
        extra = len(rows) - 1
        program = Program(
            gain,
            csr_array(vstack(rows)),
            np.concatenate(least),
            np.concatenate([self.model.high, np.full(extra, np.inf)]),
        )
        solved = maximise(program, watch.at(STAGE, self.share(floors[1])))
        self.is_empty = solved.answer is Answer.INFEASIBLE
        return solved.x if solved.answer is Answer.SOLVED else None


def _is_whole(gain: Floats) -> bool:
    return bool(np.array_equal(gain, np.round(gain)))
