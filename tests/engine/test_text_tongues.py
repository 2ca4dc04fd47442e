"""Pieces in other languages join the English ones by what they mean."""

import numpy as np
import pytest

from leadline.engine.errors import EngineError
from leadline.engine.text import tongues
from leadline.engine.text.address import without_address
from leadline.engine.text.encoders import ExactEncoder, load_encoder
from leadline.engine.text.group import GroupSettings, group
from leadline.engine.text.meaning import meaning_vectors
from leadline.engine.text.tongues import english_map, foreign
from tests.engine.parallel_needs import LANGUAGES, SAID

TEXTS = [
    (text, need, language)
    for need, by in SAID.items()
    for language, both in by.items()
    for text in both
]


def shares(one: list[str], labels: list[int]) -> float:
    """Return the share of pairs with the same mark that share a group."""
    marks = np.unique(one, return_inverse=True)[1]
    groups = np.array(labels)
    same = np.triu(marks[:, None] == marks, 1)
    return float((groups[:, None] == groups)[same].mean())


@pytest.mark.parametrize("spoken", [("en", "de", "fr"), LANGUAGES])
def test_the_same_needs_in_many_languages_group_by_meaning(
    spoken: tuple[str, ...],
) -> None:
    texts, needs, languages = zip(*(t for t in TEXTS if t[2] in spoken), strict=True)
    rows = load_encoder("exact").encode(texts)

    found = group(rows, texts, GroupSettings(needs=10)).labels.tolist()

    assert shares(needs, found) > 0.75
    assert shares(languages, found) < 0.2


def test_few_pieces_in_another_language_join_what_is_said_in_english() -> None:
    mixed = [t for t in TEXTS if t[2] == "en"]
    mixed += [t for t in TEXTS if t[2] == "de" and t[1] in ("export", "crash")]
    rows = load_encoder("exact").encode([text for text, _, _ in mixed])

    alike = rows[20:] @ rows[:20].T

    joined = [mixed[i][1] for i in alike.argmax(axis=1)]
    assert joined == ["export"] * 2 + ["crash"] * 2


def test_a_file_in_english_is_read_by_the_english_model_alone(monkeypatch) -> None:
    texts = [text for text, _, language in TEXTS if language == "en"]

    def never(*_):
        raise AssertionError

    monkeypatch.setattr(tongues, "meaning_vectors", never)
    rows = load_encoder("exact").encode(texts)

    read = [without_address(text) for text in texts]
    assert read != texts
    assert np.array_equal(rows, ExactEncoder().encode(read))


def test_a_language_is_told_only_where_one_can_be_sure() -> None:
    texts = ["Wo finde ich meine Rechnung?", "ok", "Rechnung", "", "👍👍👍",
             "请问怎么退款", "Var hittar jag min faktura någonstans?"]  # fmt: skip

    assert foreign(texts).tolist() == [True, *[False] * 4, True, False]
    assert foreign([]).tolist() == []


def test_strange_texts_have_a_meaning_and_order_does_not_matter() -> None:
    texts = ["", "👍", "x" * 5000, "退款 请", "half \ud83d", "word " * 900]

    rows = meaning_vectors(texts)

    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert np.array_equal(meaning_vectors(texts[::-1]), rows[::-1])
    assert meaning_vectors([]).shape == (0, 512)


def test_many_pieces_in_other_languages_are_read_in_part(monkeypatch) -> None:
    texts = [text for text, _, language in TEXTS if language == "de"]
    monkeypatch.setattr(tongues, "MOST_READ", 15)
    monkeypatch.setattr(tongues, "READ_THEN", 15)
    told: list[tuple[int, int]] = []

    rows = load_encoder("exact").encode(texts, lambda *at: told.append(at))

    assert told[-1][0] == told[-1][1] < len(texts)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_a_map_without_lessons_is_refused() -> None:
    with pytest.raises(EngineError, match="at least one"):
        english_map(np.zeros((0, 512), np.float32), np.zeros((0, 640), np.float32))


@pytest.mark.parametrize("spoken", [("en", "de"), ("de", "fr"), ("en",)])
def test_pieces_read_later_come_into_the_same_space(spoken: tuple[str, ...]) -> None:
    texts = [text for text, _, language in TEXTS if language in spoken]
    encoder = load_encoder("exact")
    rows = encoder.encode(texts)

    again = encoder.encode(texts[:3] + texts[-3:])

    assert ((again * rows[[0, 1, 2, -3, -2, -1]]).sum(axis=1) > 0.98).all()
    assert load_encoder("exact").encode([]).shape == (0, 640)
