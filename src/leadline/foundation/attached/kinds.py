"""What a file is, by its content alone."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from leadline.foundation import child
from leadline.foundation.archives import members
from leadline.foundation.errors import Invalid

HEAD = 64 * 1024
MOST_PIXELS = 40_000_000
"""The pixels of a picture that is drawn; one with more is saved alone."""
REFUSED = (
    "It is neither a picture (PNG, JPEG, GIF, WebP), a PDF, plain text nor a document "
    "(Word, Excel, PowerPoint, OpenDocument). Save it as one of these."
)
MACROS = "It holds macros, which can run on a reader's machine. Save it without them."


class FileKind(StrEnum):
    """The kinds that can be attached; each has one way to be served."""

    PNG = "png"
    JPEG = "jpeg"
    GIF = "gif"
    WEBP = "webp"
    PDF = "pdf"
    TEXT = "text"
    OFFICE = "office"

    @property
    def is_picture(self) -> bool:
        """Whether a browser can draw it."""
        return self in PICTURES

    @property
    def media_type(self) -> str:
        """What a browser is told that it is; of what is only saved, nothing."""
        return f"image/{self.value}" if self.is_picture else "application/octet-stream"

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings of names that fit it; the first is given where none does."""
        return ENDINGS[self]


PICTURES = frozenset({FileKind.PNG, FileKind.JPEG, FileKind.GIF, FileKind.WEBP})
ENDINGS: dict[FileKind, tuple[str, ...]] = {
    FileKind.PNG: (".png",),
    FileKind.JPEG: (".jpg", ".jpeg"),
    FileKind.GIF: (".gif",),
    FileKind.WEBP: (".webp",),
    FileKind.PDF: (".pdf",),
    FileKind.TEXT: (".txt", ".md", ".csv", ".tsv", ".log", ".json", ".yaml", ".yml"),
    FileKind.OFFICE: (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"),
}
# What an office document is by the parts in it: the ending that it gets.
PARTS = {"word/": ".docx", "xl/": ".xlsx", "ppt/": ".pptx"}


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file is; ``ending`` is the one that fits it best.

    ``width`` and ``height`` are pixels of a picture that may be drawn, else 0.
    """

    kind: FileKind
    ending: str
    width: int = 0
    height: int = 0


def look_at(path: Path) -> Looked:
    """Return what a file is.

    Raises ``Invalid`` for what cannot be attached, and for one that is empty.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise Invalid("It is empty.")
    if head.startswith(b"PK\x03\x04"):
        return child.run(child.for_file(path), _office, path)
    kind = kind_of(head)
    if kind is None:
        if not _is_text(path):
            raise Invalid(REFUSED)
        return Looked(FileKind.TEXT, ".txt")
    width, height = size_of(kind, head) if kind.is_picture else (0, 0)
    if width * height > MOST_PIXELS:
        width = height = 0
    return Looked(kind, kind.endings[0], width, height)


def kind_of(head: bytes) -> FileKind | None:
    """Return what a file is that begins with a sign of its own, else nothing."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if head.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if head.startswith((b"GIF87a", b"GIF89a")):
        return FileKind.GIF
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return FileKind.WEBP
    return FileKind.PDF if head.startswith(b"%PDF-") else None


def _is_text(path: Path) -> bool:
    """Return whether all of it is text in UTF-8, of signs that stand in a text."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (UnicodeDecodeError, OSError):
        return False
    return not any(sign < " " and sign not in "\t\n\r\f" for sign in set(text))


def _office(path: Path) -> Looked:
    inside = [one.name for one in members(path)]
    if any(name.rpartition("/")[2].lower() == "vbaproject.bin" for name in inside):
        raise Invalid(MACROS)
    if "[Content_Types].xml" in inside:
        for start, ending in PARTS.items():
            if any(name.startswith(start) for name in inside):
                return Looked(FileKind.OFFICE, ending)
    if "mimetype" in inside and "content.xml" in inside:
        if any(name.startswith(("Basic/", "Scripts/")) for name in inside):
            raise Invalid(MACROS)
        return Looked(FileKind.OFFICE, _open_ending(path))
    raise Invalid(REFUSED)


def _open_ending(path: Path) -> str:
    """Return the ending of an OpenDocument, which its first 100 bytes name."""
    with path.open("rb") as file:
        head = file.read(100)
    for word, ending in ((b".spreadsheet", ".ods"), (b".presentation", ".odp")):
        if word in head:
            return ending
    return ".odt"


def size_of(kind: FileKind, head: bytes) -> tuple[int, int]:
    """Return the pixels that a picture says it has; none where it does not say so."""
    try:
        if kind is FileKind.PNG:
            return struct.unpack(">II", head[16:24])
        if kind is FileKind.GIF:
            return struct.unpack("<HH", head[6:10])
        return _size_of_webp(head) if kind is FileKind.WEBP else _size_of_jpeg(head)
    except (struct.error, IndexError):
        return 0, 0


def _size_of_webp(head: bytes) -> tuple[int, int]:
    form = head[12:16]
    if form == b"VP8X":
        width = int.from_bytes(head[24:27], "little") + 1
        return width, int.from_bytes(head[27:30], "little") + 1
    if form == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", head[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _size_of_jpeg(head: bytes) -> tuple[int, int]:
    at = 2
    while head[at] == 0xFF:
        mark, length = head[at + 1], struct.unpack(">H", head[at + 2 : at + 4])[0]
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            return width, height
        at += 2 + max(length, 2)
    return 0, 0
