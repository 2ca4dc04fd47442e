"""Gamma-gamma: what a customer's purchases are worth on average."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import digamma, gammaln

from leadline.engine.errors import EngineError
from leadline.engine.lifetime.purchases import EDGE, FEWEST_AGAIN, Floats

STARTS = ((1.0, 2.0, 1.0), (5.0, 4.0, 1.0))


@dataclass(frozen=True, slots=True)
class WorthModel:
    """Amounts are gamma (``p``) around a customer's own mean, whose rate is gamma
    (``q``, ``v``)."""

    p: float
    q: float
    v: float
    log_likelihood: float

    def average(self, repeats: Floats, mean: Floats) -> Floats:
        """Return what a further purchase of each customer is worth on average.

        Parameters
        ----------
        repeats : ndarray of float64, shape (n,)
            How many purchases ``mean`` rests on, 0 where there was no repeat.
        mean : ndarray of float64, shape (n,)
            Their mean amount.

        Returns
        -------
        ndarray of float64, shape (n,)
            In the unit of the amounts; nan where so few that it has no mean.

        Examples
        --------
        >>> seen, mean = np.array([0.0, 2.0]), np.array([0.0, 22.35])
        >>> WorthModel(6.25, 3.74, 15.44, 0.0).average(seen, mean).round(2).tolist()
        [35.22, 24.66]
        """
        weight = self.p * repeats + self.q - 1
        with np.errstate(divide="ignore", invalid="ignore"):
            found = self.p * (self.v + repeats * mean) / weight
        return np.where(weight > 0, found, np.nan)


def fit_worth(repeats: Floats, mean: Floats) -> WorthModel:
    """Return the gamma-gamma model that makes the mean amounts most likely.

    Parameters
    ----------
    repeats : ndarray of float64, shape (n,)
        Purchases after the first; those of who have none are passed over.
    mean : ndarray of float64, shape (n,)
        Their mean amount, above 0.

    Returns
    -------
    WorthModel
        In the unit of the amounts.

    Raises
    ------
    EngineError
        If too few customers bought again, an amount is not above 0, or all amounts
        are the same.

    References
    ----------
    Fader and Hardie (2013). The gamma-gamma model of monetary value. After Colombo
    and Jiang (1999). A stochastic RFM model. Journal of Interactive Marketing 13(3).

    Examples
    --------
    >>> draw = np.random.default_rng(1)
    >>> own = draw.gamma(4, 10, 300)
    >>> fit_worth(np.full(300, 5.0), own).p > 0
    True
    """
    again = repeats > 0
    x, m = repeats[again], mean[again]
    if x.size < FEWEST_AGAIN:
        raise EngineError(
            f"{x.size} customers bought again; at least {FEWEST_AGAIN} are needed to "
            "tell what a purchase is worth."
        )
    if not np.isfinite(m).all() or (m <= 0).any():
        raise EngineError("Every mean amount is above 0.")
    if np.ptp(m) == 0:
        raise EngineError("All amounts are the same, so nothing has to be estimated.")
    unit = float(m.mean())
    bounds = [(-EDGE, EDGE)] * 3
    found = [
        minimize(_loss, np.log(start), args=(x, m / unit), jac=True, bounds=bounds,
                 method="L-BFGS-B", options={"ftol": 1e-14, "gtol": 1e-9})
        for start in STARTS
    ]  # fmt: skip
    best = min(found, key=lambda one: float(one.fun))
    p, q, v = np.exp(best.x).tolist()
    size = -float(best.fun) * x.size - x.size * float(np.log(unit))
    return WorthModel(p, q, v * unit, size)


def _loss(logs: Floats, x: Floats, m: Floats) -> tuple[float, Floats]:
    p, q, v = np.exp(logs)
    px, whole = p * x, v + x * m
    like = (
        gammaln(px + q) - gammaln(px) - gammaln(q) + q * np.log(v)
        + (px - 1) * np.log(m) + px * np.log(x) - (px + q) * np.log(whole)
    )  # fmt: skip
    slope = np.stack([
        x * (digamma(px + q) - digamma(px) + np.log(m) + np.log(x) - np.log(whole)),
        digamma(px + q) - digamma(q) + np.log(v) - np.log(whole),
        q / v - (px + q) / whole,
    ])  # fmt: skip
    return -float(like.mean()), -slope.mean(axis=1) * np.exp(logs)
