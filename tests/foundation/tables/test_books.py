"""What a small workbook may hold, on both sides of each limit."""

from __future__ import annotations

import datetime as dt
import os
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from leadline.foundation.errors import Invalid
from leadline.foundation.tables import books, read_table, sniff_table
from leadline.foundation.tables.workbooks import read_workbook
from tests.effort import ends
from tests.foundation.tables.reading import cells_of

SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = "xl/styles.xml"
STRINGS = "xl/sharedStrings.xml"
STRINGS_TYPE = (
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)


def workbook(
    folder: Path, parts: dict[str, str] | None = None, sheets: int = 1
) -> Path:
    """Write a workbook of two rows, some of its parts put in place of its own."""
    book = Workbook()
    book.active.append(["id", "text", "day"])
    book.active.append([1, "Slow", dt.date(2026, 3, 4)])
    for number in range(1, sheets):
        book.create_sheet(f"More {number}")
    plain, path = folder / "plain.xlsx", folder / "book.xlsx"
    book.save(plain)
    given_parts = parts or {}
    with ZipFile(plain) as given, ZipFile(path, "w", ZIP_DEFLATED) as kept:
        for name in given.namelist():
            content = given_parts.get(name) or given.read(name).decode()
            if name == "[Content_Types].xml" and STRINGS in given_parts:
                content = content.replace("</Types>", f"{STRINGS_TYPE}</Types>")
            kept.writestr(name, content)
        if STRINGS in given_parts:
            kept.writestr(STRINGS, given_parts[STRINGS])
    return path


def fonts(many: int) -> str:
    each = "<font><b/><i/></font>" * many
    return f"<styleSheet {SPACE}><fonts>{each}</fonts></styleSheet>"


def strings(many: int) -> str:
    first = "<si><t>id</t></si>"
    pieces = "<si><r><t>te</t></r><r><t>xt</t></r><rPh><t>x</t></rPh></si>"
    return f"<sst {SPACE}>{first}{pieces}{'<si><t/></si>' * many}</sst>"


def test_dates_and_words_are_read_as_they_stand(tmp_path: Path) -> None:
    path = workbook(tmp_path)

    assert sniff_table(path).columns == ("id", "text", "day")
    assert cells_of(path) == [["1", "Slow", "2026-03-04T00:00:00"]]


def test_words_in_several_pieces_are_one(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c>'
        f'<c r="B{row}" t="s"><v>1</v></c></row>'
        for row in (1, 2)
    )
    sheet = f"<worksheet {SPACE}><sheetData>{rows}</sheetData></worksheet>"
    parts = {STRINGS: strings(3), "xl/worksheets/sheet1.xml": sheet}
    path = workbook(tmp_path, parts)

    assert list(read_workbook(path, "Sheet")) == [["id", "text"]] * 2


@pytest.mark.parametrize(
    "parts",
    [{STYLES: fonts(80_000)}, {STRINGS: strings(160_000)}],
    ids=["fonts", "words"],
)
def test_hundreds_of_thousands_of_nothings_cost_little(
    tmp_path: Path, parts: dict[str, str]
) -> None:
    path = workbook(tmp_path, parts)

    with ends(60):
        list(read_table(path, sniff_table(path)))


@pytest.mark.parametrize(
    "parts",
    [
        {STYLES: fonts(450_000)},
        {STRINGS: strings(500_000)},
        {"xl/workbook.xml": "<a>" + " " * 1024**2},
        {"[Content_Types].xml": "<a>" + " " * 1024**2},
        {"xl/worksheets/sheet1.xml": f"<worksheet {SPACE}>" + "<row/>" * 1_000_000},
    ],
    ids=["fonts", "words", "sheets", "types", "rows"],
)
def test_a_part_that_unpacks_to_far_too_much_is_refused(
    tmp_path: Path, parts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leadline.foundation.archives.RATIO_LIMIT", 10_000)

    with pytest.raises(Invalid, match="far too much"):
        sniff_table(workbook(tmp_path, parts))


def test_a_workbook_may_have_so_many_sheets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(books, "SHEETS_LIMIT", 3)
    assert len(sniff_table(workbook(tmp_path, sheets=3)).sheets) == 3

    with pytest.raises(Invalid, match="more than 3 sheets"):
        sniff_table(workbook(tmp_path, sheets=4))


def test_a_sheet_broken_in_its_first_byte_leaves_no_file_open(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"xl/worksheets/sheet1.xml": "no sheet"})

    with pytest.raises(Invalid) as caught, books.opened_book(path):
        raise AssertionError("a broken sheet was opened")

    assert caught.value.__cause__ is not None
    held = [os.path.realpath(f"/proc/self/fd/{n}") for n in os.listdir("/proc/self/fd")]
    assert str(path) not in held


def test_what_a_workbook_takes_from_others_is_not_opened(tmp_path: Path) -> None:
    """A link to a file that was never packed stops nobody from reading the cells."""
    path = workbook(
        tmp_path,
        {
            "xl/workbook.xml": f"""<workbook {SPACE} xmlns:r="{RELATED}"><sheets>
              <sheet name="Sheet" sheetId="1" r:id="rId1"/></sheets>
              <externalReferences><externalReference r:id="rId9"/>
              </externalReferences></workbook>""",
            "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{RELATIONS}">
              <Relationship Id="rId1" Type="{RELATED}/worksheet"
                Target="/xl/worksheets/sheet1.xml"/>
              <Relationship Id="rId9" Type="{RELATED}/externalLink"
                Target="externalLinks/externalLink1.xml"/></Relationships>""",
        },
    )

    assert [cells[1] for cells in cells_of(path)] == ["Slow"]


def test_every_shared_word_of_a_long_list_is_read(tmp_path: Path) -> None:
    """A list that is read in several pieces: words lie across their borders."""
    words = ["id", "text", *(f"Word {n} " + "x" * (n % 90) for n in range(5_000))]
    listed = "".join(f"<si><t>{word}</t></si>" for word in words)
    content = f"<sst {SPACE}>{listed}</sst>".encode()

    assert list(books._strings(BytesIO(content))) == words
