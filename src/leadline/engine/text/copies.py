"""Near copies: the same words sent twice count once for the shape of the groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from zlib import crc32

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import connected_components

Index = npt.NDArray[np.int64]

ALIKE = 0.85
SHORTEST = 6
BANDS, BAND_ROWS = 12, 4
_PRIME = (1 << 61) - 1
_WORD = re.compile(r"\w+")


def near_copies(texts: Sequence[str], alike: float = ALIKE) -> Index:
    """Return for each text the text that stands for it.

    Texts with the same words in the same order are copies whatever their case and
    punctuation. Texts of at least ``SHORTEST`` words are near copies when the pairs
    of neighbouring words they share are at least ``alike`` of all their pairs
    (Jaccard). Candidates come from min-hashes in bands [1]_, so a few pairs close to
    the limit are missed: at 0.85 one in ten thousand. A copy of a copy is a copy.

    Parameters
    ----------
    texts : sequence of str, length n
        Cleaned pieces.
    alike : float, default ``ALIKE``
        Share of word pairs in common, above 0 and at most 1; 1 for the same set.

    Returns
    -------
    ndarray of int64, shape (n,)
        The index of the piece that stands for each; its own index when it is not a
        copy. A class of copies is stood for by the text that comes first in the
        order of words, not of rows, so shuffled rows give the same answer.

    References
    ----------
    .. [1] Broder, A. (1997). *On the resemblance and containment of documents*.

    Examples
    --------
    >>> near_copies(["Cannot log in!", "Dark mode", "cannot log in"]).tolist()
    [2, 1, 2]
    """
    words = [_WORD.findall(text.casefold()) for text in texts]
    stands_for: dict[str, int] = {}
    first = np.empty(len(texts), dtype=np.int64)
    for row, key in enumerate(" ".join(w) or texts[row] for row, w in enumerate(words)):
        first[row] = stands_for.setdefault(key, row)
    distinct = np.unique(first)
    near = _near_classes([words[i] for i in distinct], alike)
    place = {int(i): int(c) for i, c in zip(distinct, near, strict=True)}
    head: dict[int, int] = {}
    for row in sorted(range(len(texts)), key=lambda i: word_order(texts[i])):
        head.setdefault(place[int(first[row])], row)
    return np.array([head[place[int(i)]] for i in first], dtype=np.int64)


def word_order(text: str) -> tuple[str, str]:
    """Return what texts are sorted by: their words whatever the case, then the text.

    >>> sorted(["b", "B", "a"], key=word_order)
    ['a', 'B', 'b']
    """
    return text.casefold(), text


def _near_classes(words: list[list[str]], alike: float) -> npt.NDArray[np.int32]:
    """Return the class of each distinct text."""
    long = [i for i, w in enumerate(words) if len(w) >= SHORTEST]
    if len(long) < 2:
        return np.arange(len(words), dtype=np.int32)
    pairs = _pair_sets([words[i] for i in long])
    one, two = _candidates(pairs)
    common = np.zeros(len(one))
    for start in range(0, len(one), 65_536):
        part = slice(start, start + 65_536)
        common[part] = pairs[one[part]].multiply(pairs[two[part]]).sum(axis=1).A1
    size = np.diff(pairs.indptr)
    close = common >= alike * (size[one] + size[two] - common)
    back = np.array(long)
    links = sparse.csr_matrix(
        (np.ones(int(close.sum())), (back[one[close]], back[two[close]])),
        shape=(len(words), len(words)),
    )
    classes: npt.NDArray[np.int32] = connected_components(links, directed=False)[1]
    return classes


def _pair_sets(words: list[list[str]]) -> sparse.csr_matrix:
    """Return which pairs of neighbouring words each text has, hashed to columns."""
    number: dict[str, int] = {}
    flat = np.fromiter(
        (number.setdefault(w, crc32(w.encode())) for w in chain.from_iterable(words)),
        np.int64,
    )
    lengths = np.array([len(w) for w in words])
    rows = np.repeat(np.arange(len(words)), lengths)
    same = rows[1:] == rows[:-1]
    pair = ((flat[:-1] * 31 + flat[1:] * 1_000_003) % (1 << 40))[same]
    columns, column = np.unique(pair, return_inverse=True)
    values = np.ones(len(column), dtype=np.float32)
    sets = sparse.csr_matrix(
        (values, (rows[1:][same], column)), (len(words), len(columns))
    )
    sets.data[:] = 1
    return sets


def _candidates(sets: sparse.csr_matrix) -> tuple[Index, Index]:
    """Return pairs of rows that agree on at least one band of min-hashes."""
    rng = np.random.default_rng(7)
    starts = sets.indptr[:-1]
    found = []
    for _ in range(BANDS):
        band = np.zeros(sets.shape[0], dtype=np.uint64)
        for _ in range(BAND_ROWS):
            a, b = rng.integers(1, _PRIME, 2, dtype=np.uint64)
            hashed = _mixed(sets.indices.astype(np.uint64) * a + b)
            smallest = np.minimum.reduceat(hashed, starts)
            band = _mixed(band * np.uint64(0x9E3779B97F4A7C15) + smallest)
        order = np.argsort(band, kind="stable")
        same = band[order][1:] == band[order][:-1]
        # Neighbours in the sorted order are enough: a class is closed by its chain.
        found.append(np.stack([order[:-1][same], order[1:][same]]))
    pairs = np.unique(np.sort(np.hstack(found), axis=0), axis=1)
    return pairs[0].astype(np.int64), pairs[1].astype(np.int64)


def _mixed(numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Spread the bits of each number over all of it."""
    numbers = numbers ^ (numbers >> np.uint64(33))
    numbers = numbers * np.uint64(0xFF51AFD7ED558CCD)
    return numbers ^ (numbers >> np.uint64(29))
