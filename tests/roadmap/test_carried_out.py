"""What a plan comes to as its work goes: odds, floors of goals, and calendar years."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from leadline.roadmap import actions, queries
from leadline.roadmap.models import Bet, Team
from leadline.roadmap.types import Range, how_reckoned, how_sure
from leadline.strategy.models import GoalMeasure
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_team
from tests.roadmap import sheets
from tests.roadmap.sheets import TODAY, effect, grow
from tests.roadmap.test_projecting import file, plan_of, project

QUARTERS = ("Q2027Q1", "Q2027Q2", "Q2027Q3", "Q2027Q4")


@pytest.fixture
def clinics(ana: Person) -> int:
    """100 customers at 4,000 a year, 8 new a year, no doubt about anything."""
    return sheets.clinics(ana)


def test_odds_count_work_that_runs_over_as_late_as_it_is_done(
    ana: Person, clinics: int
) -> None:
    """Ten weeks a quarter for work that takes 5 to 20: half of the futures are late."""
    web = make_team(ana.actor, "Web", **dict.fromkeys(QUARTERS, 10))
    span = Range(Decimal(5), Decimal(10), Decimal(20))
    bet = make_bet(ana.actor, "Refer a friend", effort={web: span}, growth=1)
    effect(ana, bet, driver="new", way="up", text="20")
    goal = grow(ana, 430_000, target_date=date(2027, 6, 30))
    plan_of(ana)
    model = file(ana).plain
    assert model["work"]["begins"] == {f"refer-a-friend-{bet.pk}": "2027Q1"}
    # Weeks, ranges and order are in it; of what it brings the middle.
    value = model["work"]["plan"]["bets"][0]["value"]["growth"]
    assert isinstance(value, float)

    project(ana)
    odds = queries.odds_of_goals(actor=ana.actor)[goal]
    assert (odds.with_plan, odds.without) == (pytest.approx(0.5, abs=0.001), 0.0)
    seen = queries.outlook(actor=ana.actor, today=TODAY)
    assert (seen.counts_late, seen.is_stale) == (True, False)


def test_a_floor_asks_of_bets_what_does_not_come_by_itself(
    ana: Person, clinics: int, web: Team
) -> None:
    """400,000 stand; 432,000 come with nothing built, so 440,000 ask 8,000 of bets."""
    goal = grow(ana, 440_000)
    bet = make_bet(ana.actor, "Refer a friend", effort={web: 5}, growth=1)
    effect(ana, bet, driver="new", way="up", text="20")
    actions.set_bet_goals(actor=ana.actor, bet_id=bet.pk, goal_ids=[goal], now=NOW)

    def floors() -> list[float]:
        known = queries.possible_floors(actor=ana.actor, today=TODAY)
        return [floor.at_least for floor, _ in known]

    assert floors() == [40_000]  # nothing is projected yet
    project(ana)
    assert floors() == [pytest.approx(8_000)]
    GoalMeasure.objects.filter(goal_id=goal).update(target=430_000)
    assert floors() == []  # all of it comes by itself


def test_what_a_plan_adds_is_said_by_calendar_years(
    ana: Person, clinics: int, web: Team
) -> None:
    make_bet(
        ana.actor, "Somehow more", effort={web: 5}, growth=40_000, profit=20_000,
        confidence=100,
    )  # fmt: skip
    pk = plan_of(ana)
    page = queries.plan_page(actor=ana.actor, plan_id=pk)
    brings = queries.brings_of_plan(actor=ana.actor, plan_id=pk)
    seen = queries.outlook(actor=ana.actor, today=TODAY)
    assert seen.by_year() == []
    project(ana)
    seen = queries.outlook(actor=ana.actor, today=TODAY)
    # Finished in the first quarter, it acts in three of the first year's four.
    assert seen.by_year() == [
        ("2027", pytest.approx(30_000), pytest.approx(15_000)),
        ("2028", pytest.approx(40_000), pytest.approx(20_000)),
    ]
    assert (
        "By the calendar, each from when it is done, it adds €30k growth and €15k "
        "profit in 2027 and €40k growth and €20k profit in 2028, in the mean of the "
        "projection of 23 November 2026."
    ) in how_sure(page, brings, seen)


def test_what_people_say_stands_beside_what_a_projected_plan_counts(
    ana: Person, clinics: int, web: Team
) -> None:
    moves = make_bet(
        ana.actor, "Refer a friend", effort={web: 5}, growth=40_000, confidence=50,
    )  # fmt: skip
    make_bet(ana.actor, "Tidy up", effort={web: 5}, growth=1000, profit=3000)
    said = (
        "People say €21k growth and €3,000 profit a year, weighed the same; the plan "
    )

    def told(pk: int) -> str:
        page = queries.plan_page(actor=ana.actor, plan_id=pk)
        brings = queries.brings_of_plan(actor=ana.actor, plan_id=pk)
        return " ".join(how_reckoned(page, brings))

    assert "People say" not in told(plan_of(ana))  # the plan counts what they say
    effect(ana, moves, driver="new", way="up", text="10 to 40")
    pk = plan_of(ana)
    assert said in told(pk)
    Bet.objects.filter(title="Tidy up").update(currency="USD")
    assert "People say" not in told(pk)
