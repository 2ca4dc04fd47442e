"""What the page of economics says of a projection: sentence, fan, figures, levers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from leadline.accounts.types import Actor
from leadline.foundation.periods import period_end, period_label, period_of
from leadline.roadmap.queries import list_bet_names
from leadline.roadmap.types import Outlook
from leadline.strategy import queries
from leadline.strategy.types import (
    QUARTERS,
    Figure,
    GoalOdds,
    GoalRow,
    ProjectionRow,
    Sheet,
    Spread,
)
from leadline.web.strategy.odds_words import in_tenths
from leadline.web.strategy.tornado import Told, Tornado, tornado

PAST = 9
HARDLY = 0.01
OF_THE_END = 20
"""Days before the end of a quarter in which a reading is one of its end."""
YEARLY = {"revenue": "Revenue a year", "profit": "Profit a year"}
FIGURES = (*YEARLY, "margin", "customers")
LABELS = {**YEARLY, "margin": "Margin after all costs", "customers": "Customers"}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of the last quarter asked for, with nothing built; ``style`` is how it
    is written. ``odds`` are those of goals for it: name, number, share."""

    label: str
    style: str
    spread: Spread
    odds: tuple[tuple[str, int, float], ...]


@dataclass(frozen=True, slots=True)
class OutlookPage:
    """The projection as the page shows it."""

    projection: ProjectionRow
    end: str
    past: tuple[tuple[str, float], ...]
    future: tuple[tuple[str, Spread], ...]
    with_plan: tuple[tuple[str, Spread], ...]
    target: float | None
    figures: tuple[FigureRow, ...]
    levers: Tornado | None
    levers_of: str
    first: tuple[GoalRow, GoalOdds] | None

    @property
    def out_of_reach(self) -> tuple[float, float] | None:
        """What a year's revenue comes to with the plan, one time in ten above, and what
        the goal asks for beyond it: where hardly any future reaches the goal."""
        if self.first is None or self.target is None:
            return None
        if self.first[1].with_plan >= HARDLY:
            return None
        end = period_label(self.end)
        high = next(s.p90 for name, s in self.with_plan or self.future if name == end)
        return (high, self.target - high) if self.target > high else None

    @property
    def nothing(self) -> list[float]:
        """The middle of doing nothing, quarter by quarter."""
        return [spread.p50 for _, spread in self.future]

    @property
    def odds_words(self) -> str:
        """How likely the first goal is with nothing built."""
        return in_tenths(self.first[1].without) if self.first else ""

    @property
    def middle(self) -> float:
        """What a year's revenue comes to at the end, with nothing built."""
        return self.figures[0].spread.p50


def outlook_page(
    *, actor: Actor, seen: Outlook, written: Sheet, goals: Sequence[GoalRow]
) -> OutlookPage | None:
    """Return what there is to show, or nothing before the first projection."""
    found = seen.projection
    if found is None:
        return None
    asked = [_goal_of(one, goals) for one in found.plain["goals"]]
    lead = next((goal for goal in asked if goal is not None), None)
    measure, period = found.drives_of
    a_year_on = found.periods[min(QUARTERS, len(found.periods)) - 1]
    end = period if measure == "revenue" and lead else a_year_on
    odds = found.plain["goals"]
    bets = {bet.id: bet.title for bet in list_bet_names(actor=actor)}
    is_odds = bool(odds)
    now = odds[0]["probability"] if odds else found.spread(measure, period).p50
    first = (lead, seen.odds[lead.id]) if lead and lead.id in seen.odds else None
    return OutlookPage(
        projection=found,
        end=end,
        past=_past(actor, found.periods[0], written),
        future=_course(found, bets=False),
        with_plan=_course(found, bets=True) if found.has_bets else (),
        target=_target(seen, lead),
        figures=tuple(_figure(found, name, end, goals) for name in FIGURES),
        levers=tornado(found.levers, now, Told(found.currency, is_odds, bets)),
        levers_of=f"the odds of “{lead.name}”" if lead else f"revenue in {period}",
        first=first,
    )


def _goal_of(one: Mapping[str, Any], goals: Sequence[GoalRow]) -> GoalRow | None:
    goal_id = int(str(one["id"]).partition("-")[0])
    return next((goal for goal in goals if goal.id == goal_id), None)


def _course(found: ProjectionRow, *, bets: bool) -> tuple[tuple[str, Spread], ...]:
    """Return a year's revenue quarter by quarter."""
    return tuple(
        (period_label(p), found.spread("revenue", p, bets=bets).times(QUARTERS))
        for p in found.periods
    )


def _figure(
    found: ProjectionRow, name: str, end: str, goals: Sequence[GoalRow]
) -> FigureRow:
    spread = found.spread(name, end, bets=False)
    style = ""
    if name in YEARLY:
        spread, style = spread.times(QUARTERS), found.currency
    elif name == "margin":
        style = "%"
    ids = _asked_of(found, name, end)
    odds = tuple(
        (goal.name, goal.id, share)
        for goal_id, share in ids
        for goal in goals
        if goal.id == goal_id
    )
    return FigureRow(LABELS[name], style, spread, odds)


def _asked_of(found: ProjectionRow, name: str, end: str) -> list[tuple[int, float]]:
    """Return the goals that ask for a figure in a quarter, with their odds."""
    model = found.plain.get("asked", {})
    said = []
    for one in found.plain["goals"]:
        if model.get(one["id"]) == [name, end]:
            share = one["without_bets"]
            goal_id, _, way = one["id"].split("-")
            said.append((int(goal_id), 1 - share if way == "down" else share))
    return said


def _target(seen: Outlook, lead: GoalRow | None) -> float | None:
    """Return what a year's revenue shall reach, where the first goal asks for it."""
    if lead is None:
        return None
    asked = (one for one in seen.file.plain["goals"] if one["measure"] == "revenue")
    one = next((a for a in asked if str(a["id"]).startswith(f"{lead.id}-")), None)
    return one["at_least"] * QUARTERS if one else None


def _past(actor: Actor, first: str, written: Sheet) -> tuple[tuple[str, float], ...]:
    """Return a year's revenue as it was read last in past quarters; else now."""
    known = queries.list_yardsticks(actor=actor)
    metric = next((y for y in known if y.figure == Figure.REVENUE_YEAR), None)
    by_quarter: dict[str, tuple[date, float]] = {}
    if metric is not None and metric.currency == written.currency:
        for read in queries.readings_of(actor=actor, metric_id=metric.metric_id):
            by_quarter[period_of(read.on_date)] = (read.on_date, float(read.value))
    past = [
        (_when_read(day, p), value)
        for p, (day, value) in sorted(by_quarter.items())
        if p < first
    ]
    return tuple(past[-PAST:]) or (("now", float(written.revenue)),)


def _when_read(day: date, period: str) -> str:
    """Return when a figure stood so: the quarter at whose end it was read, else the
    month. What was read in October is not where the year ended.

    >>> _when_read(date(2026, 12, 31), "2026Q4")
    'Q4 2026'
    >>> _when_read(date(2026, 10, 31), "2026Q4")
    'Oct 2026'
    """
    is_end = (period_end(period) - day).days < OF_THE_END
    return period_label(period) if is_end else f"{day:%b %Y}"
