"""Laws of letting go of pieces that are not about the need they lie in."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadline.engine.text.encode import unit
from leadline.engine.text.group import GroupSettings, group
from leadline.engine.text.group import strays as strays_module
from leadline.engine.text.group.strays import strays
from tests.engine.text_worlds import world


def odd(count: int, width: int = 24, seed: int = 5) -> np.ndarray:
    """Return rows that are about nothing the others are about."""
    return unit(np.random.default_rng(seed).normal(size=(count, width)))


def test_strays_that_are_half_of_a_group_go_and_its_own_pieces_stay() -> None:
    rows, _, truth = world(10, 12)
    rows = np.vstack([rows, odd(6)])
    labels = np.append(truth, [3] * 6)

    gone = strays(rows, labels)

    assert gone.tolist() == [False] * 120 + [True] * 6


def test_a_group_of_nothing_but_strays_dissolves() -> None:
    rows, _, truth = world(10, 12)
    labels = np.append(truth, [10] * 4)

    gone = strays(np.vstack([rows, odd(4)]), labels)

    assert not gone[:120].any()
    assert gone[120:].all()


def test_who_is_left_alone_by_strays_goes_too() -> None:
    rows = np.eye(4, dtype=np.float32)[[0, 0, 1, 1, 2, 3]]

    assert (
        strays(rows, np.array([0, 0, 1, 1, 2, 2])).tolist() == [False] * 4 + [True] * 2
    )


@pytest.mark.parametrize("labels", [[0, 0, 0], [0, 1, 2], [-1, -1, -1], [0, 0, -1]])
def test_without_strangers_or_kin_nobody_goes(labels: list[int]) -> None:
    assert not strays(np.eye(3, dtype=np.float32), np.array(labels)).any()


@settings(max_examples=20)
@given(st.integers(0, 99), st.permutations(range(46)))
def test_the_order_of_the_rows_and_the_numbers_of_groups_do_not_matter(
    seed: int, order: list[int]
) -> None:
    rows, _, truth = world(5, 8, spread=1.2, seed=seed)
    rows, labels = np.vstack([rows, odd(6, seed=seed)]), np.append(truth, [2] * 6)

    turned = strays(rows[order], 4 - labels[order])

    assert turned.tolist() == strays(rows, labels)[order].tolist()


def test_large_groups_are_compared_with_an_even_sample(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows, _, truth = world(3, 60)
    rows, labels = np.vstack([rows, odd(5)]), np.append(truth, [1] * 5)
    whole = strays(rows, labels)

    monkeypatch.setattr(strays_module, "ASKED", 20)

    assert strays(rows, labels).tolist() == whole.tolist()
    assert whole.tolist() == [False] * 180 + [True] * 5


def test_grouping_leaves_strays_out_only_when_nobody_says_how_many_needs() -> None:
    rows, texts, _ = world(10, 12)
    rows = np.vstack([rows, odd(10)])
    texts = texts + [f"something else {n}" for n in range(10)]

    open_, told = group(rows, texts), group(rows, texts, GroupSettings(needs=10))

    assert (open_.labels[:120] >= 0).all()
    assert (open_.labels[120:] < 0).sum() >= 6
    assert np.bincount(open_.labels[open_.labels >= 0]).min() > 0
    assert open_.count == open_.labels.max() + 1
    assert (told.labels < 0).mean() <= 0.02
