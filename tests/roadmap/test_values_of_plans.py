"""A plan counts what bets act on as the projection says it, opinions as they stand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from leadline.roadmap import actions, queries
from leadline.roadmap.models import Bet, Plan
from leadline.roadmap.types import PlanIn
from leadline.strategy.types import Driver
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_plan, make_team
from tests.roadmap.sheets import TODAY, clinics, effect, say

ASK = PlanIn(name="Plan", first_period="2027Q1", periods=2, reason="To test")


def values(person: Person, **ask: Any) -> dict[str, dict[str, Any]]:
    file = queries.plan_file(actor=person.actor, ask=replace(ASK, **ask)).file
    return {bet["id"].rpartition("-")[0]: bet["value"] for bet in file["bets"]}


@pytest.fixture
def bets(ana: Person) -> dict[str, Bet]:
    web = make_team(ana.actor, "Web", Q2027Q1=10, Q2027Q2=10)
    return {
        name: make_bet(ana.actor, name, effort={web: 10}, growth=growth)
        for name, growth in (("Dearer", 1), ("Opinion", 9000))
    }


def test_what_a_bet_acts_on_is_a_year_of_what_the_projection_says(
    ana: Person, bets: dict[str, Bet]
) -> None:
    clinics(ana, new="0")
    effect(ana, bets["Dearer"], driver="price", text="10%")

    found = values(ana)

    # 100 customers at 4,000 a year pay a tenth more, of which 80 in 100 stay.
    assert found["dearer"] == {"growth": 40_000, "profit": 32_000}
    assert found["opinion"] == {"growth": 9000, "profit": 0}


@pytest.mark.parametrize(("sure", "growth", "profit"), [
    (None, 40_000, 32_000 - 4_000), (50, 20_000, 16_000 - 4_000), (0, 0, -4_000),
])  # fmt: skip
def test_it_counts_by_how_sure_people_are_and_its_costs_count_whole(
    ana: Person, sure: int | None, growth: float, profit: float
) -> None:
    clinics(ana, new="0")
    web = make_team(ana.actor, "Web", Q2027Q1=10)
    bet = make_bet(ana.actor, "Dearer", effort={web: 1}, confidence=sure)
    effect(ana, bet, driver="price", text="10%")
    actions.set_bet_costs(actor=ana.actor, bet_id=bet.pk, once="", year="4000", now=NOW)

    assert values(ana)["dearer"] == {"growth": growth, "profit": profit}


def test_it_is_the_growth_that_the_projection_gives_the_bet(
    ana: Person, bets: dict[str, Bet]
) -> None:
    clinics(ana, new="4 to 14", churn="5%")
    effect(ana, bets["Dearer"], driver="new", text="20 to 80%", ramp=(50, 100))
    plan = make_plan(ana.actor, periods=2, growth=1.0)
    actions.move_bet(
        actor=ana.actor, plan_id=plan.pk, bet_id=bets["Dearer"].pk,
        to_period="2027Q1", reason="First", now=NOW,
    ) if placed(plan, bets["Dearer"]) != "2027Q1" else None  # fmt: skip
    actions.project_plan(actor=ana.actor, today=TODAY, now=NOW, plan_id=plan.pk)

    row = queries.outlook(actor=ana.actor, today=TODAY, plan_id=plan.pk).projection

    assert row is not None
    said = next(b for b in row.plain["bets"] if b["id"].startswith("dearer"))
    by = 4 / (len(row.periods) - 1)
    value = values(ana)["dearer"]["growth"]
    for point in ("p10", "p50", "p90"):
        assert value[point] == pytest.approx(by * said["growth"][point], rel=0.02)


def placed(plan: Plan, bet: Bet) -> str:
    return str(plan.items.filter(bet=bet).values_list("period", flat=True).first())


def test_the_plan_is_chosen_by_it_and_says_which_are_opinions(
    ana: Person, bets: dict[str, Bet]
) -> None:
    clinics(ana, new="0")
    effect(ana, bets["Dearer"], driver="price", text="10%")

    plan = make_plan(ana.actor, periods=1, growth=1.0, profit=0.0)
    page = queries.plan_page(actor=ana.actor, plan_id=plan.pk)

    # By what was said of them the opinion would be in: 9,000 beside 1.
    assert [bet.bet.title for bet in page.bets] == ["Dearer"]
    assert (page.projected, page.opinions, page.growth) == (1, (), 40_000)
    assert not page.is_sheet_changed
    text = ana.browser.get(
        f"/w/{ana.actor.workspace_id}/roadmap/plans/{plan.pk}/"
    ).content.decode()
    assert "1 bet is worth what the projection says" in " ".join(text.split())


def test_a_plan_says_when_the_sheet_it_counts_by_has_changed(
    ana: Person, bets: dict[str, Bet]
) -> None:
    here = clinics(ana)
    effect(ana, bets["Dearer"], driver="price", text="10%")
    with_it = make_plan(ana.actor, periods=1)
    actions.set_bet_state(
        actor=ana.actor, bet_ids=[bets["Dearer"].pk], state="dropped", reason="No",
        now=NOW,
    )  # fmt: skip
    without = make_plan(ana.actor, "Opinions", periods=1)

    say(ana, here, Driver.NEW, "20")

    pages = [
        queries.plan_page(actor=ana.actor, plan_id=plan.pk)
        for plan in (with_it, without)
    ]
    assert [page.is_sheet_changed for page in pages] == [True, False]


def test_without_a_sheet_that_can_be_projected_all_count_as_they_were_said(
    ana: Person, bets: dict[str, Bet]
) -> None:
    here = clinics(ana)
    effect(ana, bets["Dearer"], driver="price", text="10%")
    say(ana, here, Driver.PRICE, "")

    assert values(ana)["dearer"] == {"growth": 1, "profit": 0}
