"""Tools over bets and plans: what is planned, what is left out, what a change costs."""

from __future__ import annotations

from typing import Literal

from leadline.accounts.types import Actor, Area
from leadline.foundation.errors import NotFound
from leadline.mcp.caller import actor_for
from leadline.mcp.shapes import (
    PAGE,
    Id,
    Money,
    Named,
    Shape,
    Spread,
    Text,
    money_of,
    next_of,
    page_of,
    spread_of,
)
from leadline.roadmap.queries import (
    committed_plan_id,
    hand_options,
    list_bets,
    plan_page,
)
from leadline.roadmap.types import BetFilter, BetRow, PlanHead, PlanPage

NO_PLAN = "No plan is committed. Name a plan by its id; “search” finds plans."


class Effort(Shape):
    """What a bet takes of a team, in person-weeks."""

    team: str
    weeks: Spread | None


class Bet(Shape):
    """A bet: what it should bring a year, what it takes, who asks, what it serves.

    ``confidence`` is in percent, absent where nobody said.
    """

    id: int
    title: str
    summary: str
    state: str
    owner: str
    growth_a_year: Spread | None
    profit_a_year: Spread | None
    confidence: int | None
    efforts: list[Effort]
    goals: list[Named]
    needs: int
    customers_asking: int
    revenue_of_askers: Money | None


State = Literal["", "candidate", "committed", "doing", "done", "dropped", "all"]


class Bets(Shape):
    """A page of bets; ``next`` is the cursor of the next one, "" at the end."""

    items: list[Bet]
    total: int
    next: str


class Planned(Shape):
    """A bet in a plan, with the quarters in which it begins and is finished."""

    bet_id: int
    title: str
    begins: str
    finished: str
    growth_a_year: float
    profit_a_year: float
    placed_by: str
    reason: str


class LeftOut(Shape):
    """A bet that is not in the plan, why, and what the plan loses by forcing it in.

    ``cost_to_force_in`` is absent where it was not worked out.
    """

    bet_id: int
    title: str
    why: str
    cost_to_force_in: float | None
    would_push_out: list[Named]


class Plan(Shape):
    """A plan: what is in it, what is left out and why. Money is in ``currency``.

    ``gap`` is how far it may be below the best there is, as a share of one; absent
    where that is not known.
    """

    id: int
    name: str
    state: str
    status: str
    quarters: list[str]
    currency: str
    growth_a_year: float
    profit_a_year: float
    gap: float | None
    planned: list[Planned]
    left_out: list[LeftOut]


class Price(Shape):
    """A place that a bet could have, and what the plan loses by it a year.

    ``quarter`` is "" for out of the plan. ``breaks`` says what would no longer hold;
    what is in ``forbidden_by`` neither weeks nor money can mend.
    """

    quarter: str
    cost: float
    breaks: list[str]
    forbidden_by: list[str]


class Prices(Shape):
    """What each change of a bet's place in a plan would cost, in ``currency``."""

    plan: str
    bet: str
    now: str
    currency: str
    places: list[Price]


def _bet(row: BetRow) -> Bet:
    backing = row.backing
    return Bet(
        id=row.id,
        title=row.title,
        summary=row.summary,
        state=row.state,
        owner=row.owner,
        growth_a_year=spread_of(row.growth),
        profit_a_year=spread_of(row.profit),
        confidence=row.confidence,
        efforts=[
            Effort(team=e.team, weeks=spread_of(e.weeks, "person-weeks"))
            for e in row.efforts
        ],
        goals=[Named(kind="goal", id=g.id, title=g.name) for g in row.goals],
        needs=backing.needs,
        customers_asking=backing.customers,
        revenue_of_askers=money_of(backing.revenue),
    )


def list_all_bets(text: Text = "", state: State = "", cursor: Text = "") -> Bets:
    """List bets, the most growth first, 25 at a time, by words or state; dropped ones
    only where ``state`` says dropped or all."""
    only = BetFilter(text=text, state=state, page=page_of(cursor), size=PAGE)
    found = list_bets(actor=actor_for(Area.ROADMAP), only=only)
    return Bets(
        items=[_bet(row) for row in found], total=found.total, next=next_of(found)
    )


def get_plan(id: Id | None = None) -> Plan:
    """Read a plan, the committed one where none is named: its bets by quarter, and what
    is left out with the reason and what it would cost to force it in."""
    actor = actor_for(Area.ROADMAP)
    page = plan_page(actor=actor, plan_id=_plan_id(actor, id))
    head = page.head
    return Plan(
        id=head.id,
        name=head.name,
        state=head.state,
        status=head.status,
        quarters=list(head.periods),
        currency=_currency(head),
        growth_a_year=_shown(head, page.growth),
        profit_a_year=_shown(head, page.profit),
        gap=head.gap,
        planned=_planned(page),
        left_out=[
            LeftOut(
                bet_id=row.bet.id,
                title=row.bet.title,
                why=row.why,
                cost_to_force_in=None
                if row.cost_to_force_in is None
                else _shown(head, row.cost_to_force_in),
                would_push_out=[
                    Named(kind="bet", id=b.id, title=b.title) for b in row.pushes_out
                ],
            )
            for row in page.left_out
        ],
    )


def _planned(page: PlanPage) -> list[Planned]:
    return [
        Planned(
            bet_id=one.bet.id,
            title=one.bet.title,
            begins=one.period,
            finished=one.finish,
            growth_a_year=_shown(page.head, one.growth),
            profit_a_year=_shown(page.head, one.profit),
            placed_by=one.placed_by,
            reason=one.reason,
        )
        for one in page.bets
    ]


def price_a_bet(bet_id: Id, plan_id: Id | None = None) -> Prices:
    """Say what it costs to move a bet to each quarter of a plan, to force it in, or to
    take it out: the committed plan where none is named. Nothing is changed."""
    actor = actor_for(Area.ROADMAP)
    told = hand_options(actor=actor, plan_id=_plan_id(actor, plan_id), bet_id=bet_id)
    return Prices(
        plan=told.head.name,
        bet=told.bet.title,
        now=told.now,
        currency=_currency(told.head),
        places=[
            Price(
                quarter=one.to_period,
                cost=_shown(told.head, one.cost),
                breaks=list(one.breaks),
                forbidden_by=list(one.forbids),
            )
            for one in told.options
        ],
    )


def _plan_id(actor: Actor, plan_id: int | None) -> int:
    found = plan_id or committed_plan_id(actor=actor)
    if found is None:
        raise NotFound(NO_PLAN)
    return found


def _shown(head: PlanHead, value: float) -> float:
    return round(head.shown(value)[0], 2)


def _currency(head: PlanHead) -> str:
    return head.shown(0.0)[1]
