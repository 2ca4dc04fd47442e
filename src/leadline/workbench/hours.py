"""Calendar files: read them, class each hour, write a table without titles."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from leadline.engine.calendar.classing import CLASSES, Known
from leadline.engine.calendar.events import read_events
from leadline.engine.calendar.hours import Hours, count_hours
from leadline.engine.calendar.lines import is_calendar
from leadline.engine.calendar.occurrence import Occurrence, Read
from leadline.engine.calendar.outlook import columns_of, read_rows
from leadline.engine.errors import EngineError
from leadline.foundation import child
from leadline.foundation.archives import calendars_in, is_zip, unpacked
from leadline.foundation.errors import Invalid
from leadline.foundation.tables import read_table, sniff_table
from leadline.foundation.text import plain_cell, plain_domain
from leadline.workbench.tables import shape_of

LARGEST = 64 * 1024 * 1024
FIRST_YEAR, LAST_YEAR = 1970, 2100
LONGEST = timedelta(days=10 * 366)
HEADER = ("date", "start", "end", "minutes", "class", "counterpart", "uid")
CUSTOMER = ("name", "customer", "company", "account", "organisation", "organization")
DOMAIN = ("domain", "email", "e-mail", "website", "mail")


@dataclass(frozen=True, slots=True)
class HoursSettings:
    """The days asked for (the last one included), the own domains, the clock."""

    first: date
    last: date
    domains: tuple[str, ...]
    timezone: str = "UTC"
    customers: Path | None = None
    me: tuple[str, ...] = ()


def hours_file(
    paths: Sequence[Path], *, out: Path, settings: HoursSettings
) -> dict[str, Any]:
    """Class the hours of calendar files and write the table of them.

    Returns the summary: minutes by class, share of the market, weeks, notes. Raises
    ``Invalid`` naming the file and what to do; then nothing is written.
    """
    zone = _zone(settings.timezone)
    if settings.last < settings.first:
        raise Invalid("--to is before --from; give the first day first.")
    if settings.last - settings.first > LONGEST or not _is_now(settings):
        raise Invalid(
            "Give days between 1970 and 2100 for --from and --to, ten years at most."
        )
    start = datetime.combine(settings.first, time(), zone)
    end = datetime.combine(settings.last + timedelta(days=1), time(), zone)
    known = _known(settings)
    found: list[Occurrence] = []
    notes: list[str] = []
    for path in paths:
        budget = child.for_file(path)
        for name, read in child.run(budget, _read, path, start, end, zone):
            found += read.occurrences
            notes += [f"{name}: {line}" for line in read.notes]
    rows = count_hours(found, known, start=start, end=end, zone=zone)
    _write(out, rows)
    return _summary(rows, notes, len(paths))


def _is_now(settings: HoursSettings) -> bool:
    """Return whether the days lie where calendars of people do."""
    return FIRST_YEAR <= settings.first.year <= settings.last.year <= LAST_YEAR


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Invalid(
            f"There is no time zone {name}; write it like Europe/Berlin or UTC."
        ) from None


def _read(
    path: Path, start: datetime, end: datetime, zone: tzinfo
) -> list[tuple[str, Read]]:
    """Read a calendar; of a ZIP, as calendars are exported, each one in it by name."""
    if not path.is_file():
        raise Invalid(f"There is no file {path}; give the path of a calendar.")
    if path.stat().st_size > LARGEST:
        raise Invalid(f"{path} is larger than 64 MB; export a shorter time.")
    read_one = partial(_read_one, start=start, end=end, zone=zone)
    try:
        if not is_zip(path):
            return [(path.name, read_one(path, path.name))]
        found = []
        for one in calendars_in(path):
            with unpacked(path, one.name, LARGEST) as file:
                found.append((one.base, read_one(file, one.base)))
        return found
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror}.") from error
    except (EngineError, Invalid) as error:
        raise Invalid(f"{path}: {error}") from error


def _read_one(
    path: Path, name: str, *, start: datetime, end: datetime, zone: tzinfo
) -> Read:
    content = path.read_bytes()
    if not name.lower().endswith(".csv") or is_calendar(content):
        return read_events(content, start=start, end=end, zone=zone)
    shape = sniff_table(path)
    columns = columns_of(shape.columns)
    rows = (row.cells for row in read_table(path, shape))
    return read_rows(rows, columns, start=start, end=end, zone=zone)


def _known(settings: HoursSettings) -> Known:
    own = frozenset(filter(None, (plain_domain(text) for text in settings.domains)))
    if not own:
        raise Invalid("--domain is not a domain; give your company's, like acme.com.")
    customers = _customers(settings.customers) if settings.customers else {}
    return Known(
        own_domains=own,
        own_addresses=frozenset(address.lower() for address in settings.me),
        customers=customers,
    )


def _customers(path: Path) -> dict[str, str]:
    """Read name and domain, or address, of each customer; or a domain on each line."""
    shape = shape_of(path, "your customers")
    at = {name.strip().lower(): i for i, name in enumerate(shape.columns)}
    domain = next((at[name] for name in DOMAIN if name in at), None)
    named = next((at[name] for name in CUSTOMER if name in at), None)
    if domain is None:
        lines = path.read_text(encoding="utf-8-sig", errors="replace").split()
        plain = [_domain_or_address(line.strip(",;")) for line in lines]
        if any("." not in one for one in plain):
            raise Invalid(
                f"{path} has no column domain or email, and is no list of domains."
            )
        return {one: one for one in plain}
    found = {}
    for row in read_table(path, shape):
        key = _domain_or_address(row.cells[domain])
        if key:
            name = row.cells[named].strip() if named is not None else ""
            found[key] = name or key
    return found


def _domain_or_address(text: str) -> str:
    text = text.strip().lower()
    return text if "@" in text else plain_domain(text)


def _write(out: Path, rows: Sequence[Hours]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for row in rows:
        writer.writerow(
            (
                row.day.isoformat(),
                row.start.isoformat(timespec="minutes"),
                row.end.isoformat(timespec="minutes"),
                row.minutes,
                row.classed.kind,
                plain_cell(row.classed.counterpart),
                plain_cell(_uid(row.occurrence)),
            )
        )
    part = out.with_name(out.name + ".part")
    try:
        part.write_text(text.getvalue(), encoding="utf-8")
        part.replace(out)
    except OSError as error:
        raise Invalid(f"{out} cannot be written: {error.strerror}.") from error


def _uid(one: Occurrence) -> str:
    """Return the series without its title, where the file gave it no UID."""
    if one.series.startswith(("without uid:", "outlook:")):
        return ""
    return one.series


def _summary(rows: Sequence[Hours], notes: list[str], files: int) -> dict[str, Any]:
    minutes = Counter({kind: 0 for kind in CLASSES})
    functions: Counter[str] = Counter()
    weeks: dict[str, Counter[str]] = {}
    for row in rows:
        minutes[row.classed.kind] += row.minutes
        if row.classed.kind == "internal":
            functions[row.classed.counterpart or "other"] += row.minutes
        year, week, _ = row.day.isocalendar()
        weeks.setdefault(f"{year}-W{week:02}", Counter())[row.classed.kind] += (
            row.minutes
        )
    worked = sum(minutes.values()) - minutes["personal"] - minutes["unknown"]
    if minutes["unknown"]:
        notes = [*notes, _of_unknown(minutes["unknown"])]
    return {
        "files": files,
        "entries": len(rows),
        "minutes": dict(minutes),
        "internal": dict(functions),
        "market_share": minutes["market"] / worked if worked else None,
        "weeks": {week: dict(weeks[week]) for week in sorted(weeks)},
        "notes": notes,
    }


def _of_unknown(minutes: int) -> str:
    return (
        f"What {minutes / 60:.1f} h were for is not known: the calendar shows too "
        "little of them, such as Busy or out of office, no guests, or guests by name "
        "only. They are not counted as working hours; export it with all its details."
    )
