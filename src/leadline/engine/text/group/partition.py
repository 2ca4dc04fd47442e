"""The groups themselves: communities among shared neighbours, or a cut of a tree."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from leadline.engine.text.encode import Vectors, lengths_of, unit
from leadline.engine.text.group.assign import Labels, centroids_of, members_of
from leadline.engine.text.group.linkage import Tree, average_linkage
from leadline.engine.text.group.neighbours import nearest, shared
from leadline.engine.text.group.worth import modularity, silhouette

NEIGHBOURS, FEWEST_NEIGHBOURS = 15, 3.0
ALL_AROUND, ALL_AROUND_TOLD = 4_000, 2_500
"""Pieces from which on a neighbourhood does not grow any more."""
RINGS = (2 / 3, 1.0, 3 / 2)
COMPACT, MOST_COMPACT = 1 / 18, 6.0
SMALL, MIDDLE, LARGE = 1_000, 5_000, 20_000
FINEST = 512.0
MOST_FINE = 3000
DIFFERENT = 0.35
"""Two pieces without any others to compare with are two needs below this cosine."""
MARGIN = 0.005
"""How much more modular a way must be to be taken instead of a simpler one."""
STEP = 1.04
"""From one number of groups to the next that is tried, among few pieces."""


@dataclass(frozen=True)
class Field:
    """All that is known about the pieces: rows, graph, small groups and their trees."""

    rows: Vectors
    graph: sparse.csr_matrix
    fine: Labels
    trees: tuple[Tree, ...]

    def cuts(self, count: int) -> Iterator[Labels]:
        """Return the trees' groups, where the small groups are at least as many."""
        if count <= int(self.fine.max()) + 1:
            for tree in self.trees:
                yield tree.cut(count)[self.fine]

    def best(self, ways: list[Labels]) -> tuple[int, float]:
        """Return which way is the most modular, and how modular.

        The first, the communities, gives way only to one clearly more modular.
        """
        modular = [modularity(self.graph, way) for way in ways]
        most = int(np.argmax(modular))
        chosen = most if modular[most] > modular[0] + MARGIN else 0
        return chosen, modular[chosen]


def parts(rows: Vectors, needs: int | None) -> Labels:
    """Return the group of each piece, every piece different and none empty.

    Three ways to as many groups compete: communities of the graph of shared
    neighbours, best where needs are about equally large, and cuts of two trees of
    average linkage over small communities (by cosine and by shared neighbours), best
    where few needs are large. The most modular wins. When the number of needs is not
    given, the number wins whose groups are both modular and clear (silhouette).

    Parameters
    ----------
    rows : ndarray of float32, shape (n, d)
        Unit rows.
    needs : int or None
        How many groups; None to find out.

    Returns
    -------
    ndarray of int64, shape (n,)
        Labels 0 to g - 1, each carried by at least one piece.

    Examples
    --------
    >>> rows = unit(np.array([[1, 0], [1, 0.1], [0, 1], [0.1, 1]]))
    >>> parts(rows, 2).tolist()
    [0, 0, 1, 1]
    """
    if len(rows) < 2 or needs == 1:
        return np.zeros(len(rows), dtype=np.int64)
    apart = len(rows) == 2 and float(rows[0] @ rows[1]) < DIFFERENT
    if (needs is not None and needs >= len(rows)) or apart:
        return np.arange(len(rows), dtype=np.int64)
    if needs is None:
        return _found_out(_field(rows, neighbourhood(len(rows))))
    return _as_many(_field(rows, neighbourhood(len(rows), ALL_AROUND_TOLD)), needs)


def neighbourhood(pieces: int, all_around: int = ALL_AROUND) -> float:
    """Return how many neighbours of a piece are looked at.

    A need can be seen as long as it has about as many pieces as a neighbourhood:
    among the fifteen nearest of a piece, a need of six is lost in what lies around.
    Where the pieces are few, both the needs and their sizes are: in the public sets
    both grow about as the square root, so the smallest need worth seeing does too.
    Whoever says how many needs there are asks for no smaller ones: there the
    neighbourhood may be a little wider.

    Examples
    --------
    >>> [round(neighbourhood(n), 1) for n in (50, 400, 1500, 3000, 100_000)]
    [3.0, 4.7, 9.2, 13.0, 15.0]
    """
    share = math.sqrt(min(1.0, pieces / all_around))
    return max(NEIGHBOURS * share, FEWEST_NEIGHBOURS)


def compactness(pieces: int) -> float:
    """Return how much more modularity counts than silhouette, for so many pieces.

    Modularity rises with few wide groups, silhouette with many narrow ones. The
    modularity of a good partition nears its limit as the groups become many, and
    with it the difference between two numbers of groups becomes small; the exponent
    makes up for that, with the root of the pieces as the number of needs does.

    Examples
    --------
    >>> [round(compactness(n), 1) for n in (0, 81, 729, 2916, 100_000)]
    [0.0, 0.5, 1.5, 3.0, 6.0]
    """
    return min(COMPACT * math.sqrt(pieces), MOST_COMPACT)


def _field(rows: Vectors, around: float) -> Field:
    """Look at the pieces: their middle taken away, their neighbours, small groups."""
    turned = rows - rows.mean(axis=0)
    turned /= lengths_of(turned)
    graph = _graph(turned, min(around, (len(rows) - 1) / 2))
    fine = _fine(graph)
    size = np.bincount(fine)
    members = members_of(fine, len(size))
    sums = members @ turned
    linked = (members @ graph @ members.T).toarray()
    trees = (average_linkage(linked, size), average_linkage(sums @ sums.T, size))
    return Field(turned, graph, fine, trees)


def _graph(rows: Vectors, around: float) -> sparse.csr_matrix:
    """Return the mean of the graphs of a narrower, the given and a wider ring.

    One number of neighbours alone makes a group appear or vanish; three steady it.
    Among very many pieces one ring is steady enough, and three take too long.
    """
    rings = RINGS if len(rows) <= LARGE else (1.0,)
    widths = sorted({max(1, round(around * ring)) for ring in rings})
    widest = nearest(rows, widths[-1])
    graphs = [shared(widest.first(width)) for width in widths]
    graph = graphs[0]
    for other in graphs[1:]:
        graph = graph + other
    mean = (graph / len(graphs)).tocsr()
    mean.sort_indices()
    return mean


def _fine(graph: sparse.csr_matrix) -> Labels:
    """Return groups far smaller than needs are; single pieces where there are few."""
    n = graph.shape[0]
    if n <= SMALL:
        return np.arange(n, dtype=np.int64)
    enough = min(n // 8, MOST_FINE // 2)
    resolution = 64.0 if n <= LARGE else 256.0
    found = communities(graph, resolution)
    while int(found.max()) + 1 < enough and resolution < FINEST:
        resolution *= 2
        finer = communities(graph, resolution)
        if int(finer.max()) + 1 > MOST_FINE:
            break
        found = finer
    return found


def _as_many(field: Field, needs: int) -> Labels:
    """Return the most modular partition into as many groups as asked.

    Among few pieces neighbourhoods are too small to tell: there the clearest wins.
    """
    if len(field.rows) <= SMALL:
        return max(field.cuts(needs), key=lambda way: silhouette(field.rows, way))
    found = finest_near(field.graph, needs)
    ways = [exactly(field.rows, found, needs), *field.cuts(needs)]
    return ways[field.best(ways)[0]]


def _found_out(field: Field) -> Labels:
    """Return the partition whose groups are most modular and clear.

    How clear a number of groups is, is judged by the way itself and by the mean of
    all ways to it: one way alone jumps. Of the ways the one of most worth is taken,
    not the most modular: two that are modular to a hair would take turns from one
    number to the next. Among few pieces the most modular, the other being less sure.
    """
    found, worth = [], []
    power, least = compactness(len(field.rows)), fewest(len(field.rows))
    for ways in _grid(field):
        count = int(ways[0].max()) + 1
        if count < least:
            break
        if count >= len(field.rows):
            continue
        modular = np.maximum([modularity(field.graph, way) for way in ways], 0)
        clear = np.array([silhouette(field.rows, way) for way in ways])
        values = (clear + clear.mean()) / 2 * modular**power
        best = values.argmax() if len(field.rows) > SMALL else modular.argmax()
        found.append(ways[int(best)])
        worth.append(float(values[best]))
    if not found or max(worth) <= 0:
        return np.zeros(len(field.rows), dtype=np.int64)
    # Of equals the fewest groups, which come last.
    return found[max(range(len(found)), key=lambda at: (worth[at], at))]


def fewest(pieces: int) -> int:
    """Return how many needs there are at least when nobody has said how many.

    The clearest groups of many reviews are the products they speak of and whether
    they praise them: themes, too wide to act on. Half the root of the number of
    different pieces was below the known number in every public set of needs. Among
    fewer than ``SMALL`` it is as much less as the pieces are: a hundred may well be
    about three things.

    Examples
    --------
    >>> fewest(100), fewest(500), fewest(1000), fewest(5000)
    (2, 5, 15, 35)
    """
    return max(2, int(pieces**0.5 / 2 * min(1.0, pieces / SMALL)))


def _grid(field: Field) -> Iterator[list[Labels]]:
    """Yield partitions to choose from, from many groups to few: few may be too few."""
    n = len(field.rows)
    count = int(field.fine.max()) + 1
    if n <= SMALL:
        tried = [2]
        while (wanted := max(tried[-1] + 1, int(tried[-1] * STEP))) <= count // 2:
            tried.append(wanted)
        for wanted in reversed(tried):
            yield list(field.cuts(wanted))
        return
    step = 0.25 if n <= MIDDLE else 0.5 if n <= LARGE else 1.0
    for power in np.arange(-3.0, 7.0, step)[::-1]:
        found = communities(field.graph, 2.0 ** float(power))
        yield [found, *field.cuts(int(found.max()) + 1)]


def communities(graph: sparse.csr_matrix, resolution: float) -> Labels:
    """Return the communities of the graph by the Louvain method [1]_.

    The Leiden method finds the same quality here, but its refinement draws from the
    process's own random numbers, which no seed reaches: two runs would differ. Louvain
    as it is called here draws none.

    References
    ----------
    .. [1] Blondel, V., Guillaume, J.-L., Lambiotte, R., Lefebvre, E. (2008). *Fast
       unfolding of communities in large networks*. J. Stat. Mech. P10008.
    """
    from sknetwork.clustering import Louvain

    if graph.nnz == 0:
        return np.arange(graph.shape[0], dtype=np.int64)
    method = Louvain(
        resolution=resolution,
        random_state=0,
        tol_optimization=1e-6,
        tol_aggregation=1e-6,
    )
    return _renumbered(method.fit_predict(graph))


def finest_near(graph: sparse.csr_matrix, needs: int) -> Labels:
    """Return the coarsest communities found that are at least as many as asked."""
    low, high = 1 / 64, FINEST
    best = communities(graph, high)
    for _ in range(14 if graph.shape[0] <= LARGE else 8):
        middle = float(np.sqrt(low * high))
        found = communities(graph, middle)
        if found.max() + 1 >= needs:
            high, best = middle, found
        else:
            low = middle
        if found.max() + 1 == needs:
            break
    return best


def exactly(rows: Vectors, found: Labels, needs: int) -> Labels:
    """Join the nearest groups, or cut the widest, until there are as many as asked."""
    count = int(found.max()) + 1
    if count > needs:
        centres = centroids_of(rows, found)
        size = np.bincount(found)
        sums = np.outer(size, size) * (centres @ centres.T)
        found = average_linkage(sums, size).cut(needs)[found]
    while (count := int(found.max()) + 1) < needs:
        centres = centroids_of(rows, found)
        miss = 1 - (rows * centres[found]).sum(axis=1)
        spread = (np.bincount(found, miss) + 1) * (np.bincount(found) > 1)
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
