"""A day as people say it: 27 Nov, Friday, in 3 weeks, end of March, Q2.

A closed grammar in English; what it does not know, and what could be two days, is
refused with what to write instead.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from leadline.foundation.days import is_near

HOW = "Write it like 27 Nov 2026, Friday, in 3 weeks, end of March or Q2."
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6}
LONGEST = 60

_NAME = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:[ ,]{1,2}(?P<year>[12]\d{3}))?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_EDGE = r"(?:(?P<edge>start|beginning|end) of )?(?:the )?"
_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_UNIT = r"(?P<unit>day|week|month|year)s?"
_COUNT = r"(?P<count>\d{1,3}|a|an|one|two|three|four|six)"


def read_day(
    text: str, today: date, *, at_end: bool = True, is_past: bool = False
) -> date:
    """Return the day that somebody wrote, counted from ``today``.

    A month, a quarter or a year is its last day, or its first where ``at_end`` is not
    so. What names no year or week lies ahead, or behind where ``is_past`` is so: the
    next 27 November, the last Friday. "Next Friday" is the one of next week; while
    this week's is still to come, some mean that one, and it is refused.

    Raises ``ValueError`` for what is no day, and for what could be two.

    >>> today = date(2026, 11, 27)  # a Friday
    >>> [str(read_day(said, today)) for said in ("next Friday", "Q2", "3 Mar", "Mon")]
    ['2026-12-04', '2027-06-30', '2027-03-03', '2026-11-30']
    >>> str(read_day("friday", today, is_past=True))
    '2026-11-20'
    """
    said = " ".join(text.lower().replace(".", " . ").split()).replace(" . ", ".")
    said = said.rstrip(".").strip()
    if len(said) <= LONGEST:
        for pattern, meaning in _GRAMMAR:
            found = pattern.fullmatch(said)
            if found:
                day = _made(meaning, found, today, at_end, is_past)
                if is_near(day):
                    return day
    raise ValueError(f"“{text[:LONGEST]}” is not a day. {HOW}")


Meaning = Callable[[dict[str, str], date, bool, bool], date]


def _made(
    meaning: Meaning, found: re.Match[str], today: date, at_end: bool, is_past: bool
) -> date:
    parts = {name: part for name, part in found.groupdict().items() if part}
    if "edge" in parts:
        at_end = parts["edge"] == "end"
    try:
        return meaning(parts, today, at_end, is_past)
    except OverflowError as error:
        raise ValueError(f"“{found[0]}” is not a day. {HOW}") from error


def _plain(parts: dict[str, str], *_: object) -> date:
    return _checked(int(parts["year"]), int(parts["number"]), int(parts["day"]))


def _slashed(parts: dict[str, str], *_: object) -> date:
    one, two, year = (int(parts[name]) for name in ("one", "two", "year"))
    if one <= 12 and two <= 12 and one != two:
        first, second = _checked(year, two, one), _checked(year, one, two)
        raise ValueError(
            f"That could be {first:%-d %B} or {second:%-d %B}. Write the month by its "
            "name."
        )
    return _checked(year, two, one) if two <= 12 else _checked(year, one, two)


def _named(parts: dict[str, str], today: date, _: bool, is_past: bool) -> date:
    month, number = _month(parts), int(parts["day"])
    if "year" in parts:
        return _checked(int(parts["year"]), month, number)
    step = -1 if is_past else 1
    for year in range(today.year, today.year + 9 * step, step):
        if number <= monthrange(year, month)[1]:
            day = date(year, month, number)
            if day <= today if is_past else day >= today:
                return day
    return _checked(today.year, month, number)


def _near(parts: dict[str, str], today: date, *_: object) -> date:
    by = {"yesterday": -1, "today": 0, "now": 0, "tomorrow": 1}[parts["near"]]
    return today + timedelta(days=by)


def _weekday(parts: dict[str, str], today: date, _: bool, is_past: bool) -> date:
    at = WEEKDAYS.index(parts["weekday"][:3])
    monday = today - timedelta(days=today.weekday())
    which = parts.get("which", "")
    if which == "next":
        return _next_weekday(monday, today, at)
    if which == "this":
        return monday + timedelta(days=at)
    if is_past or which == "last":
        return today - timedelta(days=(today.weekday() - at - 1) % 7 + 1)
    return today + timedelta(days=(at - today.weekday() - 1) % 7 + 1)


def _next_weekday(monday: date, today: date, at: int) -> date:
    this, after = (monday + timedelta(days=days + at) for days in (0, 7))
    if this > today:
        raise ValueError(
            f"That could be {this:%-d %B} or {after:%-d %B}. Write {this:%A} for the "
            f"first, {after:%-d %b} for the other."
        )
    return after


def _counted(parts: dict[str, str], today: date, *_: object) -> date:
    said = parts["count"]
    count = NUMBERS[said] if said in NUMBERS else int(said)
    if "ago" in parts:
        count = -count
    unit = parts["unit"]
    if unit in ("day", "week"):
        return today + timedelta(days=count * (7 if unit == "week" else 1))
    months = count * (12 if unit == "year" else 1)
    first = _first(today, months)
    return first.replace(day=min(today.day, monthrange(first.year, first.month)[1]))


def _span(parts: dict[str, str], today: date, at_end: bool, _: bool) -> date:
    """A week, month, quarter or year: this one, the next, the last."""
    by = {"next": 1, "last": -1}.get(parts.get("which", ""), 0)
    unit = parts["unit"]
    if unit == "week":
        monday = today - timedelta(days=today.weekday() - 7 * by)
        return monday + timedelta(days=4 if at_end else 0)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    into = {"month": 0, "quarter": (today.month - 1) % 3, "year": today.month - 1}
    return _edge(_first(today, by * months - into[unit]), months, at_end)


def _month_alone(
    parts: dict[str, str], today: date, at_end: bool, is_past: bool
) -> date:
    month = _month(parts)
    year = int(parts["year"]) if "year" in parts else today.year
    if "year" not in parts and is_past and month > today.month:
        year -= 1
    elif "year" not in parts and not is_past and month < today.month:
        year += 1
    return _edge(_checked(year, month, 1), 1, at_end)


def _quarter(parts: dict[str, str], today: date, at_end: bool, is_past: bool) -> date:
    at, now = int(parts["quarter"]), (today.month - 1) // 3 + 1
    year = int(parts["year"]) if "year" in parts else today.year
    if "year" not in parts and is_past and at > now:
        year -= 1
    elif "year" not in parts and not is_past and at < now:
        year += 1
    return _edge(_checked(year, at * 3 - 2, 1), 3, at_end)


def _year(parts: dict[str, str], _: date, at_end: bool, __: bool) -> date:
    return _edge(_checked(int(parts["year"]), 1, 1), 12, at_end)


def _month(parts: dict[str, str]) -> int:
    return MONTHS.index(parts["month"][:3]) + 1


def _checked(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(f"There is no such day in the calendar. {HOW}") from error


def _first(day: date, months: int) -> date:
    """Return the first of the month some months later, or earlier."""
    at = day.year * 12 + day.month - 1 + months
    if not 12 <= at < 12 * 9999:
        raise OverflowError
    return date(at // 12, at % 12 + 1, 1)


def _edge(first: date, months: int, at_end: bool) -> date:
    return _first(first, months) - timedelta(days=1) if at_end else first


_GRAMMAR: tuple[tuple[re.Pattern[str], Meaning], ...] = tuple(
    (re.compile(pattern), meaning)
    for pattern, meaning in (
        (r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})", _plain),
        (r"(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>\d{4})", _plain),
        (r"(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>\d{4})", _slashed),
        (rf"(?:{_WEEKDAY},? )?{_DAY}\.?(?: of)? ?{_NAME}{_YEAR}", _named),
        (rf"{_NAME} {_DAY}{_YEAR}", _named),
        (r"(?P<near>yesterday|today|now|tomorrow)", _near),
        (rf"(?:(?P<which>next|last|this|on) )?{_WEEKDAY}", _weekday),
        (rf"(?P<ago>){_COUNT} {_UNIT}()", _counted),
        (rf"in {_COUNT} {_UNIT}(?:' time)?", _counted),
        (rf"{_COUNT} {_UNIT} (?P<ago>ago)", _counted),
        (
            rf"{_EDGE}(?:(?P<which>next|last|this) )?(?P<unit>week|month|quarter|year)",
            _span,
        ),
        (rf"{_EDGE}{_NAME}{_YEAR}", _month_alone),
        (rf"{_EDGE}q(?P<quarter>[1-4]){_YEAR}", _quarter),
        (rf"{_EDGE}(?P<year>[12]\d{{3}}) ?-?q(?P<quarter>[1-4])", _quarter),
        (rf"{_EDGE}(?P<year>[12]\d{{3}})", _year),
    )
)
