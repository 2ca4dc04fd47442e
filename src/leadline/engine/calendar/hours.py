"""Counts hours: each minute once, by day, and what is left in one piece."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from leadline.engine.calendar.classing import CLASSES, Classed, Known, class_of
from leadline.engine.calendar.occurrence import Occurrence
from leadline.engine.calendar.titles import MARKET
from leadline.engine.errors import EngineError

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Hours:
    """What one occurrence gave to one day; ``minutes`` are those counted for it.

    ``start`` and ``end`` are in the zone asked for, cut at midnight.
    """

    day: date
    start: datetime
    end: datetime
    minutes: int
    classed: Classed
    occurrence: Occurrence


def count_hours(
    occurrences: Iterable[Occurrence],
    known: Known,
    *,
    start: datetime,
    end: datetime,
    zone: tzinfo,
) -> list[Hours]:
    """Class occurrences and count their minutes, each minute once.

    Where occurrences overlap, the minute belongs to the class that comes first in
    market, external, internal, focus, personal; within a class to the one that began
    first. What crosses midnight is cut there.

    Parameters
    ----------
    occurrences : iterable of Occurrence
        In any order.
    known : Known
        Domains, people, rules and corrections of the owner.
    start, end : datetime
        Aware; only minutes in [start, end) count.
    zone : tzinfo
        Whose days and clock are meant.

    Returns
    -------
    list of Hours
        By start; also those whose minutes another took, with 0.

    Raises
    ------
    EngineError
        If the time asked for ends before it begins.

    Examples
    --------
    >>> at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    >>> one = Occurrence("1", "1", at, at + 90 * MINUTE, "Focus")
    >>> rows = count_hours([one], Known(frozenset()), start=at, end=at + DAY, zone=UTC)
    >>> [(row.classed.kind, row.minutes) for row in rows]
    [('focus', 90)]
    """
    kept = _classed(occurrences, known, start, end)
    kept.sort(key=lambda pair: _precedence(*pair))
    taken = _Taken()
    rows = []
    for one, classed in kept:
        begin, until = max(one.start, start), min(one.end, end)
        for first, last in _by_day(begin, until, zone):
            minutes = taken.take(first, last)
            rows.append(
                Hours(
                    first.astimezone(zone).date(),
                    first.astimezone(zone),
                    last.astimezone(zone),
                    minutes,
                    classed,
                    one,
                )
            )
    rows.sort(key=lambda row: (row.start.astimezone(UTC), row.occurrence.key))
    return rows


def last_days(
    occurrences: Iterable[Occurrence],
    known: Known,
    *,
    start: datetime,
    end: datetime,
    zone: tzinfo,
) -> dict[str, date]:
    """Return the last day with each counterpart in the market, without its minutes.

    Parameters
    ----------
    occurrences, known, start, end, zone
        As `count_hours` takes them.

    Returns
    -------
    dict of str to date
        By counterpart, those of class market alone.

    Raises
    ------
    EngineError
        If the time asked for ends before it begins.

    Examples
    --------
    >>> at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    >>> one = Occurrence("1", "1", at, at + MINUTE, "Customer visit Elbe")
    >>> last_days([one], Known(frozenset()), start=at, end=at + DAY, zone=UTC)
    {'': datetime.date(2026, 11, 23)}
    """
    found: dict[str, date] = {}
    for one, classed in _classed(occurrences, known, start, end):
        if classed.kind == MARKET:
            pieces = _by_day(max(one.start, start), min(one.end, end), zone)
            for day in [first.astimezone(zone).date() for first, _ in pieces][-1:]:
                with_them = found.get(classed.counterpart, day)
                found[classed.counterpart] = max(with_them, day)
    return found


def _classed(
    occurrences: Iterable[Occurrence], known: Known, start: datetime, end: datetime
) -> list[tuple[Occurrence, Classed]]:
    """Return what takes time in a stretch, each key once, with its class."""
    if start >= end:
        raise EngineError("The time asked for ends before it begins.")
    return [
        (one, classed)
        for one in {one.key: one for one in occurrences}.values()
        if one.start < end
        and one.end > start
        and (classed := class_of(one, known)) is not None
    ]


def _precedence(one: Occurrence, classed: Classed) -> tuple[int, datetime, str]:
    return CLASSES.index(classed.kind), one.start, one.key


def _by_day(
    begin: datetime, end: datetime, zone: tzinfo
) -> Iterable[tuple[datetime, datetime]]:
    """Cut a time at the midnights of a zone; the pieces are in UTC."""
    at = begin
    while at < end:
        tomorrow = at.astimezone(zone).date() + DAY
        midnight = datetime.combine(tomorrow, time(), zone).astimezone(UTC)
        if midnight <= at:  # a clock that skips midnight
            midnight = at + DAY
        yield at, min(midnight, end)
        at = midnight


class _Taken:
    """Minutes that belong to somebody already, as spans that do not overlap."""

    def __init__(self) -> None:
        self.days: dict[date, list[tuple[datetime, datetime]]] = {}

    def take(self, begin: datetime, end: datetime) -> int:
        """Take what is free of a span and return its minutes."""
        minutes, at = 0, begin
        while at < end:
            midnight = datetime.combine(at.date() + DAY, time(), UTC)
            until = min(end, midnight)
            minutes += self._take_on(at.date(), at, until)
            at = until
        return minutes

    def _take_on(self, day: date, begin: datetime, end: datetime) -> int:
        spans = self.days.setdefault(day, [])
        free = _without([(begin, end)], spans)
        self.days[day] = _joined([*spans, *free])
        return sum(int((last - first).total_seconds() // 60) for first, last in free)


Span = tuple[datetime, datetime]


def _without(free: list[Span], spans: Sequence[Span]) -> list[Span]:
    for begin, end in spans:
        cut: list[Span] = []
        for first, last in free:
            if first < min(last, begin):
                cut.append((first, min(last, begin)))
            if last > max(first, end):
                cut.append((max(first, end), last))
        free = cut
    return free


def _joined(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


def open_blocks(
    busy: Iterable[Span], *, day: date, zone: tzinfo, opens: time, closes: time
) -> list[Span]:
    """Return the pieces of a working day that no meeting touches.

    Parameters
    ----------
    busy : iterable of (datetime, datetime)
        Meetings, aware, in any order.
    day : date
        In the zone.
    zone : tzinfo
        Whose day and clock.
    opens, closes : time
        When the working day begins and ends.

    Returns
    -------
    list of (datetime, datetime)
        In order, in UTC.

    Raises
    ------
    EngineError
        If the day closes before it opens.

    Examples
    --------
    >>> nine = datetime(2026, 11, 23, 9, tzinfo=UTC)
    >>> free = open_blocks(
    ...     [(nine, nine + 60 * MINUTE)],
    ...     day=nine.date(), zone=UTC, opens=time(8), closes=time(17),
    ... )
    >>> [(a.hour, b.hour) for a, b in free]
    [(8, 9), (10, 17)]
    """
    first = datetime.combine(day, opens, zone).astimezone(UTC)
    last = datetime.combine(day, closes, zone).astimezone(UTC)
    if first >= last:
        raise EngineError("The working day closes before it opens.")
    spans = [(b.astimezone(UTC), e.astimezone(UTC)) for b, e in busy]
    return _without([(first, last)], _joined(s for s in spans if s[0] < s[1]))
