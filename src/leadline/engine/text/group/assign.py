"""The nearest group of a piece, and how sure that is."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse

from leadline.engine.errors import EngineError
from leadline.engine.text.encode import Vectors, unit

Labels = npt.NDArray[np.int64]

SHARPNESS = 14.0
FARTHEST = 0.25
BLOCK = 8192
BEFOREHAND, NEARNESS, GAP = 4.8, 5.3, 18.4
"""Fitted by logistic regression; see `propose`."""


def centroids_of(vectors: Vectors, labels: npt.ArrayLike) -> Vectors:
    """Return the unit mean of each group.

    Parameters
    ----------
    vectors : ndarray of float32, shape (n, d)
        Unit rows.
    labels : array_like of int, shape (n,)
        0 to g - 1, or -1 for a piece without a group.

    Returns
    -------
    ndarray of float32, shape (g, d)
        Unit rows; zero for a number nobody carries.

    Raises
    ------
    EngineError
        If the lengths differ.

    Examples
    --------
    >>> centroids_of(np.eye(2, dtype=np.float32), [0, -1]).tolist()
    [[1.0, 0.0]]
    """
    labels = np.asarray(labels, dtype=np.int64)
    if len(labels) != len(vectors):
        raise EngineError("There must be one label per vector.")
    return unit(sums_of(vectors, labels, int(labels.max(initial=-1)) + 1))


def members_of(labels: Labels, count: int) -> sparse.csr_matrix:
    """Return which piece is in which group: 1 in the group's row, the piece's column.

    Examples
    --------
    >>> members_of(np.array([1, -1, 0]), 2).toarray().tolist()
    [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    """
    grouped = np.flatnonzero(labels >= 0)
    ones = np.ones(len(grouped), np.float32)
    shape = (count, len(labels))
    return sparse.csr_matrix((ones, (labels[grouped], grouped)), shape)


def sums_of(vectors: Vectors, labels: Labels, count: int) -> Vectors:
    """Return the sum of each group's vectors, shape (count, d).

    Examples
    --------
    >>> sums_of(np.eye(2, dtype=np.float32), np.array([0, 0]), 1).tolist()
    [[1.0, 1.0]]
    """
    sums: Vectors = members_of(labels, count) @ vectors
    return sums


def assign(
    vectors: Vectors, centroids: Vectors, farthest: float = FARTHEST
) -> tuple[Labels, Vectors]:
    """Return the nearest group of each piece and how sure that is.

    Parameters
    ----------
    vectors : ndarray of float32, shape (n, d)
        Unit rows of new pieces, by the encoder that made the groups.
    centroids : ndarray of float32, shape (g, d)
        Unit rows, as `centroids_of` gives them.
    farthest : float, default ``FARTHEST``
        A piece whose cosine to every centroid is below this belongs to none.

    Returns
    -------
    labels : ndarray of int64, shape (n,)
        The nearest centroid, or -1 for none.
    confidence : ndarray of float32, shape (n,)
        Between 0 and 1: the nearest centroid's share when all centroids divide the
        piece by the exponent of ``SHARPNESS`` times the cosine; 0 for none.

    Raises
    ------
    EngineError
        If the widths differ.

    Examples
    --------
    >>> labels, sure = assign(unit(np.array([[1, 0.1], [0, -1]])), np.eye(2))
    >>> labels.tolist(), bool(sure[0] > 0.9)
    ([0, -1], True)
    """
    labels = np.full(len(vectors), -1, dtype=np.int64)
    confidence = np.zeros(len(vectors), dtype=np.float32)
    if not len(centroids) or not len(vectors):
        return labels, confidence
    if vectors.shape[1] != centroids.shape[1]:
        raise EngineError("Pieces and centroids come from different encoders.")
    for start in range(0, len(vectors), BLOCK):
        part = slice(start, start + BLOCK)
        cosine = vectors[part] @ centroids.T
        best = cosine.argmax(axis=1)
        top = cosine[np.arange(len(best)), best]
        share = 1 / np.exp(SHARPNESS * (cosine - top[:, None])).sum(axis=1)
        near = top >= farthest
        labels[part] = np.where(near, best, -1)
        confidence[part] = np.where(near, share, 0)
    return labels, confidence


def propose(
    vectors: Vectors, centroids: Vectors, at_least: float = 0.5
) -> tuple[Labels, Vectors]:
    """Return the standing group each new piece probably belongs to, if any does.

    Unlike the share that `assign` gives, the certainty counts that a new piece may
    belong to no standing group: it is a logistic function of the cosine to the
    nearest centroid and of the gap to the second nearest, fitted on two public sets
    with 3 to 12 known members a group and a tenth to two fifths of the needs taken
    away. On sets it was not fitted on it is too low rather than too high.

    Parameters
    ----------
    vectors : ndarray of float32, shape (n, d)
        Unit rows of new pieces.
    centroids : ndarray of float32, shape (g, d)
        Unit rows of the standing groups, read together with the new pieces.
    at_least : float, default 0.5
        A piece whose certainty is below this is given to none.

    Returns
    -------
    labels : ndarray of int64, shape (n,)
        The nearest centroid, or -1 for none.
    certainty : ndarray of float32, shape (n,)
        How often such a proposal is right, 0 to 1; 0 for none.

    Raises
    ------
    EngineError
        If the widths differ.

    Examples
    --------
    >>> rows = unit(np.array([[1, 0.1], [1, 1]]))
    >>> labels, sure = propose(rows, np.eye(2, dtype=np.float32))
    >>> labels.tolist(), bool(sure[0] > 0.9)
    ([0, -1], True)
    """
    if len(centroids) and len(vectors) and vectors.shape[1] != centroids.shape[1]:
        raise EngineError("Pieces and centroids come from different encoders.")
    if not len(centroids) or not len(vectors):
        return np.full(len(vectors), -1), np.zeros(len(vectors), dtype=np.float32)
    cosine = vectors @ centroids.T
    best = cosine.argmax(axis=1)
    top = cosine[np.arange(len(best)), best]
    cosine[np.arange(len(best)), best] = -np.inf
    # One group alone has no second to be told from: then nearness alone counts.
    gap = top - cosine.max(axis=1) if len(centroids) > 1 else np.zeros_like(top)
    certainty = 1 / (1 + np.exp(BEFOREHAND - NEARNESS * top - GAP * gap))
    sure = certainty >= at_least
    labels = np.where(sure, best, -1).astype(np.int64)
    return labels, np.where(sure, certainty, 0).astype(np.float32)


def confidence_in(
    vectors: Vectors, centroids: Vectors, labels: Labels
) -> npt.NDArray[np.float32]:
    """Return how sure each piece's given group is, by the measure of `assign`.

    Examples
    --------
    >>> confidence_in(np.eye(1, dtype=np.float32), np.eye(1), np.array([0])).tolist()
    [1.0]
    """
    confidence = np.zeros(len(vectors), dtype=np.float32)
    for start in range(0, len(vectors) if len(centroids) else 0, BLOCK):
        part = slice(start, start + BLOCK)
        cosine = SHARPNESS * (vectors[part] @ centroids.T)
        share = np.exp(cosine - cosine.max(axis=1, keepdims=True))
        share /= share.sum(axis=1, keepdims=True)
        at = np.maximum(labels[part], 0)
        given = share[np.arange(len(share)), at]
        confidence[part] = np.where(labels[part] >= 0, given, 0)
    return confidence
