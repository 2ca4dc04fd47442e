"""What it would cost to force a left-out bet in, and what it would push out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from leadline.engine.portfolio.loads import Loads
from leadline.engine.portfolio.model import PlanModel
from leadline.engine.portfolio.packages import in_order, package_of
from leadline.engine.portfolio.problem import WORTH, Bet, BetState
from leadline.engine.portfolio.result import Demand
from leadline.engine.portfolio.solver import Answer, Program, Watch, maximise
from leadline.engine.portfolio.tidy import tidied
from leadline.engine.portfolio.value import value_of

SAME = 1e-6


@dataclass(frozen=True)
class Forcing:
    """The cost of having a bet in, and the bets that go.

    ``cost`` is None if the bet cannot be in (``possible`` is False) or the time
    ended first.
    """

    cost: float | None
    pushes_out: tuple[str, ...] = ()
    possible: bool = True


class Forcer:
    """Prices left-out bets against a plan that is proven best.

    Parameters
    ----------
    model : PlanModel
    best : mapping of bet to period
        The best plan.
    gap : float, default 0.0
        Share of the objective each re-solve may fall short by.
    """

    def __init__(
        self, model: PlanModel, best: Mapping[str, str], gap: float = 0.0
    ) -> None:
        self.model = model
        self.problem = model.problem
        self.best = dict(best)
        self.objective = value_of(self.problem, best).objective
        self.gap = gap
        self.known: dict[str, Forcing] = {}
        self.ceiling: dict[str, Forcing] = {}
        self.tag = {demand: tag for tag, demand in enumerate(model.demands)}
        groups = [d.names for d in model.demands if d.kind == "instead_of"]
        self.loads = Loads(self.problem, best)
        self.rivals = frozenset(name for names in groups for name in names)

    def price(self, bets: Iterable[str], watch: Watch) -> dict[str, Forcing]:
        """Price bets, those with the most at stake first, until the time ends.

        Parameters
        ----------
        bets : iterable of str
            Bets that are not in the best plan.
        watch : Watch

        Returns
        -------
        dict of bet to Forcing
            Every bet asked for; a cost of None where the time ended first.
        """
        asked = sorted(bets, key=self._at_stake(), reverse=True)
        for bet in asked:
            if bet not in self.known and watch.left > 0:
                self._free(bet)
        for done, bet in enumerate(asked):
            watch.report("pricing what is left out", done / len(asked))
            if bet in self.known or self._as_its_needs(bet):
                continue
            if watch.left > 0:
                self._solve(bet, watch)
        return {bet: self.known.get(bet, Forcing(None)) for bet in asked}

    def _at_stake(self) -> Callable[[str], float]:
        stake = {bet.id: self.problem.weight(bet) for bet in self.problem.bets}
        weight = self.problem.objective.get(WORTH, 0.0)
        for customer in self.problem.customers:
            for bet in self.problem.needed[customer.id]:
                stake[bet] += weight * customer.worth
        return stake.__getitem__

    def _free(self, bet: str) -> None:
        """Price at nothing what fits beside the best plan and weighs nothing."""
        missing = package_of(self.problem, [bet]) - self.best.keys()
        bets = [self.problem.bet[name] for name in in_order(self.problem, missing)]
        if not all(self._is_plain(one) for one in bets):
            return
        placed = []
        for one in bets:
            starts = self.loads.allowed(one)
            fitting = next((s for s in starts if self.loads.fits(one, s)), None)
            if fitting is None:
                break
            self.loads.put(one, fitting)
            placed.append(one)
        for one in placed:
            self.loads.remove(one)
        if len(placed) == len(bets):
            self.known |= dict.fromkeys(missing, Forcing(0.0))

    def _is_plain(self, bet: Bet) -> bool:
        """It changes no measure that matters, and only capacity can be in its way."""
        return (
            bet.state != BetState.EXCLUDED
            and bet.id not in self.rivals
            and len(self.problem.units[bet.id]) == 1
            and self.problem.weight(bet) == 0
            and not any(bet.value.get(goal.measure) for goal in self.problem.goals)
        )

    def _as_its_needs(self, bet: str) -> bool:
        """A plan that had it in for another price is as good as what it needs costs."""
        ceiling = self.ceiling.get(bet)
        if ceiling is None or ceiling.cost is None:
            return False
        floor = 0.0
        for need in package_of(self.problem, [bet]) - {bet}:
            known = self.known.get(need)
            if known is not None and known.cost is not None:
                floor = max(floor, known.cost)
        if ceiling.cost > floor + SAME * max(1.0, abs(self.objective)):
            return False
        self.known[bet] = ceiling
        return True

    def _solve(self, bet: str, watch: Watch) -> None:
        solved = maximise(self._forced(bet), replace(watch, tell=None), gap=self.gap)
        if solved.answer is Answer.INFEASIBLE:
            self.known[bet] = Forcing(None, possible=False)
        if solved.answer is not Answer.SOLVED or solved.x is None:
            return
        plan = self.model.chosen(solved.x)
        plan = tidied(self.problem, plan, keep=package_of(self.problem, [bet]))
        cost = self.objective - value_of(self.problem, plan).objective
        cost = 0.0 if abs(cost) <= SAME * max(1.0, abs(self.objective)) else cost
        out = tuple(b for b in self.best if b not in plan)
        self.known[bet] = Forcing(cost, out)
        if self.problem.bet[bet].state == BetState.EXCLUDED:
            return
        for other in plan.keys() - self.best.keys():
            known = self.ceiling.get(other)
            if known is None or known.cost is None or known.cost > cost:
                self.ceiling[other] = Forcing(cost, out)

    def _forced(self, bet: str) -> Program:
        """The model with the bet in, whatever was settled about it."""
        low, high = self.model.low.copy(), self.model.high.copy()
        low[self.model.once[bet]] = 1.0
        excluded = self.tag.get(Demand("excluded", (bet,)))
        if excluded is not None:
            high[self.model.tag == excluded] = np.inf
        return Program(self.model.gain, self.model.matrix, low, high)
