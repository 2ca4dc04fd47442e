"""What a cell looks like from afar: a number, a date, an address, prose, a label.

Looks only, no meaning: it serves to tell a header from data and a total from a row.
"""

from __future__ import annotations

import re

NUMBER = re.compile(
    r"[-+(]?\s*(?:[A-Z]{3}\s?|R\$\s?|[$€£¥₹]\s?)?[-+]?\d[\d.,'\u2019\s\u00a0\u202f]*"
    r"(?:[eE][+-]?\d+)?\s?(?:%|[kKmM]|[A-Z]{3}|[€$£¥]|kr|zł)?\)?-?"
)
DATE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b.*|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b.*"
    r"|\d{1,2}[-/. ][A-Za-zÀ-ÿ]{3,9}\.?[-/. ,]+\d{2,4}\b.*"
    r"|(?:[A-Z][a-z]{2,8},? )?[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}\b.*"
)
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
LINK = re.compile(r"https?://\S+|www\.\S+")
LOOKED_AT = 60
PROSE_WORDS = 5


def kind_of(cell: str) -> str:
    """Return n(umber), d(ate), m(ail), u(rl), p(rose), w(ords) or nothing.

    >>> [kind_of(c) for c in ("12.5 %", "2026-03-04 10:11", "a@b.example", "", "Name")]
    ['n', 'd', 'm', '', 'w']
    """
    text = cell.strip()
    if not text:
        return ""
    if len(text) <= LOOKED_AT:
        if DATE.fullmatch(text):
            return "d"
        if NUMBER.fullmatch(text):
            return "n"
        if MAIL.fullmatch(text):
            return "m"
    if LINK.fullmatch(text):
        return "u"
    return "p" if len(text) > LOOKED_AT or text.count(" ") + 1 >= PROSE_WORDS else "w"


def is_year(cell: str) -> bool:
    """Return whether a cell is a bare year, as headers of years are."""
    text = cell.strip()
    return (
        len(text) == 4 and text.isascii() and text.isdigit() and "1980" <= text < "2101"
    )
