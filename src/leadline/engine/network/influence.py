"""Who moves others: measures of place in a network of who listens to whom."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadline.engine.errors import EngineError

Floats = npt.NDArray[np.float64]
DAMPING = 0.85
ROUNDS = 200
CLOSE = 1e-12


@dataclass(frozen=True, slots=True)
class Network:
    """Who points at whom: ``edges`` hold (from, to, weight) by place in ``names``.

    An edge says that its first end listens to, names or recommends its second; the
    weight says how strongly, above 0.
    """

    names: tuple[str, ...]
    edges: tuple[tuple[int, int, float], ...]

    @property
    def heads(self) -> list[list[int]]:
        """Return, for each person, whom they point at."""
        found: list[list[int]] = [[] for _ in self.names]
        for start, end, _ in self.edges:
            found[start].append(end)
        return found


def build_network(edges: Sequence[tuple[str, str, float]]) -> Network:
    """Make a network of named edges; the same edge twice adds its weights.

    Parameters
    ----------
    edges : sequence of (str, str, float)
        From, to, weight. Who points at themselves is left out: nobody moves others by
        that.

    Returns
    -------
    Network
        Names in the order in which they first appear.

    Raises
    ------
    EngineError
        If nothing is left, a name is empty, or a weight is not above 0.

    Examples
    --------
    >>> net = build_network([("Jonas", "Petra", 2), ("Ove", "Petra", 1)])
    >>> net.names, len(net.edges)
    (('Jonas', 'Petra', 'Ove'), 2)
    """
    place: dict[str, int] = {}
    joined: dict[tuple[int, int], float] = {}
    for start, end, weight in edges:
        if not start or not end:
            raise EngineError("Every edge goes from somebody to somebody.")
        if not (np.isfinite(weight) and weight > 0):
            raise EngineError(f"The weight from {start} to {end} is not above 0.")
        pair = (place.setdefault(start, len(place)), place.setdefault(end, len(place)))
        if pair[0] != pair[1]:
            joined[pair] = joined.get(pair, 0.0) + weight
    if not joined:
        raise EngineError("There is no edge between two different people.")
    return Network(
        tuple(place), tuple((a, b, weight) for (a, b), weight in joined.items())
    )


def betweenness(network: Network) -> Floats:
    """Return how many shortest ways of others lead through each person.

    Every edge is one step, whatever its weight. Not scaled: a person through whom all
    ways between k others lead has k (k - 1).

    Parameters
    ----------
    network : Network
        Directed.

    Returns
    -------
    ndarray of float64, shape (n_people,)
        In ways; where several are shortest, each counts its share.

    References
    ----------
    Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of
    Mathematical Sociology 25(2). Measure: Freeman (1977), Sociometry 40(1).

    Examples
    --------
    >>> net = build_network([("a", "b", 1), ("b", "c", 1)])
    >>> betweenness(net).tolist()
    [0.0, 1.0, 0.0]
    """
    heads = network.heads
    found = np.zeros(len(network.names))
    for source in range(len(heads)):
        order, ways, before = _shortest(heads, source)
        passed = np.zeros(len(heads))
        for person in reversed(order):
            for earlier in before[person]:
                passed[earlier] += ways[earlier] / ways[person] * (1 + passed[person])
            if person != source:
                found[person] += passed[person]
    return found


def _shortest(
    heads: list[list[int]], source: int
) -> tuple[list[int], list[float], list[list[int]]]:
    """Return who is reached, nearest first, in how many ways, and through whom."""
    ways, before = [0.0] * len(heads), [list[int]() for _ in heads]
    steps = [-1] * len(heads)
    ways[source], steps[source] = 1.0, 0
    order, waiting = [], deque([source])
    while waiting:
        person = waiting.popleft()
        order.append(person)
        for other in heads[person]:
            if steps[other] < 0:
                steps[other] = steps[person] + 1
                waiting.append(other)
            if steps[other] == steps[person] + 1:
                ways[other] += ways[person]
                before[other].append(person)
    return order, ways, before


def pagerank(network: Network, damping: float = DAMPING) -> Floats:
    """Return how often a walk along the edges, by weight, meets each person.

    Parameters
    ----------
    network : Network
        Directed, weighted.
    damping : float, default 0.85
        Share of steps along an edge; the others start anywhere.

    Returns
    -------
    ndarray of float64, shape (n_people,)
        Shares that add up to 1.

    Raises
    ------
    EngineError
        If the damping is not between 0 and 1.

    References
    ----------
    Brin and Page (1998). The anatomy of a large-scale hypertextual Web search engine.

    Examples
    --------
    >>> net = build_network([("a", "c", 1), ("b", "c", 1)])
    >>> int(pagerank(net).argmax()) == net.names.index("c")
    True
    """
    if not 0 <= damping < 1:
        raise EngineError("Damping lies between 0 and 1.")
    n = len(network.names)
    out = np.zeros(n)
    for start, _, weight in network.edges:
        out[start] += weight
    starts, ends, weights = map(np.array, zip(*network.edges, strict=True))
    shares = weights / out[starts]
    rank = np.full(n, 1 / n)
    for _ in range(ROUNDS):
        moved = np.bincount(ends, rank[starts] * shares, minlength=n)
        lost = rank[out == 0].sum()
        after = damping * (moved + lost / n) + (1 - damping) / n
        if np.abs(after - rank).sum() < CLOSE:
            break
        rank = after
    shares_met: Floats = after
    return shares_met


def degree(network: Network) -> Floats:
    """Return the weight of everybody who points at each person.

    Parameters
    ----------
    network : Network
        Directed, weighted.

    Returns
    -------
    ndarray of float64, shape (n_people,)
        In units of the weights.

    References
    ----------
    Freeman, L. C. (1978). Centrality in social networks: conceptual clarification.
    Social Networks 1(3).

    Examples
    --------
    >>> degree(build_network([("a", "c", 1), ("b", "c", 2)])).tolist()
    [0.0, 3.0, 0.0]
    """
    found = np.zeros(len(network.names))
    for _, end, weight in network.edges:
        found[end] += weight
    return found


def ranked(scores: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Return ranks from 1, the highest score first; equal scores share a rank.

    Parameters
    ----------
    scores : array_like of float, shape (n,)
        One score each.

    Returns
    -------
    ndarray of int64, shape (n,)
        Ranks, with gaps after shared ones.

    Examples
    --------
    >>> ranked([0.5, 2.0, 0.5]).tolist()
    [2, 1, 2]
    """
    values = np.asarray(scores, dtype=np.float64)
    above = (values[None, :] > values[:, None]).sum(axis=1)
    ranks: npt.NDArray[np.int64] = above.astype(np.int64) + 1
    return ranks


def influence(network: Network) -> Floats:
    """Return how much the way leads through each person and ends at them.

    The geometric mean of betweenness and PageRank, each as a share of the largest. One
    way is added to everybody's: of a network that is known in part, many would have
    none, and being named often would count for nothing.

    Parameters
    ----------
    network : Network
        Directed, weighted.

    Returns
    -------
    ndarray of float64, shape (n_people,)
        Between 0 and 1.

    References
    ----------
    Compared with its parts on the RALIC network in docs/methods/influence.md. The
    network and its ground truth: Lim, Quercia and Finkelstein (2010), StakeNet, ICSE.

    Examples
    --------
    >>> ring = [("a", "b", 1), ("b", "c", 1), ("c", "a", 1), ("d", "a", 1)]
    >>> net = build_network(ring)
    >>> net.names[int(influence(net).argmax())]
    'a'
    """
    ways, met = betweenness(network) + 1, pagerank(network)
    found: Floats = np.sqrt(ways / ways.max() * met / met.max())
    return found


MEASURES = {
    "auto": influence,
    "betweenness": betweenness,
    "pagerank": pagerank,
    "degree": degree,
}
