"""Make a plan better by planning a part of it anew, again and again."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

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

    Each turn takes some bets, leaves all others where they are, and solves for
    those taken. Large neighbourhood search: no proof, but on large schedules better
    plans than the whole model finds in the same time. Which parts are taken, and
    how large, is learned on the way (``Parts``).

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
    x = model.columns_of(plan)
    best = float(model.gain @ x)
    began, length = watch.clock(), max(watch.left, 1e-9)
    parts = Parts(model, rng, watch.until(length / 4))
    while watch.left > 0 and best < target:
        share = (watch.clock() - began) / length
        watch.report(STAGE, share)
        other = None if mate is None else mate.better()
        if other is not None and float(model.gain @ other) > best:
            x, best = other, float(model.gain @ other)
        kind = parts.choose()
        free = parts.take(kind, x)
        moment = watch.clock()
        part = watch.at(STAGE, share).until(PART_SECONDS)
        solved = part_anew(model.program, x, free, part)
        value = best if solved.x is None else float(model.gain @ solved.x)
        is_better = value > best + 1e-9 * max(1.0, abs(best))
        is_stuck = solved.answer is Answer.STOPPED
        seconds = watch.clock() - moment
        parts.learn(kind, gain=value - best, seconds=seconds, is_stuck=is_stuck)
        if value >= best and solved.x is not None:
            x, best = solved.x, value
        if is_better and mate is not None:
            mate.found(x)
    return model.chosen(x)


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
