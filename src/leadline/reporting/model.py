"""What a document is made of: sentences, figures, words, tables and charts as data.

Every part says where it is from and of which day that is, so that no writer can leave
it out. Texts are as people wrote them; each writer makes them safe for its form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from leadline.foundation.words import age

Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Source:
    """The record that a part rests on, its page below the workspace, and its day."""

    name: str
    path: str
    on: date

    def told(self, today: date) -> str:
        """Return the source with its age: "Decision D-4, 3 May 2026 (12 days old)"."""
        return f"{self.name}, {day_of(self.on)} ({age(self.on, today)})"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; ``is_voice`` where somebody wrote or said it, not Leadline."""

    words: str
    sources: tuple[Source, ...]
    is_voice: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its unit, what it is measured against, and its source."""

    label: str
    value: str
    unit: str
    note: str
    source: Source


@dataclass(frozen=True, slots=True)
class Figures:
    """The few figures that stand beside each other."""

    items: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said: who, from where, and where it is from and when."""

    words: str
    who: str
    source: Source
    note: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A line of a list: its text, and what stands beside it."""

    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list; ``is_counted`` where its order matters."""

    items: tuple[Point, ...]
    source: Source
    is_counted: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column, how wide it is beside the others, and whether it counts."""

    name: str
    width: int = 2
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The same said of several things; ``name`` is what a sheet of it is called."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one name in a chart, one for each label; None where not known."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars as data: ``finding`` is the sentence that it shows."""

    name: str
    finding: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    source: Source


Block = Text | Figures | Quote | Points | Table | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A part under a title; ``is_page`` where it stands on a page of its own, large."""

    title: str
    blocks: tuple[Block, ...]
    is_page: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A record as a document: what it is, its sentence, its facts and its parts.

    ``name`` is what files of it are called; ``base`` is the address of the workspace,
    "" where nobody knows it.
    """

    name: str
    kind: str
    title: str
    lede: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    source: Source
    made_on: date
    base: str = ""

    @property
    def blocks(self) -> Iterator[Block]:
        """Every part, in the order of reading."""
        return (block for section in self.sections for block in section.blocks)

    @property
    def charts(self) -> list[Chart]:
        """Its charts, in the order of reading."""
        return [block for block in self.blocks if isinstance(block, Chart)]

    @property
    def sources(self) -> list[Source]:
        """Every source once, that of the document first, in the order of reading."""
        found = [source for block in self.blocks for source in sources_of(block)]
        return list(dict.fromkeys([self.source, *found]))

    def address(self, source: Source) -> str:
        """Return where a source is found, "" where it has no page or nobody knows."""
        return f"{self.base}{source.path}" if self.base and source.path else ""


def sources_of(block: Block) -> tuple[Source, ...]:
    """Return what a part rests on."""
    if isinstance(block, Text):
        return block.sources
    if isinstance(block, Figures):
        return tuple(one.source for one in block.items)
    return (block.source,)


def day_of(on: date) -> str:
    """Return a day in full: "3 May 2026"."""
    return f"{on.day} {on:%B %Y}"


def sections_of(
    parts: Iterable[tuple[str, Iterable[Block | None]]],
) -> tuple[Section, ...]:
    """Return the parts that have something to say, each under its title."""
    told = (
        Section(title, tuple(block for block in blocks if block and _says(block)))
        for title, blocks in parts
    )
    return tuple(section for section in told if section.blocks)


def _says(block: Block) -> bool:
    if isinstance(block, (Figures, Points)):
        return bool(block.items)
    if isinstance(block, Table):
        return bool(block.rows)
    if isinstance(block, Text):
        return bool(block.words.strip())
    return True
