"""Make a plan better by planning a part of it anew, again and again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

import numpy as np
import numpy.typing as npt

from leadline.engine.portfolio.anneal import Annealer
from leadline.engine.portfolio.check import violations
from leadline.engine.portfolio.lots import lots_of
from leadline.engine.portfolio.model import PlanModel
from leadline.engine.portfolio.parts import Parts
from leadline.engine.portfolio.solver import (
    Answer,
    Floats,
    Mate,
    Program,
    Solved,
    Watch,
    maximise,
)

FIRST_BOUT, LONGER = 3.0, 1.5
PART_SECONDS = 3.0
PART_NODES = 150
STAGE = "improving the plan"


def improved(
    model: PlanModel,
    plan: Mapping[str, str],
    watch: Watch,
    *,
    rng: np.random.Generator,
    target: float = np.inf,
    mate: Mate | None = None,
) -> dict[str, str]:
    """Return a plan at least as good, found by solving parts of it exactly.

    Two ways take turns, each for a longer bout than the last. One changes the plan
    bet by bet, many thousand times a second, and keeps a worse plan by a chance that
    falls (``Annealer``). The other takes some bets, leaves all others where they
    are, and solves for those taken: large neighbourhood search, whose parts and
    their size are learned on the way (``Parts``). No proof, but on large schedules
    better plans than the whole model finds in the same time.

    Parameters
    ----------
    model : PlanModel
    plan : mapping of bet to period
        A plan that can be done.
    watch : Watch
        Until when to go on.
    rng : numpy.random.Generator
        Source of randomness; the same seed takes the same parts.
    target : float
        Stop when the objective reaches this.
    mate : Mate, optional
        Told of each better plan, and asked for its own.

    Returns
    -------
    dict of bet to period

    References
    ----------
    Shaw, P. (1998). Using constraint programming and local search methods to solve
    vehicle routing problems. *CP98*, 417-431. Ropke, S. and Pisinger, D. (2006). An
    adaptive large neighborhood search heuristic. *Transportation Science* 40 (ALNS).
    """
    search = _Search(model, model.columns_of(plan), watch, target, mate)
    parts = Parts(model, rng, watch.until(watch.left / 4))
    annealer = Annealer(lots_of(model), Random(int(rng.integers(2**32))))
    bout = min(FIRST_BOUT, watch.left / 6)
    while search.goes_on:
        search.anneal(annealer, bout)
        until = watch.clock() + bout
        while search.goes_on and watch.clock() < until:
            search.plan_part(parts)
        bout *= LONGER
    return model.chosen(search.x)


@dataclass
class _Search:
    """The best plan so far, as columns, and who is to hear of a better one."""

    model: PlanModel
    x: Floats
    watch: Watch
    target: float
    mate: Mate | None

    def __post_init__(self) -> None:
        self.best = float(self.model.gain @ self.x)
        self.began, self.length = self.watch.clock(), max(self.watch.left, 1e-9)

    @property
    def goes_on(self) -> bool:
        """Whether there is time, and something to win."""
        return self.watch.left > 0 and self.best < self.target

    @property
    def share(self) -> float:
        """The share of the time that is over."""
        return (self.watch.clock() - self.began) / self.length

    def hear(self) -> None:
        """Take over a better plan of the mate's."""
        self.watch.report(STAGE, self.share)
        other = None if self.mate is None else self.mate.better()
        if other is not None and float(self.model.gain @ other) > self.best:
            self.x, self.best = other, float(self.model.gain @ other)

    def take(self, x: Floats) -> float:
        """Keep a plan that is no worse; tell of one that is better."""
        value = float(self.model.gain @ x)
        is_better = value > self.best + 1e-9 * max(1.0, abs(self.best))
        if value >= self.best:
            self.x, self.best = x, value
        if is_better and self.mate is not None:
            self.mate.found(x)
        return value

    def anneal(self, annealer: Annealer, seconds: float) -> None:
        """Change the plan bet by bet for some time, worse ones kept while warm."""
        self.hear()
        model, problem = self.model, self.model.problem
        began, told = self.watch.clock(), self.share

        def named(plan: Mapping[str, int]) -> dict[str, str]:
            return {bet: problem.periods[at] for bet, at in plan.items()}

        def done() -> float:
            self.watch.report(STAGE, told)
            over = (self.watch.clock() - began) / seconds
            return over if self.watch.left else 1.0

        def is_good(plan: Mapping[str, int]) -> bool:
            return not violations(problem, named(plan))

        place = problem.period_position
        now = {bet: place[period] for bet, period in model.chosen(self.x).items()}
        self.take(model.columns_of(named(annealer.run(now, done, is_good))))

    def plan_part(self, parts: Parts) -> None:
        """Plan one part anew, exactly."""
        self.hear()
        before, moment = self.best, self.watch.clock()
        kind = parts.choose()
        free = parts.take(kind, self.x)
        part = self.watch.at(STAGE, self.share).until(PART_SECONDS)
        solved = part_anew(self.model.program, self.x, free, part)
        value = before if solved.x is None else self.take(solved.x)
        is_stuck = solved.answer is Answer.STOPPED
        seconds = self.watch.clock() - moment
        parts.learn(kind, gain=value - before, seconds=seconds, is_stuck=is_stuck)


def part_anew(
    program: Program, x: Floats, free: npt.NDArray[np.bool_], watch: Watch
) -> Solved:
    """Solve for the free columns, exactly, while the others stay as they are.

    Returns
    -------
    Solved
        With all columns, those that stayed too; the bound is that of the part.
    """
    fixed = np.where(free, 0.0, x)
    used = program.matrix @ fixed
    columns = program.by_column[:, np.flatnonzero(free)].tocsr()
    rows = np.flatnonzero(np.diff(columns.indptr))
    empty = np.flatnonzero(np.diff(columns.indptr) == 0)
    slack = 1e-6 * np.maximum(1.0, np.abs(used[empty]))
    if np.any(used[empty] > program.high[empty] + slack) or np.any(
        used[empty] < program.low[empty] - slack
    ):
        return Solved(Answer.INFEASIBLE, None, -np.inf)
    part = Program(
        program.gain[free],
        columns[rows],
        program.low[rows] - used[rows],
        program.high[rows] - used[rows],
    )
    solved = maximise(part, watch, gap=1e-4, start=x[free], nodes=PART_NODES)
    if solved.x is None:
        return solved
    fixed[free] = solved.x
    return Solved(solved.answer, fixed, solved.bound)
