"""A document as a workbook: all it says on the first sheet, its tables on others.

A cell of people's is text, whatever it begins with: no spreadsheet runs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from leadline.foundation.text import DANGEROUS
from leadline.reporting.model import (
    Block,
    Cell,
    Chart,
    Document,
    Figures,
    Points,
    Quote,
    Source,
    Table,
    Text,
)
from leadline.reporting.writers.words import clean, made_words

HEADS = ("Part", "Text", "Value", "Unit", "Note", "Source", "As of", "Address")
WIDTHS = (24, 70, 16, 14, 50, 36, 12, 40)
LONGEST, LONGEST_NAME = 32_000, 31
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
DAY = "d mmm yyyy"


def write_sheet(document: Document) -> bytes:
    """Return a document as an XLSX workbook."""
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    first.title = "Document"
    _fill(first, HEADS, _lines(document), WIDTHS)
    taken = {"document"}
    for block in document.blocks:
        if isinstance(block, Table):
            sheet = book.create_sheet(_name(block.name, taken))
            heads = [one.name for one in block.columns]
            widths = [12 * one.width for one in block.columns]
            _fill(sheet, heads, block.rows, widths)
            _rest_on(sheet, document, block.source)
        elif isinstance(block, Chart):
            sheet = book.create_sheet(_name(block.name, taken))
            names = [f"{one.name}, {block.unit}" for one in block.series]
            values = zip(*(one.values for one in block.series), strict=True)
            rows = [
                (label, *row) for label, row in zip(block.labels, values, strict=True)
            ]
            _fill(sheet, ["", *names], rows, [30, *[16] * len(names)])
            _rest_on(sheet, document, block.source)
    book.properties.title = clean(document.title)
    book.properties.creator = "Leadline"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(
    sheet: Any, heads: Iterable[str], rows: Iterable[tuple[Cell, ...]],
    widths: Iterable[int],
) -> None:  # fmt: skip
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet.append([_safe(head) for head in heads])
    for row in rows:
        sheet.append([_safe(cell) for cell in row])
    top = Alignment(vertical="top", wrap_text=True)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        _as_text(cell)
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = top
            if isinstance(cell.value, str):
                _as_text(cell)
            elif cell.is_date:
                cell.number_format = DAY
    for n, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(n)].width = width
    sheet.freeze_panes = "A2"


def _rest_on(sheet: Any, document: Document, source: Source) -> None:
    """Say below a table what it rests on, how old that is, and where it stands."""
    sheet.append([])
    address = document.address(source)
    for text in (f"Source: {source.told(document.made_on)}", address):
        if text:
            sheet.append([_safe(text)])
            _as_text(sheet.cell(sheet.max_row, 1))


def _as_text(cell: Any) -> None:
    """Hold a cell to its text: no formula, nor the error that it may look like.

    What a spreadsheet would run when it is typed again keeps its mark, which is not
    shown, and goes on with the cell to where it is copied.
    """
    cell.data_type = "s"
    if str(cell.value).startswith(DANGEROUS):
        cell.quotePrefix = True


def _safe(value: Cell) -> Cell:
    """Return a value that a cell holds: numbers and days as such, text as text."""
    if value is None or not isinstance(value, str):
        return value
    return clean(value)[:LONGEST]


def _name(name: str, taken: set[str]) -> str:
    """Return a name that a sheet may have and no other one has."""
    plain = NOT_IN_NAMES.sub(" ", clean(name)).strip()[: LONGEST_NAME - 3] or "Table"
    found, n = plain, 1
    while found.casefold() in taken:
        n += 1
        found = f"{plain} {n}"
    taken.add(found.casefold())
    return found


def _lines(document: Document) -> Iterator[tuple[Cell, ...]]:
    """Yield all that a document says, a line for each thing, with source and day."""
    whole = _of(document, document.source)
    yield (document.kind, document.title, None, None, document.lede or None, *whole)
    for name, value in document.facts:
        yield (document.kind, name, value, None, None, *whole)
    for section in document.sections:
        for block in section.blocks:
            for line in _of_block(document, block):
                yield (section.title, *line)
    yield (made_words(document), *[None] * (len(HEADS) - 1))


def _of_block(document: Document, block: Block) -> Iterator[tuple[Cell, ...]]:
    if isinstance(block, Figures):
        for one in block.items:
            of = _of(document, one.source)
            yield one.label, one.value, one.unit, one.note, *of
        return
    if isinstance(block, Text):
        first, *others = block.sources
        yield block.words, None, None, None, *_of(document, first)
        for other in others:
            yield None, None, None, None, *_of(document, other)
        return
    of = _of(document, block.source)
    if isinstance(block, Quote):
        note = f"{block.who}, {block.note}" if block.note else block.who
        yield block.words, None, None, note, *of
    elif isinstance(block, Points):
        for point in block.items:
            yield point.words, None, None, point.note, *of
    elif isinstance(block, Table):
        yield f"Table “{block.name}”", len(block.rows), "rows", None, *of
    else:
        yield block.finding, None, None, f"Chart “{block.name}”, in {block.unit}", *of


def _of(document: Document, source: Source) -> tuple[Cell, Cell, Cell]:
    return source.name, source.on, document.address(source) or None
