"""Means, odds and quantiles over replicated randomisations, with honest errors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from leadline.engine.economics.result import DIGITS, Spread

Floats = npt.NDArray[np.float64]

REPLICATES = 24
"""Randomisations at least: fewer would not tell how sure a mean is."""
LARGEST = 4096
"""Futures of one randomisation at most: they fit into the caches of a processor."""
LEVELS = (0.1, 0.5, 0.9)


def sizes(futures: int) -> list[int]:
    """Return how many futures each randomisation has: powers of two, nearly all alike.

    A power of two of Sobol points is evenest. What is left over makes smaller ones.

    >>> sizes(100_000)[22:], sizes(3), len(sizes(1_000_000))
    ([4096, 4096, 1024, 512, 128, 32], [1, 1, 1], 246)
    """
    most = max(1, min(LARGEST, futures // REPLICATES))
    size = 1 << (most.bit_length() - 1)
    found = [size] * (futures // size)
    rest = futures % size
    return found + [
        1 << at for at in reversed(range(rest.bit_length())) if rest >> at & 1
    ]


def standard_error(means: Floats, counts: Sequence[int]) -> float | None:
    """Return the standard error of the mean of all, from those of each randomisation.

    Each randomisation is unbiased and independent of the others, however its points
    hang together: their means tell how sure the mean of all is.

    References
    ----------
    Owen (2013). Monte Carlo theory, methods and examples, 17.
    """
    if len(counts) < 2:
        return None
    weight = np.asarray(counts, dtype=np.float64) / sum(counts)
    mean = float(weight @ means)
    spread = float((weight**2) @ (means - mean) ** 2)
    return float(np.sqrt(spread * len(counts) / (len(counts) - 1)))


def spread_of(values: Floats, counts: Sequence[int]) -> Spread:
    """Return quantiles, mean and error of a figure.

    Parameters
    ----------
    values : ndarray of float64, shape (futures,)
        In the order of the randomisations.
    counts : sequence of int
        Futures of each randomisation.

    Returns
    -------
    Spread
        A figure that is the same in all futures is given exactly.
    """
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    only = float(values[0])
    if only == values.min() == values.max():
        return Spread(only, only, only, only, 0.0 if len(values) > 1 else None)
    means = np.add.reduceat(values, starts) / np.asarray(counts)
    weight = np.asarray(counts, dtype=np.float64) / sum(counts)
    low, mid, high = map(rounded, _quantiles(values))
    error = standard_error(means, counts)
    return Spread(
        low,
        mid,
        high,
        rounded(float(weight @ means)),
        None if error is None else rounded(error),
    )


def odds_of(
    reached: npt.NDArray[np.bool_], counts: Sequence[int]
) -> tuple[float, float | None]:
    """Return a probability and its standard error.

    Where all futures agree, their number alone says how sure that is: the error is then
    one future in all, so that three errors are the rule of three.

    >>> odds_of(np.ones(100, dtype=bool), [50, 50])
    (1.0, 0.01)
    """
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    means = np.add.reduceat(reached.astype(np.float64), starts) / np.asarray(counts)
    share = float(np.count_nonzero(reached)) / len(reached)
    error = standard_error(means, counts)
    if error is None:
        return share, None
    return share, rounded(max(error, 1.0 / len(reached)))


def rounded(value: float) -> float:
    """Return a figure to the digits that any machine gives.

    >>> rounded(123456.7890123456)
    123456.789
    """
    return float(f"{value:.{DIGITS}g}")


def _quantiles(values: Floats) -> list[float]:
    """Return the values at ``LEVELS``; only what lies beside them is put in order."""
    last = len(values) - 1
    places = [divmod(level * last, 1) for level in LEVELS]
    pairs = [(int(low), min(int(low) + 1, last), part) for low, part in places]
    ranked = np.partition(values, [at for pair in pairs for at in pair[:2]])
    return [
        float(ranked[low] * (1 - part) + ranked[high] * part)
        for low, high, part in pairs
    ]
