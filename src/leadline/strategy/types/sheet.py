"""The sheet: what is expected of the business, by segment, each cell a range."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models

from leadline.foundation.ranges import Asked, SaidRange, written_range


class Driver(models.TextChoices):
    """What a cell says: six of a segment, two of the whole business.

    Labels are the heads of the sheet's columns and rows. All but customers are a
    year's: people know years, the projection turns them into quarters.
    """

    CUSTOMERS = "customers", "Customers"
    PRICE = "price", "Price a year"
    NEW = "new", "New a year"
    CHURN = "churn", "Leave a year"
    EXPANSION = "expansion", "Price grows"
    MARGIN = "margin", "Margin"
    TEAMS = "teams", "Product teams"
    OTHER = "other", "Everything else"


OF_SEGMENT = (
    Driver.CUSTOMERS,
    Driver.PRICE,
    Driver.NEW,
    Driver.CHURN,
    Driver.EXPANSION,
    Driver.MARGIN,
)
OF_ALL = (Driver.TEAMS, Driver.OTHER)
IN_MONEY = (Driver.PRICE, *OF_ALL)
LEAST, MOST = Decimal(-99), Decimal(100)
ASKED = {
    Driver.CUSTOMERS: Asked("customers", lowest=Decimal(0)),
    Driver.NEW: Asked("customers", lowest=Decimal(0)),
    Driver.CHURN: Asked("%", is_share=True),
    Driver.EXPANSION: Asked("%", lowest=LEAST),
    Driver.MARGIN: Asked("%", lowest=LEAST * 10, highest=MOST),
}
LEFT_OPEN = {
    Driver.NEW: "no new customers",
    Driver.CHURN: "nobody leaves",
    Driver.EXPANSION: "prices stay",
    Driver.MARGIN: "nothing is spent on serving them",
    Driver.TEAMS: "teams cost nothing",
    Driver.OTHER: "nothing else costs anything",
}
"""What is reckoned where nobody said; without customers or a price nothing is."""


def asked_of_cell(driver: Driver, currency: str) -> Asked:
    """Return what a cell asks for, for the reader of ranges.

    >>> asked_of_cell(Driver.PRICE, "EUR").unit, asked_of_cell(Driver.CHURN, "").unit
    ('EUR', '%')
    """
    if driver in IN_MONEY:
        return Asked(currency, lowest=Decimal(0))
    return ASKED[driver]


COUNTED_DRIVERS = (Driver.CUSTOMERS, Driver.PRICE, Driver.MARGIN)
"""What the record holds as it is: customers are counted, what they pay is added up, a
margin is read. Who will come and leave, and what all else costs, is guessed from it."""


class CellSource(models.TextChoices):
    """Where a cell comes from: somebody's word, or nobody's, from the record."""

    SAID = "said", "said"
    GUESS = "guess", "guess"


@dataclass(frozen=True, slots=True)
class CellIn:
    """A proposal for a cell, with where it comes from in words."""

    driver: Driver
    said: SaidRange
    words: str
    segment: str = ""
    is_few: bool = False


@dataclass(frozen=True, slots=True)
class CellRow:
    """A cell of the sheet; ``said`` is none where nobody filled it.

    ``said`` is in the workspace's currency; ``lacks`` names the currency it was said
    in where there is no rate. ``by`` is who said it, "" where nobody did: it was
    counted or read on the record (``is_counted``), or guessed from it (``is_guess``).
    """

    driver: Driver
    segment_id: int
    segment: str
    currency: str
    said: SaidRange | None = None
    is_guess: bool = False
    is_counted: bool = False
    is_few: bool = False
    words: str = ""
    by: str = ""
    on_date: date | None = None
    version: int = 0
    lacks: str = ""

    @property
    def name(self) -> str:
        """The name of its field."""
        return f"c-{self.segment_id}-{self.driver}"

    @property
    def asked(self) -> Asked:
        """What the cell asks for."""
        return asked_of_cell(self.driver, self.currency)

    @property
    def text(self) -> str:
        """What stands in the field; read back it is the same range."""
        if self.said is None:
            return ""
        text = written_range(self.said, self.asked)
        return f"{text}%" if self.asked.is_percent else text

    @property
    def label(self) -> str:
        """How the field is called, aloud."""
        of = f", {self.segment}" if self.segment else " a year"
        return f"{self.driver.label}{of}"


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A segment of the sheet with its six cells; a year's revenue from the middles."""

    id: int
    name: str
    version: int
    cells: tuple[CellRow, ...]

    def cell(self, driver: Driver) -> CellRow:
        """Return one of its cells."""
        return self.cells[OF_SEGMENT.index(driver)]

    @property
    def revenue(self) -> Decimal | None:
        """Customers times price at their middles; none where one is missing."""
        customers, price = self.cell(Driver.CUSTOMERS), self.cell(Driver.PRICE)
        if customers.said is None or price.said is None or price.lacks:
            return None
        return customers.said.mid * price.said.mid


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet, in the workspace's currency."""

    currency: str
    segments: tuple[SegmentRow, ...]
    costs: tuple[CellRow, ...]

    def cells(self) -> Iterator[CellRow]:
        """Yield every cell, row by row."""
        for segment in self.segments:
            yield from segment.cells
        yield from self.costs

    @property
    def filled(self) -> int:
        """How many cells say something."""
        return sum(1 for cell in self.cells() if cell.said is not None)

    @property
    def guesses(self) -> int:
        """How many cells are guessed from the record and confirmed by nobody."""
        return sum(1 for cell in self.cells() if cell.is_guess)

    @property
    def counted(self) -> int:
        """How many cells were counted or read on the record."""
        return sum(1 for cell in self.cells() if cell.is_counted)

    @property
    def said(self) -> int:
        """How many cells somebody said."""
        return self.filled - self.counted - self.guesses

    @property
    def size(self) -> int:
        """How many cells there are."""
        return sum(1 for _ in self.cells())

    @property
    def customers(self) -> Decimal:
        """All customers, by the middles."""
        cells = (segment.cell(Driver.CUSTOMERS) for segment in self.segments)
        return sum((cell.said.mid for cell in cells if cell.said), Decimal(0))

    @property
    def revenue(self) -> Decimal:
        """A year's revenue of all segments, by the middles."""
        return sum((s.revenue for s in self.segments if s.revenue), Decimal(0))

    @property
    def said_between(self) -> tuple[date, date] | None:
        """The days of the oldest and of the newest figure; none on an empty sheet."""
        days = [cell.on_date for cell in self.cells() if cell.said and cell.on_date]
        return (min(days), max(days)) if days else None

    @property
    def counted_between(self) -> tuple[date, date] | None:
        """The days customers were counted on: from then on the projection goes."""
        cells = (segment.cell(Driver.CUSTOMERS) for segment in self.segments)
        days = [cell.on_date for cell in cells if cell.said and cell.on_date]
        return (min(days), max(days)) if days else None

    @property
    def missing(self) -> tuple[str, ...]:
        """What has to be said before anything can be reckoned, in words."""
        if not self.segments:
            return ("a segment of customers",)
        found = [
            f"{cell.driver.label.lower()} of {cell.segment}"
            for segment in self.segments
            for cell in (segment.cell(Driver.CUSTOMERS), segment.cell(Driver.PRICE))
            if cell.said is None
        ]
        found += [
            f"a rate from {cell.lacks} to {self.currency}"
            for cell in self.cells()
            if cell.lacks
        ]
        return tuple(dict.fromkeys(found))

    @property
    def left_open(self) -> tuple[str, ...]:
        """What is reckoned where a cell is empty, in words."""
        found = []
        for driver, words in LEFT_OPEN.items():
            cells = [cell for cell in self.cells() if cell.driver == driver]
            empty = [cell.segment for cell in cells if cell.said is None]
            if empty:
                where = "" if len(empty) == len(cells) else f" ({', '.join(empty)})"
                found.append(f"{words}{where}")
        return tuple(found)
