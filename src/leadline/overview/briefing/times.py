"""What comes by time, whole, and what moved since the last briefing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from leadline.foundation.measures import measured
from leadline.foundation.periods import period_end, period_label, period_of
from leadline.overview.briefing.record import Owed, Record
from leadline.overview.briefing.sources import (
    source_of_bet,
    source_of_decision,
    source_of_goal,
    source_of_promise,
)
from leadline.overview.briefing.types import (
    Entry,
    Kind,
    Move,
    Place,
    Stretch,
    counted,
    day_words,
)

LATE = "Late"
UNDATED = "No day yet"
Dated = tuple[str, int, str, Entry]


def by_time(record: Record, kinds: Iterable[Kind]) -> tuple[Stretch, ...]:
    """Return what comes, by stretches of time: what is late, then by quarter."""
    wanted = set(kinds)
    found: list[Dated] = []
    if Kind.PLAN in wanted:
        found += _bets(record)
    if Kind.PROMISE in wanted:
        found += promises_by_time(record.given, record.on)
    if Kind.QUESTION in wanted:
        found += _decisions(record)
    if Kind.GOAL in wanted:
        found += _goals(record)
    return stretches(found)


def stretches(found: Iterable[Dated]) -> tuple[Stretch, ...]:
    """Return dated entries by stretch: late ones first, those without a day last."""
    grouped: dict[str, list[Dated]] = defaultdict(list)
    for one in found:
        grouped[one[0]].append(one)
    order = sorted(grouped, key=lambda label: (label == UNDATED, label != LATE, label))
    return tuple(
        Stretch(
            label if label in (LATE, UNDATED) else period_label(label),
            tuple(one[3] for one in sorted(grouped[label], key=lambda o: o[1:3])),
        )
        for label in order
    )


def places_of(record: Record, kinds: Iterable[Kind]) -> dict[str, Place]:
    """Return where bets, promises and decisions stand in time, by key."""
    wanted = set(kinds)
    found: dict[str, Place] = {}
    if Kind.PLAN in wanted:
        for bet in record.coming.values():
            found[f"bet:{bet.id}"] = Place(
                bet.title, period_label(bet.period), bet.period
            )
    if Kind.PROMISE in wanted:
        for owed in record.given:
            due = owed.row.due_date
            key = f"promise:{owed.row.id}"
            found[key] = Place(owed.row.what, _day(due), str(due or ""))
    if Kind.QUESTION in wanted:
        for one in record.undecided:
            key = f"decision:{one.id}"
            found[key] = Place(
                one.question, _day(one.due_date), str(one.due_date or "")
            )
    return found


def moves(
    before: Mapping[str, Any],
    after: Mapping[str, Place],
    ended: Mapping[str, str] = MappingProxyType({}),
    on: date | None = None,
) -> list[Move]:
    """Return what stands otherwise than in the last briefing, by how it moved.

    ``ended`` says of what is not open any more how it came out, by key; ``on`` is the
    day of this briefing, whose year goes without saying.
    """
    found = []
    for key, place in after.items():
        was = before.get(key)
        if was is None:
            gap = " " if place.what.endswith(("?", "!")) else ", "
            day = _when(place.order, place.when, on)
            when = f"{gap}{day}" if day else ""
            found.append(Move("new", f"{place.what}{when}"))
        elif isinstance(was, dict) and was.get("order") != place.order:
            order = str(was.get("order", ""))
            is_later = place.order > order
            then = _when(order, str(was.get("when", "")), on)
            what = f"{place.what}, {then or 'no day'} to "
            what += _when(place.order, place.when, on) or "no day"
            found.append(Move("later" if is_later else "earlier", what))
    for key, was in before.items():
        if key in after or not isinstance(was, dict):
            continue
        how = ended.get(key, "")
        found.append(Move("done" if how else "out", f"{was['what']}{how}"))
    rank = ("later", "out", "earlier", "done", "new")
    return sorted(found, key=lambda move: (rank.index(move.how), move.what))


def _when(order: str, when: str, on: date | None) -> str:
    """Return when something is: its day, with another year than that of ``on``."""
    try:
        return day_words(date.fromisoformat(order), on)
    except ValueError:
        return when  # a quarter, which says its year, or nothing


def _bets(record: Record) -> list[Dated]:
    last = period_end
    return [
        (
            bet.period,
            last(bet.period).toordinal(),
            f"{-bet.customers:+06d}{bet.title}",
            Entry(
                f"by {last(bet.period):%-d %b}",
                bet.title,
                ", ".join(filter(None, [bet.asked, bet.odds])),
                source_of_bet(bet.id, bet.title),
            ),
        )
        for bet in record.by_time
    ]


def promises_by_time(
    given: Iterable[Owed], on: date, to_them: bool = False
) -> list[Dated]:
    """Return promises by their day; written ``to_them`` they name nobody."""
    found = []
    for owed in given:
        row, due = owed.row, owed.row.due_date
        late = owed.kind.label if owed.kind and not to_them else ""
        if row.days_late:
            late = f"{counted(row.days_late, 'day')} late"
        note = late if to_them else ", ".join(filter(None, [owed.whom, late]))
        found.append(
            (
                _stretch(due, on),
                due.toordinal() if due else 0,
                row.what,
                Entry(_short(due), row.what, note, source_of_promise(owed)),
            )
        )
    return found


def _decisions(record: Record) -> list[Dated]:
    return [
        (
            _stretch(one.due_date, record.on),
            one.due_date.toordinal() if one.due_date else 0,
            one.question,
            Entry(
                _short(one.due_date),
                f"To decide: {one.question}",
                one.decider,
                source_of_decision(one),
            ),
        )
        for one in record.waiting
    ]


def _goals(record: Record) -> list[Dated]:
    found = []
    for goal in record.goals:
        if goal.target is None or goal.target_date is None:
            continue
        unit = goal.currency or goal.unit
        now = f"now {measured(goal.latest.value, unit)}" if goal.latest else "not read"
        found.append(
            (
                _stretch(goal.target_date, record.on),
                goal.target_date.toordinal(),
                goal.name,
                Entry(
                    _short(goal.target_date),
                    f"{goal.name}: {measured(goal.target, unit)}",
                    now,
                    source_of_goal(goal),
                ),
            )
        )
    return found


def _stretch(day: date | None, on: date) -> str:
    if day is None:
        return UNDATED
    return LATE if day < on else period_of(day)


def _short(day: date | None) -> str:
    return f"{day:%-d %b}" if day else ""


def _day(day: date | None) -> str:
    return day_words(day) if day else ""


def next_end(on: date, days: int = 0) -> date:
    """Return the last day of the quarter that lies some days ahead."""
    return period_end(period_of(on + timedelta(days=days)))
