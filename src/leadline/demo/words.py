"""Reads what people said, from plain files that a person writes: one for each need.

Each piece is a heading and, below it, the text exactly as it came in::

    ## 14 | 12d 06:40 | support | rabenau | Jens Nagel, Rota planner | de | status=open
    Subject: Export schon wieder leer

    Moin, ...

A heading has the number in the file, how many days ago (counted from this week's
Monday), the source, the customer's key, the speaker with a title, and the language;
``-`` stands for nobody. What else is known follows as ``name=value; name=value``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from leadline.demo.accounts import accounts
from leadline.demo.company import Customer, Label
from leadline.demo.dated import FIXED, TOKEN
from leadline.demo.people import COLLEAGUES, names_taken

HEADING = re.compile(r"^## (?=\d)", re.MULTILINE)
WHEN = re.compile(r"(\d{1,3})d(?: (\d\d):(\d\d))?")
LABEL = re.compile(r"([a-z-]+) ([ABC]|-) (for|against|neither)")
SOURCES = ("support", "review", "interview", "sales", "lost", "survey", "analyst")
KINDS = ("bug", "wish", "question", "praise", "churn")
EXTRAS = ("by", "kind", "nps", "stars", "tags", "votes", "status", "also", "chair")
NOTED = ("interview", "sales", "lost", "analyst")
NAMELESS = ("lost", "survey")
FARTHEST = 545
LONGEST = 230  # words


class BadWords(ValueError):
    """A piece that cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Said:
    """A piece as it stands in a file; ``days`` count back from a Monday."""

    need: str
    number: int
    days: int
    at: time | None
    source: str
    customer: str
    speaker: str
    title: str
    language: str
    words: str
    extras: Mapping[str, str]

    @property
    def labels(self) -> tuple[Label, ...]:
        """The sides it was read to take, one for each decision it is about."""
        told = self.extras.get("chair", "")
        return tuple(Label(*found) for found in LABEL.findall(told))

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of the ticket system."""
        told = self.extras.get("tags", "").split(",")
        return tuple(tag.strip() for tag in told if tag.strip())


def read_words(text: str, need: str) -> list[Said]:
    """Return the pieces of one file.

    Raises ``BadWords`` for the first that cannot be read.
    """
    _, *parts = HEADING.split(f"\n{text}")
    found: list[Said] = []
    for part in parts:
        heading, _, words = part.partition("\n")
        try:
            piece = _piece(heading.strip(), words.strip(), need)
            if found and piece.number <= found[-1].number:
                raise BadWords(f"number {piece.number} is not above the one before")
        except BadWords as why:
            raise BadWords(f"{need}, “## {heading.strip()}”: {why}") from None
        found.append(piece)
    return found


def _piece(heading: str, words: str, need: str) -> Said:
    fields = [field.strip() for field in heading.split(" | ")]
    if len(fields) not in (6, 7):
        raise BadWords(f"6 or 7 fields with “ | ” between them, not {len(fields)}")
    number, when, source, customer, who, language = fields[:6]
    moment = WHEN.fullmatch(when)
    if not number.isdigit() or not moment:
        raise BadWords("begins with a number and days like “12d” or “12d 06:40”")
    name, _, title = who.partition(", ")
    piece = Said(
        need=need,
        number=int(number),
        days=int(moment[1]),
        at=_time(moment[2], moment[3]),
        source=source,
        customer="" if customer == "-" else customer,
        speaker="" if name == "-" else name,
        title=title,
        language=language,
        words=words,
        extras=_extras(fields[6] if len(fields) == 7 else ""),
    )
    for why in _wrong(piece):
        raise BadWords(why)
    return piece


def _time(hours: str | None, minutes: str | None) -> time | None:
    if hours is None or minutes is None:
        return None
    if int(hours) > 23 or int(minutes) > 59:
        raise BadWords(f"{hours}:{minutes} is no time of day")
    return time(int(hours), int(minutes))


def _extras(text: str) -> dict[str, str]:
    found = {}
    for one in filter(None, (part.strip() for part in text.split(";"))):
        name, equals, value = one.partition("=")
        if not equals or name not in EXTRAS or not value.strip():
            raise BadWords(f"“{one}” is none of {', '.join(f'{e}=…' for e in EXTRAS)}")
        found[name] = value.strip()
    return found


def _wrong(piece: Said) -> Iterator[str]:
    """Say what cannot be so, the first thing first."""
    if not 1 <= piece.days <= FARTHEST:
        yield f"{piece.days} days; it is 1 to {FARTHEST}"
    if piece.source not in SOURCES:
        yield f"source “{piece.source}” is none of {', '.join(SOURCES)}"
    if piece.language not in ("en", "de", "fr", "es"):
        yield f"language “{piece.language}” is none of en, de, fr, es"
    yield from _wrong_people(piece)
    yield from _wrong_extras(piece)
    if not piece.words:
        yield "there is no text under the heading"
    if len(piece.words.split()) > LONGEST:
        yield f"more than {LONGEST} words"
    if fixed := FIXED.search(piece.words):
        yield f"“{fixed[0]}” is a date of its own; write {{month-1}} or {{year}}"
    if left := re.search(r"[{}]", TOKEN.sub("", piece.words)):
        yield f"“{left[0]}” is in the text and is no {{month}}, {{date}} or {{sent}}"


def _wrong_people(piece: Said) -> Iterator[str]:
    known = accounts()
    if piece.customer and piece.customer not in known:
        yield f"there is no customer “{piece.customer}”"
    if piece.source in ("review", "lost", "analyst") and piece.customer:
        yield f"a {piece.source} has no customer, write “-”"
    if piece.source in ("interview", "sales") and not piece.customer:
        yield f"a note of {piece.source} names its customer"
    if not piece.speaker and piece.source not in NAMELESS:
        yield "who said it?"
    if piece.speaker in names_taken():
        yield f"{piece.speaker} is one of the company or around it"
    if piece.customer and piece.speaker and not title_of(piece, known[piece.customer]):
        yield f"{piece.speaker} is new at {piece.customer}: add a job title"
    if piece.customer and known[piece.customer].days < piece.days:
        yield f"{piece.customer} is a customer for {known[piece.customer].days} days"


def _wrong_extras(piece: Said) -> Iterator[str]:
    extras = piece.extras
    if (piece.source in NOTED) != (extras.get("by", "") in COLLEAGUES):
        yield f"by=… is for {', '.join(NOTED)}, and one of {', '.join(COLLEAGUES)}"
    if (piece.source == "review") != ("stars" in extras):
        yield "stars=… is for each review, and for nothing else"
    if (piece.source == "survey") != ("nps" in extras):
        yield "nps=… is for each survey answer, and for nothing else"
    for name, most in (("stars", 5), ("nps", 10), ("votes", 400)):
        value = extras.get(name, "1")
        if not value.isdigit() or int(value) > most:
            yield f"{name}={value}; it is a number up to {most}"
    if extras.get("kind", "wish") not in KINDS:
        yield f"kind={extras['kind']} is none of {', '.join(KINDS)}"
    labels = [one.strip() for one in extras.get("chair", "").split(",") if one]
    for label in labels:
        if not LABEL.fullmatch(label):
            yield f"chair={label}; it reads like “licence A for”"


def title_of(piece: Said, customer: Customer) -> str:
    """Return the speaker's title: as told, or as the customer's list has it."""
    known = {person.name: person.title for person in customer.contacts}
    return piece.title or known.get(piece.speaker, "")


def main(paths: list[str]) -> int:
    """Read files as a writer asks for it, and say what is wrong.

    >>> main([])
    0
    """
    bad = 0
    for path in map(Path, paths):
        try:
            pieces = read_words(path.read_text(encoding="utf-8"), path.stem)
        except BadWords as why:
            bad += 1
            sys.stdout.write(f"{why}\n")
        else:
            sys.stdout.write(f"{path.stem}: {len(pieces)} pieces\n")
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
