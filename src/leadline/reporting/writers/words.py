"""What every writer says in the same words: cells, sources, what a document is."""

from __future__ import annotations

import re
from datetime import date

from leadline.foundation.words import NOTHING, short_number
from leadline.reporting.model import Cell, Document, day_of

# Signs that no document may hold: controls, marks that turn reading round, halves.
UNWRITTEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def clean(text: str) -> str:
    r"""Return a text without the signs that no document may hold.

    >>> clean("So\x07 \u202ebe it\n")
    'So be it\n'
    """
    return UNWRITTEN.sub("", text.replace("\r\n", "\n"))


def cell_text(value: Cell) -> str:
    r"""Return a cell as people read it.

    >>> cell_text(date(2026, 5, 3)), cell_text(1284), cell_text(0.5), cell_text(None)
    ('3 May 2026', '1,284', '0.5', '\u2013')
    """
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, date):
        return day_of(value)
    if isinstance(value, int):
        return f"{value:,}"
    return short_number(value)


def made_words(document: Document) -> str:
    """Return when it was made, and from what."""
    return f"Made from Leadline on {day_of(document.made_on)}"


def ages_words(document: Document) -> str:
    """Return of which day the ages of sources are, for who reads it later."""
    return f"Ages are as of {day_of(document.made_on)}"
