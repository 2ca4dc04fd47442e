"""Tells which option of a decision leaves things as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

TODAY, CHANGE, OTHER = 0, 1, 2
FIRM = 1.5
IN_NOTE = 0.8
_SIGNS = tuple(
    (re.compile(text, re.I), weight)
    for text, weight in (
        (r"\bas (it is|is|now|today|always|they are|before|ever|it was)\b", 4.0),
        (r"^(keep|stay|leave|stick|stays|go on|let|hold|wait|support)\b", 2.0),
        (
            r"\b(keep|stays?|leave|stick|remains?|go on|goes on|going|hold|wait)\b",
            1.2,
        ),
        (
            r"\b(not this year|not now|neither|no change|for now|"
            r"another (year|quarter))\b",
            2.5,
        ),
        (r"\b(never|don't|do not|nothing|none)\b", 1.0),
        (
            r"\b(untouched|frozen|unchanged|today's|known bugs|no new work|"
            r"everything)\b",
            1.5,
        ),
        (r"\b(keep|leave|stay) (a|an|one|only|it for)\b", -3.0),
        (r"\b(only|small|reader|request|new contracts|ones?)\b", -1.0),
        (
            r"\b(bleib\w*|belassen|beibehalten|behalten|wie (bisher|heute|jetzt)|"
            r"nichts (tun|ändern)|gard(er|ons)|comme (aujourd'hui|avant)|"
            r"ne rien changer|mantener|dejar|como (hoy|hasta ahora)|"
            r"mantenere|come oggi|manter|como está|houden|zoals nu)\b",
            4.0,
        ),
    )
)


def standings(options: Sequence[tuple[str, str]]) -> list[int]:
    """Return for each option whether it is today's state, the change or another.

    At most one is today's state: the one whose title and note say most clearly that
    nothing changes. The change is the first of the others.

    Parameters
    ----------
    options : sequence of (str, str)
        Title and note of each option, in their order.

    Returns
    -------
    list of int
        ``TODAY``, ``CHANGE`` or ``OTHER`` for each.

    Examples
    --------
    >>> standings([("Raise it", ""), ("Keep 7", "as now"), ("Only new ones", "")])
    [1, 0, 2]
    >>> standings([("Build it", ""), ("Buy it", "")])
    [1, 2]
    """
    scores = [_stillness(title, note) for title, note in options]
    best = max(scores, default=0.0)
    today = scores.index(best) if best >= FIRM else -1
    change = 0 if today != 0 else 1
    return [
        TODAY if at == today else CHANGE if at == change else OTHER
        for at in range(len(scores))
    ]


def _stillness(title: str, note: str) -> float:
    return sum(
        weight * (bool(sign.search(title)) + IN_NOTE * bool(sign.search(note)))
        for sign, weight in _SIGNS
    )
