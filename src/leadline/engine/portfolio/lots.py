"""A plan problem in numbers, for searches that make many small changes."""

from __future__ import annotations

from dataclasses import dataclass, field

from leadline.engine.portfolio.loads import SLACK
from leadline.engine.portfolio.model import PlanModel
from leadline.engine.portfolio.problem import Bet, BetState, PlanProblem

Cells = tuple[tuple[int, float], ...]


@dataclass
class Lots:
    """Bets that go together are one lot; lots, cells and wishes are numbers.

    A cell is a team in a period, team by team; ``room`` its weeks, a hair more than
    there are so that sums of shares fit. For each lot: its ``bets``, the ``starts``
    that windows allow, by start the ``loads`` on cells and the ``gains``, the lots it
    comes after (``leaders``) and that come after it (``followers``) with the periods
    between two starts, its ``rivals``, and whether it is ``fixed`` in. A wish is a
    customer: the lots it ``needs`` and its ``worth``.
    """

    periods: int
    bets: list[tuple[str, ...]] = field(default_factory=list)
    room: list[float] = field(default_factory=list)
    starts: list[list[int]] = field(default_factory=list)
    loads: list[dict[int, Cells]] = field(default_factory=list)
    gains: list[dict[int, float]] = field(default_factory=list)
    leaders: list[list[tuple[int, int]]] = field(default_factory=list)
    followers: list[list[tuple[int, int]]] = field(default_factory=list)
    rivals: list[list[int]] = field(default_factory=list)
    fixed: list[bool] = field(default_factory=list)
    needs: list[frozenset[int]] = field(default_factory=list)
    worth: list[float] = field(default_factory=list)
    wished_by: list[list[int]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many lots there are."""
        return len(self.bets)


def lots_of(model: PlanModel) -> Lots:
    """Return the problem of a model in numbers.

    Parameters
    ----------
    model : PlanModel

    Returns
    -------
    Lots
    """
    problem = model.problem
    periods = len(problem.periods)
    lots = Lots(periods)
    at: dict[str, int] = {}
    for bet in problem.bets:
        if bet.id not in at:
            unit = problem.units[bet.id]
            mates = tuple(one.id for one in problem.bets if one.id in unit)
            at |= dict.fromkeys(mates, lots.count)
            lots.bets.append(mates)
    for weeks in problem.teams.values():
        lots.room += [week + SLACK * max(1.0, week) for week in weeks]
    rivals = _rivals(problem)
    for number, mates in enumerate(lots.bets):
        bets = [problem.bet[name] for name in mates]
        lots.fixed.append(any(bet.state == BetState.COMMITTED for bet in bets))
        lots.rivals.append(sorted({at[r] for name in mates for r in rivals[name]}))
        starts = _starts(problem, bets, at)
        if number in lots.rivals[number]:
            starts = []
        lots.starts.append(starts)
        lots.loads.append({s: _cells(problem, bets, s, periods) for s in starts})
        lots.gains.append(
            {
                s: sum(float(model.gain[model.first[b] + s]) for b in mates)
                for s in starts
            }
        )
    _link(problem, lots, at)
    _wishes(model, lots, at)
    return lots


def _rivals(problem: PlanProblem) -> dict[str, set[str]]:
    rivals: dict[str, set[str]] = {bet.id: set() for bet in problem.bets}
    for bet in problem.bets:
        group = {bet.id, *bet.instead_of}
        for member in group:
            rivals[member] |= group - {member}
    return rivals


def _starts(problem: PlanProblem, bets: list[Bet], at: dict[str, int]) -> list[int]:
    """Return the starts that all the bets of a lot can have."""
    if any(bet.state == BetState.EXCLUDED for bet in bets):
        return []
    for bet in bets:
        for after in bet.after:
            other = problem.bet[after.bet]
            if at[other.id] == at[bet.id] and _wait(other, after.gap) > 0:
                return []
    windows = [problem.starts(bet) for bet in bets]
    last = min(len(problem.periods) - bet.duration for bet in bets)
    first = max(window.start for window in windows)
    return list(range(first, min(last + 1, *(window.stop for window in windows))))


def _wait(other: Bet, gap: int) -> int:
    return other.duration - 1 + (gap + 1 if gap else 0)


def _cells(problem: PlanProblem, bets: list[Bet], start: int, periods: int) -> Cells:
    loads: dict[int, float] = {}
    for number, team in enumerate(problem.teams):
        for bet in bets:
            if share := bet.effort.get(team, 0.0) / bet.duration:
                for when in range(start, start + bet.duration):
                    cell = number * periods + when
                    loads[cell] = loads.get(cell, 0.0) + share
    return tuple(loads.items())


def _link(problem: PlanProblem, lots: Lots, at: dict[str, int]) -> None:
    lots.followers = [[] for _ in lots.bets]
    for number, mates in enumerate(lots.bets):
        waits: dict[int, int] = {}
        for name in mates:
            for after in problem.bet[name].after:
                other = problem.bet[after.bet]
                if at[other.id] != number:
                    known = waits.get(at[other.id], 0)
                    waits[at[other.id]] = max(known, _wait(other, after.gap))
        lots.leaders.append(list(waits.items()))
        for leader, wait in waits.items():
            lots.followers[leader].append((number, wait))


def _wishes(model: PlanModel, lots: Lots, at: dict[str, int]) -> None:
    problem, first = model.problem, len(model.owner)
    lots.wished_by = [[] for _ in lots.bets]
    for number, customer in enumerate(problem.customers):
        if worth := float(model.gain[first + number]):
            needs = frozenset(at[bet] for bet in problem.needed[customer.id])
            for lot in needs:
                lots.wished_by[lot].append(len(lots.needs))
            lots.needs.append(needs)
            lots.worth.append(worth)
