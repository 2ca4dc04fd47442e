"""Plans compared, shown, exported and renamed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from leadline.engine.portfolio.problem import parse_plan
from leadline.foundation.errors import Invalid
from leadline.roadmap import actions, queries
from leadline.roadmap.models import Bet, Team
from tests.conftest import Person
from tests.factories import (
    NOW,
    make_bet,
    make_goal,
    make_plan,
    same,
)
from tests.roadmap.test_plans import move, placed

LATER = NOW + timedelta(hours=1)


def test_what_only_one_of_two_plans_weighed_is_compared_as_such(
    ana: Person, bets: dict[str, Bet]
) -> None:
    one = make_plan(ana.actor, "One")
    two = make_plan(ana.actor, "Two", worth=1.0)

    page = queries.compare_plans(actor=ana.actor, one_id=one.pk, other_id=two.pk)

    assert page.measures["worth"] == (None, 0.0)


def test_two_plans_are_compared_oldest_first(ana: Person, bets: dict[str, Bet]) -> None:
    one = make_plan(ana.actor, "One", profit=0.0)
    two = make_plan(ana.actor, "Two", profit=0.0)
    start = placed(ana, two)["Half"]
    other = "2027Q2" if start == "2027Q1" else "2027Q1"
    move(ana, two, bets["Half"], other)
    move(ana, two, bets["Big"], "")
    move(ana, two, bets["Least"], "2027Q1")

    page = queries.compare_plans(actor=ana.actor, one_id=two.pk, other_id=one.pk)

    assert (page.one.name, page.other.name, page.stayed) == ("One", "Two", 1)
    assert [(m.bet.title, m.one, m.other) for m in page.moved] == [
        ("Half", start, other)
    ]
    assert [m.bet.title for m in page.came_in] == ["Least"]
    assert [m.bet.title for m in page.went_out] == ["Big"]
    assert page.measures["growth"] == (210, 120)
    assert page.measures["worth"] == (None, None)
    with pytest.raises(Invalid, match="two different"):
        queries.compare_plans(actor=ana.actor, one_id=one.pk, other_id=one.pk)


def test_the_page_says_what_changed_since_the_plan_was_made(
    ana: Person, web: Team, bets: dict[str, Bet]
) -> None:
    plan = make_plan(ana.actor, profit=0.0)
    actions.change_bet(
        actor=ana.actor, bet_id=bets["Half"].pk, growth=same(61),
        now=LATER,
    )  # fmt: skip
    make_bet(ana.actor, "Late comer")
    before = queries.plan_page(actor=ana.actor, plan_id=plan.pk)
    actions.set_capacity(actor=ana.actor, weeks={(web.pk, "2027Q1"): None})
    after = queries.plan_page(actor=ana.actor, plan_id=plan.pk)

    assert [bet.title for bet in before.changed_bets] == ["Half"]
    assert [bet.title for bet in before.new_bets] == ["Late comer"]
    assert (before.is_capacity_changed, after.is_capacity_changed) == (False, True)


def test_goals_of_a_plan_add_up_its_bets(ana: Person, bets: dict[str, Bet]) -> None:
    goal = make_goal(ana.actor)
    for name in ("Big", "Half", "Least"):
        actions.set_bet_goals(
            actor=ana.actor, bet_id=bets[name].pk, goal_ids=[goal.pk], now=NOW
        )
    plan = make_plan(ana.actor, profit=0.0)

    page = queries.plan_page(actor=ana.actor, plan_id=plan.pk)

    (served,) = page.goals
    assert (served.goal.name, served.bets, served.adds) == ("Grow", 2, None)
    assert page.judged == ()
    assert page.growth == sum(bet.growth for bet in page.bets) == 210


def test_the_exported_file_is_one_the_command_line_reads(
    ana: Person, bets: dict[str, Bet]
) -> None:
    plan = make_plan(ana.actor, profit=0.0)
    move(ana, plan, bets["Big"], "")

    file, result = queries.export_plan(actor=ana.actor, plan_id=plan.pk)

    assert len(parse_plan(file).bets) == 4
    assert result["status"] == "feasible"
    assert sorted(chosen["bet"] for chosen in result["chosen"]) == sorted(
        f"{name}-{bets[title].pk}"
        for title, name in (("Half", "half"), ("Other half", "other-half"))
    )
    assert {left["bet"] for left in result["left_out"]} == {
        f"big-{bets['Big'].pk}",
        f"least-{bets['Least'].pk}",
    }


def test_rename_plan(ana: Person, bets: dict[str, Bet]) -> None:
    plan = make_plan(ana.actor)

    with pytest.raises(Invalid):
        actions.rename_plan(actor=ana.actor, plan_id=plan.pk, name=" ")
    actions.rename_plan(actor=ana.actor, plan_id=plan.pk, name="Balanced")

    (head,) = queries.list_plans(actor=ana.actor, text="bal", state="draft")
    assert (head.name, head.bets, head.left_out) == ("Balanced", 3, 1)


@pytest.mark.parametrize("n", [1, 3])
def test_pages_of_plans_take_the_same_queries_for_any_number(
    ana: Person, web: Team, n: int, django_assert_num_queries: Any
) -> None:
    for i in range(n):
        make_bet(ana.actor, f"Bet {i}", growth=5, effort={web: 5})
        make_bet(ana.actor, f"Idle {i}", growth=1, effort={web: 99})
    plan = make_plan(ana.actor)
    for i in range(n - 1):
        make_plan(ana.actor, f"Plan {i}")
    for i in range(n):
        move(ana, plan, Bet.objects.get(title=f"Bet {i}"), "")

    with django_assert_num_queries(21):
        page = queries.plan_page(actor=ana.actor, plan_id=plan.pk)
    with django_assert_num_queries(2):
        assert len(queries.list_plans(actor=ana.actor)) == n
    assert (len(page.left_out), len(page.changes)) == (2 * n, n)
