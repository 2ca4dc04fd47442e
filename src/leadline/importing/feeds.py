"""Entries of RSS and Atom, as rows whose columns have the names that readers know."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from itertools import islice
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from leadline.foundation.errors import Invalid
from leadline.foundation.markup import plain_words
from leadline.importing.people import read_person

MOST_ENTRIES = 5000
# What each column is called in RSS 2.0, Atom, RSS 1.0 and Dublin Core, in this order.
NAMES = {
    "id": ("guid", "id"),
    "title": ("title",),
    "words": ("encoded", "content", "description", "summary"),
    "author": ("creator", "author"),
    "date": ("pubDate", "published", "updated", "date"),
    "link": ("link",),
}


def entries_of(content: bytes) -> list[dict[str, str]]:
    """Return the entries of a feed; raise ``Invalid`` for what is none."""
    try:
        root = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise Invalid("It is no RSS or Atom that can be read.") from None
    entries = [_entry(one) for one in islice(_entries(root), MOST_ENTRIES)]
    if not entries:
        raise Invalid("There is no entry in this feed.")
    return entries


def _entries(root: Element) -> Iterator[Element]:
    """Yield the entries in their order; one inside of another is part of its words."""
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if _name(one) in ("item", "entry"):
            yield one
        else:
            waiting.extend(reversed(one))


def _entry(entry: Element) -> dict[str, str]:
    said: dict[str, str] = {}
    for part in entry:
        said.setdefault(_name(part), _text(part))
    row = {
        column: next((said[name] for name in names if said.get(name)), "")
        for column, names in NAMES.items()
    }
    row["words"] = row["words"] or row["title"]
    row["id"] = row["id"] or row["link"]
    # Whom it names is not proven: by an address it would count as what a customer pays.
    row["author"], _ = read_person(row["author"])
    row["date"] = _moment(row["date"])
    return row


def _moment(said: str) -> str:
    """Return a moment as readers take it without a question; RSS writes it as mails do.

    >>> _moment("Mon, 30 Nov 2026 08:00:00 GMT"), _moment("2026-11-30T08:00:00Z")
    ('2026-11-30T08:00:00+00:00', '2026-11-30T08:00:00Z')
    """
    try:
        return parsedate_to_datetime(said).isoformat()
    except (ValueError, TypeError):
        return said


def _name(part: Element) -> str:
    return str(part.tag).rpartition("}")[2]


def _text(part: Element) -> str:
    """Return the words of a part: of a person their name, of a link where it goes."""
    if _name(part) == "link" and part.get("href"):
        return str(part.get("href"))
    raw = " ".join(" ".join(part.itertext()).split()) if len(part) else part.text or ""
    return plain_words(raw) if "<" in raw else raw.strip()
