"""Encoders: unit rows, meaning, and what happens to a damaged model."""

import numpy as np
import pytest

from leadline.engine.errors import EngineError
from leadline.engine.text import encode as encode_module
from leadline.engine.text.encode import sentence_vectors, word_vectors
from leadline.engine.text.encoders import fitting, load_encoder
from leadline.engine.text.models import published
from leadline.engine.text.student import FastEncoder, sample

STRANGE = ["", "👍", "x" * 5000, "word " * 5000, "退款 请", "<b>", "\ud83d broken"]
SAID = [
    "My card was declined in the shop", "The shop refused my card payment",
    "Where is the dark mode?", "I would like a dark theme",
]  # fmt: skip


@pytest.mark.parametrize("kind", ["exact", "fast"])
def test_pieces_that_mean_the_same_are_nearer_than_others(kind: str) -> None:
    rows = load_encoder(kind).encode(SAID)

    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert rows[0] @ rows[1] > rows[0] @ rows[2]
    assert rows[2] @ rows[3] > rows[1] @ rows[3]


@pytest.mark.parametrize("kind", ["exact", "fast"])
def test_strange_pieces_and_no_pieces_are_taken(kind: str) -> None:
    encoder = load_encoder(kind)

    rows = encoder.encode(
        [text.encode("utf-8", "replace").decode() for text in STRANGE]
    )
    assert np.isfinite(rows).all()
    assert rows.shape == (len(STRANGE), encoder.width)
    assert load_encoder(kind).encode([]).shape == (0, encoder.width)


def test_the_same_pieces_give_the_same_rows() -> None:
    one, two = (load_encoder("exact").encode(SAID) for _ in range(2))

    assert np.array_equal(one, two)


def test_progress_reaches_the_end_and_may_stop_the_work() -> None:
    told: list[tuple[int, int]] = []
    sentence_vectors(SAID * 40, lambda done, total: told.append((done, total)))

    assert told[-1] == (160, 160)
    assert [done for done, _ in told] == sorted(done for done, _ in told)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sentence_vectors(SAID * 40, stop)


def test_an_unknown_encoder_is_refused() -> None:
    with pytest.raises(EngineError, match="'exact' or 'fast'"):
        load_encoder("slow")  # type: ignore[arg-type]


def test_a_missing_or_changed_model_is_named() -> None:
    with pytest.raises(EngineError, match="install the package no_such_package"):
        published("no_such_package", "model.onnx", "0" * 64)
    package, name, _ = encode_module._WORD_PIECES
    with pytest.raises(
        EngineError,
        match="not the file that was published: install the package wheel-of-it",
    ):
        published(package, name, "0" * 64, "wheel-of-it")


def test_a_student_foretells_the_sentence_model_better_than_chance() -> None:
    things = ["card", "login", "export", "invoice", "theme", "search", "report", "app"]
    asks = ["Where is my {}?", "The {} is broken", "Please add a {}", "I lost my {}",
            "My {} does not work", "How do I change the {}?"]  # fmt: skip
    texts = [ask.format(thing) for thing in things for ask in asks]
    teacher = sentence_vectors(texts)
    encoder = FastEncoder()
    encoder.encode(texts[::2])
    assert encoder.student is not None

    unseen = texts[1::2]
    pieces = encode_module.word_pieces(unseen)
    told = encoder.student.sentences(pieces, word_vectors(unseen))
    nearest = (told @ teacher[1::2].T).argmax(axis=1)

    assert (told * teacher[1::2]).sum(axis=1).mean() > 0.7
    assert (nearest == np.arange(len(unseen))).mean() > 0.3


def test_the_lessons_are_spread_over_all_texts() -> None:
    texts = [f"{i:05d}" for i in range(20_000)]

    chosen = sample(texts)

    assert len(chosen) == 2500
    assert np.diff(chosen).max() <= 9
    assert len(sample(texts[:50])) == 50


def test_exact_is_taken_while_it_takes_seconds() -> None:
    assert fitting(["short"] * 5_000) == "exact"
    assert fitting(["short"] * 5_001) == "fast"
    assert fitting(["x" * 600] * 666) == "exact"
    assert fitting(["x" * 600] * 667) == "fast"
    assert fitting(["x" * 9_000] * 666) == "exact"
    assert fitting([]) == "exact"
