"""What a file is says its content; what can harm whoever opens it is refused."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from leadline.foundation.attached import FileKind, harmless_name, look_at, names
from leadline.foundation.attached.kinds import MOST_PIXELS
from leadline.foundation.attached.names import LONGEST_NAME
from leadline.foundation.errors import Invalid
from tests.foundation.attached.files import (
    HTML,
    PDF,
    SVG,
    gif,
    jpeg,
    office,
    open_document,
    packed,
    png,
    webp,
)


def look(folder: Path, content: bytes) -> tuple[FileKind, str, int, int]:
    path = folder / "came"
    path.write_bytes(content)
    found = look_at(path)
    return found.kind, found.ending, found.width, found.height


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (png(), (FileKind.PNG, ".png", 3, 2)),
        (jpeg(), (FileKind.JPEG, ".jpg", 3, 2)),
        (gif(), (FileKind.GIF, ".gif", 3, 2)),
        (webp(), (FileKind.WEBP, ".webp", 3, 2)),
        (PDF, (FileKind.PDF, ".pdf", 0, 0)),
        ("Größe\n".encode(), (FileKind.TEXT, ".txt", 0, 0)),
        (office(), (FileKind.OFFICE, ".docx", 0, 0)),
        (office("xl"), (FileKind.OFFICE, ".xlsx", 0, 0)),
        (office("ppt"), (FileKind.OFFICE, ".pptx", 0, 0)),
        (open_document(), (FileKind.OFFICE, ".odt", 0, 0)),
        (open_document("spreadsheet"), (FileKind.OFFICE, ".ods", 0, 0)),
        # What pretends to be a page is text, and is saved as text.
        (SVG, (FileKind.TEXT, ".txt", 0, 0)),
        (HTML, (FileKind.TEXT, ".txt", 0, 0)),
        (b"#!/bin/sh\nrm -r ~\n", (FileKind.TEXT, ".txt", 0, 0)),
        # What is two things at once is the harmless one.
        (png(more=HTML), (FileKind.PNG, ".png", 3, 2)),
        (b"GIF89a/*" + bytes(8) + b"*/=1;alert(1)", (FileKind.GIF, ".gif", 10799, 0)),
        (PDF + packed(a=b"x"), (FileKind.PDF, ".pdf", 0, 0)),
    ],
)
def test_a_file_is_what_its_content_says(
    content: bytes, expected: tuple[FileKind, str, int, int], tmp_path: Path
) -> None:
    assert look(tmp_path, content) == expected


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00" + bytes(60),
        b"\x7fELF" + bytes(60),
        b"\xca\xfe\xba\xbe" + bytes(60),
        b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60),
        b"text\x00with nothing",
        b"text\x1b[2J",
        "Größe".encode("latin-1"),
        b"PK\x03\x04" + b"broken",
        packed(a=b"x"),
        office(word__vbaProject=b"x", **{"word__vbaProject.bin": b"x"}),
        open_document(Basic__script=b"x"),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60),
    ],
)
def test_what_can_harm_or_is_not_known_is_refused(
    content: bytes, tmp_path: Path
) -> None:
    with pytest.raises(Invalid):
        look(tmp_path, content)


@pytest.mark.parametrize(
    ("height", "drawn"), [(MOST_PIXELS // 8000, True), (MOST_PIXELS // 8000 + 1, False)]
)
def test_a_picture_of_too_many_pixels_is_not_drawn(
    height: int, drawn: bool, tmp_path: Path
) -> None:
    for make in (png, jpeg, gif, webp):
        _, _, width, _ = look(tmp_path, make(8000, height))
        assert bool(width) is drawn


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF\0\0\0\0WEBP"]
)
def test_a_picture_that_breaks_off_is_not_drawn(content: bytes, tmp_path: Path) -> None:
    assert look(tmp_path, content)[2:] == (0, 0)


def test_the_examples_of_names_hold() -> None:
    assert doctest.testmod(names).failed == 0


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a\r\nSet-Cookie: x=1.png", "a Set-Cookie x=1.png"),
        ("\u202egnp.exe", "gnp.exe.png"),
        ("..\\..\\windows\\me.png", "me.png"),
        ("<script>.png", "script.png"),
        ("", "file.png"),
        (".png", "png.png"),
        ("-rf.png", "file -rf.png"),
        ("a\u200b.PNG", "a.PNG"),
    ],
)
def test_a_name_does_not_mislead(name: str, expected: str) -> None:
    assert harmless_name(name, ".png", (".png",)) == expected


def test_a_long_name_keeps_its_ending() -> None:
    assert harmless_name("a" * 500 + ".png", ".png", (".png",)).endswith("a.png")
    assert len(harmless_name("ä" * 500, ".png", (".png",))) == LONGEST_NAME
