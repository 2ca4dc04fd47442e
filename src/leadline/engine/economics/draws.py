"""Points that fill the unit cube evenly, anew for each randomisation."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from leadline.engine.economics.directions import NUMBERS
from leadline.engine.errors import EngineError

BITS = 32
MOST_SOBOL = 256
"""Dimensions that the table of direction numbers knows."""

Floats = npt.NDArray[np.float64]
Words = npt.NDArray[np.uint32]


def even_points(dimensions: int, count: int, *, seed: int, replicate: int) -> Floats:
    """Return evenly spread points, one row a dimension.

    The first 256 dimensions are the Sobol sequence under a random linear scramble and
    a random digital shift: each point is uniform, whatever the count, and a count that
    is no power of two only loses some evenness. Further dimensions are Latin hypercube
    samples: each is even by itself.

    Parameters
    ----------
    dimensions, count : int
        Rows and columns, both at least 1.
    seed, replicate : int
        Not negative. The same two give the same points on every machine; other
        replicates are independent of one another.

    Returns
    -------
    ndarray of float64, shape (dimensions, count)
        Strictly between 0 and 1.

    Raises
    ------
    EngineError
        If there is nothing to draw, or a seed or replicate is negative.

    References
    ----------
    Matousek (1998). On the L2-discrepancy for anchored boxes. Journal of Complexity 14,
    for the scramble. McKay, Beckman and Conover (1979) for Latin hypercubes; Owen
    (1998). Latin supercube sampling. ACM TOMACS 8, for padding one with the other.

    Examples
    --------
    >>> points = even_points(3, 8, seed=1, replicate=0)
    >>> points.shape, np.sort(np.floor(points[2] * 8)).astype(int).tolist()
    ((3, 8), [0, 1, 2, 3, 4, 5, 6, 7])
    """
    if dimensions < 1 or count < 1:
        raise EngineError("There must be at least one dimension and one point.")
    if seed < 0 or replicate < 0:
        raise EngineError("A seed is not negative.")
    rng = np.random.default_rng([seed, replicate])
    low = min(dimensions, MOST_SOBOL)
    points = np.empty((dimensions, count))
    # The middle of each of 2^32 cells: never 0 or 1.
    np.add(_sobol(low, count, rng), 0.5, out=points[:low])
    points[:low] *= 2.0**-BITS
    for row in points[low:]:
        row[:] = (rng.permutation(count) + rng.random(count)) / count
    return points


def _sobol(dimensions: int, count: int, rng: np.random.Generator) -> Words:
    doublings = max(1, (count - 1).bit_length())
    columns = _scrambled(_directions()[:dimensions, :doublings], rng)
    points = np.empty((dimensions, 1 << doublings), dtype=np.uint32)
    points[:, 0] = rng.integers(0, 1 << BITS, dimensions, dtype=np.uint32)
    for at in range(doublings):
        half = 1 << at
        np.bitwise_xor(
            points[:, :half], columns[:, at, None], out=points[:, half : 2 * half]
        )
    return points[:, :count]


def _scrambled(columns: Words, rng: np.random.Generator) -> Words:
    """Multiply by random lower triangular matrices with ones on the diagonal."""
    words = rng.integers(0, 1 << BITS, (len(columns), BITS), dtype=np.uint32)
    at = np.arange(BITS, dtype=np.uint64)
    diagonal = (np.uint64(1) << (BITS - 1 - at)).astype(np.uint32)
    above = (((1 << at) - 1) << (BITS - at)).astype(np.uint32)
    rows = (words & above) | diagonal
    odd = np.bitwise_count(rows[:, :, None] & columns[:, None, :]) & 1
    found: Words = np.bitwise_or.reduce(odd * diagonal[:, None], axis=1)
    return found


@lru_cache(maxsize=1)
def _directions() -> Words:
    """Return the columns of the generating matrices, shape (256, 32)."""
    found = np.empty((MOST_SOBOL, BITS), dtype=np.uint32)
    found[0] = [1 << (BITS - 1 - at) for at in range(BITS)]
    for row, line in enumerate(NUMBERS.replace("\n", " ").split(","), start=1):
        polynomial, *first = map(int, line.split())
        degree = polynomial.bit_length() - 1
        numbers = list(first)
        for at in range(degree, BITS):
            value = numbers[at - degree] ^ (numbers[at - degree] << degree)
            for back in range(1, degree):
                if polynomial >> (degree - back) & 1:
                    value ^= numbers[at - back] << back
            numbers.append(value)
        found[row] = [m << (BITS - 1 - at) for at, m in enumerate(numbers)]
    return found
