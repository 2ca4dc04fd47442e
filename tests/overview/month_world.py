"""A month on record, October 2026: a little of everything a review speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from leadline.accounts.types import Actor, Kept
from leadline.decisions import actions as decisions
from leadline.decisions.queries import decision_page
from leadline.decisions.types import (
    DecisionIn,
    ForecastIn,
    OptionIn,
    OutcomeIn,
    PredictionIn,
)
from leadline.roadmap import actions as roadmap
from leadline.roadmap.types import BetIn, Range
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.models import Person as Stakeholder
from leadline.stakeholders.types import PersonIn, PromiseIn
from leadline.strategy.models import Goal, Metric
from tests.factories import as_row, make_bet, make_goal, make_metric, make_reading

MONTH = "2026-10"
NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
OCTOBER = datetime(2026, 10, 12, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class World:
    revenue: Metric
    cost: Metric
    grow: Goal
    cheap: Goal
    renata: Stakeholder


def make_month(actor: Actor) -> World:
    """Put a month on record: goals, readings, forecasts, decisions and promises."""
    revenue = make_metric(actor, "Yearly revenue")
    for day, value in ((date(2025, 10, 31), 6_400_000), (date(2026, 9, 30), 6_900_000),
                       (date(2026, 10, 31), 7_000_000)):  # fmt: skip
        make_reading(actor, revenue, day, value)
    cost = make_metric(actor, "Support cost", direction="down")
    make_reading(actor, cost, date(2026, 9, 30), 45)
    make_reading(actor, cost, date(2026, 10, 30), 50, source="ledger_october.csv")
    grow = make_goal(
        actor, "Grow to 7.9m", metric_id=revenue.pk, baseline=Decimal(6_800_000),
        baseline_date=date(2026, 1, 1), target=Decimal(7_900_000),
        target_date=date(2027, 12, 31),
    )  # fmt: skip
    cheap = make_goal(
        actor, "Support stays cheap", kind="guardrail", metric_id=cost.pk,
        target=Decimal(42), parent_id=grow.pk,
    )  # fmt: skip
    stars = make_metric(actor, "Stars", currency="", unit="stars")
    make_reading(actor, stars, date(2026, 8, 31), 4)
    forecasts(actor)
    questions(actor)
    return World(revenue, cost, grow, cheap, promises(actor))


def forecast(
    actor: Actor, text: str, said: ForecastIn, came: OutcomeIn, **more: object
) -> None:
    """Ask, answer and settle something on the way through October."""
    kind = "event" if said.probability else "range"
    made = decisions.create_prediction(
        actor=actor, on=date(2026, 9, 1),
        prediction=PredictionIn(text, kind, resolve_on=date(2026, 10, 20), **more),
    )  # fmt: skip
    decisions.answer_prediction(
        actor=actor, prediction_id=made.pk, forecast=said,
        now=OCTOBER - timedelta(days=30),
    )  # fmt: skip
    decisions.resolve_prediction(
        actor=actor, prediction_id=made.pk, outcome=came,
        now=OCTOBER + timedelta(days=8),
    )  # fmt: skip


def forecasts(actor: Actor) -> None:
    span = ForecastIn(p10=Decimal(14), p50=Decimal(20), p90=Decimal(31))
    bet = make_bet(actor, "Swap in two taps")
    forecast(
        actor, "Calls for each hundred staff", span, unit="calls", bet_id=bet.pk,
        came=OutcomeIn(value=Decimal(19), source="Calls", lesson="Wards swap more."),
    )  # fmt: skip
    forecast(
        actor, "New contracts in October", span, unit="contracts",
        came=OutcomeIn(value=Decimal(9), source="Sales"),
    )  # fmt: skip
    forecast(
        actor, "The port signs", ForecastIn(probability=70),
        came=OutcomeIn(happened=True, source="Contract"),
    )  # fmt: skip


def questions(actor: Actor) -> None:
    options = (OptionIn("Build"), OptionIn("Buy"))
    for text, due in (("Build or buy?", 12), ("Stop the old app?", 60)):
        made = decisions.create_decision(
            actor=actor, now=OCTOBER - timedelta(days=20),
            decision=DecisionIn(
                text, options=options, due_date=(OCTOBER + timedelta(days=due)).date()
            ),
        )  # fmt: skip
    first = decision_page(actor=actor, decision_id=made.pk - 1)
    decisions.seat_chair(actor=actor, decision_id=first.row.id, now=OCTOBER)
    decisions.hear_chair(actor=actor, decision_id=first.row.id, now=OCTOBER)
    decisions.decide(
        actor=actor, decision_id=first.row.id, option_id=first.options[1].id,
        because="it is there", now=OCTOBER,
        override="The old licence ends on Friday. Nobody could be asked in time.",
    )  # fmt: skip


def promises(actor: Actor) -> Stakeholder:
    renata = stakeholders.create_person(
        actor=actor, person=PersonIn("Renata Vogel", "customer")
    )
    promise(actor, renata, "The price list", 5, "kept")
    promise(actor, renata, "A date for badges", 9, "broken")
    promise(actor, renata, "The timeline in writing", 20)
    promise(actor, renata, "A visit", 28, month=11)
    return as_row(Stakeholder, renata)


def promise(
    actor: Actor,
    to: Kept,
    what: str,
    day: int,
    became: str = "",
    month: int = 10,
) -> None:
    """Promise something for a day of October, and say what became of it."""
    due = date(2026, month, day)
    made = stakeholders.create_promise(
        actor=actor, now=OCTOBER - timedelta(days=20),
        promise=PromiseIn(to.pk, what, due_date=due, state="agreed"),
    )  # fmt: skip
    if became:
        stakeholders.move_promise(
            actor=actor, promise_id=made.pk, state=became, why="As it went", on=due,
            now=datetime(2026, month, day, 12, tzinfo=UTC),
        )  # fmt: skip


def make_finished_bet(actor: Actor) -> int:
    """Finish a bet now, by the log; return its number."""
    spread = Range(Decimal(80_000), Decimal(120_000), Decimal(200_000))
    said = BetIn("Payroll export", growth=spread)
    bet = roadmap.create_bet(actor=actor, bet=said, now=NOW)
    roadmap.set_bet_state(
        actor=actor, bet_ids=[bet.id], state="done", reason="It is out", now=NOW
    )
    return bet.id
