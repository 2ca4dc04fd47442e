"""How a plan is drawn: bars in the lanes of teams, cards under now, next and later."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from leadline.foundation import words
from leadline.foundation.periods import next_period, period_label, period_months
from leadline.foundation.words import short_number
from leadline.roadmap.types import (
    CapacityCell,
    PlacedBy,
    PlannedBet,
    PlanPage,
    Standing,
    Stands,
    TeamLoad,
    WeekPrice,
    When,
    later_quarters,
    when_of,
)
from leadline.web.shell.charts.timeline import Piece, Placed, lanes
from leadline.web.templatetags.planning import SHAPES


@dataclass(frozen=True, slots=True)
class Bar:
    """What a bar on the timeline says and leads to.

    ``stands`` is in how many futures the best plan has the bet in, where that is known.
    A bar that ``helps`` is a part of a bet that another team has most of.
    """

    title: str
    url: str
    shape: str
    bet_id: int
    is_chosen: bool = False
    helps: bool = False
    stands: Stands | None = None

    @property
    def grade(self) -> str:
        """The class that says how sure it is that the bet belongs in."""
        if self.helps:
            return "bet-help"
        if self.stands is None:
            return ""
        return {
            Standing.CORE: "bet-core",
            Standing.BORDERLINE: "bet-edge",
            Standing.OUT: "bet-out",
        }[self.stands.standing]

    @property
    def says(self) -> str:
        """The bet, and how sure it belongs in."""
        if self.stands is None:
            return self.title
        word, of = self.stands.standing.label.lower(), self.stands
        return (
            f"{self.title}: {word}, in the best plan found in {of.times} of "
            f"{words.plural(of.planned, 'future', 'futures')} planned"
        )


@dataclass(frozen=True, slots=True)
class Lane:
    """A team's row: its bars, and what is used of its weeks by quarter."""

    name: str
    note: str
    placed: tuple[Placed, ...]
    cells: tuple[CapacityCell, ...]
    price: WeekPrice | None = None

    @property
    def rows(self) -> int:
        """How many rows its bars take."""
        return max((piece.row for piece in self.placed), default=0)


@dataclass(frozen=True, slots=True)
class Horizon:
    """The bets of now, next, later, or of before."""

    when: When
    note: str
    bets: tuple[PlannedBet, ...]

    @property
    def name(self) -> str:
        """What stands over them."""
        return str(self.when.label)


def horizons(page: PlanPage, today: str) -> list[Horizon]:
    """Return the bets under now, next and later, as seen from the quarter ``today``.

    Now is what the plan places in this quarter, and what is still being done from
    before; next begins in the quarter after, later is the rest. What is over comes
    first, where there is any. A plan that begins later has nothing in now.
    """
    found: dict[When, list[PlannedBet]] = {when: [] for when in When}
    for bet in page.bets:
        found[when_of(bet, today)].append(bet)
    notes = {
        When.BEFORE: "its quarter is over",
        When.NOW: period_label(today),
        When.NEXT: period_label(next_period(today)),
        When.LATER: _span(later_quarters(page.head.periods, today)),
    }
    return [
        Horizon(when, notes[when], tuple(bets))
        for when, bets in found.items()
        if bets or when != When.BEFORE
    ]


def _span(quarters: tuple[str, ...]) -> str:
    if not quarters:
        return "after the quarters of this plan"
    first, last = period_label(quarters[0]), period_label(quarters[-1])
    return first if first == last else f"{first} to {last}"


def heads(page: PlanPage) -> list[tuple[str, str]]:
    """Return the quarters with their months."""
    return [(period_label(at), period_months(at)) for at in page.head.periods]


def team_lanes(page: PlanPage, url_of: dict[int, str]) -> list[Lane]:
    """Return a lane for each team, and one for bets that need nobody yet.

    A bet fills its quarters; the hatched part is what runs on when it takes its
    high estimate while the team's other bets take their middle.
    """
    by_team: defaultdict[str, list[PlannedBet]] = defaultdict(list)
    for bet in page.bets:
        for team in bet.teams:
            by_team[team.team].append(bet)
        if not bet.teams:
            by_team[""].append(bet)
    found = [_lane(page, load, by_team[load.team], url_of) for load in page.loads]
    if by_team[""]:
        found.append(
            _lane(page, TeamLoad("No team yet", ()), by_team[""], url_of, nobody=True)
        )
    return found


def _lane(
    page: PlanPage,
    load: TeamLoad,
    bets: list[PlannedBet],
    url_of: dict[int, str],
    *,
    nobody: bool = False,
) -> Lane:
    order = {period: at for at, period in enumerate(page.head.periods)}
    pieces = []
    for bet in sorted(bets, key=lambda bet: (bet.period, bet.rank, bet.bet.title)):
        end = order[bet.finish] + 1
        late = end + _spill(load, bet, end - 1)
        bar = _bar(page, bet, url_of, load.team)
        pieces.append(Piece(order[bet.period], end, late, bar))
    total = sum(cell.capacity for cell in load.cells)
    note = "nobody is named" if nobody else f"{total:,.0f} person-weeks"
    price = next((one for one in page.futures.weeks if one.team == load.team), None)
    return Lane(load.team, note, lanes(pieces, len(order)), load.cells, price)


def _spill(load: TeamLoad, bet: PlannedBet, last: int) -> float:
    """Return the share of a quarter that a bet's high estimate takes beyond its own."""
    mine = next((team for team in bet.teams if team.team == load.team), None)
    cell = load.cells[last] if load.cells else None
    if mine is None or cell is None or not cell.capacity:
        return 0.0
    beyond = cell.used + mine.weeks_high - mine.weeks - cell.capacity
    return max(0.0, min(beyond / cell.capacity, 1.0))


def _bar(page: PlanPage, bet: PlannedBet, url_of: dict[int, str], team: str) -> Bar:
    shape = SHAPES[bet.goals[0].kind] if bet.goals else ""
    known = page.futures
    stands = known.by_bet.get(bet.bet.id) if known.is_known else None
    most = max(bet.teams, key=lambda one: one.weeks, default=None)
    mine = next((one for one in bet.teams if one.team == team), None)
    if most is not None and mine is not None and most.team != team:
        title = f"For {most.team}: {bet.bet.title}, {short_number(mine.weeks)}"
        return Bar(title, url_of[bet.bet.id], "", bet.bet.id, helps=True)
    is_chosen = bet.placed_by == PlacedBy.PERSON
    return Bar(
        bet.bet.title, url_of[bet.bet.id], shape, bet.bet.id, is_chosen, stands=stands
    )
