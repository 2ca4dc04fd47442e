"""What a count says of a rate: how often a year, and how sure that is."""

from __future__ import annotations

import math

from scipy.special import gammaincinv

from leadline.engine.errors import EngineError
from leadline.engine.ranges.said import Range

HALF = 0.5
ENDS = (0.1, 0.5, 0.9)


def rate_of(count: int, exposure: float) -> Range:
    """Return the range of a rate at which something was seen so often.

    Events fall independently of each other at a steady rate; before counting, every
    rate was as likely as Jeffreys has it, so that even none seen says something: the
    rate is then gamma distributed with ``count`` + 1/2 and ``exposure``.

    Parameters
    ----------
    count : int
        How often it was seen; not negative.
    exposure : float
        In how much time (years, customer-years); above 0. The rate is per one of it.

    Returns
    -------
    Range
        P10, P50 and P90 of the rate.

    Raises
    ------
    EngineError
        If the count is negative or nothing was watched.

    References
    ----------
    Jeffreys (1946). An invariant form for the prior probability in estimation
    problems. Proceedings of the Royal Society A 186.

    Examples
    --------
    >>> rate = rate_of(14, 1.0)
    >>> round(rate.low, 2), round(rate.mid, 2), round(rate.high, 2)
    (9.88, 14.17, 19.54)
    >>> rate_of(0, 10.0).mid < 0.03
    True
    """
    if count < 0 or not exposure > 0:
        raise EngineError("Count none or more, over some time.")
    low, mid, high = (float(gammaincinv(count + HALF, end)) for end in ENDS)
    return Range(low / exposure, mid / exposure, high / exposure)


def chance_as_far_apart(a: int, of_a: int, b: int, of_b: int) -> float:
    """Return how likely two shares lie as far apart as counted if they are the same.

    Parameters
    ----------
    a, b : int
        How many of each group; 0 to the size of the group.
    of_a, of_b : int
        How many there are in each group.

    Returns
    -------
    float
        The two-sided chance of Fisher's exact test, 0 to 1; 1 for an empty group.

    Raises
    ------
    EngineError
        If a count is negative or larger than its group.

    References
    ----------
    Fisher (1922). On the interpretation of chi-squared from contingency tables.
    Journal of the Royal Statistical Society 85.

    Examples
    --------
    >>> round(chance_as_far_apart(8, 10, 1, 10), 4)
    0.0055
    >>> chance_as_far_apart(0, 0, 3, 9)
    1.0
    """
    if not (0 <= a <= of_a and 0 <= b <= of_b):
        raise EngineError("Of each group count none to all.")
    both, total = a + b, of_a + of_b
    ways = math.comb(total, both)

    def chance(hits: int) -> float:
        return math.comb(of_a, hits) * math.comb(of_b, both - hits) / ways

    seen = chance(a) * (1 + 1e-9)
    least, most = max(0, both - of_b), min(both, of_a)
    return min(1.0, sum(p for h in range(least, most + 1) if (p := chance(h)) <= seen))
