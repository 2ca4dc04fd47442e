"""Reads files of exchange rates: plain tables, and the European Central Bank's.

The bank gives its rates as XML and as CSV, for one day or for all, the CSV in a ZIP;
its data portal gives CSV with one rate a row. Nothing is fetched: a person brings the
file. Its rates say what one euro is worth.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from leadline.foundation import child
from leadline.foundation.archives import is_zip, members, unpacked
from leadline.foundation.errors import Invalid
from leadline.foundation.money import Rate
from leadline.foundation.tables import Row, TableShape, read_table, sniff_table

BANK = "European Central Bank"
EURO = "EUR"
KEPT = timedelta(days=3 * 366)
CODE = re.compile(r"[A-Z]{3}")
DAYS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d.%m.%Y", "%Y/%m/%d")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:\.\d{3})+,\d+")
NONE = {"", "n/a", "na", "-", "nan"}
LARGEST = 40_000_000
NAMES = {
    "day": ("date", "day", "on", "on_date", "time_period"),
    "base": ("base", "from", "currency from", "one", "currency_denom"),
    "quote": ("quote", "to", "in", "currency to", "other", "currency"),
    "rate": ("rate", "value", "is worth", "obs_value"),
    "source": ("source",),
}


@dataclass(frozen=True, slots=True)
class RatesRead:
    """The rates of a file, whose file it was taken for, and what was left out.

    ``refused`` are lines that are no rate, with the reason; ``older`` counts the
    rates from before the three years that are kept.
    """

    rates: list[Rate]
    is_bank: bool
    refused: list[tuple[int, str]]
    older: int


def read_rates(path: Path, *, own: str, source: str, today: date) -> RatesRead:
    """Return the rates in a file.

    A table names date, base, quote and rate; without base or quote the workspace's
    currency stands for it, without a source the one given. Rates from more than three
    years back are left out. It is read in a child with limits. Raises ``Invalid`` with
    what to do.
    """
    return child.run(child.for_file(path), _of_file, path, own, source, today)


def _of_file(path: Path, own: str, source: str, today: date) -> RatesRead:
    if path.stat().st_size > LARGEST:
        raise Invalid("This file is larger than 40 MB. Bring the rates of fewer days.")
    if is_zip(path) and not _is_workbook(path):
        inside = [m for m in members(path) if m.suffix in (".csv", ".xml")]
        if len(inside) != 1:
            raise Invalid("Unpack this ZIP and bring the one file with the rates.")
        with unpacked(path, inside[0].name, LARGEST) as file:
            return _read(file, own, source, today)
    return _read(path, own, source, today)


def read_rate(text: str) -> Decimal:
    """Return a rate as people and banks write it.

    >>> read_rate("1.0543"), read_rate("0,92"), read_rate("17,112.50")
    (Decimal('1.0543'), Decimal('0.92'), Decimal('17112.50'))

    Raises ``ValueError`` for what is none, and for a comma before three digits,
    which may part thousands or cut off a fraction.
    """
    said = text.strip().replace("\u00a0", "").replace(" ", "")
    if not NUMBER.fullmatch(said):
        raise ValueError(f"“{text[:40]}” is no rate; write it as 1.0543.")
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", said):
        raise ValueError(
            f"“{text[:40]}” may be a thousand or a fraction; write it with a point, "
            "as 1.054, or without a mark, as 1054."
        )
    if said.rfind(",") > said.rfind("."):
        return Decimal(said.replace(".", "").replace(",", "."))
    return Decimal(said.replace(",", ""))


def read_day(text: str) -> date:
    """Return the day of a rate: "2026-11-27", "27 November 2026", "27.11.2026"."""
    for form in DAYS:
        try:
            return date(*time.strptime(text.strip(), form)[:3])
        except ValueError:
            continue
    raise ValueError(f"“{text[:40]}” is no day; write it as 2026-11-27.")


def _is_workbook(path: Path) -> bool:
    return any(m.name in {"xl/workbook.xml", "[Content_Types].xml"}
               for m in members(path))  # fmt: skip


def _read(path: Path, own: str, source: str, today: date) -> RatesRead:
    with path.open("rb") as file:
        begins = file.read(400).lstrip(b"\xef\xbb\xbf \t\r\n")
    first = today - KEPT
    if begins.startswith(b"<"):
        return _kept(list(_of_xml(path)), [], True, first)
    shape = sniff_table(path)
    columns = [column.strip() for column in shape.columns]
    codes = {at: name for at, name in enumerate(columns) if CODE.fullmatch(name) and at}
    if columns and columns[0].lower() == "date" and len(codes) > 1:
        if EURO in codes.values():
            raise Invalid(
                "This table has a column for each currency and one for the euro: it "
                "does not say what they are worth. Use columns date, base, quote, rate."
            )
        rates, refused = _of_columns(path, shape, codes)
        return _kept(rates, refused, True, first)
    rates, refused = _of_rows(path, shape, own, source)
    return _kept(rates, refused, "OBS_VALUE" in columns, first)


def _kept(
    rates: list[Rate], refused: list[tuple[int, str]], is_bank: bool, first: date
) -> RatesRead:
    young = [rate for rate in rates if rate.on_date >= first]
    return RatesRead(young, is_bank, refused, len(rates) - len(young))


def _of_xml(path: Path) -> Iterator[Rate]:
    """Yield the rates of the bank's XML; entities and outside files are refused."""
    day: date | None = None
    try:
        for event, node in iterparse(path, events=("start", "end"), forbid_dtd=True):
            if event == "end":
                node.clear()
            elif "time" in node.attrib:
                day = read_day(node.attrib["time"])
            elif day and {"currency", "rate"} <= node.attrib.keys():
                yield Rate(
                    EURO,
                    node.attrib["currency"],
                    Decimal(node.attrib["rate"]),
                    day,
                    BANK,
                )
    except (
        ParseError, DefusedXmlException, ValueError, InvalidOperation, LookupError
    ):  # fmt: skip
        raise Invalid(
            "This is not the central bank's XML, or it is damaged. Download it again, "
            "or bring the rates as CSV."
        ) from None


def _of_columns(
    path: Path, shape: TableShape, codes: Mapping[int, str]
) -> tuple[list[Rate], list[tuple[int, str]]]:
    """Return the rates of the bank's CSV: a row a day, a column a currency."""
    rates: list[Rate] = []
    refused: list[tuple[int, str]] = []
    for row in read_table(path, shape):
        try:
            day = read_day(row.cells[0])
            rates += [
                Rate(EURO, code, read_rate(row.cells[at]), day, BANK)
                for at, code in codes.items()
                if row.cells[at].strip().lower() not in NONE
            ]
        except ValueError as error:
            refused.append((row.number, str(error)))
    return rates, refused


def _of_rows(
    path: Path, shape: TableShape, own: str, source: str
) -> tuple[list[Rate], list[tuple[int, str]]]:
    """Return the rates of a table with one rate a row."""
    places = _places(shape)
    if places["day"] is None or places["rate"] is None:
        found = ", ".join(shape.columns)
        raise Invalid(
            f"Name the columns date, base, quote and rate. The file has: {found}."
        )
    is_bank = "OBS_VALUE" in shape.columns
    daily = shape.columns.index("FREQ") if is_bank and "FREQ" in shape.columns else None
    rates: list[Rate] = []
    refused: list[tuple[int, str]] = []
    for row in read_table(path, shape):
        if daily is not None and row.cells[daily] != "D":
            continue
        try:
            rates.append(_rate(row, places, own, BANK if is_bank else source))
        except ValueError as error:
            refused.append((row.number, str(error)))
    return rates, refused


def _places(shape: TableShape) -> dict[str, int | None]:
    columns = [column.strip().lower() for column in shape.columns]
    return {
        what: next((at for at, name in enumerate(columns) if name in names), None)
        for what, names in NAMES.items()
    }


def _rate(row: Row, places: Mapping[str, int | None], own: str, source: str) -> Rate:
    def cell(what: str, otherwise: str) -> str:
        at = places[what]
        return (row.cells[at].strip() if at is not None else "") or otherwise

    base, quote = cell("base", own).upper(), cell("quote", own).upper()
    if not (CODE.fullmatch(base) and CODE.fullmatch(quote)):
        raise ValueError(f"“{base[:20]}” and “{quote[:20]}” are no two currencies.")
    return Rate(
        base,
        quote,
        read_rate(cell("rate", "")),
        read_day(cell("day", "")),
        cell("source", source),
    )
