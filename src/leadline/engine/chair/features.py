"""What a word and an option look like in numbers: cues, nearness, turns of speech."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from leadline.engine.chair.cues import NAMES, cue_counts
from leadline.engine.chair.sentences import Said
from leadline.engine.text.encode import sentence_vectors
from leadline.engine.text.meaning import meaning_vectors

Rows = npt.NDArray[Any]

FAR, SPAN = 0.1, 0.4
LAST = 6
CUE_SHARE = 0.15
_WORD = re.compile(r"[^\W_]{3,}")
_ENDING = re.compile(r"(ings?|ers?|ed|es|s|en|e)$")
# How people say where they stand, whatever it is about. Written for this.
TURNS = (
    ("Please leave it as it is.", "Do not change this, we rely on it.",
     "It works well for us today, keep it."),
    ("If you do this, we will leave.", "We do not want that.", "That would hurt us."),
    ("That is fine with me.", "I would gladly pay for that.",
     "Good idea, please do it."),
    ("You can take it away, nobody uses it.", "Get rid of it.",
     "I would not miss it."),
    ("It cannot go on like this.", "The way it is today causes us trouble."),
    ("We have not decided yet.", "I have no opinion on this.",
     "Some are for it and some against."),
    ("How do I do this?", "When will that happen?",
     "Something is broken, please repair it."),
    ("I wish you had another feature.", "What we need is something else."),
)  # fmt: skip
CUES = 3 * len(NAMES) + LAST
ABOUT_WIDTH = 384 + CUES + 7
SIDE_WIDTH = CUES + 2 * 3 * len(TURNS) + 4 + 6
"""Numbers of a word beside an option."""


@dataclass(frozen=True, slots=True)
class Features:
    """Numbers of n words and k options.

    ``about`` (n, a) tells whether the words are about the question; ``side``
    (n, k, b) where they stand, without the first step's answer; ``near`` holds for
    each word the nearness of its sentences to the options, (sentences, k).
    """

    about: Rows
    side: Rows
    near: tuple[Rows, ...]


def features_of(
    words: Sequence[Said], question: str, options: Sequence[tuple[str, str]]
) -> Features:
    """Return the numbers both steps read.

    Parameters
    ----------
    words : sequence of Said, length n
        Customers' own words.
    question : str
        What is to be decided.
    options : sequence of (str, str), length k
        Title and note of each.

    Returns
    -------
    Features
        Of every word, and of every word beside every option.

    Raises
    ------
    EngineError
        If a model is missing or not the one that was published.

    Examples
    --------
    >>> from leadline.engine.chair.sentences import said
    >>> features_of([said("Leave it.")], "Drop it?", [("Drop it", "")]).near[0].shape
    (1, 1)
    """
    reader = _Reader(question, options)
    flat = [s for one in words for s in one.sentences]
    ends = np.cumsum([len(one.sentences) for one in words])[:-1]
    # Most words are one sentence, and a sentence comes twice: each is read once.
    place = {text: n for n, text in enumerate(dict.fromkeys([
        *flat, *(one.text for one in words)
    ]))}  # fmt: skip
    vectors = sentence_vectors(list(place))
    by_word = np.split(vectors[[place[text] for text in flat]], ends)
    meant = np.split(meaning_vectors(flat), ends)
    whole = vectors[[place[one.text] for one in words]]
    read = [
        reader.read(*each) for each in zip(words, whole, by_word, meant, strict=True)
    ]
    return Features(
        np.array([r[0] for r in read]),
        np.array([r[1] for r in read]),
        tuple(r[2] for r in read),
    )


class _Reader:
    """Reads words against one decision."""

    def __init__(self, question: str, options: Sequence[tuple[str, str]]) -> None:
        titles = [title for title, _ in options]
        full = [f"{title}. {note}" for title, note in options]
        vectors = sentence_vectors([question, *full, *titles])
        self.k = len(options)
        self.question = vectors[0]
        self.full, self.titles = vectors[1 : self.k + 1], vectors[self.k + 1 :]
        self.keys = [(stems(t), stems(f)) for t, f in zip(titles, full, strict=True)]
        self.turns = [_turns(sentence_vectors), _turns(meaning_vectors)]

    def read(
        self, one: Said, whole: Rows, sentences: Rows, meant: Rows
    ) -> tuple[Rows, Rows, Rows]:
        """Return a word's numbers: about, side by option, nearness by sentence."""
        titles, full = sentences @ self.titles.T, sentences @ self.full.T
        asked, body = sentences @ self.question, whole @ self.full.T
        top = np.maximum(full.max(axis=1), np.maximum(titles.max(axis=1), asked))
        sims = np.array([
            asked.max(), full.max(), titles.max(), whole @ self.question,
            body.max(), body.mean(), top.max() - top.mean(),
        ])  # fmt: skip
        cues = _cues(one, full.max(axis=1))
        about = np.concatenate([whole, CUE_SHARE * cues, sims])
        turned = np.concatenate([
            _pooled(v @ turns.T)
            for v, turns in zip((sentences, meant), self.turns, strict=True)
        ])  # fmt: skip
        shared = np.concatenate([cues, turned, sims[[0, 1, 4, 5]]])
        found = stems(one.text)
        beside = [self._beside(o, titles, full, found) for o in range(self.k)]
        side = np.array([np.concatenate([shared, b]) for b in beside])
        return about, side, full

    def _beside(
        self, at: int, titles: Rows, full: Rows, found: frozenset[str]
    ) -> list[float]:
        """Return how near a word is to one option, alone and against the others."""
        title, note = self.keys[at]
        one, whole = titles[:, at].max(), full[:, at].max()
        others = [o for o in range(self.k) if o != at] or [at]
        return [
            one,
            whole,
            one - titles[:, others].max(),
            whole - full[:, others].max(),
            len(found & title) / max(1, len(title)),
            min(3, len(found & note)),
        ]


def stems(text: str) -> frozenset[str]:
    """Return the words of a text without their endings.

    Examples
    --------
    >>> sorted(stems("Raises the price"))
    ['pric', 'rais', 'the']
    """
    words = (w.lower() for w in _WORD.findall(text))
    return frozenset(_ENDING.sub("", w) if len(w) > 4 else w for w in words)


def _cues(one: Said, near: Rows) -> Rows:
    """Return cues of the whole, of near sentences, of the nearest and of the last."""
    each = np.array([cue_counts(s) for s in one.sentences]) > 0
    close = np.clip((near - FAR) / SPAN, 0, 1)
    return np.concatenate([
        cue_counts(one.text),
        (each * close[:, None]).max(axis=0),
        each[int(near.argmax())],
        each[-1][:LAST],
    ])  # fmt: skip


@cache
def _turns(encode: Callable[[Sequence[str]], Rows]) -> Rows:
    """Return what the turns of speech mean; they are the same for every decision."""
    flat = [t for group in TURNS for t in group]
    vectors = encode(flat)
    ends = np.cumsum([len(group) for group in TURNS])[:-1]
    means = np.array([part.mean(axis=0) for part in np.split(vectors, ends)])
    rows: Rows = means / np.linalg.norm(means, axis=1, keepdims=True)
    return rows


def _pooled(turns: Rows) -> Rows:
    return np.concatenate([turns.max(axis=0), turns[-1], turns.mean(axis=0)])
