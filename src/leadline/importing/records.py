"""From a row of a file to a record: what its cells say, field by field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from leadline.evidence.types import CustomerIn, FeedbackIn
from leadline.importing.blanks import is_no_day
from leadline.importing.fields import OWN_FIELD
from leadline.importing.values import NUMERIC_DATE, read_moment, read_serial
from leadline.importing.values.serials import is_serial

LABEL_LIMIT = 80
OWN_LIMIT = 2_000
LIMITS = {
    "source": 60,
    "source_id": 200,
    "author": 160,
    "noted_by": 160,
    "first_name": 80,
    "last_name": 80,
    "voter_name": 160,
    "author_email": 254,
    "voter_email": 254,
    "name": 200,
    "customer_name": 200,
    "customer_domain": 253,
    "domain": 253,
    "customer_id": 120,
    "external_id": 120,
}
BESIDE = frozenset(
    {OWN_FIELD, "reply", "contact_name", "contact_email", "contact_title"}
)
FIRST_MOMENT = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class RowOptions:
    """What the file itself does not say: zone, order of dates, source, currency.

    ``rating_max`` is the scale of a column of ratings, where its cells name none.
    """

    zone: ZoneInfo
    now: dt.datetime
    day_first: bool = True
    source: str = ""
    currency: str = ""
    rating_max: int = 5


@dataclass(slots=True)
class Cells:
    """The cells of one row by the field that they become, and what was noted."""

    options: RowOptions
    by_field: dict[str, list[str]] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def all_of(self, name: str) -> list[str]:
        """Return the cells of a field."""
        return self.by_field.get(name, [])

    def one(self, name: str) -> str:
        """Return a field in one line; what is too long for it is cut and noted."""
        found = self.by_field.get(name)
        if not found:
            return ""
        value = " ".join(" ".join(found).replace("\0", "").split())
        limit = LIMITS.get(name, LABEL_LIMIT)
        if len(value) > limit:
            label = name.replace("_", " ")
            self.notes.append(f"The {label} is cut at {limit} characters.")
        return value[:limit]

    def moment(self, name: str) -> dt.datetime | None:
        """Return the moment that a field names; a word for "no date" is noted.

        Raises ``ValueError`` for one that cannot be, with the cell's text.
        """
        text = " ".join(self.all_of(name)[:1])
        if not text:
            return None
        if is_no_day(text):
            self.notes.append(f"“{text[:40]}” is no date: the row has none.")
            return None
        options = self.options
        _check_order(text, options.day_first)
        if is_serial(text):
            moment = read_serial(text, zone=options.zone)
        else:
            moment = read_moment(text, zone=options.zone, day_first=options.day_first)
        if moment > options.now + dt.timedelta(days=1):
            raise ValueError(
                f"“{text[:40]}” lies in the future{_read_as(text, options)}."
            )
        if moment < FIRST_MOMENT:
            raise ValueError(f"“{text[:40]}” is before 1990.")
        return moment

    def keep(self, column: str, value: str) -> None:
        """Keep a cell as a field of its own."""
        if len(value) > OWN_LIMIT:
            self.notes.append(f"“{column[:60]}” is cut at {OWN_LIMIT} characters.")
            value = value[:OWN_LIMIT]
        self.own[column[:120].replace('"', "'")] = value.replace("\0", "")


Record = FeedbackIn | CustomerIn


def _read_as(text: str, options: RowOptions) -> str:
    """Return how a date was read, where it could have been read in another way."""
    found = NUMERIC_DATE.match(text)
    if not found or max(int(found[1]), int(found[2])) > 12:
        return ""
    return ", read day first" if options.day_first else ", read month first"


def _check_order(text: str, day_first: bool) -> None:
    """Raise ``ValueError`` for a date that the order of its column cannot mean."""
    if found := NUMERIC_DATE.match(text):
        month, day = int(found[1]), int(found[2])
        if day_first:
            month, day = day, month
        if month > 12 >= day:
            here, there = ("month", "day") if day_first else ("day", "month")
            raise ValueError(
                f"“{text[:40]}” has the {here} first; the column has the {there} first."
            )
