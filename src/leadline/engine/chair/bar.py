"""From which chance on sides are guessed, learnt from what people said of guesses."""

from __future__ import annotations

from collections.abc import Sequence

USUAL = 0.55
"""Where nothing is known yet: the bar of the labelled words (docs/methods/chair.md)."""
LOWEST, HIGHEST, STEP = 0.45, 0.80, 0.01
FEW = 20
WANTED = 0.75
MARGIN = 0.03


def learned_bar(answers: Sequence[tuple[float, bool]]) -> float | None:
    """Return the lowest chance from which guesses were right often enough.

    Right often enough is ``WANTED`` of at least ``FEW`` answers. A bar lower than the
    usual one needs ``MARGIN`` more, for choosing the best of many bars flatters it.

    Parameters
    ----------
    answers : sequence of (float, bool)
        The chance of each guess that a person answered, from 0 to 1, and whether the
        person said the same.

    Returns
    -------
    float or None
        ``USUAL`` while fewer than ``FEW`` guesses from there on are answered; none
        where no bar holds, and then nothing is to be guessed.

    Notes
    -----
    Ours. Other ways to learn were measured and left: docs/methods/chair.md.

    Examples
    --------
    >>> learned_bar([(0.6, True)] * 19)
    0.55
    >>> learned_bar([(0.5, True)] * 20)
    0.45
    >>> learned_bar([(0.6, True)] * 14 + [(0.6, False)] * 6) is None
    True
    >>> learned_bar([(0.6, False)] * 20 + [(0.7, True)] * 20)
    0.61
    """
    steps = round((HIGHEST - LOWEST) / STEP)
    for at in range(steps + 1):
        bar = round(LOWEST + at * STEP, 2)
        wanted = WANTED + MARGIN if bar < USUAL else WANTED
        share = _share_right(answers, bar)
        if share is not None and share >= wanted:
            return bar
    return USUAL if _share_right(answers, USUAL) is None else None


def _share_right(answers: Sequence[tuple[float, bool]], bar: float) -> float | None:
    """Return how many of the guesses from a bar on were right; none if too few."""
    right = [is_right for chance, is_right in answers if chance >= bar]
    return sum(right) / len(right) if len(right) >= FEW else None
