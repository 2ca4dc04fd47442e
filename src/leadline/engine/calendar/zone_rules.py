"""Makes a zone of a file, if its rules cost little: they are asked at every moment."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any

from icalendar.cal.component import Component

from leadline.engine.calendar.zone_days import is_ever

# The longest history of a zone is a tenth of this.
LARGEST_ZONE = 64 * 1024
MOST_OBSERVANCES = 200
MOST_CHANGES = 2_500
MOST_A_YEAR = 14
LAST_YEAR = 2038
YEARLY = 0  # as the library of the rules has it


def built(zone: Component | None) -> tzinfo | None:
    """Return the zone that a VTIMEZONE defines.

    Nothing is returned where its rules have no sense, and where they cost more than
    rules of a zone do: rules that are not yearly, name an hour, or a day that never is.
    """
    if zone is None or not is_small(zone):
        return None
    try:
        found: tzinfo = zone.to_tz(lookup_tzid=False)  # type: ignore[attr-defined]
        # What the parser made is looked at, not what the file says: nothing of the
        # file can be read in one way here and in another there.
        is_cheap = _changes(found) <= MOST_CHANGES
    except Exception:  # the library raises many kinds on rules without sense
        return None
    return found if is_cheap else None


def is_small(zone: Component) -> bool:
    """Return whether a zone is of a size that zones have."""
    if len(zone.subcomponents) > MOST_OBSERVANCES:
        return False
    return len(zone.to_ical()) <= LARGEST_ZONE


def _changes(zone: Any) -> float:
    """Return about how often a zone changes, endlessly where a rule is none of one."""
    total = 0.0
    for part in zone._comps:
        total += _of_rules(part.rrule) if part.rrule is not None else 0
        if total > MOST_CHANGES:
            break  # what makes it too dear may be dear to look at too
    return total


def _of_rules(rules: Any) -> float:
    """Return how many moments the rules of one observance name."""
    if hasattr(rules, "_freq"):
        return _of_rule(rules)
    given = [*rules._rrule, *rules._exrule]
    dates = len(rules._rdate) + len(rules._exdate)
    return dates + sum(_of_rule(one) for one in given)


def _of_rule(rule: Any) -> float:
    clock = (rule._byhour, rule._byminute, rule._bysecond)
    is_plain = (
        rule._freq == YEARLY
        and rule._interval >= 1
        and all(len(times or ()) <= 1 for times in clock)
        and not (rule._byyearday or rule._byweekno or rule._byeaster)
    )
    if not is_plain or (a_year := _a_year(rule)) > MOST_A_YEAR or not is_ever(rule):
        return float("inf")
    return _years(rule) * a_year


def _a_year(rule: Any) -> int:
    """Return how many moments a yearly rule names in a year, at most."""
    numbered, every = len(rule._bynweekday or ()), len(rule._byweekday or ())
    days = len(rule._bymonthday or ()) + len(rule._bynmonthday or ())
    if days and every:
        days = -(-days // 7) * every
    elif not days:
        days = 5 * every + numbered
    is_within_months = rule._bymonth or not numbered or days > numbered
    return days * (len(rule._bymonth or range(12)) if is_within_months else 1)


def _years(rule: Any) -> int:
    years = max(1, LAST_YEAR - rule._dtstart.year) // rule._interval + 1
    return int(min(years, rule._count or years))
