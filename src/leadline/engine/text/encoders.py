"""The encoders by name, and which one fits how much there is to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from leadline.engine.errors import EngineError
from leadline.engine.text.encode import (
    Encoder,
    Progress,
    Vectors,
    join,
    sentence_vectors,
    word_vectors,
)
from leadline.engine.text.student import FastEncoder
from leadline.engine.text.tongues import ManyTongues

Kind = Literal["exact", "fast"]

EXACT_UP_TO = 5_000
LONGEST_READ = 600
SHORT = 80


class ExactEncoder:
    """The sentence model beside the words: 384 + 256 numbers a piece.

    The sentence model is all-MiniLM-L6-v2 [1]_ with 8-bit weights; it reads the first
    ``LONGEST_WORD_PIECES`` pieces of words. The words are static vectors [2]_. Its
    8-bit sums depend a little on which pieces share a batch (cosine above 0.999).

    References
    ----------
    .. [1] Reimers, N., Gurevych, I. (2019). *Sentence-BERT*. EMNLP.
    .. [2] Miller, L. (2024). *WordLlama: recycled token embeddings*.

    Examples
    --------
    >>> one, two, three = ExactEncoder().encode(
    ...     ["My card was declined", "Payment by card refused", "Dark mode please"])
    >>> bool(one @ two > one @ three)
    True
    """

    name = "exact"
    width = 640

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return one unit row per text, float32, shape (n_texts, 640)."""
        return join(sentence_vectors(texts, progress), word_vectors(texts))


def fitting(texts: Sequence[str]) -> Kind:
    """Return which encoder to take when nobody said: exact while it takes seconds.

    Exact reading takes time by the letters it reads, of each piece the first
    ``LONGEST_READ``: ``EXACT_UP_TO`` short pieces, or as many letters as they have,
    are read in some ten to twenty seconds on two cores. Above, the fast encoder is
    quicker; below, its sample would be most of the pieces anyhow.

    Examples
    --------
    >>> fitting(["Export to Excel"] * 5_000), fitting(["Export to Excel"] * 5_001)
    ('exact', 'fast')
    """
    read = sum(max(min(len(text), LONGEST_READ), SHORT) for text in texts)
    return "exact" if read <= EXACT_UP_TO * SHORT else "fast"


def load_encoder(kind: Kind) -> Encoder:
    """Return an encoder whose models are installed with the program.

    Whichever it is, pieces in other languages are set among the English ones; see
    `tongues.ManyTongues`.

    Parameters
    ----------
    kind : {"exact", "fast"}
        ``"exact"`` reads every piece with the sentence model (about 450 short pieces
        a second on two cores). ``"fast"`` reads a sample with it and learns to
        foretell it for the rest from the words alone; see `student.FastEncoder`.

    Returns
    -------
    Encoder
        Loaded lazily: the models are read at the first `encode`.

    Raises
    ------
    EngineError
        If the kind is not known. At the first `encode`: if a model is missing or is
        not the file that was published.

    Examples
    --------
    >>> load_encoder("exact").encode(["Export to Excel", "Excel export"]).shape
    (2, 640)
    """
    if kind == "exact":
        return ManyTongues(ExactEncoder())
    if kind == "fast":
        return ManyTongues(FastEncoder())
    raise EngineError(f"There is no encoder {kind!r}: take 'exact' or 'fast'.")
