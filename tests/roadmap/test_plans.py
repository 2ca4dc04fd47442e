"""Plans: finding, changing by hand, committing, comparing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from leadline.accounts.models import Event
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.foundation.jobs import Cancelled, job_kind
from leadline.foundation.worker import POLL_SECONDS
from leadline.roadmap import actions, queries
from leadline.roadmap.models import Bet, Plan, PlanChange, Team
from leadline.roadmap.types import Floor, PlanIn
from tests.conftest import Person
from tests.factories import (
    NOW,
    make_bet,
    make_goal,
    make_plan,
)

LATER = NOW + timedelta(hours=1)


def placed(person: Person, plan: Plan) -> dict[str, str]:
    page = queries.plan_page(actor=person.actor, plan_id=plan.pk)
    return {planned.bet.title: planned.period for planned in page.bets}


def move(person: Person, plan: Plan, bet: Bet, to: str, **more: Any) -> PlanChange:
    said = {"reason": "The port waits", "now": LATER} | more
    made = actions.move_bet(
        actor=person.actor, plan_id=plan.pk, bet_id=bet.pk, to_period=to, **said
    )
    return PlanChange.objects.get(pk=made.id)


def test_make_plan_finds_the_best_and_says_what_it_leaves_out(
    ana: Person, bets: dict[str, Bet]
) -> None:
    plan = make_plan(ana.actor, profit=0.0)

    page = queries.plan_page(actor=ana.actor, plan_id=plan.pk)
    assert (page.head.status, page.head.objective, page.head.gap) == ("optimal", 210, 0)
    assert sorted(placed(ana, plan)) == ["Big", "Half", "Other half"]
    (left,) = page.left_out
    assert (left.bet.title, left.cost_to_force_in) == ("Least", 40)
    assert [bet.title for bet in left.pushes_out] == ["Other half"]
    assert "Web" in left.why
    assert [(c.used, c.percent, c.over) for c in page.loads[0].cells] == [
        (10, 100, 0),
        (10, 100, 0),
    ]
    last = Event.objects.latest("pk")
    assert (last.verb, last.detail["reason"]) == (
        "roadmap.make_plan", "The year begins",
    )  # fmt: skip


def test_an_impossible_plan_names_the_demands_that_clash(
    ana: Person, web: Team
) -> None:
    for name in ("One", "Two", "Three"):
        bet = make_bet(ana.actor, name, growth=1, effort={web: 8})
        actions.set_bet_state(
            actor=ana.actor, bet_ids=[bet.pk], state="committed", reason="y", now=NOW
        )

    plan = make_plan(ana.actor, floors=(Floor("growth", 3),))

    page = queries.plan_page(actor=ana.actor, plan_id=plan.pk)
    assert (page.head.status, page.head.objective, page.bets) == (
        "infeasible",
        None,
        (),
    )
    kinds = [clash.kind for clash in page.clashes]
    assert set(kinds) <= {"committed", "capacity", "goal"}
    assert any("“One”" in clash.words or "Web" in clash.words for clash in page.clashes)
    assert all(clash.bet_id for clash in page.clashes if clash.kind == "committed")
    with pytest.raises(Conflict, match="impossible"):
        actions.commit_plan(actor=ana.actor, plan_id=plan.pk, reason="y", now=NOW)
    with pytest.raises(Conflict, match="impossible"):
        move(ana, plan, Bet.objects.first(), "2027Q1")
    assert queries.committed_plan_id(actor=ana.actor) is None


def test_a_floor_that_clashes_points_at_its_goal(ana: Person) -> None:
    goal = make_goal(ana.actor)
    bet = make_bet(ana.actor, growth=1)
    actions.set_bet_goals(actor=ana.actor, bet_id=bet.pk, goal_ids=[goal.pk], now=NOW)

    plan = make_plan(ana.actor, floors=(Floor("growth", 100, goal.pk),))

    (clash,) = queries.plan_page(actor=ana.actor, plan_id=plan.pk).clashes
    assert (clash.kind, clash.goal_id, clash.bet_id) == ("goal", goal.pk, None)
    assert clash.words == "“Grow” is at least €100"


def test_a_floor_of_no_goal_that_clashes_is_money_to_the_unit(ana: Person) -> None:
    make_bet(ana.actor, growth=1)

    plan = make_plan(ana.actor, floors=(Floor("growth", 1_234_567),))

    (clash,) = queries.plan_page(actor=ana.actor, plan_id=plan.pk).clashes
    assert clash.words == "growth is at least €1,234,567"


@pytest.mark.parametrize(
    ("fields", "failure"),
    [
        ({"name": " "}, Invalid),
        ({"reason": " "}, Invalid),
        ({"periods": 99}, Invalid),
        ({"based_on_id": 99_999}, NotFound),
    ],
)
def test_make_plan_refuses_what_has_no_meaning(
    ana: Person, fields: dict[str, Any], failure: type[Exception]
) -> None:
    make_bet(ana.actor)

    with pytest.raises(failure):
        make_plan(ana.actor, **fields)

    assert Plan.objects.count() == 0


def test_the_job_makes_one_plan_however_often_it_runs(
    ana: Person, bets: dict[str, Bet]
) -> None:
    class Seen:
        steps: list[tuple[int, int]] = []

        def step(self, done: int, total: int, message: str = "") -> None:
            self.steps.append((done, total))

    asked = {
        "name": "P", "first_period": "2027Q1", "periods": 2, "reason": "y",
        "floors": [{"measure": "growth", "at_least": 5.0}],
    }  # fmt: skip
    run = job_kind("roadmap.optimise").run
    results = [
        run(actor=ana.actor, progress=Seen(), ask=dict(asked), key="k1")
        for _ in range(2)
    ]

    (plan,) = Plan.objects.all()
    assert results == [{"plan_id": plan.pk, "status": "optimal"}] * 2
    assert plan.floors == [{"measure": "growth", "at_least": 5.0, "goal_id": None}]
    assert Seen.steps
    assert all(done < total for done, total in Seen.steps)


def test_a_cancelled_search_leaves_no_plan(ana: Person, bets: dict[str, Bet]) -> None:
    class Stop:
        def step(self, done: int, total: int, message: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        actions.make_plan(
            actor=ana.actor, ask=PlanIn("P", "2027Q1", 2, "y"), now=NOW, progress=Stop()
        )

    assert Plan.objects.count() == 0


def test_a_search_that_cannot_hear_is_ended_within_a_second_of_the_asking() -> None:
    """By what the worker waits, not by a clock: it looks, grants a grace, looks."""
    grace = job_kind("roadmap.optimise").grace

    assert POLL_SECONDS + grace + POLL_SECONDS < 1


def test_what_a_change_would_do_is_said_before_it_is_done(
    ana: Person, bets: dict[str, Bet]
) -> None:
    plan = make_plan(ana.actor, profit=0.0)

    change = queries.hand_change(
        actor=ana.actor, plan_id=plan.pk, bet_id=bets["Least"].pk, to_period="2027Q1"
    )

    assert (change.kind, change.cost, change.below_best) == ("put_in", -10, -10)
    assert change.breaks == ("Web in 2027Q1 needs 15 of 10",)
    assert "Least" not in placed(ana, plan)


def test_a_bet_is_moved_put_in_and_taken_out_by_hand(
    ana: Person, bets: dict[str, Bet]
) -> None:
    plan = make_plan(ana.actor, profit=0.0, discount=0.1)
    start = placed(ana, plan)["Half"]
    other = "2027Q2" if start == "2027Q1" else "2027Q1"

    move(ana, plan, bets["Half"], other)
    taken = move(ana, plan, bets["Big"], "")
    move(ana, plan, bets["Least"], "2027Q1")

    page = queries.plan_page(actor=ana.actor, plan_id=plan.pk)
    now = {p.bet.title: (p.period, p.placed_by, p.reason) for p in page.bets}
    assert now["Half"] == (other, "person", "The port waits")
    assert now["Least"] == ("2027Q1", "person", "The port waits")
    assert [(left.bet.title, left.why) for left in page.left_out] == [
        ("Big", "Taken out by hand: The port waits")
    ]
    assert [(c.kind, c.from_period, c.to_period) for c in page.changes] == [
        ("put_in", "", "2027Q1"),
        ("take_out", page.changes[1].from_period, ""),
        ("move", start, other),
    ]
    assert taken.cost > 80
    assert page.head.status == "by_hand"
    assert page.head.lost > 0
    last = Event.objects.latest("pk")
    assert (last.verb, last.detail["reason"]) == ("roadmap.move_bet", "The port waits")


def test_over_use_after_a_change_is_kept_in_words(
    ana: Person, bets: dict[str, Bet]
) -> None:
    plan = make_plan(ana.actor, profit=0.0)
    there = placed(ana, plan)["Big"]

    move(ana, plan, bets["Least"], there)
    page = queries.plan_page(actor=ana.actor, plan_id=plan.pk)
    move(ana, plan, bets["Least"], "", now=LATER + timedelta(hours=1))
    after = queries.plan_page(actor=ana.actor, plan_id=plan.pk)

    assert page.head.broken == (f"Web in {there} needs 15 of 10",)
    assert [c.over for c in page.loads[0].cells if c.period == there] == [5]
    assert after.head.broken == ()


def test_a_change_that_cannot_be_is_refused(ana: Person, bets: dict[str, Bet]) -> None:
    long = make_bet(ana.actor, "Long", duration=2)
    plan = make_plan(ana.actor, profit=0.0)
    late = make_bet(ana.actor, "Late comer")
    there = placed(ana, plan)["Big"]

    for call, failure, words in (
        (lambda: move(ana, plan, bets["Big"], there), Conflict, "already"),
        (lambda: move(ana, plan, bets["Least"], ""), Conflict, "already"),
        (lambda: move(ana, plan, bets["Big"], "2030Q1"), Invalid, "quarters"),
        (lambda: move(ana, plan, long, "2027Q2"), Invalid, "not be finished"),
        (lambda: move(ana, plan, late, "2027Q1"), Invalid, "Plan again"),
        (lambda: move(ana, plan, bets["Big"], "", reason=" "), Invalid, "why"),
        (lambda: move(ana, plan, Bet(pk=99), "2027Q1"), NotFound, "bet"),
        (lambda: move(ana, Plan(pk=99), bets["Big"], ""), NotFound, "plan"),
    ):
        with pytest.raises(failure, match=words):
            call()
    assert PlanChange.objects.count() == 0


def test_who_saw_an_older_plan_is_told(ana: Person, bets: dict[str, Bet]) -> None:
    plan = make_plan(ana.actor, profit=0.0)
    move(ana, plan, bets["Big"], "", seen=NOW)

    with pytest.raises(Conflict, match="meanwhile"):
        move(ana, plan, bets["Half"], "", seen=NOW)


def test_committing_supersedes_and_the_bets_follow(
    ana: Person, bets: dict[str, Bet]
) -> None:
    first = make_plan(ana.actor, "First", profit=0.0)
    actions.commit_plan(actor=ana.actor, plan_id=first.pk, reason="Agreed", now=NOW)
    states = dict(Bet.objects.values_list("title", "state"))
    second = make_plan(ana.actor, "Second", profit=0.0, based_on_id=first.pk)
    move(ana, second, bets["Other half"], "")
    move(ana, second, bets["Least"], "2027Q2", now=LATER + timedelta(hours=1))
    actions.commit_plan(actor=ana.actor, plan_id=second.pk, reason="New", now=LATER)

    assert states == {
        "Big": "committed", "Half": "committed",
        "Other half": "committed", "Least": "candidate",
    }  # fmt: skip
    assert dict(Bet.objects.values_list("title", "state")) == states | {
        "Other half": "candidate",
        "Least": "committed",
    }
    assert [(p.name, p.state) for p in queries.list_plans(actor=ana.actor)] == [
        ("Second", "committed"),
        ("First", "superseded"),
    ]
    assert queries.committed_plan_id(actor=ana.actor) == second.pk
    last = Event.objects.latest("pk")
    assert (last.verb, last.detail["released"]) == (
        "roadmap.commit_plan", [bets["Other half"].pk],
    )  # fmt: skip
    for plan in (first, second):
        with pytest.raises(Conflict, match="Only a draft"):
            actions.commit_plan(
                actor=ana.actor, plan_id=plan.pk, reason="again", now=LATER
            )
    with pytest.raises(Conflict, match="newer plan"):
        move(ana, first, bets["Big"], "")


def test_commit_plan_needs_a_reason(ana: Person, bets: dict[str, Bet]) -> None:
    plan = make_plan(ana.actor)

    with pytest.raises(Invalid, match="why"):
        actions.commit_plan(actor=ana.actor, plan_id=plan.pk, reason="", now=NOW)


def test_a_contributor_drafts_but_leaves_the_committed_plan_alone(
    ana: Person, bets: dict[str, Bet]
) -> None:
    contributor = replace(ana.actor, role=type(ana.actor.role).CONTRIBUTOR)
    plan = make_plan(contributor, profit=0.0)
    said = {"plan_id": plan.pk, "bet_id": bets["Big"].pk, "to_period": ""}
    with pytest.raises(NotAllowed):
        actions.commit_plan(actor=contributor, plan_id=plan.pk, reason="y", now=NOW)
    actions.commit_plan(actor=ana.actor, plan_id=plan.pk, reason="y", now=NOW)

    with pytest.raises(NotAllowed):
        actions.move_bet(actor=contributor, reason="y", now=LATER, **said)
    actions.move_bet(actor=ana.actor, reason="y", now=LATER, **said)

    assert "Big" not in placed(ana, plan)


def test_plans_are_closed_to_readers_and_invisible_to_strangers(
    ana: Person, ben: Person, cleo: Person, bets: dict[str, Bet]
) -> None:
    plan, twin = make_plan(ana.actor, profit=0.0), make_plan(ana.actor, "Twin")
    calls = [
        lambda a: make_plan(a, based_on_id=plan.pk),
        lambda a: actions.rename_plan(actor=a, plan_id=plan.pk, name="New"),
        lambda a: actions.commit_plan(actor=a, plan_id=plan.pk, reason="y", now=NOW),
        lambda a: actions.move_bet(
            actor=a, plan_id=plan.pk, bet_id=bets["Big"].pk,
            to_period="", reason="y", now=NOW,
        ),
    ]  # fmt: skip
    for person, failure in ((ben, NotAllowed), (cleo, NotFound)):
        for call in calls:
            with pytest.raises(failure):
                call(person.actor)
    for read in (
        lambda a: queries.plan_page(actor=a, plan_id=plan.pk),
        lambda a: queries.export_plan(actor=a, plan_id=plan.pk),
        lambda a: queries.compare_plans(actor=a, one_id=plan.pk, other_id=twin.pk),
        lambda a: queries.hand_change(
            actor=a, plan_id=plan.pk, bet_id=bets["Big"].pk, to_period=""
        ),
    ):
        read(ben.actor)
        with pytest.raises(NotFound):
            read(cleo.actor)
    assert queries.list_plans(actor=cleo.actor).items == ()
    assert queries.committed_plan_id(actor=cleo.actor) is None
