"""Limits of a plan through the pages: asked for, shown, asked again, compared."""

from __future__ import annotations

from typing import Any

import pytest

from leadline.roadmap import actions
from leadline.roadmap.models import Bet, Plan
from leadline.strategy.models import Goal
from tests.conftest import Person
from tests.factories import NOW, make_goal, make_plan
from tests.web.roadmap import (
    ask,
    at,
    make_bets,
    make_web,
    run_next,
    set_goals,
    text_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def bets(ana: Person) -> dict[str, Bet]:
    found = make_bets(ana, make_web(ana))
    actions.set_bet_costs(
        actor=ana.actor, bet_id=found["Big"].pk, once="50k", year="", now=NOW
    )
    return found


@pytest.fixture
def goal(ana: Person, bets: dict[str, Bet]) -> Goal:
    goal = make_goal(ana.actor, "Keep the lights on")
    set_goals(ana, bets["Least"], goal)
    return goal


def found(person: Person, **fields: Any) -> Plan:
    asked = ask(person, **fields)
    assert asked.status_code == 302, asked.content.decode()
    run_next()
    return Plan.objects.latest("pk")


def test_limits_are_asked_for_in_the_form_and_shown_with_their_use(
    ana: Person, bets: dict[str, Bet], goal: Goal
) -> None:
    plan = found(
        ana, budget="€40k", share_1=f"goal-{goal.pk}", share_1_least="20 %",
        share_1_most="60",
    )  # fmt: skip

    text = text_of(ana, f"plans/{plan.pk}/")

    assert "Limits of money and effort" in text
    assert "Budget in all" in text
    assert "“Keep the lights on”, at least" in text
    assert "20% of the effort" in text
    assert "€40k" in text
    assert (
        f'href="/w/{ana.actor.workspace_id}/roadmap/bets/{bets["Big"].pk}/">Big' in text
    )


def test_planning_again_asks_for_the_same_limits(
    ana: Person, bets: dict[str, Bet], goal: Goal
) -> None:
    plan = found(
        ana, budget_1="30k", budget_2="60k", share_2=f"goal-{goal.pk}",
        share_2_most="12.5",
    )  # fmt: skip

    text = text_of(ana, f"plans/new/?based_on={plan.pk}")

    assert plan.budget == {"by_period": [30_000.0, 60_000.0]}
    assert (plan.shares[0]["at_least"], plan.shares[0]["at_most"]) == (None, 0.125)
    assert 'name="budget_1" value="30,000"' in text
    assert 'name="share_1_most" value="12.5"' in text
    assert f'<option value="goal-{goal.pk}" selected>' in text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"budget_1": "5"}, "Give each quarter of the plan a budget, or none."),
        ({"budget_1": "5", "budget_2": "5", "budget_3": "5"}, "has no such quarter"),
        ({"budget": "-5"}, "At least 0"),
        ({"share_1_most": "5"}, "Choose what takes this share."),
        ({"share_1": "GOAL"}, "Say at least, at most, or both."),
        ({"share_1": "GOAL", "share_1_most": "101"}, "At most 100"),
        (
            {"share_1": "GOAL", "share_1_least": "50", "share_1_most": "49"},
            "would take at least more than it takes at most",
        ),
    ],
)
def test_what_has_no_meaning_is_refused_beside_its_field(
    ana: Person, bets: Any, goal: Goal, fields: dict[str, str], words: str
) -> None:
    key = f"goal-{goal.pk}"
    said = {name: key if text == "GOAL" else text for name, text in fields.items()}

    refused = ask(ana, **said)

    assert refused.status_code == 422
    assert words in refused.content.decode()
    assert '<details class="confirm" open>' in refused.content.decode()


def test_an_impossible_budget_is_named_with_what_to_do(
    ana: Person, bets: dict[str, Bet]
) -> None:
    actions.set_bet_state(
        actor=ana.actor, bet_ids=[bets["Big"].pk], state="committed", reason="Sold",
        now=NOW,
    )  # fmt: skip
    plan = found(ana, budget="49,999")

    text = text_of(ana, f"plans/{plan.pk}/")

    assert "The budget in all is €49,999" in text
    assert "Allow more money, or let a bet that costs some leave the plan." in text


def test_two_plans_are_compared_by_their_limits(
    ana: Person, bets: dict[str, Bet]
) -> None:
    free = make_plan(ana.actor, "Free", profit=0.0)
    plan = make_plan(ana.actor, "Frugal", profit=0.0, budget=40_000.0)

    text = text_of(ana, f"plans/compare/?one={free.pk}&other={plan.pk}")

    assert "Budget in all" in text
    assert "no such limit" in text
    assert "€0 of €40k" in text
    file = ana.browser.get(at(ana, f"plans/{plan.pk}/plan.json")).json()
    assert file["budget"] == {"in_all": 40_000.0}
