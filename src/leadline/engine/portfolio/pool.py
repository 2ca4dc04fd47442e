"""Where to go on from when no part of a plan brings anything any more."""

from __future__ import annotations

import numpy as np

from leadline.engine.portfolio.model import Floats, PlanModel
from leadline.engine.portfolio.parts import PART_SECONDS, Parts, part_anew
from leadline.engine.portfolio.solver import Watch

SIZE = 4
KICK_SECONDS = 1.5
KICK_SHARE = 0.4
NOISE = 0.5


class Pool:
    """The best plans that parts could not better, each a place to go on from.

    In turns, what two of them do not share is planned anew (polishing), and a good
    part of one is planned for values that are a little off (a kick).

    Parameters
    ----------
    model : PlanModel
    parts : Parts
        Says which parts there are.
    rng : numpy.random.Generator

    References
    ----------
    Rothberg, E. (2007). An evolutionary algorithm for polishing mixed integer
    programming solutions. *INFORMS Journal on Computing* 19, 534-541. Lourenço, H.,
    Martin, O. and Stützle, T. (2003). Iterated local search. *Handbook of
    Metaheuristics*, 320-353.
    """

    def __init__(self, model: PlanModel, parts: Parts, rng: np.random.Generator):
        self.model, self.parts, self.rng = model, parts, rng
        self.plans: list[tuple[float, Floats]] = []
        self.has_kicked = False

    def start_after(self, x: Floats, watch: Watch) -> Floats:
        """Keep this plan and return another to go on from."""
        self._keep(x)
        if self.has_kicked and len(self.plans) > 1:
            self.has_kicked = False
            if (joined := self._joined(watch.until(PART_SECONDS))) is not None:
                return joined
        self.has_kicked = True
        return self._kicked(watch.until(KICK_SECONDS))

    def _keep(self, x: Floats) -> None:
        if not any(np.array_equal(x, kept) for _, kept in self.plans):
            self.plans.append((float(self.model.gain @ x), x))
            self.plans.sort(key=lambda plan: -plan[0])
            del self.plans[SIZE:]

    def _joined(self, watch: Watch) -> Floats | None:
        """Plan anew what two plans do not share; None if that is no better."""
        better, other = sorted(self.rng.choice(len(self.plans), 2, replace=False))
        (value, x), (_, y) = self.plans[better], self.plans[other]
        here, there = self.model.chosen(x), self.model.chosen(y)
        unlike = [b for b in self.parts.bets if here.get(b) != there.get(b)]
        found = part_anew(self.model.program, x, self.parts.columns(unlike), watch).x
        if found is None or float(self.model.gain @ found) <= value:
            return None
        return found

    def _kicked(self, watch: Watch) -> Floats:
        """Plan a part of one plan for values that are a little off."""
        _, x = self.plans[int(self.rng.integers(len(self.plans)))]
        kind = self.rng.choice(list(self.parts.kinds))
        size = max(2, round(KICK_SHARE * len(self.parts.bets)))
        free = self.parts.columns(self.parts.kinds[kind](x, size))
        factor = np.ones(self.model.gain.size)
        for bet in self.parts.bets:
            factor[list(self.model.columns(bet))] += NOISE * self.rng.uniform(-1, 1)
        off = self.model.gain * factor
        found = part_anew(self.model.program, x, free, watch, gain=off).x
        return x if found is None else found
