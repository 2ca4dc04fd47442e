"""Pieces that lie in a group without being about what it is about."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from leadline.engine.text.encode import Vectors
from leadline.engine.text.group.assign import Labels, sums_of

AKIN, AKIN_OF_FEW = 1 / 3, 0.1
"""How far a piece must be from strangers towards kin; so much more among few."""
FEW = 1_000
ASKED = 500
"""Above so many members, an even sample of them is compared with."""


def strays(rows: Vectors, labels: Labels) -> npt.NDArray[np.bool_]:
    """Return which pieces are hardly more like their group than like strangers.

    A piece is held against the half of its group's other members that is most like
    it: a wide need keeps its fringe, and the members of a need do not suffer from the
    strays among them. On the way from the mean cosine between pieces of different
    groups to what the middle piece has with its nearer half, a piece must have come a
    third; among few pieces up to a tenth more, since there a few strays are half of
    a need. What is asked for thus follows how alike the pieces of this set are. The
    test is repeated until nobody goes, and who is left alone by it goes too: a group
    of strays dissolves. Groups of one piece are left as they are, and so is a single
    group, whose pieces have no strangers to be compared with.

    Parameters
    ----------
    rows : ndarray of float32, shape (n, d)
        Unit rows, every piece different.
    labels : ndarray of int64, shape (n,)
        The group of each piece; -1 for none.

    Returns
    -------
    ndarray of bool, shape (n,)
        True for pieces that had a group and should have none.

    Examples
    --------
    >>> rows = np.array([[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0], [0, 0, 1]])
    >>> strays(rows.astype(np.float32), np.array([0, 0, 1, 1, 1])).tolist()
    [False, False, False, False, True]
    """
    gone = np.zeros(len(rows), dtype=bool)
    strange = _between(rows, labels)
    alike = _with_nearer_half(rows, labels)
    if strange is None or np.isnan(alike).all():
        return gone
    typical = float(np.nanmedian(alike))
    if typical <= strange:
        return gone
    share = AKIN + AKIN_OF_FEW * max(0.0, 1 - len(rows) / FEW)
    limit = strange + share * (typical - strange)
    left = labels.copy()
    while (off := alike < limit).any():
        shrunk = np.unique(left[off])
        left[off] = -1
        for one in shrunk.tolist():
            members = np.flatnonzero(left == one)
            if len(members) == 1:
                left[members] = -1
        changed = np.isin(left, shrunk)
        alike = np.full(len(rows), np.nan)
        alike[changed] = _with_nearer_half(rows[changed], left[changed])
    return (labels >= 0) & (left < 0)


def _between(rows: Vectors, labels: Labels) -> float | None:
    """Return the mean cosine of pieces of different groups; none without a pair."""
    kept = labels >= 0
    size = np.bincount(labels[kept]).astype(np.float64)
    sums = sums_of(rows, labels, len(size)).astype(np.float64)
    pairs = size.sum() ** 2 - (size**2).sum()
    if pairs <= 0:
        return None
    whole = sums.sum(axis=0)
    return float((whole @ whole - (sums * sums).sum()) / pairs)


def _with_nearer_half(rows: Vectors, labels: Labels) -> npt.NDArray[np.float64]:
    """Return the mean cosine to the nearer half of the own group; NaN if alone."""
    alike = np.full(len(rows), np.nan)
    order = np.argsort(labels, kind="stable")
    order = order[labels[order] >= 0]
    ends = np.flatnonzero(np.diff(labels[order])) + 1
    for members in np.split(order, ends):
        if len(members) < 2:
            continue
        step = -(-len(members) // ASKED)
        near = rows[members] @ rows[members[::step]].T
        near[np.arange(0, len(members), step), np.arange(near.shape[1])] = -2
        rest = near.shape[1] - max(1, near.shape[1] // 2)
        near.partition(rest, axis=1)
        alike[members] = near[:, rest:].mean(axis=1)
    return alike
