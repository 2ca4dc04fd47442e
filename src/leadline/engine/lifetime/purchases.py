"""BG/NBD: how often customers buy again, and whether they still do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import betaincinv, digamma, expit, gammaln

from leadline.engine.errors import EngineError

Floats = npt.NDArray[np.float64]
FEWEST, FEWEST_AGAIN = 30, 10
"""Customers, and those of them who bought again, from which four figures are fitted."""
EDGE = 9.0
"""Largest size of the logarithm of a parameter."""
STARTS = ((0.5, 1.0, 1.0, 2.0), (1.0, 0.3, 0.5, 3.0), (0.2, 0.2, 0.9, 0.9))
LEAST = 1e-12
"""A smaller chance of leaving is none; the mean goes on smoothly there."""
_S = (np.polynomial.legendre.leggauss(64)[0] + 1) / 2
PLACES = _S**3 * (10 - 15 * _S + 6 * _S**2)
SHARES = np.polynomial.legendre.leggauss(64)[1] * 15 * _S**2 * (1 - _S) ** 2


@dataclass(frozen=True, slots=True)
class Histories:
    """What each customer did, times in any one unit.

    ``repeats`` is purchases after the first, ``last`` the time from the first to the
    last one (0 where there is one), ``age`` the time from the first until now.
    """

    repeats: Floats
    last: Floats
    age: Floats

    def __post_init__(self) -> None:
        parts = (self.repeats, self.last, self.age)
        if len({part.shape for part in parts}) != 1 or self.repeats.ndim != 1:
            raise EngineError(
                "Give repeats, time of the last and age of each customer."
            )
        if not all(np.isfinite(part).all() and (part >= 0).all() for part in parts):
            raise EngineError("Counts and times are finite and not below 0.")
        if (self.last > self.age).any() or (self.last[self.repeats == 0] > 0).any():
            raise EngineError(
                "The last purchase lies between the first one and now, and is the "
                "first where nothing was bought again."
            )


@dataclass(frozen=True, slots=True)
class PurchaseModel:
    """Rates of buying are gamma (``r``, ``alpha``), chances of leaving after each
    purchase beta (``a``, ``b``); ``log_likelihood`` is that of the customers fitted.
    """

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float

    @property
    def is_at_edge(self) -> bool:
        """Whether a parameter ran to where the method stops: it is not to be read."""
        sizes = np.abs(np.log([self.r, self.a, self.b]))
        return bool((sizes > EDGE - 0.01).any())

    def alive(self, of: Histories) -> Floats:
        """Return the chance that each customer still buys.

        Parameters
        ----------
        of : Histories
            In the unit of time that was fitted.

        Returns
        -------
        ndarray of float64, shape (n,)
            1 for who bought once: in this model one leaves after a repeat only.

        Examples
        --------
        >>> seen = Histories(np.array([0, 2.0]), np.array([0, 5.0]), np.full(2, 39.0))
        >>> PurchaseModel(0.243, 4.414, 0.793, 2.426, 0.0).alive(seen).round(2).tolist()
        [1.0, 0.12]
        """
        return np.asarray(expit(-self._log_odds_of_gone(of)), dtype=np.float64)

    def _log_odds_of_gone(self, of: Histories) -> Floats:
        x, last, age = of.repeats, of.last, of.age
        left = np.log(self.a) - np.log(np.maximum(self.b + x - 1, 1e-300))
        since = np.log(self.alpha + age) - np.log(self.alpha + last)
        return np.where(x > 0, left + (self.r + x) * since, -np.inf)

    def expected(self, of: Histories, ahead: float) -> Floats:
        """Return how many purchases each customer makes in the time ahead.

        The mean over who is still there, p being their chance of leaving, of
        (1 - (1 + p ahead / (alpha + age))^-(r + x)) / p, by 64 Gauss-Legendre points of
        the beta distribution, crowded at its ends. It agrees with the hypergeometric
        function of the paper to 1e-9, and stays finite where that overflows.

        Parameters
        ----------
        of : Histories
            In the unit of time that was fitted.
        ahead : float
            How long, in that unit; at least 0.

        Returns
        -------
        ndarray of float64, shape (n,)
            Mean numbers, at least 0.

        Raises
        ------
        EngineError
            If the time ahead is below 0.

        Examples
        --------
        >>> seen = Histories(np.array([2.0]), np.array([30.43]), np.array([38.86]))
        >>> model = PurchaseModel(0.243, 4.414, 0.793, 2.426, 0.0)
        >>> model.expected(seen, 39.0).round(3).tolist()
        [1.226]
        """
        if not 0 <= ahead < np.inf:
            raise EngineError("The time ahead is at least 0.")
        found = np.empty(of.repeats.size)
        for x in np.unique(of.repeats):
            these = of.repeats == x
            p = np.maximum(betaincinv(self.a, self.b + x, PLACES), LEAST)
            share = np.log1p(np.outer(ahead / (self.alpha + of.age[these]), p))
            found[these] = -np.expm1(-(self.r + x) * share) @ (SHARES / p)
        return found * self.alive(of)


def fit_purchases(of: Histories) -> PurchaseModel:
    """Return the BG/NBD model that makes what customers did most likely.

    Parameters
    ----------
    of : Histories
        At least ``FEWEST`` customers, ``FEWEST_AGAIN`` of whom bought again.

    Returns
    -------
    PurchaseModel
        With times in the unit given.

    Raises
    ------
    EngineError
        If there are too few customers, or too few of them bought again.

    References
    ----------
    Fader, Hardie and Lee (2005). "Counting your customers" the easy way: an
    alternative to the Pareto/NBD model. Marketing Science 24(2).

    Examples
    --------
    >>> draw = np.random.default_rng(1)
    >>> x = draw.poisson(1.0, 200).astype(float)
    >>> last = np.where(x > 0, draw.uniform(5, 30, 200), 0.0)
    >>> fit_purchases(Histories(x, last, np.full(200, 30.0))).log_likelihood < 0
    True
    """
    again = int((of.repeats > 0).sum())
    if of.repeats.size < FEWEST or again < FEWEST_AGAIN:
        raise EngineError(_too_few(of.repeats.size, again))
    unit = float(of.age.max()) or 1.0
    table = np.stack([of.repeats, of.last / unit, of.age / unit], axis=1)
    rows, counts = np.unique(table, axis=0, return_counts=True)
    x, last, age = rows.T
    n = counts.astype(np.float64)
    bounds = [(-EDGE, EDGE)] * 4
    found = [
        minimize(
            _loss, np.log(start), args=(x, last, age, n), jac=True, method="L-BFGS-B",
            bounds=bounds, options={"ftol": 1e-14, "gtol": 1e-9, "maxiter": 1000},
        )
        for start in STARTS
    ]  # fmt: skip
    best = min(found, key=lambda one: float(one.fun))
    r, alpha, a, b = np.exp(best.x).tolist()
    # Times were over ``unit``: every repeat's density is over it too.
    size = -float(best.fun) * n.sum() - float(of.repeats.sum()) * np.log(unit)
    return PurchaseModel(r, alpha * unit, a, b, float(size))


def _too_few(customers: int, again: int) -> str:
    if again == 0:
        return (
            "Nobody bought again, so nothing is known of how often anybody does. Give "
            "a longer time."
        )
    return (
        f"{customers} customers, {again} of whom bought again, are too few: at least "
        f"{FEWEST} and {FEWEST_AGAIN} are needed to tell rates from chance."
    )


def _loss(
    logs: Floats, x: Floats, last: Floats, age: Floats, n: Floats
) -> tuple[float, Floats]:
    """Return minus the mean log likelihood, and its slope by the logs of r, alpha,
    a, b."""
    r, alpha, a, b = np.exp(logs)
    again = x > 0
    before = np.maximum(b + x - 1, 1e-300)
    stayed = -(r + x) * np.log(alpha + age)
    gone = np.log(a) - np.log(before) - (r + x) * np.log(alpha + last)
    gone = np.where(again, gone, -np.inf)
    either = np.logaddexp(stayed, gone)
    whole = (
        gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        + gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x) + either
    )  # fmt: skip
    w, v = np.exp(stayed - either), np.exp(gone - either)
    both = digamma(a + b) - digamma(a + b + x)
    slope = np.stack([
        digamma(r + x) - digamma(r) + np.log(alpha)
        - w * np.log(alpha + age) - v * np.log(alpha + last),
        r / alpha - (r + x) * (w / (alpha + age) + v / (alpha + last)),
        both + v / a,
        both + digamma(b + x) - digamma(b) - np.where(again, v / before, 0.0),
    ])  # fmt: skip
    total = n.sum()
    return -float(whole @ n) / total, -(slope @ n) / total * np.exp(logs)
