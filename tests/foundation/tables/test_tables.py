from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from leadline.foundation.errors import Invalid
from leadline.foundation.tables import count_rows, read_table, sniff_table

ROWS = [["id", "words", "when"], ["1", "Zażółć; gęślą", "2026-01-02"], ["2", "b", ""]]


def cells(path: Path, **options: str) -> list[tuple[str, ...]]:
    return [row.cells for row in read_table(path, sniff_table(path, **options))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", "\t", "|"])
def test_text_is_read_in_every_encoding_and_delimiter(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = tmp_path / "file.csv"
    lines = [delimiter.join(row) for row in ROWS]
    path.write_text("\r\n".join(lines), encoding=encoding)

    shape = sniff_table(path)

    assert (shape.delimiter, shape.columns) == (delimiter, ("id", "words", "when"))
    assert [row.cells for row in read_table(path, shape)] == [
        tuple(row) for row in ROWS[1:]
    ]


def test_windows_1252_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    words = "Die Rechnung für das Büro ist zu spät angekommen, schöne Grüße"
    path.write_bytes(f"id;words\n1;{words}\n2;{words}\n".encode("cp1252"))

    assert cells(path)[0] == ("1", words)


def test_repeated_and_empty_headers_are_kept_apart(tmp_path: Path) -> None:
    path = tmp_path / "jira.csv"
    path.write_text("Summary,Labels,Labels,\na,b,c,d\n")

    assert sniff_table(path).columns == ("Summary", "Labels", "Labels (2)", "Column 4")


def test_short_and_wide_rows_are_mended_and_noted(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text("a,b,c\n1,2\n\n1,2,3,4\n")

    rows = list(read_table(path, sniff_table(path)))

    assert [(row.number, row.cells) for row in rows] == [
        (1, ("1", "2", "")),
        (3, ("1", "2", "3")),
    ]
    assert "missing" in rows[0].note
    assert "beyond" in rows[1].note


def test_a_title_above_the_header_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text("Accounts of 2026\n\nName,Type,Revenue\na,b,c\nd,e,f\n")

    assert sniff_table(path).columns == ("Name", "Type", "Revenue")
    assert cells(path) == [("a", "b", "c"), ("d", "e", "f")]


def test_json_lines_and_lists_give_flat_columns(tmp_path: Path) -> None:
    records = [{"id": 1, "user": {"name": "Ada"}}, {"id": 2, "tags": ["x", "y"]}]
    lines, whole = tmp_path / "a.jsonl", tmp_path / "a.json"
    lines.write_text("\n".join(json.dumps(record) for record in records))
    whole.write_text(json.dumps(records))

    for path in (lines, whole):
        assert sniff_table(path).columns == ("id", "user.name", "tags")
        assert cells(path) == [("1", "Ada", ""), ("2", "", "x, y")]


def test_a_workbook_is_read_like_a_text_file(tmp_path: Path) -> None:
    path, book = tmp_path / "a.xlsx", Workbook()
    for row in [["id", "n", "ok"], [1, 2.5, True], [2, None, False]]:
        book.active.append(row)
    book.create_sheet("Other").append(["z"])
    book.save(path)

    assert sniff_table(path).sheets == ("Sheet", "Other")
    assert cells(path) == [("1", "2.5", "yes"), ("2", "", "no")]
    assert sniff_table(path, sheet="Other").columns == ("z",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\n\n", "no text"),
        (b"PK\x03\x04 nothing", "damaged"),
        (b"\xd0\xcf\x11\xe0old", "old .xls"),
        (b"{not json}\n", "not JSON"),
        (b"[1, 2]", "not a JSON object"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)

    with pytest.raises(Invalid, match=reason):
        list(read_table(path, sniff_table(path)))


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
safe = texts.map(str.strip).filter(bool)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    rows=st.lists(st.lists(safe, min_size=3, max_size=3), min_size=2, max_size=20),
    skip=st.integers(0, 25),
)
def test_reading_on_from_a_row_gives_the_rest(
    tmp_path: Path, rows: list[list[str]], skip: int
) -> None:
    import csv

    path = tmp_path / "file.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "words", "more"], *rows])
    # A word such as "End" in a row makes a second row as likely a header.
    shape = sniff_table(path, delimiter=",", encoding="utf-8", header_row=1)

    assert [row.cells for row in read_table(path, shape)] == [tuple(r) for r in rows]
    assert [row.number for row in read_table(path, shape, skip=skip)] == list(
        range(skip + 1, len(rows) + 1)
    )
    assert count_rows(path, shape) == len(rows)
