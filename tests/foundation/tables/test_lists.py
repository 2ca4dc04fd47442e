"""Files of lines that are a list: the marks of the items are no words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.foundation.tables.reading import brought, cells_of, rows_of

SAID = [
    "The lift stops between two floors and nobody answers the bell",
    "We miss a list of all doors that were opened in the night",
    "2.5 seconds for every card is too slow in the morning, we queue",
    "The cards of guests do not end by themselves when they leave",
]


def words_of(path: Path) -> list[str]:
    return [row[0] for row in cells_of(path)]


@pytest.mark.parametrize(
    "marks",
    [
        ["1) ", "2) ", "3) ", "4) "],
        ["1. ", "2. ", "3. ", "4.  "],
        ["(1) ", "(2) ", "(3) ", "(4) "],
        ["- ", "- ", "- ", "- "],
        ["• ", "•", "  • ", "●"],
        ["* ", "* ", "* ", "- "],
        ["a) ", "b) ", "c) ", "d) "],
    ],
)
def test_the_marks_of_a_list_go(tmp_path: Path, marks: list[str]) -> None:
    text = "\n".join(f"{m}{s}" for m, s in zip(marks, SAID, strict=True))

    assert words_of(brought(tmp_path, text)) == SAID


@pytest.mark.parametrize(("listed", "goes"), [(3, True), (2, False)])
def test_the_marks_stay_where_few_lines_have_them(
    tmp_path: Path, listed: int, goes: bool
) -> None:
    lines = [f"- {said}" for said in SAID[:listed]] + SAID[listed:]

    assert (words_of(brought(tmp_path, "\n".join(lines)))[0] == SAID[0]) is goes


def test_a_mark_in_front_of_nothing_is_a_line(tmp_path: Path) -> None:
    lines = [f"- {said}" for said in SAID]

    assert words_of(brought(tmp_path, "\n".join([*lines, "-", "- "])))[:4] == SAID
    assert len(rows_of(tmp_path / "file")) == 6


def test_dashes_in_a_table_of_more_columns_stay(tmp_path: Path) -> None:
    rows = "".join(f"- {said[:20]};{n}\n" for n, said in enumerate(SAID))

    assert words_of(brought(tmp_path, f"words;votes\n{rows}"))[0] == f"- {SAID[0][:20]}"
