"""How many weeks work takes, by how much was finished in the weeks before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadline.engine.errors import EngineError

Floats = npt.NDArray[np.float64]
ENOUGH_WEEKS = 8
"""Weeks of history from which a forecast is made."""
MOST_WEEKS = 520
"""Ten years: whoever is not finished by then is not forecast to be."""
HALF_LIFE = 26.0
"""A week so many weeks ago counts half as much: teams change."""
RUNS = 4_000


@dataclass(frozen=True, slots=True)
class Draws:
    """How futures are drawn: how many, from which seed, and how soon weeks age."""

    runs: int = RUNS
    seed: int = 0
    half_life: float = HALF_LIFE


def weeks_to_finish(
    done: npt.ArrayLike, remaining: float, draws: Draws | None = None
) -> Floats:
    """Return after how many weeks the remaining work is finished, in many futures.

    Each future draws weeks from the history until what was finished in them is enough,
    newer weeks more often. How often each week comes is itself drawn for each future
    (a Bayesian bootstrap): a short history says little of how fast a team is, and so
    the futures lie apart.

    Parameters
    ----------
    done : array_like of float, shape (n,)
        What was finished in each week, oldest first; items, or points, or days.
    remaining : float
        What is still to be finished, in the same unit; at least 0.
    draws : Draws, optional
        Defaults were set by ``bench delivery``.

    Returns
    -------
    ndarray of float64, shape (runs,)
        Whole weeks; ``inf`` where ``MOST_WEEKS`` are not enough.

    Raises
    ------
    EngineError
        For fewer than ``ENOUGH_WEEKS`` weeks, nothing finished in any of them, what is
        below 0 or not a number.

    References
    ----------
    Rubin (1981). The Bayesian bootstrap. Annals of Statistics 9(1).

    Examples
    --------
    >>> weeks = weeks_to_finish([4] * 12, 10)
    >>> sorted(set(weeks.tolist()))
    [3.0]
    """
    history = checked(done)
    if not (np.isfinite(remaining) and remaining >= 0):
        raise EngineError("What remains is a number of at least 0.")
    how = draws or Draws()
    rng = np.random.Generator(np.random.PCG64(how.seed))
    n = history.size
    age = np.arange(n)[::-1]
    weight = 0.5 ** (age / how.half_life)
    shares = rng.gamma(np.broadcast_to(weight * _effective(weight), (how.runs, n)))
    bounds = np.cumsum(shares, axis=1)
    bounds /= bounds[:, -1:]
    weeks = np.zeros(how.runs)
    left = np.full(how.runs, float(remaining))
    for _ in range(MOST_WEEKS):
        busy = np.flatnonzero(left > 0)
        if not busy.size:
            return weeks
        u = rng.random(busy.size)
        drawn = (bounds[busy] < u[:, None]).sum(axis=1).clip(0, n - 1)
        left[busy] -= history[drawn]
        weeks[busy] += 1
    weeks[left > 0] = np.inf
    return weeks


def checked(done: npt.ArrayLike) -> Floats:
    """Return a history that can be drawn from.

    Parameters
    ----------
    done : array_like of float, shape (n,)
        What was finished in each week.

    Returns
    -------
    ndarray of float64, shape (n,)
        The same.

    Raises
    ------
    EngineError
        As ``weeks_to_finish``.

    Examples
    --------
    >>> checked([0, 3] * 4).sum()
    np.float64(12.0)
    """
    history = np.asarray(done, dtype=np.float64)
    if history.ndim != 1 or history.size < ENOUGH_WEEKS:
        raise EngineError(
            f"A forecast takes at least {ENOUGH_WEEKS} weeks of history; there are "
            f"{history.size}."
        )
    if not np.isfinite(history).all() or (history < 0).any():
        raise EngineError("What was finished in a week is a number of at least 0.")
    if not history.any():
        raise EngineError("Nothing was finished in any week of the history.")
    return history


def _effective(weight: Floats) -> float:
    """Return what makes the weights add up to the number of weeks they are worth."""
    return float(weight.sum() / (weight**2).sum())
