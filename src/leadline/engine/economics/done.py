"""When a bet is finished, and how much of it is there in each period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadline.engine.economics.deck import Amount

Ints = npt.NDArray[np.int64]
Finish = int | Ints
"""The period a bet is finished in, in all futures or in each: -1 before the first, the
number of periods where in none."""


@dataclass(frozen=True)
class Done:
    """When a bet is finished among so many periods, and what follows from that.

    Examples
    --------
    >>> done = Done(np.array([0, 2]), 2)
    >>> done.at(0).tolist(), done.before(1).tolist(), done.left.tolist()
    ([1.0, 0.0], [1.0, 0.0], [1, 0])
    >>> [np.asarray(share).tolist() for share in done.shares((0.5, 1.0))]
    [[0.0, 0.0], [0.5, 0.0]]
    """

    finish: Finish
    periods: int

    @property
    def is_paid(self) -> Amount:
        """1 where it is finished in one of the periods, else 0."""
        if isinstance(self.finish, int):
            return float(0 <= self.finish < self.periods)
        return _ones((self.finish >= 0) & (self.finish < self.periods))

    @property
    def left(self) -> Finish:
        """How many periods come after it is finished."""
        if isinstance(self.finish, int):
            return max(self.periods - self.finish - 1, 0)
        return np.maximum(self.periods - self.finish - 1, 0)

    def at(self, period: int) -> Amount:
        """Return 1 where it is finished in a period, else 0."""
        if isinstance(self.finish, int):
            return float(self.finish == period)
        return _ones(self.finish == period)

    def before(self, period: int) -> Amount:
        """Return 1 where it is finished before a period, else 0."""
        if isinstance(self.finish, int):
            return float(self.finish < period)
        return _ones(self.finish < period)

    def shares(self, ramp: Sequence[float]) -> tuple[Amount, ...]:
        """Return how much of an effect is there in each period.

        Once it no longer changes the same array stands in all periods, so that who
        goes through them sees that nothing is to be reckoned anew.
        """
        if isinstance(self.finish, int):
            grown = (0.0, *ramp)
            steps = [at - self.finish for at in range(self.periods)]
            return tuple(grown[min(max(step, 0), len(ramp))] for step in steps)
        table = np.array([0.0, *ramp])
        real = self.finish[self.finish < self.periods]
        full = int(real.max()) + len(ramp) if real.size else -1
        found: list[Amount] = []
        for at in range(self.periods):
            if at > full and found:
                found.append(found[-1])
                continue
            found.append(table[np.clip(at - self.finish, 0, len(ramp))])
        return tuple(found)


def _ones(there: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    return there.astype(np.float64)
