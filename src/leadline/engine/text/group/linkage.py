"""A tree over small groups, so that any number of groups can be cut from it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadline.engine.text.group.assign import Labels


@dataclass(frozen=True)
class Tree:
    """Who joins whom when small groups are joined until one is left.

    Attributes
    ----------
    joins : ndarray of int64, shape (m - 1, 2)
        Pairs of small groups, the most alike first; each stands for all it has
        taken in by then.
    """

    joins: npt.NDArray[np.int64]

    def cut(self, count: int) -> Labels:
        """Return the group of each small group when ``count`` groups are left."""
        size = len(self.joins) + 1
        above = np.arange(size)

        def top(at: int) -> int:
            while above[at] != at:
                above[at] = above[above[at]]
                at = int(above[at])
            return at

        for one, two in self.joins[: max(0, size - count)].tolist():
            above[top(two)] = top(one)
        tops = np.array([top(at) for at in range(size)])
        return np.unique(tops, return_inverse=True)[1].astype(np.int64)


def average_linkage(
    alike: npt.NDArray[np.floating], size: npt.NDArray[np.int64]
) -> Tree:
    """Join the two groups whose members are most alike on average, again and again.

    Found through chains of nearest neighbours [1]_ in time of the square of the
    number of small groups.

    Parameters
    ----------
    alike : ndarray of float, shape (m, m)
        Sum of the similarities between the members of each two small groups.
    size : ndarray of int64, shape (m,)
        Members of each.

    Returns
    -------
    Tree
        With m - 1 joins.

    References
    ----------
    .. [1] Murtagh, F. (1983). *A survey of recent advances in hierarchical
       clustering algorithms*. The Computer Journal 26.

    Examples
    --------
    >>> alike = np.array([[1, 0.9, 0.1], [0.9, 1, 0.2], [0.1, 0.2, 1]])
    >>> average_linkage(alike, np.ones(3, dtype=np.int64)).cut(2).tolist()
    [0, 0, 1]
    """
    sums = np.array(alike, dtype=np.float64)
    count = np.array(size, dtype=np.float64)
    gone = np.zeros(len(count), dtype=bool)
    joins, heights = [], []
    chain: list[int] = []
    for _ in range(len(count) - 1):
        if not chain:
            chain = [int(np.flatnonzero(~gone)[0])]
        while True:
            here = chain[-1]
            near = sums[here] / (count[here] * count)
            near[gone] = near[here] = -np.inf
            best = int(near.argmax())
            if len(chain) > 1 and near[chain[-2]] >= near[best]:
                best = chain[-2]
                break
            chain.append(best)
        joins.append((min(here, best), max(here, best)))
        heights.append(near[best])
        chain = chain[:-2]
        keep, drop = joins[-1]
        sums[keep] += sums[drop]
        sums[:, keep] = sums[keep]
        count[keep] += count[drop]
        gone[drop] = True
    order = np.argsort(-np.array(heights), kind="stable")
    return Tree(np.array(joins, dtype=np.int64).reshape(-1, 2)[order])
