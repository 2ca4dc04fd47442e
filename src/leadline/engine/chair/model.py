"""The two small models of the chair: is it about the question, and which side."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from leadline.engine.chair.features import ABOUT_WIDTH, SIDE_WIDTH, Features
from leadline.engine.chair.weights import ABOUT, SIDE

Rows = npt.NDArray[np.float64]
CLASSES = 3
STANDINGS = 3


@lru_cache(maxsize=1)
def _about() -> Rows:
    return _unpacked(ABOUT)


@lru_cache(maxsize=1)
def _side() -> Rows:
    return _unpacked(SIDE).reshape(STANDINGS, CLASSES, SIDE_WIDTH + 2)


def _unpacked(text: str) -> Rows:
    found = np.frombuffer(base64.b85decode("".join(text.split())), dtype="<f4")
    return found.astype(np.float64)


def packed(numbers: npt.ArrayLike) -> str:
    """Return numbers as text for ``weights.py``; used by whoever trains.

    Examples
    --------
    >>> _unpacked(packed([1.5, -2.0])).tolist()
    [1.5, -2.0]
    """
    return base64.b85encode(np.asarray(numbers, dtype="<f4").tobytes()).decode()


def relevance(features: Features) -> Rows:
    """Return how surely each word is about the question, between 0 and 1.

    Examples
    --------
    >>> import numpy as np
    >>> none = Features(np.zeros((1, ABOUT_WIDTH)), np.zeros((1, 1, SIDE_WIDTH)), ())
    >>> 0 < relevance(none)[0] < 1
    np.True_
    """
    weights = _about()
    found: Rows = 1 / (1 + np.exp(-lean(features, weights)))
    return found


def lean(features: Features, weights: Rows) -> Rows:
    """Return the score before it becomes a share; the last weight stands alone."""
    found: Rows = features.about @ weights[:ABOUT_WIDTH] + weights[ABOUT_WIDTH]
    return found


def chances(features: Features, standing: Sequence[int], about: Rows) -> Rows:
    """Return the chance of against, neither and for, of each word and option.

    Parameters
    ----------
    features : Features
        Of n words and k options.
    standing : sequence of int, length k
        What each option is: today's state, the change or another.
    about : ndarray of float, shape (n,)
        How surely each word is about the question.

    Returns
    -------
    ndarray of float, shape (n, k, 3)
        Sums to 1 over against, neither and for, in this order.

    References
    ----------
    Multinomial logistic regression; how it was trained: bench/chair/train.py.

    Examples
    --------
    >>> import numpy as np
    >>> none = Features(np.zeros((1, ABOUT_WIDTH)), np.zeros((1, 2, SIDE_WIDTH)), ())
    >>> chances(none, [0, 1], np.array([0.5])).sum(axis=2).round(6).tolist()
    [[1.0, 1.0]]
    """
    n, k = features.side.shape[:2]
    told = np.broadcast_to(about[:, None, None], (n, k, 1))
    numbers = np.concatenate([features.side, told], axis=2)
    weights = _side()[list(standing)]
    score = np.einsum("nkf,kcf->nkc", numbers, weights[:, :, :-1]) + weights[:, :, -1]
    score -= score.max(axis=2, keepdims=True)
    grown = np.exp(score)
    found: Rows = grown / grown.sum(axis=2, keepdims=True)
    return found
