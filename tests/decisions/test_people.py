"""Who has a say in a decision: named, heard, told, and kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leadline.accounts.models import Event
from leadline.decisions import actions, queries
from leadline.decisions.models import Decision
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.overview.telling import to_tell
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import PersonIn
from tests.conftest import Person
from tests.decisions.making import make_decision

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def petra(who: Person, name: str = "Petra Lang") -> int:
    return stakeholders.create_person(
        actor=who.actor, person=PersonIn(name, "finance")
    ).pk


def name(who: Person, decision: Decision, person_id: int, part: str = "asked"):
    return actions.name_person(
        actor=who.actor, decision_id=decision.pk, person_id=person_id, part=part,
        now=NOW,
    )  # fmt: skip


def hear(who: Person, decision: Decision, person_id: int, stance: str, why: str = ""):
    return actions.hear_person(
        actor=who.actor, decision_id=decision.pk, person_id=person_id, stance=stance,
        why=why, now=NOW,
    )  # fmt: skip


def said(who: Person, decision: Decision):
    return queries.people_of_decision(actor=who.actor, decision_id=decision.pk)


def take(decision: Decision, state: str, when: datetime) -> None:
    """Put a decision where a room put it; how a room does is tested elsewhere."""
    option = decision.options.first()
    Decision.objects.filter(pk=decision.pk).update(
        state=state, choice=option, decided_at=NOW - timedelta(days=60), sentence="We.",
        chair_verdict="taken", reversed_at=when if state == "reversed" else None,
    )  # fmt: skip


def test_somebody_is_named_heard_and_history_keeps_both(ana: Person) -> None:
    decision, person = make_decision(ana), petra(ana)
    name(ana, decision, person, "told")
    hear(ana, decision, person, "against", "Nobody showed me three years.")

    (one,) = said(ana, decision)
    assert (one.name, one.part, one.stance) == ("Petra Lang", "told", "against")
    assert one.is_unheard
    name(ana, decision, person, "asked")
    hear(ana, decision, person, "for")
    (one,) = said(ana, decision)
    assert (one.stance, one.why, one.is_unheard) == ("for", "", False)
    page = queries.decision_page(actor=ana.actor, decision_id=decision.pk)
    assert [c.what for c in page.history][:4] == [
        "Petra Lang stands: for", "Petra Lang is asked before",
        "Petra Lang stands: against", "Petra Lang is told after",
    ]  # fmt: skip
    (on,) = queries.decisions_of_person(actor=ana.actor, person_id=person)
    assert (on.decision_id, on.stance) == (decision.pk, "for")
    checks = dict(queries.review_checks(actor=ana.actor, decision_id=decision.pk))
    assert checks["Somebody was asked before"]


def test_who_is_asked_is_said_in_one_place_whoever_named_them(ana: Person) -> None:
    decision = make_decision(ana)

    def before() -> str:
        page = queries.decision_page(actor=ana.actor, decision_id=decision.pk)
        return page.asked_before

    assert before() == ""
    name(ana, decision, petra(ana, "Jonas Falk"), "told")
    assert before() == ""
    for one in (petra(ana), petra(ana, "Ines Roy")):
        name(ana, decision, one)
    assert before() == "Ines Roy, Petra Lang"
    Decision.objects.filter(pk=decision.pk).update(consulted="the works council")
    assert before() == "Ines Roy, Petra Lang, the works council"
    Decision.objects.filter(pk=decision.pk).update(
        consulted="petra lang and the night crew"
    )
    assert before() == "Ines Roy, petra lang and the night crew"
    page = ana.browser.get(f"/w/{ana.actor.workspace_id}/decisions/{decision.pk}/")
    assert "Ines Roy, petra lang and the night crew" in page.content.decode()


def test_what_cannot_be_is_refused_with_why(
    ana: Person, ben: Person, cleo: Person
) -> None:
    decision, person = make_decision(ana), petra(ana)
    with pytest.raises(Invalid, match="asked before, or told after"):
        name(ana, decision, person, "ignored")
    with pytest.raises(NotFound):
        hear(ana, decision, person, "for")
    name(ana, decision, person)
    for stance, why, words in (("luck", "", "for it"), ("against", " ", "why")):
        with pytest.raises(Invalid, match=words):
            hear(ana, decision, person, stance, why)
    with pytest.raises(NotAllowed):
        name(ben, decision, person)
    with pytest.raises(NotFound):
        name(cleo, decision, person)
    with pytest.raises(NotFound):
        name(ana, decision, petra(cleo))


def test_once_taken_people_can_only_be_told(ana: Person) -> None:
    decision, asked, late = make_decision(ana), petra(ana), petra(ana, "Jonas Falk")
    name(ana, decision, asked)
    take(decision, "decided", NOW)

    with pytest.raises(Conflict, match="taken"):
        name(ana, decision, late)
    with pytest.raises(Conflict):
        hear(ana, decision, asked, "for")
    with pytest.raises(Conflict):
        name(ana, decision, asked, "told")
    with pytest.raises(Conflict):
        actions.drop_person(
            actor=ana.actor, decision_id=decision.pk, person_id=asked, now=NOW
        )
    name(ana, decision, late, "told")
    assert [(p.name, p.part) for p in said(ana, decision)] == [
        ("Petra Lang", "asked"), ("Jonas Falk", "told"),
    ]  # fmt: skip


def test_who_is_named_is_to_be_told_when_it_is_taken_and_taken_back(
    ana: Person,
) -> None:
    decision, person = make_decision(ana), petra(ana)
    name(ana, decision, person)

    def waiting() -> list[tuple[str, str]]:
        found = to_tell(actor=ana.actor, now=NOW)
        return [(one.because, one.change.what) for one in found]

    assert waiting() == []
    take(decision, "decided", NOW)
    assert waiting() == [("was asked before", decision.question)]
    take(decision, "reviewed", NOW)
    assert waiting() == [("was asked before", decision.question)]
    stakeholders.mark_told(
        actor=ana.actor, person_id=person, subject=f"decision:{decision.pk}",
        how="Call", now=NOW - timedelta(days=50),
    )  # fmt: skip
    assert waiting() == []
    take(decision, "reversed", NOW - timedelta(days=2))
    assert waiting() == [("was asked before", f"Taken back: {decision.question}")]


def test_dropping_leaves_a_line_in_the_history(ana: Person) -> None:
    decision, person = make_decision(ana), petra(ana)
    name(ana, decision, person)
    actions.drop_person(
        actor=ana.actor, decision_id=decision.pk, person_id=person, now=NOW
    )

    assert said(ana, decision) == []
    page = queries.decision_page(actor=ana.actor, decision_id=decision.pk)
    assert page.history[0].what == "Petra Lang has no say"
    verbs = Event.objects.filter(verb__startswith="decisions.").values_list("verb")
    assert ("decisions.drop_person",) in verbs


@pytest.mark.parametrize("n", [1, 4])
def test_people_take_the_same_queries_for_any_number(
    ana: Person, n: int, django_assert_num_queries: object
) -> None:
    decision = make_decision(ana)
    for i in range(n):
        name(ana, decision, petra(ana, f"Person {i}"))

    with django_assert_num_queries(3):
        assert len(said(ana, decision)) == n
