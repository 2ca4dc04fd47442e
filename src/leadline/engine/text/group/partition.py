"""The groups themselves: communities among shared neighbours."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from leadline.engine.text.encode import Vectors, unit
from leadline.engine.text.group.assign import Labels, centroids_of
from leadline.engine.text.group.neighbours import nearest, shared

NEIGHBOURS = 15
RESOLUTION = 8.0
FINEST = 512.0


def parts(rows: Vectors, needs: int | None, seed: int) -> Labels:
    """Return the group of each piece, every piece different and none empty.

    Parameters
    ----------
    rows : ndarray of float32, shape (n, d)
        Unit rows.
    needs : int or None
        How many groups; None to find out.
    seed : int
        For the order in which communities are tried.

    Returns
    -------
    ndarray of int64, shape (n,)
        Labels 0 to g - 1, each carried by at least one piece.

    Examples
    --------
    >>> rows = unit(np.array([[1, 0], [1, 0.1], [0, 1], [0.1, 1]]))
    >>> parts(rows, 2, 0).tolist()
    [0, 0, 1, 1]
    """
    if len(rows) < 2 or needs == 1:
        return np.zeros(len(rows), dtype=np.int64)
    if needs is not None and needs >= len(rows):
        return np.arange(len(rows), dtype=np.int64)
    turned = unit(rows - rows.mean(axis=0))
    graph = shared(nearest(turned, min(NEIGHBOURS, max(3, len(rows) // 20)), seed))
    if needs is None:
        return communities(graph, RESOLUTION, seed)
    return exactly(turned, finest_near(graph, needs, seed), needs)


def communities(graph: sparse.csr_matrix, resolution: float, seed: int) -> Labels:
    """Return the communities of the graph by the Leiden method [1]_.

    References
    ----------
    .. [1] Traag, V., Waltman, L., van Eck, N. (2019). *From Louvain to Leiden:
       guaranteeing well-connected communities*. Scientific Reports 9.
    """
    from sknetwork.clustering import Leiden

    if graph.nnz == 0:
        return np.arange(graph.shape[0], dtype=np.int64)
    method = Leiden(
        resolution=resolution,
        random_state=seed,
        tol_optimization=1e-6,
        tol_aggregation=1e-6,
    )
    return _renumbered(method.fit_predict(graph))


def finest_near(graph: sparse.csr_matrix, needs: int, seed: int) -> Labels:
    """Return the coarsest communities found that are at least as many as asked."""
    low, high = 1 / 64, FINEST
    best = communities(graph, high, seed)
    for _ in range(14):
        middle = float(np.sqrt(low * high))
        found = communities(graph, middle, seed)
        if found.max() + 1 >= needs:
            high, best = middle, found
        else:
            low = middle
        if found.max() + 1 == needs:
            break
    return best


def exactly(rows: Vectors, found: Labels, needs: int) -> Labels:
    """Join the nearest groups, or cut the widest, until there are as many as asked."""
    while (count := int(found.max()) + 1) > needs:
        centres, size = centroids_of(rows, found), np.bincount(found)
        apart = (1 - centres @ centres.T) * (size[:, None] * size)
        apart = apart / (size[:, None] + size)
        np.fill_diagonal(apart, np.inf)
        one, two = np.unravel_index(apart.argmin(), apart.shape)
        found = _renumbered(np.where(found == two, one, found))
    while (count := int(found.max()) + 1) < needs:
        centres = centroids_of(rows, found)
        miss = 1 - (rows * centres[found]).sum(axis=1)
        spread = np.bincount(found, miss) * (np.bincount(found) > 1)
        inside = np.flatnonzero(found == spread.argmax())
        found[inside[_halved(rows[inside])]] = count
    return found


def _halved(rows: Vectors) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return one half of a group: two means, begun at the two most opposed pieces."""
    centre = rows.mean(axis=0)
    one = int((rows @ centre).argmin())
    poles = rows[[one, int((rows @ rows[one]).argmin())]]
    side = np.zeros(len(rows), dtype=bool)
    for _ in range(20):
        near = rows @ poles.T
        side = near[:, 1] > near[:, 0]
        if not side.any() or side.all():
            break
        poles = unit(np.stack([rows[~side].mean(axis=0), rows[side].mean(axis=0)]))
    if not side.any() or side.all():
        side = np.arange(len(rows)) == one
    return side


def _renumbered(labels: Labels) -> Labels:
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)
