"""Who is to be told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from leadline.decisions import actions as decisions
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.overview.telling import to_tell
from leadline.roadmap import actions as roadmap
from leadline.stakeholders import actions
from leadline.stakeholders.types import PersonIn, PromiseIn
from tests import factories as make
from tests.conftest import Person as Member
from tests.decisions.making import full_chair, make_decision, option_of

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Said:
    started_at = NOW

    def step(self, done: int, total: int, message: str = "") -> None:
        """Hear how far it is."""


def person(who: Member, name: str = "Renata", function: str = "customer"):
    return actions.create_person(actor=who.actor, person=PersonIn(name, function))


@pytest.fixture
def promised(ana: Member):
    """A bet in the committed plan that honours a promise to Renata."""
    team = make.make_team(ana.actor, Q2027Q1=40, Q2027Q2=40)
    bet = make.make_bet(ana.actor, "Single sign-on", growth=900, effort={team: 6})
    plan = make.make_plan(ana.actor)
    roadmap.commit_plan(actor=ana.actor, plan_id=plan.pk, reason="Agreed", now=NOW)
    renata = person(ana)
    said = PromiseIn(renata.pk, "Badge login", state="agreed")
    promise = actions.create_promise(actor=ana.actor, promise=said, now=NOW)
    roadmap.honour_promise(actor=ana.actor, promise_id=promise.pk, bet_id=bet.pk)
    return bet, plan, renata, promise


def move(ana: Member, promised, to: str, days: int) -> None:
    bet, plan, *_ = promised
    roadmap.move_bet(
        actor=ana.actor, plan_id=plan.pk, bet_id=bet.pk, to_period=to,
        reason="The supplier is late", now=NOW + timedelta(days=days),
    )  # fmt: skip


def waiting(who: Member, days: int) -> list[tuple[str, str]]:
    found = to_tell(actor=who.actor, now=NOW + timedelta(days=days))
    return [(one.person, one.change.what) for one in found]


def test_nobody_is_told_they_were_promised_what_they_promised_us(
    ana: Member, promised
) -> None:
    bet, *_ = promised
    luis = person(ana, "Luis")
    said = PromiseIn(luis.pk, "Words for it", direction="received", state="agreed")
    made = actions.create_promise(actor=ana.actor, promise=said, now=NOW)
    roadmap.honour_promise(actor=ana.actor, promise_id=made.pk, bet_id=bet.pk)
    move(ana, promised, "2027Q2", 1)
    assert [name for name, _ in waiting(ana, 1)] == ["Renata"]


def tell(who: Member, person_id: int, subject: str, days: int, how: str = "Called"):
    return actions.mark_told(
        actor=who.actor, person_id=person_id, subject=subject, how=how,
        now=NOW + timedelta(days=days),
    )  # fmt: skip


def test_a_moved_bet_is_told_and_a_later_change_asks_again(
    ana: Member, promised, cleo: Member
) -> None:
    bet, _, renata, _ = promised
    assert waiting(ana, 0) == []
    move(ana, promised, "2027Q2", 1)

    assert waiting(ana, 1) == [("Renata", "Single sign-on: moved to Q2 2027")]
    assert to_tell(actor=cleo.actor, now=NOW + timedelta(days=1)).items == ()
    tell(ana, renata.pk, f"bet:{bet.pk}", 2)
    assert waiting(ana, 2) == []
    move(ana, promised, "2027Q1", 3)
    assert waiting(ana, 3) == [("Renata", "Single sign-on: moved to Q1 2027")]
    assert waiting(ana, 120) == [], "after ninety days nobody waits for it"


@pytest.mark.parametrize(("told_on", "waits"), [(1, True), (2, False), (3, False)])
def test_who_was_told_as_it_changed_is_not_asked_for_again(
    ana: Member, promised, told_on: int, waits: bool
) -> None:
    bet, _, renata, _ = promised
    move(ana, promised, "2027Q2", days=2)

    tell(ana, renata.pk, f"bet:{bet.pk}", days=told_on)

    assert bool(waiting(ana, days=4)) is waits


def test_a_decision_and_a_promise_at_risk_are_told(ana: Member, promised) -> None:
    bet, _, renata, promise = promised
    made = make_decision(ana, bet_ids=(bet.pk,))
    full_chair(ana, made)
    decisions.decide(
        actor=ana.actor, decision_id=made.pk, option_id=option_of(made).pk,
        because="it is cheaper", now=NOW,
    )  # fmt: skip
    actions.move_promise(
        actor=ana.actor, promise_id=promise.pk, state="at_risk", now=NOW,
        on=NOW.date(), why="The supplier is late",
    )  # fmt: skip

    told = dict(waiting(ana, 1)[::-1])
    assert len(waiting(ana, 1)) == 2
    assert told
    with pytest.raises(Invalid, match="how they were told"):
        tell(ana, renata.pk, f"decision:{made.pk}", 1, " ")
    for one in to_tell(actor=ana.actor, now=NOW + timedelta(days=1)):
        tell(ana, one.person_id, one.change.subject, 1)
    assert waiting(ana, 2) == []


def test_a_review_on_another_day_is_told_to_who_was_named_alone(
    ana: Member, ben: Member, cleo: Member, promised
) -> None:
    petra, bet = person(ana, "Petra"), promised[0]
    made = make_decision(ana, bet_ids=(bet.pk,))
    decisions.name_person(
        actor=ana.actor, decision_id=made.pk, person_id=petra.pk, part="told", now=NOW
    )

    def move(who: Member, days: int = 60, why: str = "The pilot is late") -> None:
        decisions.move_review(
            actor=who.actor, decision_id=made.pk, why=why,
            review_date=(NOW + timedelta(days=days)).date(),
            now=NOW + timedelta(days=3),
        )  # fmt: skip

    with pytest.raises(Conflict, match="Only a taken"):
        move(ana)
    full_chair(ana, made)
    decisions.decide(
        actor=ana.actor, decision_id=made.pk, option_id=option_of(made).pk,
        because="it is cheaper", now=NOW, review_date=date(2027, 1, 5),
    )  # fmt: skip
    for one in to_tell(actor=ana.actor, now=NOW + timedelta(days=1)):
        tell(ana, one.person_id, one.change.subject, 1)
    assert waiting(ana, 2) == []
    for who, failure in ((ben, NotAllowed), (cleo, NotFound)):
        with pytest.raises(failure):
            move(who)
    for wrong, words in (
        ({"days": 0}, "to come"), ({"why": " "}, "why the day moves"),
    ):  # fmt: skip
        with pytest.raises(Invalid, match=words):
            move(ana, **wrong)

    move(ana)

    with pytest.raises(Invalid, match="already"):
        move(ana)
    found = to_tell(actor=ana.actor, now=NOW + timedelta(days=4))
    assert [one.person_id for one in found] == [petra.pk]
    change = found[0].change
    assert change.what.startswith("Looked at again on 22 January 2027")
    assert change.why == "The pilot is late"


def test_readers_note_nothing(ana: Member, ben: Member, cleo: Member) -> None:
    renata = person(ana)
    with pytest.raises(NotAllowed):
        tell(ben, renata.pk, "bet:1", 0)
    with pytest.raises(NotFound):
        tell(cleo, renata.pk, "bet:1", 0)


def test_a_moved_day_is_told_with_both_days_whatever_the_reason_says(
    ana: Member, promised
) -> None:
    _, _, renata, promise = promised
    actions.set_promise_date(
        actor=ana.actor, promise_id=promise.pk, due_date=date(2027, 3, 1),
        why="Parts are late", now=NOW,
    )  # fmt: skip
    actions.set_promise_date(
        actor=ana.actor, promise_id=promise.pk, due_date=date(2027, 4, 2),
        why="Still late", now=NOW + timedelta(hours=1),
    )  # fmt: skip

    [found] = to_tell(actor=ana.actor, now=NOW + timedelta(days=1))

    assert (found.person_id, found.change.what) == (renata.pk, "Badge login: moved")
    assert found.change.why == "Moved from 1 March 2027 to 2 April 2027: Still late"
    tell(ana, renata.pk, found.change.subject, 2)
    actions.move_promise(
        actor=ana.actor, promise_id=promise.pk, state="kept", on=NOW.date(),
        why="Moved from paper to badges", now=NOW + timedelta(days=3),
    )  # fmt: skip
    assert waiting(ana, 4) == []
