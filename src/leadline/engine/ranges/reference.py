"""What came of things of one kind before, as the range that a new one starts from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadline.engine.errors import EngineError

FEW = 5
"""Below so many the ends are the least and the most seen, and no range."""


@dataclass(frozen=True, slots=True)
class ReferenceClass:
    """How much things of one kind moved a figure: quantiles, and how many they are.

    With fewer than ``FEW`` the ends are the least and the most seen. ``nothing`` is
    the share that moved nothing; they are in the quantiles too.
    """

    n: int
    low: float
    mid: float
    high: float
    nothing: float

    @property
    def is_few(self) -> bool:
        """Whether there are too few to call the ends one in ten."""
        return self.n < FEW


def reference_class(moves: npt.ArrayLike) -> ReferenceClass:
    """Return the quantiles of past moves: one in ten, the middle, nine in ten.

    The place p (n + 1) among the ordered moves, at most the outermost, so that a
    further move of the same kind lies below it with the chance p where n allows it.

    Parameters
    ----------
    moves : array_like of float, shape (n,)
        How much each moved the figure, such as shares or units of the metric.

    Returns
    -------
    ReferenceClass
        In the unit of the moves.

    Raises
    ------
    EngineError
        If there is none, or one is not finite.

    References
    ----------
    Kahneman and Tversky (1979). Intuitive prediction: biases and corrective
    procedures, for the outside view. Hyndman and Fan (1996). Sample quantiles in
    statistical packages. The American Statistician 50(4), definition 6.

    Examples
    --------
    >>> got = reference_class([0, 0.02, 0.01, 0, 0.015, 0.03, 0.01])
    >>> got.n, got.low, got.mid, got.high, round(got.nothing, 2)
    (7, 0.0, 0.01, 0.03, 0.29)
    """
    x = np.asarray(moves, dtype=np.float64)
    if x.ndim != 1 or x.size == 0 or not np.isfinite(x).all():
        raise EngineError("Give how much each one moved the figure, at least one.")
    ends = (0.0, 0.5, 1.0) if x.size < FEW else (0.1, 0.5, 0.9)
    low, mid, high = np.quantile(x, ends, method="weibull").tolist()
    return ReferenceClass(int(x.size), low, mid, high, float(np.mean(x == 0)))
