"""The smooth rising curve through three points that every fitted range is made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Curve:
    """The hyperbola through (-1, low), (0, mid), (1, high), straight far out.

    With ``half`` = (high - low) / 2, ``near`` the smaller of the two steps and
    ``side`` +1 where the smaller step is the lower one, else -1, it is

        y(t) = start + half t + side sqrt(near^2 + (half^2 - near^2) t^2)

    from ``start`` = low (high for the other side). It always rises, and where both
    steps are equal it is the straight line. This is the inner curve of the J-QPD
    system of Hadlock and Bickel (2017), whose sinh(asinh(.) + asinh(.)) is just this.

    Examples
    --------
    >>> curve = Curve(1.0, 2.0, 5.0)
    >>> curve.at(np.array([-1.0, 0.0, 1.0])).tolist()
    [1.0, 2.0, 5.0]
    >>> curve.inverse(np.array([1.0, 2.0, 5.0])).round(12).tolist()
    [-1.0, 0.0, 1.0]
    """

    low: float
    mid: float
    high: float

    def _parts(self) -> tuple[float, float, float, float]:
        below, above = self.mid - self.low, self.high - self.mid
        half = (below + above) / 2
        if below <= above:
            return self.low, half, below, 1.0
        return self.high, half, above, -1.0

    def at(self, t: Floats) -> Floats:
        """Return the height at each place, shape as ``t``."""
        start, half, near, side = self._parts()
        if near == half:
            return self.mid + half * t
        bend = (half - near) * (half + near)
        return start + half * t + side * np.sqrt(near * near + bend * t * t)

    def inverse(self, y: Floats) -> Floats:
        """Return the place of each height, shape as ``y``; the curve has to rise.

        Where the two lower points are one, what lies below is at minus infinity; where
        the two upper ones are, what lies on or above them at plus infinity.
        """
        start, half, near, side = self._parts()
        if near == half:
            return (y - self.mid) / half
        # Mirrored so that the smaller step is the lower one.
        up = side * (y - start)
        if not near:  # half of everything lies on the corner
            before = up < 0 if side > 0 else up <= 0
            return np.asarray(
                side * np.where(before, -np.inf, up / (2 * half)), dtype=np.float64
            )
        bend = (half - near) * (half + near)
        root = np.sqrt(bend * up * up + near**4)
        # Two forms of one root: each loses its digits where the other keeps them.
        with np.errstate(divide="ignore", invalid="ignore"):
            beyond = (up * up - near * near) / (half * up + root)
            under = (half * up - root) / (near * near)
        return np.asarray(side * np.where(up > 0, beyond, under), dtype=np.float64)
