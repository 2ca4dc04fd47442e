"""Vectors of texts read before: a sentence that comes again is not read again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from hashlib import blake2b
from threading import Lock

import numpy as np
import numpy.typing as npt

Row = npt.NDArray[np.float32]
MOST = 16_384
"""So many rows of 384 numbers are 27 MB."""


class KeptRows:
    """The rows of one model for the texts read last, by their numbered pieces.

    A text has the same vector whatever is read beside it (to the seventh digit), so
    what is kept changes no answer. Safe to share between threads.

    Parameters
    ----------
    most : int, default ``MOST``
        So many rows are kept; those that were not asked for longest go first.

    Examples
    --------
    >>> kept = KeptRows(2)
    >>> kept.keep([[7, 8], [9]], np.eye(2, dtype=np.float32))
    >>> [row is None for row in kept.of([[9], [8, 7], [7, 8]])]
    [False, True, False]
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._rows: OrderedDict[bytes, Row] = OrderedDict()
        self._lock = Lock()

    def of(self, texts: Sequence[Sequence[int]]) -> list[Row | None]:
        """Return the row of each text, none where it has to be read."""
        with self._lock:
            return [self._find(_key(text)) for text in texts]

    def keep(
        self, texts: Sequence[Sequence[int]], rows: npt.NDArray[np.float32]
    ) -> None:
        """Keep the rows of texts, shape (n_texts, width), and let the oldest go."""
        with self._lock:
            for text, row in zip(texts, rows, strict=True):
                self._rows[_key(text)] = row.copy()
            while len(self._rows) > self._most:
                self._rows.popitem(last=False)

    def _find(self, key: bytes) -> Row | None:
        row = self._rows.get(key)
        if row is not None:
            self._rows.move_to_end(key)
        return row


def _key(text: Sequence[int]) -> bytes:
    return blake2b(np.asarray(text, dtype=np.int32).tobytes(), digest_size=16).digest()
