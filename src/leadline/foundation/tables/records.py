"""Records of a JSON file, as programs write them and as interfaces answer them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from leadline.foundation.errors import Invalid
from leadline.foundation.tables.chats import (
    COLUMNS,
    is_chat,
    left_out,
    read_chat,
)
from leadline.foundation.tables.flatten import flat, is_listing
from leadline.foundation.tables.json_text import read_json_text
from leadline.foundation.tables.lines import open_text
from leadline.foundation.tables.places import at_place, place_of_records
from leadline.foundation.tables.shapes import Row, TableShape

WHOLE_LIMIT = 64 * 1024 * 1024
LOOKED_AT = 2000
EVERYTHING = "."
CHAT = "chat"


def sniff_json(path: Path, encoding: str) -> TableShape:
    """Return the shape of a JSON file: lines of objects, a list, or an answer with one.

    ``delimiter`` is ``lines`` for one object a line and ``list`` for a whole
    document, whose records stand at ``inside``.
    """
    if _is_lines(path, encoding):
        shape = TableShape(format="json", encoding=encoding, delimiter="lines")
        return _with_columns(path, shape, ())
    document = _document(path, encoding)
    inside, notes = place_of_records(document)
    shape = TableShape(
        format="json", encoding=encoding, delimiter="list", inside=inside
    )
    items = at_place(document, inside)
    if is_chat(items):
        rows, left = read_chat(items, {})
        if not rows:
            raise Invalid("The file is a chat in which no person wrote a message.")
        return TableShape(
            format=CHAT,
            encoding=encoding,
            columns=COLUMNS,
            inside=inside,
            notes=(*notes, *left_out(left)),
        )
    return _with_columns(path, shape, notes)


def _with_columns(path: Path, shape: TableShape, notes: tuple[str, ...]) -> TableShape:
    columns: dict[str, None] = {}
    listings: dict[str, None] = {}
    for _, record in islice(_records(path, shape), LOOKED_AT):
        columns.update(dict.fromkeys(record))
        listings.update(dict.fromkeys(k for k, v in record.items() if is_listing(v)))
    if not columns:
        raise Invalid("The file has no records: each line must be a JSON object.")
    if listings:
        names = ", ".join(listings)
        notes = (*notes, f"Lists of things inside records stay as JSON: {names}.")
    return TableShape(
        format="json",
        encoding=shape.encoding,
        delimiter=shape.delimiter,
        columns=tuple(columns),
        inside=shape.inside,
        notes=notes,
        json_columns=tuple(listings),
    )


def read_json(path: Path, shape: TableShape, skip: int) -> Iterator[Row]:
    """Yield the records behind ``skip`` as rows under the columns of the shape."""
    if shape.format == CHAT:
        items = at_place(_document(path, shape.encoding), shape.inside)
        yield from (row for row in read_chat(items, {})[0] if row.number > skip)
        return
    known = frozenset(shape.columns)
    for number, record in _records(path, shape):
        if number > skip:
            cells = tuple(record.get(column, "") for column in shape.columns)
            left = len(record.keys() - known)
            note = f"{left} keys are new in this row and are left out." if left else ""
            yield Row(number, cells, note)


def _is_lines(path: Path, encoding: str) -> bool:
    """Return whether the first two lines that say something are an object each.

    A single object in a single line is one too, unless it holds the records.
    """
    with open_text(path, encoding) as lines:
        first = next((line for line in lines if line.strip("\ufeff \t\r\n")), "")
        second = next((line for line in lines if line.strip()), "")
    try:
        item = read_json_text(first)
    except (ValueError, RecursionError):
        return not second.strip() and first.lstrip("\ufeff \t").startswith("{")
    if not isinstance(item, dict):
        return False
    return bool(second.strip()) or not place_of_records(item)[0]


def _document(path: Path, encoding: str) -> Any:
    if path.stat().st_size > WHOLE_LIMIT:
        raise Invalid("A JSON list may have 64 MB. Write one object a line (JSONL).")
    with open_text(path, encoding) as text:
        content = text.read()
    try:
        return read_json_text(content)
    except ValueError as error:
        raise Invalid(f"The file is not JSON that can be read: {error}.") from error
    except RecursionError as error:
        raise Invalid("The JSON is nested too deeply to be read.") from error


def _records(path: Path, shape: TableShape) -> Iterator[tuple[int, dict[str, str]]]:
    if shape.delimiter == "list":
        items = at_place(_document(path, shape.encoding), shape.inside)
        for number, item in enumerate(items, start=1):
            yield number, _object(item, number)
        return
    with open_text(path, shape.encoding) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip("\ufeff \t\r\n"):
                continue
            try:
                item = read_json_text(line)
            except ValueError as error:
                raise Invalid(f"Line {number} is not JSON: {error}.") from error
            except RecursionError as error:
                raise Invalid(f"Line {number} is nested too deeply.") from error
            yield number, _object(item, number)


def _object(item: Any, number: int) -> dict[str, str]:
    if not isinstance(item, dict):
        raise Invalid(f"Record {number} is not a JSON object.")
    try:
        return flat(item)
    except RecursionError as error:
        raise Invalid(f"Record {number} is nested too deeply to be read.") from error
