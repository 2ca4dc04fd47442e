"""The workspace as a plan file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from leadline.evidence.models import Customer
from leadline.foundation.errors import Invalid
from leadline.roadmap import actions, queries
from leadline.roadmap.bridge import in_titles, key_of, keys_of, pk_of
from leadline.roadmap.models import Bet
from leadline.roadmap.types import Floor, PlanIn, Range
from leadline.stakeholders.actions import create_person, create_promise
from leadline.stakeholders.types import PersonIn, PromiseIn
from leadline.strategy.queries import list_goals
from tests.conftest import Person
from tests.factories import (
    NOW,
    make_bet,
    make_customer,
    make_goal,
    make_known_need,
    make_metric,
    make_reading,
    make_team,
)


def ask(**fields: Any) -> PlanIn:
    said = {"name": "P", "first_period": "2027Q1", "periods": 2, "reason": "why"}
    return PlanIn(**(said | fields))


def write(person: Person, **fields: Any) -> Any:
    return queries.plan_file(actor=person.actor, ask=ask(**fields))


def by_title(person: Person, **fields: Any) -> dict[str, Any]:
    written = write(person, **fields)
    return {written.titles[bet["id"]]: bet for bet in written.file["bets"]}


def set_state(person: Person, bet: Bet, state: str) -> None:
    actions.set_bet_state(
        actor=person.actor, bet_ids=[bet.pk], state=state, reason="y", now=NOW
    )


def link(person: Person, bet: Bet, other: Bet, kind: str, gap: int = 0) -> None:
    actions.link_bets(
        actor=person.actor, bet_id=bet.pk, other_id=other.pk,
        kind=kind, gap=gap, now=NOW,
    )  # fmt: skip


def test_a_plan_file_holds_teams_ranges_and_weights_that_sum_to_one(
    ana: Person,
) -> None:
    web = make_team(ana.actor, "Web", Q2027Q1=40)
    spread = Range(Decimal(1), Decimal(2), Decimal(4))
    bet = make_bet(ana.actor, "SSO", growth=9, profit=0, earliest="2027Q2", duration=1)
    actions.change_bet(
        actor=ana.actor, bet_id=bet.pk, now=NOW,
        effort={web.pk: spread},
    )  # fmt: skip

    written = write(ana, growth=3, profit=1, discount=0.1)

    assert written.file == {
        "periods": ["2027Q1", "2027Q2"],
        "teams": {"Web": [40.0, 0.0]},
        "bets": [
            {
                "id": f"sso-{bet.pk}",
                "effort": {"Web": {"p10": 1.0, "p50": 2.0, "p90": 4.0}},
                "value": {"growth": 9.0, "profit": 0.0},
                "after": [],
                "together": [],
                "instead_of": [],
                "earliest": "2027Q2",
                "latest": None,
                "duration": 1,
                "state": "candidate",
            }
        ],
        "objective": {"growth": 0.75, "profit": 0.25, "worth": 0.0},
        "discount_per_period": 0.1,
    }


def _same(amount: int) -> Range:
    return Range(Decimal(amount), Decimal(amount), Decimal(amount))


def test_states_become_demands(ana: Person) -> None:
    bets = {name: make_bet(ana.actor, name) for name in ("a", "b", "c", "d", "e")}
    set_state(ana, bets["b"], "committed")
    set_state(ana, bets["c"], "doing")
    set_state(ana, bets["d"], "done")
    set_state(ana, bets["e"], "dropped")

    found = by_title(ana)

    assert {title: (bet["state"], bet["latest"]) for title, bet in found.items()} == {
        "a": ("candidate", None),
        "b": ("committed", None),
        "c": ("committed", "2027Q1"),
    }


def test_a_bet_outside_the_window_is_shut_out_with_the_reason(ana: Person) -> None:
    make_bet(ana.actor, "late", earliest="2028Q1")
    make_bet(ana.actor, "past", latest="2026Q4")
    overdue = make_bet(ana.actor, "overdue", latest="2026Q4")
    set_state(ana, overdue, "committed")

    written = write(ana)

    found = {bet["id"]: (bet["state"], bet["latest"]) for bet in written.file["bets"]}
    assert sorted(found.values(), key=str) == [
        ("committed", None),
        ("excluded", None),
        ("excluded", None),
    ]
    assert sorted(written.shut.values()) == [
        "It cannot start before Q1 2028, after this plan",
        "It had to be finished by Q4 2026, before this plan",
    ]


def test_dependencies_on_bets_that_are_done_or_dropped_mean_what_they_should(
    ana: Person,
) -> None:
    names = ("after done", "after dropped", "rival of done", "rival of dropped", "free")
    bets = {name: make_bet(ana.actor, name) for name in names}
    done, dropped = make_bet(ana.actor, "done"), make_bet(ana.actor, "dropped")
    for name, other in (("done", done), ("dropped", dropped)):
        link(ana, bets[f"after {name}"], other, "after")
        link(ana, bets[f"rival of {name}"], other, "instead_of")
    link(ana, bets["free"], bets["after done"], "after", gap=1)
    link(ana, bets["free"], bets["rival of dropped"], "together")
    set_state(ana, done, "done")
    set_state(ana, dropped, "dropped")

    found = by_title(ana)

    key = {title: bet["id"] for title, bet in found.items()}
    assert found["after done"]["after"] == []
    assert found["after dropped"]["after"] == [key["dropped"]]
    assert found["dropped"]["state"] == "excluded"
    assert found["rival of done"]["state"] == "excluded"
    assert found["rival of dropped"]["instead_of"] == []
    assert found["free"]["after"] == [{"bet": key["after done"], "gap": 1}]
    assert found["free"]["together"] == [key["rival of dropped"]]
    assert "done" not in found


def test_customers_want_every_bet_for_the_needs_they_voiced(ana: Person) -> None:
    rich = make_customer(ana.actor, "Rich", 100)
    poor = make_customer(ana.actor, "Poor", 0)
    need = make_known_need(ana.actor, "log in once", (rich, poor))
    first = actions.bet_from_need(actor=ana.actor, need_id=need.pk, now=NOW)
    second = actions.bet_from_need(actor=ana.actor, need_id=need.pk, now=NOW)

    assert "customers" not in write(ana).file
    assert write(ana, worth=1).file["customers"] == [
        {
            "id": f"rich-{rich.pk}",
            "worth": 100.0,
            "wants": sorted([f"log-in-once-{first.pk}", f"log-in-once-2-{second.pk}"]),
        }
    ]


def test_a_customer_who_has_left_is_worth_nothing_to_a_plan(ana: Person) -> None:
    gone, here = make_customer(ana.actor, "Gone", 900), make_customer(ana.actor, "B", 1)
    need = make_known_need(ana.actor, "log in once", (gone, here))
    actions.bet_from_need(actor=ana.actor, need_id=need.pk, now=NOW)
    Customer.objects.filter(pk=gone.pk).update(is_archived=True)

    served = write(ana, worth=1).file["customers"]

    assert [(one["id"], one["worth"]) for one in served] == [(f"b-{here.pk}", 1.0)]


@pytest.mark.parametrize(
    ("own", "latest"),
    [
        (None, "2027Q2"),
        ("2027Q1", "2027Q1"),
        ("2027Q2", "2027Q2"),
        ("2027Q3", "2027Q2"),
    ],
)
def test_the_earlier_of_a_bets_own_end_and_its_promise_holds(
    ana: Person, own: str | None, latest: str
) -> None:
    bet = make_bet(ana.actor, "Sign-on", latest=own or "")
    promise(ana, bet, date(2027, 6, 30))

    found = by_title(ana, periods=4)["Sign-on"]

    assert (found["state"], found["latest"]) == ("committed", latest)


@pytest.mark.parametrize(("due", "latest"), [
    (date(2027, 6, 29), "2027Q1"), (date(2027, 6, 30), "2027Q2"),
    (date(2027, 2, 10), "2027Q1"),
])  # fmt: skip
def test_a_promise_binds_to_the_quarter_that_is_over_by_its_day(
    ana: Person, due: date, latest: str
) -> None:
    """One that no quarter of the plan can keep asks for the first of them."""
    promise(ana, make_bet(ana.actor, "Sign-on"), due)

    assert by_title(ana, periods=4)["Sign-on"]["latest"] == latest


def promise(ana: Person, bet: Bet, due: date) -> None:
    renata = create_person(actor=ana.actor, person=PersonIn("Renata", "customer"))
    said = PromiseIn(renata.pk, "By June", state="agreed", due_date=due)
    made = create_promise(actor=ana.actor, promise=said, now=NOW)
    actions.honour_promise(actor=ana.actor, promise_id=made.pk, bet_id=bet.pk)


def test_floors_come_from_goals_in_the_workspaces_money(ana: Person) -> None:
    rise = {"baseline": Decimal(100), "target": Decimal(160), "currency": "EUR"}
    goal = make_goal(ana.actor, "Grow", **rise)
    make_goal(ana.actor, "In dollars", **(rise | {"currency": "USD"}))
    make_goal(ana.actor, "Guard", **(rise | {"kind": "guardrail"}))
    make_goal(ana.actor, "Falling", **(rise | {"target": Decimal(50)}))
    bet = make_bet(ana.actor, growth=7)
    assert queries.possible_floors(actor=ana.actor, today=NOW.date()) == []
    every = [g.id for g in list_goals(actor=ana.actor)]
    actions.set_bet_goals(actor=ana.actor, bet_id=bet.pk, goal_ids=every, now=NOW)

    floors = queries.possible_floors(actor=ana.actor, today=NOW.date())

    assert floors == [(Floor("growth", 60.0, goal.pk), "Grow")]
    written = write(ana, floors=(floors[0][0],))
    assert written.file["goals"] == [
        {"measure": f"goal-grow-{goal.pk}", "at_least": 60.0}
    ]
    assert written.file["bets"][0]["value"][f"goal-grow-{goal.pk}"] == 7.0


@pytest.mark.parametrize(
    ("reading", "missing"),
    [(None, 60.0), (90, 70.0), (130, 30.0), (159, 1.0), (160, None), (200, None)],
)
def test_a_floor_is_what_is_missing_from_the_newest_reading(
    ana: Person, reading: int | None, missing: float | None
) -> None:
    metric = make_metric(ana.actor)
    make_reading(ana.actor, metric, date(2026, 1, 1), 100)
    if reading is not None:
        make_reading(ana.actor, metric, date(2026, 6, 1), reading)
    goal = make_goal(
        ana.actor, metric_id=metric.pk, baseline=Decimal(100), target=Decimal(160)
    )
    bet = make_bet(ana.actor, growth=7)
    actions.set_bet_goals(actor=ana.actor, bet_id=bet.pk, goal_ids=[goal.pk], now=NOW)

    floors = queries.possible_floors(actor=ana.actor, today=NOW.date())

    assert [f.at_least for f, _ in floors] == ([] if missing is None else [missing])


def test_bets_of_a_part_count_for_the_whole_goal_and_done_ones_for_none(
    ana: Person,
) -> None:
    rise = {"baseline": Decimal(0), "target": Decimal(60), "currency": "EUR"}
    whole = make_goal(ana.actor, "Whole", **rise)
    part = make_goal(ana.actor, "Part", parent_id=whole.pk, unit="ports")
    bets = [make_bet(ana.actor, name, growth=9) for name in ("a", "b", "other")]
    for bet in bets[:2]:
        actions.set_bet_goals(
            actor=ana.actor, bet_id=bet.pk, goal_ids=[part.pk], now=NOW
        )
    ((floor, _),) = queries.possible_floors(actor=ana.actor, today=NOW.date())

    found = by_title(ana, floors=(floor,))
    for bet in bets[:2]:
        set_state(ana, bet, "done")

    measure = f"goal-whole-{whole.pk}"
    assert {t: b["value"].get(measure) for t, b in found.items()} == {
        "a": 9.0, "b": 9.0, "other": None,
    }  # fmt: skip
    assert queries.possible_floors(actor=ana.actor, today=NOW.date()) == []
    with pytest.raises(Invalid, match="No bet serves “Whole”"):
        write(ana, floors=(floor,))


@pytest.mark.parametrize(
    ("sure", "growth", "profit"),
    [(None, 100.0, -40.0), (100, 100.0, -40.0), (60, 60.0, -40.0), (0, 0.0, -40.0)],
)
def test_what_a_bet_brings_counts_by_how_sure_people_are(
    ana: Person, sure: int | None, growth: float, profit: float
) -> None:
    make_bet(ana.actor, growth=100, profit=-40, confidence=sure)

    (bet,) = write(ana).file["bets"]

    assert bet["value"] == {"growth": growth, "profit": profit}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"first_period": "soon"}, "not a quarter"),
        ({"periods": 0}, "quarters"),
        ({"periods": 9}, "quarters"),
        ({"growth": 0, "profit": 0}, "weight"),
        ({"growth": -1}, "weight"),
        ({"discount": 1}, "share"),
        ({"time_limit": 0}, "seconds"),
        ({"floors": (Floor("joy", 1),)}, "floor"),
    ],
)
def test_a_question_without_an_answer_is_refused(
    ana: Person, fields: dict[str, Any], words: str
) -> None:
    make_bet(ana.actor)

    with pytest.raises(Invalid, match=words):
        write(ana, **fields)


def test_a_workspace_without_bets_has_nothing_to_plan(ana: Person) -> None:
    with pytest.raises(Invalid, match="no bet to plan"):
        write(ana)


def test_keys_are_readable_and_turn_back_into_titles() -> None:
    key = key_of(12, "Single sign-on, at last")

    assert (key, pk_of(key)) == ("single-sign-on-at-last-12", 12)
    assert keys_of({"bets": [{"id": key}]}) == {12: key}
    assert in_titles("a-1 waits for a-11 and x-a-1", {"a-1": "A", "a-11": "B"}) == (
        "“A” waits for “B” and x-a-1"
    )
    assert in_titles("nothing", {}) == "nothing"
