"""Proposes on which side of an option a customer's words stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadline.engine.chair.passages import (
    WORD,
    keys_of,
    sentence_about,
    shared,
    stem,
)
from leadline.engine.errors import EngineError

FOR, AGAINST, NEITHER = "for", "against", "neither"
NEAR = 0.30
LEAD = 0.02
REACH = 7
NEGATION = re.compile(
    r"\b(no|not|never|nobody|none|nothing|without|cannot|can't|won't|don't|doesn't|"
    r"didn't|isn't|aren't|wasn't|wouldn't|shouldn't|couldn't|refus\w+|forbid\w*|"
    r"forbidden|instead of|rather than|reject\w*|against|hate\w*|afraid|fear\w*|"
    r"worr\w+|risk\w*|stop\w*|lose|losing|leave|leaving|cancel\w*|too (expensive|"
    r"slow|late|complicated|much)|break\w*|kein\w*|nicht|ohne|pas|sans|sin)\b",
    re.I,
)
WISH = re.compile(
    r"\b(want\w*|need\w*|wish\w*|please|would (love|like|pay|help|save)|let us|"
    r"love|ask\w* for|waiting for|hop\w+|prefer\w*|finally|must have|depend\w* on|"
    r"already (use|pay|have)|just|if you (had|could|offered)|brauchen|bitte)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words that may speak about an option: which words, which option, which side."""

    word: int
    option: int
    side: str
    strength: float


def propose_sides(
    words: Sequence[str],
    options: Sequence[str],
    likeness: npt.ArrayLike,
    *,
    limit: int = 6,
) -> list[Proposal]:
    """Propose words for and against each option; a person decides.

    Words speak about the option they are nearest to, where that is near enough
    (``NEAR``) and nearer than to the others (``LEAD``). They stand against it where a
    negation or a worry stands within ``REACH`` words of a word of the option, or
    outweighs the wishes in the sentence that is about it; for it where they wish; else
    on neither side.

    Parameters
    ----------
    words : sequence of str, length n
        Pieces of feedback.
    options : sequence of str, length k
        Title and note of each option.
    likeness : array_like of float, shape (n, k)
        Nearness in meaning of words and options, as cosines.
    limit : int, default 6
        At most so many words for each option and side.

    Returns
    -------
    list of Proposal
        Strongest first within each option and side.

    Raises
    ------
    EngineError
        If the shape of the likeness does not fit.

    References
    ----------
    Hu and Liu (2004), Mining and summarizing customer reviews, KDD, for opinion words
    near a feature. What it reaches on cases of ours: docs/methods/chair.md.

    Examples
    --------
    >>> said = ["Our dockers have no email address"]
    >>> [p.side for p in propose_sides(said, ["Log in with an email"], [[0.6]])]
    ['against']
    """
    near = np.asarray(likeness, dtype=np.float64)
    if near.shape != (len(words), len(options)):
        raise EngineError("Give one likeness for each of the words and options.")
    found: list[Proposal] = []
    if not len(words) or not len(options):
        return found
    keys = [keys_of(option) for option in options]
    for i, text in enumerate(words):
        near_here = near[i] + [0.1 * shared(text, k) for k in keys]
        order = np.argsort(-near_here)
        best = int(order[0])
        lead = near_here[best] - (near_here[order[1]] if len(options) > 1 else 0.0)
        if near_here[best] < NEAR or lead < LEAD:
            continue
        side, weight = side_of(text, options[best])
        strength = float(min(1.0, near_here[best]) * weight)
        found.append(Proposal(i, best, side, round(strength, 4)))
    return _strongest(found, limit)


def side_of(text: str, option: str) -> tuple[str, float]:
    """Return the side on which words stand, and how clearly, from 0.5 to 1.

    Parameters
    ----------
    text : str
        A customer's words.
    option : str
        Title and note of an option.

    Returns
    -------
    tuple of str and float
        ``for``, ``against`` or ``neither``, and the weight of it.

    Examples
    --------
    >>> side_of("Please let us use our own login", "Buy single login")[0]
    'for'
    """
    keys = keys_of(option)
    about = sentence_about(text, keys)
    near = _negation_near(about, keys)
    against = len(NEGATION.findall(about)) + near
    wishes = len(WISH.findall(about))
    if against > wishes:
        return AGAINST, min(1.0, 0.6 + 0.1 * (against - wishes) + 0.1 * near)
    if wishes > against:
        return FOR, min(1.0, 0.6 + 0.1 * (wishes - against))
    return (NEITHER, 0.5) if not wishes else (FOR, 0.55)


def _negation_near(sentence: str, keys: frozenset[str]) -> int:
    """Return 1 where a negation stands within reach of a word of the option."""
    places = [m.start() for m in WORD.finditer(sentence) if stem(m[0].lower()) in keys]
    for match in NEGATION.finditer(sentence):
        for place in places:
            low, high = sorted((match.start(), place))
            if len(sentence[low:high].split()) <= REACH:
                return 1
    return 0


def _strongest(found: list[Proposal], limit: int) -> list[Proposal]:
    kept: list[Proposal] = []
    counts: dict[tuple[int, str], int] = {}
    for one in sorted(found, key=lambda p: (-p.strength, p.word)):
        key = (one.option, one.side)
        if counts.get(key, 0) < limit:
            counts[key] = counts.get(key, 0) + 1
            kept.append(one)
    return kept
