"""Make a plan better by planning a part of it anew, again and again."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from leadline.engine.portfolio.model import Floats, PlanModel
from leadline.engine.portfolio.solver import Answer, Program, Solved, Watch, maximise

FIRST_PART = 16
GROW, SHRINK = 1.15, 0.7
PART_SECONDS = 1.0


def improved(
    model: PlanModel,
    plan: Mapping[str, str],
    watch: Watch,
    *,
    rng: np.random.Generator,
    target: float = np.inf,
) -> dict[str, str]:
    """Return a plan at least as good, found by solving parts of it exactly.

    Each turn takes some bets that share a team, leaves all others where they are,
    and solves for those taken; parts grow while they bring nothing and shrink when
    they do. Large neighbourhood search: no proof, but on large schedules better
    plans than the whole model finds in the same time.

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

    Returns
    -------
    dict of bet to period

    References
    ----------
    Shaw, P. (1998). Using constraint programming and local search methods to solve
    vehicle routing problems. *CP98*, 417-431.
    """
    x = model.columns_of(plan)
    best = float(model.gain @ x)
    began, length = watch.clock(), max(watch.left, 1e-9)
    program = Program(model.gain, model.matrix, model.low, model.high)
    size = float(FIRST_PART)
    while watch.left > 0 and best < target:
        share = (watch.clock() - began) / length
        watch.report("improving the plan", share)
        free = _part(model, int(size), rng)
        part = watch.at("improving the plan", share).until(PART_SECONDS)
        solved = part_anew(program, x, free, part)
        value = best if solved.x is None else float(model.gain @ solved.x)
        better = value > best + 1e-9 * max(1.0, abs(best))
        stuck = solved.answer is Answer.STOPPED
        size *= SHRINK if better or stuck else GROW
        size = min(max(size, 2.0), float(len(model.problem.bets)))
        if value >= best and solved.x is not None:
            x, best = solved.x, value
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
    part = Program(
        program.gain[free],
        program.matrix[:, np.flatnonzero(free)].tocsr(),
        program.low - used,
        program.high - used,
    )
    solved = maximise(part, watch, gap=1e-4)
    if solved.x is None:
        return solved
    fixed[free] = solved.x
    return Solved(solved.answer, fixed, solved.bound)


def _part(
    model: PlanModel, size: int, rng: np.random.Generator
) -> npt.NDArray[np.bool_]:
    """Take columns: so many bets of one to three teams, with every customer."""
    problem = model.problem
    count = int(rng.integers(1, 4))
    taken = set(rng.permutation(list(problem.teams))[:count].tolist())
    near = [b.id for b in problem.bets if taken & b.effort.keys()]
    if len(near) < size:
        near = [bet.id for bet in problem.bets]
    size = min(size, len(near))
    some = {near[at] for at in rng.choice(len(near), size=size, replace=False)}
    some = {mate for bet in some for mate in problem.units[bet]}
    free = np.zeros(model.gain.size, dtype=bool)
    for bet in some:
        free[list(model.columns(bet))] = True
    free[len(model.owner) :] = True
    return free
