"""Finds words in short texts: beginnings first, accents and a slip forgiven."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from math import log
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from leadline.foundation.text import first_words, one_line

WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 8
# What lies between two words that stand next to each other, and the rest of the first.
NEXT_TO = re.compile(r"[^\W_]*[\W_]{0,3}")
# A slip is forgiven in words of four letters, a second one from eight on.
ONE_SLIP, TWO_SLIPS = 4, 8
CORRECTIONS = 6
# From so many letters on a slip is forgiven in a word that is not written out yet.
UNFINISHED = 6
# Letters before the words that are looked for, and letters that are looked through.
LEAD, READ = 40, 2000
# Texts that hold all words are enough from so many on; else those come too that hold
# this share of what was typed, where long and rare words weigh more.
ENOUGH, SHARE = 5, 0.4
WHOLE, BEGINS, INSIDE, MEANT = 4.0, 3.0, 1.5, 1.0
LETTERS_INSIDE = 3


class Found(NamedTuple):
    """A text that was found: its place in the list, how well it fits.

    ``has_all`` tells whether each word was found in it. A short word may be in
    thousands of texts, and a tuple is made in a third of the time.
    """

    place: int
    score: float
    has_all: bool


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    return unicodedata.normalize("NFD", letter.casefold())[0]


def fold(text: str) -> str:
    """Return ``text`` in small letters without accents, sign for sign.

    >>> fold("Über Straße")
    'uber strase'
    """
    return text.lower() if text.isascii() else "".join(map(_plain, text))


def words_of(text: str, *, most: int = MOST_WORDS) -> tuple[str, ...]:
    """Return the first words of what somebody typed, folded, each once.

    >>> words_of("Sign-on, sign")
    ('sign', 'on')
    """
    return tuple(dict.fromkeys(WORD.findall(fold(text))))[:most]


def _fit(word: str, text: str, at: int) -> float:
    """Return how well a word fits where it stands in a folded text, 0 for not."""
    end = at + len(word)
    if at and text[at - 1].isalnum():
        return INSIDE if len(word) >= LETTERS_INSIDE else 0.0
    return BEGINS if end < len(text) and text[end].isalnum() else WHOLE


def near_words(word: str, known: Iterable[str]) -> list[str]:
    """Return what a folded word may be a slip of, the nearest first.

    Whole words; where none is near, beginnings of those that begin with its letter.

    >>> near_words("klinikm", ["klinikum", "kiel"])
    ['klinikum']
    >>> near_words("custmer", ["customers"])
    ['customer']
    """
    if len(word) < ONE_SLIP:
        return []
    slips = 2 if len(word) >= TWO_SLIPS else 1
    words = set(known)
    whole = _nearest(word, words, slips)
    if whole or len(word) < UNFINISHED:
        return whole
    begun = [one for one in words if one[0] == word[0] and len(one) > len(word)]
    sizes = (len(word) - 1, len(word), len(word) + 1)
    return _nearest(word, {one[:n] for one in begun for n in sizes}, slips)


def _nearest(word: str, known: set[str], slips: int) -> list[str]:
    near = process.extract(
        word, known, scorer=OSA.distance, score_cutoff=slips, limit=None
    )
    kept = sorted((far, -len(other), other) for other, far, _ in near)
    return [other for _, _, other in kept[:CORRECTIONS]]


class Shelf:
    """Texts, folded and laid end to end, so that a word is looked for once in all."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Lay out the texts; what is asked of them later takes a few milliseconds."""
        folded = [fold(text) for text in texts]
        self.lengths = [len(text) for text in folded]
        self.all = "\n".join(folded)
        self.starts = list(accumulate((n + 1 for n in self.lengths), initial=0))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that stands in a text."""
        return frozenset(WORD.findall(self.all))

    def find(self, typed: str) -> list[Found]:
        """Return which texts hold the words of ``typed``, the best first.

        A word counts most as a whole word, then as the beginning of one, then inside
        of one (from three letters on), and a long or rare word more than others. A word
        that no text holds is read as a slip of one that some do. Texts that hold all
        words come first; those that hold much of them follow only where few hold all.
        """
        words = words_of(typed)
        fits = [
            self._fits(word) or self._in_parts(word) or self._meant(word)
            for word in words
        ]
        if len(words) > 1 and not set(fits[0]).intersection(*fits[1:]):
            # None holds all of them: a word that is there may be a slip all the same.
            fits = [
                self._meant(word) | fit for word, fit in zip(words, fits, strict=True)
            ]
        count = len(self.lengths)
        weights = [
            len(word) * log((count + 1) / (len(fit) + 0.5))
            for word, fit in zip(words, fits, strict=True)
        ]
        scores: dict[int, float] = {}
        for weight, fit in zip(weights, fits, strict=True):
            for place, one in fit.items():
                scores[place] = scores.get(place, 0.0) + weight * one
        whole = set(scores).intersection(*fits)
        few = len(whole) < ENOUGH
        kept = whole | self._much_of(fits, weights) if few else whole
        order = sorted(
            (place not in whole, -scores[place], self.lengths[place], place)
            for place in kept
        )
        return [Found(place, -score, not lacks) for lacks, score, _, place in order]

    def _much_of(
        self, fits: Sequence[dict[int, float]], weights: Sequence[float]
    ) -> set[int]:
        """Return the texts that hold much of what was typed, a word from its start."""
        held: dict[int, float] = {}
        best: dict[int, float] = {}
        for weight, fit in zip(weights, fits, strict=True):
            for place, one in fit.items():
                held[place] = held.get(place, 0.0) + weight
                best[place] = max(one, best.get(place, 0.0))
        least = SHARE * sum(weights)
        return {
            place
            for place, weight in held.items()
            if weight >= least and best[place] >= BEGINS
        }

    def _fits(self, word: str) -> dict[int, float]:
        """Return how well a word fits each text that holds it."""
        fits: dict[int, float] = {}
        # A short word counts at the beginning of one alone; inside it is everywhere.
        begin = r"(?<![^\W_])" if len(word) < LETTERS_INSIDE else ""
        for match in re.finditer(begin + re.escape(word), self.all):
            at = match.start()
            fit = _fit(word, self.all, at)
            if fit:
                place = bisect_right(self.starts, at) - 1
                fits[place] = max(fit, fits.get(place, 0.0))
        return fits

    def _in_parts(self, word: str) -> dict[int, float]:
        """Return the texts that hold a word in two: "signon" is in "Single sign-on"."""
        if len(word) < UNFINISHED:
            return {}
        cuts = (f"{word[:n]}[-_ ]{word[n:]}" for n in range(2, len(word) - 1))
        found = re.finditer(rf"(?<![^\W_])(?:{'|'.join(cuts)})(?![^\W_])", self.all)
        return {bisect_right(self.starts, m.start()) - 1: BEGINS for m in found}

    def _meant(self, word: str) -> dict[int, float]:
        """Return the texts that hold a word which ``word`` may be a slip of."""
        known = [self._fits(other) for other in near_words(word, self.words)]
        return {
            place: MEANT
            for fits in known
            for place, fit in fits.items()
            if fit >= BEGINS
        }


def find_in(typed: str, texts: Sequence[str]) -> list[Found]:
    """Return which texts hold the words of ``typed``, the best first.

    >>> [found.place for found in find_in("decisoin", ["Open a decision", "Print"])]
    [0]
    """
    return Shelf(texts).find(typed)


def marks_in(typed: str, text: str) -> tuple[tuple[int, int], ...]:
    """Return from where to where the words of ``typed`` stand in ``text``.

    A word that is not in it marks what it may be a slip of. Words of one or two letters
    are everywhere: beside longer ones they count where they stand next to one, or where
    the text has them in capitals or with a figure.

    >>> marks_in("on sig", "Single sign-on"), marks_in("sinlge", "Single sign-on")
    (((7, 10), (12, 14)), ((0, 6),))
    >>> marks_in("sign-on", "Once logged on, we sign documents")
    ((19, 23),)
    """
    shelf, words = fold(text), words_of(typed)
    long = [word for word in words if len(word) >= LETTERS_INSIDE]
    spans = [span for word in long or words for span in [_span(word, shelf)] if span]
    short = [word for word in words if long and len(word) < LETTERS_INSIDE]
    spans += [at for word in short for at in [_beside(word, text, shelf, spans)] if at]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _span(word: str, text: str) -> tuple[int, int] | None:
    """Return where a word, or what it may be a slip of, stands in a folded text."""
    at = _best(word, text)
    if at < 0:
        word = next(iter(near_words(word, WORD.findall(text))), "")
        at = _best(word, text) if word else -1
    return (at, at + len(word)) if at >= 0 else None


def _beside(
    word: str, text: str, shelf: str, spans: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """Return where a short word stands beside a longer one, or as a name."""
    places = [at.span() for at in re.finditer(rf"(?<![^\W_]){re.escape(word)}", shelf)]
    behind = [
        p
        for p in places
        if any(NEXT_TO.fullmatch(shelf[b : p[0]]) and b <= p[0] for _, b in spans)
    ]
    before = [
        p
        for p in places
        if any(NEXT_TO.fullmatch(shelf[p[1] : a]) and a >= p[1] for a, _ in spans)
    ]
    named = [
        p
        for p in places
        if _fit(word, shelf, p[0]) == WHOLE and text[slice(*p)].isupper()
    ]
    return next(iter([*behind, *before, *named]), None)


def around(text: str, typed: str, longest: int) -> str:
    """Return as many whole words of a text as fit, from before what was looked for.

    >>> around("We like it a lot, but since Monday the export fails", "export", 30)
    '…Monday the export fails'
    """
    line = one_line(text)
    marks = marks_in(typed, line[:READ])
    if not marks or marks[0][1] < longest:
        return first_words(line, longest)
    start = max(marks[0][0] - min(LEAD, longest // 2), 0)
    kept = line[start:].partition(" ")[2] if start else line
    return f"…{first_words(kept, longest - 1)}"


def begins_in(typed: str, text: str) -> bool:
    """Tell whether each word of ``typed`` begins a word of ``text``.

    >>> begins_in("rice", "Price per planner")
    False
    """
    folded = fold(text)
    places = [(word, _best(word, folded)) for word in words_of(typed)]
    return all(at >= 0 and _fit(word, folded, at) >= BEGINS for word, at in places)


def _best(word: str, text: str) -> int:
    """Return where a word fits a folded text best, -1 for nowhere."""
    places = [m.start() for m in re.finditer(re.escape(word), text)]
    fitting = [(-_fit(word, text, at), at) for at in places if _fit(word, text, at)]
    return min(fitting)[1] if fitting else -1
