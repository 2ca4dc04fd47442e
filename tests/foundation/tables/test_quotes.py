from __future__ import annotations

from pathlib import Path

import pytest

from leadline.foundation.tables import lines, read_table, sniff_table
from tests.foundation.tables.reading import brought, cells_of, rows_of

PLAIN = "".join(f"{n}\tPiece {n} of many\tElbe\n" for n in range(2, 30))


def test_an_open_quote_keeps_the_rows_below(tmp_path: Path) -> None:
    path = brought(
        tmp_path, f'id\ttext\tname\n0\ta\tb\n1\t"A 20 inch one\tElbe\n{PLAIN}'
    )

    rows = rows_of(path)

    assert len(rows) == 30
    assert rows[1].cells == ("1", '"A 20 inch one', "Elbe")
    assert "line 3" in rows[1].note
    assert not any(row.aside for row in rows)


def test_an_open_quote_on_every_row_keeps_them_all(tmp_path: Path) -> None:
    body = "".join(f'{n}\t"Piece {n}\tElbe\n' for n in range(20))

    assert len(rows_of(brought(tmp_path, f"id\ttext\tname\n{body}"))) == 20


def test_a_quote_closed_far_below_is_seen(tmp_path: Path) -> None:
    path = brought(
        tmp_path, f'id\ttext\tname\n1\t"Opens here\tElbe\n{PLAIN}30\tCloses 20"\tNord\n'
    )

    rows = rows_of(path)

    assert len(rows) == 30
    assert rows[-1].cells[0] == "30"


def test_a_row_that_cannot_be_mended_is_set_apart_by_its_line(tmp_path: Path) -> None:
    path = brought(tmp_path, f'id\ttext\tname\n0\ta\tb\n1\t"Opens\n{PLAIN}')

    rows = rows_of(path)

    assert len(rows) == 30
    assert "line 3" in rows[1].aside


@pytest.mark.parametrize(
    "text",
    [
        "Hello,\nthe list, all of it, is slow\n\nBest, Ann",
        'He said "no" twice,\nthen left',
        "a,b,c\nd,e,f",
        "1) one, two\n2) three, four",
        "line\n" * 200 + "end",
        '"',
        'ends with a quote"\n',
    ],
)
def test_text_of_many_lines_stays_one_cell(tmp_path: Path, text: str) -> None:
    quoted = text.replace('"', '""')
    path = brought(tmp_path, f'id,text,name\n1,"{quoted}",Elbe\n2,Late,Nord\n')

    assert cells_of(path) == [["1", text, "Elbe"], ["2", "Late", "Nord"]]
    assert not any(row.note for row in rows_of(path))


def test_text_of_many_lines_in_the_first_cell_stays_one(tmp_path: Path) -> None:
    path = brought(
        tmp_path, 'text,id,day\n"Slow\nlate",1,2026-01-02\n"a\nb\nc",2,2026-01-03\n'
    )

    assert cells_of(path) == [
        ["Slow\nlate", "1", "2026-01-02"],
        ["a\nb\nc", "2", "2026-01-03"],
    ]


def test_an_inch_within_a_cell_is_nothing_odd(tmp_path: Path) -> None:
    path = brought(tmp_path, 'id,text\n1,A 20" screen\n2,Late\n')

    assert cells_of(path) == [["1", 'A 20" screen'], ["2", "Late"]]


def test_prose_with_quotes_at_its_start_stays_whole(tmp_path: Path) -> None:
    path = brought(tmp_path, 'Feedback\n"Fast it is, not\nSlow, "very"\nLate, again\n')

    assert len(cells_of(path)) == 3


def test_a_row_never_grows_without_bounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "".join(f"{n},Piece {n},Elbe\n" for n in range(2, 60))
    path = brought(tmp_path, f'id,text,name\n0,a,b\n1,"Opens,Elbe\n{body}')
    monkeypatch.setattr(lines, "ROW_LINES", 20)

    assert len(rows_of(path)) == 60


def test_signs_that_are_none_go(tmp_path: Path) -> None:
    assert cells_of(brought(tmp_path, "id,text\n1,a\x00b\n")) == [["1", "ab"]]


def test_reading_on_behind_an_open_quote_gives_the_rest(tmp_path: Path) -> None:
    path = brought(tmp_path, f'id\ttext\tname\n0\ta\tb\n1\t"Opens\tElbe\n{PLAIN}')
    shape = sniff_table(path)
    every = list(read_table(path, shape))

    for row in every:
        assert list(read_table(path, shape, skip=row.number)) == every[row.number :]
