"""Who is near whom: nearest neighbours, and the neighbours two pieces share."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse

from leadline.engine.text.encode import Vectors, unit
from leadline.engine.text.group.assign import members_of

Index = npt.NDArray[np.int32]

BLOCK = 1024
SEARCH_ALL_BELOW = 24_000
CELL, PROBES, CELL_WIDTH = 256, 10, 96


@dataclass(frozen=True)
class Neighbours:
    """The nearest other pieces of each piece, nearest first.

    Attributes
    ----------
    index : ndarray of int32, shape (n, k)
        Which; -1 where there are fewer than k.
    cosine : ndarray of float32, shape (n, k)
        How near.
    """

    index: Index
    cosine: Vectors

    def first(self, k: int) -> Neighbours:
        """Return the k nearest of them."""
        return Neighbours(self.index[:, :k], self.cosine[:, :k])


def nearest(rows: Vectors, k: int) -> Neighbours:
    """Return the k nearest other rows of each row by cosine.

    Below ``SEARCH_ALL_BELOW`` rows all pairs are compared, in blocks. Above, rows are
    sorted into cells around centres and each row is compared with the rows of the
    ``PROBES`` cells nearest to its own, so the work grows with n and not with n².

    Parameters
    ----------
    rows : ndarray of float32, shape (n, d)
        Unit rows.
    k : int
        How many neighbours; fewer come back when n is at most k.

    Returns
    -------
    Neighbours
        Of shape (n, min(k, n - 1)).

    Examples
    --------
    >>> found = nearest(unit(np.array([[1, 0], [1, 0.1], [0, 1]])), 1)
    >>> found.index.ravel().tolist()
    [1, 0, 1]
    """
    n = len(rows)
    k = min(k, max(n - 1, 0))
    if n <= SEARCH_ALL_BELOW:
        every = np.arange(n, dtype=np.int64)
        blocks = [(every[s : s + BLOCK], every) for s in range(0, n, BLOCK)]
    else:
        rows = _narrow(rows)
        blocks = _cells(rows, np.random.default_rng(0))
    index = np.full((n, k), -1, dtype=np.int32)
    cosine = np.full((n, k), -1.0, dtype=np.float32)
    if k == 0:
        return Neighbours(index, cosine)
    for asked, among in blocks:
        found, near = _top(rows[asked] @ rows[among].T, asked, among, k)
        index[asked, : found.shape[1]], cosine[asked, : found.shape[1]] = found, near
    return Neighbours(index, cosine)


def _top(
    cosine: Vectors, asked: npt.NDArray[np.int64], among: npt.NDArray[np.int64], k: int
) -> tuple[Index, Vectors]:
    """Return the k best columns of each row, leaving out the row itself."""
    place = np.minimum(np.searchsorted(among, asked), len(among) - 1)
    itself = among[place] == asked
    cosine[np.flatnonzero(itself), place[itself]] = -2.0
    k = min(k, cosine.shape[1] - 1)
    best = np.argpartition(-cosine, k - 1, axis=1)[:, :k]
    near = np.take_along_axis(cosine, best, axis=1)
    order = np.argsort(-near, axis=1, kind="stable")
    found = among[np.take_along_axis(best, order, axis=1)]
    return found.astype(np.int32), np.take_along_axis(near, order, axis=1)


def _narrow(rows: Vectors) -> Vectors:
    """Return the rows in their strongest directions only."""
    step = max(1, len(rows) // 20_000)
    part = rows[::step]
    _, vectors = np.linalg.eigh(part.T @ part)
    return unit(rows @ vectors[:, ::-1][:, :CELL_WIDTH])


def _cells(
    rows: Vectors, rng: np.random.Generator
) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    """Return pairs of (rows of a cell, rows to compare them with)."""
    centres = rows[rng.choice(len(rows), len(rows) // CELL, replace=False)]
    cell = np.empty(len(rows), dtype=np.int64)
    for _ in range(4):
        for start in range(0, len(rows), 8 * BLOCK):
            part = slice(start, start + 8 * BLOCK)
            cell[part] = (rows[part] @ centres.T).argmax(axis=1)
        members = members_of(cell, len(centres))
        filled = members.getnnz(axis=1) > 0
        centres[filled] = unit(members[filled] @ rows)
    where = [members.indices[a:b] for a, b in _spans(members.indptr)]
    near = np.argsort(-(centres @ centres.T), axis=1)[:, :PROBES]
    return [
        (np.sort(where[c]).astype(np.int64), _together(where, near[c]))
        for c in range(len(centres))
        if len(where[c])
    ]


def _spans(pointer: npt.NDArray[np.int32]) -> list[tuple[int, int]]:
    return list(pairwise(pointer.tolist()))


def _together(
    where: list[npt.NDArray[np.int32]], cells: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    return np.sort(np.concatenate([where[c] for c in cells])).astype(np.int64)


def shared(found: Neighbours) -> sparse.csr_matrix:
    """Return the graph whose edges weigh how many neighbours two pieces share.

    Two pieces are joined when one is among the other's neighbours; the weight is the
    Jaccard similarity of their neighbourhoods, each counted with its centre [1]_.
    Shared neighbours are near in dense and in thin regions alike, which distances
    are not.

    Parameters
    ----------
    found : Neighbours
        Of n pieces.

    Returns
    -------
    csr_matrix of float64, shape (n, n)
        Symmetric, without loops, weights above 0 and at most 1.

    References
    ----------
    .. [1] Jarvis, R., Patrick, E. (1973). *Clustering using a similarity measure
       based on shared near neighbors*. IEEE Transactions on Computers.

    Examples
    --------
    >>> rows = unit(np.array([[1, 0], [1, 0.1], [0, 1], [0.1, 1]]))
    >>> shared(nearest(rows, 1)).toarray().round(2).tolist()[0]
    [0.0, 1.0, 0.0, 0.0]
    """
    n, k = found.index.shape
    rows = np.repeat(np.arange(n), k)
    columns = found.index.ravel()
    real = columns >= 0
    links = sparse.csr_matrix(
        (np.ones(int(real.sum()), np.float32), (rows[real], columns[real])), (n, n)
    )
    joined = (links + links.T).tocsr()
    joined.data[:] = 1
    around = (links + sparse.identity(n, dtype=np.float32, format="csr")).tocsr()
    across = around.T.tocsr()
    parts = [
        (around[start : start + BLOCK] @ across).multiply(joined[start : start + BLOCK])
        for start in range(0, n, BLOCK)
    ]
    graph = sparse.vstack(parts, format="csr", dtype=np.float64)
    size = np.diff(around.indptr)
    one = np.repeat(np.arange(n), np.diff(graph.indptr))
    graph.data /= size[one] + size[graph.indices] - graph.data
    graph.eliminate_zeros()
    return graph
