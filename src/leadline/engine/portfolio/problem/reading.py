"""Takes plain values of a plan file apart, and keeps every mistake it meets."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from leadline.engine.plain_values import shown

RANGE_KEYS = ("p10", "p50", "p90")


@dataclass
class Reader:
    """Takes values out of what was given and keeps every mistake it meets."""

    mistakes: list[str] = field(default_factory=list)

    def say(self, place: str, mistake: str) -> None:
        self.mistakes.append(f"{place}: {mistake}")

    def table(
        self, value: object, place: str, keys: tuple[str, ...] | None = None
    ) -> Mapping[str, object]:
        if not isinstance(value, Mapping):
            self.say(place, f"must be an object, not {shown(value)}")
            return {}
        for key in value:
            if keys is not None and key not in keys:
                self.say(place, f'unknown key "{key}"{_instead(str(key), keys)}')
        return {str(key): item for key, item in value.items()}

    def row(self, value: object, place: str) -> list[object]:
        if isinstance(value, (list, tuple)):
            return list(value)
        self.say(place, f"must be a list, not {shown(value)}")
        return []

    def name(self, value: object, place: str) -> str | None:
        if isinstance(value, str) and value:
            return value
        self.say(place, f"must be a name in quotes, not {shown(value)}")
        return None

    def names(self, value: object, place: str) -> tuple[str, ...]:
        read = [
            self.name(item, f"{place}[{at}]")
            for at, item in enumerate(self.row(value, place))
        ]
        return tuple(name for name in read if name is not None)

    def number(self, value: object, place: str) -> float:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if is_number and math.isfinite(value):  # type: ignore[arg-type]
            return float(value)  # type: ignore[arg-type]
        self.say(place, f"must be a number, not {shown(value)}")
        return 0.0

    def whole(self, value: object, place: str) -> int:
        number = self.number(value, place)
        if number != int(number):
            self.say(place, f"must be a whole number, not {shown(value)}")
        return int(number)

    def yes_or_no(self, value: object, place: str) -> bool:
        if not isinstance(value, bool):
            self.say(place, f"must be true or false, not {shown(value)}")
        return value is True

    def middle(self, value: object, place: str) -> float:
        """Read a number, or the middle (p50) of a range."""
        if not isinstance(value, Mapping):
            return self.number(value, place)
        given = self.table(value, place, RANGE_KEYS)
        if missing := [key for key in RANGE_KEYS if key not in given]:
            self.say(place, f"a range also needs {', '.join(missing)}")
            return 0.0
        low, mid, high = (self.number(given[k], f"{place}.{k}") for k in RANGE_KEYS)
        if not low <= mid <= high:
            self.say(place, "a range must rise: p10, p50, p90")
        return mid

    def amounts(self, value: object, place: str) -> dict[str, float]:
        given = self.table(value, place)
        return {key: self.middle(item, f"{place}.{key}") for key, item in given.items()}


def quoted(keys: list[str]) -> str:
    """Name the keys that are missing, up to the word "missing"."""
    return ", ".join(f'"{key}"' for key in keys) + (" is" if len(keys) == 1 else " are")


def _instead(key: str, keys: tuple[str, ...]) -> str:
    if near := difflib.get_close_matches(key, keys, n=1):
        return f', perhaps "{near[0]}"'
    return f"; known are {', '.join(keys)}"
