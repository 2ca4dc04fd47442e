"""Says what a title alone tells of an hour."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from leadline.engine.calendar import title_words as words

MARKET, EXTERNAL, INTERNAL = "market", "external", "internal"
FOCUS, PERSONAL, UNKNOWN = "focus", "personal", "unknown"
# In this order: the first that fits counts, so "lunch with a customer" is the market.
ORDER = (
    (PERSONAL, "", words.AWAY),
    (FOCUS, "", words.FOCUS),
    (INTERNAL, "other", words.HIRING),
    (MARKET, "", words.MARKET),
    (EXTERNAL, "", words.EXTERNAL),
    (PERSONAL, "", words.MEALS),
    (INTERNAL, "engineering", words.ENGINEERING),
    (INTERNAL, "marketing", words.MARKETING),
    (INTERNAL, "sales", words.SALES),
    (INTERNAL, "other", words.COLLEAGUES),
    (UNKNOWN, "", words.TRAVEL),
)
PATTERNS = tuple(
    (kind, function, re.compile(rf"(?<!\w)(?:{'|'.join(of)})(?!\w)"))
    for kind, function, of in ORDER
)


@lru_cache(maxsize=4096)
def by_title(title: str) -> tuple[str, str, str] | None:
    """Return the class, the function and the words of a title that say so.

    >>> by_title("Kundengespräch Elbe"), by_title("Réunion fournisseur")[0]
    (('market', '', 'kundengespräch'), 'external')
    """
    plain, places = _plain(title)
    for kind, function, pattern in PATTERNS:
        if match := pattern.search(plain):
            first, last = places[match.start()], places[match.end() - 1]
            return kind, function, title[first : last + 1].lower()
    return None


def says_nothing(title: str) -> bool:
    """Return whether a title only says that the time is taken.

    >>> says_nothing("Busy"), says_nothing("(Ocupado)"), says_nothing("Roadmap")
    (True, True, False)
    """
    plain = " ".join(re.sub(r"[^\w\s]", " ", _plain(title)[0]).split())
    return plain in words.NOTHING


def says_elsewhere(title: str) -> bool:
    """Return whether a title only says where somebody works, or that they are away.

    >>> says_elsewhere("Working elsewhere"), says_elsewhere("Write the brief")
    (True, False)
    """
    plain = " ".join(re.sub(r"[^\w\s]", " ", _plain(title)[0]).split())
    return plain in words.GONE


def _plain(title: str) -> tuple[str, list[int]]:
    """Return a title in small letters without accents, and where each sign was."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(title):
        for one in unicodedata.normalize("NFKD", sign.casefold()):
            if not unicodedata.combining(one):
                signs.append(one)
                places.append(place)
    return "".join(signs), places
