"""Plans through the browser: asked for, seen, changed by hand, committed, compared."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from leadline.accounts.models import Job
from leadline.engine.portfolio.problem import parse_plan
from leadline.roadmap import actions
from leadline.roadmap.models import Bet, Plan, PlanItem, PlanLeftOut, Team
from tests.conftest import Person
from tests.factories import (
    NOW,
    make_bet,
    make_goal,
    make_plan,
)
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
def web(ana: Person) -> Team:
    return make_web(ana)


@pytest.fixture
def bets(ana: Person, web: Team) -> dict[str, Bet]:
    return make_bets(ana, web)


def test_a_plan_is_asked_for_searched_in_the_background_and_shown(
    ana: Person, bets: Any
) -> None:
    asked = ask(ana)
    waiting = ana.browser.get(asked.url)
    run_next()
    found = ana.browser.get(asked.url, follow=True)

    assert "Leadline is looking for the best plan." in waiting.content.decode()
    text = found.content.decode()
    assert "Balanced: 3 bets bring €210k growth a year; nobody said a profit." in text
    assert "Best by the middles, proven" in text
    assert "0% of the weeks free" in text
    assert "costs €40k" in text
    assert re.search(r"costs €40k.*?Other half", text, re.S)
    assert "10 of 10" in text


def test_a_search_that_cannot_start_says_why_beside_the_form(ana: Person) -> None:
    nothing = ask(ana)
    make_bet(ana.actor)
    no_weight = ask(ana, growth=0)

    assert nothing.status_code == no_weight.status_code == 422
    assert "There is no bet to plan" in nothing.content.decode()
    assert "a weight above 0" in no_weight.content.decode()
    assert Job.objects.count() == 0


def test_a_plan_that_is_impossible_shows_what_to_change(ana: Person, web: Team) -> None:
    goal = make_goal(
        ana.actor, "Grow", currency="EUR", baseline=Decimal(0), target=Decimal(900)
    )
    small = make_bet(ana.actor, "Small", growth=5)
    set_goals(ana, small, goal)

    asked = ask(ana, floors=[goal.pk])
    run_next()
    text = ana.browser.get(asked.url, follow=True).content.decode()
    shown = text_of(ana, "plan/")

    assert "is impossible as asked: 1 demand clashes" in text
    assert f"/strategy/goals/{goal.pk}/" in text
    assert "Ask again" in text
    assert "No plan was possible as asked" in shown
    assert "impossible" in text_of(ana, "plans/")


@pytest.mark.parametrize(
    ("view", "there", "absent"),
    [
        ("", ["Timeline of Plan 2027", "horizons"], "as a table"),
        ("?view=now", ["horizons"], "Timeline of"),
        ("?view=timeline", ["Timeline of Plan 2027"], "horizons"),
        ("?view=table&sort=-growth", ["Bets of the plan as a table"], "horizons"),
    ],
)
def test_the_same_plan_is_seen_in_three_ways(
    ana: Person, bets: Any, view: str, there: list[str], absent: str
) -> None:
    plan = make_plan(ana.actor, profit=0.0)

    text = text_of(ana, f"plans/{plan.pk}/{view}")

    assert all(words in text for words in [*there, "Other half", "Big"])
    assert absent not in text


def test_a_part_of_the_plan_travels_alone_for_htmx(ana: Person, bets: Any) -> None:
    plan = make_plan(ana.actor, profit=0.0)

    part = ana.browser.get(
        at(ana, f"plans/{plan.pk}/?view=now"), headers={"HX-Request": "true"}
    ).content.decode()

    assert part.strip().startswith('<div class="plan-switch"')
    assert "<html" not in part


def test_the_cost_of_every_place_is_seen_before_a_bet_moves(
    ana: Person, bets: dict[str, Bet]
) -> None:
    plan = make_plan(ana.actor, profit=0.0)
    path = at(ana, f"plans/{plan.pk}/bets/{bets['Least'].pk}/")
    browser = ana.browser

    look = browser.get(path)
    seen = look.context["seen"]
    no_reason = browser.post(path, {"to": "2027Q1", "seen": seen})
    moved = browser.post(
        path, {"to": "2027Q1", "seen": seen, "reason": "Promised"}, follow=True
    )
    late = browser.post(path, {"to": "2027Q2", "seen": seen, "reason": "Again"})

    text = look.content.decode()
    assert "is left out; where should it go?" in text
    assert "gains €10k" in text
    assert "Web in Q1 2027 needs 15 of 10" in text
    assert no_reason.status_code == 422
    assert "checked" in no_reason.content.decode()
    text = moved.content.decode()
    assert "but 1 demand is broken" in text
    assert "Web is 15 of 10 person-weeks in Q1 2027." in text
    assert "Promised" in text
    assert late.status_code == 409
    assert "meanwhile" in late.content.decode()


def test_a_change_by_hand_is_taken_back_with_one_press(
    ana: Person, bets: dict[str, Bet]
) -> None:
    plan = make_plan(ana.actor, profit=0.0)
    change = actions.move_bet(
        actor=ana.actor, plan_id=plan.pk, bet_id=bets["Big"].pk, to_period="",
        reason="Too big", now=NOW + timedelta(minutes=1),
    )  # fmt: skip

    page = ana.browser.post(
        at(ana, f"plans/{plan.pk}/changes/{change.pk}/back/"), follow=True
    )
    unknown = ana.browser.post(at(ana, f"plans/{plan.pk}/changes/99/back/"))

    text = page.content.decode()
    assert "3 bets bring" in text
    assert "Taken back: Too big" in text
    assert unknown.status_code == 422


def test_a_change_by_hand_that_another_came_after_is_not_taken_back(
    ana: Person, bets: dict[str, Bet]
) -> None:
    plan = make_plan(ana.actor, profit=0.0)
    big = {"actor": ana.actor, "plan_id": plan.pk, "bet_id": bets["Big"].pk}
    first = actions.move_bet(
        **big, to_period="", reason="Too big", now=NOW + timedelta(minutes=1)
    )
    actions.move_bet(
        **big, to_period="2027Q1", reason="Promised", now=NOW + timedelta(minutes=2)
    )
    stood = list(PlanItem.objects.values_list("bet_id", "period"))

    late = ana.browser.post(at(ana, f"plans/{plan.pk}/changes/{first.pk}/back/"))

    assert (late.status_code, "again since" in late.content.decode()) == (409, True)
    assert list(PlanItem.objects.values_list("bet_id", "period")) == stood


def test_committing_needs_a_lead_and_a_reason_and_shows_on_the_plan_page(
    ana: Person, ben: Person, bets: Any
) -> None:
    plan = make_plan(ana.actor, profit=0.0)
    path = at(ana, f"plans/{plan.pk}/commit/")

    no_reason = ana.browser.post(path)
    page = ana.browser.post(path, {"reason": "The board agreed"}, follow=True)

    assert no_reason.status_code == 422
    text = page.content.decode()
    assert "The board agreed" in text
    assert "its bets are committed" in text
    assert set(Bet.objects.values_list("title", "state")) == {
        ("Big", "committed"), ("Half", "committed"),
        ("Other half", "committed"), ("Least", "candidate"),
    }  # fmt: skip
    assert "Commit to this plan" not in text_of(ben, "plan/")


def test_planning_again_begins_with_what_was_asked(ana: Person, bets: Any) -> None:
    plan = make_plan(ana.actor, "First", profit=0.0, discount=0.05)
    plan_b = Plan.objects.get()

    text = text_of(ana, f"plans/new/?based_on={plan.pk}")

    assert plan_b.based_on_id is None
    again = timezone.localdate()
    assert f'value="Plan of {again.day} {again:%B}"' in text
    assert re.search("“First” of [^<]* is planned again.", text)
    assert 'value="5"' in text
    assert f'name="based_on_id" value="{plan.pk}"' in text


def test_a_plan_has_a_first_name_and_reason_of_what_is_known(
    ana: Person, bets: Any
) -> None:
    today = timezone.localdate()
    name = f"Plan of {today.day} {today:%B}"
    asked = []
    for _ in range(2):
        text = text_of(ana, "plans/new/")
        asked += re.findall(r'name="(?:name|reason)" value="([^"]*)"', text)
        make_plan(ana.actor, asked[-2], profit=0.0)

    first, _, second, why = asked
    assert (first, second) == (name, f"{name}, 2")
    assert asked[1] == "There is no plan yet."
    assert f"“{name}”" in why
    assert not Plan.objects.filter(reason=why).exists(), "kept only when it is sent"


def test_two_plans_are_compared_by_address(ana: Person, bets: dict[str, Bet]) -> None:
    one, two = make_plan(ana.actor, "One", profit=0.0), make_plan(ana.actor, "Two")
    actions.move_bet(
        actor=ana.actor, plan_id=two.pk, bet_id=bets["Big"].pk, to_period="",
        reason="why", now=NOW + timedelta(minutes=1),
    )  # fmt: skip

    text = text_of(ana, f"plans/compare/?one={one.pk}&other={two.pk}")

    # Equal plans may lie differently in the quarters; what is in does not differ.
    assert re.search(r"From “One” to “Two”: 0 in, 1 out, [02] moved", text)
    assert "€210k" in text
    assert text.count("not weighed") == 2, "the customers of neither plan"


def test_a_plan_is_exported_as_table_plan_file_and_result_file(
    ana: Person, bets: Any
) -> None:
    plan = make_plan(ana.actor, profit=0.0)
    browser = ana.browser

    table = b"".join(
        browser.get(at(ana, f"plans/{plan.pk}/plan.csv")).streaming_content
    ).decode()
    file = json.loads(browser.get(at(ana, f"plans/{plan.pk}/plan.json")).content)
    result = json.loads(browser.get(at(ana, f"plans/{plan.pk}/result.json")).content)

    lines = list(csv.DictReader(io.StringIO(table.lstrip("\ufeff"))))
    assert len(lines) == 4
    placed = [line for line in lines if line["place"] != "left out"]
    assert {line["currency"] for line in placed} == {"EUR"}
    assert {line["in"] for line in lines} == {"EUR"}
    assert {line["profit"] for line in placed} == {""}, "nobody said a profit"
    assert "Least,left out" in table
    assert len(parse_plan(file).bets) == 4
    assert (result["status"], len(result["chosen"])) == ("optimal", 3)


def test_the_table_of_a_plan_says_money_and_quarters_as_the_page_does(
    ana: Person, bets: Any
) -> None:
    plan = make_plan(ana.actor, profit=0.0)
    PlanLeftOut.objects.filter(plan=plan).update(
        why="capacity of Web in 2027Q1 (costs at most 16559.8; not proven in the time)"
    )

    answer = ana.browser.get(at(ana, f"plans/{plan.pk}/plan.csv"))
    table = b"".join(answer.streaming_content).decode()

    assert "capacity of Web in Q1 2027 (costs at most €17k; not proven" in table


def test_a_plan_is_renamed(ana: Person, bets: Any) -> None:
    plan = make_plan(ana.actor)

    page = ana.browser.post(
        at(ana, f"plans/{plan.pk}/name/"), {"name": "Bold"}, follow=True
    )

    assert "Bold: 3 bets bring" in page.content.decode()
