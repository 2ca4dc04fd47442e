"""The words and phrases of each group that stand out against all groups."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import compress

import numpy as np

from leadline.engine.text.naming.passages import WORD
from leadline.engine.text.words import EMPTY_WORDS, tongue_of

PAIR_BONUS = 1.2
"""A pair of words says more than either, when it is about as frequent."""
MOST_TERMS = 40
COMMON, FEWEST_TO_COMPARE = 0.12, 5
"""A term in more than this share of all groups' pieces says nothing about one."""
TONGUES_READ, KNOWN_TONGUE = 60, 0.3
"""The least share of pieces in one language for a group to be of that language."""
_FIRST = re.compile(
    r"(?:^|[.!?:;\u2026\u2022|>\"\u201c(]\s*+|\n[^\S\n]*+|\s[-\u2013\u2014]\s+)"
    r"((?=[^\W\d_a-z])[^\W\d_][\w'\u2019-]*[^\W_]|[^\W\d_a-z])"
)
TOKEN = re.compile(r"[\w'\u2019-]+")
_APOSTROPHE = frozenset("'\u2019")


@dataclass(slots=True)
class Vocabulary:
    """How words are written in all pieces read: small, large within a sentence."""

    small: Counter[str] = field(default_factory=Counter)
    large: Counter[str] = field(default_factory=Counter)

    def read(self, text: str, words: Sequence[str], folded: Sequence[str]) -> None:
        """Count the words of one piece, the first of each sentence apart.

        The same words are given as they stand there and case folded.
        """
        large = [word[0].isupper() for word in words]
        self.large.update(compress(folded, large))
        self.small.update(
            f for f, is_large in zip(folded, large, strict=True) if not is_large
        )
        self.large.subtract(first.casefold() for first in _FIRST.findall(text))

    def is_proper(self, word: str) -> bool:
        """Return whether a word written large is so because it is somebody's name."""
        key = word.casefold()
        return word[0].isupper() and 3 * self.small[key] <= max(self.large[key], 0)

    def written(self, term: str) -> str:
        """Return a term as it is mostly written within a sentence."""
        return " ".join(
            word.capitalize()
            if self.large[word] > max(2 * self.small[word], 0)
            else word
            for word in term.split()
        )


@dataclass(slots=True)
class Words:
    """The words of one group.

    Attributes
    ----------
    pieces : list of list of str
        The words of each piece read, case folded, the most central piece first.
    terms : list of set of str
        The full words and pairs of full words of each piece.
    weight : dict of str to float
        What stands out, strongest first.
    count : Counter of str
        In how many pieces each term is.
    tongue : str
        The language of most pieces, or "".
    common : set of str
        Terms that stand in the pieces of all groups and tell none apart.
    """

    pieces: list[list[str]]
    terms: list[set[str]]
    count: Counter[str]
    tongue: str
    weight: dict[str, float] = field(default_factory=dict)
    common: set[str] = field(default_factory=set)

    def share(self, term: str) -> float:
        """Return the share of the pieces that hold a term."""
        return self.count[term] / max(len(self.pieces), 1)


def words_of(texts: Sequence[str], vocabulary: Vocabulary) -> Words:
    """Return the words of a group's pieces, and let the vocabulary read them."""
    pieces: list[list[str]] = []
    terms: list[set[str]] = []
    tongues: Counter[str] = Counter()
    for text in texts:
        words = WORD.findall(text)
        folded = [word.casefold() for word in words]
        vocabulary.read(text, words, folded)
        pieces.append(folded)
        terms.append(_terms(folded))
        if len(pieces) <= TONGUES_READ:
            tongues[tongue_of(folded)] += 1
    tongues.pop("", None)
    most = min(tongues, key=lambda t: (-tongues[t], t)) if tongues else ""
    if tongues[most] < KNOWN_TONGUE * min(len(pieces), TONGUES_READ):
        most = ""
    count: Counter[str] = Counter()
    for found in terms:
        count.update(found)
    return Words(pieces, terms, count, most)


def weigh(groups: Sequence[Words]) -> None:
    """Give each group's terms their weight (class-based TF-IDF), strongest first."""
    everywhere: Counter[str] = Counter()
    for group in groups:
        share = 1 / max(len(group.pieces), 1)
        everywhere.update({term: n * share for term, n in group.count.items()})
    held = sum(1 for g in groups if g.pieces) or 1
    mean = sum(everywhere.values()) / held
    common = {t for t, share in everywhere.items() if share > COMMON * held}
    for group in groups:
        few = 1 if len(group.pieces) < 4 else 2
        weight = {
            term: number
            / len(group.pieces)
            * float(np.log1p(mean / everywhere[term]))
            * (PAIR_BONUS if " " in term else 1.0)
            for term, number in group.count.items()
            if number >= few
        }
        ranked = sorted(weight, key=lambda term: (-weight[term], term))[:MOST_TERMS]
        group.weight = {term: weight[term] for term in ranked}
        group.common = common if held > FEWEST_TO_COMPARE else set()


def keywords_of(group: Words) -> list[str]:
    """Leave out a word that a stronger pair has already said, and the other way."""
    kept: list[str] = []
    for term in group.weight:
        words = set(term.split())
        if not any(words & set(other.split()) for other in kept):
            kept.append(term)
    return kept


def is_full(word: str) -> bool:
    """Return whether a case-folded word says something by itself."""
    return len(word) > 1 and _names(word)


@lru_cache(maxsize=65_536)
def _names(word: str) -> bool:
    """Whether a word is no function word, and none that was drawn together."""
    return word not in EMPTY_WORDS and _APOSTROPHE.isdisjoint(word)


def _terms(words: list[str]) -> set[str]:
    """Return the full words of a piece and its pairs of neighbouring full words."""
    full = [_names(word) for word in words]
    terms = {w for w, f in zip(words, full, strict=True) if f and len(w) > 1}
    for one, two, a, b in zip(words, words[1:], full, full[1:], strict=False):
        if a and b and one != two:
            terms.add(f"{one} {two}")
    return terms


def names_somebody(name: str, vocabulary: Vocabulary, avoid: frozenset[str]) -> bool:
    """Whether one to four neighbouring words are a name to avoid.

    A single word counts only as it is written there: "Mark" is somebody, "mark" not;
    the first word, large in any case, only where nobody writes it small.
    """
    tokens = TOKEN.findall(name)
    for begin, token in enumerate(tokens):
        is_name = begin > 0 or not vocabulary.small[token.casefold()]
        if token in avoid and token[0].isupper() and is_name:
            return True
        for end in range(begin + 2, min(begin + 5, len(tokens) + 1)):
            run = " ".join(tokens[begin:end])
            if run in avoid or run.casefold() in avoid:
                return True
    return False
