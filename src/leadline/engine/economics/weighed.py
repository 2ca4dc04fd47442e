"""Plans carried out in many futures, and what knowing parts of these is worth."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from leadline.engine.economics.carried_out import Order, carried_out
from leadline.engine.economics.doubts import Reality
from leadline.engine.economics.information import (
    Decision,
    Information,
    along_a_line,
    within_cells,
)

Floats = npt.NDArray[np.float64]
Progress = Callable[[str, float], None]


class Weighed:
    """Plans beside each other in the same futures.

    ``real`` is what each brings with the values as they turn out, ``meant`` with all
    values at their means: what is expected once efforts are known. Values do not move
    the efforts and are independent of them and of each other, so that nothing is lost
    by taking the means of those that stay unknown, and much noise is.

    Parameters
    ----------
    reality : Reality
    counts : sequence of int
        Futures of each randomisation.
    orders : sequence of Order
    tell : callable
        Told a stage and its share done.
    """

    def __init__(
        self,
        reality: Reality,
        counts: Sequence[int],
        orders: Sequence[Order],
        tell: Progress,
    ) -> None:
        self.reality, self.counts = reality, counts
        shape = (len(orders), reality.count)
        bets = [bet.id for bet in reality.problem.bets]
        worth = {bet: reality.worth(bet) for bet in bets}
        mean = {bet: reality.mean_worth(bet) for bet in bets}
        self.place = {bet: at for at, bet in enumerate(bets)}
        self.kept = np.zeros((len(bets), len(orders), len(counts)))
        real, meant = np.empty(shape), np.empty(shape)
        for at, order in enumerate(orders):
            done = carried_out(reality, order)
            real[at] = meant[at] = done.served
            for bet, share in done.kept.items():
                real[at] += share * worth[bet]
                meant[at] += share * mean[bet]
                self.kept[self.place[bet], at] = self._means(share)
            tell("carrying plans out", (at + 1) / len(orders))
        self.real, self.meant = Decision(real, counts), Decision(meant, counts)
        self.heights = np.stack([self._means(row) for row in meant])

    def _means(self, values: Floats) -> Floats:
        """Return the mean of each randomisation."""
        if len(values) == 1:
            return np.full(len(self.counts), values[0])
        starts = np.concatenate([[0], np.cumsum(self.counts)[:-1]])
        means: Floats = np.add.reduceat(values, starts) / np.asarray(self.counts)
        return means

    def knowing(self, rows: Sequence[int]) -> Information:
        """Return what knowing some doubts of one bet is worth.

        What a plan is then worth is a straight line of what the bet adds to the
        objective, by as much as the plan keeps of it on average, and jumps in efforts.
        """
        doubts, values = self.reality.doubts, self.reality.values
        efforts = [values[row] for row in rows if doubts[row].team]
        added = self._added([row for row in rows if not doubts[row].team])
        if added is None:
            return self.meant.in_cells(efforts)
        if not efforts:
            slopes = self.kept[self.place[doubts[rows[0]].bet]]
            return along_a_line(added, self.heights, slopes, self.counts)
        return self.real.partial(within_cells(efforts, added))

    def _added(self, rows: Sequence[int]) -> Floats | None:
        """Return what values of a bet add to the objective, less the mean of that."""
        if not rows:
            return None
        total = np.zeros(self.reality.count)
        for row in rows:
            doubt = self.reality.doubts[row]
            weight = self.reality.problem.objective.get(doubt.measure, 0.0)
            total += weight * (self.reality.values[row] - doubt.drawn_from.mean)
        return total
