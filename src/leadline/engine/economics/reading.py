"""Takes values out of what a file holds, keeping every mistake and its place."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from leadline.engine.plain_values import shown
from leadline.engine.ranges.said import Range

POINTS = ("p10", "p50", "p90")
RANGE_KEYS = (*POINTS, "nothing")


@dataclass
class Reading:
    """Reads plain values; what is wrong is kept in ``mistakes``, place first.

    Examples
    --------
    >>> read = Reading()
    >>> read.table({"id": "a", "prise": 3}, "segments[0]", ("id", "price"), ("id",))
    {'id': 'a', 'prise': 3}
    >>> read.mistakes
    ['segments[0]: unknown key "prise"; known are id, price']
    """

    mistakes: list[str] = field(default_factory=list)

    def say(self, place: str, mistake: str) -> None:
        """Keep a mistake."""
        self.mistakes.append(f"{place}: {mistake}")

    def table(
        self,
        value: object,
        place: str,
        known: tuple[str, ...],
        needed: tuple[str, ...] = (),
    ) -> dict[str, object]:
        """Return an object's keys and values; empty where it is none."""
        if not isinstance(value, Mapping):
            self.say(place, f"must be an object, not {shown(value)}")
            return {}
        for key in value:
            if key not in known:
                self.say(place, f'unknown key "{key}"; known are {", ".join(known)}')
        for key in needed:
            if key not in value:
                self.say(place, f'"{key}" is missing')
        return {str(key): item for key, item in value.items()}

    def rows(self, value: object, place: str) -> list[object]:
        """Return the items of a list; none where it is not one."""
        if isinstance(value, (list, tuple)):
            return list(value)
        self.say(place, f"must be a list, not {shown(value)}")
        return []

    def name(self, value: object, place: str) -> str:
        """Return a name; an empty one where it is none."""
        if isinstance(value, str) and value:
            return value
        self.say(place, f"must be a name in quotes, not {shown(value)}")
        return ""

    def number(
        self,
        value: object,
        place: str,
        least: float = -math.inf,
        most: float = math.inf,
    ) -> float:
        """Return a number within bounds; 0 where it is none."""
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            self.say(place, f"must be a number, not {shown(value)}")
            return 0.0
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            self.say(place, "is a number too large to reckon with; write a smaller one")
            return 0.0
        if number < least:
            self.say(place, f"must be at least {least:g}, not {number:g}")
        if number > most:
            self.say(place, f"must be at most {most:g}, not {number:g}")
        return number

    def amount(
        self,
        value: object,
        place: str,
        least: float = -math.inf,
        most: float = math.inf,
    ) -> Range:
        """Return a number, or a range ``{"p10", "p50", "p90"}``.

        A range may have a chance of ``nothing``, 0 to below 1: then its three points
        hold where something comes of it.
        """
        if not isinstance(value, Mapping):
            return Range.exact(self.number(value, place, least, most))
        before = len(self.mistakes)
        given = self.table(value, place, RANGE_KEYS, POINTS)
        low, mid, high = (
            self.number(given[key], f"{place}.{key}", least, most)
            if key in given
            else 0.0
            for key in POINTS
        )
        spike = self.number(given.get("nothing", 0.0), f"{place}.nothing", 0.0, 1.0)
        if len(self.mistakes) > before:
            return Range.exact(0.0)
        if not low <= mid <= high:
            self.say(place, "a range must rise: p10, p50, p90")
            return Range.exact(0.0)
        if spike == 1:
            return Range.exact(0.0)
        return Range(low, mid, high, spike)
