"""The month that a review is of, as days and moments where the workspace is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from leadline.accounts.queries import workspace_of
from leadline.accounts.types import Actor
from leadline.foundation.months import month_end, month_start, next_month, parse_month


@dataclass(frozen=True, slots=True)
class Span:
    """A month, read on a day: facts reach from ``first`` to ``until``.

    ``since`` and ``before`` are the moments at which it begins and at which reading
    ends: the month's end, or now where that is sooner.
    """

    month: str
    first: date
    last: date
    on: date
    since: datetime
    before: datetime

    @property
    def until(self) -> date:
        """The last day that is read."""
        return min(self.last, self.on)

    @property
    def name(self) -> str:
        """The month without its year."""
        return f"{self.first:%B}"

    @property
    def next_last(self) -> date:
        """The last day of the month after."""
        return month_end(next_month(self.month))

    def holds(self, day: date | None) -> bool:
        """Return whether a day lies in what is read of the month."""
        return day is not None and self.first <= day <= self.until


def span_of(*, actor: Actor, month: str, now: datetime) -> Span:
    """Return a month as it is read at a moment, in the workspace's time zone."""
    zone = ZoneInfo(workspace_of(actor=actor).timezone)
    month = parse_month(month)
    first, last = month_start(month), month_end(month)
    end = datetime.combine(last + timedelta(days=1), time(), zone)
    return Span(
        month=month,
        first=first,
        last=last,
        on=now.astimezone(zone).date(),
        since=datetime.combine(first, time(), zone),
        before=min(end, now),
    )
