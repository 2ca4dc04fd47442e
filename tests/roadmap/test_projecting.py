"""The sheet and a plan's bets as one model: closed forms, odds, what is left out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from leadline.evidence.models import Customer
from leadline.evidence.types import CustomerState
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.roadmap import actions, queries
from leadline.roadmap.models import Team
from leadline.roadmap.types import PlanIn, Range
from leadline.strategy import actions as strategy
from leadline.strategy.models import Projection
from leadline.strategy.queries import latest_projection, sheet
from leadline.strategy.types import (
    Driver,
    Figure,
    MeasureIn,
    ModelFile,
    ProjectionRow,
)
from tests.conftest import Person
from tests.factories import (
    NOW,
    make_bet,
    make_goal,
    make_metric,
    make_reading,
)
from tests.roadmap import sheets
from tests.roadmap.sheets import END, TODAY, effect, grow, say

QUARTERS = ("Q2027Q1", "Q2027Q2", "Q2027Q3", "Q2027Q4")


@pytest.fixture
def clinics(ana: Person) -> int:
    """100 customers at 4,000 a year, 8 new a year, no doubt about anything."""
    return sheets.clinics(ana)


def plan_of(person: Person) -> int:
    """Plan all bets from the first quarter of 2027, and commit to it."""
    ask = PlanIn(
        name="Plan", first_period="2027Q1", periods=4, reason="To test", growth=1.0,
        profit=0.0, time_limit=5.0,
    )  # fmt: skip
    plan = actions.make_plan(actor=person.actor, ask=ask, now=NOW)
    actions.commit_plan(actor=person.actor, plan_id=plan.id, reason="Go", now=NOW)
    return plan.id


def project(person: Person) -> ProjectionRow:
    actions.project_plan(actor=person.actor, today=TODAY, now=NOW)
    found = queries.outlook(actor=person.actor, today=TODAY).projection
    assert found is not None
    return found


def file(person: Person) -> ModelFile:
    return queries.plan_model(actor=person.actor, today=TODAY)


def test_without_doubt_the_figures_are_arithmetic(ana: Person, clinics: int) -> None:
    found = project(ana)
    assert found.periods[0] == "2027Q1"
    assert len(found.periods) == 8
    last = found.spread("revenue", "2027Q4").p50
    assert last == pytest.approx((100 + 4 * 2) * 1000)
    profit = found.spread("profit", "2027Q4").p50
    assert profit == pytest.approx(last * 0.8 - 25_000)
    assert found.spread("customers", "2027Q4").p90 == 108


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 11, 14), "2026Q4"),
        (date(2026, 11, 16), "2027Q1"),
        (date(2027, 1, 1), "2027Q1"),
    ],
)
def test_it_begins_with_the_quarter_that_begins_nearest(
    ana: Person, clinics: int, day: date, first: str
) -> None:
    model = queries.plan_model(actor=ana.actor, today=day)
    assert model.plain["periods"][0] == first


def test_what_leaves_and_grows_in_a_year_compounds_to_that(
    ana: Person, clinics: int
) -> None:
    for driver, text in (
        (Driver.NEW, "0"), (Driver.CHURN, "10%"), (Driver.EXPANSION, "5%"),
    ):  # fmt: skip
        say(ana, clinics, driver, text)
    found = project(ana)
    assert found.spread("customers", "2027Q4").p50 == pytest.approx(90)
    assert found.spread("revenue", "2027Q4").p50 == pytest.approx(90_000 * 1.05)


def test_nothing_is_projected_from_half_a_sheet(ana: Person, ben: Person) -> None:
    with pytest.raises(Invalid, match="without a segment"):
        actions.project_plan(actor=ana.actor, today=TODAY, now=NOW)
    with pytest.raises(NotAllowed):
        actions.project_plan(actor=ben.actor, today=TODAY, now=NOW)
    seen = queries.outlook(actor=ben.actor, today=TODAY)
    assert (seen.projection, seen.can_project) == (None, False)


def test_the_same_model_is_kept_once_and_another_is_said_to_be_old(
    ana: Person, clinics: int
) -> None:
    first = project(ana)
    assert project(ana).id == first.id
    assert Projection.objects.count() == 1
    say(ana, clinics, Driver.NEW, "12")
    assert queries.outlook(actor=ana.actor, today=TODAY).is_stale
    second = project(ana)
    assert second.id != first.id
    assert not queries.outlook(actor=ana.actor, today=TODAY).is_stale
    assert second.spread("customers", "2027Q4").p50 == 112


@pytest.mark.parametrize(("target", "odds"), [(432_000, 1.0), (432_001, 0.0)])
def test_a_goal_is_asked_in_the_unit_of_its_metric(
    ana: Person, clinics: int, target: int, odds: float
) -> None:
    goal = grow(ana, target)
    project(ana)
    found = queries.odds_of_goals(actor=ana.actor)
    assert (found[goal].with_plan, found[goal].without) == (odds, odds)


def test_a_bet_moves_the_odds_and_doing_nothing_stays(
    ana: Person, clinics: int, web: Team
) -> None:
    goal = grow(ana, 440_000)
    bet = make_bet(ana.actor, "Refer a friend", effort={web: 5}, growth=1)
    effect(ana, bet, driver="new", way="up", text="20")
    plan_of(ana)
    project(ana)
    odds = queries.odds_of_goals(actor=ana.actor)[goal]
    assert (odds.with_plan, odds.without) == (1.0, 0.0)
    model = file(ana).plain["bets"][0]
    assert model["finished"] == "2027Q1"
    assert model["effects"][0]["absolute"] == 5.0


def test_with_a_chance_the_odds_are_that_chance(
    ana: Person, clinics: int, web: Team
) -> None:
    goal = grow(ana, 440_000)
    bet = make_bet(
        ana.actor, "Refer a friend", effort={web: 5}, growth=1, confidence=30
    )
    effect(ana, bet, driver="new", way="up", text="20")
    plan_of(ana)
    found = project(ana)
    odds = queries.odds_of_goals(actor=ana.actor)[goal]
    assert odds.with_plan == pytest.approx(0.3, abs=0.001)
    (lever,) = found.levers
    assert (lever.low, lever.high, lever.at_low) == (0.0, 1.0, None)


def test_a_bare_opinion_counts_as_it_was_said(
    ana: Person, clinics: int, web: Team
) -> None:
    make_bet(
        ana.actor, "Somehow more", effort={web: 5}, growth=40_000, profit=20_000,
        confidence=100,
    )  # fmt: skip
    plan_of(ana)
    assert file(ana).opinions == ("Somehow more",)
    found = project(ana)
    with_it = found.spread("revenue", "2027Q4").p50
    without = found.spread("revenue", "2027Q4", bets=False).p50
    assert with_it - without == pytest.approx(10_000)
    gained = found.spread("profit", "2027Q4").p50
    gained -= found.spread("profit", "2027Q4", bets=False).p50
    assert gained == pytest.approx(5_000)


def test_what_a_bet_costs_falls_due_whether_it_works_or_not(
    ana: Person, clinics: int, web: Team
) -> None:
    bet = make_bet(
        ana.actor, "Dear", effort={web: 5}, growth=40_000, profit=-8_000, confidence=5
    )
    plan_of(ana)
    found = project(ana)
    lost = found.spread("profit", "2027Q4", bets=False).p50
    assert lost - found.spread("profit", "2027Q4").p50 == pytest.approx(2_000)
    actions.set_bet_costs(actor=ana.actor, bet_id=bet.pk, once="6k", year="4k", now=NOW)
    assert file(ana).plain["bets"][0]["cost_once"] == 6000
    assert file(ana).plain["bets"][0]["cost_per_period"] == 1000


def test_bets_that_say_nothing_or_end_too_late_are_named(
    ana: Person, clinics: int, web: Team
) -> None:
    make_bet(ana.actor, "Silent", effort={web: 5})
    make_bet(ana.actor, "Worth something", effort={web: 5}, growth=1000)
    actions.make_plan(
        actor=ana.actor,
        ask=PlanIn(
            name="All", first_period="2027Q1", periods=4, reason="x", growth=1.0,
            profit=0.0, time_limit=5.0,
        ),
        now=NOW,
    )  # fmt: skip
    model = file(ana)
    names = {bet["id"].rpartition("-")[0] for bet in model.plain["bets"]}
    assert "worth-something" in names
    assert all("nobody said" in why for _, why in model.left_out)


def test_a_goal_without_a_yardstick_says_why(ana: Person, clinics: int) -> None:
    by_hand = make_goal(ana.actor, "By hand", measure="Ports", target=Decimal(4))
    metric = make_metric(ana.actor, "Ports won", currency="", unit="ports")
    other = make_goal(ana.actor, "Ports", metric_id=metric.pk, target=Decimal(4))
    silent = file(ana).silent
    assert silent[by_hand.pk] == "no metric measures it"
    assert "no figure" in silent[other.pk]


def test_a_goal_with_two_measures_is_as_likely_as_the_least_at_most(
    ana: Person, clinics: int
) -> None:
    goal = grow(ana, 420_000)
    strategy.add_measure(
        actor=ana.actor, goal_id=goal, reason="Both",
        measure=MeasureIn(measure="Ports", target=Decimal(3), target_date=END),
    )  # fmt: skip
    project(ana)
    odds = queries.odds_of_goals(actor=ana.actor)[goal]
    assert (odds.with_plan, odds.is_bound) == (1.0, True)


@pytest.mark.parametrize(
    ("driver", "way", "text", "told"),
    [
        ("churn", "less", "10..18..30%", "10 to 30% less, most likely 18%"),
        ("churn", "less", "10 to 30%", "10 to 30% less"),
        ("churn", "less", "18%", "18% less"),
        (
            "margin",
            "up",
            "0.1..0.25..0.4",
            "0.1 to 0.4 points more, most likely 0.25 points",
        ),
    ],
)
def test_an_effect_is_told_by_its_ends_and_what_is_most_likely(
    ana: Person, clinics: int, driver: str, way: str, text: str, told: str
) -> None:
    bet = make_bet(ana.actor, "Sign-on")
    effect(ana, bet, driver=driver, way=way, text=text)
    (row,) = queries.effects_of_bets(actor=ana.actor, bet_ids=[bet.pk])[bet.pk]
    assert row.how_much == told


def test_effects_are_read_with_their_sign(ana: Person, clinics: int) -> None:
    bet = make_bet(ana.actor, "Sign-on")
    effect(ana, bet, driver="churn", way="less", text="5 to 30%", ramp=(50, 100))
    (row,) = queries.effects_of_bets(actor=ana.actor, bet_ids=[bet.pk])[bet.pk]
    assert (row.said.low, row.said.high) == (-30, -5)
    assert row.how_much == "5 to 30% less"
    assert row.segment == ""
    back = actions.remove_effect(actor=ana.actor, effect_id=row.id, now=NOW)
    assert back == bet.pk
    assert not queries.effects_of_bets(actor=ana.actor, bet_ids=[bet.pk])[bet.pk]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"driver": "teams"}, "driver"),
        ({"way": "sideways"}, "driver"),
        ({"text": ""}, "text"),
        ({"text": "a lot"}, "text"),
        ({"way": "less", "text": "101%"}, "text"),
        ({"ramp": ()}, "ramp"),
        ({"ramp": (50, 101)}, "ramp"),
    ],
)
def test_an_effect_that_cannot_be_is_refused(
    ana: Person, clinics: int, said: dict[str, Any], field: str
) -> None:
    bet = make_bet(ana.actor, "Sign-on")
    with pytest.raises(Invalid) as refused:
        effect(ana, bet, **said)
    assert refused.value.field == field


def test_effects_are_nobody_elses(
    ana: Person, ben: Person, cleo: Person, clinics: int
) -> None:
    bet = make_bet(ana.actor, "Sign-on")
    effect(ana, bet)
    (row,) = queries.effects_of_bets(actor=ana.actor, bet_ids=[bet.pk])[bet.pk]
    with pytest.raises(NotAllowed):
        effect(ben, bet)
    with pytest.raises(NotFound):
        effect(cleo, bet)
    with pytest.raises(NotFound):
        actions.remove_effect(actor=cleo.actor, effect_id=row.id, now=NOW)
    for _ in range(19):
        effect(ana, bet)
    with pytest.raises(Conflict):
        effect(ana, bet)


def customers(person: Person, segment: str, number: int, **fields: Any) -> None:
    said = {
        "revenue_amount": Decimal(1000), "revenue_currency": "EUR",
        "since_date": date(2025, 11, 23),
    } | fields  # fmt: skip
    Customer.objects.bulk_create(
        Customer(
            workspace_id=person.actor.workspace_id, name=f"{segment} {n}",
            name_key=f"{segment} {n}", segment=segment, **said,
        )
        for n in range(number)
    )  # fmt: skip


def test_the_record_proposes_what_it_can_count(ana: Person) -> None:
    customers(ana, "Clinics", 30)
    customers(ana, "Clinics", 6, since_date=date(2026, 6, 1))
    customers(ana, "Clinics", 3, state=CustomerState.LOST)
    customers(ana, "Ports", 2, revenue_amount=Decimal(3000), since_date=None)
    customers(ana, "Ports", 1, revenue_amount=None, revenue_currency="")
    customers(ana, "Prospects", 9, state=CustomerState.PROSPECT)
    cells = queries.proposed_cells(actor=ana.actor, today=TODAY)
    strategy.propose_cells(actor=ana.actor, cells=cells, today=TODAY)
    found = sheet(actor=ana.actor)
    assert [one.name for one in found.segments] == ["Clinics", "Ports"]
    assert (found.revenue, found.customers) == (36_000 + 6_000, 38)
    clinics, ports = found.segments
    new, churn = clinics.cell(Driver.NEW), clinics.cell(Driver.CHURN)
    assert (new.words, new.is_few) == ("6 came in 12 months", False)
    assert new.said is not None
    assert new.said.low < 6 < new.said.high
    assert churn.is_few
    assert churn.said is not None
    assert 3 < churn.said.low < 10 < churn.said.high < 20
    assert ports.cell(Driver.CHURN).said is None
    assert ports.cell(Driver.PRICE).is_few
    assert "1 more without a revenue" in ports.cell(Driver.CUSTOMERS).words
    assert found.guesses == 2
    assert found.guesses + found.counted == found.filled


def test_metrics_that_fit_the_sheet_are_proposed_as_yardsticks(
    ana: Person, clinics: int
) -> None:
    near = make_metric(ana.actor, "Run rate")
    make_reading(ana.actor, near, TODAY, 410_000)
    far = make_metric(ana.actor, "Bookings")
    make_reading(ana.actor, far, TODAY, 41_000)
    found = queries.proposed_yardsticks(actor=ana.actor, written=sheet(actor=ana.actor))
    assert found == {near.pk: Figure.REVENUE_YEAR}


def test_odds_of_before_are_read_as_they_stood(ana: Person, clinics: int) -> None:
    goal = grow(ana, 440_000)
    project(ana)
    assert queries.odds_of_goals(actor=ana.actor, until=NOW)[goal].with_plan == 0.0
    earlier = latest_projection(actor=ana.actor, plan_id=None, until=NOW)
    assert earlier is not None
    assert not queries.odds_of_goals(actor=ana.actor, until=NOW.replace(year=2025))


def test_a_range_of_opinions_is_a_range_of_the_model(
    ana: Person, clinics: int, web: Team
) -> None:
    spread = Range(Decimal(4000), Decimal(8000), Decimal(16_000))
    bet = make_bet(ana.actor, "Maybe", effort={web: 5})
    actions.change_bet(actor=ana.actor, bet_id=bet.pk, now=NOW, growth=spread)
    plan_of(ana)
    (plain,) = file(ana).plain["bets"]
    assert plain["revenue"] == {"p10": 1000.0, "p50": 2000.0, "p90": 4000.0}
