"""A later grouping that keeps what people corrected and which group is which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from leadline.engine.errors import EngineError
from leadline.engine.text.copies import near_copies
from leadline.engine.text.encode import Vectors
from leadline.engine.text.group.assign import Labels, centroids_of, confidence_in
from leadline.engine.text.group.grouping import (
    DEFAULT,
    Grouping,
    GroupSettings,
    group,
)

SAME = 0.3
"""An old and a new group are the same when they share this much (Jaccard)."""


def regroup(
    vectors: Vectors,
    texts: Sequence[str],
    previous: npt.ArrayLike,
    pinned: npt.ArrayLike,
    settings: GroupSettings = DEFAULT,
) -> Grouping:
    """Group again after new pieces came or people corrected the groups.

    Pieces a person has placed stay where they are, whatever the new run finds, and
    near copies of them that nobody has placed follow. A new group that shares enough
    with an old one keeps the old number (the pairing that shares most over all [1]_);
    a group people have placed pieces in lives on even if the new run does not find
    it, and takes along the loose pieces nearer to it than to their own group.

    Parameters
    ----------
    vectors : ndarray of float32, shape (n, d)
        Unit rows of all pieces, old and new.
    texts : sequence of str, length n
        The cleaned pieces.
    previous : array_like of int, shape (n,)
        The number of the group each piece had; -1 for none and for new pieces.
    pinned : array_like of bool, shape (n,)
        True where a person has placed the piece, be it into none.
    settings : GroupSettings
        As for `group`.

    Returns
    -------
    Grouping
        Old numbers where the group is the same; new groups carry the numbers after
        the highest old one. A number may have lost its pieces: then nobody carries
        it and its centroid is zero.

    Raises
    ------
    EngineError
        If the lengths differ, or as `group`.

    References
    ----------
    .. [1] Kuhn, H. (1955). *The Hungarian method for the assignment problem*.

    Examples
    --------
    >>> rows = np.repeat(np.eye(2, dtype=np.float32), 2, axis=0)
    >>> words = ["log in", "sign in", "dark mode", "night mode"]
    >>> pins = [False, False, False, True]
    >>> again = regroup(rows, words, [7, 7, 3, 7], pins, GroupSettings(needs=2))
    >>> again.labels.tolist()
    [7, 7, 3, 7]
    """
    previous = np.asarray(previous, dtype=np.int64)
    pinned = np.asarray(pinned, dtype=bool)
    if not len(previous) == len(pinned) == len(vectors) == len(texts):
        raise EngineError("Vectors, texts, labels and pins must be equally many.")
    fresh = group(vectors, texts, settings)
    labels = _same_numbers(fresh.labels, previous)
    labels = _with_pinned(vectors, labels, previous, pinned)
    labels = _copies_follow(texts, labels, pinned)
    centroids = centroids_of(vectors, labels)
    confidence = confidence_in(vectors, centroids, labels)
    confidence[pinned & (labels >= 0)] = 1.0
    return replace(fresh, labels=labels, confidence=confidence, centroids=centroids)


def _same_numbers(labels: Labels, previous: Labels) -> Labels:
    """Give each new group the number of the old group it shares most with."""
    count = int(labels.max(initial=-1)) + 1
    known = np.unique(previous[previous >= 0])
    number = int(previous.max(initial=-1)) + 1 + np.arange(count)
    if count and len(known):
        both = (labels >= 0) & (previous >= 0)
        old = np.searchsorted(known, previous[both])
        common = np.zeros((count, len(known)))
        np.add.at(common, (labels[both], old), 1)
        # Only pieces that had a group count: new ones tell nothing about old groups.
        alike = common / np.maximum(
            common.sum(axis=1)[:, None] + common.sum(axis=0) - common, 1
        )
        new, match = linear_sum_assignment(-alike)
        good = alike[new, match] >= SAME
        number[new[good]] = known[match[good]]
        loose = np.setdiff1d(np.arange(count), new[good])
        number[loose] = int(previous.max()) + 1 + np.arange(len(loose))
    return np.where(labels >= 0, np.append(number, -1)[labels], -1)


def _with_pinned(
    vectors: Vectors, labels: Labels, previous: Labels, pinned: npt.NDArray[np.bool_]
) -> Labels:
    """Put pinned pieces back; groups that only pins keep alive call their own."""
    alive = set(np.unique(labels[labels >= 0]).tolist())
    labels = np.where(pinned, previous, labels)
    kept = sorted(set(np.unique(previous[pinned & (previous >= 0)]).tolist()) - alive)
    if not kept:
        return labels
    centroids = centroids_of(vectors, labels)
    own = np.where(labels >= 0, (vectors * centroids[labels]).sum(axis=1), 2.0)
    calls = vectors @ centroids[kept].T
    best = calls.argmax(axis=1)
    moves = ~pinned & (calls[np.arange(len(calls)), best] > own)
    return np.where(moves, np.array(kept)[best], labels)


def _copies_follow(
    texts: Sequence[str], labels: Labels, pinned: npt.NDArray[np.bool_]
) -> Labels:
    """Let loose near copies of a pinned piece go where the pinned one was put."""
    stands = near_copies(texts)
    where = {int(stands[row]): int(labels[row]) for row in np.flatnonzero(pinned)}
    following = [where.get(int(s), int(n)) for s, n in zip(stands, labels, strict=True)]
    return np.where(pinned, labels, np.array(following, dtype=np.int64))
