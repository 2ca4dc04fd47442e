"""Launches in one sentence: what is the case, and what is missing."""

from __future__ import annotations

from datetime import date

from leadline.foundation.periods import period_label, period_of
from leadline.foundation.words import day as day_words
from leadline.foundation.words import plural
from leadline.launches.types.dates import Built, BuiltBy, LaunchDates
from leadline.launches.types.launches import Held, LaunchPage, LaunchRow
from leadline.launches.types.words import LaunchPart, LaunchState, Verdict

MOST_NAMED = 2


def launch_headline(page: LaunchPage, dates: LaunchDates, today: date) -> str:
    """Return what is the case with one launch, as a sentence."""
    row = page.row
    name = f"“{row.title}”"
    if row.state == LaunchState.LAUNCHED and row.launched_on:
        return (
            f"{name} went to market on {day_words(row.launched_on, today)}{_late(row)}"
        )
    if row.state == LaunchState.OFF:
        return f"{name} was called off: {row.why}"
    when = day_words(row.day, today)
    if row.day < today:
        return f"{name} was to go to market on {when}: say that it did, or move the day"
    if row.verdict == Verdict.WAIT:
        return f"{name} waits: it was decided not to go yet"
    start = f"{name} is to go to market on {when}"
    if dates.is_too_early and dates.earliest is not None:
        if dates.is_by_plan:
            return f"{start}; {_built_in(dates.earliest)}"
        soonest = day_words(dates.earliest, today)
        return f"{start}; the earliest honest day is {soonest}"
    if not row.needed:
        return f"{start}; no step is written down"
    if row.done == row.needed:
        return f"{start}; every step is done"
    return f"{start}; {_still_open(row)}"


def _built_in(finish: date) -> str:
    quarter = period_label(period_of(finish))
    return f"the plan has it built by the end of {quarter}"


def _still_open(row: LaunchRow) -> str:
    """Return what is missing: steps, answers, owners."""
    missing = row.needed - row.done
    verb = "is" if missing == 1 else "are"
    found = [f"{missing} of {plural(row.needed, 'step', 'steps')} {verb} to do"]
    if silent := row.silent_parts:
        verb = "has" if len(silent) == 1 else "have"
        found.append(f"{_named([one.part for one in silent])} {verb} not answered")
    if blocked := sum(part.blocked for part in row.parts):
        verb = "is" if blocked == 1 else "are"
        found.append(f"{plural(blocked, 'step', 'steps')} {verb} blocked")
    if row.loose:
        verb = "has" if row.loose == 1 else "have"
        found.append(f"{plural(row.loose, 'step', 'steps')} {verb} no owner")
    return ", ".join(found)


def _named(parts: list[LaunchPart]) -> str:
    names = [part.label for part in parts[:MOST_NAMED]]
    if len(parts) > MOST_NAMED:
        more = plural(len(parts) - MOST_NAMED, "other", "others")
        return f"{', '.join(names)} and {more}"
    return " and ".join(names)


def _late(row: LaunchRow) -> str:
    if row.launched_on is None:
        return ""
    days = (row.launched_on - row.first_day).days
    if days == 0:
        return ", on the day that was said first"
    way = "after" if days > 0 else "before"
    return f", {plural(abs(days), 'day', 'days')} {way} the day that was said first"


def launches_headline(
    held: Held, following: LaunchRow | None, built: BuiltBy | None, today: date
) -> str:
    """Return what is the case with all launches in preparation, as a sentence.

    ``built`` is what the plan says of the ``following`` one.
    """
    if not held.opened:
        return "No launch is in preparation"
    verb = "launch is" if held.opened == 1 else "launches are"
    start = f"{held.opened} {verb} in preparation"
    if held.opened > 1 and held.slowest is not None:
        return f"{start}; {held.slowest.label} is the function most of them wait for"
    if following is None:
        return start
    told = f"{start}; “{following.title}” is to go on {day_words(following.day, today)}"
    if built and built.state == Built.LATER and built.finish:
        return f"{told}, but {_built_in(built.finish)}"
    return told
