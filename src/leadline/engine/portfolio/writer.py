"""Writes what a plan asks for as rows of a mixed-integer program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from leadline.engine.portfolio.problem import WORTH, Bet, PlanProblem
from leadline.engine.portfolio.result import Demand

ORDINARY = 2000.0
STRUCTURE = -1
"""Tag of a row that belongs to no demand: it says what the columns mean."""


@dataclass
class Rows:
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
        """Add a row; ``slack`` loosens it until it asks for nothing."""
        at = len(self.low)
        for col, val in terms:
            self.row.append(at)
            self.col.append(col)
            self.val.append(val)
        self.low.append(between[0])
        self.high.append(between[1])
        self.tag.append(tag)
        self.slack.append(slack)


def lanes(problem: PlanProblem, bet: Bet) -> int:
    """Count the periods in which the bet may start and still be finished."""
    return max(0, len(problem.periods) - bet.duration + 1)


def starts_of(
    problem: PlanProblem, first: Mapping[str, int], bet: Bet, sign: float = 1.0
) -> list[tuple[int, float]]:
    """Return the columns of every start of a bet, each with the same value."""
    start = first[bet.id]
    return [(start + at, sign) for at in range(lanes(problem, bet))]


def pairs_by_period(problem: PlanProblem) -> list[tuple[int, int]]:
    """Return each synergy, by its number, with each period that a value loses by."""
    return [(n, at) for n in range(len(problem.synergies)) for at in problem.steps]


def size_of(most: float) -> float:
    """Return a power of two to divide by, so that a row is of ordinary size.

    >>> size_of(500.0), size_of(3e6)
    (1.0, 2048.0)
    """
    return 1.0 if most <= ORDINARY else float(2.0 ** np.ceil(np.log2(most / ORDINARY)))


@dataclass(frozen=True)
class DemandWriter:
    """Writes the rows of each demand."""

    problem: PlanProblem
    first: Mapping[str, int]
    customer_at: Mapping[str, int]
    rows: Rows
    pair_at: Mapping[tuple[int, int], int] = field(default_factory=dict)

    def tie_pairs(self) -> None:
        """Say of each pair's column that both are finished by its period."""
        for (n, at), column in self.pair_at.items():
            one, other = (self._by(bet, at) for bet in self.problem.synergies[n].bets)
            for mine in (one, other):
                less = [(col, -1.0) for col, _ in mine]
                self.rows.add([(column, 1.0), *less], (-np.inf, 0.0))
            self.rows.add([*one, *other, (column, -1.0)], (-np.inf, 1.0))

    def _by(self, bet_id: str, at: int) -> list[tuple[int, float]]:
        """Return the starts from which a bet is finished by a period."""
        last = at - self.problem.bet[bet_id].duration + 1
        return self._starts_by(bet_id)[: max(0, last + 1)]

    def write(self, demand: Demand, tag: int) -> None:
        """Add the rows of one demand."""
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
                terms = [t for n in demand.names for t in self._starts_by(n)]
                slack = len(demand.names) - 1.0
                self.rows.add(terms, (-np.inf, 1.0), tag, slack)
            case "capacity":
                self._capacity(demand, tag)
            case "budget":
                self._budget(demand, tag)
            case "share_at_least" | "share_at_most":
                self._share(demand, tag)
            case "goal":
                self._goal(demand, tag)

    def _starts(self, bet: Bet, sign: float = 1.0) -> list[tuple[int, float]]:
        return starts_of(self.problem, self.first, bet, sign)

    def _starts_by(self, bet_id: str) -> list[tuple[int, float]]:
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
        after = next(a for a in bet.after if a.bet == other.id)
        wait = other.duration - 1 + after.wait
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
        terms, most = self._at_work(
            {b.id: b.effort.get(team, 0.0) / b.duration for b in self.problem.bets}, at
        )
        if most > self.problem.teams[team][at]:
            high = self.problem.teams[team][at]
            self.rows.add(terms, (-np.inf, high), tag, most)

    def _at_work(
        self, takes: Mapping[str, float], at: int
    ) -> tuple[list[tuple[int, float]], float]:
        """Return what bets take in a period while they go on, and all of it."""
        terms, most = [], 0.0
        for bet in self.problem.bets:
            if not (share := takes[bet.id]):
                continue
            starts = self._starts(bet)[max(0, at - bet.duration + 1) : at + 1]
            terms += [(col, share) for col, _ in starts]
            most += share
        return terms, most

    def _budget(self, demand: Demand, tag: int) -> None:
        problem, budget = self.problem, self.problem.budget
        assert budget is not None
        if demand.names[1:]:
            at = problem.period_position[demand.names[1]]
            high = budget.by_period[at]
            costs = {bet.id: bet.cost / bet.duration for bet in problem.bets}
            terms, most = self._at_work(costs, at)
        else:
            assert budget.in_all is not None
            high = budget.in_all
            paid = [bet for bet in problem.bets if bet.cost]
            terms = [(c, bet.cost) for bet in paid for c, _ in self._starts(bet)]
            most = sum(bet.cost for bet in paid)
        if most > high:
            # Money comes in large numbers, and the solver's tolerance is 1e-6.
            unit = size_of(most)
            scaled = [(col, val / unit) for col, val in terms]
            self.rows.add(scaled, (-np.inf, high / unit), tag, most / unit)

    def _share(self, demand: Demand, tag: int) -> None:
        """Write a share as weeks: those of the bets less that share of all weeks."""
        problem, share = self.problem, self.problem.share[demand.names[0]]
        is_floor = demand.kind == "share_at_least"
        of = (share.at_least if is_floor else share.at_most) or 0.0
        takes = {
            bet: weeks * ((bet in share.bets) - of)
            for bet, weeks in problem.weeks.items()
            if weeks
        }
        unit = size_of(sum(problem.weeks.values()))
        terms = [
            (col, value / unit)
            for bet, value in takes.items()
            for col, _ in self._starts_by(bet)
        ]
        below = sum(min(0.0, value) for value in takes.values()) / unit
        above = sum(max(0.0, value) for value in takes.values()) / unit
        if is_floor:
            self.rows.add(terms, (0.0, np.inf), tag, -below)
        else:
            self.rows.add(terms, (-np.inf, 0.0), tag, above)

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
        for (n, at), column in self.pair_at.items():
            pair = self.problem.synergies[n]
            value = sum(weights.get(m, 0.0) * v for m, v in pair.value.items())
            if value:
                yield column, value * self.problem.steps[at]
