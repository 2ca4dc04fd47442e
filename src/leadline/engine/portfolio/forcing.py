"""What it would cost to force a left-out bet in, and what it would push out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadline.engine.portfolio.loads import Loads
from leadline.engine.portfolio.model import Floats, PlanModel
from leadline.engine.portfolio.packages import in_order, package_of
from leadline.engine.portfolio.parts import part_anew
from leadline.engine.portfolio.problem import WORTH, Bet, BetState
from leadline.engine.portfolio.result import Demand
from leadline.engine.portfolio.solver import Answer, Program, Watch, maximise
from leadline.engine.portfolio.tidy import tidied
from leadline.engine.portfolio.value import value_of

STAGE = "pricing what is left out"
SAME = 1e-6
FEW = 300
NEIGHBOURS = 16
ESTIMATE_SHARE = 1 / 3
ESTIMATE_SECONDS = 0.5


@dataclass(frozen=True)
class Forcing:
    """The cost of having a bet in, and the bets that go.

    ``cost`` is None if the bet cannot be in (``possible`` is False) or the time
    ended first; then ``at_most`` is what a plan with the bet in was found for, if
    one was, and ``pushes_out`` are the bets that go in that plan.
    """

    cost: float | None
    pushes_out: tuple[str, ...] = ()
    possible: bool = True
    at_most: float | None = None


class Forcer:
    """Prices left-out bets against a plan.

    Parameters
    ----------
    model : PlanModel
    best : mapping of bet to period
        The plan; proven best for ``price``.
    """

    def __init__(self, model: PlanModel, best: Mapping[str, str]) -> None:
        self.model = model
        self.problem = model.problem
        self.best = dict(best)
        self.objective = value_of(self.problem, best).objective
        self.known: dict[str, Forcing] = {}
        self.ceiling: dict[str, Forcing] = {}
        self.tag = {demand: tag for tag, demand in enumerate(model.demands)}
        self.groups = [
            frozenset(demand.names)
            for demand in model.demands
            if demand.kind == "instead_of"
        ]
        self.rivals = frozenset[str]().union(*self.groups)
        self.loads = Loads(self.problem, best)

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
        open_ = [bet for bet in asked if bet not in self.known]
        if len(open_) <= FEW:
            self.estimate(open_, watch.until(watch.left * ESTIMATE_SHARE))
        for done, bet in enumerate(open_):
            watch.report(STAGE, done / len(open_))
            if bet in self.known or self._as_its_needs(bet):
                continue
            if watch.left > 0:
                self._solve(bet, watch.at(STAGE, done / len(open_)))
        return {bet: self.known.get(bet) or self._open(bet) for bet in asked}

    def _open(self, bet: str) -> Forcing:
        """What is known of a bet that was not priced in the time."""
        found = self.ceiling.get(bet)
        if found is None:
            return Forcing(None)
        return Forcing(None, found.pushes_out, at_most=found.cost)

    def estimate(self, bets: list[str], watch: Watch) -> dict[str, Forcing]:
        """Find a plan for each with only its neighbours planned anew.

        Returns
        -------
        dict of bet to Forcing
            Costs are None; ``at_most`` says what the plan found with the bet in
            brings less than this one, where one was found in the time.
        """
        x = self.model.columns_of(self.best)
        for done, bet in enumerate(bets):
            watch.report(STAGE, done / len(bets))
            if watch.left <= 0:
                break
            free = self._near(bet)
            part = watch.at(STAGE, done / len(bets)).until(ESTIMATE_SECONDS)
            solved = part_anew(self._forced(bet), x, free, part)
            if solved.x is not None:
                cost, out, plan = self._compared(bet, solved.x)
                self._remember(bet, plan, Forcing(cost, out))
        return {bet: self._open(bet) for bet in bets}

    def _near(self, bet: str) -> npt.NDArray[np.bool_]:
        """Columns of what it needs, and of the least bets in that share its teams."""
        package = package_of(self.problem, [bet])
        teams = {
            team
            for name in package - self.best.keys()
            for team in self.problem.bet[name].effort
        }
        rivals = {name for group in self.groups if package & group for name in group}
        is_paid = self.problem.budget is not None and any(
            self.problem.bet[name].cost for name in package - self.best.keys()
        )
        near = [
            bet
            for bet in (self.problem.bet[name] for name in self.best)
            if self.problem.shares
            or teams & bet.effort.keys()
            or (is_paid and bet.cost)
        ]
        near.sort(key=self.problem.weight)
        taken = package | rivals | {one.id for one in near[:NEIGHBOURS]}
        free = np.zeros(self.model.gain.size, dtype=bool)
        for mate in frozenset().union(*(self.problem.units[name] for name in taken)):
            free[list(self.model.columns(mate))] = True
        free[len(self.model.owner) :] = True
        return free

    def _compared(
        self, bet: str, x: Floats
    ) -> tuple[float, tuple[str, ...], dict[str, str]]:
        """Return what a plan with the bet in costs, who goes, and the plan."""
        keep = package_of(self.problem, [bet])
        plan = tidied(self.problem, self.model.chosen(x), keep=keep)
        cost = self.objective - value_of(self.problem, plan).objective
        cost = 0.0 if abs(cost) <= SAME * max(1.0, abs(self.objective)) else cost
        return cost, tuple(b for b in self.best if b not in plan), plan

    def _remember(self, bet: str, plan: Mapping[str, str], found: Forcing) -> None:
        """Keep the plan as a ceiling for the price of every bet it has in."""
        held = {bet} if self._is_excluded(bet) else plan.keys() - self.best.keys()
        for name in held:
            known = self.ceiling.get(name)
            if known is None or (known.cost or 0.0) > (found.cost or 0.0):
                self.ceiling[name] = found

    def _is_excluded(self, bet: str) -> bool:
        return self.problem.bet[bet].state == BetState.EXCLUDED

    def _at_stake(self) -> Callable[[str], float]:
        stake = {bet.id: self.problem.weight(bet) for bet in self.problem.bets}
        weight = self.problem.objective.get(WORTH, 0.0)
        for customer in self.problem.customers:
            for bet in self.problem.needed[customer.id]:
                stake[bet] += weight * customer.worth
        for pair in self.problem.synergies:
            for bet in pair.bets:
                stake[bet] += max(0.0, self.problem.weight_of_pair(pair))
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
            and bet.id not in self.problem.pairs
            and len(self.problem.units[bet.id]) == 1
            and self.problem.weight(bet) == 0
            and not (self.problem.shares and self.problem.weeks[bet.id])
            and not any(bet.value.get(goal.measure) for goal in self.problem.goals)
        )

    def _as_its_needs(self, bet: str) -> bool:
        """A plan that had it in for another price is as good as what it needs costs."""
        ceiling = self.ceiling.get(bet)
        if ceiling is None or ceiling.cost is None or self._is_excluded(bet):
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
        solved = maximise(self._forced(bet), watch)
        if solved.answer is Answer.INFEASIBLE:
            self.known[bet] = Forcing(None, possible=False)
        if solved.x is None:
            return
        cost, out, plan = self._compared(bet, solved.x)
        self._remember(bet, plan, Forcing(cost, out))
        if solved.answer is Answer.SOLVED:
            self.known[bet] = Forcing(cost, out)

    def _forced(self, bet: str) -> Program:
        """The model with the bet in, whatever was settled about it."""
        low, high = self.model.low.copy(), self.model.high.copy()
        low[self.model.once[bet]] = 1.0
        excluded = self.tag.get(Demand("excluded", (bet,)))
        if excluded is not None:
            high[self.model.tag == excluded] = np.inf
        return Program(self.model.gain, self.model.matrix, low, high)
