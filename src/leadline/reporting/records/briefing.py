"""A briefing as it was written for its readers: nothing that was left out for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from leadline.reporting.model import (
    Block,
    Column,
    Document,
    Figure,
    Figures,
    Point,
    Points,
    Quote,
    Source,
    Table,
    Text,
    day_of,
    sections_of,
)
from leadline.reporting.records.asked import Asked
from leadline.stakeholders.queries import get_briefing
from leadline.stakeholders.types import Audience, BriefingRow

MARKS = re.compile(r"^#+ |\*\*", re.M)
Part = Mapping[str, Any]


def briefing_document(asked: Asked) -> Document:
    """Return a briefing as a document; raises ``NotFound``.

    A partner has no way into the workspace, so theirs names no record of it: all of it
    rests on the briefing.
    """
    row = get_briefing(actor=asked.actor, briefing_id=asked.pk)
    is_partners = row.audience == Audience.PARTNERS
    path = "" if is_partners else f"stakeholders/briefings/{asked.pk}/"
    now = Source(f"Briefing for {row.for_whom}", path, asked.day(row.made_at))
    told = _Told(row, now, is_partners)
    facts = [("For", row.for_whom), ("Made on", day_of(now.on))]
    if row.person:
        facts.append(("From", row.person))
    if row.sent_at:
        facts.append(("Sent on", day_of(asked.day(row.sent_at))))
    return Document(
        name=f"briefing-{asked.pk}",
        kind=f"{'Draft of a briefing' if row.is_draft else 'Briefing'} "
        f"for {row.for_whom}",
        title=row.title,
        lede="",
        facts=tuple(facts),
        sections=sections_of(told.parts()),
        source=now,
        made_on=asked.today,
        base=asked.base,
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """The parts of a briefing; each rests on its record, a partner's on itself."""

    row: BriefingRow
    now: Source
    is_partners: bool

    def parts(self) -> list[tuple[str, list[Block]]]:
        """Return the parts in the order in which the page has them."""
        parts = self.row.parts
        figures = Figures(tuple(map(self.figure, self.of("figures"))))
        return [
            ("In short", [self.body(), figures]),
            ("In customers' words", [*map(self.quote, self.of("words"))]),
            ("What is asked of you", [*self.asks()]),
            ("By time", [self.times()]),
            ("Since the last one", [self.moves(parts.get("moves", ()))]),
        ]

    def of(self, name: str) -> list[Part]:
        """Return the parts of one kind."""
        return list(self.row.parts.get(name, ()))

    def source(self, one: Part) -> Source:
        """Return the record of a part as of the day on which the briefing was made."""
        if self.is_partners:
            return self.now
        found = one["source"]
        return Source(found["name"], found["path"], self.now.on)

    def body(self) -> Text:
        """Return the opening with every record that a sentence of it rests on."""
        sources = [
            self.source({"source": source})
            for sentence in self.row.traced
            for source in sentence["sources"]
        ]
        words = MARKS.sub("", self.row.body)
        return Text(words, tuple(dict.fromkeys([self.now, *sources])))

    def figure(self, one: Part) -> Figure:
        """Return a figure as it stands on the page."""
        return Figure(
            one["label"], one["value"], one["unit"], one["note"], self.source(one)
        )

    def quote(self, one: Part) -> Quote:
        """Return words of a customer."""
        noted = f"reported, noted by {one['noted_by']}" if one["noted_by"] else ""
        where, day = _said_on(one["where"], self.now.on)
        who = ", ".join(filter(None, (one["speaker"], where)))
        found = self.source(one)
        name = f"Said by {one['speaker']}" if self.is_partners else found.name
        return Quote(one["words"], who, Source(name, found.path, day), noted)

    def asks(self) -> Iterator[Block]:
        """Yield what is asked of the reader, why, and by when."""
        points = tuple(Point(_by(one), one["why"]) for one in self.of("asks"))
        yield Points(points, self.now, is_counted=True)
        if more := self.row.parts.get("more_asks"):
            yield Text(f"{more} more {'are' if more > 1 else 'is'} asked later.",
                       (self.now,))  # fmt: skip

    def times(self) -> Table:
        """Return what comes, by the stretch of time into which it falls."""
        heads = (Column("Time"), Column("Day"), Column("What", 4), Column("Note", 4))
        rows = tuple(self._entries())
        return Table("By time", heads, rows, self.now)

    def _entries(self) -> Iterator[tuple[str, str, str, str]]:
        for stretch in self.of("stretches"):
            for one in stretch["entries"]:
                yield stretch["label"], one["when"], one["what"], one["note"]

    def moves(self, found: Iterator[Part]) -> Points:
        """Return what moved since the last briefing."""
        return Points(
            tuple(Point(f"{one['how'].capitalize()}: {one['what']}") for one in found),
            self.now,
        )


def _said_on(where: str, made_on: date) -> tuple[str, date]:
    """Return where words are from, and the day that a briefing writes behind it.

    >>> _said_on("Support, 23 Nov 2026", date(2026, 11, 28))
    ('Support', datetime.date(2026, 11, 23))
    >>> _said_on("A talk", date(2026, 11, 28))
    ('A talk', datetime.date(2026, 11, 28))
    """
    place, _, day = where.rpartition(", ")
    try:
        return place, datetime.strptime(f"{day} Z", "%d %b %Y %z").date()
    except ValueError:
        return where, made_on


def _by(one: Part) -> str:
    return f"{one['what']}, by {one['by']}" if one["by"] else str(one["what"])
