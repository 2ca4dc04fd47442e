"""Vectors that are kept: the same answer, read once, the oldest gone first."""

from __future__ import annotations

import numpy as np
import pytest

from leadline.engine.text import encode
from leadline.engine.text.encode import sentence_vectors
from leadline.engine.text.kept import KeptRows

TEXTS = [
    "Where do I find the invoice?",
    "The clock on the wall terminal is an hour late since Sunday, every Sunday.",
    "Thanks",
    "Where do I find the invoice?",
]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many texts each batch of the model held, with nothing kept before."""
    monkeypatch.setattr(encode, "_KEPT", KeptRows())
    sizes: list[int] = []
    inner = encode._read

    def counted(ids: list[list[int]]) -> encode.Vectors:
        sizes.append(len(ids))
        return inner(ids)

    monkeypatch.setattr(encode, "_read", counted)
    return sizes


def test_what_comes_again_is_not_read_again_and_means_the_same(read: list[int]) -> None:
    first = sentence_vectors(TEXTS)
    assert sum(read) == 3  # two say the same
    again = sentence_vectors([*TEXTS[::-1], "Something else"])
    assert sum(read) == 4
    assert np.array_equal(again[:4], first[::-1])


def test_a_text_means_the_same_whatever_is_read_beside_it(read: list[int]) -> None:
    together = sentence_vectors(TEXTS)
    encode._KEPT = KeptRows()
    alone = np.vstack([sentence_vectors([text]) for text in TEXTS])
    assert np.abs(together - alone).max() < 1e-5


def test_what_is_kept_cannot_be_spoiled_by_who_got_it(read: list[int]) -> None:
    first = sentence_vectors(TEXTS[:1])
    kept = first.copy()
    first[:] = 0
    assert np.array_equal(sentence_vectors(TEXTS[:1]), kept)


def test_progress_reaches_the_end_also_where_everything_is_kept(
    read: list[int],
) -> None:
    told: list[tuple[int, int]] = []
    sentence_vectors(TEXTS, lambda *at: told.append(at))
    assert told[-1] == (4, 4)
    told.clear()
    sentence_vectors(TEXTS, lambda *at: told.append(at))
    assert told == [(4, 4)]


def test_what_was_read_before_a_stop_is_kept(
    read: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encode, "BATCH_WORD_PIECES", 1)
    monkeypatch.setattr(encode, "FEWEST_AT_ONCE", 1)

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sentence_vectors(TEXTS, stop)
    assert sum(row is not None for row in encode._KEPT.of(_ids(TEXTS))) == 1


def _ids(texts: list[str]) -> list[list[int]]:
    _, pieces = encode._sentence_model()
    return [e.ids for e in pieces.encode_batch_fast(texts)]


def test_so_many_rows_are_kept_and_the_longest_unasked_go_first() -> None:
    kept = KeptRows(2)
    rows = np.eye(3, dtype=np.float32)
    kept.keep([[1], [2]], rows[:2])
    kept.of([[1]])
    kept.keep([[3]], rows[2:])
    assert [row is not None for row in kept.of([[1], [2], [3]])] == [True, False, True]


@pytest.mark.parametrize(
    ("lengths", "sizes"),
    [([64] * 8, [8]), ([64] * 9, [8, 1]), ([2] * 160 + [3] * 20, [170, 10]), ([], [])],
)
def test_a_batch_grows_while_all_of_it_fits(
    lengths: list[int], sizes: list[int]
) -> None:
    found = encode._batches(np.array(lengths, dtype=np.int64))
    assert [len(batch) for batch in found] == sizes
    assert sorted(i for batch in found for i in batch) == list(range(len(lengths)))
