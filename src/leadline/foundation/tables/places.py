"""Where in a JSON answer its records stand."""

from __future__ import annotations

from typing import Any

from leadline.foundation.errors import Invalid
from leadline.foundation.tables.flatten import _fields, _plain

DEEPEST = 5
LOOKED_AT = 300
SEPARATOR = "\x1f"
PAGES = "*"
BY_KEY = "="
FEWEST_BY_KEY = 2


def place_of_records(document: Any) -> tuple[str, tuple[str, ...]]:
    """Return the place of the list of records, and a note where it was chosen.

    The list whose objects hold most prose of their own is meant. An empty place is
    the document itself. Raises ``Invalid`` when there is nothing like records.
    """
    if isinstance(document, list):
        return _place_in_list(document)
    if not isinstance(document, dict):
        raise Invalid("The JSON holds a single value, not a list of objects.")
    found = sorted(
        ((_weight(items), len(items), place) for place, items in _lists(document, ())),
        reverse=True,
    )
    if not found:
        by_key = [value for value in document.values() if isinstance(value, dict)]
        is_table = len(by_key) == len(document) >= FEWEST_BY_KEY and _is_alike(by_key)
        return (BY_KEY, ()) if is_table else ("", ())
    _, _, place = found[0]
    name = ".".join(place)
    others = [".".join(other) for _, _, other in found[1:]]
    note = f"The records are the list “{name}” in the file."
    if others:
        note = f"{note} Other lists are left out: {', '.join(others[:8])}."
    return SEPARATOR.join(place), (note,)


def at_place(document: Any, inside: str) -> list[Any]:
    """Return the records at a place that ``place_of_records`` has named."""
    if inside == BY_KEY:
        return [{"key": key, **value} for key, value in document.items()]
    if inside.startswith(PAGES):
        place = inside[1:].split(SEPARATOR)
        return [item for page in document for item in _down(page, place)]
    if inside:
        return _down(document, inside.split(SEPARATOR))
    return document if isinstance(document, list) else [document]


def _down(document: Any, place: list[str]) -> list[Any]:
    for key in place:
        document = document.get(key, []) if isinstance(document, dict) else []
    return document if isinstance(document, list) else []


def _place_in_list(document: list[Any]) -> tuple[str, tuple[str, ...]]:
    """Return the place of the records in a list: it itself, or a list in each page."""
    pages = [page for page in document if isinstance(page, dict)]
    if not pages or len(pages) < len(document) or _weight(pages):
        return "", ()
    found = [place for place, _ in _lists(pages[0], ())]
    found.sort(key=lambda place: _weight(_down(pages[0], list(place))), reverse=True)
    if not found or not _weight(_down(pages[0], list(found[0]))):
        return "", ()
    name = ".".join(found[0])
    note = f"The records are the lists “{name}” of {len(pages)} pages in the file."
    return PAGES + SEPARATOR.join(found[0]), (note,)


def _lists(
    item: dict[str, Any], place: tuple[str, ...]
) -> list[tuple[tuple[str, ...], list[Any]]]:
    found: list[tuple[tuple[str, ...], list[Any]]] = []
    for key, value in item.items():
        here = (*place, str(key))
        if isinstance(value, list) and any(isinstance(v, dict) for v in value):
            found.append((here, value))
        elif isinstance(value, dict) and len(place) < DEEPEST:
            found += _lists(value, here)
    return found


def _weight(items: list[Any]) -> int:
    """Return how many signs of prose the objects hold in fields of their own."""
    weight = 0
    for item in items[:LOOKED_AT]:
        for value in _fields(item).values() if isinstance(item, dict) else ():
            text = _plain(value)
            if isinstance(text, str) and text.strip().count(" ") >= 2:
                weight += len(text)
    return weight * max(len(items), 1) // max(min(len(items), LOOKED_AT), 1)


def _is_alike(items: list[dict[str, Any]]) -> bool:
    keys = set(items[0])
    return all(len(keys & set(item)) * 2 >= len(keys) for item in items[:LOOKED_AT])
