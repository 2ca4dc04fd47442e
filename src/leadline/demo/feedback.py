"""Eighteen months of feedback: what the files of words say, hung on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zlib import crc32

from leadline.demo.accounts import accounts, address
from leadline.demo.company import Piece
from leadline.demo.content_files import CONTENT
from leadline.demo.dated import dated
from leadline.demo.needs import NOISE, needs
from leadline.demo.words import Said, read_words, title_of

SOURCES = {
    "support": ("Support", "T"),
    "review": ("App review", "R"),
    "interview": ("Interview", "I"),
    "sales": ("Sales note", "S"),
    "lost": ("Lost deal", "L"),
    "survey": ("Survey", "Q"),
    "analyst": ("Analyst", "A"),
}
FIRST_ID = 2100
OPENS, WORKS = 7 * 60, 11 * 60  # minutes of an office day: where it begins, how long


@cache
def all_words() -> tuple[Said, ...]:
    """Return every piece of every file, need by need."""
    keys = [*(need.key for need in needs()), NOISE]
    found: list[Said] = []
    for key in keys:
        text = (CONTENT / "words" / f"{key}.txt").read_text(encoding="utf-8")
        found += read_words(text, key)
    return tuple(found)


def some_words(share: float) -> list[Said]:
    """Return a share of each need, all that stand on a chair, and what is no need."""
    found, due = [], dict.fromkeys((said.need for said in all_words()), 0.0)
    for said in all_words():
        due[said.need] += share
        if said.labels or said.need == NOISE or due[said.need] >= 1:
            found.append(said)
            due[said.need] -= 1
    return found


def pieces(today: date, share: float = 1.0) -> tuple[Piece, ...]:
    """Return the feedback as of a day, oldest first, with ids as the sources give."""
    monday = today - timedelta(days=today.weekday())
    areas = {need.key: need.area for need in needs()}
    found = [_piece(said, monday, areas) for said in some_words(share)]
    found.sort(key=lambda piece: (piece.said_at, piece.source, piece.words))
    return _numbered(found)


def _piece(said: Said, monday: date, areas: Mapping[str, str]) -> Piece:
    day, extras = monday - timedelta(days=said.days), said.extras
    customer = accounts().get(said.customer)
    is_need = said.need != NOISE
    return Piece(
        source=SOURCES[said.source][0],
        source_id="",
        said_at=datetime.combine(day, said.at or _hour(said), UTC),
        words=dated(said.words, day, said.language),
        author=said.speaker,
        title=title_of(said, customer) if customer else "",
        email=address(said.speaker, customer) if customer and said.speaker else "",
        customer=customer.external_id if customer else "",
        area=areas[said.need] if is_need else "",
        kind=extras.get("kind", "wish"),
        language=said.language,
        need=said.need if is_need else "",
        also=extras.get("also", ""),
        noted_by=extras.get("by", ""),
        stars=_number(extras, "stars"),
        nps=_number(extras, "nps"),
        votes=_number(extras, "votes"),
        tags=said.tags,
        status=extras.get("status", ""),
        labels=said.labels,
    )


def _hour(said: Said) -> time:
    """Return an hour of an office day, always the same for a piece."""
    luck = crc32(f"{said.need}-{said.number}".encode()) % WORKS
    return time((OPENS + luck) // 60, (OPENS + luck) % 60)


def _number(extras: Mapping[str, str], name: str) -> int | None:
    return int(extras[name]) if name in extras else None


def _numbered(found: Sequence[Piece]) -> tuple[Piece, ...]:
    prefixes = dict(SOURCES.values())
    counts = dict.fromkeys(prefixes, FIRST_ID)
    numbered = []
    for piece in found:
        counts[piece.source] += 1
        source_id = f"{prefixes[piece.source]}-{counts[piece.source]}"
        numbered.append(replace(piece, source_id=source_id))
    return tuple(numbered)
