"""The shape of a range's distribution, as points to draw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from leadline.engine.errors import EngineError
from leadline.engine.ranges.distribution import TENTH, Distribution

POINTS = 97
FEWEST = 8
FARTHEST = 3.0
WITHIN = 0.8
HIGHEST = 4.0
"""A peak is drawn at most so many times as high as the density of one even in its
width between one in ten from below and from above: a sharper one says no more."""


@dataclass(frozen=True, slots=True)
class Outline:
    """Values that rise, and the density at each; ``spike`` is the chance of nothing."""

    x: tuple[float, ...]
    density: tuple[float, ...]
    spike: float


def outline(of: Distribution, *, points: int = POINTS) -> Outline:
    """Return the density of a distribution along its middle 99.7 %.

    Parameters
    ----------
    of : Distribution
        Of a range with a width.
    points : int
        How many, at least 8.

    Returns
    -------
    Outline
        In the unit of the range and its inverse; what lies on a bound is left out. The
        spike is not in the density, which has the area of what is left of it.

    Raises
    ------
    EngineError
        For an exact value, which has no shape, or too few points.

    Examples
    --------
    >>> from leadline.engine.ranges.distribution import fit
    >>> from leadline.engine.ranges.said import Range
    >>> drawn = outline(fit(Range(-1, 0, 1)), points=601)
    >>> round(max(drawn.density), 3)  # of a normal distribution: 1.2816 / 2.5066
    0.511
    """
    if of.family == "exact":
        raise EngineError("One number has no shape to draw.")
    if points < FEWEST:
        raise EngineError(f"A shape takes at least {FEWEST} points.")
    z = np.linspace(-FARTHEST, FARTHEST, points)
    x = of.given_something(z)
    chance = np.exp(-0.5 * z * z) / np.sqrt(2 * np.pi)
    slope = np.gradient(x, z)
    low, high = of.given_something([-TENTH, TENTH]).tolist()
    kept = np.isfinite(x) & (slope > 0)
    most = HIGHEST * WITHIN / (high - low)
    density = np.zeros_like(x)
    density[kept] = np.minimum(chance[kept] / slope[kept], most)
    density *= 1 - of.spike
    return Outline(
        tuple(x[kept].tolist()), tuple(density[kept].tolist()), float(of.spike)
    )
