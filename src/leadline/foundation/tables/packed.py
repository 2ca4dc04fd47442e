"""What is read of a ZIP: the one table in it, or files of a kind one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from leadline.foundation.archives import Member, members, opened, unpacked
from leadline.foundation.errors import Invalid
from leadline.foundation.tables.chat_exports import (
    DAYS,
    chat_rows,
    is_chat_export,
    sniff_chat_export,
)
from leadline.foundation.tables.kinds import kind_of
from leadline.foundation.tables.shapes import Row, TableShape

Sniff = Callable[[Path], TableShape]
Read = Callable[[Path, TableShape], Iterator[Row]]
READ = frozenset(
    ".csv .tsv .tab .txt .json .jsonl .ndjson .xlsx .mbox .eml .htm .html .xls .md "
    ".vtt .srt".split()
)
PACKED = frozenset(".zip .gz .7z .rar .tar .tgz .bz2 .xz".split())
MAILS = "*.eml"
PART = "\n"
LOOKED_INTO = 25
SAMPLE_ROWS = 100
SOME_PROSE = 0.15


def sniff_packed(path: Path, sniff: Sniff, read: Read) -> TableShape:
    """Return the shape of what is to be read in a ZIP.

    Raises ``Invalid`` with what to do when nothing in it can be read.
    """
    found = members(path)
    readable = [m for m in found if m.suffix in READ and m.size]
    if is_chat_export(found):
        return sniff_chat_export(path)
    mails = [m for m in readable if m.suffix == ".eml"]
    if len(mails) > 1 and len(mails) * 2 >= len(readable):
        with unpacked(path, mails[0].name) as place:
            shape = sniff(place)
        note = f"The ZIP holds {len(mails):,} mails: each is a row."
        return replace(shape, member=MAILS, notes=(note,))
    if not readable:
        raise Invalid(_nothing(found))
    return _sniff_largest(path, readable, sniff, read)


def read_packed(
    path: Path, shape: TableShape, sniff: Sniff, read: Read, skip: int
) -> Iterator[Row]:
    """Yield the rows of the members one after another, numbered through."""
    if shape.format == "chat" and shape.member == DAYS:
        yield from (row for row, _ in chat_rows(path) if row and row.number > skip)
        return
    names = _names(path, shape.member)
    before = 0
    with opened(path) as archive:
        for place_in_line, name in enumerate(names):
            with unpacked(archive, name) as place:
                is_first = place_in_line == 0
                inner = replace(shape, member="") if is_first else sniff(place)
                number = 0
                for row in read(place, inner):
                    number = row.number
                    if before + number > skip:
                        yield row._replace(number=before + number)
                before += number


def _names(path: Path, member: str) -> list[str]:
    if member == MAILS:
        return sorted(m.name for m in members(path) if m.suffix == ".eml" and m.size)
    return member.split(PART)


def _nothing(found: list[Member]) -> str:
    suffixes = {member.suffix for member in found}
    if ".ics" in suffixes:
        return "This ZIP holds a calendar. Bring it where hours are read, not here."
    if suffixes & PACKED:
        return "This ZIP holds another archive. Unpack it and bring what is inside."
    names = ", ".join(member.base[:60] for member in found[:5]) or "nothing"
    return f"This ZIP has no table in it that can be read ({names}). Unpack it first."


def _sniff_largest(
    path: Path, readable: list[Member], sniff: Sniff, read: Read
) -> TableShape:
    """Return the shape of the member with most prose, and of its parts if it has some.

    Members with the same columns are parts of one table.
    """
    largest = sorted(readable, key=lambda member: member.size, reverse=True)
    shapes: dict[str, TableShape] = {}
    weights: dict[str, float] = {}
    reasons: list[str] = []
    for member in largest[:LOOKED_INTO]:
        try:
            with unpacked(path, member.name) as place:
                shape = sniff(place)
                rows = list(islice(read(place, shape), SAMPLE_ROWS))
        except Invalid as error:
            reasons.append(str(error))
            continue
        if rows:
            shapes[member.name] = shape
            weights[member.name] = _weight(member, rows)
    if not shapes:
        raise Invalid(f"In this ZIP: {reasons[0] if reasons else 'no table has rows.'}")
    best = max(weights, key=lambda name: weights[name])
    chosen = shapes[best]
    parts = sorted(
        name
        for name, shape in shapes.items()
        if (shape.format, shape.columns) == (chosen.format, chosen.columns)
    )
    notes = [_told(best, parts, readable)] if len(readable) > 1 else []
    first = shapes[parts[0]]
    return replace(first, member=PART.join(parts), notes=(*notes, *first.notes))


def _told(best: str, parts: list[str], readable: list[Member]) -> str:
    others = [m.base for m in readable if m.name not in parts]
    read = f"“{Path(best).name}” is read"
    if len(parts) > 1:
        read = f"{len(parts)} parts with the same columns are read"
    left = f"; left out: {', '.join(others)[:200]}" if others else ""
    return f"The ZIP holds {len(readable)} files: {read}{left}."


def _weight(member: Member, rows: list[Row]) -> float:
    """Return how much prose a member holds, from its first rows and its size."""
    cells = [cell for row in rows for cell in row.cells if cell]
    total = sum(map(len, cells))
    prose = sum(len(cell) for cell in cells if kind_of(cell) == "p")
    share = prose / max(total, 1)
    packed = 6 if member.suffix == ".xlsx" else 1
    return packed * member.size * (share if share > SOME_PROSE else 0.0001)
