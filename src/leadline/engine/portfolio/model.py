"""A plan problem as a mixed-integer program.

One 0/1 column for each bet and period it may start in, one for each customer. A
single period is the special case of one column a bet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array

from leadline.engine.portfolio.demands import demands_of
from leadline.engine.portfolio.problem import WORTH, Bet, PlanProblem
from leadline.engine.portfolio.result import Demand
from leadline.engine.portfolio.solver import Program

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

STRUCTURE = -1
"""Tag of a row that belongs to no demand: it says what the columns mean."""


@dataclass
class _Rows:
    """The rows of the program while they are being written."""

    row: list[int] = field(default_factory=list)
    col: list[int] = field(default_factory=list)
    val: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    tag: list[int] = field(default_factory=list)
    slack: list[float] = field(default_factory=list)

    def add(
        self,
        terms: Iterable[tuple[int, float]],
        between: tuple[float, float],
        tag: int = STRUCTURE,
        slack: float = 0.0,
    ) -> None:
        at = len(self.low)
        for col, val in terms:
            self.row.append(at)
            self.col.append(col)
            self.val.append(val)
        self.low.append(between[0])
        self.high.append(between[1])
        self.tag.append(tag)
        self.slack.append(slack)


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
            for at in range(_lanes(problem, bet))
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
        return x

    def gain_of(self, measure: str) -> Floats:
        """Return what each column adds to a measure."""
        first_customer = len(self.owner)
        customers = enumerate(self.problem.customers, start=first_customer)
        at = {customer.id: column for column, customer in customers}
        writer = _DemandWriter(self.problem, self.first, at, _Rows())
        gain = np.zeros(self.gain.size)
        for col, val in writer.measure_terms({measure: 1.0}):
            gain[col] += val
        return gain

    def columns(self, bet_id: str) -> range:
        """Return the start columns of a bet."""
        first = self.first[bet_id]
        return range(first, first + _lanes(self.problem, self.problem.bet[bet_id]))


def _lanes(problem: PlanProblem, bet: Bet) -> int:
    """Count the periods in which the bet may start and still be finished."""
    return max(0, len(problem.periods) - bet.duration + 1)


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
        first[bet.id], at = at, at + _lanes(problem, bet)
    customer_at = {c.id: at + n for n, c in enumerate(problem.customers)}
    rows, once = _Rows(), {}
    for bet in problem.bets:
        once[bet.id] = len(rows.low)
        rows.add(_all(problem, first, bet), (-np.inf, 1.0))
    for customer in problem.customers:
        needs = problem.needed[customer.id] if whole_closure else set(customer.wants)
        for need in sorted(needs, key=problem.position.__getitem__):
            starts = _all(problem, first, problem.bet[need], -1.0)
            rows.add([(customer_at[customer.id], 1.0), *starts], (-np.inf, 0.0))
    demands = demands_of(problem)
    writer = _DemandWriter(problem, first, customer_at, rows)
    for tag, demand in enumerate(demands):
        writer.write(demand, tag)
    width = at + len(problem.customers)
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


def _all(
    problem: PlanProblem, first: Mapping[str, int], bet: Bet, sign: float = 1.0
) -> list[tuple[int, float]]:
    start = first[bet.id]
    return [(start + at, sign) for at in range(_lanes(problem, bet))]


@dataclass(frozen=True)
class _DemandWriter:
    """Writes the rows of each demand."""

    problem: PlanProblem
    first: Mapping[str, int]
    customer_at: Mapping[str, int]
    rows: _Rows

    def write(self, demand: Demand, tag: int) -> None:
        bet = self.problem.bet.get(demand.names[0])
        match demand.kind:
            case "committed":
                assert bet is not None
                self.rows.add(self._starts(bet), (1.0, np.inf), tag, 1.0)
            case "excluded" | "earliest" | "latest":
                assert bet is not None
                outside = self._outside(bet, demand.kind)
                self.rows.add(outside, (-np.inf, 0.0), tag, 1.0)
            case "after":
                self._after(demand, tag)
            case "together":
                self._together(demand, tag)
            case "instead_of":
                terms = [t for n in demand.names for t in self._starts_of(n)]
                slack = len(demand.names) - 1.0
                self.rows.add(terms, (-np.inf, 1.0), tag, slack)
            case "capacity":
                self._capacity(demand, tag)
            case "goal":
                self._goal(demand, tag)

    def _starts(self, bet: Bet, sign: float = 1.0) -> list[tuple[int, float]]:
        return _all(self.problem, self.first, bet, sign)

    def _starts_of(self, bet_id: str) -> list[tuple[int, float]]:
        return self._starts(self.problem.bet[bet_id])

    def _outside(self, bet: Bet, kind: str) -> list[tuple[int, float]]:
        starts = self._starts(bet)
        place = self.problem.period_position
        if kind == "earliest" and bet.earliest is not None:
            return starts[: place[bet.earliest]]
        if kind == "latest" and bet.latest is not None:
            return starts[max(0, place[bet.latest] - bet.duration + 2) :]
        return starts

    def _after(self, demand: Demand, tag: int) -> None:
        bet, other = (self.problem.bet[name] for name in demand.names)
        gap = next(a.gap for a in bet.after if a.bet == other.id)
        wait = other.duration - 1 + (gap + 1 if gap else 0)
        mine, theirs = self._starts(bet), self._starts(other, -1.0)
        for at in range(len(mine)):
            ready = theirs[: max(0, at - wait + 1)]
            self.rows.add([*mine[: at + 1], *ready], (-np.inf, 0.0), tag, 1.0)

    def _together(self, demand: Demand, tag: int) -> None:
        bets = [self.problem.bet[name] for name in demand.names]
        for one, other in pairwise(bets):
            left, right = self._starts(one), self._starts(other, -1.0)
            for at in range(max(len(left), len(right))):
                pair = [*left[at : at + 1], *right[at : at + 1]]
                self.rows.add(pair, (0.0, 0.0), tag, 1.0)

    def _capacity(self, demand: Demand, tag: int) -> None:
        team, period = demand.names
        at = self.problem.period_position[period]
        terms, most = [], 0.0
        for bet in self.problem.bets:
            if not (weeks := bet.effort.get(team, 0.0) / bet.duration):
                continue
            starts = self._starts(bet)[max(0, at - bet.duration + 1) : at + 1]
            terms += [(col, weeks) for col, _ in starts]
            most += weeks
        if most > self.problem.teams[team][at]:
            high = self.problem.teams[team][at]
            self.rows.add(terms, (-np.inf, high), tag, most)

    def _goal(self, demand: Demand, tag: int) -> None:
        terms = list(self.measure_terms({demand.names[0]: 1.0}))
        goal = next(
            g
            for g in self.problem.goals
            if (g.measure, f"{g.at_least:g}") == demand.names
        )
        least = sum(min(0.0, val) for _, val in terms)
        self.rows.add(
            terms, (goal.at_least, np.inf), tag, max(0.0, goal.at_least - least)
        )

    def measure_terms(
        self, weights: Mapping[str, float]
    ) -> Iterator[tuple[int, float]]:
        """Yield what each column adds to the weighted sum of the measures."""
        kept = self.problem.kept
        for bet in self.problem.bets:
            value = sum(weights.get(m, 0.0) * v for m, v in bet.value.items())
            if value:
                for at, (col, _) in enumerate(self._starts(bet)):
                    yield col, value * kept[at + bet.duration - 1]
        if worth := weights.get(WORTH, 0.0):
            for customer in self.problem.customers:
                yield self.customer_at[customer.id], worth * customer.worth
