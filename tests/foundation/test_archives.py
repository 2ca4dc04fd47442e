from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from leadline.foundation import archives
from leadline.foundation.archives import (
    calendars_in,
    is_zip,
    members,
    read_member,
    unpacked,
)
from leadline.foundation.errors import Invalid


def packed(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_what_systems_add_is_not_a_member(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "a.zip",
        {"in/": b"", "in/a.CSV": b"id", "__MACOSX/in/a.csv": b"x", "in/.hidden": b"y"},
    )

    assert is_zip(path)
    assert [(m.name, m.size, m.suffix, m.base) for m in members(path)] == [
        ("in/a.CSV", 2, ".csv", "a.CSV")
    ]


def test_a_member_is_read_and_unpacked_whatever_its_path(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"../../etc/a.csv": b"id\n1\n"})

    assert read_member(path, "../../etc/a.csv", 5) == b"id\n1\n"
    with unpacked(path, "../../etc/a.csv") as place:
        assert place.read_bytes() == b"id\n1\n"
        assert place.name == "member"
    assert not place.exists()


def test_a_member_over_its_limit_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.csv": b"123456"})

    with pytest.raises(Invalid, match="too large"):
        read_member(path, "a.csv", 5)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = packed(tmp_path / "a.zip", {"a.csv": b"0" * (archives.SMALL + 1)})
    tame = packed(tmp_path / "b.zip", {"a.csv": b"0" * archives.SMALL})

    with pytest.raises(Invalid, match="far too much"):
        members(bomb)
    assert len(members(tame)) == 1


def test_too_many_files_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MEMBERS_LIMIT", 2)
    two = packed(tmp_path / "a.zip", {"a": b"", "b": b""})
    three = packed(tmp_path / "b.zip", {"a": b"", "b": b"", "c": b""})

    assert len(members(two)) == 2
    with pytest.raises(Invalid, match="more than 2 files"):
        members(three)


@pytest.mark.parametrize("content", [b"PK\x03\x04 nothing", b"not a zip", b""])
def test_a_damaged_zip_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)

    with pytest.raises(Invalid, match="Unpack it"):
        members(path)


def test_a_member_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a": b""})

    with pytest.raises(Invalid, match="ZIP"):
        read_member(path, "b", 10)


def test_calendars_are_found_before_tables(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "Subject")
        archive.writestr("b.txt", "x")
    assert [one.name for one in calendars_in(path)] == ["a.csv"]

    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("Calendar/me.ics", "BEGIN:VCALENDAR")
    assert [one.name for one in calendars_in(path)] == ["Calendar/me.ics"]


def test_a_zip_without_a_calendar_says_so(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("b.txt", "x")

    with pytest.raises(Invalid, match="no calendar in this ZIP"):
        calendars_in(path)
