"""Reads a recurrence rule (RFC 5545, RRULE) into plain numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from leadline.engine.errors import EngineError

FREQUENCIES = (
    "YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY",
)  # fmt: skip
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# name: smallest and largest size, and whether numbers may count from the end.
NUMBERS = {
    "BYMONTH": (1, 12, False),
    "BYMONTHDAY": (1, 31, True),
    "BYYEARDAY": (1, 366, True),
    "BYWEEKNO": (1, 53, True),
    "BYHOUR": (0, 23, False),
    "BYMINUTE": (0, 59, False),
    "BYSECOND": (0, 60, False),
    "BYSETPOS": (1, 366, True),
}
LARGEST_INTERVAL = 10_000_000_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A recurrence rule; an empty tuple is a part that is not there.

    ``days`` hold (ordinal, weekday), ordinal 0 for every one, Monday 0. ``until`` is
    inclusive and a wall time; ``until_is_utc`` says that it is one of UTC.
    ``own_month`` is the month of the start where the rule leaves the month open.
    """

    frequency: str
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    until_is_utc: bool = False
    week_start: int = 0
    days: tuple[tuple[int, int], ...] = ()
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    own_month: int = 0


FIELDS = {
    "BYMONTH": "months", "BYMONTHDAY": "month_days", "BYYEARDAY": "year_days",
    "BYWEEKNO": "weeks", "BYHOUR": "hours", "BYMINUTE": "minutes",
    "BYSECOND": "seconds", "BYSETPOS": "positions",
}  # fmt: skip


def parse_rule(text: str) -> Rule:
    """Read the value of an RRULE line.

    Parameters
    ----------
    text : str
        Such as ``FREQ=WEEKLY;BYDAY=MO,TH;COUNT=3``. Parts that begin with ``X-`` are
        passed over.

    Returns
    -------
    Rule
        Its numbers, sorted, each once.

    Raises
    ------
    EngineError
        If a part is unknown, there twice, has no meaning, or FREQ is missing.

    References
    ----------
    Desruisseaux (2009). RFC 5545, 3.3.10.

    Examples
    --------
    >>> parse_rule("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3").days
    ((-1, 4),)
    """
    given: dict[str, str] = {}
    for part in text.strip().rstrip(";").split(";"):
        name, _, value = part.strip().partition("=")
        name, value = name.upper(), value.strip().upper()
        if not value or "=" in value:
            raise EngineError(f"The rule has a part that cannot be read: {part[:40]}.")
        if name in given:
            raise EngineError(f"The rule has {name} twice.")
        given[name] = value
    found: dict[str, object] = {}
    for name, value in given.items():
        if name.startswith("X-") or (name, value) == ("RSCALE", "GREGORIAN"):
            continue
        if name in NUMBERS:
            found[FIELDS[name]] = _numbers(name, value)
        elif name in PARTS:
            found |= PARTS[name](value)
        else:
            raise EngineError(f"The rule has an unknown part: {name[:20]}.")
    if "frequency" not in found:
        raise EngineError("The rule does not say how often: FREQ is missing.")
    rule = Rule(**found)  # type: ignore[arg-type]
    _check(rule)
    return rule


def _check(rule: Rule) -> None:
    """Refuse what the standard forbids: parts that say nothing at that frequency."""
    often = rule.frequency
    if rule.weeks and often != "YEARLY":
        raise EngineError("BYWEEKNO goes with FREQ=YEARLY only.")
    if rule.year_days and often in ("DAILY", "WEEKLY", "MONTHLY"):
        raise EngineError(f"BYYEARDAY does not go with FREQ={often}.")
    if rule.month_days and often == "WEEKLY":
        raise EngineError("BYMONTHDAY does not go with FREQ=WEEKLY.")
    if often not in ("YEARLY", "MONTHLY") and any(n for n, _ in rule.days):
        raise EngineError(f"A numbered weekday does not go with FREQ={often}.")


def _numbers(name: str, value: str) -> tuple[int, ...]:
    least, most, may_count_back = NUMBERS[name]
    found = set()
    for word in value.split(","):
        number = _whole(word.strip(), name)
        size = abs(number) if may_count_back else number
        if not least <= size <= most:
            raise EngineError(f"{name}={word} is outside {least} to {most}.")
        found.add(number)
    return tuple(sorted(found))


def _whole(word: str, name: str) -> int:
    if not re.fullmatch(r"[+-]?\d{1,11}", word):
        raise EngineError(f"{name}={word[:20]} is no whole number.")
    return int(word)


def _frequency(value: str) -> dict[str, object]:
    if value not in FREQUENCIES:
        raise EngineError(f"FREQ={value[:20]} is no frequency.")
    return {"frequency": value}


def _interval(value: str) -> dict[str, object]:
    number = _whole(value, "INTERVAL")
    if not 1 <= number <= LARGEST_INTERVAL:
        raise EngineError("INTERVAL is at least 1.")
    return {"interval": number}


def _count(value: str) -> dict[str, object]:
    number = _whole(value, "COUNT")
    if number < 1:
        raise EngineError("COUNT is at least 1.")
    return {"count": number}


def _week_start(value: str) -> dict[str, object]:
    if value not in WEEKDAYS:
        raise EngineError(f"WKST={value[:20]} is no weekday.")
    return {"week_start": WEEKDAYS.index(value)}


def _days(value: str) -> dict[str, object]:
    found = set()
    for word in value.split(","):
        match = re.fullmatch(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", word.strip())
        if match is None:
            raise EngineError(f"BYDAY={word[:20]} is no weekday.")
        if match[1] is None or int(match[1]):  # a zeroth Monday there never is
            found.add((int(match[1] or 0), WEEKDAYS.index(match[2])))
    if not found:
        raise EngineError("BYDAY names no weekday.")
    return {"days": tuple(sorted(found))}


def _until(value: str) -> dict[str, object]:
    match = re.fullmatch(r"(\d{8})(?:T(\d{6})(Z)?)?", value)
    try:
        if match is None:
            raise ValueError
        day = date.fromisoformat(f"{match[1][:4]}-{match[1][4:6]}-{match[1][6:]}")
        clock = time(23, 59, 59)
        if match[2]:
            clock = time(int(match[2][:2]), int(match[2][2:4]), int(match[2][4:]))
    except ValueError:
        raise EngineError(f"UNTIL={value[:20]} is no day or moment.") from None
    return {"until": datetime.combine(day, clock), "until_is_utc": bool(match[3])}


PARTS: dict[str, Callable[[str], dict[str, object]]] = {
    "FREQ": _frequency, "INTERVAL": _interval, "COUNT": _count, "UNTIL": _until,
    "WKST": _week_start, "BYDAY": _days,
}  # fmt: skip
