"""What each group is about, by a name one can say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadline.engine.errors import EngineError
from leadline.engine.text.encode import Vectors
from leadline.engine.text.group.assign import Labels, centroids_of
from leadline.engine.text.naming.choose import Encode, Read, candidates_of, chosen
from leadline.engine.text.naming.passages import LONGEST_NAME, WORD, tidy
from leadline.engine.text.naming.terms import (
    Vocabulary,
    Words,
    keywords_of,
    names_somebody,
    weigh,
    words_of,
)

KEYWORDS, QUOTES = 6, 5
READ = 200
"""Pieces of a group, the most central first, whose words are counted."""
PASSAGES_READ, CENTRAL = 7_500, (15, 60)
"""Pieces whose passages may become names, of all groups together, and of one."""
SAME_READING = 0.8
"""How alike a piece must come out when it is read again beside the names."""
HEARD = 80
"""Pieces of a group that say which candidate finds them first."""


@dataclass(frozen=True)
class GroupName:
    """What a group is called and what shows it.

    Attributes
    ----------
    name : str
        A clause of a customer's, or key phrases put together; at most
        ``LONGEST_NAME`` characters, never cut within a word.
    keywords : tuple of str
        Words that are frequent here and rare elsewhere, strongest first.
    quotes_index : tuple of int
        Rows of the most central pieces that differ from each other.
    """

    name: str
    keywords: tuple[str, ...]
    quotes_index: tuple[int, ...]


@dataclass(frozen=True)
class NameSettings:
    """What may stand in a name, and who reads the candidates.

    Attributes
    ----------
    avoid : frozenset of str
        Names of customers, people and places the caller knows. A single word is held
        against words written the same way; several words in small letters also
        against any writing.
    taken : frozenset of str
        Names that are given already: no group gets one of them.
    encode : callable or None
        The encoder that made the vectors; without it candidates are judged by their
        words and by the pieces they stand in.
    """

    avoid: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    encode: Encode | None = None


DEFAULT = NameSettings()


def name_groups(
    texts: Sequence[str],
    labels: npt.ArrayLike,
    vectors: Vectors,
    settings: NameSettings = DEFAULT,
) -> list[GroupName]:
    """Name each group so that one can say it.

    Keywords are the words and pairs of words whose share in the group's pieces
    stands out against all pieces (class-based TF-IDF [1]_). The name is a clause of a
    central piece, without greeting, opener, person, number or date, that says what
    the pieces share; where no clause does, it is put together from key phrases. Of
    the candidates the one is taken by which the group is found best among all groups.
    No two groups share a name.

    Parameters
    ----------
    texts : sequence of str, length n
        Cleaned pieces; line breaks may stand in them and help.
    labels : array_like of int, shape (n,)
        0 to g - 1, or -1 for none.
    vectors : ndarray of float32, shape (n, d)
        Unit rows.
    settings : NameSettings
        What to avoid, and the encoder.

    Returns
    -------
    list of GroupName, length g
        In the order of the labels; a number nobody carries has an empty name.

    Raises
    ------
    EngineError
        If the lengths differ.

    References
    ----------
    .. [1] Grootendorst, M. (2022). *BERTopic*. arXiv 2203.05794.

    Examples
    --------
    >>> words = ["Hi, export to Excel fails.", "Export fails", "Dark mode, please"]
    >>> [n.name for n in name_groups(words, [0, 0, 1], np.eye(3)[[0, 0, 1]])]
    ['Export fails', 'Dark mode']
    """
    labels = np.asarray(labels, dtype=np.int64)
    if not len(texts) == len(labels) == len(vectors):
        raise EngineError("Texts, labels and vectors must be equally many.")
    centroids = centroids_of(vectors, labels)
    central = [_central(vectors, labels, c, g) for g, c in enumerate(centroids)]
    vocabulary = Vocabulary()
    words = [
        words_of([texts[i] for i, _ in rows[:READ]], vocabulary) for rows in central
    ]
    weigh(words)
    most = int(np.clip(PASSAGES_READ // max(len(central), 1), *CENTRAL))
    shortlists = [
        candidates_of(
            [(texts[i], near) for i, near in rows[:most]],
            group,
            vocabulary,
            settings.avoid,
        )
        for rows, group in zip(central, words, strict=True)
    ]
    sample = [vectors[[i for i, _ in _spread(rows)]] for rows in central]
    read = _reader(settings.encode, texts, vectors, central)
    found = chosen(shortlists, sample, read, settings.taken)
    names = []
    taken = {name.casefold() for name in (*settings.taken, *found)}
    for rows, group, name in zip(central, words, found, strict=True):
        if not name and rows:
            name = _fallback(group, vocabulary, settings.avoid, taken)
            taken.add(name.casefold())
        kept = tuple(keywords_of(group)[:KEYWORDS])
        names.append(GroupName(name, kept, _quotes(texts, rows)))
    return names


def _central(
    vectors: Vectors, labels: Labels, centroid: Vectors, number: int
) -> list[tuple[int, float]]:
    """Return the rows of a group and their cosine, the most central first."""
    rows = np.flatnonzero(labels == number)
    near = vectors[rows] @ centroid
    order = np.lexsort((rows, -near.round(6)))
    return [(int(rows[i]), float(near[i])) for i in order]


def _reader(
    encode: Encode | None,
    texts: Sequence[str],
    vectors: Vectors,
    central: list[list[tuple[int, float]]],
) -> Read | None:
    """Return a reader of names whose vectors can be held against the pieces'.

    What an encoder makes of a text may depend on what it reads in the same call (the
    languages, the sample of a student), so the most central piece of each group is
    read along: where those come out otherwise than before, names are not compared.
    """
    if encode is None:
        return None
    known = [rows[0][0] for rows in central if rows]

    def read(names: Sequence[str]) -> Vectors | None:
        found = encode([*names, *(" ".join(texts[i].split()) for i in known)])
        again = found[len(names) :]
        if again.shape != vectors[known].shape:
            return None
        alike = float((again * vectors[known]).sum(axis=1).mean())
        return found[: len(names)] if alike > SAME_READING else None

    return read


def _spread(rows: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Return at most ``HEARD`` rows of a group, central and far ones alike."""
    return rows[:: max(1, -(-len(rows) // HEARD))]


def _fallback(
    group: Words, vocabulary: Vocabulary, avoid: frozenset[str], taken: set[str]
) -> str:
    """Return the keywords as a name, where no passage and no phrase may stand."""
    words = keywords_of(group) or [w for words in group.pieces[:1] for w in words[:4]]
    said = [f"- {vocabulary.written(word)}" for word in words]
    words = [
        word
        for word, as_said in zip(words, said, strict=True)
        if not names_somebody(as_said, vocabulary, avoid)
    ] or words
    name = ""
    for number in range(min(3, len(words)), 0, -1):
        name = tidy(", ".join(words[:number]))
        if len(name) <= LONGEST_NAME:
            break
    name = name[:LONGEST_NAME] or "Unnamed"
    if name.casefold() not in taken:
        return name
    number = next(n for n in range(2, 10**6) if f"{name} {n}".casefold() not in taken)
    return f"{name} {number}"


def _quotes(texts: Sequence[str], rows: list[tuple[int, float]]) -> tuple[int, ...]:
    """Return the most central rows whose words differ."""
    said: list[set[str]] = []
    chosen: list[int] = []
    for row, _ in rows:
        words = {w.casefold() for w in WORD.findall(texts[row][:2000])}
        if all(len(words & s) < 0.7 * len(words | s) or not words | s for s in said):
            chosen.append(row)
            said.append(words)
        if len(chosen) == QUOTES:
            break
    return tuple(chosen or [row for row, _ in rows[:1]])
