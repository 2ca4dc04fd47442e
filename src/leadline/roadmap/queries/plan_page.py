"""Everything the page of a plan shows, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from leadline.accounts.queries import rows, until_changed
from leadline.accounts.types import Actor
from leadline.foundation.periods import period_end
from leadline.roadmap.bridge import pk_of
from leadline.roadmap.models import (
    Bet,
    Capacity,
    Plan,
    PlanItem,
    PlanLeftOut,
)
from leadline.roadmap.queries.backing import backing_of_bets, goals_of_bets
from leadline.roadmap.queries.bounds import use_of_limits
from leadline.roadmap.queries.lacking import shorts_of, slipped_of
from leadline.roadmap.queries.plan_values import sheet_digest
from leadline.roadmap.queries.plans import plan_head
from leadline.roadmap.queries.rows import (
    changes_of,
    every_bet,
    get_plan,
    items_of,
)
from leadline.roadmap.queries.serving import OpenGoal, bets_serving, open_goals
from leadline.roadmap.queries.wishes import wishes_of_plan
from leadline.roadmap.types import (
    BetBacking,
    BetName,
    BetState,
    CapacityCell,
    ChangeKind,
    ChangeRow,
    Clash,
    GoalName,
    GoalOfPlan,
    LeftOutRow,
    PlacedBy,
    PlanFutures,
    PlannedBet,
    PlanPage,
    TeamLoad,
    TeamWeeks,
    counted,
)
from leadline.strategy.queries import sheet
from leadline.strategy.types import GoalRow

OPEN = (BetState.CANDIDATE, BetState.COMMITTED, BetState.DOING)
SAID = ("growth", "profit")
Names = Mapping[int, BetName]
Backing = Mapping[int, BetBacking]


def plan_page(*, actor: Actor, plan_id: int) -> PlanPage:
    """Return a plan with its bets, capacity, what it leaves out and its history.

    Efforts, values and capacity are those the plan was made from; what changed
    since is named. Raises ``NotFound``.
    """
    return until_changed(
        actor=actor, key=("plan page", plan_id), read=lambda: _page(actor, plan_id)
    )


def _page(actor: Actor, plan_id: int) -> PlanPage:
    plan = get_plan(actor=actor, plan_id=plan_id)
    bets = every_bet(actor=actor)
    names = {pk: BetName(pk, b.title, BetState(b.state)) for pk, b in bets.items()}
    in_file = {pk_of(bet["id"]): bet for bet in plan.problem["bets"]}
    backing = backing_of_bets(actor=actor, bet_ids=in_file)
    goals = goals_of_bets(actor=actor)
    items = items_of(actor=actor, plan_id=plan.pk)
    planned = [
        _planned(
            plan,
            item,
            in_file[item.bet_id],
            (names, backing, goals),
            bets[item.bet_id].confidence,
        )
        for item in items
    ]
    ranks = _ranks(in_file, {item.bet_id for item in items})
    planned = [replace(bet, rank=ranks[bet.bet.id]) for bet in planned]
    planned.sort(key=lambda bet: (bet.period, -bet.growth - bet.profit, bet.bet.title))
    changed = [
        names[pk]
        for pk, bet in bets.items()
        if pk in in_file and bet.changed_at > plan.made_at
    ]
    new = [n for pk, n in names.items() if pk not in in_file and n.state in OPEN]
    is_other, said_on = _sheet_since(actor, plan)
    return PlanPage(
        head=plan_head(actor=actor, plan=plan),
        bets=tuple(planned),
        loads=tuple(_loads(plan, items, in_file)),
        left_out=tuple(_left_out(actor, plan, names, backing)),
        changes=tuple(_changes(actor, plan, names)),
        clashes=tuple(Clash(**clash) for clash in plan.clash),
        goals=tuple(_goals_of_plan(actor, plan.currency, planned)),
        changed_bets=tuple(sorted(changed, key=lambda bet: bet.title)),
        new_bets=tuple(sorted(new, key=lambda bet: bet.title)),
        is_capacity_changed=_is_capacity_changed(actor, plan),
        futures=PlanFutures.read(plan.futures),
        shorts=shorts_of(actor=actor, plan=plan),
        slipped=slipped_of(actor=actor, plan=plan, planned=planned, names=names),
        wishes=tuple(wishes_of_plan(actor=actor, plan_id=plan.pk)),
        is_sheet_changed=is_other,
        sheet_said_on=said_on,
        limits=use_of_limits(actor=actor, plan=plan),
        until=plan.projected.get("until", ""),
        said=_said_today(plan, [bets[item.bet_id] for item in items]),
    )


def _sheet_since(actor: Actor, plan: Plan) -> tuple[bool, date | None]:
    """Say whether values that the projection said came from another sheet, and the day
    of its newest figure where that is not before the plan's."""
    if not plan.projected:
        return False, None
    digest = sheet_digest(actor=actor, first_period=plan.periods[0])
    if plan.projected["digest"] == digest:
        return False, None
    said = sheet(actor=actor).said_between
    newest = said[1] if said else None
    is_since = newest is not None and newest >= plan.made_at.date()
    return True, newest if is_since else None


Goals = Mapping[int, list[GoalName]]


def _planned(
    plan: Plan,
    item: PlanItem,
    in_file: Mapping[str, Any],
    about: tuple[Names, Backing, Goals],
    sure: int | None,
) -> PlannedBet:
    names, backing, goals = about
    end = plan.periods.index(item.period) + in_file["duration"] - 1
    return PlannedBet(
        bet=names[item.bet_id],
        period=item.period,
        finish=plan.periods[min(end, len(plan.periods) - 1)],
        teams=tuple(
            TeamWeeks(team, _middle(weeks), _high(weeks))
            for team, weeks in in_file["effort"].items()
        ),
        growth=_middle(in_file["value"]["growth"]),
        profit=_middle(in_file["value"]["profit"]),
        placed_by=PlacedBy(item.placed_by),
        reason=item.reason,
        goals=tuple(goals.get(item.bet_id, [])),
        backing=backing[item.bet_id],
        confidence=sure,
        says=tuple(name for name in SAID if _is_said(in_file["value"][name])),
        is_projected=item.bet_id in plan.projected.get("bets", ()),
    )


def _said_today(plan: Plan, bets: Sequence[Bet]) -> dict[str, float]:
    """Return what people say the bets of a plan add a year, by how sure they are of
    each; nothing where that is in another currency than the plan."""
    if any(bet.currency != plan.currency for bet in bets):
        return {}
    return {
        name: float(
            sum(counted(getattr(bet, f"{name}_p50"), bet.confidence) for bet in bets)
        )
        for name in SAID
    }


def _is_said(value: float | Mapping[str, float]) -> bool:
    """Whether somebody gave a figure: one of nothing but zeros was never said."""
    return any(value.values()) if isinstance(value, Mapping) else bool(value)


def _ranks(
    in_file: Mapping[int, Mapping[str, Any]], placed: Collection[int]
) -> dict[int, int]:
    """Return how many placed bets stand in a row before each placed bet."""
    before = {
        pk: [
            pk_of(after["bet"] if isinstance(after, Mapping) else after)
            for after in in_file[pk]["after"]
        ]
        for pk in placed
    }
    ranks: dict[int, int] = {}

    def rank(pk: int) -> int:
        if pk not in ranks:
            ranks[pk] = 0
            first = [rank(other) + 1 for other in before[pk] if other in before]
            ranks[pk] = max(first, default=0)
        return ranks[pk]

    return {pk: rank(pk) for pk in placed}


def _loads(
    plan: Plan, items: Sequence[PlanItem], in_file: Mapping[int, Mapping[str, Any]]
) -> list[TeamLoad]:
    used: defaultdict[tuple[str, int], float] = defaultdict(float)
    for item in items:
        bet = in_file[item.bet_id]
        start, takes = plan.periods.index(item.period), bet["duration"]
        for team, weeks in bet["effort"].items():
            for at in range(start, min(start + takes, len(plan.periods))):
                used[team, at] += _middle(weeks) / takes
    return [
        TeamLoad(
            team,
            tuple(
                CapacityCell(period, used[team, at], capacity[at])
                for at, period in enumerate(plan.periods)
            ),
        )
        for team, capacity in plan.problem["teams"].items()
    ]


def _left_out(
    actor: Actor, plan: Plan, names: Names, backing: Backing
) -> list[LeftOutRow]:
    found = [
        LeftOutRow(
            bet=names[left.bet_id],
            why=left.why,
            cost_to_force_in=left.cost_to_force_in,
            pushes_out=tuple(names[pk] for pk in left.pushes_out if pk in names),
            backing=backing[left.bet_id],
        )
        for left in rows(PlanLeftOut, actor).filter(plan=plan)
    ]

    def nearest(left: LeftOutRow) -> tuple[bool, float, str]:
        cost = left.cost_to_force_in
        return (cost is None, cost or 0.0, left.bet.title)

    return sorted(found, key=nearest)


def _changes(actor: Actor, plan: Plan, names: Names) -> list[ChangeRow]:
    return [
        ChangeRow(
            id=change.pk,
            bet=names[change.bet_id],
            kind=ChangeKind(change.kind),
            from_period=change.from_period,
            to_period=change.to_period,
            reason=change.reason,
            cost=change.cost,
            broken=tuple(change.broken),
            made_by=str(change.made_by) if change.made_by else "",
            made_at=change.made_at,
        )
        for change in reversed(changes_of(actor=actor, plan_id=plan.pk))
    ]


def _goals_of_plan(
    actor: Actor, money: str, planned: list[PlannedBet]
) -> list[GoalOfPlan]:
    """Return the open goals; those that the plan does something for come first.

    ``money`` is the currency that the plan's figures are in.
    """
    goals = open_goals(actor=actor, money=money)
    serving = bets_serving(actor=actor, goals=[one.goal for one in goals])
    todo = [bet for bet in planned if bet.bet.state in OPEN]
    found = []
    for one in goals:
        goal = one.goal
        bets = [bet for bet in todo if bet.bet.id in serving[goal.id]]
        in_time = [bet for bet in bets if _is_out_by(bet.finish, goal)]
        found.append(
            GoalOfPlan(
                goal=goal,
                bets=len(bets),
                late=len(bets) - len(in_time),
                adds=_adds(one, in_time),
                lacks=money if one.lacks_rate else "",
                waits=one.waits,
            )
        )
    return sorted(found, key=lambda served: (served.adds is None, not served.bets))


def _adds(one: OpenGoal, bets: list[PlannedBet]) -> float | None:
    """Return what bets add to a goal, in its own money."""
    if one.factor is None:
        return None
    brings: float = sum(getattr(bet, one.measure) for bet in bets)
    return brings * float(one.factor.value)


def _is_out_by(finish: str, goal: GoalRow) -> bool:
    """Whether a bet finished in a quarter is finished by the goal's day."""
    return goal.target_date is None or period_end(finish) <= goal.target_date


def _is_capacity_changed(actor: Actor, plan: Plan) -> bool:
    """Say whether a team's weeks differ from those the plan was made from."""
    cells = rows(Capacity, actor).filter(
        period__in=plan.periods, team__is_archived=False
    )
    known = {
        (name, period): float(weeks)
        for name, period, weeks in cells.values_list(
            "team__name", "period", "person_weeks"
        )
        if weeks
    }
    meant = {
        (team, plan.periods[at]): weeks
        for team, row in plan.problem["teams"].items()
        for at, weeks in enumerate(row)
        if weeks
    }
    return known != meant


def _middle(value: float | Mapping[str, float]) -> float:
    return value["p50"] if isinstance(value, Mapping) else value


def _high(value: float | Mapping[str, float]) -> float:
    return value["p90"] if isinstance(value, Mapping) else value
