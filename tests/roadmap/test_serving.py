"""Goals and the bets that serve them, with several measures and with none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from leadline.accounts.models import Event
from leadline.foundation.errors import NotAllowed, NotFound
from leadline.roadmap import actions, queries
from leadline.roadmap.models import Bet, BetGoal
from leadline.roadmap.types import BetFilter, BetState
from leadline.strategy.actions import add_measure
from leadline.strategy.models import Goal
from leadline.strategy.queries import list_goals
from leadline.strategy.types import MeasureIn
from tests.conftest import Person
from tests.factories import (
    NOW,
    make_bet,
    make_goal,
    make_metric,
    make_plan,
    make_reading,
)

LATE = date(2028, 12, 31)


def serve(person: Person, bet: Bet, *goals: Goal) -> None:
    actions.set_bet_goals(
        actor=person.actor, bet_id=bet.pk, goal_ids=[g.pk for g in goals], now=NOW
    )


def set_state(person: Person, bet: Bet, state: str) -> None:
    actions.set_bet_state(
        actor=person.actor, bet_ids=[bet.pk], state=state, reason="So it is", now=NOW
    )


def to_do(person: Person) -> dict[str, int]:
    goals = list_goals(actor=person.actor)
    found = queries.bets_to_do(actor=person.actor, goals=goals)
    return {goal.name: len(found[goal.id]) for goal in goals}


@pytest.fixture
def ports_and_money(ana: Person) -> Goal:
    """A goal by ports first and revenue second, served by a bet of growth 60."""
    ports = make_metric(ana.actor, "Ports", currency="", unit="ports")
    make_reading(ana.actor, ports, date(2026, 11, 1), 30)
    revenue = make_metric(ana.actor, "Revenue")
    make_reading(ana.actor, revenue, date(2026, 11, 1), 150)
    goal = make_goal(
        ana.actor, metric_id=ports.pk, baseline=Decimal(25), target=Decimal(40),
        target_date=LATE,
    )  # fmt: skip
    add_measure(
        actor=ana.actor, goal_id=goal.pk, reason="It takes both",
        measure=MeasureIn(
            metric_id=revenue.pk, baseline=Decimal(100), target=Decimal(200),
            target_date=LATE,
        ),
    )  # fmt: skip
    serve(ana, make_bet(ana.actor, growth=60), goal)
    return goal


def test_the_floor_of_a_goal_is_what_its_measure_in_money_lacks(
    ana: Person, ports_and_money: Goal
) -> None:
    ((floor, name),) = queries.possible_floors(actor=ana.actor, today=NOW.date())

    assert (floor.measure, floor.at_least, floor.goal_id, name) == (
        "growth", 50, ports_and_money.pk, "Grow",
    )  # fmt: skip


def test_a_plan_reaches_no_goal_of_which_a_measure_waits(
    ana: Person, ports_and_money: Goal
) -> None:
    plan = make_plan(ana.actor)
    (served,) = queries.plan_page(actor=ana.actor, plan_id=plan.pk).goals
    waits = served.waits, served.is_covered, served.is_reached

    ports = ports_and_money.measures.order_by("pk")[0].metric
    make_reading(ana.actor, ports, date(2026, 11, 20), 40)
    (then,) = queries.plan_page(actor=ana.actor, plan_id=plan.pk).goals

    assert served.goal.measure == "Revenue"
    assert waits == (("Ports",), True, None)
    assert (then.waits, then.is_reached) == ((), True)


def test_a_plan_that_falls_short_reaches_no_goal_whatever_waits(
    ana: Person, ports_and_money: Goal
) -> None:
    bet = Bet.objects.get()
    serve(ana, bet)
    plan = make_plan(ana.actor)

    (served,) = queries.plan_page(actor=ana.actor, plan_id=plan.pk).goals

    assert (served.short, served.is_covered, served.is_reached) == (50, False, False)


def test_what_a_plan_does_for_several_measures_is_said_on_its_page(
    ana: Person, ports_and_money: Goal
) -> None:
    plan = make_plan(ana.actor)
    address = f"/w/{ana.actor.workspace_id}/roadmap/plans/{plan.pk}/"

    text = ana.browser.get(address).content.decode()

    assert "Revenue is reached by these figures" in text
    assert "The goal also asks for Ports, of which bets say nothing." in text


@pytest.mark.parametrize("state", BetState)
def test_bets_to_do_serve_a_goal_and_all_above_it(ana: Person, state: str) -> None:
    top = make_goal(ana.actor, "Top")
    part = make_goal(ana.actor, "Part", parent_id=top.pk)
    make_goal(ana.actor, "Alone")
    bet = make_bet(ana.actor)
    serve(ana, bet, part)
    if state != BetState.CANDIDATE:
        set_state(ana, bet, state)

    is_to_do = state not in (BetState.DONE, BetState.DROPPED)

    assert to_do(ana) == {"Top": is_to_do, "Part": is_to_do, "Alone": 0}
    found = queries.list_bets(actor=ana.actor, only=BetFilter(goal=top.pk))
    assert found.total == is_to_do, "the list that the count leads to"
    itself = queries.bets_of_goal(actor=ana.actor, goal_id=top.pk)
    assert itself.total == 0


def test_bets_without_a_goal_come_by_how_far_they_are(
    ana: Person, cleo: Person
) -> None:
    goal = make_goal(ana.actor)
    bets = {
        name: make_bet(ana.actor, name)
        for name in ("Idea", "Another", "Begun", "Agreed", "Done", "Dropped", "Serves")
    }
    serve(ana, bets["Serves"], goal)
    for name, state in (
        ("Begun", "doing"), ("Agreed", "committed"), ("Done", "done"),
        ("Dropped", "dropped"),
    ):  # fmt: skip
        set_state(ana, bets[name], state)

    loose = queries.loose_bets(actor=ana.actor)

    assert [bet.title for bet in loose] == ["Begun", "Agreed", "Another", "Idea"]
    assert queries.loose_bets(actor=cleo.actor).items == ()


def test_the_bets_of_a_goal_are_chosen_at_once(
    ana: Person, ben: Person, cleo: Person
) -> None:
    goal, other = make_goal(ana.actor), make_goal(ana.actor, "Other")
    one, two, three = (make_bet(ana.actor, name) for name in ("1", "2", "3"))
    serve(ana, one, goal, other)
    serve(ana, two, goal)

    def choose(person: Person, *bets: int) -> None:
        actions.set_bets_of_goal(
            actor=person.actor, goal_id=goal.pk, bet_ids=bets, now=NOW
        )

    choose(ana, two.pk, three.pk)
    last = Event.objects.latest("pk")
    choose(ana, two.pk, three.pk)
    for person, failure in ((ben, NotAllowed), (cleo, NotFound)):
        with pytest.raises(failure):
            choose(person, one.pk)
    with pytest.raises(NotFound, match="bets"):
        choose(ana, 999)

    kept = BetGoal.objects.filter(goal=goal).values_list("bet_id", flat=True)
    assert set(kept) == {two.pk, three.pk}
    assert BetGoal.objects.get(goal=other).bet_id == one.pk
    assert (last.verb, last.detail["was"], last.detail["now"]) == (
        "roadmap.set_bets_of_goal", [one.pk, two.pk], [two.pk, three.pk],
    )  # fmt: skip
    assert Event.objects.latest("pk") == last
