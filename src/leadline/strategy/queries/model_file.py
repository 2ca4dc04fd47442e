"""The sheet and the goals as a model file, which ``leadline project`` reads too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from leadline.accounts.queries import rates_of
from leadline.accounts.types import Actor
from leadline.foundation.money import SAME, Rates
from leadline.foundation.once import once
from leadline.foundation.periods import (
    next_period,
    period_end,
    period_of,
    period_start,
    periods_between,
    periods_from,
)
from leadline.foundation.ranges import SaidRange
from leadline.strategy.queries.goals import list_goals
from leadline.strategy.queries.sheet import list_yardsticks, sheet
from leadline.strategy.types import (
    OF_ALL,
    CellRow,
    Driver,
    Figure,
    GoalRow,
    GoalState,
    MeasureRow,
    ModelFile,
    SegmentRow,
    of_a_quarter,
)

FEWEST, MOST = 8, 12
"""Quarters that are projected: more where a goal falls due later."""
DIGITS = 10
DAYS_OF_A_QUARTER = 365.25 / 4
MOST_LEAD = 20.0
"""Quarters; a sheet nobody touched for longer stands as it did then."""


def sheet_model(*, actor: Actor, today: date) -> ModelFile:
    """Return the sheet and the goals it can speak to as a model without bets.

    The first quarter is the one that begins nearest to today. A page that only reads
    asks once.
    """
    actor.require("read")
    return once(
        ("sheet model", actor.workspace_id, today), lambda: _model(actor, today)
    )


def _model(actor: Actor, today: date) -> ModelFile:
    written = sheet(actor=actor)
    goals = list_goals(actor=actor, state=GoalState.OPEN)
    first = first_quarter(actor=actor, today=today)
    periods = periods_from(first, _count(first, goals))
    asked, silent = _goals(actor, goals, periods)
    plain = {
        "periods": periods,
        "currency": written.currency or "",
        "segments": [_segment(one, first) for one in written.segments],
        "costs": dict(_costs(written.costs)),
        "goals": asked,
    }
    if not plain["currency"]:
        del plain["currency"]
    return ModelFile(
        plain, missing=written.missing, silent=silent, said=written.said_between
    )


def first_quarter(*, actor: Actor, today: date) -> str:
    """Return the quarter a projection begins with: that which begins nearest."""
    actor.require("read")
    here = period_of(today)
    after = next_period(here)
    gone = (today - period_start(here)).days
    return here if gone < (period_start(after) - today).days else after


def range_of_a_quarter(*, actor: Actor, driver: Driver, said: SaidRange) -> object:
    """Return a range of the sheet as the model says it, of a quarter."""
    actor.require("read")
    return _plain(driver, said)


def _count(first: str, goals: Sequence[GoalRow]) -> int:
    days = [m.target_date for goal in goals for m in goal.measures if m.target_date]
    ahead = [periods_between(first, period_of(day)) + 1 for day in days]
    return max([FEWEST, *(n for n in ahead if n <= MOST)])


def _segment(one: SegmentRow, first: str) -> dict[str, object]:
    said: dict[str, object] = {
        str(cell.driver.value): _plain(cell.driver, cell.said)
        for cell in one.cells
        if cell.said is not None
    }
    if lead := _lead(one.cell(Driver.CUSTOMERS).on_date, first):
        said["lead"] = lead
    return {"id": one.name, **said}


def _lead(read_on: date | None, first: str) -> float:
    """Return how many quarters lie between the day customers were counted and the
    beginning of the first quarter: so long the segment goes on as its drivers say.

    >>> _lead(date(2026, 11, 16), "2027Q1"), _lead(date(2027, 1, 1), "2027Q1")
    (0.5, 0.0)
    """
    if read_on is None:
        return 0.0
    days = (period_start(first) - read_on).days
    return min(max(round(days / DAYS_OF_A_QUARTER, 2), -1.0), MOST_LEAD)


def _costs(cells: tuple[CellRow, ...]) -> Iterator[tuple[str, object]]:
    for cell in cells:
        if cell.driver in OF_ALL and cell.said is not None:
            yield str(cell.driver.value), _plain(cell.driver, cell.said)


def _plain(driver: Driver, said: SaidRange) -> object:
    low, mid, high = (
        float(f"{of_a_quarter(driver, float(point)):.{DIGITS}g}")
        for point in (said.low, said.mid, said.high)
    )
    if said.is_exact and not said.nothing:
        return mid
    plain = {"p10": low, "p50": mid, "p90": high}
    return plain | ({"nothing": float(said.nothing)} if said.nothing else {})


def _goals(
    actor: Actor, goals: Sequence[GoalRow], periods: list[str]
) -> tuple[list[dict[str, Any]], dict[int, str]]:
    """Return what the projection is asked of goals, and why of others it is not."""
    known = {y.metric_id: y.figure for y in list_yardsticks(actor=actor)}
    rates = rates_of(actor=actor)
    asked: list[tuple[tuple[bool, int, str], dict[str, Any]]] = []
    silent = {}
    for goal in goals:
        whys = []
        for measure in goal.measures:
            figure = known.get(measure.metric_id or 0)
            one = _asked(measure, figure, periods, rates)
            if isinstance(one, str):
                whys.append(one)
                continue
            order = (one["measure"] != "revenue", goal.depth, one["id"])
            asked.append((order, one))
        if len(whys) == len(goal.measures):
            silent[goal.id] = whys[0]
    return [one for _, one in sorted(asked, key=lambda pair: pair[0])], silent


def _asked(
    measure: MeasureRow, figure: Figure | None, periods: list[str], rates: Rates
) -> dict[str, Any] | str:
    """Return a measure as the model asks for it, by its last whole quarter; or why
    it cannot be asked for."""
    day, target = measure.target_date, measure.target
    factor = rates.factor(measure.currency) if figure and figure.is_money else SAME
    if measure.metric_id is None:
        return "no metric measures it"
    if figure is None:
        return "no figure of the projection is what its metric measures"
    if target is None or day is None:
        return "it has no target or no day"
    if factor is None:
        return f"there is no rate from {measure.currency} to {rates.own or 'your own'}"
    if period_end(periods[-1]) < day and len(periods) >= MOST:
        return f"it falls due after the {MOST} quarters that are projected"
    in_time = [period for period in periods if period_end(period) <= day]
    if not in_time:
        return "it falls due before the first quarter is over"
    return {
        "id": f"{measure.goal_id}-{measure.id}-{'up' if measure.aims_up else 'down'}",
        "measure": figure.measure,
        "period": in_time[-1],
        "at_least": float(target * factor.value) * figure.of_a_quarter,
    }
