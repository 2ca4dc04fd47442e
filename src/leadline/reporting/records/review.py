"""A business review as it stands: its sentences, each fact with its record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from leadline.conversation.queries import subjects_of
from leadline.conversation.types import About
from leadline.foundation.measures import singular
from leadline.reporting.model import (
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Series,
    Source,
    Table,
    Text,
    day_of,
    sections_of,
)
from leadline.reporting.records.asked import Asked
from leadline.strategy.queries import get_review
from leadline.strategy.types import GoalLine, Line, ReviewFacts, ReviewPage, Section

TABLES = (Section.GOALS, Section.FORECASTS)
ON_TOP = (Section.HEADLINE, Section.OPENING)
# How old a reading was when the review was made: beside its day it misleads later.
AGE = re.compile(r", (?:today|\d+ (?:day|month|year)s? old)(?=\)|$)")


def review_document(asked: Asked) -> Document:
    """Return a review at its newest version as a document; raises ``NotFound``."""
    page = get_review(actor=asked.actor, review_id=asked.pk)
    path = f"strategy/reviews/{asked.pk}/"
    now = Source(f"Business review, {page.row.label}", path, page.facts.until)
    told = _Told(asked, page, now)
    facts = [
        ("Of", page.row.label),
        ("State", "Draft" if page.row.is_draft else "Finished"),
        ("Facts until", day_of(page.facts.until)),
    ]
    if page.by:
        facts.append(("By hand", f"{page.by}; all other sentences from the record"))
    parts: list[tuple[str, Iterable[Block]]] = [("In short", told.opening())]
    parts += [(one.label, told.section(one)) for one in Section if one not in ON_TOP]
    parts.append(("How to read it", told.lines(page.facts.notes)))
    return Document(
        name=f"review-{page.row.month}-{asked.pk}",
        kind=f"Business review, {page.row.label}",
        title=page.title,
        lede="",
        facts=tuple(facts),
        sections=sections_of(parts),
        source=now,
        made_on=asked.today,
        base=asked.base,
    )


class _Told:
    """The parts of a review, as its page has them."""

    def __init__(self, asked: Asked, page: ReviewPage, now: Source) -> None:
        self.asked, self.page, self.now = asked, page, now
        self.names = _named(asked, page.facts)

    def opening(self) -> Iterator[Block]:
        """Yield the opening: by hand, else as it was computed."""
        if own := self.own(Section.OPENING):
            yield own
        else:
            yield from self.lines(self.page.facts.opening)

    def section(self, section: Section) -> Iterator[Block]:
        """Yield what a section says: computed, by hand, or both."""
        facts = self.page.facts
        if self.page.shows(section):
            if section == Section.GOALS:
                yield self.whole(self.goals(), section)
            elif section == Section.FORECASTS:
                if facts.of_forecasts.words:
                    yield from self.lines((facts.of_forecasts,))
                yield self.whole(self.forecasts(), section)
            else:
                yield from self.lines(getattr(facts, section.value))
            if section == Section.GOALS:
                yield from self.odds()
        if own := self.own(section):
            yield own

    def whole(self, table: Table, section: Section) -> Table:
        """Return a table that says in a last row how many it leaves out."""
        more = self.page.facts.more.get(section.value)
        if not more:
            return table
        last = f"and {more} more that the review leaves out"
        blank = (None,) * (len(table.columns) - 1)
        return replace(table, rows=(*table.rows, (last, *blank)))

    def own(self, section: Section) -> Text | None:
        """Return what a person wrote into a section, by whom and when."""
        found = self.page.written.get(section)
        if found is None:
            return None
        by = f"Written by {found.person or 'a person'}"
        source = Source(by, self.now.path, self.asked.day(found.at))
        return Text(found.words, (source,), is_voice=True)

    def lines(self, lines: Iterable[Line]) -> Iterator[Block]:
        """Yield lines, each with the records that its facts come from."""
        for line in lines:
            paths = dict.fromkeys(piece.path for piece in line.pieces if piece.path)
            sources = tuple(map(self.source, paths))
            yield Text(AGE.sub("", line.words), sources or (self.now,))

    def source(self, path: str) -> Source:
        """Return the record that a line leads to, with what it is called."""
        found = source_at(path, self.now.on)
        name = self.names.get(path)
        return Source(f"{found.name} “{name}”" if name else found.name, path, found.on)

    def goals(self) -> Table:
        """Return the goals with what moved them."""
        facts = self.page.facts
        shown: list[tuple[Column, Callable[[GoalLine], Cell]]] = [
            (Column("Goal", 3), lambda one: one.name),
            (Column("Now", 4), lambda one: f"{one.now} ({AGE.sub('', one.read)})"),
        ]
        if facts.has_odds:
            odds = Column("Odds, percent", 1, True)
            shown.append((odds, lambda one: one.odds))
        if facts.has_odds_before:
            shown.append((Column("Since last", 1), lambda one: one.odds_moved))
        shown += [
            (Column("In the month"), lambda one: one.change),
            (Column("Pace"), lambda one: one.pace),
        ]
        if any(one.moved.words for one in facts.goals):
            shown.append((Column("What moved it", 4), lambda one: one.moved.words))
        heads = tuple(column for column, _ in shown)
        rows = tuple(tuple(tell(one) for _, tell in shown) for one in facts.goals)
        return Table("Goals", heads, rows, self.now)

    def odds(self) -> Iterator[Block]:
        """Yield the odds of goals as a chart."""
        known = [goal for goal in self.page.facts.goals if goal.odds is not None]
        if known:
            likely = sum((goal.odds or 0) >= 50 for goal in known)
            shares = tuple(float(goal.odds or 0) for goal in known)
            yield Chart(
                "Odds of goals",
                f"{_of_goals(likely, len(known))} more likely reached than not",
                tuple(goal.name for goal in known),
                (Series("Odds", shares),),
                "percent",
                self.now,
            )

    def forecasts(self) -> Table:
        """Return what was forecast and came out."""
        heads = (
            Column("Came out", 5),
            Column("Said"),
            Column("Was"),
            Column("So it was"),
        )
        rows = tuple(
            (one.text, one.said, one.was, one.verdict)
            for one in self.page.facts.forecasts
        )
        return Table("Forecasts", heads, rows, self.now)


def _named(asked: Asked, facts: ReviewFacts) -> dict[str, str]:
    """Return what the records are called that lines of a review lead to, by address."""
    told = (facts.opening, facts.readings, facts.bets, facts.decisions, facts.promises,
            facts.learned, facts.ahead, facts.notes)  # fmt: skip
    lines = chain(*told)
    paths = {piece.path for line in lines for piece in line.pieces}
    places = {path: _place(path) for path in paths}
    talked = {path: at for path, at in places.items() if at and at[0] in About.values}
    found = subjects_of(actor=asked.actor, places=talked.values())
    return {path: found[at].title for path, at in talked.items() if at in found}


def _of_goals(likely: int, n: int) -> str:
    """Return which of the goals with odds, for a clause of them to follow.

    >>> _of_goals(0, 1), _of_goals(1, 1), _of_goals(2, 2)
    ('No goal with odds is', 'The one goal with odds is', 'Both goals with odds are')
    >>> _of_goals(1, 3), _of_goals(3, 3)
    ('1 of the 3 goals with odds is', 'All 3 goals with odds are')
    """
    if likely == n and likely:
        which = {1: "The one goal", 2: "Both goals"}.get(n, f"All {n} goals")
    else:
        which = f"{likely} of the {n} goals" if likely else "No goal"
    return f"{which} with odds {'are' if likely > 1 else 'is'}"


def _place(path: str) -> tuple[str, int] | None:
    """Return the kind and the number of the record at an address; None of a list.

    >>> _place("strategy/goals/5/"), _place("decisions/?chair=empty")
    (('goal', 5), None)
    """
    parts = [part for part in path.partition("?")[0].split("/") if part]
    numbers = [n for n, part in enumerate(parts) if part.isdecimal()]
    if not numbers or not numbers[-1]:
        return None
    kind = singular(parts[numbers[-1] - 1]).replace("-", " ")
    return kind, int(parts[numbers[-1]])


def source_at(path: str, on: date) -> Source:
    """Return the record at an address of the workspace, by its kind and number.

    >>> source_at("strategy/goals/5/", date(2026, 5, 3)).name
    'Goal 5'
    >>> source_at("decisions/?chair=empty", date(2026, 5, 3)).name
    'Decisions'
    """
    if place := _place(path):
        return Source(f"{place[0].capitalize()} {place[1]}", path, on)
    parts = [part for part in path.partition("?")[0].split("/") if part]
    name = (parts or ["the record"])[-1].replace("-", " ").capitalize()
    return Source(name, path, on)
