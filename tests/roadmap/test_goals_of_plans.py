"""What a plan does for goals: in their own unit, from today's reading, by their day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from leadline.accounts.actions import set_rate
from leadline.accounts.models import Workspace
from leadline.foundation.money import Rate
from leadline.roadmap import actions, queries
from leadline.roadmap.models import Bet
from leadline.roadmap.types import GoalOfPlan, PlanPage
from leadline.strategy.models import Goal
from tests.conftest import Person
from tests.factories import (
    NOW,
    make_bet,
    make_goal,
    make_metric,
    make_plan,
    make_reading,
    make_team,
)


def revenue(person: Person, reading: int, **fields: Any) -> Goal:
    metric = make_metric(person.actor)
    make_reading(person.actor, metric, date(2026, 1, 1), 100)
    make_reading(person.actor, metric, date(2026, 11, 1), reading)
    return make_goal(
        person.actor, "Revenue goal", metric_id=metric.pk, baseline=Decimal(100),
        target=Decimal(200), **fields,
    )  # fmt: skip


def serve(person: Person, goal: Goal, *bets: Bet) -> None:
    for bet in bets:
        actions.set_bet_goals(
            actor=person.actor, bet_id=bet.pk, goal_ids=[goal.pk], now=NOW
        )


def page_of(person: Person, **asked: Any) -> PlanPage:
    plan = make_plan(person.actor, **asked)
    return queries.plan_page(actor=person.actor, plan_id=plan.pk)


def only(page: PlanPage) -> GoalOfPlan:
    (served,) = page.goals
    return served


@pytest.mark.parametrize(
    ("growth", "short", "beyond", "is_reached"),
    [(49, 1, 0, False), (50, 0, 0, True), (70, 0, 20, True)],
)
def test_a_goal_is_reached_when_bets_bring_what_is_missing_today(
    ana: Person, growth: int, short: int, beyond: int, is_reached: bool
) -> None:
    serve(ana, revenue(ana, 150), make_bet(ana.actor, growth=growth))
    make_bet(ana.actor, "Serves nothing", growth=1000)

    page = page_of(ana)

    served = only(page)
    assert (served.adds, served.short, served.beyond) == (growth, short, beyond)
    assert served.is_reached is is_reached
    assert len(page.judged) == 1
    assert len(page.reached) == is_reached


@pytest.mark.parametrize(
    ("day", "adds", "late"),
    [
        (date(2027, 6, 29), 0, 1), (date(2027, 6, 30), 9, 0), (date(2027, 7, 1), 9, 0),
        (None, 9, 0),
    ],
)  # fmt: skip
def test_what_is_finished_after_the_goals_day_adds_nothing(
    ana: Person, day: date | None, adds: int, late: int
) -> None:
    serve(
        ana, revenue(ana, 150, target_date=day),
        make_bet(ana.actor, growth=9, earliest="2027Q2"),
    )  # fmt: skip

    served = only(page_of(ana))

    assert (served.adds, served.late, served.bets) == (adds, late, 1)


def test_euros_count_for_no_goal_in_ports_and_for_none_that_shall_fall(
    ana: Person,
) -> None:
    ports = make_goal(ana.actor, "Ports", unit="ports", target=Decimal(40))
    cost = make_goal(
        ana.actor, "Cost", kind="profitability", currency="EUR", baseline=Decimal(50),
        target=Decimal(38),
    )  # fmt: skip
    guard = make_goal(ana.actor, "Guard", kind="guardrail", currency="EUR")
    bet = make_bet(ana.actor, growth=9, profit=9)
    actions.set_bet_goals(
        actor=ana.actor, bet_id=bet.pk, goal_ids=[ports.pk, cost.pk, guard.pk], now=NOW
    )

    page = page_of(ana)

    assert {g.goal.name: (g.bets, g.adds) for g in page.goals} == {
        "Ports": (1, None), "Cost": (1, None), "Guard": (1, None),
    }  # fmt: skip
    assert page.judged == ()


def test_a_bet_that_is_done_is_in_the_reading_already(ana: Person) -> None:
    done, todo = (make_bet(ana.actor, name, growth=9) for name in ("done", "todo"))
    serve(ana, revenue(ana, 150), done, todo)
    plan = make_plan(ana.actor)
    actions.set_bet_state(
        actor=ana.actor, bet_ids=[done.pk], state="done", reason="out", now=NOW
    )

    served = only(queries.plan_page(actor=ana.actor, plan_id=plan.pk))

    assert (served.bets, served.adds) == (1, 9)


def test_a_plan_is_the_plain_sum_of_its_bets_and_says_what_is_free(
    ana: Person,
) -> None:
    web = make_team(ana.actor, "Web", Q2027Q1=10, Q2027Q2=10)
    make_bet(ana.actor, "Sure", growth=100, profit=10, effort={web: 10})
    make_bet(ana.actor, "Half", growth=100, confidence=50, effort={web: 5})

    page = page_of(ana, discount=0.1)

    assert (page.growth, page.profit, page.weighted) == (150, 10, 1)
    assert page.head.measures["growth"] == 150
    assert page.free == 0.25
    assert page.is_quiet
    assert not page_of(ana, periods=1).is_quiet


def dollars_are(value: str, person: Person) -> None:
    rate = Rate("USD", "EUR", Decimal(value), date(2026, 11, 2), "Finance")
    set_rate(actor=person.actor, rate=rate, today=NOW.date())


def test_a_goal_in_another_currency_is_converted_or_named_and_never_dropped(
    ana: Person,
) -> None:
    goal = make_goal(ana.actor, "Grow", currency="USD", baseline=Decimal(0),
                     target=Decimal(100))  # fmt: skip
    serve(ana, goal, make_bet(ana.actor, growth=40))

    blind = only(page_of(ana))
    lacking = queries.floors_without_rate(actor=ana.actor)
    none = queries.possible_floors(actor=ana.actor, today=NOW.date())
    dollars_are("0.5", ana)
    seen = only(page_of(ana))
    ((floor, _),) = queries.possible_floors(actor=ana.actor, today=NOW.date())

    assert (blind.adds, blind.lacks, blind.is_reached) == (None, "EUR", None)
    assert (lacking, none) == ([("Grow", "USD")], [])
    assert (seen.adds, seen.lacks) == (80.0, "")
    assert (seen.short, seen.is_reached) == (20.0, False)
    assert floor.at_least == 50.0, "what is missing is not in the plan's money"
    assert queries.floors_without_rate(actor=ana.actor) == []


def test_a_plan_of_another_currency_counts_for_a_goal_at_the_rate(ana: Person) -> None:
    """The plan was found in dollars; the workspace and its goal are in euros now."""
    here = Workspace.objects.filter(pk=ana.actor.workspace_id)
    goal = make_goal(ana.actor, "Grow", currency="EUR", baseline=Decimal(0),
                     target=Decimal(100))  # fmt: skip
    here.update(currency="USD")
    serve(ana, goal, make_bet(ana.actor, growth=40))
    plan = make_plan(ana.actor)
    here.update(currency="EUR")

    blind = only(queries.plan_page(actor=ana.actor, plan_id=plan.pk))
    dollars_are("0.5", ana)
    seen = only(queries.plan_page(actor=ana.actor, plan_id=plan.pk))

    assert (blind.adds, blind.lacks) == (None, "USD")
    assert seen.adds == 20.0


@pytest.mark.parametrize(
    ("growth", "profit", "says"),
    [
        (0, 0, set()),
        (5, 0, {"growth"}),
        (0, -5, {"profit"}),
        (5, 5, {"growth", "profit"}),
    ],
)
def test_a_plan_knows_what_nobody_said(
    ana: Person, growth: int, profit: int, says: set[str]
) -> None:
    make_bet(ana.actor, growth=growth, profit=profit)
    Bet.objects.update(state="committed")

    page = page_of(ana)

    assert page.says == set(page.head.says) == says
