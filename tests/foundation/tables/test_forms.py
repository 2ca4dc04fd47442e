from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from leadline.foundation.errors import Invalid
from leadline.foundation.tables import sniff_table, transcripts
from tests.foundation.tables.reading import brought, cells_of, rows_of


def test_a_page_called_a_workbook_is_read(tmp_path: Path) -> None:
    path = brought(
        tmp_path,
        "<html><head><style>p{}</style></head><body>"
        "<table><tr><td>menu</td></tr></table>"
        "<table><tr><th>Name</th><th>Revenue</th></tr>"
        "<tr><td rowspan=2>Elbe &amp; Co</td><td>1,200</td></tr><tr><td>300</td></tr>"
        "<tr><td>Total</td><td>1,500</td></tr></table>",
        "export.xls",
    )

    assert sniff_table(path).format == "html"
    assert cells_of(path) == [["Elbe & Co", "1,200"], ["Elbe & Co", "300"]]
    assert [row.number for row in rows_of(path) if row.aside] == [3]


def test_a_transcript_gives_what_each_said(tmp_path: Path) -> None:
    path = brought(
        tmp_path,
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n"
        "Ann Doe: The list, note: is slow\n\n"
        "2\n00:00:02.000 --> 00:00:03.000\nand late\n\n"
        "00:00:04.000 --> 00:00:05.000\n<v Max Roe>Yes &amp; no</v>\n",
    )

    assert cells_of(path) == [
        ["Ann Doe", "00:00:01", "The list, note: is slow and late"],
        ["Max Roe", "00:00:04", "Yes & no"],
    ]
    plain = brought(tmp_path, "1\n00:00:01,000 --> 00:00:02,000\nNo name here\n")
    assert cells_of(plain) == [["", "00:00:01", "No name here"]]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"{\\rtf1 x}", "rich text"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "calendar"),
        (b'<?xml version="1.0"?><a><b/></a>', "XML"),
        (b"<html><body>Hello</body></html>", "without a table"),
        (bytes(range(1, 256)) * 9, "no text and no table"),
        (b"\xd0\xcf\x11\xe0", "old .xls"),
    ],
)
def test_what_is_no_table_says_what_it_is(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    with pytest.raises(Invalid, match=reason):
        sniff_table(brought(tmp_path, content))


def test_an_encoding_nobody_knows_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="encoding"):
        sniff_table(brought(tmp_path, "id,text\n1,a\n"), encoding="klingon")


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(transcripts).failed == 0
