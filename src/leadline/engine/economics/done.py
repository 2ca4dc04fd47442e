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
    def left(self) -> Finish:
        """How many periods come after it is finished."""
        return np.maximum(self.periods - self.finish - 1, 0)

    def at(self, period: int) -> Amount:
        """Return 1 where it is finished in a period, else 0."""
        return self._one(np.equal(self.finish, period))

    def before(self, period: int) -> Amount:
        """Return 1 where it is finished before a period, else 0."""
        return self._one(np.less(self.finish, period))

    def shares(self, ramp: Sequence[float]) -> tuple[Amount, ...]:
        """Return how much of an effect is there in each period.

        Once it no longer changes the same array stands in all periods, so that who
        goes through them sees that nothing is to be reckoned anew.
        """
        table = np.array([0.0, *ramp])
        ends = np.atleast_1d(self.finish)
        real = ends[ends < self.periods]
        full = int(real.max()) + len(ramp) if real.size else -1
        found: list[Amount] = []
        for at in range(self.periods):
            if at > full and found:
                found.append(found[-1])
                continue
            share = table[np.clip(at - self.finish, 0, len(ramp))]
            found.append(share if np.ndim(share) else float(share))
        return tuple(found)

    def _one(self, there: npt.NDArray[np.bool_] | np.bool_) -> Amount:
        return np.asarray(there, dtype=np.float64) if np.ndim(there) else float(there)
