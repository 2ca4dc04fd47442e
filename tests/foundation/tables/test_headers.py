from __future__ import annotations

from pathlib import Path

import pytest

from leadline.foundation.errors import Invalid
from leadline.foundation.tables import sniff_table
from tests.foundation.tables.reading import brought, cells_of, rows_of


@pytest.mark.parametrize(
    ("content", "columns", "rows"),
    [
        ("Feedback\nSlow, and it fails\nNo button, it moved\nHelp\n", ("Feedback",), 3),
        ("Slow, and it fails\nNo button, it moved\n", ("Column 1",), 2),
        ("What is missing?\nA map, a filter\nNothing\n", ("What is missing?",), 2),
        ('Kommentar\n"Zu langsam, leider\nsehr"\nGut\n', ("Kommentar",), 2),
        ("id, text, state\n1, Slow, open\n2, Help, open\n", ("id", "text", "state"), 2),
        ("id;text\n1;Slow, and late\n2;Help, please\n", ("id", "text"), 2),
        ("sep=;\nid;text\n1;a,b\n", ("id", "text"), 1),
        ("sep=;\n1;a,b;2026-01-02\n2;c,d;2026-01-03\n",
         ("Column 1", "Column 2", "Column 3"), 2),
        ("7,Slow map,2026-01-02\n8,No map,2026-01-03\n",
         ("Column 1", "Column 2", "Column 3"), 2),
        ("Region,2024,2025\nNorth,10,20\nSouth,30,40\n", ("Region", "2024", "2025"), 2),
        ("Filter:,State is open,Run 2026-01-05\nid,text,created\n1,Slow,2026-01-02\n",
         ("id", "text", "created"), 1),
        ("| id | text |\n|:---|----|\n| 1 | Slow |\n", ("id", "text"), 1),
        ("Notes\n- Slow, and late\n---\n- No map, no list\n", ("Notes",), 2),
        ("Dear team,\n\nIt is slow, and late.\nWe need it, please.\nAnn\n",
         ("Column 1",), 4),
        ("[BUG] slow, again\n[IDEA] dark, please\n", ("Column 1",), 2),
    ],
)  # fmt: skip
def test_columns_and_rows_are_found(
    tmp_path: Path, content: str, columns: tuple[str, ...], rows: int
) -> None:
    path = brought(tmp_path, content)

    assert sniff_table(path).columns == columns
    assert len(rows_of(path)) == rows


def test_sentences_are_not_split(tmp_path: Path) -> None:
    path = brought(tmp_path, "Slow, and it fails\nNo button, it moved\nFine, thanks\n")

    assert cells_of(path) == [
        ["Slow, and it fails"],
        ["No button, it moved"],
        ["Fine, thanks"],
    ]


def test_the_header_can_be_named(tmp_path: Path) -> None:
    path = brought(tmp_path, "x,y\na,b\n1,2\n")

    assert sniff_table(path, header_row=2).columns == ("a", "b")
    assert sniff_table(path, header_row=0).columns == ("Column 1", "Column 2")
    assert sniff_table(path, header_row=3).columns == ("1", "2")
    with pytest.raises(Invalid, match="no row 4"):
        sniff_table(path, header_row=4)
    with pytest.raises(Invalid, match="no row -1"):
        sniff_table(path, header_row=-1)


def test_an_empty_row_is_no_header(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="empty"):
        sniff_table(brought(tmp_path, "a,b\n,\n1,2\n"), header_row=2)


def test_the_second_line_of_a_survey_belongs_to_its_header(tmp_path: Path) -> None:
    path = brought(
        tmp_path,
        "Respondent ID,Start Date,What is missing?,What do you use?,\n"
        ",,Open-Ended Response,Lists,Maps\n"
        "11,2026-01-02,A filter,Lists,\n12,2026-01-03,Nothing,,Maps\n",
    )

    assert sniff_table(path).columns[2:] == (
        "What is missing?",
        "What do you use? \u2013 Lists",
        "What do you use? \u2013 Maps",
    )
    assert [(row.number, row.cells[2]) for row in rows_of(path)] == [
        (1, "A filter"),
        (2, "Nothing"),
    ]


def test_lines_of_codes_belong_to_the_header_too(tmp_path: Path) -> None:
    path = brought(
        tmp_path,
        "Date,Q1\nRecorded,What is missing?\n"
        '"{""ImportId"":""d""}","{""ImportId"":""q""}"\n'
        "2026-01-02,A filter\n",
    )

    assert sniff_table(path).columns == ("Recorded", "What is missing?")
    assert cells_of(path) == [["2026-01-02", "A filter"]]


def test_an_ordinary_first_row_is_no_second_header(tmp_path: Path) -> None:
    path = brought(tmp_path, "id,text,note\n,Slow,x\n2,Late,y\n3,Dull,z\n")

    assert len(rows_of(path)) == 3


def test_repeated_names_get_their_group(tmp_path: Path) -> None:
    path = brought(
        tmp_path, "Before,,After,\nName,Score,Name,Score\na,1,b,2\nc,3,d,4\n"
    )

    assert sniff_table(path).columns == (
        "Before \u2013 Name",
        "Before \u2013 Score",
        "After \u2013 Name",
        "After \u2013 Score",
    )


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    names = [f"name {n}" for n in range(501)]

    with pytest.raises(Invalid, match="more than 500 columns"):
        sniff_table(brought(tmp_path, f"{','.join(names)}\n1,2\n"))
    assert len(sniff_table(brought(tmp_path, ",".join(names[:500]) + "\n")).columns)


def test_numbers_that_a_spreadsheet_cut_are_told(tmp_path: Path) -> None:
    path = brought(tmp_path, "id,text\n1.23457E+17,Slow\n1.23457E+17,Late\n")

    assert "“id” holds long numbers" in sniff_table(path).notes[0]
