"""How likely bets are finished when a plan has them, and what that rests on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from leadline.roadmap import actions, queries
from leadline.roadmap.models import Plan
from leadline.roadmap.types import Delivery, Range
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_plan, make_team

TODAY = NOW.date()


def spread(low: int, middle: int, high: int) -> Range:
    return Range(Decimal(low), Decimal(middle), Decimal(high))


def odds(person: Person, plan: Plan, today: date = TODAY) -> Delivery:
    return queries.delivery_of_plan(actor=person.actor, plan_id=plan.pk, today=today)


@pytest.fixture
def plan(ana: Person) -> Plan:
    """A team with ten weeks a quarter: one bet is as likely to need more as less."""
    web = make_team(ana.actor, "Web", Q2027Q1=10, Q2027Q2=20)
    make_bet(ana.actor, "Even", effort={web: spread(7, 10, 14)}, growth=9000)
    make_bet(ana.actor, "Sure", effort={web: 2}, growth=500)
    make_bet(ana.actor, "Unsaid", growth=400)
    return make_plan(ana.actor, periods=2, growth=1.0, discount=0.1)


def test_the_odds_of_a_day_are_those_that_its_effort_fits(
    ana: Person, plan: Plan
) -> None:
    rows = {row.bet.title: row for row in odds(ana, plan).rows}

    even = rows["Even"]
    assert (even.finish, even.day) == ("2027Q1", date(2027, 3, 31))
    assert even.odds == pytest.approx(0.5, abs=0.01)
    assert even.later == ("2027Q2", pytest.approx(1.0, abs=0.01))
    assert rows["Unsaid"].is_said is False
    assert rows["Sure"].is_range is False


def test_the_least_likely_comes_first_and_what_is_missing_is_counted(
    ana: Person, plan: Plan
) -> None:
    found = odds(ana, plan)

    assert [row.odds for row in found.rows] == sorted(row.odds for row in found.rows)
    assert (found.exact, found.unsaid, found.by_record) == (1, 1, 0)


@pytest.mark.parametrize(("today", "due"), [
    (date(2027, 3, 31), 0), (date(2027, 4, 1), 2), (date(2027, 7, 1), 3),
])  # fmt: skip
def test_of_earlier_plans_it_counts_what_was_to_be_finished_and_is(
    ana: Person, plan: Plan, today: date, due: int
) -> None:
    actions.commit_plan(actor=ana.actor, plan_id=plan.pk, reason="Go", now=NOW)
    now = make_plan(ana.actor, "Now", periods=2, growth=1.0, discount=0.1)
    even = next(row.bet.id for row in odds(ana, plan).rows if row.bet.title == "Even")
    actions.set_bet_state(
        actor=ana.actor, bet_ids=[even], state="done", reason="Out", now=NOW
    )

    found = odds(ana, now, today)

    assert (found.due, found.done) == (due, min(due, 1))


def test_the_pages_of_plan_and_bet_say_the_odds_and_what_is_missing(
    ana: Person, plan: Plan
) -> None:
    actions.commit_plan(actor=ana.actor, plan_id=plan.pk, reason="Go", now=NOW)
    even = next(row.bet.id for row in odds(ana, plan).rows if row.bet.title == "Even")
    root = f"/w/{ana.actor.workspace_id}/roadmap/"

    of_plan, of_bet = (
        " ".join(ana.browser.get(root + path).content.decode().split())
        for path in ("plan/", f"bets/{even}/standing/")
    )

    assert "Odds of the dates" in of_plan
    assert "end of March 2027" in of_plan
    assert "Finished by the end of March 2027: <b>5 in 10</b>" in of_bet
    for text in (of_plan, of_bet):
        assert "the effort of 1 bet;" in text
        assert "a range of the effort of 1 bet, said as one number;" in text


def test_a_plan_that_is_impossible_has_no_dates(ana: Person, plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(status="infeasible")

    assert odds(ana, plan) == Delivery(())
