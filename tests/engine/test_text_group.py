"""Laws of grouping."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadline.engine.errors import EngineError
from leadline.engine.text.encode import unit
from leadline.engine.text.group import (
    GroupSettings,
    assign,
    centroids_of,
    group,
    propose,
    regroup,
)
from leadline.engine.text.group import partition as partition_module
from leadline.engine.text.group.neighbours import nearest, shared
from leadline.engine.text.group.worth import modularity, silhouette
from tests.engine.text_worlds import same_partition, world

WORLDS = st.builds(
    world,
    st.integers(2, 6),
    st.integers(1, 8),
    spread=st.sampled_from([0.2, 0.6, 1.5]),
    seed=st.integers(0, 99),
)


@pytest.mark.parametrize(("groups", "each"), [(3, 8), (6, 30), (12, 40)])
def test_clear_groups_are_found_without_being_told_how_many(
    groups: int, each: int
) -> None:
    rows, texts, truth = world(groups, each)

    assert same_partition(group(rows, texts).labels, truth)


@pytest.mark.parametrize(("groups", "each"), [(3, 8), (6, 30), (12, 40)])
def test_clear_groups_are_found_when_told_how_many(groups: int, each: int) -> None:
    rows, texts, truth = world(groups, each)

    found = group(rows, texts, GroupSettings(needs=groups))

    assert same_partition(found.labels, truth)


def test_one_large_need_is_not_cut_to_the_size_of_the_small_ones() -> None:
    rows, texts, truth = world(8, 60, spread=0.5)
    keep = np.concatenate([np.flatnonzero(truth == g)[: 60 if g == 0 else 8]
                           for g in range(8)])  # fmt: skip
    found = group(rows[keep], [texts[i] for i in keep], GroupSettings(needs=8))

    assert same_partition(found.labels, truth[keep])


@settings(max_examples=12)
@given(WORLDS, st.integers(1, 9), st.randoms(use_true_random=False))
def test_shuffled_rows_give_the_same_groups_with_the_same_numbers(
    made, needs: int, random
) -> None:
    rows, texts, _ = made
    order = list(range(len(rows)))
    random.shuffle(order)
    wish = GroupSettings(needs=min(needs, len(rows)))

    before = group(rows, texts, wish)
    after = group(rows[order], [texts[i] for i in order], wish)

    assert after.labels.tolist() == before.labels[order].tolist()
    assert np.allclose(after.confidence, before.confidence[order], atol=1e-5)


@settings(max_examples=12)
@given(WORLDS, st.integers(1, 9), st.data())
def test_a_copy_changes_no_group_and_goes_where_its_original_is(
    made, needs: int, data
) -> None:
    rows, texts, _ = made
    again = data.draw(st.integers(0, len(rows) - 1))
    wish = GroupSettings(needs=min(needs, len(rows)))

    before = group(rows, texts, wish)
    after = group(
        np.vstack([rows, rows[again]]), [*texts, texts[again].upper() + "!"], wish
    )

    assert same_partition(after.labels[:-1], before.labels)
    assert after.labels[-1] == after.labels[again]


@settings(max_examples=12)
@given(WORLDS, st.one_of(st.none(), st.integers(1, 9)))
def test_every_group_has_a_piece_and_every_confidence_is_a_share(made, needs) -> None:
    rows, texts, _ = made
    wish = GroupSettings(needs=None if needs is None else min(needs, len(rows)))

    found = group(rows, texts, wish)

    sizes = np.bincount(found.labels[found.labels >= 0], minlength=found.count)
    assert (sizes > 0).all()
    assert (np.diff(sizes) <= 0).all(), "the largest comes first"
    assert ((found.confidence >= 0) & (found.confidence <= 1)).all()
    assert (found.confidence[found.labels < 0] == 0).all()
    if wish.needs is not None:
        assert found.count == wish.needs


def test_a_second_run_gives_exactly_the_same_groups() -> None:
    rows, texts, _ = world(40, 20, spread=1.2)

    one, two = group(rows, texts), group(rows, texts)

    assert one.labels.tolist() == two.labels.tolist()
    assert one.confidence.tolist() == two.confidence.tolist()


def test_a_piece_that_says_nothing_belongs_to_none() -> None:
    rows, texts, _ = world(2, 5)
    texts[3], texts[7] = "n/a", ""

    found = group(rows, texts)

    assert found.labels[[3, 7]].tolist() == [-1, -1]
    assert (np.delete(found.labels, [3, 7]) >= 0).all()


def test_nothing_at_all_has_no_groups() -> None:
    empty = group(np.zeros((0, 4), np.float32), [])
    silent = group(np.eye(2, dtype=np.float32), ["", "-"])

    assert (empty.count, len(empty.labels)) == (0, 0)
    assert (silent.count, silent.labels.tolist()) == (0, [-1, -1])


def test_two_pieces_are_one_need_only_when_alike() -> None:
    alike = unit(np.array([[1.0, 0.2], [1.0, 0.0]]))

    assert group(alike, ["log in", "sign in"]).count == 1
    assert group(np.eye(2, dtype=np.float32), ["log in", "dark mode"]).count == 2


def test_more_needs_than_pieces_and_missing_texts_are_refused() -> None:
    rows, texts, _ = world(2, 2)

    with pytest.raises(EngineError, match="ask for 1 to 4"):
        group(rows, texts, GroupSettings(needs=5))
    with pytest.raises(EngineError, match="one text per vector"):
        group(rows, texts[:3])


def test_new_pieces_go_to_the_nearest_group_or_to_none() -> None:
    rows, texts, _ = world(4, 10)
    found = group(rows, texts)
    fresh = unit(rows[[0, 39]] + 0.05)
    away = unit(-found.centroids.sum(axis=0, keepdims=True))

    labels, sure = assign(np.vstack([fresh, away]), found.centroids)

    assert labels.tolist() == [found.labels[0], found.labels[39], -1]
    assert sure[2] == 0.0
    assert (sure[:2] > 0.5).all()


def test_no_group_takes_no_piece_and_other_widths_are_refused() -> None:
    labels, sure = assign(np.eye(2, dtype=np.float32), np.zeros((0, 2), np.float32))

    assert (labels.tolist(), sure.tolist()) == ([-1, -1], [0.0, 0.0])
    with pytest.raises(EngineError, match="different encoders"):
        assign(np.eye(2, dtype=np.float32), np.eye(3, dtype=np.float32))
    with pytest.raises(EngineError, match="one label per vector"):
        centroids_of(np.eye(2, dtype=np.float32), [0])


def test_cells_find_nearly_all_neighbours_that_a_full_search_finds(monkeypatch) -> None:
    rows, _, _ = world(40, 40, spread=0.8)
    full = nearest(rows, 5)
    monkeypatch.setattr("leadline.engine.text.group.neighbours.SEARCH_ALL_BELOW", 100)
    cells = nearest(rows, 5)

    pairs = zip(full.index, cells.index, strict=True)
    found = [len(set(a.tolist()) & set(b.tolist())) / 5 for a, b in pairs]
    assert np.mean(found) > 0.95


def test_shared_neighbours_are_symmetric_shares() -> None:
    rows, _, _ = world(3, 10)
    graph = shared(nearest(rows, 4))

    assert abs(graph - graph.T).max() == 0
    assert graph.diagonal().sum() == 0
    assert 0 < graph.data.min() <= graph.data.max() <= 1


def test_the_truth_is_more_modular_and_clearer_than_chance() -> None:
    rows, _, truth = world(4, 20)
    graph = shared(nearest(rows, 5))
    chance = np.random.default_rng(0).permutation(truth)

    assert modularity(graph, truth) > 0.5 > modularity(graph, chance)
    assert silhouette(rows, truth) > 0.5 > silhouette(rows, chance)


@pytest.mark.parametrize(("small", "clearer_wins"), [(7, True), (8, False)])
def test_of_two_ways_equally_modular_the_clearer_is_taken_among_many(
    monkeypatch: pytest.MonkeyPatch, small: int, clearer_wins: bool
) -> None:
    halves = np.repeat([0, 1], 4)
    turns = np.tile([0, 1], 4)
    monkeypatch.setattr(partition_module, "SMALL", small)
    monkeypatch.setattr(
        partition_module, "_grid", lambda field: iter([[turns, halves]])
    )
    monkeypatch.setattr(
        partition_module, "modularity", lambda graph, way: 0.9 + 0.001 * way[1]
    )
    monkeypatch.setattr(
        partition_module, "silhouette", lambda rows, way: 0.3 - 0.1 * way[1]
    )
    rows = unit(np.repeat(np.eye(2), 4, axis=0) + 0.1).astype(np.float32)

    found = partition_module.parts(rows, None)

    assert found.tolist() == (halves if clearer_wins else turns).tolist()


def test_as_many_groups_as_asked_come_even_from_one_lump() -> None:
    rows = np.tile(np.eye(1, 3, dtype=np.float32), (20, 1))

    found = partition_module.exactly(rows, np.zeros(20, dtype=np.int64), 7)

    assert sorted(set(found.tolist())) == list(range(7))


def test_a_later_run_keeps_the_numbers_of_groups_it_finds_again() -> None:
    rows, texts, truth = world(5, 12)
    old = np.array([40, 7, 19, 3, 11])[truth]
    old[::6] = -1

    again = regroup(rows, texts, old, np.zeros(len(rows), bool))

    assert again.labels.tolist() == np.array([40, 7, 19, 3, 11])[truth].tolist()


def test_a_later_run_never_moves_what_people_placed() -> None:
    rows, texts, truth = world(4, 10)
    placed = truth.copy()
    placed[[0, 11, 22]] = [3, -1, 9]
    pins = np.zeros(len(rows), bool)
    pins[[0, 11, 22]] = True

    again = regroup(rows, texts, placed, pins)

    assert again.labels[[0, 11, 22]].tolist() == [3, -1, 9]
    assert again.confidence[[0, 22]].tolist() == [1.0, 1.0]
    assert np.array_equal(again.labels[~pins], truth[~pins])


def test_loose_copies_follow_a_placed_piece() -> None:
    rows, texts, truth = world(3, 10)
    rows, texts = np.vstack([rows, rows[:1]]), [*texts, texts[0] + "!"]
    placed, pins = np.append(truth, -1), np.zeros(31, bool)
    placed[0], pins[0] = 2, True

    again = regroup(rows, texts, placed, pins)

    assert again.labels[[0, 30]].tolist() == [2, 2]


def test_a_group_people_made_calls_the_loose_pieces_nearest_to_it() -> None:
    rows, texts, truth = world(3, 10)
    near = unit(rows[:3] + 0.4 * np.eye(1, 24, 5, dtype=np.float32))
    rows = np.vstack([rows, near, unit(near[:1] + 0.01)])
    texts = [*texts, "own one", "own two", "own three", "loose one"]
    placed, pins = np.append(truth, [8, 8, 8, -1]), np.zeros(34, bool)
    pins[30:33] = True

    again = regroup(rows, texts, placed, pins, GroupSettings(needs=3))

    assert again.labels[33] == 8


def test_regroup_refuses_labels_that_do_not_fit() -> None:
    rows, texts, truth = world(2, 3)

    with pytest.raises(EngineError, match="equally many"):
        regroup(rows, texts, truth[:2], np.zeros(6, bool))


def test_a_proposal_is_surer_the_nearer_and_the_clearer() -> None:
    centroids = np.eye(3, dtype=np.float32)
    rows = unit(np.array([[1, 0, 0], [1, 0.5, 0], [1, 0.9, 0], [1, 1, 1]]))

    labels, sure = propose(rows, centroids, at_least=0.0)
    assert labels[:3].tolist() == [0, 0, 0]
    assert (np.diff(sure) < 0).all()

    few, some = propose(rows, centroids, at_least=float(sure[1]))
    assert few.tolist() == [0, 0, -1, -1]
    assert some[2:].tolist() == [0.0, 0.0]


def test_proposals_without_groups_or_of_other_widths() -> None:
    rows = np.eye(2, dtype=np.float32)

    assert propose(rows, np.zeros((0, 2), np.float32))[0].tolist() == [-1, -1]
    assert propose(rows[:1], rows[:1])[1][0] > 0.5, "one group alone, the same words"
    with pytest.raises(EngineError, match="different encoders"):
        propose(rows, np.eye(3, dtype=np.float32))


def test_what_is_looked_at_grows_smoothly_with_the_pieces() -> None:
    sizes = np.unique(np.geomspace(2, 30_000, 4_000).astype(int))
    for rule in (
        partition_module.neighbourhood,
        lambda n: partition_module.neighbourhood(n, partition_module.ALL_AROUND_TOLD),
        partition_module.compactness,
        partition_module.fewest,
    ):
        values = np.array([rule(int(n)) for n in sizes])
        assert (np.diff(values) >= 0).all()
        assert np.diff(values).max() <= 1, "no step wider than one group or neighbour"

    ends = [(partition_module.neighbourhood(n)) for n in (2, 4_000, 4_001)]
    assert ends == [3.0, 15.0, 15.0]
    assert partition_module.fewest(2) == 2


@pytest.mark.parametrize(("groups", "each"), [(3, 6), (8, 5), (25, 6), (50, 8)])
def test_small_needs_among_few_pieces_are_seen(groups: int, each: int) -> None:
    rows, texts, truth = world(groups, each, spread=0.7, width=64)

    found = group(rows, texts)

    assert abs(np.log2(found.count / groups)) < 0.35
    pure = [np.bincount(truth[found.labels == g]).max() for g in range(found.count)]
    assert sum(pure) > 0.9 * len(truth)


def test_a_number_below_and_above_the_trees_of_single_pieces_agree() -> None:
    rows, texts, truth = world(30, 40, spread=0.6, width=64)
    below = slice(0, partition_module.SMALL)

    assert group(rows[below], texts[below]).count == 25
    assert same_partition(group(rows, texts).labels, truth)


def test_few_pieces_of_wide_groups_are_left_outside() -> None:
    rng = np.random.default_rng(3)
    truth = np.repeat(np.arange(4), 150)
    centres = np.eye(4, 200, dtype=np.float32)
    rows = unit(centres[truth] + 4 * unit(rng.normal(size=(600, 200))))
    texts = [f"wide {i}" for i in range(600)]

    found = group(rows, texts, GroupSettings(needs=4))

    far = (rows * found.centroids[np.maximum(found.labels, 0)]).sum(axis=1) < 0.2
    assert far.mean() > 0.1, "many lie far from their middle"
    assert (found.labels < 0).mean() <= 0.02


def test_a_piece_far_from_a_narrow_group_belongs_to_none() -> None:
    rows, texts, _ = world(2, 30, spread=0.2)
    stranger = unit(np.eye(1, 24, 7, dtype=np.float32) - 0.3 * rows.mean(axis=0))
    rows, texts = np.vstack([rows, stranger]), [*texts, "something else"]

    found = group(rows, texts, GroupSettings(needs=2))

    assert found.labels[-1] == -1
    assert (found.labels[:-1] >= 0).all()
