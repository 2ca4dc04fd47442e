"""Promises: their states, the rate at which they are kept, plans they bind."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.roadmap import actions as roadmap
from leadline.roadmap.models import Bet
from leadline.roadmap.queries import plan_page, promised_bets, promises_of_bet
from leadline.stakeholders import actions, queries
from leadline.stakeholders.models import Commitment
from leadline.stakeholders.types import MOVES, PromiseIn, StepKind
from tests import factories as make
from tests.conftest import Person as Member
from tests.factories import as_row
from tests.stakeholders.test_people import add

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()


def promise(who: Member, what: str = "Sign-on", **fields: object) -> Commitment:
    if "person_id" not in fields:
        fields["person_id"] = add(who, f"Renata {Commitment.objects.count()}").pk
    said = PromiseIn(what=what, **fields)
    return as_row(
        Commitment, actions.create_promise(actor=who.actor, promise=said, now=NOW)
    )


def move(who: Member, of: Commitment, state: str, days: int = 0, **why: str):
    why.setdefault("why", "So it is")
    return actions.move_promise(
        actor=who.actor, promise_id=of.pk, state=state, now=NOW,
        on=TODAY + timedelta(days=days), **why,
    )  # fmt: skip


@pytest.mark.parametrize("was", MOVES)
@pytest.mark.parametrize("state", MOVES)
def test_a_promise_goes_only_where_it_may(ana: Member, was: str, state: str) -> None:
    made = promise(ana, state="agreed" if was != "offered" else "offered")
    if was not in ("offered", "agreed"):
        move(ana, made, was)

    if state in MOVES[was]:
        after = as_row(Commitment, move(ana, made, state))
        assert after.state == state
        assert (after.settled_on is not None) == (not MOVES[state])
    else:
        with pytest.raises(Conflict):
            move(ana, made, state)


@pytest.mark.parametrize("state", ["at_risk", "broken", "released"])
def test_what_disappoints_is_explained(ana: Member, state: str) -> None:
    with pytest.raises(Invalid, match="why"):
        move(ana, promise(ana, state="agreed"), state, why=" ")


@pytest.mark.parametrize(
    ("fields", "failure", "words"),
    [
        ({"what": " "}, Invalid, "what was promised"),
        ({"direction": "both"}, Invalid, "given or received"),
        ({"part": "dream"}, Invalid, "way to market"),
        ({"state": "kept"}, Invalid, "begins as"),
        ({"person_id": 99_999}, NotFound, "stakeholder"),
    ],
)
def test_what_is_no_promise_is_refused(
    ana: Member, fields: dict, failure: type[Exception], words: str
) -> None:
    with pytest.raises(failure, match=words):
        promise(ana, **fields)


def test_kept_promises_are_counted_with_those_late(ana: Member) -> None:
    for days in (0, 5, 6):
        made = promise(ana, state="agreed", due_date=TODAY + timedelta(days=5))
        move(ana, made, "kept", days)
    move(ana, promise(ana, state="agreed"), "broken")
    move(ana, promise(ana, state="agreed"), "released")
    promise(ana, direction="received")

    given = queries.kept_promises(actor=ana.actor, direction="given")

    assert (given.kept, given.late, given.broken) == (3, 1, 1), "on its day is in time"
    assert given.rate == pytest.approx(3 / 4)
    assert queries.kept_promises(actor=ana.actor, direction="received").rate is None


def test_moving_the_day_says_why(ana: Member, ben: Member, cleo: Member) -> None:
    made = promise(ana, state="agreed", due_date=TODAY)
    later = TODAY + timedelta(days=7)

    def shift(who: Member, why: str = "The supplier is late") -> Commitment:
        return as_row(
            Commitment,
            actions.set_promise_date(
                actor=who.actor, promise_id=made.pk, due_date=later, why=why, now=NOW
            ),
        )

    with pytest.raises(Invalid, match="why"):
        shift(ana, " ")
    with pytest.raises(NotAllowed):
        shift(ben)
    with pytest.raises(NotFound):
        shift(cleo)
    assert shift(ana).due_date == later
    steps = queries.steps_of(actor=ana.actor, promise_id=made.pk)
    moved = (steps[0].kind, steps[0].moved_from, steps[0].moved_to, steps[0].why)
    assert moved == (StepKind.DAY, TODAY, later, "The supplier is late")
    move(ana, made, "kept")
    with pytest.raises(Conflict, match="ended"):
        shift(ana)


def test_late_and_near_promises_wait(ana: Member) -> None:
    late = promise(ana, "Late", state="agreed", due_date=TODAY - timedelta(days=2))
    near = promise(ana, "Near", due_date=TODAY + timedelta(days=7))
    promise(ana, "Far", due_date=TODAY + timedelta(days=8))
    promise(ana, "Never")

    due = queries.due_promises(actor=ana.actor, on=TODAY)

    assert [(p.id, p.days_late) for p in due] == [(late.pk, 2), (near.pk, 0)]


def promised_bet(ana: Member, effort: int, due: date) -> Bet:
    team = make.make_team(ana.actor, Q2027Q1=10, Q2027Q2=0)
    make.make_bet(ana.actor, "Worth more", growth=900, effort={team: 10})
    bet = make.make_bet(ana.actor, "Single sign-on", growth=1, effort={team: effort})
    made = promise(ana, "Sign-on by June", state="agreed", due_date=due)
    roadmap.honour_promise(actor=ana.actor, promise_id=made.pk, bet_id=bet.pk)
    return bet


def test_an_agreed_promise_with_a_day_is_kept_by_the_plan(ana: Member) -> None:
    bet = promised_bet(ana, 8, date(2027, 3, 31))

    plan = make.make_plan(ana.actor)

    placed = {item.bet_id: item.period for item in plan.items.all()}
    assert placed[bet.pk] == "2027Q1", "though another brings more"


def test_a_promise_that_cannot_be_kept_is_named(ana: Member) -> None:
    promised_bet(ana, 30, date(2027, 3, 31))

    plan = make.make_plan(ana.actor)

    assert plan.status == "infeasible"
    clashes = plan_page(actor=ana.actor, plan_id=plan.pk).clashes
    told = " ".join(clash.words for clash in clashes)
    assert "promised to Renata 0 by 31 March 2027" in told


@pytest.mark.parametrize("how", ["offered", "released", "received", "undated", "apart"])
def test_what_binds_nobody_asks_nothing_of_a_plan(ana: Member, how: str) -> None:
    bet = promised_bet(ana, 8, date(2027, 3, 31))
    found = Commitment.objects.all()
    if how == "offered":
        found.update(state="offered")
    elif how == "released":
        move(ana, found.get(), "released")
    elif how == "received":
        found.update(direction="received")
    elif how == "undated":
        found.update(due_date=None)
    else:
        roadmap.honour_promise(
            actor=ana.actor, promise_id=found.get().pk, bet_id=bet.pk,
            is_honoured=False,
        )  # fmt: skip

    assert promised_bets(actor=ana.actor) == {}
    plan = make.make_plan(ana.actor)
    assert bet.pk not in {item.bet_id for item in plan.items.all()}


def test_a_bet_shows_its_way_to_market(ana: Member, cleo: Member) -> None:
    bet = promised_bet(ana, 8, date(2027, 3, 31))

    found = promises_of_bet(actor=ana.actor, bet_id=bet.pk, on=TODAY)

    assert [p.what for p in found] == ["Sign-on by June"]
    with pytest.raises(NotFound):
        roadmap.honour_promise(actor=cleo.actor, promise_id=found[0].id, bet_id=bet.pk)


@pytest.mark.parametrize("n", [1, 3])
def test_lists_take_one_query_for_any_number(
    ana: Member, n: int, django_assert_num_queries: object
) -> None:
    for i in range(n):
        promise(ana, f"Promise {i}")

    with django_assert_num_queries(1):
        assert len(queries.list_promises(actor=ana.actor, on=TODAY)) == n
