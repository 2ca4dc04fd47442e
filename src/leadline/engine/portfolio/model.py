"""A plan problem as a mixed-integer program.

One 0/1 column for each bet and period it may start in, one for each customer, and for
each synergy one for each period that a value loses by. A
single period is the special case of one column a bet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array

from leadline.engine.portfolio.demands import demands_of
from leadline.engine.portfolio.problem import PlanProblem
from leadline.engine.portfolio.result import Demand
from leadline.engine.portfolio.solver import Program
from leadline.engine.portfolio.writer import (
    STRUCTURE,
    DemandWriter,
    Rows,
    lanes,
    pairs_by_period,
    starts_of,
)

__all__ = ["STRUCTURE", "Floats", "Ints", "PlanModel", "build_model"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class PlanModel:
    """The program: maximise ``gain @ x`` with ``low <= matrix @ x <= high``, x 0/1.

    ``tag`` gives for each row the demand it belongs to (or ``STRUCTURE``) and
    ``slack`` how much the row has to be loosened to ask for nothing; ``first``
    is the first column of each bet, whose n-th column means a start in the n-th
    period; ``once`` is the row that holds each bet to one start.
    """

    problem: PlanProblem
    demands: tuple[Demand, ...]
    gain: Floats
    matrix: csr_array
    low: Floats
    high: Floats
    tag: Ints
    slack: Floats
    first: Mapping[str, int]
    once: Mapping[str, int]

    @cached_property
    def program(self) -> Program:
        """The program as the solver takes it."""
        return Program(self.gain, self.matrix, self.low, self.high)

    @cached_property
    def owner(self) -> list[tuple[str, str]]:
        """The bet and the period each start column stands for, column by column."""
        problem = self.problem
        return [
            (bet.id, problem.periods[at])
            for bet in problem.bets
            for at in range(lanes(problem, bet))
        ]

    def chosen(self, x: Floats) -> dict[str, str]:
        """Return the period each chosen bet starts in, read off the columns."""
        owner = self.owner
        return dict(owner[c] for c in np.flatnonzero(x[: len(owner)] > 0.5))

    def columns_of(self, plan: Mapping[str, str]) -> Floats:
        """Return the columns that stand for a plan."""
        x = np.zeros(self.gain.size)
        for bet, period in plan.items():
            x[self.first[bet] + self.problem.period_position[period]] = 1.0
        for at, customer in enumerate(self.problem.customers):
            if self.problem.needed[customer.id] <= plan.keys():
                x[len(self.owner) + at] = 1.0
        for column, (n, at) in self._pair_columns:
            ends = [self._end(bet, plan) for bet in self.problem.synergies[n].bets]
            x[column] = float(max(ends) <= at)
        return x

    @property
    def _pair_columns(self) -> Iterator[tuple[int, tuple[int, int]]]:
        first = len(self.owner) + len(self.problem.customers)
        return enumerate(pairs_by_period(self.problem), start=first)

    def _end(self, bet: str, plan: Mapping[str, str]) -> float:
        """Return the position of the period a bet is finished in, never if out."""
        if bet not in plan:
            return np.inf
        start = self.problem.period_position[plan[bet]]
        return start + self.problem.bet[bet].duration - 1.0

    def gain_of(self, measure: str) -> Floats:
        """Return what each column adds to a measure."""
        first_customer = len(self.owner)
        customers = enumerate(self.problem.customers, start=first_customer)
        at = {customer.id: column for column, customer in customers}
        pairs = {key: column for column, key in self._pair_columns}
        writer = DemandWriter(self.problem, self.first, at, Rows(), pairs)
        gain = np.zeros(self.gain.size)
        for col, val in writer.measure_terms({measure: 1.0}):
            gain[col] += val
        return gain

    def columns(self, bet_id: str) -> range:
        """Return the start columns of a bet."""
        first = self.first[bet_id]
        return range(first, first + lanes(self.problem, self.problem.bet[bet_id]))


def build_model(problem: PlanProblem, *, whole_closure: bool = False) -> PlanModel:
    """Write the problem as a mixed-integer program.

    Parameters
    ----------
    problem : PlanProblem
    whole_closure : bool, default False
        Tie each customer to everything it needs, near and far, instead of its
        wants alone; needed where the order of bets may be given up.

    Returns
    -------
    PlanModel
    """
    first, at = {}, 0
    for bet in problem.bets:
        first[bet.id], at = at, at + lanes(problem, bet)
    customer_at = {c.id: at + n for n, c in enumerate(problem.customers)}
    rows, once = Rows(), {}
    for bet in problem.bets:
        once[bet.id] = len(rows.low)
        rows.add(starts_of(problem, first, bet), (-np.inf, 1.0))
    for customer in problem.customers:
        needs = problem.needed[customer.id] if whole_closure else set(customer.wants)
        for need in sorted(needs, key=problem.position.__getitem__):
            starts = starts_of(problem, first, problem.bet[need], -1.0)
            rows.add([(customer_at[customer.id], 1.0), *starts], (-np.inf, 0.0))
    demands = demands_of(problem)
    width = at + len(problem.customers)
    pair_at = {key: width + n for n, key in enumerate(pairs_by_period(problem))}
    writer = DemandWriter(problem, first, customer_at, rows, pair_at)
    writer.tie_pairs()
    for tag, demand in enumerate(demands):
        writer.write(demand, tag)
    width += len(pair_at)
    matrix = coo_array(
        (rows.val, (rows.row, rows.col)), shape=(len(rows.low), width), dtype=float
    )
    gain = np.zeros(width)
    for col, val in writer.measure_terms(problem.objective):
        gain[col] += val
    return PlanModel(
        problem=problem,
        demands=tuple(demands),
        gain=gain,
        matrix=matrix.tocsr(),
        low=np.array(rows.low),
        high=np.array(rows.high),
        tag=np.array(rows.tag, dtype=np.int64),
        slack=np.array(rows.slack),
        first=first,
        once=once,
    )
