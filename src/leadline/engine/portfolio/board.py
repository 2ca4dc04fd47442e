"""A plan that changes bet by bet, quickly, and takes back what was not worth it."""

from __future__ import annotations

from collections.abc import Mapping

from leadline.engine.portfolio.lots import Lots

OUT = -1


class Stuck(Exception):
    """What was asked cannot be done; the changes so far have to be taken back."""


class Board:
    """Which lot starts when, what is left of each team's weeks, and what it brings.

    ``start`` is the period of each lot or ``OUT``; ``left`` the weeks left by cell
    (a team in a period); ``value`` what the plan brings. Every change can be taken
    back to a mark.

    Parameters
    ----------
    lots : Lots

    Examples
    --------
    >>> from leadline.engine.portfolio.lots import lots_of
    >>> from leadline.engine.portfolio.model import build_model
    >>> from leadline.engine.portfolio.problem import Bet, PlanProblem
    >>> bets = (Bet("a", {"web": 3}, {"growth": 9}), Bet("b", {"web": 2}))
    >>> problem = PlanProblem(("Q1",), {"web": (4,)}, bets, objective={"growth": 1})
    >>> board = Board(lots_of(build_model(problem)))
    >>> board.put(0, 0)
    >>> board.value, board.squeeze(1), board.plan
    (9.0, False, {'a': 0})
    """

    def __init__(self, lots: Lots) -> None:
        self.lots = lots
        self.start = [OUT] * lots.count
        self.left = list(lots.room)
        self.missing = [len(needs) for needs in lots.needs]
        self.inside: list[set[int]] = [set() for _ in lots.room]
        self.value = 0.0
        self._log: list[tuple[int, int]] = []

    def mark(self) -> None:
        """Begin to take note of changes."""
        self._log.clear()

    def back(self) -> None:
        """Take back every change since the mark."""
        for lot, start in reversed(self._log):
            if self.start[lot] != OUT:
                self._take(lot)
            if start != OUT:
                self._lay(lot, start)
        self._log.clear()

    def fits(self, lot: int, start: int) -> bool:
        """Say whether every team has the weeks the lot needs."""
        left = self.left
        # A loop: asked a million times, and a generator takes twice as long.
        for cell, weeks in self.lots.loads[lot][start]:  # noqa: SIM110
            if left[cell] < weeks:
                return False
        return True

    def put(self, lot: int, start: int) -> None:
        """Put a lot in that is out."""
        self._log.append((lot, OUT))
        self._lay(lot, start)

    def remove(self, lot: int, *, even_fixed: bool = False) -> list[int]:
        """Take a lot out with all that come after it, and return which went.

        Raises ``Stuck`` where one of them has to be in, unless ``even_fixed`` says
        that this lot goes only to be put elsewhere.
        """
        if self.lots.fixed[lot] and not even_fixed:
            raise Stuck
        gone = [lot]
        for after, _ in self.lots.followers[lot]:
            if self.start[after] != OUT:
                gone += self.remove(after)
        self._log.append((lot, self.start[lot]))
        self._take(lot)
        return gone

    def first(self, lot: int) -> int:
        """Return the first period those it comes after allow, or ``OUT``.

        ``OUT`` if one of those is not in, or a rival is.
        """
        start = self.start
        for rival in self.lots.rivals[lot]:
            if start[rival] != OUT:
                return OUT
        ready = 0
        for before, wait in self.lots.leaders[lot]:
            if start[before] == OUT:
                return OUT
            ready = max(ready, start[before] + wait)
        return ready

    def squeeze(self, lot: int) -> bool:
        """Put a lot in where it fits first, if it fits anywhere."""
        ready = self.first(lot)
        if ready == OUT:
            return False
        for start in self.lots.starts[lot]:
            if start >= ready and self.fits(lot, start):
                self.put(lot, start)
                return True
        return False

    def _lay(self, lot: int, start: int) -> None:
        lots = self.lots
        self.start[lot] = start
        self.value += lots.gains[lot][start]
        for cell, weeks in lots.loads[lot][start]:
            self.left[cell] -= weeks
            self.inside[cell].add(lot)
        for wish in lots.wished_by[lot]:
            self.missing[wish] -= 1
            if not self.missing[wish]:
                self.value += lots.worth[wish]

    def _take(self, lot: int) -> None:
        lots, start = self.lots, self.start[lot]
        self.start[lot] = OUT
        self.value -= lots.gains[lot][start]
        for cell, weeks in lots.loads[lot][start]:
            self.left[cell] += weeks
            self.inside[cell].discard(lot)
        for wish in lots.wished_by[lot]:
            if not self.missing[wish]:
                self.value -= lots.worth[wish]
            self.missing[wish] += 1

    def load(self, plan: Mapping[str, int]) -> None:
        """Begin anew with a plan: the position of the period each bet starts in."""
        for lot, start in enumerate(self.start):
            if start != OUT:
                self._take(lot)
        self.left, self.value = list(self.lots.room), 0.0
        for lot, bets in enumerate(self.lots.bets):
            if bets[0] in plan:
                self._lay(lot, plan[bets[0]])
        self._log.clear()

    @property
    def plan(self) -> dict[str, int]:
        """The position of the period each bet that is in starts in."""
        return {
            bet: start
            for bets, start in zip(self.lots.bets, self.start, strict=True)
            if start != OUT
            for bet in bets
        }
