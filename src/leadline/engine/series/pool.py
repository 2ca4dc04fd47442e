"""The smoothings a series is offered, what they would have said, and their weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from leadline.engine.series.smoothing import NO_TREND, Crowd, Floats, crowd_of, smooth

DENSE_SEASON = 24
"""With two seasons, both at least this long, a series is dense: many steps a day, its
trend does not matter and its last days tell most."""
DAMPED = ((0.1, 0.9, 0.0), (0.3, 0.9, 0.0), (0.1, 0.98, 0.0), (0.3, 1.0, 0.0))
HALF_DRIFT = (0.0, 0.0, 0.5)
Choice = tuple[
    tuple[float, ...], tuple[tuple[float, float, float], ...], tuple[float, ...]
]
DENSE: Choice = ((0.0, 0.03, 0.1, 0.3, 0.7), (NO_TREND,), (0.0, 0.5, 0.8, 0.95))
SPARSE: Choice = (
    (0.05, 0.15, 0.4, 0.7, 1.0),
    (NO_TREND, HALF_DRIFT, *DAMPED),
    (0.0, 0.5),
)
"""Levels, trends and echoes that are tried."""
SHARP, DENSE_SHARP = 0.9, 2.7
"""Power of the mean errors, over the root of how many there are."""
PRIOR = 0.3
"""Power of the errors of one step, over how many steps there are."""
LEAST = 1e-4
"""A smoothing with a smaller share of the best one's weight does not count."""


@dataclass(frozen=True, slots=True)
class Pool:
    """What every smoothing forecast, and what is known of it from single steps.

    ``before`` has shape (moments, steps, all), ``after`` (steps, all); the others have
    one entry for each: its weight by single steps, whether it is one of logarithms,
    and the variance of its forecasts by step, shape (steps, all), in its own unit.
    ``steps`` is how many single steps that rests on.
    """

    before: Floats
    after: Floats
    prior: Floats
    is_log: Floats
    variance: Floats
    steps: int


def is_dense(seasons: tuple[int, ...]) -> bool:
    """Return whether the seasons are those of a series with many steps a day."""
    return len(seasons) > 1 and min(seasons) >= DENSE_SEASON


def pool_of(
    z: Floats, seasons: tuple[int, ...], origins: list[int], horizon: int
) -> Pool:
    """Return what all smoothings forecast from some moments and from the end.

    Parameters
    ----------
    z : ndarray of float64, shape (n,)
        The series over its mean size, nan where a step is missing.
    seasons : tuple of int
        The seasons it holds.
    origins : list of int
        The earlier moments, rising.
    horizon : int
        How many steps.

    Returns
    -------
    Pool
        In the unit of ``z``.

    Examples
    --------
    >>> pool_of(np.tile([1.0, 2.0], 8), (2,), [12], 2).before.shape[:2]
    (1, 2)
    """
    parts = []
    kinds = (False, True) if bool(np.nanmin(z) > 0) else (False,)
    for crowd in _crowds(seasons):
        for is_log in kinds:
            parts.append(_part(z, crowd, is_log, [*origins, z.size], horizon, seasons))
    before, after, single, logs, variance = (
        np.concatenate(part, axis=-1) for part in zip(*parts, strict=True)
    )
    power = 0.0 if is_dense(seasons) else PRIOR * z.size
    steps = int(np.sum(~np.isnan(z[2 * max(seasons, default=1) :])))
    return Pool(before, after, _ratio(single) ** power, logs, variance, steps)


def _part(
    z: Floats,
    crowd: Crowd,
    is_log: bool,
    moments: list[int],
    horizon: int,
    seasons: tuple[int, ...],
) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    found, misses = smooth(np.log(z) if is_log else z, crowd, moments, horizon)
    misses = misses[2 * max(seasons, default=1) :]
    size = np.abs(misses) * (z[-len(misses) :, None] if is_log else 1.0)
    if is_log:
        found = np.exp(np.minimum(found, np.log(np.nanmax(z)) + 3.0))
    variance = np.nanmean(misses**2, axis=0) * _growth(crowd, horizon)
    logs = np.full(crowd.size, float(is_log))
    return found[:-1], found[-1], np.nanmean(size, axis=0), logs, variance


def _growth(crowd: Crowd, horizon: int) -> Floats:
    """Return how often the variance of one step each later forecast has."""
    steps = np.arange(1, horizon)[:, None]
    taken = crowd.level + crowd.slope * np.cumsum(crowd.damping**steps, axis=0)
    taken = taken + crowd.echo**steps
    for period, share in zip(crowd.periods, crowd.seasons, strict=True):
        taken = taken + share * (steps % period == 0)
    first = np.ones((1, crowd.size))
    return np.concatenate([first, 1 + np.cumsum(taken**2, axis=0)])


def _crowds(seasons: tuple[int, ...]) -> list[Crowd]:
    """Return the crowds of smoothings: with no season, with one, and with all."""
    levels, trends, echoes = DENSE if is_dense(seasons) else SPARSE
    sets = dict.fromkeys([(), *((period,) for period in seasons), seasons])
    shares = (0.03, 0.1, 0.3, 0.6)
    return [
        crowd_of(some, levels, trends, shares[: 4 if len(some) < 2 else 3], echoes)
        for some in sets
    ]


def weights(errors: Floats, prior: Floats, sharp: float) -> Floats:
    """Return the weight of each smoothing, all together 1.

    Parameters
    ----------
    errors : ndarray of float64, shape (moments, steps, all)
        Absolute errors, nan where a step is missing.
    prior : ndarray of float64, shape (all,)
        Weights by single steps.
    sharp : float
        ``SHARP`` or ``DENSE_SHARP``.

    Returns
    -------
    ndarray of float64, shape (all,)
        Not below 0.

    Examples
    --------
    >>> weights(np.array([[[1.0, 1.0, 9.0]]]), np.ones(3), 9.0).tolist()
    [0.5, 0.5, 0.0]
    """
    power = sharp * np.sqrt(errors.shape[0] * errors.shape[1])
    weight = _ratio(np.nanmean(errors, axis=(0, 1))) ** power * np.maximum(prior, 1e-9)
    weight = np.where(weight >= LEAST * weight.max(), weight, 0.0)
    return np.asarray(weight / weight.sum(), dtype=np.float64)


def _ratio(error: Floats) -> Floats:
    """Return the least error over each; a series without errors has some at 0."""
    known = np.where(np.isfinite(error), error, np.inf) + 1e-9
    return np.asarray(known.min() / known, dtype=np.float64)
