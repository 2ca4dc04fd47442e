"""What is otherwise in a model than in the one a projection was made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from leadline.foundation.periods import period_label
from leadline.strategy.types import OF_ALL, OF_SEGMENT, Driver

Plain = Mapping[str, Any]
SHOWN = 4


def changes_between(old: Plain, new: Plain, titles: Mapping[int, str]) -> list[str]:
    """Return in words what changed from one model to another; bets by their titles.

    >>> changes_between({"segments": [{"id": "Ports", "churn": 0.1}]},
    ...                 {"segments": [{"id": "Ports", "churn": 0.2}]}, {})
    ['leave a year of Ports']
    """
    found = [*_segments(old, new), *_costs(old, new)]
    found += _bets(old, new, titles)
    if "work" in new and "work" not in old:
        found.append("odds that count work that runs over")
    elif not found and old.get("work") != new.get("work"):
        found.append("the weeks and the order of the work")
    if old.get("goals", []) != new.get("goals", []):
        found.append("what the goals ask for")
    if old.get("periods") != new.get("periods"):
        found.append(f"the first quarter, now {period_label(new['periods'][0])}")
    elif _leads(old) - _leads(new):
        found.append("the day customers were counted on")
    if old.get("currency") != new.get("currency"):
        found.append("the currency")
    return found


def in_short(changes: list[str]) -> str:
    """Return changes as one says them, the later ones as a number.

    >>> in_short(["a", "b"]), in_short(["a", "b", "c", "d", "e", "f"])
    ('a and b', 'a, b, c, d and 2 more')
    """
    told = changes[:SHOWN]
    if len(changes) > SHOWN:
        told.append(f"{len(changes) - SHOWN} more")
    *first, last = told or ["something in the model"]
    return f"{', '.join(first)} and {last}" if first else last


def _segments(old: Plain, new: Plain) -> Iterator[str]:
    before, now = _by_id(old, "segments"), _by_id(new, "segments")
    for name in [*now, *(one for one in before if one not in now)]:
        if name not in before:
            yield f"{name}, new on the sheet"
        elif name not in now:
            yield f"{name}, off the sheet"
        else:
            for driver in OF_SEGMENT:
                if before[name].get(driver.value) != now[name].get(driver.value):
                    yield f"{driver.label.lower()} of {name}"


def _leads(model: Plain) -> set[tuple[str, Any]]:
    """Return how long before the first quarter each segment was counted, where said."""
    segments = _by_id(model, "segments").items()
    return {(name, one["lead"]) for name, one in segments if "lead" in one}


def _costs(old: Plain, new: Plain) -> Iterator[str]:
    before, now = old.get("costs", {}), new.get("costs", {})
    for driver in OF_ALL:
        if before.get(driver.value) != now.get(driver.value):
            yield f"the cost of {Driver(driver).label.lower()}"


def _bets(old: Plain, new: Plain, titles: Mapping[int, str]) -> Iterator[str]:
    before, now = (
        {int(key.rpartition("-")[2]): bet for key, bet in _by_id(model, "bets").items()}
        for model in (old, new)
    )
    for pk in [*now, *(one for one in before if one not in now)]:
        title = f"“{titles[pk]}”" if pk in titles else "a bet that is gone"
        if pk not in before:
            yield f"{title}, new in it"
        elif pk not in now:
            yield f"{title}, no longer in it"
        elif before[pk]["finished"] != now[pk]["finished"]:
            yield f"the time of {title}"
        elif _without_name(before[pk]) != _without_name(now[pk]):
            yield f"what {title} brings"


def _by_id(model: Plain, kind: str) -> dict[str, Plain]:
    return {one["id"]: one for one in model.get(kind, [])}


def _without_name(bet: Plain) -> dict[str, Any]:
    """Return a bet without its id, which says its title too: that may be reworded."""
    return {key: value for key, value in bet.items() if key != "id"}
