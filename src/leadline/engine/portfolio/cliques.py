"""Sets of columns of which a plan has at most one, where shares have more."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadline.engine.portfolio.conflicts import Conflicts

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

BROKEN = 1e-3
NOTHING = 1e-4
MOST_STARTS = 250


@dataclass(frozen=True)
class Cliques:
    """Looks for cliques among columns that exclude each other."""

    conflicts: Conflicts

    def broken(self, x: Floats) -> list[Ints]:
        """Return cliques of which the shares together are above one.

        One is grown from each column that has a share, the largest first, by whatever
        weighs most with those that could still follow; then by columns without a share,
        so that it says as much as it can.

        Parameters
        ----------
        x : array of float, shape (columns,)
            From 0 to 1.

        Returns
        -------
        list of array of int
            The columns of each clique.

        Examples
        --------
        >>> pairs = ~np.eye(4, dtype=bool)
        >>> pairs[0, 3] = pairs[3, 0] = False
        >>> cliques = Cliques(Conflicts(pairs, np.ones(4, dtype=bool)))
        >>> found = cliques.broken(np.array([0.5, 0.5, 0.5, 0.0]))
        >>> [clique.tolist() for clique in found]
        [[0, 1, 2]]
        """
        some = np.flatnonzero((x > NOTHING) & self.conflicts.possible)
        apart, shares = self.conflicts.apart[np.ix_(some, some)], x[some]
        found: dict[tuple[int, ...], None] = {}
        for start in np.argsort(-shares, kind="stable")[:MOST_STARTS]:
            inside = _grown([int(start)], apart, shares)
            if shares[inside].sum() > 1.0 + BROKEN:
                found[tuple(sorted(some[inside].tolist()))] = None
        whole = {tuple(self._widened(clique)): None for clique in found}
        return [np.array(clique, dtype=np.int64) for clique in whole]

    def _widened(self, clique: tuple[int, ...]) -> list[int]:
        """Return a clique with as many more columns as fit, by what fits most."""
        apart = self.conflicts.apart
        near = np.flatnonzero(apart[list(clique)].all(axis=0) & self.conflicts.possible)
        inside = _grown([], apart[np.ix_(near, near)], np.ones(near.size))
        return sorted([*clique, *near[inside].tolist()])


def _grown(inside: list[int], apart: Bools, shares: Floats) -> list[int]:
    """Return columns that all exclude each other, with those inside among them."""
    left = np.ones(shares.size, dtype=bool)
    for one in inside:
        left &= apart[one]
    while left.any():
        at = np.flatnonzero(left)
        weight = shares[at] * (1.0 + apart[np.ix_(at, at)] @ shares[at])
        one = int(at[np.argmax(weight)])
        inside.append(one)
        left &= apart[one]
    return inside
