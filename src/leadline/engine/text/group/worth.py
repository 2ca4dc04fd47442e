"""How good a partition is, told from the pieces alone."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from leadline.engine.text.encode import Vectors
from leadline.engine.text.group.assign import Labels, sums_of

JUDGED = 8192


def modularity(graph: sparse.csr_matrix, labels: Labels) -> float:
    """Return how much more weight lies inside the groups than chance would put there.

    Parameters
    ----------
    graph : csr_matrix, shape (n, n)
        Symmetric weights.
    labels : ndarray of int64, shape (n,)
        The group of each piece.

    Returns
    -------
    float
        Newman's modularity, at most 1; 0 for a graph without edges.

    References
    ----------
    .. [1] Newman, M. (2006). *Modularity and community structure in networks*. PNAS.

    Examples
    --------
    >>> pairs = sparse.csr_matrix(np.kron(np.eye(2), 1 - np.eye(2)))
    >>> modularity(pairs, np.array([0, 0, 1, 1]))
    0.5
    """
    total = float(graph.sum())
    if total == 0:
        return 0.0
    one = np.repeat(labels, np.diff(graph.indptr))
    inside = float(graph.data[one == labels[graph.indices]].sum()) / total
    weight = np.bincount(labels, np.asarray(graph.sum(axis=1)).ravel()) / total
    return inside - float((weight**2).sum())


def silhouette(rows: Vectors, labels: Labels) -> float:
    """Return how much nearer pieces are to their own group than to the next.

    Parameters
    ----------
    rows : ndarray of float32, shape (n, d)
        Unit rows.
    labels : ndarray of int64, shape (n,)
        The group of each piece, 0 to g - 1, g at least 2.

    Returns
    -------
    float
        Mean silhouette by cosine, -1 to 1; a piece alone in its group counts 0. Above
        ``JUDGED`` pieces an even sample is judged against all.

    References
    ----------
    .. [1] Rousseeuw, P. (1987). *Silhouettes*. Journal of Computational and Applied
       Mathematics 20.

    Examples
    --------
    >>> rows = np.eye(2, dtype=np.float32)[[0, 0, 1, 1]]
    >>> silhouette(rows, np.array([0, 0, 1, 1]))
    1.0
    """
    size = np.bincount(labels).astype(np.float32)
    sums = sums_of(rows, labels, len(size))
    judged = np.arange(0, len(rows), max(1, -(-len(rows) // JUDGED)))
    own = labels[judged]
    near = rows[judged] @ sums.T
    here = np.arange(len(judged))
    inside = 1 - (near[here, own] - 1) / np.maximum(size[own] - 1, 1)
    apart = 1 - near / size
    apart[here, own] = np.inf
    nearest = apart.min(axis=1)
    widest = np.maximum(np.maximum(inside, nearest), 1e-9)
    values = np.where(size[own] > 1, (nearest - inside) / widest, 0)
    return float(values.mean())
