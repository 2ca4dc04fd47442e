"""Pieces into groups, from nothing but what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadline.engine.errors import EngineError
from leadline.engine.text.clean import has_content
from leadline.engine.text.copies import near_copies, word_order
from leadline.engine.text.encode import Vectors, lengths_of
from leadline.engine.text.group.assign import (
    Labels,
    centroids_of,
    confidence_in,
)
from leadline.engine.text.group.partition import parts
from leadline.engine.text.group.strays import strays


@dataclass(frozen=True)
class GroupSettings:
    """How to group.

    Attributes
    ----------
    needs : int or None, default None
        How many groups to make; None to find out.
    farthest : float, default 0.2
        A piece whose cosine to its group's centroid is below this belongs to none,
        if it also lies more than ``FAR_OUT`` deviations below the group's others:
        in a wide group all are far from the middle.
    """

    needs: int | None = None
    farthest: float = 0.2


@dataclass(frozen=True)
class Grouping:
    """Which group each piece belongs to.

    Attributes
    ----------
    labels : ndarray of int64, shape (n,)
        0 for the largest group and so on; -1 for none.
    confidence : ndarray of float32, shape (n,)
        0 to 1, by the measure of `assign`; 0 for none.
    centroids : ndarray of float32, shape (g, d)
        The unit mean of each group, copies counted once.
    """

    labels: Labels
    confidence: npt.NDArray[np.float32]
    centroids: Vectors

    @property
    def count(self) -> int:
        """How many groups there are."""
        return len(self.centroids)


DEFAULT = GroupSettings()
FAR_OUT = 3.0


def group(
    vectors: Vectors, texts: Sequence[str], settings: GroupSettings = DEFAULT
) -> Grouping:
    """Group pieces that say the same.

    Copies and near copies count once for the shape of the groups and share the group
    of the piece that stands for them. A piece that says nothing, or is far from
    every group, gets none; when the number of groups is not given, neither does one
    that is hardly more like its group than like strangers (`strays`). The order of
    the rows does not matter: shuffled rows give the same groups with the same
    numbers.

    Parameters
    ----------
    vectors : ndarray of float32, shape (n, d)
        Unit rows, as an encoder gives them.
    texts : sequence of str, length n
        The cleaned pieces behind them.
    settings : GroupSettings
        How many groups.

    Returns
    -------
    Grouping
        Groups numbered by size, the largest first.

    Raises
    ------
    EngineError
        If the lengths differ, or more groups are asked for than there are
        different pieces.

    Examples
    --------
    >>> rows = np.eye(2, dtype=np.float32)[[0, 0, 1, 1, 0]]
    >>> texts = ["log in", "login", "dark", "darker", "log in"]
    >>> group(rows, texts, GroupSettings(needs=2)).labels.tolist()
    [0, 0, 1, 1, 0]
    """
    if len(vectors) != len(texts):
        raise EngineError("There must be one text per vector.")
    heads, rows_of = _heads(vectors, texts)
    if settings.needs is not None and not 1 <= settings.needs <= max(len(heads), 1):
        raise EngineError(
            f"{settings.needs} needs cannot be made of {len(heads)} different pieces: "
            f"ask for 1 to {len(heads)}."
        )
    rows = vectors[heads]
    found = parts(rows, settings.needs)
    centroids = centroids_of(rows, found)
    found = _without_far(rows, found, centroids, settings.farthest)
    if settings.needs is None:
        found = _numbered(np.where(strays(rows, found), -1, found))
        centroids = centroids_of(rows, found)
    labels = np.full(len(texts), -1, dtype=np.int64)
    labels[rows_of >= 0] = found[rows_of[rows_of >= 0]]
    number = _by_size(labels, found, len(centroids))
    labels = np.where(labels >= 0, number[labels], -1)
    centroids = centroids_of(rows, np.where(found >= 0, number[found], -1))
    return Grouping(labels, confidence_in(vectors, centroids, labels), centroids)


def _heads(
    vectors: Vectors, texts: Sequence[str]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the pieces that shape the groups, and which one stands for each row.

    The pieces come in the order of their words, so that the order of the rows cannot
    matter; -1 stands for a row that says nothing.
    """
    said = np.array([has_content(t) for t in texts], dtype=bool)
    said &= lengths_of(vectors)[:, 0] > 0.5
    where = np.flatnonzero(said)
    stands = (
        where[near_copies([texts[i] for i in where.tolist()])] if len(where) else where
    )
    heads = np.array(
        sorted(set(stands.tolist()), key=lambda i: word_order(texts[i])), np.int64
    )
    place = np.full(len(texts), -1, dtype=np.int64)
    place[heads] = np.arange(len(heads))
    rows_of = np.full(len(texts), -1, dtype=np.int64)
    rows_of[where] = place[stands]
    return heads, rows_of


def _without_far(
    rows: Vectors, found: Labels, centroids: Vectors, farthest: float
) -> Labels:
    """Let go of pieces far from their group's centre, but never of a whole group."""
    cosine = (rows * centroids[found]).sum(axis=1)
    best = np.full(len(centroids), -1.0, dtype=np.float32)
    np.maximum.at(best, found, cosine)
    size = np.maximum(np.bincount(found, minlength=len(centroids)), 1)
    mean = np.bincount(found, cosine, minlength=len(centroids)) / size
    off = np.bincount(found, (cosine - mean[found]) ** 2, minlength=len(centroids))
    limit = np.minimum(farthest, mean - FAR_OUT * np.sqrt(off / size))
    return np.where((cosine >= limit[found]) | (cosine >= best[found]), found, -1)


def _numbered(found: Labels) -> Labels:
    """Close the gaps that dissolved groups leave between the numbers."""
    known = np.unique(found[found >= 0])
    return np.where(found >= 0, np.searchsorted(known, found), -1)


def _by_size(labels: Labels, found: Labels, count: int) -> Labels:
    """Return the new number of each group: by size, then by the words of a piece."""
    size = np.bincount(labels[labels >= 0], minlength=count)
    first = np.full(count, len(found))
    np.minimum.at(first, found[found >= 0], np.flatnonzero(found >= 0))
    number = np.empty(count + 1, dtype=np.int64)
    number[np.lexsort((first, -size))] = np.arange(count)
    number[count] = -1
    return number
