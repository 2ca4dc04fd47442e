"""Make a plan better by many small changes, worse ones too while it is warm."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from random import Random

from leadline.engine.portfolio.board import OUT, Board, Stuck
from leadline.engine.portfolio.lots import Lots

WARM, COLD = 0.6, 0.02
DEPTH = 3
LOOK = 64
BETTER = 1e-9

Plan = dict[str, int]


class Annealer:
    """Changes a plan again and again and keeps the best that it meets.

    One change puts some bet somewhere, with what it comes after, and takes out what
    is in its way and what came after that; then the room left is filled. A change
    that makes the plan worse is kept by a chance that falls as time passes.

    Parameters
    ----------
    lots : Lots
    rng : random.Random
        The same seed makes the same changes.

    References
    ----------
    Kirkpatrick, S., Gelatt, C. D. and Vecchi, M. P. (1983). Optimization by simulated
    annealing. *Science* 220, 671-680. Schrimpf, G. et al. (2000). Record breaking
    optimization results using the ruin and recreate principle. *Journal of
    Computational Physics* 159, 139-171.
    """

    def __init__(self, lots: Lots, rng: Random) -> None:
        self.board, self.rng = Board(lots), rng
        self.open = [lot for lot in range(lots.count) if lots.starts[lot]]
        most = [max(gains.values(), default=0.0) for gains in lots.gains]
        self.step = sum(map(abs, most)) / max(1, len(self.open)) or 1.0
        self.worth = [max(gain, 0.0) for gain in most]
        for needs, worth in zip(lots.needs, lots.worth, strict=True):
            for lot in needs:
                self.worth[lot] += worth / len(needs)
        self.teams: dict[int, list[int]] = {}
        self.sharing: dict[int, list[int]] = {}
        for lot in self.open:
            loads = lots.loads[lot][lots.starts[lot][0]]
            teams = {cell // lots.periods for cell, _ in loads}
            self.teams[lot] = sorted(teams)
            for team in teams if self.worth[lot] > 0 else ():
                self.sharing.setdefault(team, []).append(lot)

    def run(
        self,
        plan: Mapping[str, int],
        share_done: Callable[[], float],
        is_good: Callable[[Plan], bool],
    ) -> Plan:
        """Return a plan at least as good, after cooling down once.

        Parameters
        ----------
        plan : mapping of bet to position of a period
            A plan that can be done.
        share_done : callable
            The share of the time that is over; at 1 the run ends.
        is_good : callable
            Whether a better plan meets what the changes do not look at.

        Returns
        -------
        dict of bet to position of a period
        """
        board = self.board
        board.load(plan)
        best, best_plan = board.value, board.plan
        turn, warmth = 0, WARM * self.step
        while self.open:
            if turn % LOOK == 0:
                if (done := share_done()) >= 1:
                    break
                warmth = self.step * WARM * (COLD / WARM) ** done
            turn += 1
            before = board.value
            if not self._change():
                board.back()
                continue
            worse = before - board.value
            if worse > 0 and self.rng.random() >= math.exp(-worse / warmth):
                board.back()
            elif board.value > best * (1 + BETTER) and is_good(board.plan):
                best, best_plan = board.value, board.plan
        return best_plan

    def _change(self) -> bool:
        """Put some lot somewhere else, or out; say whether that can be done."""
        board, rng = self.board, self.rng
        board.mark()
        lot = self.open[int(rng.random() * len(self.open))]
        starts = board.lots.starts[lot]
        start = starts[int(rng.random() * len(starts))]
        gone: list[int] = []
        try:
            if board.start[lot] == start:
                gone += board.remove(lot)
            else:
                self._force(lot, start, {lot}, gone, DEPTH)
        except Stuck:
            return False
        self._refill(gone, lot)
        return True

    def _force(
        self, lot: int, start: int, kept: set[int], gone: list[int], depth: int
    ) -> None:
        """Put a lot in at a start and take out what it cannot be with."""
        board, lots = self.board, self.board.lots
        if board.start[lot] != OUT:
            gone += board.remove(lot, even_fixed=True)[1:]
        for rival in lots.rivals[lot]:
            if board.start[rival] != OUT:
                self._drop(rival, kept, gone)
        for before, wait in lots.leaders[lot]:
            now = board.start[before]
            if now == OUT or now + wait > start:
                early = [s for s in lots.starts[before] if s + wait <= start]
                if not early or depth == 0 or before in kept:
                    raise Stuck
                free = [s for s in early if board.fits(before, s)]
                kept.add(before)
                self._force(
                    before, self.rng.choice(free or early), kept, gone, depth - 1
                )
            kept.add(before)
        for cell, weeks in lots.loads[lot][start]:
            while board.left[cell] < weeks:
                self._drop(self._least(cell, kept), kept, gone)
        if not 0 <= board.first(lot) <= start:
            raise Stuck
        board.put(lot, start)

    def _drop(self, lot: int, kept: set[int], gone: list[int]) -> None:
        out = self.board.remove(lot)
        if not kept.isdisjoint(out):
            raise Stuck
        gone += out

    def _least(self, cell: int, kept: set[int]) -> int:
        """Return one of those in a cell, rather one that brings little."""
        some = [lot for lot in self.board.inside[cell] if lot not in kept]
        if not some:
            raise Stuck
        return min(some, key=lambda lot: self.worth[lot] * self.rng.random())

    def _refill(self, gone: list[int], moved: int) -> None:
        """Put in what fits now, in an order left to chance."""
        board = self.board
        teams = {team for lot in gone for team in self.teams[lot]}
        near = {lot for team in teams for lot in self.sharing.get(team, ())}
        near.update(gone)
        near.discard(moved)
        some = [lot for lot in sorted(near) if board.start[lot] == OUT]
        self.rng.shuffle(some)
        for lot in some:
            board.squeeze(lot)
