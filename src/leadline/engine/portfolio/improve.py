"""Make a plan better by planning a part of it anew, again and again."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from leadline.engine.portfolio.model import PlanModel
from leadline.engine.portfolio.solver import Program, Watch, maximise

PART_BETS = (8, 40)
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

    Each turn takes some bets that share a team or a customer, leaves all others
    where they are, and solves for those taken. Large neighbourhood search: no
    proof, but on large schedules better plans than the whole model finds in the
    same time.

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
    while watch.left > 0 and best < target:
        watch.report("improving the plan", (watch.clock() - began) / length)
        free = _part(model, rng)
        fixed = np.where(free, 0.0, x)
        used = model.matrix @ fixed
        part = Program(
            model.gain[free],
            model.matrix[:, np.flatnonzero(free)].tocsr(),
            model.low - used,
            model.high - used,
        )
        solved = maximise(part, watch.until(PART_SECONDS), gap=1e-4)
        if solved.x is None:
            continue
        value = float(model.gain @ fixed + part.gain @ solved.x)
        if value >= best:
            fixed[free] = solved.x
            x, best = fixed, value
    return model.chosen(x)


def _part(model: PlanModel, rng: np.random.Generator) -> npt.NDArray[np.bool_]:
    """Take columns: bets of one or two teams, with every customer."""
    problem = model.problem
    teams = list(problem.teams)
    count = min(len(teams), int(rng.integers(1, 4)))
    taken = {teams[at] for at in rng.choice(len(teams), size=count, replace=False)}
    near = [b.id for b in problem.bets if taken & b.effort.keys()]
    size = min(int(rng.integers(*PART_BETS)), max(2, len(problem.bets) // 2))
    if len(near) < size:
        near = [bet.id for bet in problem.bets]
    some = {near[at] for at in rng.choice(len(near), size=size, replace=False)}
    some = {mate for bet in some for mate in problem.units[bet]}
    free = np.zeros(model.gain.size, dtype=bool)
    for bet in some:
        free[list(model.columns(bet))] = True
    free[len(model.owner) :] = True
    return free
