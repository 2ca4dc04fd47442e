"""Files of every form, from their bytes to records."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from leadline.evidence.types import CustomerIn, FeedbackIn
from leadline.importing.reading import (
    Asked,
    Reading,
    ReadRow,
    read_file,
    records_of,
    row_options,
)

NOW = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)


def read(path: Path, asked: Asked | None = None) -> tuple[Reading, list[ReadRow]]:
    reading = read_file(path, asked)
    options = row_options(reading, now=NOW, zone="UTC", source="", currency="EUR")
    rows = records_of(
        path,
        reading.shape,
        kind=reading.kind,
        mapping=reading.mapping,
        options=options,
    )
    return reading, list(rows)


def pieces(rows: list[ReadRow]) -> list[FeedbackIn]:
    return [row.record for row in rows if isinstance(row.record, FeedbackIn)]


def brought(folder: Path, text: str) -> Path:
    path = folder / "file"
    path.write_text(text, encoding="utf-8")
    return path


def test_days_of_a_spreadsheet_are_dates_where_the_column_says_so(
    tmp_path: Path,
) -> None:
    path = brought(
        tmp_path,
        "id,text,created,badge\n"
        "1,The list is far too slow,46050,46051\n2,Please add a theme,46051.5,46052\n",
    )

    reading, rows = read(path)

    assert [piece.said_at for piece in pieces(rows)] == [
        dt.datetime(2026, 1, 28, tzinfo=dt.UTC),
        dt.datetime(2026, 1, 29, 12, tzinfo=dt.UTC),
    ]
    assert reading.dates.column == "created"
    assert "spreadsheets" in reading.dates.why


def test_a_total_is_refused_with_its_reason(tmp_path: Path) -> None:
    path = brought(
        tmp_path,
        "Account Name,Owner,Annual Revenue\nElbe,Ann,500\nNord,Max,600\nTotal,,1100\n",
    )

    _, rows = read(path)

    assert [r.record.name for r in rows if isinstance(r.record, CustomerIn)] == [
        "Elbe",
        "Nord",
    ]
    assert [(r.number, r.message) for r in rows if not r.record] == [
        (3, "A line of totals, none of the table's rows.")
    ]


def test_the_header_that_a_person_names_is_taken(tmp_path: Path) -> None:
    path = brought(tmp_path, "one,two\ntext,customer\nThe list is far too slow,Elbe\n")

    reading, rows = read(path, Asked(kind="feedback", header_row=2))

    assert reading.shape.columns == ("text", "customer")
    assert [piece.words for piece in pieces(rows)] == ["The list is far too slow"]


def test_a_mailbox_becomes_pieces_of_its_writers(tmp_path: Path) -> None:
    path = brought(
        tmp_path,
        "From a@b.example Fri Jan  2 03:00:00 2026\n"
        "From: Ann Doe <ann@b.example>\nTo: us@own.example\nSubject: The map\n"
        "Date: Fri, 2 Jan 2026 03:00:00 +0000\nMessage-ID: <m1@b.example>\n\n"
        "It takes a minute until the map is there.\n",
    )

    _, rows = read(path)
    (piece,) = pieces(rows)

    assert "takes a minute until the map" in piece.words
    assert (piece.author, piece.author_email) == ("Ann Doe", "ann@b.example")
    assert piece.source_id == "m1@b.example"
    assert piece.said_at == dt.datetime(2026, 1, 2, 3, tzinfo=dt.UTC)


@pytest.mark.parametrize("shape", ["lines", "list"])
def test_half_a_character_of_another_program_is_marked(
    shape: str, tmp_path: Path
) -> None:
    record = (
        '{"id": "7 \\ud83d", "body": "The map is far too slow \\ud83d today", '
        '"tags": ["map \\udc00", "sun \\ud83d\\ude00"]}'
    )
    _, rows = read(
        brought(tmp_path, f"{record}\n{record}" if shape == "lines" else f"[{record}]")
    )
    piece = pieces(rows)[0]
    assert piece.words == "The map is far too slow � today"
    assert list(piece.tags) == ["map �", "sun 😀"]


def test_an_answer_of_an_interface_never_shows_its_brackets(tmp_path: Path) -> None:
    record = {
        "id": 7,
        "body": "The map is far too slow today",
        "tags": [{"id": 1, "name": "map"}],
        "comments": [{"body": "We are looking into it for you all"}],
    }

    _, rows = read(brought(tmp_path, json.dumps({"data": [record], "next": None})))
    (piece,) = pieces(rows)

    assert piece.words == "The map is far too slow today"
    assert list(piece.tags) == ["map"]
