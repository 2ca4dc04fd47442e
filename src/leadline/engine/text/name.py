"""What each group is about, in the customers' own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadline.engine.errors import EngineError
from leadline.engine.text.encode import Vectors
from leadline.engine.text.group.assign import Labels, centroids_of
from leadline.engine.text.words import EMPTY_WORDS

KEYWORDS, QUOTES = 6, 5
READ = 200
"""Pieces of a group, the most central first, whose words are counted."""
LONGEST_NAME = 90
PAIR_BONUS = 1.2
"""A pair of words says more than either, when it is about as frequent."""

_WORD = re.compile("[^\\W\\d_][\\w'\u2019-]*[^\\W_]|[^\\W\\d_]")
_APOSTROPHE = frozenset("'\u2019")
_WIDE_ENDS = "\u3002\uff01\uff1f"
_SENTENCE = re.compile(rf"(?<=[.!?\u2026])\s+|\s*[\n\u2022|]\s*|(?<=[{_WIDE_ENDS}])\s*")
_GREETING = re.compile(
    r"^(?:(?:hi|hello|hey|dear|good (?:morning|day|evening|afternoon)|greetings)\b"
    r"(?: (?:there|all|team|support|everyone|folks))?|thanks?(?: you)?|please help)"
    r"\s*[,!.:;\u2013-]+\s*",
    re.I,
)
_EDGES = " ,;:-/\\\"'*_#\u2013\u2014\u201c\u201d\u00ab\u00bb"


@dataclass(frozen=True)
class GroupName:
    """What a group is called and what shows it.

    Attributes
    ----------
    name : str
        A short passage of a customer's, at most ``LONGEST_NAME`` characters.
    keywords : tuple of str
        Words that are frequent here and rare elsewhere, strongest first.
    quotes_index : tuple of int
        Rows of the most central pieces that differ from each other.
    """

    name: str
    keywords: tuple[str, ...]
    quotes_index: tuple[int, ...]


def name_groups(
    texts: Sequence[str], labels: npt.ArrayLike, vectors: Vectors
) -> list[GroupName]:
    """Name each group in the words of the customers in it.

    Keywords are the words and pairs of words whose share in the group's pieces
    stands out against all pieces (class-based TF-IDF [1]_). The name is the sentence
    among the central pieces that is near the group's centre, carries its keywords and
    is short enough to read at a glance; no two groups share a name.

    Parameters
    ----------
    texts : sequence of str, length n
        Cleaned pieces.
    labels : array_like of int, shape (n,)
        0 to g - 1, or -1 for none.
    vectors : ndarray of float32, shape (n, d)
        Unit rows.

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
    ['Export to Excel fails', 'Dark mode, please']
    """
    labels = np.asarray(labels, dtype=np.int64)
    if not len(texts) == len(labels) == len(vectors):
        raise EngineError("Texts, labels and vectors must be equally many.")
    centroids = centroids_of(vectors, labels)
    central = [_central(vectors, labels, c, g) for g, c in enumerate(centroids)]
    keywords = _keywords([[texts[i] for i, _ in rows[:READ]] for rows in central])
    taken: set[str] = set()
    names = []
    for rows, words in zip(central, keywords, strict=True):
        name = _name([(texts[i], near) for i, near in rows[:60]], words, taken)
        taken.add(name.casefold())
        quotes = _quotes(texts, rows)
        names.append(GroupName(name, tuple(list(words)[:KEYWORDS]), quotes))
    return names


def _central(
    vectors: Vectors, labels: Labels, centroid: Vectors, number: int
) -> list[tuple[int, float]]:
    """Return the rows of a group and their cosine, the most central first."""
    rows = np.flatnonzero(labels == number)
    near = vectors[rows] @ centroid
    order = np.lexsort((rows, -near.round(6)))
    return [(int(rows[i]), float(near[i])) for i in order]


def _keywords(groups: list[list[str]]) -> list[dict[str, float]]:
    """Return each group's terms with their weight, strongest first."""
    counts = [_terms(texts) for texts in groups]
    everywhere: Counter[str] = Counter()
    for count, texts in zip(counts, groups, strict=True):
        share = 1 / max(len(texts), 1)
        everywhere.update({term: number * share for term, number in count.items()})
    groups_with = sum(1 for texts in groups if texts) or 1
    mean = sum(everywhere.values()) / groups_with
    out = []
    for count, texts in zip(counts, groups, strict=True):
        few = 1 if len(texts) < 4 else 2
        weight = {
            term: number
            / len(texts)
            * float(np.log1p(mean / everywhere[term]))
            * (PAIR_BONUS if " " in term else 1.0)
            for term, number in count.items()
            if number >= few
        }
        ranked = sorted(weight, key=lambda term: (-weight[term], term))[:40]
        out.append({term: weight[term] for term in _without_parts(ranked)})
    return out


def _terms(texts: list[str]) -> Counter[str]:
    """Count in how many texts each word and pair of words is."""
    count: Counter[str] = Counter()
    for text in texts:
        words = [w.casefold() for w in _WORD.findall(text)]
        full = [w not in EMPTY_WORDS and _APOSTROPHE.isdisjoint(w) for w in words]
        terms = {w for w, f in zip(words, full, strict=True) if f and len(w) > 1}
        for one, two, a, b in zip(words, words[1:], full, full[1:], strict=False):
            if a and b:
                terms.add(f"{one} {two}")
        count.update(terms)
    return count


def _without_parts(ranked: list[str]) -> list[str]:
    """Leave out a word that a stronger pair has already said, and the other way."""
    kept: list[str] = []
    for term in ranked:
        words = set(term.split())
        if not any(words & set(other.split()) for other in kept):
            kept.append(term)
    return kept


def _name(
    pieces: list[tuple[str, float]], keywords: dict[str, float], taken: set[str]
) -> str:
    """Return the passage that says best what the pieces share."""
    strongest = max(keywords.values(), default=1.0)
    best, best_worth = "", -np.inf
    for text, near in pieces:
        for place, passage in enumerate(_passages(text)):
            low = passage.casefold()
            if not passage or low in taken:
                continue
            said = sum(w for term, w in list(keywords.items())[:8] if term in low)
            length = len(passage.split())
            worth = near + 0.12 * min(said / strongest, 2.5) - 0.02 * min(place, 5)
            worth -= 0.015 * max(0, length - 9) + 0.05 * max(0, 4 - length)
            worth -= 0.3 * (len(passage) >= LONGEST_NAME)
            if worth > best_worth:
                best, best_worth = passage, worth
    if not best and pieces:
        whole = _tidy(pieces[0][0])
        best = whole if whole.casefold() not in taken else f"{whole} ({len(taken)})"
    return best


def _passages(text: str) -> list[str]:
    """Return the sentences of a piece, tidied and cut to the length of a name."""
    return [_tidy(part) for part in _SENTENCE.split(text[:2000]) if part.strip()]


def _tidy(passage: str) -> str:
    passage = _GREETING.sub("", passage.strip()).strip(_EDGES).rstrip(".!\u2026\u3002")
    if len(passage) > LONGEST_NAME:
        cut = passage[: LONGEST_NAME - 1].rsplit(" ", 1)[0].rstrip(_EDGES + ".")
        passage = cut + "…"
    return passage[:1].upper() + passage[1:]


def _quotes(texts: Sequence[str], rows: list[tuple[int, float]]) -> tuple[int, ...]:
    """Return the most central rows whose words differ."""
    said: list[set[str]] = []
    chosen: list[int] = []
    for row, _ in rows:
        words = {w.casefold() for w in _WORD.findall(texts[row][:2000])}
        if all(len(words & s) < 0.7 * len(words | s) or not words | s for s in said):
            chosen.append(row)
            said.append(words)
        if len(chosen) == QUOTES:
            break
    return tuple(chosen or [row for row, _ in rows[:1]])
