"""Turns the bytes of a calendar file into text, and text into nested blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
ZIP = b"PK\x03\x04"
FOLD = re.compile(rb"(?<![\r\n])(?:\r?\n)++[ \t]")
# Blocks that never lie in one of their own kind.
FLAT = ("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE")
TIME = re.compile(
    r"^((?:DTSTART|DTEND|DTSTAMP|RECURRENCE-ID|CREATED|LAST-MODIFIED)\b[^:\n]*):"
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2}))?(?:\.\d+)?(Z?))?"
    r"[ \t\r]*$",
    re.MULTILINE | re.IGNORECASE,
)
LOOKED_AT = 2000
DEEPEST = 50


@dataclass(slots=True)
class Block:
    """What stands between a BEGIN and its END; ``is_whole`` when the END was there."""

    name: str
    lines: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    is_whole: bool = False

    def text(self, lines: list[str] | None = None, *, deep: bool = False) -> str:
        """Return it as a file of its own, with other lines if they are given.

        >>> Block("VEVENT", ["UID:1"]).text()
        'BEGIN:VEVENT\\r\\nUID:1\\r\\nEND:VEVENT\\r\\n'
        """
        inner = [block.text(deep=True) for block in self.blocks] if deep else []
        own = [f"{line}\r\n" for line in (self.lines if lines is None else lines)]
        return f"BEGIN:{self.name}\r\n{''.join(own + inner)}END:{self.name}\r\n"


def text_of(content: bytes) -> str:
    """Return a calendar file as text: any Unicode encoding, any ends of lines.

    Lines that were folded are whole again, also where the fold cuts a letter in two. A
    line that is no UTF-8 is read as Windows wrote it (cp1252).

    >>> text_of("BEGIN:VCALENDAR\\rNAME:Büro\\r".encode("utf-16"))
    'BEGIN:VCALENDAR\\nNAME:Büro\\n'
    """
    content = _in_utf8(content)
    if b"\n" not in content:
        content = content.replace(b"\r", b"\n")
    content = re.sub(rb"(?<!\r)\r++\n", b"\n", content)
    content = FOLD.sub(b"", content.replace(b"\x00", b""))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return "\n".join(_decoded(line) for line in content.split(b"\n"))


def in_full(text: str) -> tuple[str, bool]:
    """Write times in the one form that the standard has; say whether any had another.

    >>> in_full("DTSTART:2026-11-12T09:00Z"), in_full("DTEND:20261112T090000")[1]
    (('DTSTART:20261112T090000Z', True), False)
    """

    def written(match: re.Match[str]) -> str:
        line, year, month, day, hour, minute, second, zone = match.groups()
        clock = f"T{hour}{minute}{second or '00'}{(zone or '').upper()}" if hour else ""
        return f"{line}:{year}{month}{day}{clock}"

    found = TIME.sub(written, text)
    lines = zip(text.split("\n"), found.split("\n"), strict=True)
    return found, any(a.strip().upper() != b.upper() for a, b in lines)


def _in_utf8(content: bytes) -> bytes:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            rest = content[len(mark) :]
            return (
                rest
                if encoding == "utf-8"
                else rest.decode(encoding, "replace").encode()
            )
    start = content[:LOOKED_AT]
    if len(start) >= 8 and start[1::2].count(0) * 2 > len(start[1::2]):
        return content.decode("utf-16-le", "replace").encode()
    if len(start) >= 8 and start[::2].count(0) * 2 > len(start[::2]):
        return content.decode("utf-16-be", "replace").encode()
    return content


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def is_calendar(content: bytes) -> bool:
    """Return whether the bytes begin as a calendar file does, in any encoding.

    >>> is_calendar("BEGIN:VCALENDAR".encode("utf-16-be")), is_calendar(b"Subject")
    (True, False)
    """
    if content.startswith(ZIP):  # what lies in it unpacked may begin so too
        return False
    return "BEGIN:V" in text_of(content[: 2 * LOOKED_AT]).upper()


def blocks_of(text: str) -> list[Block]:
    """Return the outermost blocks of a file, whatever is amiss with their lines.

    An END that nothing began is passed over; one that ends an outer block ends what is
    open inside it too.

    >>> [b.name for b in blocks_of("BEGIN:A\\nBEGIN:B\\nEND:A\\nBEGIN:C")]
    ['A', 'C']
    """
    outermost: list[Block] = []
    opened: list[Block] = []
    for line in re.split(r"(?:(?<!\r)\r++)?\n", text):
        word, _, name = line.partition(":")
        word, name = word.strip().upper(), name.strip().upper()
        if word == "BEGIN" and name in FLAT and any(b.name == name for b in opened):
            while opened.pop().name != name:  # the one before has no END
                pass
        if word == "BEGIN" and len(opened) < DEEPEST:
            block = Block(name)
            (opened[-1].blocks if opened else outermost).append(block)
            opened.append(block)
        elif word == "END":
            if any(block.name == name for block in opened):
                while opened.pop().name != name:
                    pass
                _last(outermost, opened, name).is_whole = True
        elif line.strip() and opened:
            opened[-1].lines.append(line)
    return outermost


def _last(outermost: list[Block], opened: list[Block], name: str) -> Block:
    """Return the block that was ended just now."""
    siblings = opened[-1].blocks if opened else outermost
    return next(block for block in reversed(siblings) if block.name == name)
