from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from leadline.foundation.errors import Invalid
from leadline.foundation.tables import read_table, sniff_table
from tests.foundation.tables.reading import cells_of, packed

TABLE = "id,text\n1,The list is far too slow\n"
MAIL = "From: Ann <ann@b.example>\nSubject: Slow\n\n{}\n"


def test_the_one_table_in_a_zip_is_read(tmp_path: Path) -> None:
    path = packed(tmp_path, {"../out/export.csv": TABLE, "__MACOSX/._x": b"\x00"})

    assert sniff_table(path).member == "../out/export.csv"
    assert cells_of(path) == [["1", "The list is far too slow"]]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["packed"]


def test_parts_of_one_table_are_read_one_after_another(tmp_path: Path) -> None:
    path = packed(
        tmp_path,
        {
            "a.csv": TABLE,
            "b.csv": "id;text\n\n2;Please add a dark theme\n",
            "readme.txt": "What is in here\n",
        },
    )
    shape = sniff_table(path)
    rows = list(read_table(path, shape))

    assert [(row.number, row.cells[0]) for row in rows] == [(1, "1"), (3, "2")]
    assert list(read_table(path, shape, skip=1)) == rows[1:]
    assert "2 parts" in shape.notes[0]
    assert "readme.txt" in shape.notes[0]


def test_of_several_tables_the_one_with_prose_is_read_and_told(tmp_path: Path) -> None:
    users = json.dumps([{"id": n, "name": f"user{n}"} for n in range(200)])
    path = packed(
        tmp_path,
        {
            "users.json": users,
            "posts.json": '[{"id": 1, "text": "It is far too slow"}]',
        },
    )

    shape = sniff_table(path)

    assert (shape.member, shape.columns) == ("posts.json", ("id", "text"))
    assert "left out: users.json" in shape.notes[0]


def test_a_folder_of_mails_is_read(tmp_path: Path) -> None:
    path = packed(tmp_path, {f"{n}.eml": MAIL.format(f"Body {n}") for n in (1, 2)})

    assert [row[6] for row in cells_of(path)] == ["Body 1", "Body 2"]


def test_the_export_of_a_chat_knows_its_people(tmp_path: Path) -> None:
    def day(*said: str) -> str:
        return json.dumps(
            [
                {"type": "message", "user": "U1", "text": t, "ts": "1767322800.0001"}
                for t in said
            ]
        )

    path = packed(
        tmp_path,
        {
            "users.json": '[{"id": "U1", "profile": {"real_name": "Ann Doe"}}]',
            "channels.json": "[]",
            "help/2026-01-02.json": day("It is slow, <@U1>", ""),
            "help/2026-01-03.json": day("Still slow"),
        },
    )
    shape = sniff_table(path)
    rows = list(read_table(path, shape))

    assert [(r.number, r.cells[1], r.cells[2], r.cells[5]) for r in rows] == [
        (1, "Ann Doe", "It is slow, @Ann Doe", "help"),
        (3, "Ann Doe", "Still slow", "help"),
    ]
    assert list(read_table(path, shape, skip=2)) == rows[1:]


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"a.ics": "BEGIN:VCALENDAR"}, "calendar"),
        ({"a.zip": "PK"}, "another archive"),
        ({"a.png": "x"}, "no table.*a.png"),
        ({"a.csv": ""}, "no table"),
        ({"a.csv": b"%PDF-1.7"}, "This is a PDF"),
        ({"word/document.xml": "<x/>"}, "Word document"),
        ({"xl/workbook.bin": "x"}, "xlsb"),
        ({"[Content_Types].xml": "x"}, "workbook cannot be read"),
        ({}, "no table"),
    ],
)
def test_what_is_not_read_says_what_to_do(
    tmp_path: Path, files: dict[str, str | bytes], reason: str
) -> None:
    with pytest.raises(Invalid, match=reason):
        sniff_table(packed(tmp_path, files))


@pytest.mark.parametrize("kind", ["mails", "chat"])
def test_a_zip_of_many_files_is_opened_a_few_times(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = b"From: ann@a.example\nSubject: Slow\nTo: us@b.example\n\nIt is slow.\n"
    message = b'[{"type":"message","text":"Slow","user":"U1","ts":"1700000000.0001"}]'
    files = {
        "mails": {f"m/{i}.eml": said for i in range(60)},
        "chat": {"users.json": b"[]", "channels.json": b"[]"}
        | {f"c{i}/2024-01-01.json": message for i in range(60)},
    }
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files[kind].items():
            archive.writestr(name, content)
    openings = []
    opening = zipfile.ZipFile.__init__

    def counted(self: zipfile.ZipFile, *given: Any, **named: Any) -> None:
        openings.append(1)
        opening(self, *given, **named)

    monkeypatch.setattr(zipfile.ZipFile, "__init__", counted)
    rows = list(read_table(path, sniff_table(path)))

    assert len(rows) == 60
    assert len(openings) < 12
