"""What a plan brings once the efforts turn out: bets in order, while there is room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadline.engine.economics.doubts import Floats, Reality
from leadline.engine.portfolio.problem import WORTH, BetState, PlanProblem

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

SLACK = 1e-9
NOT_IN = -1
MONEY = None
"""Stands beside the teams for the budget of each period."""
ORDERED_BY = ("growth", "profit")
"""Measures that say, added up, which of two bets of one period is worked on first."""

Order = tuple[str, ...]
"""A plan as what it decides: which bets come before others, and which are not done."""


def order_of(problem: PlanProblem, chosen: Mapping[str, str]) -> Order:
    """Return a plan as an order: by start, then what is left of the bets worth doing.

    Carried out with the efforts it was made for, the order brings at least what the
    plan does: each bet starts when it was planned to, or earlier. The bets that were
    not chosen follow by what they add for their share of capacity, for the room that
    is left in case others turn out smaller; none where the plan has shares of the
    effort, which they would change.
    """
    if problem.shares:
        return in_order(problem, chosen)
    room = {team: sum(weeks) or 1e-9 for team, weeks in problem.teams.items()}

    def density(bet_id: str) -> float:
        bet = problem.bet[bet_id]
        share = sum(weeks / room[team] for team, weeks in bet.effort.items())
        return problem.weight(bet) / (share + 1e-9)

    spare = [
        bet.id
        for bet in problem.bets
        if bet.id not in chosen
        and bet.state != BetState.EXCLUDED
        and problem.weight(bet) > 0
    ]
    spare.sort(key=lambda bet_id: (-density(bet_id), bet_id))
    return (*in_order(problem, chosen), *spare)


def in_order(problem: PlanProblem, chosen: Mapping[str, str]) -> Order:
    """Return only the bets of a plan, in the order they are worked on.

    Within a period those come first that are committed, then those that wait for fewer
    others, then those with the most growth and profit together, then the smaller. The
    weights of the objective have no say: two plans of the same bets in the same periods
    are one plan.

    Examples
    --------
    >>> from leadline.engine.portfolio.problem import Bet, PlanProblem
    >>> bets = (Bet("a", value={"growth": 3}), Bet("b", value={"profit": 4}))
    >>> problem = PlanProblem(("Q1",), {}, bets, objective={"growth": 1})
    >>> in_order(problem, {"a": "Q1", "b": "Q1"})
    ('b', 'a')
    """
    place = problem.period_position

    def rank(bet_id: str) -> tuple[object, ...]:
        bet = problem.bet[bet_id]
        depth = len(problem.behind[bet_id])
        committed = bet.state == BetState.COMMITTED
        brings = sum(bet.value.get(measure, 0.0) for measure in ORDERED_BY)
        weeks = sum(bet.effort.values())
        return (place[chosen[bet_id]], not committed, depth, -brings, weeks, bet_id)

    return tuple(sorted(chosen, key=rank))


def neighbours(problem: PlanProblem, order: Order) -> Iterator[Order]:
    """Yield the order without each of its bets, and with each of them first.

    Examples
    --------
    >>> from leadline.engine.portfolio.problem import Bet
    >>> problem = PlanProblem(("Q1",), {}, (Bet("a"), Bet("b")))
    >>> list(neighbours(problem, ("a", "b")))
    [('b',), ('a', 'b'), ('a',), ('b', 'a')]
    """
    for bet_id in order:
        yield tuple(one for one in order if one != bet_id)
        needed = problem.closure[bet_id]
        first = [one for one in order if one in needed]
        yield (*first, *(one for one in order if one not in needed))


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """What became of an order in each future.

    ``kept`` is the share of its worth that each bet brings, 0 where it fell out, and
    ``served`` what customers that are served add to the objective, and pairs of bets
    that are both finished. ``ends`` is the
    period each bet is finished in, counted from 0, ``NOT_IN`` where it fell out. They
    have one number where all futures are alike.
    """

    kept: Mapping[str, Floats]
    served: Floats
    ends: Mapping[str, Ints]


def carried_out(reality: Reality, order: Order) -> CarriedOut:
    """Carry an order out.

    The bets are taken in their order. Each starts in the first period that it may and
    that every team has room for its real effort in, and the budget money; one that
    finds none falls out, and with it what comes after it and what has to be in together
    with it.

    Parameters
    ----------
    reality : Reality
    order : tuple of str

    Returns
    -------
    CarriedOut
        Arrays of shape (futures,), or (1,) where no effort is uncertain.
    """
    problem = reality.problem
    is_sure = not any(doubt.team for doubt in reality.doubts)
    starts = _Starts(problem, 1 if is_sure else reality.count)
    for unit in units_in(problem, order):
        starts.put(unit, {bet: reality.weeks(bet) for bet in unit})
    ends = {}
    for bet_id in order:
        start = starts.of[bet_id]
        end = start + problem.bet[bet_id].duration - 1
        ends[bet_id] = np.where(start == NOT_IN, NOT_IN, end)
    return what_came_of(problem, ends, starts.count)


def what_came_of(
    problem: PlanProblem, ends: Mapping[str, Ints], count: int
) -> CarriedOut:
    """Return what bets that are finished in these periods bring, in so many futures."""
    kept = np.array([*problem.kept, 0.0])
    shares = {
        bet_id: kept[np.where(end == NOT_IN, len(problem.periods), end)]
        for bet_id, end in ends.items()
    }
    served = np.zeros(count)
    if weight := problem.objective.get(WORTH, 0.0):
        for customer in problem.customers:
            needs = problem.needed[customer.id]
            if needs <= ends.keys():
                there = np.logical_and.reduce([ends[bet] != NOT_IN for bet in needs])
                served += weight * customer.worth * there
    for pair in problem.synergies:
        if set(pair.bets) <= ends.keys():
            late = np.maximum(*(ends[bet] for bet in pair.bets))
            there = np.logical_and(*(ends[bet] != NOT_IN for bet in pair.bets))
            at = np.where(there, late, len(problem.periods))
            served = served + problem.weight_of_pair(pair) * kept[at]
    return CarriedOut(shares, served, ends)


def outcome(reality: Reality, order: Order) -> Floats:
    """Return the objective of an order in each future, shape (futures,).

    Examples
    --------
    >>> from leadline.engine.portfolio.problem import Bet
    >>> bets = (Bet("a", {"web": 3}, {"growth": 5}),
    ...         Bet("b", {"web": 2}, {"growth": 4}))
    >>> problem = PlanProblem(("Q1",), {"web": (4,)}, bets, objective={"growth": 1})
    >>> reality = Reality(problem, (), np.empty((0, 1)))
    >>> outcome(reality, ("a", "b")).tolist(), outcome(reality, ("b", "a")).tolist()
    ([5.0], [4.0])
    """
    done = carried_out(reality, order)
    total = np.zeros(reality.count) + done.served
    for bet_id, share in done.kept.items():
        total += share * reality.worth(bet_id)
    return total


def units_in(problem: PlanProblem, order: Order) -> Iterator[list[str]]:
    """Yield the bets in order, with all that have to be in together at once.

    Those of which one would have to be finished before another begins are in no plan.
    """
    there, seen = set(order), set[str]()
    for bet_id in order:
        unit = problem.units[bet_id]
        if bet_id not in seen and unit <= there and _may_begin(problem, unit):
            seen |= unit
            yield sorted(unit)


def _may_begin(problem: PlanProblem, unit: frozenset[str]) -> bool:
    """Return whether bets may begin in one period by what they come after."""
    return all(
        not after.wait and problem.bet[after.bet].duration == 1
        for name in unit
        for after in problem.bet[name].after
        if after.bet in unit
    )


class _Starts:
    """Where each bet starts in each future, while they are put in one after another."""

    def __init__(self, problem: PlanProblem, count: int) -> None:
        self.problem = problem
        self.count = count
        budget = problem.budget
        self.room: dict[str | None, tuple[float, ...]] = dict(problem.teams.items())
        if budget is not None and budget.by_period:
            self.room[MONEY] = budget.by_period
        self.left = {
            team: np.tile(np.asarray(weeks, dtype=np.float64)[:, None], (1, count))
            for team, weeks in self.room.items()
        }
        self.purse = (
            None
            if budget is None or budget.in_all is None
            else np.full(count, budget.in_all)
        )
        self.of: dict[str, Ints] = {
            bet.id: np.full(count, NOT_IN, dtype=np.int64) for bet in problem.bets
        }
        self.rivals = problem.rivals

    def put(
        self, unit: Sequence[str], weeks: Mapping[str, Mapping[str, float | Floats]]
    ) -> None:
        """Put bets that start together into the first period with room for all."""
        bets = [self.problem.bet[name] for name in unit]
        ready, waiting = self._ready(unit)
        needs = self._needs(unit, weeks)
        cost = sum(bet.cost for bet in bets)
        windows = [self.problem.starts(bet) for bet in bets]
        first = max(window.start for window in windows)
        for start in range(first, min(window.stop for window in windows)):
            fits = waiting & (ready <= start)
            if not fits.any():
                continue
            for (team, offset), need in needs.items():
                room = self.left[team][start + offset]
                fits &= need <= room + SLACK * max(1.0, self.room[team][start])
            if self.purse is not None:
                fits &= cost <= self.purse + SLACK * max(1.0, cost)
                self.purse -= cost * fits
            for (team, offset), need in needs.items():
                self.left[team][start + offset] -= need * fits
            for name in unit:
                self.of[name][fits] = start
            waiting &= ~fits

    def _ready(self, unit: Sequence[str]) -> tuple[Ints, Flags]:
        """Return the first period each future allows, and whether it allows any."""
        ready = np.zeros(self.count, dtype=np.int64)
        allowed = np.ones(self.count, dtype=bool)
        for name in unit:
            if self.problem.bet[name].state == BetState.EXCLUDED:
                allowed[:] = False
            for rival in self.rivals[name]:
                allowed &= self.of[rival] == NOT_IN
            for after in self.problem.bet[name].after:
                if after.bet in unit:
                    continue
                other = self.of[after.bet]
                wait = self.problem.bet[after.bet].duration - 1
                wait += after.wait
                allowed &= other != NOT_IN
                ready = np.maximum(ready, other + wait)
        if any(self.rivals[name] & set(unit) for name in unit):
            allowed[:] = False
        return ready, allowed

    def _needs(
        self, unit: Sequence[str], weeks: Mapping[str, Mapping[str, float | Floats]]
    ) -> dict[tuple[str | None, int], float | Floats]:
        """Return the weeks that bets take together, by team and period after start,
        and the money where each period has a limit of its own."""
        found: dict[tuple[str | None, int], float | Floats] = {}
        for name in unit:
            bet, duration = self.problem.bet[name], self.problem.bet[name].duration
            takes: dict[str | None, float | Floats] = dict(weeks[name].items())
            if MONEY in self.room and bet.cost:
                takes[MONEY] = bet.cost
            for team, amount in takes.items():
                for offset in range(duration):
                    key = (team, offset)
                    found[key] = found.get(key, 0.0) + amount / duration
        return found
