"""How a plan goes when work takes longer: what is not done runs on into the next
period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from leadline.engine.economics.carried_out import (
    NOT_IN,
    CarriedOut,
    Order,
    units_in,
    what_came_of,
)
from leadline.engine.economics.doubts import Reality
from leadline.engine.portfolio.problem import BetState

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

SLACK = 1e-9
MONEY = None
"""Stands beside the teams for the budget of each period."""


def run_on(
    reality: Reality, order: Order, begins: Mapping[str, str] | None = None
) -> CarriedOut:
    """Carry an order out, with teams that go on where they are not done.

    The bets are taken in their order. Each begins in its first period and takes, by
    its pace, what its teams have left there, more later where it fell behind; it is
    finished once all its teams are done, and not before it was planned to. One that is
    not finished in the last period falls out, and with it what comes after it and what
    has to be in together with it; the weeks it took are spent. Money of a period runs
    on like weeks; a bet that the budget in all does not hold is not begun.

    Parameters
    ----------
    reality : Reality
    order : tuple of str
    begins : mapping of bet to period, optional
        Where bets were planned to begin, whatever the problem says of that: one that
        runs over its day is late, not out.

    Returns
    -------
    CarriedOut
        Arrays of shape (futures,), or (1,) where no effort is uncertain.

    Examples
    --------
    >>> from leadline.engine.portfolio.problem import Bet, PlanProblem
    >>> bets = (Bet("a", {"web": 6}, {"growth": 5}), Bet("b", {"web": 3}))
    >>> problem = PlanProblem(("Q1", "Q2"), {"web": (5, 5)}, bets)
    >>> done = run_on(Reality(problem, (), np.empty((0, 1))), ("a", "b"))
    >>> done.ends["a"].tolist(), done.ends["b"].tolist()
    ([1], [1])
    """
    problem = reality.problem
    is_sure = not any(doubt.team for doubt in reality.doubts)
    work = _Work(reality, 1 if is_sure else reality.count, begins or {})
    for unit in units_in(problem, order):
        work.do(unit)
    return what_came_of(problem, {bet: work.ends[bet] for bet in order}, work.count)


class _Work:
    """When each bet is finished in each future, while they are done one by one."""

    def __init__(self, reality: Reality, count: int, begins: Mapping[str, str]) -> None:
        self.reality, self.count, self.begins = reality, count, begins
        problem = reality.problem
        budget = problem.budget
        room: dict[str | None, tuple[float, ...]] = dict(problem.teams.items())
        if budget is not None and budget.by_period:
            room[MONEY] = budget.by_period
        self.left = {
            team: np.tile(np.asarray(weeks, dtype=np.float64)[:, None], (1, count))
            for team, weeks in room.items()
        }
        in_all = None if budget is None else budget.in_all
        self.purse = None if in_all is None else np.full(count, in_all)
        self.ends: dict[str, Ints] = {
            bet.id: np.full(count, NOT_IN, dtype=np.int64) for bet in problem.bets
        }
        self.rivals = problem.rivals

    def do(self, unit: Sequence[str]) -> None:
        """Do bets that begin together, as far as there are periods for it."""
        starts, begun = self._begin(unit)
        ends = {name: self._finish(name, starts, begun) for name in unit}
        there = np.logical_and.reduce([end != NOT_IN for end in ends.values()])
        for name, end in ends.items():
            self.ends[name] = np.where(there, end, NOT_IN)

    def _begin(self, unit: Sequence[str]) -> tuple[Ints, Flags]:
        """Return the period that bets begin in, and whether they do at all."""
        problem = self.reality.problem
        start = np.zeros(self.count, dtype=np.int64)
        begun = np.ones(self.count, dtype=bool)
        for name in unit:
            bet, planned = problem.bet[name], self.begins.get(name)
            is_out = planned is None and bet.state == BetState.EXCLUDED
            if is_out or self.rivals[name] & set(unit):
                begun[:] = False
            for rival in self.rivals[name]:
                begun &= self.ends[rival] == NOT_IN
            first = (
                problem.starts(bet).start
                if planned is None
                else problem.period_position[planned]
            )
            start = np.maximum(start, first)
            for after in bet.after:
                if after.bet not in unit:
                    end = self.ends[after.bet]
                    begun &= end != NOT_IN
                    start = np.maximum(start, end + after.wait)
        if self.purse is not None:
            cost = sum(problem.bet[name].cost for name in unit)
            begun &= cost <= self.purse + SLACK * max(1.0, cost)
            self.purse -= cost * begun
        return start, begun

    def _finish(self, name: str, start: Ints, begun: Flags) -> Ints:
        """Take the weeks of a bet, and return the period it is finished in."""
        bet = self.reality.problem.bet[name]
        last = len(self.reality.problem.periods) - 1
        finish = start + bet.duration - 1
        needs: dict[str | None, float | Floats] = dict(self.reality.weeks(name).items())
        if MONEY in self.left and bet.cost:
            needs[MONEY] = bet.cost
        for team, need in needs.items():
            todo = need * begun
            near = SLACK * np.maximum(1.0, todo)
            for at in range(int(start.min()), last + 1):
                if not (todo > near).any():
                    break
                share = np.clip((at - start + 1) / bet.duration, 0.0, 1.0)
                due = todo - need * begun * (1.0 - share)
                takes = np.clip(np.minimum(due, self.left[team][at]), 0.0, None)
                self.left[team][at] -= takes
                todo = todo - takes
                finish = np.where(todo > near, np.maximum(finish, at + 1), finish)
        return np.where(begun & (finish <= last), finish, NOT_IN)
