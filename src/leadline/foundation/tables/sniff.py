"""How a file is to be read: found out from its content, never from its name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from leadline.foundation.archives import is_zip, members
from leadline.foundation.errors import Invalid
from leadline.foundation.tables.borders import said_plainly
from leadline.foundation.tables.delimiters import (
    SAMPLE_ROWS,
    guess_delimiter,
    named_delimiter,
)
from leadline.foundation.tables.encodings import Judgement, judge_encoding
from leadline.foundation.tables.forms import (
    HTML,
    refuse_documents,
    refuse_no_text,
    refuse_others,
)
from leadline.foundation.tables.headers import find_header
from leadline.foundation.tables.lines import open_text, text_rows
from leadline.foundation.tables.mails import mail_form, sniff_mail
from leadline.foundation.tables.packed import sniff_packed
from leadline.foundation.tables.read import read_rows
from leadline.foundation.tables.records import sniff_json
from leadline.foundation.tables.shapes import TableShape
from leadline.foundation.tables.transcripts import is_transcript, sniff_transcript
from leadline.foundation.tables.webpages import page_rows
from leadline.foundation.tables.workbooks import look_into

HEAD = 64 * 1024
MOST_COLUMNS = 500
SEEN_OF_A_CELL = 2_000
SHORTENED = re.compile(r"\d[.,]\d{2,}E\+(?:1[1-9]|2\d)", re.I)
JSON_START = re.compile(r'\s*(?:\{|\[\s*(?:[\[{"\]]|-?\d+\s*[,\]]|true|false|null))')


def sniff_table(
    path: Path,
    *,
    encoding: str = "",
    delimiter: str = "",
    sheet: str = "",
    header_row: int | None = None,
) -> TableShape:
    """Guess how a file is to be read; what the caller names is not guessed.

    ``header_row`` is the row of the header as people count, 0 for none. Raises
    ``Invalid`` with what to do when there is nothing to read.
    """
    with said_plainly():
        with path.open("rb") as file:
            head = file.read(HEAD)
        if not head:
            raise Invalid("The file is empty. Export it again and bring that one.")
        refuse_others(head)
        if head.startswith(b"PK") and is_zip(path):
            return _sniff_packed(path, sheet, header_row)
        judged = Judgement(encoding) if encoding else judge_encoding(path)
        shape = _sniff_text(path, judged, delimiter, header_row)
        _check_width(len(shape.columns))
        return shape


def _sniff_text(
    path: Path, judged: Judgement, delimiter: str, header_row: int | None
) -> TableShape:
    start = _start_of(path, judged.encoding)
    shape = None
    if not delimiter:
        shape = next(
            (sniff(path, judged.encoding) for fits, sniff in FORMS if fits(start)), None
        )
    if shape is None and HTML.match(start):
        shape = _sniff_page(path, judged.encoding, header_row)
    if shape is None:
        refuse_no_text(start)
        shape = _sniff_delimited(path, judged.encoding, delimiter, header_row)
    return replace(shape, notes=(*_lost_notes(judged), *shape.notes))


def _sniff_packed(path: Path, sheet: str, header_row: int | None) -> TableShape:
    names = frozenset(member.name for member in members(path))
    refuse_documents(names)
    if "xl/workbook.xml" in names or "[Content_Types].xml" in names:
        return _sniff_workbook(path, sheet, header_row)
    return sniff_packed(path, sniff_table, read_rows)


def _sniff_delimited(
    path: Path, encoding: str, delimiter: str, header_row: int | None
) -> TableShape:
    named = named_delimiter(path, encoding)
    delimiter = delimiter or named or guess_delimiter(path, encoding)
    sample = _sampled(text_rows(path, encoding, delimiter))
    if named and sample:
        sample[0] = []
    header = find_header(sample, header_row)
    body_at = max(header.body_at, 1) if named else header.body_at
    return TableShape(
        format="csv" if delimiter else "lines",
        encoding=encoding,
        delimiter=delimiter,
        header_at=header.at,
        body_at=body_at,
        columns=header.columns,
        notes=(*header.notes, *_shortened(header.columns, sample[body_at:])),
    )


def _sniff_workbook(path: Path, sheet: str, header_row: int | None) -> TableShape:
    sheets, chosen, sample = look_into(path, sheet, SAMPLE_ROWS)
    header = find_header(sample, header_row)
    _check_width(len(header.columns))
    notes = list(header.notes)
    if not sheet and len(sheets) > 1:
        others = ", ".join(name for name in sheets if name != chosen)
        notes.append(f"The sheet “{chosen}” is read; left out: {others[:200]}.")
    return TableShape(
        format="xlsx",
        sheet=chosen,
        sheets=sheets,
        header_at=header.at,
        body_at=header.body_at,
        columns=header.columns,
        notes=(*notes, *_shortened(header.columns, sample[header.body_at :])),
    )


def _sniff_page(path: Path, encoding: str, header_row: int | None) -> TableShape:
    sample = _sampled(page_rows(path, encoding))
    header = find_header(sample, header_row)
    note = "The file is a web page (HTML), whatever its name says: its table is read."
    return TableShape(
        format="html",
        encoding=encoding,
        header_at=header.at,
        body_at=header.body_at,
        columns=header.columns,
        notes=(note, *header.notes),
    )


def _sampled(rows: Iterator[list[str]]) -> list[list[str]]:
    """Return the beginnings of the cells of the first rows, as far as a table is wide.

    One more shows that it is too wide.
    """
    return [
        [cell[:SEEN_OF_A_CELL] for cell in cells[: MOST_COLUMNS + 1]]
        for cells in islice(rows, SAMPLE_ROWS)
    ]


def _check_width(n_columns: int) -> None:
    if n_columns > MOST_COLUMNS:
        raise Invalid(
            f"The file has more than {MOST_COLUMNS:,} columns, which is more than a "
            "table may have. Leave out those that you do not need."
        )


def _start_of(path: Path, encoding: str) -> str:
    with open_text(path, encoding) as text:
        start = text.read(HEAD // 4).lstrip("\ufeff \t\r\n")
    if not start:
        raise Invalid("The file has no text. Export it again and bring that one.")
    return start


def _is_json(start: str) -> bool:
    """Return whether a text begins as JSON does; ``[URGENT] …`` and the like do not."""
    if not JSON_START.match(start):
        return False
    if start[0] == "{" or start[1:].lstrip()[:1] in '{["':
        return True
    try:
        json.loads(start)
    except ValueError as error:
        return "Extra data" not in str(error)
    return True


def _lost_notes(judged: Judgement) -> tuple[str, ...]:
    if not judged.lost:
        return ()
    signs = "One sign is" if judged.lost == 1 else f"{judged.lost:,} signs are"
    where = f"in line {judged.line}"
    if judged.lost > 1:
        where = f"the first {where}"
    return (
        f"{signs} not in the encoding of the file (UTF-8), {where}: "
        "each unreadable one stands as \ufffd.",
    )


def _shortened(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a note for columns whose long numbers a spreadsheet has cut short."""
    notes = []
    for place, column in enumerate(columns):
        cells = [row[place].strip() for row in rows if place < len(row)]
        found = [cell for cell in cells if SHORTENED.fullmatch(cell)]
        if len(found) > 1 and len(found) * 2 >= sum(map(bool, cells)):
            notes.append(
                f"“{column}” holds long numbers that a spreadsheet has shortened "
                f"({found[0]}): their last digits are lost, so they are no ids."
            )
    return notes


Form = tuple[Callable[[str], bool], Callable[[Path, str], TableShape]]
FORMS: tuple[Form, ...] = (
    (_is_json, sniff_json),
    (is_transcript, sniff_transcript),
    (lambda start: bool(mail_form(start)), sniff_mail),
)
