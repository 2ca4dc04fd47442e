"""Cuts a customer's own words into sentences; what others wrote is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from leadline.engine.text.mail import take_apart

MOST = 12
_END = re.compile("(?<=[.!?…])[\"”»'\u2019]?\\s+|\n+")
_WROTE = re.compile(
    r"\b(wrote|writes|schrieb\w*|a écrit|écrivait|escribió|ha scritto|escreveu|"
    r"schreef)\b",
    re.I,
)
_QUOTED = re.compile(r"^\s*(>|[\"“„«].*[\"”“»]\s*$)")


@dataclass(frozen=True, slots=True)
class Said:
    """A customer's own words, whole and in sentences; never without a sentence."""

    text: str
    sentences: tuple[str, ...]


def said(text: str) -> Said:
    """Return what the customer says in a piece: no greeting, no quoted mail of ours.

    Parameters
    ----------
    text : str
        A piece as it came.

    Returns
    -------
    Said
        The own words; the sentences are parts of them, ``MOST`` at most.

    Examples
    --------
    >>> said("Leave it.\\n> Did you know? Plus is new!").sentences
    ('Leave it.',)
    """
    own = _without_quotes(take_apart(text).words)
    cut = [part.strip() for part in _END.split(own) if part and part.strip()]
    longer = [part for part in cut if len(part.split()) > 1] or cut
    return Said(own, tuple(longer[:MOST]) or (own,))


def _without_quotes(text: str) -> str:
    """Drop lines that quote, and the line that says who wrote them."""
    kept: list[str] = []
    quoting = False
    for line in text.splitlines():
        if line.rstrip().endswith(":") and _WROTE.search(line):
            quoting = True
        elif line.lstrip().startswith(">") or (quoting and _QUOTED.match(line)):
            continue
        else:
            quoting = quoting and not line.strip()
            kept.append(line)
    return "\n".join(kept).strip()
