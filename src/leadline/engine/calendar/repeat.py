"""Lists the moments of a recurrence rule, in wall time, within a bounded effort."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import replace
from datetime import MAXYEAR, date, datetime, time, timedelta
from itertools import product

from leadline.engine.calendar.effort import Spend
from leadline.engine.calendar.rule import Rule
from leadline.engine.errors import EngineError

DAY = timedelta(days=1)
UNITS = {
    "HOURLY": timedelta(hours=1),
    "MINUTELY": timedelta(minutes=1),
    "SECONDLY": timedelta(seconds=1),
}
EFFORT = 400_000
LAST = datetime.combine(date.max, time(23, 59, 59))


def moments(
    rule: Rule,
    start: datetime,
    *,
    after: datetime | None = None,
    before: datetime | None = None,
    spend: Spend | None = None,
) -> Iterator[datetime]:
    """Yield the moments of a rule in order, as wall times.

    A start that the rule itself does not name is not a moment of it. Weeks of
    ``BYWEEKNO`` belong to the year that holds most of their days, so a yearly rule
    counts those years; a numbered weekday counts within the month where there are
    months, within the week where there are weeks, else within the year (erratum 1913).
    A yearly rule with days of the month and no month means the month of the start.

    Parameters
    ----------
    rule : Rule
        From ``parse_rule``; an ``until`` in UTC has been turned into wall time.
    start : datetime
        The first moment at which one may be; naive.
    after, before : datetime, optional
        Only moments from ``after`` on and before ``before``; naive.
    spend : callable, optional
        Told of the steps before they are taken; what it raises ends the search.

    Yields
    ------
    datetime
        Naive, like ``start``.

    Raises
    ------
    EngineError
        If the rule goes on past the year 9999 and nothing stops it, or names its next
        moment so rarely that looking for it takes too long.

    References
    ----------
    Desruisseaux (2009). RFC 5545, 3.3.10, with erratum 1913.

    Examples
    --------
    >>> from leadline.engine.calendar.rule import parse_rule
    >>> rule = parse_rule("FREQ=MONTHLY;BYDAY=-1FR;COUNT=2")
    >>> [str(found) for found in moments(rule, datetime(2026, 1, 30, 9))]
    ['2026-01-30 09:00:00', '2026-02-27 09:00:00']
    """
    rule = _with_defaults(rule, start)
    n = 0
    if spend is not None:
        spend(len(rule.hours) * len(rule.minutes) * len(rule.seconds))
    since = after if rule.count is None else None
    for found in _sets(rule, start, since, spend):
        if before is not None and found.first >= before:
            return
        for moment in found.moments:
            if moment < start:
                continue
            if rule.until is not None and moment > rule.until:
                return
            if before is not None and moment >= before:
                return
            n += 1
            if after is None or moment >= after:
                yield moment
            if n == rule.count:
                return
        if rule.until is not None and found.first > rule.until:
            return
    raise EngineError("The rule goes on past the year 9999.")


def names(rule: Rule, moment: datetime, spend: Spend | None = None) -> bool:
    """Return whether a rule that begins at a moment names that moment.

    >>> from leadline.engine.calendar.rule import parse_rule
    >>> names(parse_rule("FREQ=WEEKLY;BYDAY=MO"), datetime(2026, 11, 4, 9))
    False
    """
    open_end = replace(rule, count=None, until=None)
    until = moment + timedelta(seconds=1)
    found = moments(open_end, moment, before=until, spend=spend)
    return next(found, None) == moment


class _Set:
    """The moments of one period, and where the period begins."""

    __slots__ = ("first", "moments")

    def __init__(self, first: datetime, moments: list[datetime]) -> None:
        self.first, self.moments = first, moments


def _with_defaults(rule: Rule, start: datetime) -> Rule:
    """Fill in from the start what the rule leaves open."""
    named = rule.days or rule.month_days or rule.year_days
    more: dict[str, object] = {}
    if not named:
        if rule.weeks and rule.frequency == "YEARLY":
            more["days"] = ((0, start.weekday()),)
        elif rule.frequency in ("YEARLY", "MONTHLY"):
            more["month_days"] = (start.day,)
            if rule.frequency == "YEARLY" and not rule.months:
                more["months"] = (start.month,)
        elif rule.frequency == "WEEKLY":
            more["days"] = ((0, start.weekday()),)
    elif rule.month_days and not (rule.months or rule.year_days or rule.weeks):
        more["own_month"] = start.month
    finer = {"HOURLY": 1, "MINUTELY": 2, "SECONDLY": 3}.get(rule.frequency, 0)
    if finer < 1 and not rule.hours:
        more["hours"] = (start.hour,)
    if finer < 2 and not rule.minutes:
        more["minutes"] = (start.minute,)
    if finer < 3 and not rule.seconds:
        more["seconds"] = (start.second,)
    return replace(rule, **more)  # type: ignore[arg-type]


def _sets(
    rule: Rule, start: datetime, after: datetime | None, spend: Spend | None
) -> Iterator[_Set]:
    """Yield the set of each period; ends where the calendar ends."""
    walk = _by_clock if rule.frequency in UNITS else _by_days
    effort = 0
    for first, found, looked_at in walk(rule, start, after):
        if spend is not None:
            spend(looked_at + len(found))
        effort = 0 if found else effort + looked_at
        if effort > EFFORT:
            raise EngineError("The rule names its next moment too rarely to look for.")
        yield _Set(first, _chosen(rule, found))


def _chosen(rule: Rule, found: list[datetime]) -> list[datetime]:
    if not rule.positions:
        return found
    n = len(found)
    places = {p - 1 if p > 0 else n + p for p in rule.positions}
    return [found[place] for place in sorted(places) if 0 <= place < n]


Walk = Iterator[tuple[datetime, list[datetime], int]]


def _by_days(rule: Rule, start: datetime, after: datetime | None) -> Walk:
    """Walk years, months, weeks or days."""
    clock = [
        time(h, m, min(s, 59))
        for h, m, s in product(rule.hours, rule.minutes, rule.seconds)
    ]
    for first, days in _periods(rule, start.date(), after and after.date()):
        fitting = [day for day in days if _fits(rule, day)]
        if len(fitting) * len(clock) > EFFORT:
            raise EngineError("The rule names too many moments to list.")
        found = [datetime.combine(day, at) for day in fitting for at in clock]
        yield datetime.combine(first, time()), found, len(days) + 1


def _periods(
    rule: Rule, start: date, after: date | None
) -> Iterator[tuple[date, list[date]]]:
    """Yield the first day of each period and the days that may be meant in it."""
    step = rule.interval
    if rule.frequency == "YEARLY":
        year = _week_year(start, rule.week_start) if rule.weeks else start.year
        if after is not None and after.year > year:
            year += max(0, (after.year - year - 1) // step) * step
        while year <= MAXYEAR:
            days = _days_of_year(rule, year)
            yield days[0] if days else date(year, 1, 1), days
            year += step
    elif rule.frequency == "MONTHLY":
        month = start.year * 12 + start.month - 1
        if after is not None:
            late = after.year * 12 + after.month - 1 - month
            month += max(0, (late - 1) // step) * step
        while month < (MAXYEAR + 1) * 12:
            first = date(month // 12, month % 12 + 1, 1)
            yield first, _days_of_month(first.year, first.month)
            month += step
    else:
        weekly = rule.frequency == "WEEKLY"
        size = 7 if weekly else 1
        back = (start.weekday() - rule.week_start) % 7 if weekly else 0
        place = start.toordinal() - back
        if after is not None:
            late = after.toordinal() - place
            place += max(0, (late - size) // (size * step)) * size * step
        while place + size - 1 <= date.max.toordinal():
            days = [date.fromordinal(place + i) for i in range(size) if place + i > 0]
            yield days[0], days
            place += size * step


def _days_of_year(rule: Rule, year: int) -> list[date]:
    """Return the days of a year that its months or weeks leave over, in order."""
    if rule.weeks:
        first = _first_week(year, rule.week_start)
        n = _weeks_in(year, rule.week_start)
        weeks = sorted({w if w > 0 else n + 1 + w for w in rule.weeks})
        places = [
            first + 7 * (w - 1) + i for w in weeks if 0 < w <= n for i in range(7)
        ]
        last = date.max.toordinal()
        return [date.fromordinal(place) for place in places if 0 < place <= last]
    months = rule.months or ((rule.own_month,) if rule.own_month else range(1, 13))
    return [day for month in months for day in _days_of_month(year, month)]


def _days_of_month(year: int, month: int) -> list[date]:
    return [
        date(year, month, day + 1) for day in range(calendar.monthrange(year, month)[1])
    ]


def _first_week(year: int, week_start: int) -> int:
    """Return the ordinal of the day on which the first week of a year begins."""
    fourth = date(year, 1, 4)
    return fourth.toordinal() - (fourth.weekday() - week_start) % 7


def _weeks_in(year: int, week_start: int) -> int:
    if year == MAXYEAR:
        return 52
    return (_first_week(year + 1, week_start) - _first_week(year, week_start)) // 7


def _week_year(day: date, week_start: int) -> int:
    place = day.toordinal()
    if day.year < MAXYEAR and place >= _first_week(day.year + 1, week_start):
        return day.year + 1
    return day.year - (place < _first_week(day.year, week_start))


def _fits(rule: Rule, day: date) -> bool:
    """Whether every part of the rule about days allows the day."""
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days:
        length = calendar.monthrange(day.year, day.month)[1]
        if not {day.day, day.day - length - 1} & set(rule.month_days):
            return False
    if rule.year_days:
        length = 366 if calendar.isleap(day.year) else 365
        place = day.timetuple().tm_yday
        if not {place, place - length - 1} & set(rule.year_days):
            return False
    return not rule.days or _fits_weekday(rule, day)


def _fits_weekday(rule: Rule, day: date) -> bool:
    here = day.weekday()
    ordinals = [n for n, weekday in rule.days if weekday == here]
    if not ordinals:
        return False
    if 0 in ordinals:
        return True
    if rule.weeks:
        return bool({1, -1} & set(ordinals))
    if rule.frequency == "MONTHLY" or rule.months:
        length = calendar.monthrange(day.year, day.month)[1]
        place = day.day
    else:
        length = 366 if calendar.isleap(day.year) else 365
        place = day.timetuple().tm_yday
    return bool({(place - 1) // 7 + 1, -((length - place) // 7 + 1)} & set(ordinals))


def _by_clock(rule: Rule, start: datetime, after: datetime | None) -> Walk:
    """Walk hours, minutes or seconds, past days and hours that cannot fit."""
    unit = UNITS[rule.frequency]
    step = unit * rule.interval
    if step > timedelta(days=366 * MAXYEAR):
        step = timedelta(days=366 * MAXYEAR)
    at = start
    if after is not None and after > start:
        at += max(0, (after - start) // step - 1) * step
    day: date | None = None
    while True:
        if at.date() != day:
            day = at.date()
            if not _fits(rule, day):
                over = datetime.combine(day, time()) + DAY if day < date.max else None
                if over is None:
                    return
                yield at, [], 1
                at = _next(at, step, over)
                continue
        yield at, _of_clock(rule, at), 1
        if LAST - at < step:
            return
        at += step
        if rule.hours and at.hour not in rule.hours and at.date() == day:
            over = at.replace(minute=0, second=0) + timedelta(hours=1)
            at = _next(at, step, over)


def _next(at: datetime, step: timedelta, over: datetime) -> datetime:
    """Return the first step from ``at`` on that is not before ``over``."""
    return at if at >= over else at + -((at - over) // step) * step


def _of_clock(rule: Rule, at: datetime) -> list[datetime]:
    """Return the moments within one hour, minute or second."""
    if rule.hours and at.hour not in rule.hours:
        return []
    if rule.frequency != "HOURLY" and rule.minutes and at.minute not in rule.minutes:
        return []
    if rule.frequency == "SECONDLY":
        return [at] if not rule.seconds or at.second in rule.seconds else []
    minutes = rule.minutes if rule.frequency == "HOURLY" else (at.minute,)
    return [
        at.replace(minute=minute, second=min(second, 59))
        for minute, second in product(minutes, rule.seconds)
    ]
