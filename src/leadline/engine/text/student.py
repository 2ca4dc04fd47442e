"""A student that foretells the sentence model from the words alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt
from scipy import linalg, sparse

from leadline.engine.errors import EngineError
from leadline.engine.text.encode import (
    Progress,
    Vectors,
    join,
    pooled,
    sentence_vectors,
    unit,
    word_pieces,
)

PENALTY = 0.3
WORD_WEIGHT = 3.0
BUCKETS = 2**20
LESSON_SHARE, FEWEST_LESSONS, MOST_LESSONS = 8, 1750, 4000
BLOCK = 16_384


@dataclass(frozen=True)
class Student:
    """A linear map from words to sentence vectors, fitted to one corpus.

    Attributes
    ----------
    from_words : ndarray of float32, shape (256, 384)
        What the mean word vector contributes.
    from_pieces : ndarray of float32, shape (n_seen, 384)
        What each piece of a word, or pair of neighbours, contributes.
    column : ndarray of int32, shape (BUCKETS,)
        Row of ``from_pieces`` for each hashed piece; -1 where the sample had none.
    """

    from_words: Vectors
    from_pieces: Vectors
    column: npt.NDArray[np.int32]

    def sentences(self, pieces: Sequence[Sequence[int]], words: Vectors) -> Vectors:
        """Return the foretold unit sentence vectors, shape (n, 384)."""
        out = np.empty((len(pieces), self.from_words.shape[1]), dtype=np.float32)
        for start in range(0, len(pieces), BLOCK):
            part = slice(start, start + BLOCK)
            known = _known(_hashed(pieces[part]), self.column, len(self.from_pieces))
            out[part] = WORD_WEIGHT**2 * words[part] @ self.from_words
            out[part] += known @ self.from_pieces
        return unit(out)


def fit(pieces: Sequence[Sequence[int]], words: Vectors, teacher: Vectors) -> Student:
    """Learn to foretell the teacher's vectors of a sample.

    Ridge regression in its kernel form: two texts are alike by the cosine of their
    word vectors and by the pieces and pairs of pieces they share, divided by the
    roots of their lengths.

    Parameters
    ----------
    pieces : sequence of sequences of int, length n_lessons
        The numbered word pieces of the sample, as `encode.word_pieces` gives them.
    words : ndarray of float32, shape (n_lessons, 256)
        Their word vectors.
    teacher : ndarray of float32, shape (n_lessons, 384)
        Their vectors by the sentence model.

    Returns
    -------
    Student
        Ready to foretell any text; the closer to the sample, the better.

    Raises
    ------
    EngineError
        If the sample is empty or the lengths differ.

    Examples
    --------
    >>> lessons = word_pieces(["export to excel", "excel export", "dark mode"])
    >>> rows = np.eye(3, 384, dtype=np.float32)
    >>> student = fit(lessons, pooled(lessons), rows)
    >>> student.sentences(lessons, pooled(lessons)).argmax(axis=1).tolist()
    [0, 1, 2]
    """
    if not len(pieces) or len(pieces) != len(teacher) or len(words) != len(teacher):
        raise EngineError("A student needs as many lessons as answers, at least one.")
    hashed = _hashed(pieces)
    seen = np.unique(hashed.indices)
    column = np.full(BUCKETS, -1, dtype=np.int32)
    column[seen] = np.arange(len(seen), dtype=np.int32)
    known = _known(hashed, column, len(seen))
    kernel = WORD_WEIGHT**2 * (words @ words.T)
    kernel += (known @ known.T).toarray()
    kernel[np.diag_indices_from(kernel)] += np.float32(PENALTY)
    weights = linalg.solve(kernel, teacher, assume_a="pos", overwrite_a=True)
    weights = weights.astype(np.float32)
    return Student(words.T @ weights, known.T @ weights, column)


class FastEncoder:
    """A student's vectors where the sentence model would take too long.

    The first `encode` fits the student: the sentence model reads every eighth piece,
    at least ``FEWEST_LESSONS`` and at most ``MOST_LESSONS``, spread evenly over the
    texts in the order of their words; later calls use the same student. A text the
    teacher has read keeps the teacher's vector.

    Examples
    --------
    >>> FastEncoder().encode(["Export to Excel", "Excel export", "Dark mode"]).shape
    (3, 640)
    """

    name = "fast"
    width = 640

    def __init__(self) -> None:
        self.student: Student | None = None

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return one unit row per text, float32, shape (n_texts, 640)."""
        pieces = word_pieces(texts)
        words = pooled(pieces)
        if self.student is not None or not len(texts):
            return self._foretold(pieces, words)
        lessons = sample(texts)
        teacher = sentence_vectors([texts[i] for i in lessons], progress)
        self.student = fit([pieces[i] for i in lessons], words[lessons], teacher)
        rows = self._foretold(pieces, words)
        rows[lessons] = join(teacher, words[lessons])
        return rows

    def _foretold(self, pieces: Sequence[Sequence[int]], words: Vectors) -> Vectors:
        if self.student is None:
            return join(np.zeros((0, 384), dtype=np.float32), words)
        return join(self.student.sentences(pieces, words), words)


def sample(texts: Sequence[str], most: int = MOST_LESSONS) -> npt.NDArray[np.int64]:
    """Return which texts a slow model reads, spread over all of them, ascending.

    Examples
    --------
    >>> sample(["b", "a"]).tolist()
    [0, 1]
    """
    n = len(texts)
    wanted = min(n, most, max(FEWEST_LESSONS, n // LESSON_SHARE))
    order = np.array(sorted(range(n), key=lambda i: texts[i]), dtype=np.int64)
    places = np.linspace(0, n - 1, wanted).round().astype(np.int64)
    return np.sort(order[np.unique(places)])


def _hashed(pieces: Sequence[Sequence[int]]) -> sparse.csr_matrix:
    """Return pieces and pairs as hashed counts, each text by its length's root."""
    lengths = np.array([len(p) for p in pieces], dtype=np.int64)
    flat = np.fromiter(chain.from_iterable(pieces), np.int64, int(lengths.sum()))
    rows = np.repeat(np.arange(len(pieces)), lengths)
    paired = rows[1:] == rows[:-1]
    pairs = ((flat[:-1] * 40_503 + flat[1:] * 2_654_435_761) >> 7)[paired]
    columns = np.concatenate([flat, pairs]) % BUCKETS
    rows = np.concatenate([rows, rows[1:][paired]])
    size = np.bincount(rows, minlength=len(pieces))
    values = (1 / np.sqrt(np.maximum(size, 1)))[rows].astype(np.float32)
    counts = sparse.csr_matrix((values, (rows, columns)), (len(pieces), BUCKETS))
    counts.sum_duplicates()
    return counts


def _known(
    hashed: sparse.csr_matrix, column: npt.NDArray[np.int32], width: int
) -> sparse.csr_matrix:
    """Keep the columns the student knows, renumbered."""
    found = column[hashed.indices]
    keep = found >= 0
    rows = np.repeat(np.arange(hashed.shape[0]), np.diff(hashed.indptr))[keep]
    values = hashed.data[keep]
    return sparse.csr_matrix((values, (rows, found[keep])), (hashed.shape[0], width))
