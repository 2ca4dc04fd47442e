"""One kind of odds: dragging, other ways and other plans speak as the projection."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from leadline.roadmap import actions, queries
from leadline.roadmap.models import Bet, Plan, PlanItem
from leadline.roadmap.types import Ahead, PlacesInFutures
from leadline.strategy.types import Driver
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_goal, make_plan, make_team
from tests.roadmap.sheets import TODAY, clinics, effect, grow, say


@pytest.fixture
def bets(ana: Person) -> dict[str, Bet]:
    """Two bets for one team with room for one a quarter; the first draws customers."""
    web = make_team(ana.actor, "Web", Q2027Q1=10, Q2027Q2=10, Q2027Q3=10)
    draws = make_bet(
        ana.actor, "Refer a friend", effort={web: 10}, growth=9000, confidence=80
    )
    other = make_bet(ana.actor, "Tidy up", effort={web: 10}, growth=1)
    effect(ana, draws, way="up", text="10 to 40")
    return {"draws": draws, "other": other}


def plan_of(person: Person, name: str = "Plan", **ask: object) -> Plan:
    return make_plan(person.actor, name, periods=3, growth=1.0, discount=0.05, **ask)


def places_of(person: Person, plan: Plan, bet: Bet) -> PlacesInFutures:
    return queries.places_in_futures(
        actor=person.actor, plan_id=plan.pk, bet_id=bet.pk, today=TODAY
    )


def test_a_lifted_bet_starts_from_the_odds_of_the_plans_page(
    ana: Person, bets: dict[str, Bet]
) -> None:
    clinics(ana, new="4 to 14")
    goal = grow(ana, 450_000)
    plan = plan_of(ana)
    actions.project_plan(actor=ana.actor, today=TODAY, now=NOW, plan_id=plan.pk)
    known = queries.odds_of_goals(actor=ana.actor, plan_id=plan.pk)[goal]

    found = places_of(ana, plan, bets["draws"])

    now, later, _, out = found.places
    assert found.is_projected
    assert now.odds[0].name == "Grow"
    assert now.odds[0].before == known.with_plan
    # Three quarters of growth become two, and without the bet it is doing nothing.
    assert later.odds[0].after < known.with_plan - 0.02
    assert out.odds[0].after == pytest.approx(known.without, abs=0.004)


def test_odds_after_a_move_are_those_that_a_projection_of_it_says(
    ana: Person, bets: dict[str, Bet]
) -> None:
    clinics(ana, new="4 to 14")
    goal = grow(ana, 450_000)
    plan = plan_of(ana)
    actions.project_plan(actor=ana.actor, today=TODAY, now=NOW, plan_id=plan.pk)
    later = places_of(ana, plan, bets["draws"]).places[1]

    actions.move_bet(
        actor=ana.actor, plan_id=plan.pk, bet_id=bets["draws"].pk,
        to_period=later.period, reason="Later", now=NOW,
    )  # fmt: skip
    actions.project_plan(actor=ana.actor, today=TODAY, now=NOW, plan_id=plan.pk)

    anew = queries.odds_of_goals(actor=ana.actor, plan_id=plan.pk)[goal].with_plan
    assert later.odds[0].after == pytest.approx(anew, abs=0.006)


def test_two_plans_have_the_odds_of_their_own_pages(
    ana: Person, bets: dict[str, Bet]
) -> None:
    clinics(ana, new="4 to 14")
    goal = grow(ana, 450_000)
    one, other = plan_of(ana, "One"), plan_of(ana, "Other")
    actions.move_bet(
        actor=ana.actor, plan_id=other.pk, bet_id=bets["draws"].pk, to_period="",
        reason="Without", now=NOW,
    )  # fmt: skip
    for plan in (one, other):
        actions.project_plan(actor=ana.actor, today=TODAY, now=NOW, plan_id=plan.pk)

    found = queries.compare_in_futures(
        actor=ana.actor, one_id=one.pk, other_id=other.pk, today=TODAY
    ).goals

    assert isinstance(found, Ahead)
    said = [
        queries.odds_of_goals(actor=ana.actor, plan_id=pk)[goal].with_plan
        for pk in (one.pk, other.pk)
    ]
    assert [plan.odds for plan in found.plans] == [(said[0],), (said[1],)]
    assert (found.end, found.is_projected) == ("Q4 2027", True)
    for beside, plan in zip(found.plans, (one, other), strict=True):
        kept = queries.outlook(actor=ana.actor, today=TODAY, plan_id=plan.pk).projection
        assert kept is not None
        own, margin = kept.spread("revenue", "2027Q4"), kept.spread("margin", "2027Q4")
        shown = beside.figures["revenue"]
        assert (shown.p10, shown.p90) == (4 * own.p10, 4 * own.p90)
        assert beside.figures["margin"].p50 == margin.p50
    first, second = (plan.figures["revenue"] for plan in found.plans)
    assert first.p50 > second.p50
    # With a chance of 4 in 5 it draws customers, so the plan without is behind then.
    assert found.plans[1].behind["revenue"] == pytest.approx(0.8, abs=0.01)


def test_a_plan_has_the_same_ranges_whatever_stands_beside_it(
    ana: Person, bets: dict[str, Bet]
) -> None:
    """Bets that only the other plan has are drawn all the same."""
    clinics(ana, new="4 to 14")
    grow(ana, 450_000)
    plan, with_all, without = (plan_of(ana, name) for name in ("One", "All", "None"))
    for one, bet in ((plan, "other"), (without, "draws"), (without, "other")):
        actions.move_bet(
            actor=ana.actor, plan_id=one.pk, bet_id=bets[bet].pk, to_period="",
            reason="Without", now=NOW,
        )  # fmt: skip

    seen = [
        queries.compare_in_futures(
            actor=ana.actor, one_id=plan.pk, other_id=other.pk, today=TODAY
        )
        for other in (with_all, without)
    ]

    assert seen[0].one == seen[1].one
    first, second = (one.goals.plans[0] for one in seen if one.goals)
    assert (first.figures, first.odds) == (second.figures, second.odds)
    assert seen[0].other != seen[1].other


def test_without_a_sheet_odds_say_that_they_answer_another_question(
    ana: Person, bets: dict[str, Bet]
) -> None:
    goal = make_goal(
        ana.actor, currency="EUR", baseline=Decimal(0), target=Decimal(7200),
        target_date=date(2027, 12, 31),
    )  # fmt: skip
    actions.set_bet_goals(
        actor=ana.actor, bet_id=bets["draws"].pk, goal_ids=[goal.pk], now=NOW
    )
    plan = plan_of(ana)

    found = places_of(ana, plan, bets["draws"])

    assert not found.is_projected
    assert found.places[0].odds[0].before == 1.0
    assert found.places[-1].odds[0].after == 0.0


def test_a_kept_projection_that_is_old_is_not_spoken_of(
    ana: Person, bets: dict[str, Bet]
) -> None:
    here = clinics(ana, new="4 to 14")
    goal = grow(ana, 450_000)
    plan = plan_of(ana)
    actions.project_plan(actor=ana.actor, today=TODAY, now=NOW, plan_id=plan.pk)
    old = queries.odds_of_goals(actor=ana.actor, plan_id=plan.pk)[goal].with_plan

    say(ana, here, Driver.NEW, "1 to 2")

    now = places_of(ana, plan, bets["draws"]).places[0]
    assert now.odds[0].before < old - 0.1


def test_a_bet_finished_after_what_is_projected_counts_for_nothing_there(
    ana: Person, bets: dict[str, Bet]
) -> None:
    clinics(ana)
    grow(ana, 450_000)
    plan = plan_of(ana)
    PlanItem.objects.filter(plan=plan, bet=bets["draws"]).update(period="2031Q1")

    file, named = queries.models_of_choices(
        actor=ana.actor, today=TODAY,
        choices=[{bets["draws"].pk: "2027Q1"}, {bets["draws"].pk: "2031Q1"}],
    )  # fmt: skip

    # The other bet is not done in either; it is drawn all the same.
    assert [bet["finished"] for bet in file.plain["bets"]] == ["2027Q1", None]
    assert [len(choice) for choice in named] == [1, 0]
