"""What a plan prints: one sheet of A4 across, in type that a board can read.

Every line on it is one line high, so that how much fits is counted, not guessed; what
does not fit is counted too, and stands on the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from leadline.foundation.periods import period_label
from leadline.foundation.words import short_number
from leadline.roadmap.types import (
    LeftOutRow,
    PlannedBet,
    PlanPage,
    Stands,
    TeamLoad,
    plan_notes,
)
from leadline.strategy.types import GoalOdds, GoalRow
from leadline.web.roadmap.plan_odds import PlanOdds
from leadline.web.templatetags.planning import SHAPES

# Lines of A4 across, without its title, heads, legend and foot: of 10.5 points, which
# is taken where nothing has to be cut for it, and of 8.5.
ROOMY, LINES = 29, 37
GAP = 0.6  # between two teams, in lines
NAMED, FEWEST = 2, 2  # a team and its weeks; lines of a cell that cuts
TEAMS, MANY = 12, 999
GOALS, LEFT = 8, 3  # goals at most; lines kept for what is left out


@dataclass(frozen=True, slots=True)
class SheetBet:
    """A bet on the sheet: how sure it belongs in, where that is known."""

    title: str
    shape: str
    stands: Stands | None


@dataclass(frozen=True, slots=True)
class SheetCell:
    """The bets that a team begins in a quarter, and how many more there are."""

    bets: tuple[SheetBet, ...]
    more: int


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A team, what is used of its weeks, and its bets by quarter."""

    team: str
    note: str
    cells: tuple[SheetCell, ...]


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """One printed page of a plan; what did not fit onto it is counted.

    ``notes`` are what a reader must know who steers by it, a line each: what it asks
    beyond what there is, promises it does not keep, that the world moved.
    """

    notes: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    teams_more: int
    left: tuple[LeftOutRow, ...]
    left_more: int
    odds: tuple[tuple[GoalRow, GoalOdds], ...]
    odds_more: int
    is_roomy: bool
    is_wide: bool


def plan_sheet(page: PlanPage, odds: PlanOdds, unchecked: int = 0) -> PlanSheet:
    """Return what of a plan stands on its printed page.

    ``unchecked`` is how many promises hang on no bet.
    """
    teams, notes = _bets_of_teams(page), tuple(plan_notes(page, unchecked))
    rows, out = [cells for _, cells in teams[:TEAMS]], len(page.left_out)
    whole = sum(_height(cells, MANY) for cells in rows) + ceil(len(odds.rows) / 2)
    whole += len(notes)
    is_roomy = len(teams) <= TEAMS and whole + ceil(out / 2) <= ROOMY
    room = (ROOMY if is_roomy else LINES) - ceil(min(len(odds.rows), GOALS) / 2)
    room -= len(notes)
    deep = _depth(rows, room - min(ceil(out / 2), LEFT))
    free = max(int(room - sum(_height(cells, deep) for cells in rows)), 1)
    # The last place tells how many more there are.
    kept = out if out <= 2 * free else 2 * free - 1
    return PlanSheet(
        notes=notes,
        rows=tuple(
            SheetRow(
                load.team,
                _weeks_used(load),
                tuple(_cell(page, bets, deep) for bets in cells),
            )
            for load, cells in teams[:TEAMS]
        ),
        teams_more=max(len(teams) - TEAMS, 0),
        left=page.left_out[:kept],
        left_more=out - kept,
        odds=odds.rows[:GOALS],
        odds_more=max(len(odds.rows) - GOALS, 0),
        is_roomy=is_roomy,
        is_wide=out <= free,
    )


def _bets_of_teams(page: PlanPage) -> list[tuple[TeamLoad, list[list[PlannedBet]]]]:
    """Return by team its bets by the quarter they begin in.

    A bet of several teams stands with the one that has most of it; teams without any
    come last, and bets that need nobody yet are a row of their own.
    """
    order = {period: at for at, period in enumerate(page.head.periods)}
    found: dict[str, list[list[PlannedBet]]] = {
        name: [[] for _ in order] for name in [load.team for load in page.loads] + [""]
    }
    for bet in sorted(page.bets, key=lambda bet: (bet.rank, bet.bet.title)):
        most = max(bet.teams, key=lambda one: one.weeks, default=None)
        team = most.team if most and most.team in found else ""
        found[team][order[bet.period]].append(bet)
    rows = [(load, found[load.team]) for load in page.loads]
    rows.sort(key=lambda row: not any(row[1]))
    nobody = TeamLoad("No team yet", ())
    return [*rows, *([(nobody, found[""])] if any(found[""]) else [])]


def _depth(rows: Sequence[list[list[PlannedBet]]], room: float) -> int:
    """Return how many lines a cell may have so that all rows fit."""
    deep = max((len(cell) for cells in rows for cell in cells), default=FEWEST)
    while deep > FEWEST and sum(_height(cells, deep) for cells in rows) > room:
        deep -= 1
    return max(deep, FEWEST)


def _height(cells: list[list[PlannedBet]], deep: int) -> float:
    return max(NAMED, *(min(len(cell), deep) for cell in cells), 0) + GAP


def _cell(page: PlanPage, bets: list[PlannedBet], deep: int) -> SheetCell:
    kept = len(bets) if len(bets) <= deep else deep - 1
    return SheetCell(tuple(_bet(page, bet) for bet in bets[:kept]), len(bets) - kept)


def _bet(page: PlanPage, bet: PlannedBet) -> SheetBet:
    known = page.futures
    title = bet.bet.title
    if bet.finish != bet.period:
        title += f", to {period_label(bet.finish)}"
    return SheetBet(
        title,
        SHAPES[bet.goals[0].kind] if bet.goals else "",
        known.by_bet.get(bet.bet.id) if known.is_known else None,
    )


def _weeks_used(load: TeamLoad) -> str:
    """Return how much of a team's weeks a plan uses: "48 weeks, 86% used"."""
    if not load.cells:
        return "nobody is named"
    total = sum(cell.capacity for cell in load.cells)
    if not total:
        return "no weeks"
    used = sum(cell.used for cell in load.cells)
    return f"{short_number(total)} weeks, {used / total:.0%} used"
