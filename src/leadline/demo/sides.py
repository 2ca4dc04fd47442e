"""Which words are about which decision, and on whose side, as somebody read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from leadline.demo.company import Customer, Piece
from leadline.demo.market import slug
from leadline.demo.needs import content, need_texts

SOURCE = "Support"
MOST_OF_A_SENTENCE = 3
WORLDS = ("h", "p")


@dataclass(frozen=True, slots=True)
class SaidLabel:
    """A sentence that was read: where it stands, and the side it takes.

    ``world`` is "h" or "p" where it counts in one only; ``has`` are words that a
    filled in sentence has to have.
    """

    line: str
    option: str
    side: str
    world: str = ""
    has: str = ""

    def fits(self, piece: Piece, world: str) -> bool:
        """Tell whether a piece says this sentence, and where it counts."""
        return (
            self.line in piece.lines
            and self.world in ("", world)
            and self.has in piece.words
        )


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A piece that is about a decision, with the option and the side it takes."""

    piece: Piece
    option: str
    side: str
    line: str = ""


def answers(today: date, customers: Sequence[Customer]) -> Iterator[Piece]:
    """Return what customers wrote who were asked about a question.

    Another seed names other customers; who is none of them has not been asked.
    """
    by_name = {customer.name: customer for customer in customers}
    told = {one["key"]: one for one in content("decisions.toml")["decision"]}
    areas = {need.key: need.area for need in need_texts()}
    for page in _pages():
        decision = told[page["key"]]
        taken = decision["days"] - decision["after"] if "after" in decision else 0
        for source_id, name, author, before, _, _, words in page.get("wrote", ()):
            if name not in by_name:
                continue
            customer = by_name[name]
            first, _, last = author.partition(" ")
            day = today - timedelta(days=max(1, taken + before))
            yield Piece(
                source=SOURCE,
                source_id=source_id,
                said_at=datetime.combine(day, time(8, 10), UTC),
                words=words,
                author=author,
                email=f"{slug(first)}.{slug(last)}@{customer.domain}",
                customer=customer.external_id,
                area=areas[page["need"]],
                kind="wish",
                language="en",
                need=page["need"],
            )


def read_words(
    key: str, pieces: Sequence[Piece], customers: Mapping[str, Customer]
) -> list[ReadWord]:
    """Return the words that are about a decision: answers first, then the newest.

    Each customer comes once, and a sentence three times at most. A piece about two
    things, or whose sentences take different sides, is left out.
    """
    page = next((one for one in _pages() if one["key"] == key), {})
    wrote = {row[0]: (row[4], row[5]) for row in page.get("wrote", ())}
    labels = said_labels(key)
    found = []
    for piece in reversed(pieces):
        if piece.source_id in wrote:
            found.append(ReadWord(piece, *wrote[piece.source_id]))
        elif word := _read(piece, labels, customers):
            found.append(word)
    found.sort(key=lambda word: bool(word.line))
    return list(_once(found))


def _read(
    piece: Piece, labels: Sequence[SaidLabel], customers: Mapping[str, Customer]
) -> ReadWord | None:
    if piece.also or piece.copy_of or not piece.customer:
        return None
    world = customers[piece.customer].world
    fitting = [label for label in labels if label.fits(piece, world)]
    if len({(label.option, label.side) for label in fitting}) != 1:
        return None
    first = fitting[0]
    return ReadWord(piece, first.option, first.side, first.line)


def _once(words: Sequence[ReadWord]) -> Iterator[ReadWord]:
    speakers: set[str] = set()
    lines: Counter[str] = Counter()
    for word in words:
        who = word.piece.customer if word.line else word.piece.author
        if who in speakers or (word.line and lines[word.line] >= MOST_OF_A_SENTENCE):
            continue
        speakers |= {who, word.piece.customer}
        lines[word.line] += 1
        yield word


@cache
def said_labels(key: str) -> tuple[SaidLabel, ...]:
    """Return the sentences that were read for a decision.

    Raises ``LookupError`` for words that are in no sentence of the need, or in two.
    """
    page = next((one for one in _pages() if one["key"] == key), {})
    found = []
    for need, some, option, side, *only in page.get("said", ()):
        where = only[0] if only else ""
        is_world = where in WORLDS
        found.append(
            SaidLabel(
                line=_line(need, some),
                option=option,
                side=side,
                world=where if is_world else "",
                has="" if is_world else where,
            )
        )
    return tuple(found)


def _line(need: str, some: str) -> str:
    core = next(one.core for one in need_texts() if one.key == need)
    lines = [line.text for line in core if some in line.text]
    if len(lines) != 1:
        raise LookupError(f"{len(lines)} sentences of {need} have “{some}”.")
    return lines[0]


def _pages() -> list[dict[str, Any]]:
    return list(content("sides.toml")["decision"])
