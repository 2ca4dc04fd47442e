"""Proper scores of probabilities for events that came true or did not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadline.engine.errors import EngineError

Floats = npt.NDArray[np.float64]
CLIP = 1e-3


@dataclass(frozen=True, slots=True)
class BrierParts:
    """Murphy's parts of a Brier score: reliability - resolution + uncertainty.

    ``within`` is what remains because forecasts of one group differ a little; the
    four add up to the score exactly.
    """

    reliability: float
    resolution: float
    uncertainty: float
    within: float


def checked(
    probability: npt.ArrayLike, outcome: npt.ArrayLike
) -> tuple[Floats, Floats]:
    """Return both as float arrays of one length, or raise ``EngineError``."""
    p = np.asarray(probability, dtype=np.float64)
    y = np.asarray(outcome, dtype=np.float64)
    if p.ndim != 1 or p.shape != y.shape or p.size == 0:
        raise EngineError("Give one outcome for each probability, at least one pair.")
    if not np.isfinite(p).all() or p.min() < 0 or p.max() > 1:
        raise EngineError("A probability lies between 0 and 1.")
    if not np.isin(y, (0.0, 0.5, 1.0)).all():
        raise EngineError(
            "An outcome is 0 (it did not happen), 1 (it happened) or 0.5 (a draw)."
        )
    return p, y


def brier_score(probability: npt.ArrayLike, outcome: npt.ArrayLike) -> float:
    """Return the mean squared distance of the forecasts from what happened.

    Parameters
    ----------
    probability : array_like of float, shape (n,)
        Forecasts between 0 and 1.
    outcome : array_like of 0, 0.5 or 1, shape (n,)
        1 where the event happened, 0.5 for a draw.

    Returns
    -------
    float
        0 is perfect, 1 is always sure and always wrong; no unit.

    Raises
    ------
    EngineError
        If the lengths differ, nothing is given, or a value is out of its range.

    References
    ----------
    Brier, G. W. (1950). Verification of forecasts expressed in terms of probability.
    Monthly Weather Review 78(1).

    Examples
    --------
    >>> round(brier_score([0.9, 0.2, 0.5], [1, 0, 1]), 3)
    0.1
    """
    p, y = checked(probability, outcome)
    return float(np.mean((p - y) ** 2))


def log_score(probability: npt.ArrayLike, outcome: npt.ArrayLike) -> float:
    """Return the mean surprise in nats: minus the log of what was given to the truth.

    A forecast of exactly 0 or 1 that fails would be infinitely wrong; forecasts are
    taken as at least ``CLIP`` (one in a thousand) away from certainty.

    Parameters
    ----------
    probability : array_like of float, shape (n,)
        Forecasts between 0 and 1.
    outcome : array_like of 0, 0.5 or 1, shape (n,)
        1 where the event happened, 0.5 for a draw.

    Returns
    -------
    float
        0 is perfect; 0.693 is always saying one half. Unit: nats.

    Raises
    ------
    EngineError
        As ``brier_score``.

    References
    ----------
    Good, I. J. (1952). Rational decisions. Journal of the Royal Statistical Society B
    14(1).

    Examples
    --------
    >>> round(log_score([0.5, 0.5], [1, 0]), 3)
    0.693
    """
    p, y = checked(probability, outcome)
    p = np.clip(p, CLIP, 1 - CLIP)
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


def skill_score(score: float, reference: float) -> float:
    """Return the share of the reference's error that the forecasts avoid.

    Parameters
    ----------
    score, reference : float
        Two scores of the same kind, 0 being perfect. The usual reference is the
        Brier score of always saying how often it happened: rate x (1 - rate).

    Returns
    -------
    float
        1 is perfect, 0 no better than the reference, below 0 worse; ``nan`` when the
        reference is perfect itself, as when every outcome was the same.

    Raises
    ------
    EngineError
        If a score is negative.

    References
    ----------
    Murphy, A. H. (1988). Skill scores based on the mean square error. Monthly Weather
    Review 116.

    Examples
    --------
    >>> skill_score(0.2, 0.25)
    0.2
    """
    if score < 0 or reference < 0:
        raise EngineError("Scores of errors are not negative.")
    if reference == 0:
        return float("nan")
    return round(1 - score / reference, 12)


def brier_parts(
    probability: npt.ArrayLike, outcome: npt.ArrayLike, group: npt.ArrayLike
) -> BrierParts:
    """Tell apart how honest, how telling and how hard the forecasts were.

    Parameters
    ----------
    probability : array_like of float, shape (n,)
        Forecasts between 0 and 1.
    outcome : array_like of 0, 0.5 or 1, shape (n,)
        1 where the event happened, 0.5 for a draw.
    group : array_like of int, shape (n,)
        Which forecasts are taken together, such as bins of a reliability table.

    Returns
    -------
    BrierParts
        reliability (0 is best), resolution (more is better), uncertainty of the
        events themselves, and the spread within groups.

    Raises
    ------
    EngineError
        As ``brier_score``, and if ``group`` has another length.

    References
    ----------
    Murphy, A. H. (1973). A new vector partition of the probability score. Journal of
    Applied Meteorology 12(4). Stephenson, Coelho and Jolliffe (2008) for the part
    within groups.

    Examples
    --------
    >>> parts = brier_parts([0.8, 0.8, 0.2, 0.2], [1, 1, 0, 0], [1, 1, 0, 0])
    >>> round(parts.reliability, 3), parts.resolution, parts.uncertainty
    (0.04, 0.25, 0.25)
    """
    p, y = checked(probability, outcome)
    labels = np.asarray(group)
    if labels.shape != p.shape:
        raise EngineError("Name the group of each forecast.")
    _, place = np.unique(labels, return_inverse=True)
    n = np.bincount(place).astype(np.float64)
    said, came = np.bincount(place, p) / n, np.bincount(place, y) / n
    rate = y.mean()
    uncertainty = float(rate * (1 - rate))
    reliability = float(np.sum(n * (said - came) ** 2) / p.size)
    resolution = float(np.sum(n * (came - rate) ** 2) / p.size)
    whole = float(np.mean((p - y) ** 2))
    return BrierParts(
        reliability, resolution, uncertainty,
        whole - reliability + resolution - uncertainty,
    )  # fmt: skip
