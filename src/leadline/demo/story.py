"""What Harbour measures, wants and plans, hung on a given day."""

from __future__ import annotations

import math
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from leadline.demo.accounts import accounts
from leadline.demo.company import (
    Also,
    Bet,
    CheckIn,
    Goal,
    Metric,
    PastPlan,
    Person,
    Reading,
    Span,
    Team,
)
from leadline.demo.content_files import content
from leadline.demo.finance import revenue
from leadline.foundation.periods import period_of, periods_from

QUARTERS = 6
WEEKS = 53


def quarters(today: date) -> tuple[str, ...]:
    """Return the running quarter and those after it.

    >>> quarters(date(2026, 11, 23))[:3]
    ('2026Q4', '2027Q1', '2027Q2')
    """
    return tuple(periods_from(period_of(today), QUARTERS))


def end_of_quarter(today: date, ahead: int) -> date:
    """Return the last day of a quarter, ``ahead`` quarters from the running one.

    >>> end_of_quarter(date(2026, 11, 23), 1)
    datetime.date(2027, 3, 31)
    """
    n = today.year * 4 + (today.month - 1) // 3 + ahead
    year, month = n // 4, n % 4 * 3 + 3
    return date(year, month, monthrange(year, month)[1])


def people() -> tuple[Person, ...]:
    """Return the people of the company."""
    story = content("story.toml")
    return tuple(
        Person(
            name=row["name"],
            email=f"{row['email']}@{story['domain']}",
            title=row["title"],
            role=row["role"],
        )
        for row in story["person"]
    )


def teams(today: date) -> tuple[Team, ...]:
    """Return the teams; the running quarter has only the weeks that are left."""
    left = (end_of_quarter(today, 0) - today).days / 91
    return tuple(
        Team(
            key=row["key"],
            name=row["name"],
            people=row["people"],
            lead=row["lead"],
            weeks=Decimal(row["weeks"]),
            capacity=(
                Decimal(round(row["weeks"] * left)),
                *[Decimal(row["weeks"])] * (QUARTERS - 1),
            ),
        )
        for row in content("story.toml")["team"]
    )


def metrics(today: date) -> tuple[Metric, ...]:
    """Return the metrics with a year of readings each.

    Revenue ends on what all customers pay together today.
    """
    return tuple(
        Metric(
            key=row["key"],
            name=row["name"],
            unit=row["unit"],
            better=row["better"],
            about=row["about"],
            source=row["source"],
            cadence=row["cadence"],
            readings=_readings(row, today),
        )
        for row in content("story.toml")["metric"]
    )


def _readings(row: dict[str, Any], today: date) -> tuple[Reading, ...]:
    rng = Random(f"metric-{row['key']}")
    days = _weeks(today) if row["cadence"] == "week" else _months(today)
    places = Decimal(1).scaleb(-row["digits"])
    found = []
    for day in days:
        at = 1 - (today - day).days / 365
        value = row["start"] + (row["end"] - row["start"]) * max(at, 0.0)
        value += sum(_step(step, at) for step in row["steps"])
        value += rng.gauss(0, row["noise"])
        if row["unit"] == "%":
            value = min(value, 100.0)
        found.append(Reading(day, Decimal(str(max(value, 0.0))).quantize(places)))
    if "counted" in row:
        found[-1] = Reading(found[-1].day, _counted(row["counted"]).quantize(places))
    return tuple(found)


def _counted(what: str) -> Decimal:
    """Return what the accounts come to: the revenue, or how many a segment has."""
    held = accounts().values()
    if what == "revenue":
        return revenue(held)
    return Decimal(sum(one.segment == what for one in held))


def _step(step: dict[str, float], at: float) -> float:
    since = at - step["at"]
    if since < 0:
        return 0.0
    return step["by"] * (math.exp(-since / step["over"]) if step["over"] else 1.0)


def _months(today: date) -> list[date]:
    """Return the ends of the last thirteen full months, oldest first."""
    found, day = [], today.replace(day=1)
    for _ in range(13):
        day -= timedelta(days=1)
        found.append(day)
        day = day.replace(day=1)
    return found[::-1]


def _weeks(today: date) -> list[date]:
    """Return the Sundays of the last year, oldest first."""
    last = today - timedelta(days=today.weekday() + 1)
    return [last - timedelta(weeks=n) for n in reversed(range(WEEKS))]


def goals(today: date, known: tuple[Metric, ...]) -> tuple[Goal, ...]:
    """Return the goals; each starts from its metric's newest reading."""
    by_key = {metric.key: metric for metric in known}
    return tuple(
        Goal(
            key=row["key"],
            name=row["name"],
            kind=row["kind"],
            parent=row["parent"],
            metric=row["metric"],
            start=by_key[row["metric"]].readings[0].value,
            target=Decimal(str(row["target"])),
            due=end_of_quarter(today, row["due"]),
            owner=row["owner"],
            why=row["why"],
            also=_also(row.get("also")),
        )
        for row in content("story.toml")["goal"]
    )


def _also(row: dict[str, Any] | None) -> Also | None:
    if row is None:
        return None
    start, target = Decimal(row["start"]), Decimal(row["target"])
    return Also(row["measure"], row["unit"], start, target)


def check_ins() -> tuple[CheckIn, ...]:
    """Return how sure people were of the goals."""
    return tuple(
        CheckIn(
            goal=row["goal"],
            author=row["author"],
            ago=row["ago"],
            sure=row["sure"],
            why=row["why"],
            reads=Decimal(row["reads"]) if "reads" in row else None,
        )
        for row in content("check_ins.toml")["check_in"]
    )


def bets() -> tuple[Bet, ...]:
    """Return the bets."""
    return tuple(
        Bet(
            key=row["key"],
            name=row["name"],
            because=row["because"],
            state=row["state"],
            effort=tuple((team, _span(s, 1)) for team, s in row["effort"].items()),
            growth=_span(row["growth"], 1000),
            profit=_span(row["profit"], 1000),
            needs=tuple(row["needs"]),
            goals=tuple(row["goals"]),
            after=tuple(row.get("after", ())),
            instead_of=tuple(row.get("instead_of", ())),
            duration=row.get("duration", 1),
            scores=tuple(
                (name, Decimal(str(step)))
                for name, step in row.get("scores", {}).items()
            ),
        )
        for row in content("bets.toml")["bet"]
    )


def _span(low_middle_high: list[float], unit: int) -> Span:
    low, middle, high = (Decimal(str(value)) * unit for value in low_middle_high)
    return Span(low, middle, high)


def past_plans(today: date) -> tuple[PastPlan, ...]:
    """Return the plans made before, oldest first."""
    return tuple(
        PastPlan(
            made_on=today - timedelta(days=row["ago"]),
            name=row["name"],
            bets=tuple(row["bets"]),
            reason=row["reason"],
        )
        for row in content("story.toml")["plan"]
    )
