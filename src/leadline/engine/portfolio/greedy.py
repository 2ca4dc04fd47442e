"""A plan at once, without proof: take what brings most for its share of capacity."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from leadline.engine.portfolio.balance import out_of_balance, to_take_out
from leadline.engine.portfolio.check import violations
from leadline.engine.portfolio.loads import Loads
from leadline.engine.portfolio.packages import in_order, package_of
from leadline.engine.portfolio.problem import WORTH, BetState, PlanProblem
from leadline.engine.portfolio.tidy import tidied
from leadline.engine.portfolio.value import value_of


def greedy_plan(problem: PlanProblem) -> dict[str, str] | None:
    """Return a plan that meets every demand, or None if none is found this way.

    First what is committed goes in, then what brings the goals to their floors,
    then what adds most to the objective for the share of capacity it takes: a
    bet, or all that a customer wants, always with everything it needs. Where shares of
    the effort are missed then, bets are taken out again.

    Parameters
    ----------
    problem : PlanProblem

    Returns
    -------
    dict of bet to period, or None

    Examples
    --------
    >>> from leadline.engine.portfolio.problem import Bet
    >>> bets = (Bet("a", {"web": 3}, {"growth": 5}),
    ...         Bet("b", {"web": 2}, {"growth": 4}))
    >>> problem = PlanProblem(("Q1",), {"web": (4,)}, bets, objective={"growth": 1})
    >>> greedy_plan(problem)
    {'b': 'Q1'}
    """
    plans = [_filled(problem, with_floors=False)]
    if any(share.at_least for share in problem.shares):
        plans.append(_filled(problem, with_floors=True))
    found = [p for p in plans if p is not None and not violations(problem, p)]
    if not found:
        return None
    best = max(found, key=lambda plan: value_of(problem, plan).objective)
    return tidied(problem, best)


def _filled(problem: PlanProblem, *, with_floors: bool) -> dict[str, str] | None:
    """Return what was put in; ``with_floors`` first what is to have a least share."""
    packer = Packer(problem)
    for bet in problem.bets:
        if bet.state == BetState.COMMITTED and not packer.put([bet.id]):
            return None
    if with_floors:
        packer.reach_shares()
    if problem.goals:
        packer.fill({goal.measure: 1.0 for goal in problem.goals})
    packer.fill(problem.objective)
    if problem.shares:
        packer.take_out(to_take_out(problem, packer.loads.chosen))
        packer.fill(problem.objective, in_balance=True)
    return packer.loads.chosen


class Packer:
    """Puts whole packages into what capacity is left."""

    def __init__(self, problem: PlanProblem) -> None:
        self.problem = problem
        self.loads = Loads(problem, {})
        self.rivals = problem.rivals
        self.open = {c.id: len(problem.needed[c.id]) for c in problem.customers}
        self.worth = {c.id: c.worth for c in problem.customers}
        self.wanted_by: dict[str, list[str]] = defaultdict(list)
        for customer in problem.customers:
            for need in problem.needed[customer.id]:
                self.wanted_by[need].append(customer.id)
        self.room = {team: sum(weeks) or 1e-9 for team, weeks in problem.teams.items()}
        budget = problem.budget
        limits = () if budget is None else (budget.in_all, *budget.by_period)
        self.money = sum(limit or 0.0 for limit in limits) or 1e-9

    def reach_shares(self) -> None:
        """Put bets in that are to take a share of the effort, up to that share of all
        capacity, those that add most for their weeks first."""
        weeks, room = self.problem.weeks, sum(map(sum, self.problem.teams.values()))
        for share in self.problem.shares:
            most = (share.at_least or 0.0) * room
            bets = [self.problem.bet[bet] for bet in share.bets if weeks[bet]]
            bets.sort(key=lambda bet: -self.problem.weight(bet) / weeks[bet.id])
            for bet in bets:
                if sum(weeks[b] for b in share.bets if b in self.loads.start) < most:
                    self.put([bet.id])

    def take_out(self, bets: Iterable[str]) -> None:
        """Take bets out that are in."""
        for name in bets:
            self.loads.remove(self.problem.bet[name])
            for customer in self.wanted_by[name]:
                self.open[customer] += 1

    def fill(self, weights: Mapping[str, float], *, in_balance: bool = False) -> None:
        """Put packages in, best value for its share of capacity first.

        ``in_balance`` leaves out those that would miss a share of the effort.
        """
        wishes = [frozenset([bet.id]) for bet in self.problem.bets]
        if weights.get(WORTH):
            wishes += [frozenset(c.wants) for c in self.problem.customers]
        wishes += [frozenset(pair.bets) for pair in self.problem.synergies]
        heap = []
        for at, wish in enumerate(dict.fromkeys(wishes)):
            package = package_of(self.problem, wish)
            if (score := self._score(package, weights)) > 0:
                heap.append((-score, at, package))
        heapq.heapify(heap)
        while heap:
            _, at, package = heapq.heappop(heap)
            score = self._score(package, weights)
            if score <= 0:
                continue
            if heap and score < -heap[0][0] * (1 - 1e-9):
                heapq.heappush(heap, (-score, at, package))
            elif not in_balance or not out_of_balance(
                self.problem, self.loads.start.keys() | package
            ):
                self.put(package)

    def _score(self, package: frozenset[str], weights: Mapping[str, float]) -> float:
        missing = package - self.loads.start.keys()
        if not missing:
            return 0.0
        gain, share = 0.0, 1e-9
        for name in missing:
            bet = self.problem.bet[name]
            gain += sum(weights.get(m, 0.0) * v for m, v in bet.value.items())
            share += sum(w / self.room[team] for team, w in bet.effort.items())
            share += bet.cost / self.money if self.problem.budget is not None else 0.0
        if worth := weights.get(WORTH):
            helped = Counter(c for name in missing for c in self.wanted_by[name])
            for customer, count in helped.items():
                if count == self.open[customer]:
                    gain += worth * self.worth[customer]
        there = package | self.loads.start.keys()
        for pair in self.problem.synergies:
            if missing & set(pair.bets) and there >= set(pair.bets):
                gain += sum(weights.get(m, 0.0) * v for m, v in pair.value.items())
        return gain / share

    def put(self, bets: Iterable[str]) -> bool:
        """Put bets and all they need in, or leave everything as it was."""
        missing = package_of(self.problem, bets) - self.loads.start.keys()
        placed: list[str] = []
        for name in in_order(self.problem, missing):
            if name in self.loads.start:
                continue
            unit = sorted(self.problem.units[name])
            if not self._put_unit(unit):
                for done in placed:
                    self.loads.remove(self.problem.bet[done])
                return False
            placed += unit
        for customer in (c for name in placed for c in self.wanted_by[name]):
            self.open[customer] -= 1
        return True

    def _put_unit(self, unit: list[str]) -> bool:
        bets = [self.problem.bet[name] for name in unit]
        if any(b.state == BetState.EXCLUDED for b in bets) or any(
            self.rivals[name] & (self.loads.start.keys() | set(unit)) for name in unit
        ):
            return False
        windows = [self.loads.allowed(bet) for bet in bets]
        first = max(window.start for window in windows)
        for start in range(first, min(window.stop for window in windows)):
            placed = []
            for bet in bets:
                if not self.loads.fits(bet, start):
                    break
                self.loads.put(bet, start)
                placed.append(bet)
            if len(placed) == len(bets):
                return True
            for bet in placed:
                self.loads.remove(bet)
        return False
