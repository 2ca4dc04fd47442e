"""Finds words in short texts: beginnings first, accents and a slip forgiven."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 8
# A slip is forgiven in words of four letters, a second one from eight on.
ONE_SLIP, TWO_SLIPS = 4, 8
CORRECTIONS = 6
# Texts that hold all words are enough from so many on; else those come too that hold
# this share of what was typed, where long and rare words weigh more.
ENOUGH, SHARE = 5, 0.4
WHOLE, BEGINS, INSIDE, MEANT = 4.0, 3.0, 1.5, 1.0
LETTERS_INSIDE = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A text that was found: its place in the list, how well it fits.

    ``has_all`` tells whether each word was found in it.
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


class _Shelf:
    """Texts, folded and laid end to end, so that a word is looked for once in all."""

    def __init__(self, texts: Sequence[str]) -> None:
        folded = [fold(text) for text in texts]
        self.all = "\n".join(folded)
        self.starts = list(accumulate((len(text) + 1 for text in folded), initial=0))

    def fits(self, word: str) -> dict[int, float]:
        """Return how well a word fits each text that holds it."""
        fits: dict[int, float] = {}
        at = self.all.find(word)
        while at >= 0:
            fit = _fit(word, self.all, at)
            if fit:
                place = bisect_right(self.starts, at) - 1
                fits[place] = max(fit, fits.get(place, 0.0))
            at = self.all.find(word, at + 1)
        return fits

    def meant(self, word: str) -> dict[int, float]:
        """Return the texts that hold a word which ``word`` may be a slip of."""
        if len(word) < ONE_SLIP:
            return {}
        slips = 2 if len(word) >= TWO_SLIPS else 1
        near = process.extract(
            word,
            set(WORD.findall(self.all)),
            scorer=OSA.distance,
            score_cutoff=slips,
            limit=CORRECTIONS,
        )
        known = [self.fits(other) for other, _, _ in near]
        return {
            place: MEANT
            for fits in known
            for place, fit in fits.items()
            if fit >= BEGINS
        }


def find_in(typed: str, texts: Sequence[str]) -> list[Found]:
    """Return which texts hold the words of ``typed``, the best first.

    A word counts most as a whole word, then as the beginning of one, then inside of
    one (from three letters on), and a long or rare word more than others. A word that
    no text holds is read as a slip of one that some do. Texts that hold all words
    come first; those that hold much of them follow only where few hold all.

    >>> [found.place for found in find_in("decisoin", ["Open a decision", "Print"])]
    [0]
    """
    shelf = _Shelf(texts)
    words = words_of(typed)
    fits = [shelf.fits(word) or shelf.meant(word) for word in words]
    weights = [
        len(word) * log((len(texts) + 1) / (len(fit) + 0.5))
        for word, fit in zip(words, fits, strict=True)
    ]
    found = []
    for place in {place for fit in fits for place in fit}:
        each = [fit.get(place, 0.0) for fit in fits]
        held = sum(w for w, one in zip(weights, each, strict=True) if one >= MEANT)
        score = sum(w * one for w, one in zip(weights, each, strict=True))
        if all(each) or (max(each) >= BEGINS and held >= SHARE * sum(weights)):
            found.append(Found(place, score, all(each)))
    whole = [one for one in found if one.has_all]
    kept = found if len(whole) < ENOUGH else whole
    return sorted(
        kept, key=lambda f: (-f.has_all, -f.score, len(texts[f.place]), f.place)
    )


def marks_in(typed: str, text: str) -> tuple[tuple[int, int], ...]:
    """Return from where to where the words of ``typed`` stand in ``text``.

    >>> marks_in("on sig", "Single sign-on")
    ((7, 10), (12, 14))
    """
    shelf = fold(text)
    spans = sorted(
        (at, at + len(word))
        for word in words_of(typed)
        for at in [_best(word, shelf)]
        if at >= 0
    )
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


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
