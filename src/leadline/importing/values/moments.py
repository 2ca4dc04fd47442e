"""The moment a cell names: dates as people, programs, mails and forms write them.

A fixed list of forms, each read to the end of the cell: a version, an address of a
machine or an id is no date, and nothing is guessed to make one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from zoneinfo import ZoneInfo

from leadline.importing.values.calendar_words import (
    MONTHS,
    WEEKDAYS,
    ZONES,
    plain_letters,
)

LONGEST_DATE = 90
MOST_OFFSET = dt.timedelta(hours=14)
NUMERIC_DATE = re.compile(
    r"^\s*(?:[^\W\d_]{2,12}\.?,?\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})"
    r"(?![\d/.-]*\.?\d)(?=[\s,T]|$)"
)
_WORD = r"[^\W\d_]{3,12}"
_OF = r"(?:(?:of|de|del|di|d['\u2019])\s*+)?"
ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])(?!\.\d)")
DAY_MONTH = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|er|\.|º|ª|°)?[\s/.-]*+{_OF}({_WORD})"
    rf"[\s/.,-]*+{_OF}(\d{{4}}|\d{{2}})(?!\d)",
    re.I,
)
MONTH_DAY = re.compile(
    rf"({_WORD})[\s./-]*(\d{{1,2}})(?:st|nd|rd|th|\.)?,?[\s/-]+(\d{{4}})(?!\d)", re.I
)
UNIX = re.compile(
    rf"({_WORD}) (\d{{1,2}}) (\d{{1,2}}:\d\d(?::\d\d)?)"
    r"(?: ([A-Za-z]{1,5}))? (\d{4})"
)
YEAR_MONTH = re.compile(rf"(\d{{4}})[\s./-]+({_WORD})[\s./-]+(\d{{1,2}})(?!\d)", re.I)
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[T ]?(?=\d{6}(?:Z|\b))|(?!\d))")
EASTERN = re.compile(r"(\d{4})[年]\s?(\d{1,2})[月]\s?(\d{1,2})[日]")
CLOCK = re.compile(
    r"[\s,]*+(?:[T:-](?=\d)|(?:at|um|às|as|à|a las|alle|alle ore|ore|om)\s)?[\s,]*+"
    r"(?P<hour>\d{1,2})"
    r"(?:(?:[:.h]|\s?h\s?)?(?P<minute>\d\d))?"
    r"(?:[:.]?(?P<second>\d\d)(?:[.,:](?P<part>\d{1,9}))?)?"
    r"\s*+(?P<half>[ap]\.?\s?m\b\.?)?"
    r"(?:\s*+(?:uhr|hrs?|h|uur)\b)?"
    r"\s*+(?P<zone>.*)",
    re.I,
)
OFFSET = re.compile(
    r"\(?(?:UTC|GMT|Z)?\s?([+\u2212-])(\d{1,2}):?(\d\d)?\)?(?:\s*[A-Z]{2,5})?"
)
NAMED = re.compile(r"(?:(?<!\s)\s*\([^()]{1,60}\)|\[[\w/+-]{1,60}\])$")
Day = tuple[int, int, int]
Order = Callable[[re.Match[str], bool | None], list[Day]]


def read_moment(
    text: str, *, zone: ZoneInfo, day_first: bool | None = None
) -> dt.datetime:
    """Return the moment a cell names, in UTC; one without a zone is in ``zone``.

    ``day_first`` is the order of the column and is kept to; ``None`` takes the order
    that fits, the day first where both do. Raises ``ValueError`` with the cell's text.

    >>> read_moment("14/Jul/25 3:42 PM", zone=ZoneInfo("UTC")).isoformat()
    '2025-07-14T15:42:00+00:00'
    >>> read_moment("4 de março de 2026 às 10h11", zone=ZoneInfo("UTC")).isoformat()
    '2026-03-04T10:11:00+00:00'
    """
    text = " ".join(text.split())
    moment = _epoch(text) or _read(text, day_first)
    if moment is None:
        raise ValueError(f"“{text[:40]}” is no date that can be read.")
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    moment = moment.astimezone(dt.UTC)
    if not 1970 <= moment.year <= 2100:
        raise ValueError(f"“{text[:40]}” lies outside the years 1970 to 2100.")
    return moment


def _epoch(text: str) -> dt.datetime | None:
    if not re.fullmatch(r"\d{10}(\.\d+)?|\d{13}", text):
        return None
    seconds = float(text) / (1000 if len(text) == 13 else 1)
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def _read(text: str, day_first: bool | None) -> dt.datetime | None:
    if not 6 <= len(text) <= LONGEST_DATE or not any(map(str.isdigit, text)):
        return None
    if text[4] == "-" and (moment := _iso(text)):
        return moment
    bare = _without_weekday(NAMED.sub("", text))
    if found := UNIX.fullmatch(bare):
        month, day, clock, named, year = found.groups()
        bare = f"{month} {day} {year} {clock} {named or ''}".strip()
    for form, order in FORMS:
        if found := form.match(bare):
            for year, month, day in order(found, day_first):
                try:
                    at = dt.datetime(year, month, day)  # noqa: DTZ001 - zone follows
                except ValueError:
                    continue
                return _with_clock(at, bare[found.end() :])
    return None


def _iso(text: str) -> dt.datetime | None:
    """Return the moment of the everyday form, which is most of all cells."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    offset = moment.utcoffset()
    return moment if offset is None or abs(offset) <= MOST_OFFSET else None


def _without_weekday(text: str) -> str:
    """Return a date without the day of the week before it."""
    first, _, rest = text.partition(" ")
    word = plain_letters(first.rstrip(",."))
    if word in WEEKDAYS and (word not in MONTHS or not rest[:1].isdigit()):
        return rest.lstrip(", ")
    if word in WEEKDAYS and DAY_MONTH.match(rest):
        return rest
    return text


def _with_clock(day: dt.datetime, rest: str) -> dt.datetime | None:
    """Return a day with the clock and the zone behind it, read to the end."""
    if not rest.strip(" ,"):
        return day
    found = CLOCK.fullmatch(rest)
    if not found or not (found["minute"] or found["half"]):
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (found["half"][0] in "pP")
    micro = int((found["part"] or "0").ljust(6, "0")[:6])
    try:
        zone = _zone(found["zone"].strip())
        clock = dt.time(hour, minute, int(found["second"] or 0), micro)
    except ValueError:
        return None
    return dt.datetime.combine(day, clock, zone)


def _zone(text: str) -> dt.tzinfo | None:
    """Return the zone at the end of a date; ``ValueError`` for what is none."""
    if not text:
        return None
    if text.lower() in ZONES:
        return dt.timezone(dt.timedelta(minutes=ZONES[text.lower()]))
    if found := OFFSET.fullmatch(text):
        sign, hours, minutes = found.groups()
        total = int(hours) * 60 + int(minutes or 0)
        if total > 14 * 60:
            raise ValueError(text)
        return dt.timezone(dt.timedelta(minutes=-total if sign != "+" else total))
    raise ValueError(text)


def _year(text: str) -> int:
    number = int(text)
    return number if len(text) > 2 else number + (2000 if number < 70 else 1900)


def _plain(found: re.Match[str], _day_first: bool | None) -> list[Day]:
    parts = [int(part) for part in found.groups() if part.isdigit()]
    return [(parts[0], parts[1], parts[2])]


def _numbers(found: re.Match[str], day_first: bool | None) -> list[Day]:
    first, second, year = found[1], found[3], found[4]
    days = (_year(year), int(second), int(first))
    months = (_year(year), int(first), int(second))
    if day_first is None and found[2] == "." and len(year) == 2:
        return [days]  # 5.21.30 is a version, nobody's date
    if day_first is None:
        return [days, months]
    return [days] if day_first else [months]


def _named(at: tuple[int, int, int]) -> Order:
    """Return the reader of a form whose groups are year, month's name and day."""

    def read(found: re.Match[str], _day_first: bool | None) -> list[Day]:
        year, month, day = (found[place] for place in at)
        number = MONTHS.get(plain_letters(month))
        return [(_year(year), number, int(day))] if number else []

    return read


FORMS: tuple[tuple[re.Pattern[str], Order], ...] = (
    (ISO, _plain),
    (NUMBERS, _numbers),
    (DAY_MONTH, _named((3, 2, 1))),
    (MONTH_DAY, _named((3, 1, 2))),
    (YEAR_MONTH, _named((1, 2, 3))),
    (COMPACT, _plain),
    (EASTERN, _plain),
)
