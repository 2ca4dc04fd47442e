"""Which starts exclude each other in every plan, and which are in none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from leadline.engine.portfolio.model import STRUCTURE, PlanModel
from leadline.engine.portfolio.problem import After, Bet, BetState
from leadline.engine.portfolio.solver import Watch

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Needs = dict[str, Bools]
"""For each bet that has to be in, the starts that are left to it."""

ROUNDS = 6
SLACK = 1e-6
FEW = 3


@dataclass(frozen=True)
class Conflicts:
    """What is known of pairs of columns, and of columns alone.

    ``apart`` says of two columns that no plan has both, ``possible`` of a column that a
    plan may have it.
    """

    apart: Bools
    possible: Bools


def conflicts_of(model: PlanModel, watch: Watch | None = None) -> Conflicts:
    """Find pairs of columns, starts and customers, of which no plan has both.

    Two starts exclude each other if a team or the budget of a period cannot carry both,
    if their order, or what goes together or instead, forbids it, or if this holds of
    one of them and of everything that the other needs: its bets come after others, and
    no start that is left to one of these goes with it. What is found makes the starts
    that are left fewer, and more is found, until nothing more is.

    Parameters
    ----------
    model : PlanModel
    watch : Watch, optional
        Until when to go on; what was found by then holds.

    Returns
    -------
    Conflicts

    Examples
    --------
    >>> from leadline.engine.portfolio.model import build_model
    >>> from leadline.engine.portfolio.problem import After, Bet, PlanProblem
    >>> bets = (Bet("a", {"web": 3}), Bet("b", after=(After("a"),)),
    ...         Bet("c", {"web": 2}))
    >>> problem = PlanProblem(("Q1", "Q2"), {"web": (4, 4)}, bets)
    >>> found = conflicts_of(build_model(problem))  # columns a1 a2 b1 b2 c1 c2
    >>> found.apart[4].tolist()  # b in Q1 needs a in Q1, which c leaves no room
    [True, False, True, False, False, True]
    """
    search = _Search(model)
    for _ in range(ROUNDS):
        before = int(search.apart.sum()), int(search.possible.sum())
        search.look(watch)
        if watch is not None and not watch.left:
            break
        if before == (int(search.apart.sum()), int(search.possible.sum())):
            break
    return Conflicts(search.apart, search.possible)


class _Search:
    """What was found so far."""

    def __init__(self, model: PlanModel) -> None:
        self.model, self.problem = model, model.problem
        problem = self.problem
        self.columns: dict[str, Ints] = {
            bet.id: np.array(model.columns(bet.id), dtype=np.int64)
            for bet in problem.bets
        }
        self.number = np.array([problem.position[bet] for bet, _ in model.owner])
        self.loads, self.room = _loads(model)
        self.possible = np.ones(model.gain.size, dtype=bool)
        self.apart = np.zeros((model.gain.size, model.gain.size), dtype=bool)
        for bet in problem.bets:
            self._of_one(bet)
        for load, room in zip(self.loads, self.room, strict=True):
            at = np.flatnonzero(load)
            both = load[at][:, None] + load[at][None, :] > room
            self.apart[np.ix_(at, at)] |= both
            self.possible[at[load[at] > room]] = False
        np.fill_diagonal(self.apart, val=False)

    def _of_one(self, bet: Bet) -> None:
        """Take in what a bet says of its own starts and of its rivals."""
        mine = self.columns[bet.id]
        allowed = np.zeros(mine.size, dtype=bool)
        if bet.state != BetState.EXCLUDED:
            starts = self.problem.starts(bet)
            allowed[starts.start : starts.stop] = True
        self.possible[mine[~allowed]] = False
        for other in (bet.id, *self.problem.rivals[bet.id]):
            self.apart[np.ix_(mine, self.columns[other])] = True

    @cached_property
    def _asked(self) -> list[tuple[int, Mapping[str, Bools]]]:
        """Each column with what it asks for at first."""
        found: list[tuple[int, Mapping[str, Bools]]] = []
        for bet, mine in self.columns.items():
            found += [
                (int(at), {bet: np.arange(mine.size) == start})
                for start, at in enumerate(mine)
            ]
        for at, customer in enumerate(self.problem.customers, len(self.model.owner)):
            all_starts = {
                bet: np.ones(self.columns[bet].size, dtype=bool)
                for bet in customer.wants
            }
            found.append((at, all_starts))
        return found

    def look(self, watch: Watch | None) -> None:
        """Go through all columns once, as far as there is time."""
        for column, asked in self._asked:
            if watch is not None and not watch.left:
                return
            if not self.possible[column]:
                continue
            needs = self._left(column, dict(asked))
            if needs is None or not self._takes(column, needs):
                self.possible[column] = False
                continue
            for bet, left in needs.items():
                mine = self.columns[bet]
                others: Bools = np.all(self.apart[mine[left]], axis=0)
                others[mine[~left]] = True
                others[mine[left]] = False
                self._part(column, others)

    def _part(self, column: int, others: Bools | Ints) -> None:
        self.apart[column, others] = True
        self.apart[others, column] = True
        self.apart[column, column] = False

    def _left(self, column: int, needs: Needs) -> Needs | None:
        """Return what is left to all that a column needs, None if it cannot be in."""
        for bet, left in needs.items():
            needs[bet] = left & self.possible[self.columns[bet]]
        while self._follow(needs):
            if not self._thin_out(column, needs):
                return needs
        return None

    def _follow(self, needs: Needs) -> bool:
        """Add what is needed in turn; say whether a start is left to each."""
        todo = list(needs)
        while todo:
            here = todo.pop()
            left = needs[here]
            if not left.any():
                return False
            bet, last = self.problem.bet[here], int(np.flatnonzero(left)[-1])
            wanted = {
                after.bet: np.arange(self.columns[after.bet].size)
                <= last - self._wait(after)
                for after in bet.after
            }
            for mate in self.problem.units[here] - {here}:
                same = np.zeros(self.columns[mate].size, dtype=bool)
                both = min(same.size, left.size)
                same[:both] = left[:both]
                wanted[mate] = wanted.get(mate, same) & same
            for other, allowed in wanted.items():
                fewer = allowed & self.possible[self.columns[other]]
                if other in needs:
                    fewer &= needs[other]
                if other not in needs or not np.array_equal(fewer, needs[other]):
                    needs[other] = fewer
                    todo.append(other)
        return True

    def _wait(self, after: After) -> int:
        """Return how many periods lie between the starts at least."""
        return self.problem.bet[after.bet].duration - 1 + after.wait

    def _thin_out(self, column: int, needs: Needs) -> bool:
        """Take out starts that do not go with what is needed; say if any were."""
        is_thinner = False
        for bet in needs:
            mine = self.columns[bet]
            bad = self.apart[column, mine] & needs[bet] & (mine != column)
            for other, left in needs.items():
                at = self.columns[other][left]
                if other != bet and 0 < at.size <= FEW:
                    bad |= self.apart[np.ix_(at, mine)].all(axis=0) & needs[bet]
            if bad.any():
                needs[bet] = needs[bet] & ~bad
                is_thinner = True
        return is_thinner

    def _takes(self, column: int, needs: Needs) -> bool:
        """Add up what is taken whatever starts are chosen; say whether it fits."""
        if len(needs) == 1 or not self.room.size:
            return True
        load = np.zeros(self.room.size)
        for bet, left in needs.items():
            load += self.loads[:, self.columns[bet][left]].min(axis=1)
        if np.any(load > self.room):
            return False
        is_mine = np.zeros(len(self.problem.bets), dtype=bool)
        is_mine[[self.problem.position[bet] for bet in needs]] = True
        for row in np.flatnonzero(load):
            over = self.loads[row, : self.number.size] > self.room[row] - load[row]
            at = np.flatnonzero(over & (self.loads[row, : self.number.size] > 0))
            self._part(column, at[~is_mine[self.number[at]]])
        return True


def _loads(model: PlanModel) -> tuple[Floats, Floats]:
    """Return what each start takes of each team and of money, period by period."""
    rows = [
        row
        for row, tag in enumerate(model.tag)
        if tag != STRUCTURE and model.demands[tag].kind in ("capacity", "budget")
    ]
    room = model.high[rows]
    return model.matrix[rows].toarray(), room + SLACK * np.maximum(1.0, room)
