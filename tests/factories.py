"""One short maker per table, through the actions; no surprises inside."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Model

from leadline.accounts.types import Actor
from leadline.evidence.models import Customer, Feedback, Need, NeedDemand
from leadline.roadmap import actions as roadmap
from leadline.roadmap.models import Bet, Plan, Team
from leadline.roadmap.types import BetIn, PlanIn, Range
from leadline.strategy import actions as strategy
from leadline.strategy.models import Goal, Metric, Reading
from leadline.strategy.types import GoalIn, MetricIn

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
M = TypeVar("M", bound=Model)


def as_row(model: type[M], kept: Any) -> M:
    """Return the row of what an action kept: a test may look at every column."""
    return model._default_manager.get(pk=kept.id)


def make_metric(actor: Actor, name: str = "Revenue", **fields: object) -> Metric:
    fields.setdefault("currency", "EUR")
    said = MetricIn(name=name, **fields)
    made = strategy.create_metric(actor=actor, metric=said)
    return as_row(Metric, made)


def make_reading(
    actor: Actor, metric: Metric, on_date: date, value: int, source: str = "Finance"
) -> Reading:
    made = strategy.record_reading(
        actor=actor,
        metric_id=metric.pk,
        on_date=on_date,
        value=Decimal(value),
        source=source,
    )
    return as_row(Reading, made)


def make_goal(actor: Actor, name: str = "Grow", **fields: object) -> Goal:
    fields.setdefault("kind", "growth")
    if "metric_id" not in fields:
        fields.setdefault("measure", "Yearly revenue")
    made = strategy.create_goal(actor=actor, goal=GoalIn(name=name, **fields))
    return as_row(Goal, made)


def make_team(actor: Actor, name: str = "Web", **capacity: int) -> Team:
    """Make a team; ``Q2027Q1=40`` gives it 40 person-weeks in that quarter."""
    team = roadmap.create_team(actor=actor, name=name)
    weeks = {
        (team.id, period.removeprefix("Q")): Decimal(amount)
        for period, amount in capacity.items()
    }
    roadmap.set_capacity(actor=actor, weeks=weeks)
    return as_row(Team, team)


def make_bet(
    actor: Actor,
    title: str = "Single sign-on",
    growth: int | Range = 0,
    profit: int | Range = 0,
    effort: dict[Team, int | Range] | None = None,
    **fields: object,
) -> Bet:
    """Make a bet of sure numbers or ranges; the rest goes into ``fields``."""
    fields.setdefault("growth", same(growth))
    fields.setdefault("profit", same(profit))
    weeks = {team.pk: same(amount) for team, amount in (effort or {}).items()}
    bet = BetIn(title=title, effort=weeks, **fields)
    made = roadmap.create_bet(actor=actor, bet=bet, now=NOW)
    return as_row(Bet, made)


def same(amount: int | Range) -> Range:
    """Return a sure number as a range, and a range as it is."""
    if isinstance(amount, Range):
        return amount
    return Range(Decimal(amount), Decimal(amount), Decimal(amount))


def make_plan(actor: Actor, name: str = "Plan 2027", **ask: object) -> Plan:
    ask.setdefault("first_period", "2027Q1")
    ask.setdefault("periods", 2)
    ask.setdefault("reason", "The year begins")
    said = PlanIn(name=name, **ask)
    made = roadmap.make_plan(actor=actor, ask=said, now=NOW)
    return as_row(Plan, made)


def make_voice(actor: Actor, need: Need, customer: Customer) -> Feedback:
    return Feedback.objects.create(
        workspace_id=actor.workspace_id,
        words=f"We need to {need.statement}",
        said_at=NOW,
        need=need,
        customer=customer,
        fingerprint=f"{need.pk}-{customer.pk}",
    )


def make_known_need(
    actor: Actor, statement: str, customers: tuple[Customer, ...] = (), **fields: object
) -> Need:
    """Make a need with one piece by each customer and the demand kept for it."""
    workspace_id = actor.workspace_id
    need = Need.objects.create(workspace_id=workspace_id, statement=statement, **fields)
    for customer in customers:
        make_voice(actor, need, customer)
    NeedDemand.objects.create(
        workspace_id=workspace_id,
        need=need,
        pieces=len(customers),
        customers=len(customers),
        revenue=_by_currency(customers),
        payers=Counter(c.revenue_currency for c in customers if c.revenue_amount),
    )
    return need


def _by_currency(customers: tuple[Customer, ...]) -> dict[str, str]:
    sums: dict[str, Decimal] = {}
    for customer in customers:
        code = customer.revenue_currency
        sums[code] = sums.get(code, Decimal(0)) + (customer.revenue_amount or 0)
    return {code: str(amount) for code, amount in sums.items() if amount}


def make_customer(
    actor: Actor, name: str, revenue: int = 0, currency: str = "EUR"
) -> Customer:
    return Customer.objects.create(
        workspace_id=actor.workspace_id,
        name=name,
        name_key=name.lower(),
        revenue_amount=Decimal(revenue),
        revenue_currency=currency,
    )
