from __future__ import annotations

from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.engine.errors import EngineError
from leadline.engine.network.influence import (
    MEASURES,
    Network,
    betweenness,
    build_network,
    degree,
    influence,
    pagerank,
    ranked,
)

NAMES = "abcdef"
edges = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.integers(1, 8)),
    min_size=1,
    max_size=14,
).filter(lambda found: any(a != b for a, b, _ in found))


def by_hand(network: Network) -> list[float]:
    """Betweenness by trying every way there is; for small networks only."""
    n, arrows = len(network.names), {(a, b) for a, b, _ in network.edges}
    found = [0.0] * n
    for start, end in permutations(range(n), 2):
        others = [i for i in range(n) if i not in (start, end)]
        for length in range(n - 1):
            ways = [
                way
                for way in permutations(others, length)
                if all(step in arrows for step in pairwise((start, *way, end)))
            ]
            for way in ways:
                for person in way:
                    found[person] += 1 / len(ways)
            if ways:
                break
    return found


@given(edges=edges)
def test_betweenness_counts_every_shortest_way(edges: list) -> None:
    network = build_network(edges)

    assert betweenness(network).tolist() == pytest.approx(by_hand(network))


@pytest.mark.parametrize("measure", MEASURES)
@given(edges=edges, seed=st.integers(0, 99))
def test_nobody_ranks_by_the_order_of_the_file(
    measure: str, edges: list, seed: int
) -> None:
    mixed = [edges[i] for i in np.random.default_rng(seed).permutation(len(edges))]
    one, other = build_network(edges), build_network(mixed)

    scores = dict(zip(one.names, MEASURES[measure](one), strict=True))
    again = dict(zip(other.names, MEASURES[measure](other), strict=True))

    assert again == pytest.approx(scores, abs=1e-8)


@given(edges=edges)
def test_a_walk_is_always_somewhere(edges: list) -> None:
    rank = pagerank(build_network(edges))

    assert rank.sum() == pytest.approx(1)
    assert rank.min() > 0


@given(edges=edges)
def test_degree_spreads_all_the_weight(edges: list) -> None:
    weight = sum(w for a, b, w in edges if a != b)

    assert degree(build_network(edges)).sum() == pytest.approx(weight)


@pytest.mark.parametrize("measure", MEASURES)
def test_the_middle_of_a_star_comes_first(measure: str) -> None:
    points = [("hub", name, 1) for name in "xyz"] + [(n, "hub", 1) for n in "xyz"]
    network = build_network(points)

    assert network.names[int(MEASURES[measure](network).argmax())] == "hub"


def test_influence_is_pagerank_where_no_way_leads_through_anybody() -> None:
    network = build_network([("a", "c", 1), ("b", "c", 1)])

    assert network.names[int(influence(network).argmax())] == "c"


def test_equal_scores_share_a_rank() -> None:
    assert ranked([3, 1, 3, 0]).tolist() == [1, 3, 1, 4]


@pytest.mark.parametrize(
    ("edges", "says"),
    [
        ([], "no edge"),
        ([("a", "a", 1)], "no edge"),
        ([("a", "", 1)], "from somebody"),
        ([("a", "b", 0)], "not above 0"),
        ([("a", "b", float("nan"))], "not above 0"),
    ],
)
def test_what_is_no_network_is_refused(edges: list, says: str) -> None:
    with pytest.raises(EngineError, match=says):
        build_network(edges)


def test_a_walk_needs_a_sensible_damping() -> None:
    with pytest.raises(EngineError, match="Damping"):
        pagerank(build_network([("a", "b", 1)]), damping=1)
