"""Proposes which words are about a decision, and where they stand if that is sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leadline.engine.chair.cues import has_cue
from leadline.engine.chair.features import Rows, features_of
from leadline.engine.chair.model import chances, relevance
from leadline.engine.chair.sentences import Said, said
from leadline.engine.chair.sides import AGAINST, FOR, NEITHER, allowed
from leadline.engine.chair.standing import TODAY, standings
from leadline.engine.errors import EngineError

HEARD = 0.40
"""Words are about the question from here on."""
SURE = 0.55
"""A side is proposed from here on, else none (measured: docs/methods/chair.md)."""
LEANS = 0.15


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words beside an option: which words, which option, which side.

    ``strength`` says how surely the words are about the question, from 0 to 1;
    ``chance`` how surely the side is right, 0 where none is proposed; ``near`` how
    near the words come to the option, as a cosine; ``passage`` is the sentence that
    tells it. ``guess`` is the likelier side and ``likely`` its chance also where that
    is not sure enough to propose; empty and 0 where the words may take none.
    """

    word: int
    option: int
    side: str
    strength: float
    chance: float = 0.0
    near: float = 0.0
    passage: str = ""
    guess: str = ""
    likely: float = 0.0


def propose_sides(
    words: Sequence[str],
    question: str,
    options: Sequence[tuple[str, str]],
    fewest: int = 0,
) -> list[Proposal]:
    """Propose which words are about a question and on which side of its options.

    Two steps. The first asks whether a word is about the question (from ``HEARD``, or
    among the ``fewest`` that are most surely about it, for words somebody chose);
    only such words come back, beside every option. The second asks what the customer
    would say to an option; a side stands only where its chance reaches ``SURE`` and
    the words hold what such a side needs (:func:`allowed`). Else it is neither.

    Parameters
    ----------
    words : sequence of str, length n
        Pieces of feedback as they came; greetings and quoted mail count for nothing.
    question : str
        What is to be decided.
    options : sequence of (str, str), length k
        Title and note of each option.
    fewest : int, default 0
        So many words come back whatever the first step says.

    Returns
    -------
    list of Proposal
        Words most surely about the question first, their options in order.

    Raises
    ------
    EngineError
        If there is no option, or a model is missing.

    References
    ----------
    Mohammad et al. (2016), SemEval Task 6: Detecting stance in tweets, for stance
    towards a target apart from sentiment. Training and figures: docs/methods/chair.md.

    Examples
    --------
    >>> options = [("Drop the chart", "in spring"), ("Keep it", "as it is")]
    >>> found = propose_sides(
    ...     ["Please don't take the chart away, leave it as it is, we rely on it."],
    ...     "Do we drop the chart?", options)
    >>> [one.side for one in found]
    ['against', 'for']
    """
    if not options:
        raise EngineError("Give at least one option.")
    read = [(at, said(text)) for at, text in enumerate(words)]
    read = [(at, one) for at, one in read if one.text]
    if not read:
        return []
    features = features_of([one for _, one in read], question, options)
    stands = standings(options)
    about = relevance(features)
    told = chances(features, stands, about)
    found = []
    for place, row in enumerate(np.argsort(-about, kind="stable")):
        if about[row] < HEARD and place >= fewest:
            break
        word, own = read[row]
        for option, standing in enumerate(stands):
            guess, likely = _guess(own, told[row, option], standing == TODAY)
            side = guess if likely >= SURE else NEITHER
            near = features.near[row][:, option]
            found.append(
                Proposal(
                    word, option, side, round(float(about[row]), 4),
                    round(likely, 4) if side != NEITHER else 0.0,
                    float(near.max()), _telling(own, near, side),
                    guess, round(likely, 4),
                )
            )  # fmt: skip
    return found


def _guess(own: Said, told: Rows, is_today: bool) -> tuple[str, float]:
    """Return the likelier side and its chance, none where it is not allowed."""
    side, chance = (FOR, told[2]) if told[2] >= told[0] else (AGAINST, told[0])
    return (side, float(chance)) if allowed(own, side, is_today) else ("", 0.0)


def _telling(one: Said, near: Rows, side: str) -> str:
    """Return the sentence nearest to the option, rather one that leans to the side."""
    kinds = {
        FOR: ("yes", "gone", "keep", "rely"),
        AGAINST: ("keep", "refuse", "leave", "bad", "gone"),
        NEITHER: (),
    }[side]
    leans = np.array([has_cue(s, *kinds) for s in one.sentences])
    return one.sentences[int(np.argmax(near + LEANS * leans))]
