"""A plan for strangers: its quarters, what is left out, and how full its teams are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from leadline.accounts.types import Actor
from leadline.foundation.periods import period_label
from leadline.foundation.words import plural
from leadline.overview.sharing.records import (
    SharedLine,
    SharedPart,
    SharedRecord,
    cleaned,
)
from leadline.overview.sharing.roadmap import odds_of, worth_of
from leadline.roadmap.queries import delivery_of_plan, plan_page
from leadline.roadmap.types import FinishOdds, PlanHead, PlannedBet, TeamLoad


def shared_plan(
    *, actor: Actor, plan_id: int, has_names: bool, has_money: bool, today: date
) -> SharedRecord:
    """Return a plan as it is, redacted: it does not follow what took its place.

    Bets stand in the quarter they are finished in. Without money neither worths nor
    what it costs to leave a bet out are in it. Raises ``NotFound``.
    """
    page = plan_page(actor=actor, plan_id=plan_id)
    head = page.head
    delivery = delivery_of_plan(actor=actor, plan_id=plan_id, today=today)
    odds = {row.bet.id: row for row in delivery.rows}
    by_end: defaultdict[str, list[SharedLine]] = defaultdict(list)
    for bet in page.bets:
        line = _line(bet, head, odds, has_money=has_money)
        by_end[bet.finish].append(line)
    parts = [
        SharedPart(f"Finished in {period_label(at)}", tuple(by_end[at]), "Nothing.")
        for at in head.periods
    ]
    left = tuple(SharedLine(row.bet.title) for row in page.left_out)
    parts.append(SharedPart("Left out", left, "Nothing is left out."))
    goals = tuple(
        SharedLine(one.goal.name, f"{plural(one.bets, 'bet serves', 'bets serve')} it")
        for one in page.goals
    )
    parts.append(SharedPart("Goals", goals, "No goal is open."))
    loads = tuple(_load(one) for one in page.loads)
    parts.append(SharedPart("How full teams are", loads, "No team takes part."))
    first, last = (period_label(head.periods[at]) for at in (0, -1))
    facts = (
        ("State", head.state.label),
        ("Quarters", first if first == last else f"{first} to {last}"),
        ("Bets", str(len(page.bets))),
    )
    record = SharedRecord(head.name, "", facts, tuple(parts))
    return cleaned(record, actor, has_names, has_money)


def _line(
    bet: PlannedBet, head: PlanHead, odds: Mapping[int, FinishOdds], *, has_money: bool
) -> SharedLine:
    said = [f"From {period_label(bet.period)}"] if bet.period != bet.finish else []
    said += [
        f"by the end of {quarter}: {share:.0%}"
        for quarter, share in odds_of(odds.get(bet.bet.id))
    ]
    if has_money and (worth := worth_of(bet, head)):
        said.append(worth)
    return SharedLine(bet.bet.title, ", ".join(said))


def _load(team: TeamLoad) -> SharedLine:
    cells = (
        f"{period_label(cell.period)}: "
        f"{'no weeks' if cell.percent is None else f'{cell.percent}%'}"
        for cell in team.cells
    )
    return SharedLine(team.team, ", ".join(cells))
