"""The two or three figures that carry a briefing, each with its source and age."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leadline.foundation.measures import measured
from leadline.foundation.periods import period_end, period_label, period_of
from leadline.foundation.totals import figure, left_out
from leadline.overview.briefing.counting import to_whom
from leadline.overview.briefing.quoting import source_words
from leadline.overview.briefing.record import Coming, Owed, Record
from leadline.overview.briefing.sources import (
    PROMISES,
    source_of_bet,
    source_of_goal,
    source_of_promise,
)
from leadline.overview.briefing.types import Figure, Source, counted, day_words
from leadline.roadmap.types import IN_TIME, together
from leadline.stakeholders.types import Audience
from leadline.strategy.types import GoalKind, GoalRow

MOST = 3
PLAN = Source("plan", "roadmap/plans/", "The plan")


def figures_of(record: Record, audience: Audience, given: list[Owed]) -> list[Figure]:
    """Return at most three figures for an audience; one that is not known is left out.

    ``given`` are the promises it hears of.
    """
    if audience == Audience.EXECUTIVES:
        found = [*_goals(record), *_owed(given)]
    elif audience == Audience.SALES:
        found = [*_at_stake(given), *_owed(given), *_asked_most(record)]
    else:
        found = [*_this_and_next(record), *_asked_most(record), *_owed(given)]
    return found[:MOST]


def _goals(record: Record) -> Iterator[Figure]:
    """Yield the goal of growth and the one of profitability that others serve."""
    for kind in (GoalKind.GROWTH, GoalKind.PROFITABILITY):
        goals = [
            goal
            for goal in record.goals
            if goal.kind == kind and goal.latest and goal.target is not None
        ]
        for goal in sorted(goals, key=_first_of_its_kind)[:1]:
            assert goal.latest is not None
            assert goal.target is not None
            unit = goal.currency or goal.unit
            read = day_words(goal.latest.on_date, with_year=True)
            origin = source_words(goal.latest.source)
            yield Figure(
                goal.measure or goal.name,
                measured(goal.latest.value, unit),
                f"of {measured(goal.target, unit)}",
                f"{origin}, {read}" if origin else f"read on {read}",
                source_of_goal(goal),
            )


def _first_of_its_kind(goal: GoalRow) -> tuple[bool, bool, bool, date]:
    """Order the goal that others serve first, then money, then the nearest day."""
    day = goal.target_date or date.max
    return goal.parent_id is not None, not goal.currency, day == date.max, day


def _owed(given: list[Owed]) -> Iterator[Figure]:
    """Yield how many promises are open and how many of them late."""
    if not given:
        return
    late = [owed for owed in given if owed.row.days_late]
    oldest = max((owed.row.days_late for owed in late), default=0)
    note = f"the oldest for {counted(oldest, 'day')}" if late else "none is late"
    ahead = [owed for owed in given if owed.kind and not owed.row.days_late]
    if ahead:
        word = "more" if late else "promise" if len(ahead) == 1 else "promises"
        note += f"; {len(ahead)} {word} will be late or at risk"
    yield Figure(
        "Promises late",
        str(len(late)),
        f"of {len(given)} open{to_whom(given)}",
        note,
        source_of_promise(given[0]) if len(given) == 1 else PROMISES,
    )


def _at_stake(given: list[Owed]) -> Iterator[Figure]:
    """Yield what the customers pay whose promise is, or by the plan will be, late."""
    troubled = [owed for owed in given if owed.kind]
    paid = {o.customer_id: o for o in troubled if o.customer_id and o.revenue}
    if not paid:
        return
    total = None
    for owed in paid.values():
        total = owed.revenue if total is None else total + owed.revenue
    assert total is not None
    left = left_out(total)
    yield Figure(
        "At stake",
        figure(total),
        "a year",
        f"paid by {counted(len(paid), 'customer')} with a promise late, at risk or "
        "planned for after its day" + (f"; not in it {left}" if left else ""),
        next(iter(paid.values())).payer if len(paid) == 1 else PROMISES,
    )


def _this_and_next(record: Record) -> Iterator[Figure]:
    """Yield how many bets come this quarter, or in the next one that has some."""
    this = period_of(record.on)
    ahead = [bet for bet in record.by_time if bet.period >= this]
    if not ahead:
        return
    first = ahead[0].period
    bets = [bet for bet in ahead if bet.period == first]
    yield Figure(
        f"Planned for {period_label(first)}",
        str(len(bets)),
        "bet" if len(bets) == 1 else "bets",
        f"of {len(ahead)} in the plan; the quarter ends on "
        f"{day_words(period_end(first), record.on)}{_unlikely(bets)}",
        PLAN,
    )


def _unlikely(bets: list[Coming]) -> str:
    """Return how many of some bets are less likely than not finished when planned."""
    odds = [bet.end.odds for bet in bets if bet.end and bet.end.odds is not None]
    n = sum(share < IN_TIME for share in odds)
    verb = "is" if n == 1 else "are"
    return f"; {n} of them {verb} less likely than not by then" if n else ""


def _asked_most(record: Record) -> Iterator[Figure]:
    """Yield the bet of the plan that most customers ask for."""
    ahead = [bet for bet in record.by_time if bet.customers]
    if not ahead:
        return
    bet = max(ahead, key=lambda one: one.customers)
    by = f"planned for the end of {bet.last_day:%B %Y}{bet.told_odds}"
    yield Figure(
        "Most asked for",
        str(bet.customers),
        "customer" if bet.customers == 1 else "customers",
        f"{bet.title}{together(len(bet.need_ids))}, {by}",
        source_of_bet(bet.id, bet.title),
    )
