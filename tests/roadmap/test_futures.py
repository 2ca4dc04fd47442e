"""Plans where figures are ranges: how sure each bet is, and what a change costs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from leadline.foundation.errors import Invalid
from leadline.roadmap import actions, queries
from leadline.roadmap.models import Bet, Plan, Team
from leadline.roadmap.types import Floor, Range, Risk, Standing
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_goal, make_plan, make_team


def spread(low: int, middle: int, high: int) -> Range:
    return Range(Decimal(low), Decimal(middle), Decimal(high))


@pytest.fixture
def unsure(ana: Person) -> dict[str, Bet]:
    """Ten weeks a quarter: one bet for sure, two rivals, one worth little."""
    web = make_team(ana.actor, "Web", Q2027Q1=10, Q2027Q2=10)
    ranges = {
        "Sure": (spread(900, 1000, 1100), 10),
        "One": (spread(50, 100, 200), 10),
        "Other": (spread(50, 98, 200), 10),
        "Never": (spread(1, 2, 3), 10),
    }
    return {
        name: make_bet(ana.actor, name, growth=value, effort={web: weeks})
        for name, (value, weeks) in ranges.items()
    }


def ahead(person: Person, **ask: object) -> Plan:
    return make_plan(person.actor, profit=0.0, futures=100, time_limit=20.0, **ask)


def test_each_bet_says_in_how_many_futures_the_best_plan_has_it(
    ana: Person, unsure: dict[str, Bet]
) -> None:
    plan = ahead(ana)

    known = queries.plan_page(actor=ana.actor, plan_id=plan.pk).futures
    stands = {name: known.by_bet[bet.pk] for name, bet in unsure.items()}
    assert (known.count, known.planned, known.proven, known.why) == (100, 100, 100, "")
    assert stands["Sure"].standing == Standing.CORE
    assert stands["Never"].standing == Standing.OUT
    assert {stands[n].standing for n in ("One", "Other")} == {Standing.BORDERLINE}
    # Exactly one of the two fits beside the sure one, whatever comes.
    assert stands["One"].share + stands["Other"].share == pytest.approx(1)
    assert known.regret is not None
    assert known.regret.mean > 0


def test_knowing_is_worth_something_where_it_could_change_the_plan(
    ana: Person, unsure: dict[str, Bet]
) -> None:
    known = queries.plan_page(actor=ana.actor, plan_id=ahead(ana).pk).futures

    worth = {one.bet_id: one.worth for one in known.worths}
    assert worth.keys() == {unsure["One"].pk, unsure["Other"].pk}
    assert all(0 < value <= known.everything + 1 for value in worth.values())


def test_a_week_more_is_priced_by_planning_again(
    ana: Person, unsure: dict[str, Bet]
) -> None:
    web = Team.objects.get()
    make_bet(ana.actor, "Small", growth=spread(3, 5, 7), effort={web: 1})

    (price,) = queries.plan_page(actor=ana.actor, plan_id=ahead(ana).pk).futures.weeks

    assert (price.team, price.is_proven) == ("Web", True)
    assert price.low == pytest.approx(5)


def test_without_ranges_the_plan_says_why_no_future_differs(
    ana: Person, bets: dict[str, Bet]
) -> None:
    asked = queries.plan_page(actor=ana.actor, plan_id=ahead(ana).pk).futures
    unasked = queries.plan_page(actor=ana.actor, plan_id=make_plan(ana.actor).pk)

    assert not asked.is_known
    assert asked.why.startswith("No value and no effort of its bets is a range")
    assert unasked.futures.why == "It was asked for the middle of each range alone"


def test_odds_are_of_what_a_goal_misses_and_its_bets_bring_in_time(
    ana: Person, unsure: dict[str, Bet]
) -> None:
    goal = make_goal(
        ana.actor, "Grow", currency="EUR", baseline=Decimal(0), target=Decimal(1000),
        target_date=date(2027, 3, 31),
    )  # fmt: skip
    actions.set_bet_goals(
        actor=ana.actor, bet_id=unsure["Sure"].pk, goal_ids=[goal.pk], now=NOW
    )
    plan = ahead(ana, discount=0.05)

    places = queries.places_in_futures(
        actor=ana.actor,
        plan_id=plan.pk,
        bet_id=unsure["Sure"].pk,
        today=NOW.date(),
    )

    now, later, out = places.places
    assert (now.period, now.is_now, later.period, out.period) == (
        "2027Q1", True, "2027Q2", "",
    )  # fmt: skip
    # Its middle is what the goal misses, and its day is the end of the first quarter.
    assert now.odds[0].before == pytest.approx(0.5, abs=0.01)
    assert (later.odds[0].after, out.odds[0].after) == (0, 0)
    assert later.gain < 0
    assert out.gain == pytest.approx(-1000 * 0.95, rel=0.2)
    assert later.over == ("Web in 2027Q2 needs 20 of 10",)


def test_a_place_before_what_it_needs_is_not_allowed_and_says_why(
    ana: Person, unsure: dict[str, Bet]
) -> None:
    actions.link_bets(
        actor=ana.actor, bet_id=unsure["One"].pk, other_id=unsure["Sure"].pk,
        kind="after", gap=1, now=NOW,
    )  # fmt: skip
    web = Team.objects.get()
    actions.set_capacity(actor=ana.actor, weeks={(web.pk, "2027Q3"): Decimal(10)})
    plan = ahead(ana, periods=3)
    one = unsure["One"].pk

    places = {
        place.period: place
        for place in queries.places_in_futures(
            actor=ana.actor, plan_id=plan.pk, bet_id=one, today=NOW.date()
        ).places
    }

    assert places["2027Q1"].why == "“One” starts too early after “Sure”"
    assert not places[""].why


def test_a_plan_chosen_by_the_odds_of_goals_needs_a_goal_and_does_not_demand_it(
    ana: Person, unsure: dict[str, Bet]
) -> None:
    goal = make_goal(
        ana.actor, "Grow", currency="EUR", baseline=Decimal(0), target=Decimal(5000)
    )
    for bet in unsure.values():
        actions.set_bet_goals(
            actor=ana.actor, bet_id=bet.pk, goal_ids=[goal.pk], now=NOW
        )
    floor = Floor("growth", 5000, goal.pk)

    with pytest.raises(Invalid, match="Tick the goals"):
        ahead(ana, risk=Risk.GOALS)
    plan = ahead(ana, risk=Risk.GOALS, floors=(floor,))

    assert plan.status != "infeasible"
    known = queries.plan_page(actor=ana.actor, plan_id=plan.pk).futures
    assert (known.risk, known.value) == ("goal", 0)
    assert plan.broken == []
