"""Whether something is said more often than before, or only seems to be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import exp, lgamma, log

from leadline.engine.errors import EngineError

SURE = 0.01
FEWEST = 8
TINY = 1e-15


@dataclass(frozen=True)
class Trend:
    """A verdict on two counts.

    Attributes
    ----------
    direction : {"rising", "falling", "flat", "unknown"}
        "unknown" where there are too few pieces to tell anything.
    ratio : float
        Today's rate over the rate before; infinite where there was none before, 1
        where there is nothing at all.
    chance : float
        How likely a difference at least this large is when nothing has changed.
    """

    direction: str
    ratio: float
    chance: float


@lru_cache(maxsize=4096)  # most needs of a workspace have one of a few small counts
def compare_rates(
    recent: int, before: int, recent_days: float, before_days: float
) -> Trend:
    """Compare how often something was said lately with how often before.

    Given the sum of two Poisson counts, the recent one is binomial with the share
    of time as probability; the verdict is its exact two-sided test [1]_. Pieces are
    taken to come independently: one customer who writes ten times looks like a rise.

    Parameters
    ----------
    recent, before : int
        Pieces in each span. Unit: pieces.
    recent_days, before_days : float
        Length of each span. Unit: days.

    Returns
    -------
    Trend
        Rising or falling at a chance below ``SURE``; "unknown" below ``FEWEST``
        pieces in both spans together.

    Raises
    ------
    EngineError
        If a count is negative or a span is not positive.

    References
    ----------
    .. [1] Przyborowski, J., Wilenski, H. (1940). *Homogeneity of results in testing
       samples from Poisson series*. Biometrika 31.

    Examples
    --------
    >>> compare_rates(20, 12, 28, 84).direction, compare_rates(4, 12, 28, 84).direction
    ('rising', 'flat')
    >>> compare_rates(3, 1, 28, 84).direction
    'unknown'
    """
    if min(recent, before) < 0 or min(recent_days, before_days) <= 0:
        raise EngineError("Counts must not be negative and spans must be positive.")
    share = recent_days / (recent_days + before_days)
    total = recent + before
    if before:
        ratio = (recent / recent_days) / (before / before_days)
    else:
        ratio = float("inf") if recent else 1.0
    chance = _two_sided(recent, total, share)
    if total < FEWEST:
        return Trend("unknown", ratio, chance)
    if chance >= SURE:
        return Trend("flat", ratio, chance)
    return Trend("rising" if ratio > 1 else "falling", ratio, chance)


def _two_sided(count: int, total: int, share: float) -> float:
    """Return twice the smaller tail of the binomial distribution, at most 1."""
    step = -1 if count <= total * share else 1
    odds = share / (1 - share)
    term = tail = _binomial(count, total, share)
    while 0 <= count + step <= total and term > tail * TINY:
        if step > 0:
            term *= (total - count) / (count + 1) * odds
        else:
            term *= count / (total - count + 1) / odds
        count += step
        tail += term
    return min(1.0, 2 * tail)


def _binomial(count: int, total: int, share: float) -> float:
    ways = lgamma(total + 1) - lgamma(count + 1) - lgamma(total - count + 1)
    return exp(ways + count * log(share) + (total - count) * log(1 - share))
