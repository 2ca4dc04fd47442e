"""The distribution that a range stands for, through its three points exactly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp, inf, isfinite, log

import numpy as np
import numpy.typing as npt

from leadline.engine.errors import EngineError
from leadline.engine.ranges.curve import Curve, Floats
from leadline.engine.ranges.normal import normal_score
from leadline.engine.ranges.said import Range

TENTH = float(normal_score(0.9))
"""The standard normal score that one in ten lies above."""
TOLERANCE = 1e-9
"""How near ``quantile`` comes to the three points said, relative to the largest."""
TOUCHING = 1e-6
"""How near to a bound, as a share of its length, a range touches it."""
JUST_BELOW = float(np.nextafter(0.0, -1.0))
PANELS = 24
NODES, WEIGHTS = np.polynomial.legendre.leggauss(16)


@dataclass(frozen=True, slots=True)
class Distribution:
    """What a range stands for: a normal score bent through its three points.

    ``family`` is exact, normal, lognormal or log-odds, by the scale on which the curve
    runs; ``lowest`` and ``highest`` bound the values. ``width`` stretches the score
    around the middle, as recalibration does; ``spike`` is the chance of nothing, 0.
    """

    family: str
    curve: Curve
    lowest: float = -inf
    highest: float = inf
    spike: float = 0.0
    width: float = 1.0

    def quantile(self, u: npt.ArrayLike) -> Floats:
        """Return the values below which the shares ``u`` lie.

        Parameters
        ----------
        u : array_like of float
            Between 0 and 1, any shape.

        Returns
        -------
        ndarray of float64, shape as ``u``
            In the unit of the range; never falling in ``u``.

        Raises
        ------
        EngineError
            If a share is not between 0 and 1.

        Examples
        --------
        >>> fit(Range(8, 12, 20)).quantile([0.1, 0.5, 0.9]).round(9).tolist()
        [8.0, 12.0, 20.0]
        >>> fit(Range(5, 7, 9, spike=0.3)).quantile([0.25, 0.65]).round(9).tolist()
        [0.0, 7.0]
        """
        share = np.asarray(u, dtype=np.float64)
        if share.size and not ((share >= 0) & (share <= 1)).all():
            raise EngineError("A share lies between 0 and 1.")
        if not self.spike:
            return self.given_something(normal_score(share))
        something = 1 - self.spike
        below = something * float(self._share_below(np.asarray(JUST_BELOW)))
        inner = np.where(share < below, share, share - self.spike) / something
        value = self.given_something(normal_score(np.clip(inner, 0, 1)))
        nothing = (share >= below) & (share <= below + self.spike)
        return np.where(nothing, 0.0, value)

    def given_something(self, z: npt.ArrayLike) -> Floats:
        """Return the values at standard normal scores, where something comes of it.

        Parameters
        ----------
        z : array_like of float
            Scores, any shape: 0 is the middle, 1.2816 one in ten from above.

        Returns
        -------
        ndarray of float64, shape as ``z``
            In the unit of the range; the spike is not in it.

        Examples
        --------
        >>> fit(Range(8, 12, 20)).given_something([0.0]).round(9).tolist()
        [12.0]
        """
        score = np.asarray(z, dtype=np.float64)
        if self.family == "exact":
            return np.full(score.shape, self.curve.mid)
        with np.errstate(invalid="ignore"):
            y = self.curve.at(score * (self.width / TENTH))
        y = np.where(np.isinf(score), score, y)
        if self.family == "normal":
            return np.clip(y, self.lowest, self.highest)
        with np.errstate(over="ignore"):
            if self.family == "log-odds":
                share = 1.0 / (1.0 + np.exp(-y))
                return self.lowest + (self.highest - self.lowest) * share
            is_above = isfinite(self.lowest)
            value = self.lowest + np.exp(y) if is_above else self.highest - np.exp(-y)
        return np.asarray(value, dtype=np.float64)

    def cdf(self, x: npt.ArrayLike) -> Floats:
        """Return the chance of each value or less.

        Parameters
        ----------
        x : array_like of float
            Values in the unit of the range, any shape.

        Returns
        -------
        ndarray of float64, shape as ``x``
            Between 0 and 1.

        Examples
        --------
        >>> fit(Range(8, 12, 20)).cdf([8, 12, 20]).round(9).tolist()
        [0.1, 0.5, 0.9]
        >>> fit(Range(5, 7, 9, spike=0.3)).cdf([-1, 0, 7]).round(9).tolist()
        [0.0, 0.3, 0.65]
        """
        value = np.asarray(x, dtype=np.float64)
        share = (1 - self.spike) * self._share_below(value)
        return np.asarray(share + self.spike * (value >= 0), dtype=np.float64)

    def score(self, x: npt.ArrayLike) -> Floats:
        """Return the standard normal scores of values, the spike left out.

        Parameters
        ----------
        x : array_like of float
            Values in the unit of the range, any shape.

        Returns
        -------
        ndarray of float64, shape as ``x``
            Infinite for values outside what is possible.

        Raises
        ------
        EngineError
            For an exact value, which has none.

        Examples
        --------
        >>> fit(Range(8, 12, 20)).score([12, 20]).round(4).tolist()
        [0.0, 1.2816]
        """
        if self.family == "exact":
            raise EngineError("An exact value has no scores.")
        value = np.asarray(x, dtype=np.float64)
        y = value
        with np.errstate(divide="ignore", invalid="ignore"):
            if self.family != "normal":
                above = np.log(np.maximum(value - self.lowest, 0))
                under = np.log(np.maximum(self.highest - value, 0))
                one_sided = above if isfinite(self.lowest) else -under
                y = above - under if self.family == "log-odds" else one_sided
            place = self.curve.inverse(y) * (TENTH / self.width)
        place = np.where(np.isinf(y), y, place)
        place = np.where(value < self.lowest, -inf, place)
        return np.where(value >= self.highest, inf, place)

    def _share_below(self, value: Floats) -> Floats:
        """Return the share at or below each value, the spike left out."""
        if self.family == "exact":
            return np.asarray(value >= self.curve.mid, dtype=np.float64)
        # Asked for a chance of nothing alone, and slow to import: only where needed.
        from scipy.special import ndtr

        return np.asarray(ndtr(self.score(value)), dtype=np.float64)

    @property
    def mean(self) -> float:
        """The mean, in the unit of the range; the spike counts as 0.

        Closed form for straight curves without a bound, else 16-point Gauss-Legendre
        panels over the normal score, right to about 1e-10 of the mean.
        """
        return (1 - self.spike) * self._mean_of_something()

    def _mean_of_something(self) -> float:
        low, mid, high = self.curve.low, self.curve.mid, self.curve.high
        straight = abs(low + high - 2 * mid) <= 1e-12 * (high - low)
        sigma = self.width * (high - low) / (2 * TENTH)
        is_free = not isfinite(self.lowest) and not isfinite(self.highest)
        if self.family == "exact" or (self.family == "normal" and straight and is_free):
            return mid
        if self.family == "lognormal" and straight:
            if isfinite(self.lowest):
                return self.lowest + exp(mid + sigma**2 / 2)
            return self.highest - exp(-mid + sigma**2 / 2)
        steepest = self.width * max(mid - low, high - mid) * 2 / TENTH
        reach = 9.0 + (steepest if self.family == "lognormal" else 0.0)
        # A panel ends at 0, where a curve with two equal points has its corner.
        edges = np.linspace(-reach, reach, PANELS * 2 + 1)
        middle, half = (edges[1:] + edges[:-1]) / 2, (edges[1] - edges[0]) / 2
        z = (middle[:, None] + half * NODES).ravel()
        weight = np.tile(WEIGHTS, middle.size) * half * np.exp(-z * z / 2)
        return float(weight @ self.given_something(z) / weight.sum())

    def widened(self, factor: float) -> Distribution:
        """Return it with every score stretched by a factor; the middle stays.

        Parameters
        ----------
        factor : float
            Above 0: 2 makes a range twice as wide on its own scale.

        Returns
        -------
        Distribution
            Of the same family.

        Raises
        ------
        EngineError
            If the factor is not above 0.

        Examples
        --------
        >>> wide = fit(Range(8, 160**0.5, 20)).widened(1.59)
        >>> wide.quantile([0.1, 0.5, 0.9]).round().tolist()
        [6.0, 13.0, 26.0]
        """
        if not 0 < factor < inf:
            raise EngineError("A range is widened by a factor above 0.")
        return replace(self, width=self.width * factor)


def fit(
    said: Range, *, lowest: float | None = None, highest: float | None = None
) -> Distribution:
    """Return the distribution through the three points of a range.

    Parameters
    ----------
    said : Range
        What was said, in any unit.
    lowest, highest : float, optional
        What it cannot lie below or above, such as 0 and 1 for a share. Where neither
        is given, a range all above 0 stays above 0, and one all below 0 below.

    Returns
    -------
    Distribution
        Exact for one point. Otherwise a smooth curve of the normal score on one of
        three scales: the plain one (normal where both halves are equal) for what may
        lie on both sides of 0; the logarithm of the distance from one bound (lognormal
        where both halves are in one ratio); the log-odds between two bounds. It goes
        through the three points to within ``TOLERANCE`` of the largest. A range that
        touches a bound keeps the plain scale, and what would lie beyond is put on it.

    Raises
    ------
    EngineError
        If the bounds are out of order or the range is not within them.

    References
    ----------
    Hadlock and Bickel (2017). Johnson quantile-parameterized distributions. Decision
    Analysis 14(1). Theirs takes the normal score between two bounds, this log-odds.

    Examples
    --------
    >>> fit(Range(4, 8, 16)).family, round(fit(Range(4, 8, 16)).mean, 4)
    ('lognormal', 9.26)
    >>> fit(Range(-3, 1, 5)).family, fit(Range(-3, 1, 5)).mean
    ('normal', 1.0)
    >>> fit(Range(0.01, 0.02, 0.04), lowest=0, highest=1).family
    'log-odds'
    """
    bottom = -inf if lowest is None else float(lowest)
    top = inf if highest is None else float(highest)
    if not bottom < top:
        raise EngineError("The lowest possible value lies below the highest.")
    if said.low < bottom or said.high > top:
        raise EngineError(
            f"A range from {said.low:g} to {said.high:g} is not within what is "
            f"possible, {bottom:g} to {top:g}."
        )
    if said.is_exact:
        points = Curve(said.mid, said.mid, said.mid)
        return Distribution("exact", points, bottom, top, said.spike)
    if lowest is None and highest is None:
        bottom = 0.0 if said.low > 0 else bottom
        top = 0.0 if said.high < 0 else top
    family = _scale(said, bottom, top)
    low, mid, high = (
        _on_scale(x, family, bottom, top) for x in (said.low, said.mid, said.high)
    )
    return Distribution(family, Curve(low, mid, high), bottom, top, said.spike)


def _scale(said: Range, bottom: float, top: float) -> str:
    """Return on which scale a range runs between its bounds."""
    is_bounded = isfinite(bottom) or isfinite(top)
    touching = TOUCHING * (said.high - said.low)
    is_touching = min(said.low - bottom, top - said.high) <= touching
    if not is_bounded or is_touching:
        return "normal"
    return "log-odds" if isfinite(bottom) and isfinite(top) else "lognormal"


def _on_scale(x: float, family: str, bottom: float, top: float) -> float:
    if family == "normal":
        return x
    if family == "log-odds":
        return log(x - bottom) - log(top - x)
    return log(x - bottom) if isfinite(bottom) else -log(top - x)
