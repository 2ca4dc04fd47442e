"""Make a plan better by planning a part of it anew, again and again."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from leadline.engine.portfolio.model import PlanModel
from leadline.engine.portfolio.parts import PART_SECONDS, Parts, part_anew
from leadline.engine.portfolio.pool import Pool
from leadline.engine.portfolio.solver import Answer, Floats, Mate, Watch

PATIENCE = 10
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
    how large, is learned on the way (``Parts``). Where parts bring nothing any more
    it goes on from another plan (``Pool``).

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
    value = best_value = float(model.gain @ x)
    best, stuck = x, 0
    began, length = watch.clock(), max(watch.left, 1e-9)
    parts = Parts(model, rng, watch.until(length / 4))
    pool = Pool(model, parts, rng)
    while watch.left > 0 and best_value < target:
        share = (watch.clock() - began) / length
        watch.report(STAGE, share)
        other = None if mate is None else mate.better()
        if other is not None and float(model.gain @ other) > best_value:
            x, value, stuck = other, float(model.gain @ other), 0
            best, best_value = x, value
        part = watch.at(STAGE, share)
        if stuck < PATIENCE:
            x, value, is_better = _turn(model, parts, x, value, part)
            stuck = 0 if is_better else stuck + 1
        else:
            x, stuck = pool.start_after(x, part), 0
            value = float(model.gain @ x)
        if value > best_value + _least(best_value):
            best, best_value = x, value
            if mate is not None:
                mate.found(x)
    return model.chosen(best)


def _turn(
    model: PlanModel, parts: Parts, x: Floats, value: float, watch: Watch
) -> tuple[Floats, float, bool]:
    """Plan a part anew; return the plan to go on from, and whether it is better."""
    kind = parts.choose()
    free, moment = parts.take(kind, x), watch.clock()
    solved = part_anew(model.program, x, free, watch.until(PART_SECONDS))
    came = value if solved.x is None else float(model.gain @ solved.x)
    is_stuck = solved.answer is Answer.STOPPED
    seconds = watch.clock() - moment
    parts.learn(kind, gain=came - value, seconds=seconds, is_stuck=is_stuck)
    if solved.x is None or came < value:
        return x, value, False
    return solved.x, came, came > value + _least(value)


def _least(value: float) -> float:
    """What counts as more than rounding."""
    return 1e-9 * max(1.0, abs(value))
