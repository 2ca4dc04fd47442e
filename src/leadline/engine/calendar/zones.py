"""Finds the time zones that a calendar names, its own and everybody's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from icalendar.cal.component import Component
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from leadline.engine.calendar.salvage import ALSO, mended_zone
from leadline.engine.calendar.zone_names import PLACES, SHORT
from leadline.engine.calendar.zone_rules import built, is_small

OFFSET = re.compile(
    r"\(?\s*+(?:(?:utc|gmt|z)\s*+)?([+\-\u2212])\s*(\d{1,2})(?:[:.]?(\d{2}))?\s*\)?(?!\d)(.*)"
)
ZERO = re.compile(r"\(\s*(?:utc|gmt|z)\s*\)(.*)")
WINTER, SUMMER = datetime(2025, 1, 15, tzinfo=UTC), datetime(2025, 7, 15, tzinfo=UTC)


class Zones:
    """The zones of one calendar: asked by name, each told once if it was a guess."""

    def __init__(
        self, calendar: Component, reader: tzinfo, note: Callable[[str], None]
    ) -> None:
        self._note = note
        self._found: dict[str, tzinfo | None] = {}
        self._own: dict[str, Component] = {}
        for part in calendar.walk("VTIMEZONE"):
            named = part.get("TZID", ())
            also = part.get(ALSO, ())
            for name in [*_listed(named), *_listed(also)]:
                self._own.setdefault(_plain(str(name)), part)
        wanted = _plain(str(calendar.get("X-WR-TIMEZONE", "")))
        self.names_own_zone = bool(wanted)
        self.floating = (self.of(wanted) if wanted else None) or reader

    def of(self, name: str) -> tzinfo | None:
        """Return the zone of a name; nothing where no zone can be meant by it."""
        name = _plain(name)
        if name not in self._found:
            self._found[name] = self._sought(name)
        return self._found[name]

    def _sought(self, name: str) -> tzinfo | None:
        if (known := zone_named(name)) is not None:
            return known
        is_there = "is not defined in the file"
        if (own := self._own.get(name)) is not None:
            made = built(own)
            if made is None and is_small(own):
                made = built(mended_zone(own, self._note))
            if made is not None:
                return made
            is_there = "has rules that cannot be read"
        meant = zone_meant(name)
        if meant is not None:
            self._note(
                f"The zone “{name[:60]}” {is_there}; its times were read as "
                f"{told(meant)}."
            )
            return meant
        reads = getattr(self, "floating", None)
        self._note(
            f"The zone “{name[:60]}” {is_there}, and its name says no place; its times "
            f"were read as {told(reads) if reads else 'yours'}."
        )
        return None


def _listed(given: object) -> list[object]:
    return list(given) if isinstance(given, (list, tuple)) else [given]


def _plain(name: str) -> str:
    return " ".join(name.strip(" \"'").strip("/").split())


def told(zone: tzinfo) -> str:
    """Return what to call a zone in a sentence.

    >>> told(timezone(-timedelta(hours=5)))
    'UTC-05:00'
    """
    return getattr(zone, "key", "") or str(zone)


def zone_named(name: str) -> tzinfo | None:
    """Return the zone of an exact name: of the IANA, of Windows, or a path to one.

    >>> [told(zone_named(n)) for n in ("W. Europe Standard Time", "x/Europe/Berlin")]
    ['Europe/Berlin', 'Europe/Berlin']
    """
    name = WINDOWS_TO_OLSON.get(name, name)
    parts = name.split("/")
    for start in range(len(parts)):
        tail = "/".join(parts[start:])
        if start and len(parts) - start < 2:
            return None
        try:
            return ZoneInfo(tail)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return None


def zone_meant(name: str) -> tzinfo | None:
    """Return the zone that a name most likely means, nothing where it says none.

    Understood are names of the IANA and of Windows in other letters or with a number
    behind, what Windows shows to people, offsets, cities and abbreviations.

    >>> for name in ("europe/berlin", "Eastern Standard Time 1", "GMT+0100",
    ...              "(UTC-05:00) Eastern Time (US & Canada)", "PST", "Custom"):
    ...     print(told(zone) if (zone := zone_meant(name)) else None)
    Europe/Berlin
    America/New_York
    UTC+01:00
    America/New_York
    America/Los_Angeles
    None
    """
    plain = _folded(name.replace("\\", ""))
    words = re.sub(r"\bdaylight time\b", "standard time", plain)
    words = re.sub(r"(?<=time)\s+\d+$|(?:(?<!\s)\s++)?\(\d+\)$", "", words)
    if key := _known_names().get(words.replace(" ", "_")) or _windows().get(words):
        return ZoneInfo(key)
    key = _known_names().get(re.sub(r"(?<=[a-z])[-_ ]\d+$", "", words), "")
    if "/" in key and "gmt" not in words:
        return ZoneInfo(key)
    tail = plain.rpartition("/")[2].strip()
    if tail != plain and tail in ("utc", "gmt", *_windows()):
        return ZoneInfo(_windows().get(tail, "UTC"))
    if match := OFFSET.match(plain) or ZERO.match(plain):
        return _with_offset(match)
    if key := SHORT.get(plain.strip("()")):
        return ZoneInfo(key)
    return _of_place(plain, None)


def _with_offset(match: re.Match[str]) -> tzinfo | None:
    *numbers, places = match.groups()
    offset = timedelta()
    if numbers:
        sign, hours, minutes = numbers
        offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
        if offset > timedelta(hours=14):
            return None
        offset = offset if sign == "+" else -offset
    return _of_place(places, offset) or timezone(offset)


def _of_place(text: str, offset: timedelta | None) -> tzinfo | None:
    """Return the zone of the first place that is known and has the offset."""
    for part in re.split(r"[,/;:()]|\band\b|\bund\b", text):
        key = PLACES.get(part.strip()) or _cities().get(part.strip())
        if key and offset in (None, _standard(key)):
            return ZoneInfo(key)
    return None


def _standard(key: str) -> timedelta | None:
    zone = ZoneInfo(key)
    offsets = [at.astimezone(zone).utcoffset() for at in (WINTER, SUMMER)]
    return min(offset for offset in offsets if offset is not None)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).strip()


@lru_cache(maxsize=1)
def _known_names() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


@lru_cache(maxsize=1)
def _windows() -> dict[str, str]:
    return {name.casefold(): key for name, key in WINDOWS_TO_OLSON.items()}


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    regions = (
        "Africa",
        "America",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Pacific",
    )
    return {
        key.rpartition("/")[2].replace("_", " ").casefold(): key
        for key in sorted(available_timezones())
        if key.startswith(regions)
    }
