"""The day and afterwards: letters that a person sends, and what came of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from leadline.evidence.models import Feedback
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from leadline.launches import actions, queries
from leadline.launches.models import Launch, LaunchLetter, LaunchOutcome
from leadline.launches.types import OutcomeIn
from leadline.overview.telling import to_tell
from leadline.roadmap import actions as roadmap
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import PersonIn, PromiseIn
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_customer, make_known_need
from tests.launches.launching import TODAY, begin

pytestmark = pytest.mark.django_db


def asked_for(who: Person) -> Launch:
    """A launch that two customers asked for and one person was promised."""
    port, ward = (make_customer(who.actor, name) for name in ("Port", "Ward"))
    need = make_known_need(who.actor, "read the rota at sea", (port, ward))
    bet = make_bet(who.actor)
    roadmap.set_bet_needs(actor=who.actor, bet_id=bet.pk, need_ids=[need.pk], now=NOW)
    person = stakeholders.create_person(
        actor=who.actor, person=PersonIn("Renata", "customer", email="r@x.example")
    )
    promise = stakeholders.create_promise(
        actor=who.actor, now=NOW, promise=PromiseIn(person.pk, "Badges", state="agreed")
    )
    roadmap.honour_promise(actor=who.actor, promise_id=promise.pk, bet_id=bet.pk)
    return begin(who, bet_id=bet.pk, day=TODAY, summary="It opens without a signal.")


def draft(who: Person, launch: Launch) -> int:
    return actions.draft_letters(actor=who.actor, launch_id=launch.pk)


def launched(who: Person, launch: Launch, days: int = 0) -> None:
    on = TODAY - timedelta(days=days)
    actions.mark_launched(actor=who.actor, launch_id=launch.pk, on=on, today=TODAY)


def test_who_asked_gets_a_draft_in_their_own_words_and_nothing_leaves(
    ana: Person,
) -> None:
    launch = asked_for(ana)
    reported = Feedback.objects.get(customer__name="Ward")
    Feedback.objects.filter(pk=reported.pk).update(speech="reported")

    assert draft(ana, launch) == 3

    letters = queries.list_letters(actor=ana.actor, launch_id=launch.pk)
    port, ward, renata = letters
    assert port.text == (
        "In November 2026 you told us: “We need to read the rota at sea”\n\n"
        "“Rota” is here. It opens without a signal."
    )
    assert ward.text.startswith("You asked for this.")
    assert renata.text.startswith("We promised you: Badges.")
    assert (renata.to, renata.email) == ("Renata", "r@x.example")
    assert draft(ana, launch) == 0
    assert not mail.outbox


def test_a_launch_of_no_bet_knows_nobody_who_asked(ana: Person) -> None:
    launch = begin(ana)
    assert draft(ana, launch) == 0
    actions.call_off(actor=ana.actor, launch_id=launch.pk, why="Late")
    with pytest.raises(Conflict):
        draft(ana, launch)


def test_letters_have_an_end(ana: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    launch = asked_for(ana)
    monkeypatch.setattr("leadline.launches.actions.after.MOST_LETTERS", 2)
    assert (draft(ana, launch), draft(ana, launch)) == (2, 0)


def test_a_letter_is_told_on_the_day_by_a_person(ana: Person) -> None:
    launch = asked_for(ana)
    draft(ana, launch)
    letter = LaunchLetter.objects.get(person__name="Renata")
    at = {"actor": ana.actor, "letter_id": letter.pk}
    with pytest.raises(Conflict, match="not on the market"):
        actions.mark_letter(how="By mail", now=NOW, **at)
    launched(ana, launch)
    with pytest.raises(Invalid) as refused:
        actions.mark_letter(how=" ", now=NOW, **at)
    assert refused.value.field == "how"
    assert "Rota" in {one.change.name for one in to_tell(actor=ana.actor, now=NOW)}

    actions.mark_letter(how="By mail", now=NOW, **at)

    row = queries.letter_row(**at)
    assert (row.told_at, row.how, row.told_by) == (NOW, "By mail", "ana")
    assert "Rota" not in {one.change.name for one in to_tell(actor=ana.actor, now=NOW)}
    with pytest.raises(Conflict):
        actions.mark_letter(how="Again", now=NOW, **at)
    with pytest.raises(Conflict):
        actions.write_letter(text="Other", **at)
    other = LaunchLetter.objects.filter(told_at=None).first()
    actions.mark_letter(
        actor=ana.actor, letter_id=other.pk, how="Has left us", now=NOW,
        is_needless=True,
    )  # fmt: skip
    held = queries.letters_held(actor=ana.actor, launch_id=launch.pk)
    assert (held.every, held.told, held.needless, held.waiting) == (3, 1, 1, 1)


@pytest.mark.parametrize("text", ["", "  ", "x" * 4001])
def test_a_letter_has_words_and_an_end(text: str, ana: Person) -> None:
    launch = asked_for(ana)
    draft(ana, launch)
    at = {"actor": ana.actor, "letter_id": LaunchLetter.objects.first().pk}
    with pytest.raises(Invalid) as refused:
        actions.write_letter(text=text, **at)
    assert refused.value.field == "text"
    actions.write_letter(text="x" * 4000, seen=1, **at)
    with pytest.raises(Stale):
        actions.write_letter(text="Mine", seen=1, **at)


def test_nobody_else_writes_or_reads_letters(
    ana: Person, ben: Person, cleo: Person
) -> None:
    launch = asked_for(ana)
    draft(ana, launch)
    letter = LaunchLetter.objects.first()
    said = OutcomeIn(30, "better", "Read by 9 ports")
    for who, error in ((ben, NotAllowed), (cleo, NotFound)):
        at = {"actor": who.actor, "letter_id": letter.pk}
        with pytest.raises(error):
            draft(who, launch)
        with pytest.raises(error):
            actions.write_letter(text="Mine", **at)
        with pytest.raises(error):
            actions.mark_letter(how="Mine", now=NOW, **at)
        with pytest.raises(error):
            actions.say_outcome(
                actor=who.actor, launch_id=launch.pk, said=said, today=TODAY
            )
    assert queries.letter_row(actor=ben.actor, letter_id=letter.pk).text
    with pytest.raises(NotFound):
        queries.letter_row(actor=cleo.actor, letter_id=letter.pk)
    assert not queries.list_letters(actor=cleo.actor, launch_id=launch.pk)


@pytest.mark.parametrize(("after", "days"), [(30, 30), (90, 90)])
def test_what_came_of_it_is_asked_on_the_day_and_not_before(
    after: int, days: int, ana: Person
) -> None:
    launch = begin(ana)
    assert queries.afterwards_of(actor=ana.actor, launch_id=launch.pk) == []
    launched(ana, launch)
    day = TODAY + timedelta(days=days)
    said = OutcomeIn(after, "better", "Nine ports read it daily")
    at = {"actor": ana.actor, "launch_id": launch.pk, "said": said}

    def due(on: object) -> list[int]:
        return [one.after for one in queries.outcomes_due(actor=ana.actor, on=on)]

    assert after not in due(day - timedelta(days=1))
    with pytest.raises(Conflict):
        actions.say_outcome(today=day - timedelta(days=1), **at)
    assert after in due(day)

    actions.say_outcome(today=day, **at)

    assert after not in due(day)
    told = queries.afterwards_of(actor=ana.actor, launch_id=launch.pk)
    one = next(one for one in told if one.after == after)
    assert (one.result, one.words, one.person) == ("better", said.words, "ana")
    with pytest.raises(Conflict):
        actions.say_outcome(today=day, **at)
    assert LaunchOutcome.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (OutcomeIn(31, "better", "Words"), "after"),
        (OutcomeIn(30, "great", "Words"), "result"),
        (OutcomeIn(30, "better", " "), "words"),
        (OutcomeIn(30, "better", "x" * 2001), "words"),
    ],
)
def test_an_outcome_that_cannot_be_says_which_field(
    said: OutcomeIn, field: str, ana: Person
) -> None:
    launch = begin(ana)
    launched(ana, launch, days=60)
    with pytest.raises(Invalid) as refused:
        actions.say_outcome(
            actor=ana.actor, launch_id=launch.pk, said=said, today=TODAY
        )
    assert refused.value.field == field


def test_letters_and_outcomes_by_the_pages(ana: Person, ben: Person) -> None:
    launch = asked_for(ana)
    place = f"/w/{ana.actor.workspace_id}/launches/{launch.pk}/"
    assert ana.browser.post(f"{place}letters/").status_code == 302
    assert "3 people to tell" in ana.browser.get(f"{place}letters/").content.decode()
    letter = LaunchLetter.objects.get(person__name="Renata")
    page = ana.browser.get(f"{place}letters/{letter.pk}/").content.decode()
    assert "mailto:r@x.example?subject=Rota" in page
    assert "On the day you say here" in page
    today = timezone.localdate()
    actions.mark_launched(
        actor=ana.actor, launch_id=launch.pk, on=today - timedelta(days=30), today=today
    )
    told = f"{place}letters/{letter.pk}/told/"
    assert ana.browser.post(told, {"how": ""}).status_code == 422
    assert ana.browser.post(told, {"how": "By mail", "do": "told"}).status_code == 302
    assert ben.browser.get(f"{place}letters/").status_code == 200
    home = f"/w/{ana.actor.workspace_id}/"
    shown = ana.browser.get(home).content.decode()
    assert "What came of Rota" in shown
    assert "predicted; due since " in " ".join(shown.split())
    said = {"after": "30", "result": "worse", "words": "Two ports read it"}
    assert ana.browser.post(f"{place}outcome/", said).status_code == 302
    text = ana.browser.get(place).content.decode()
    assert "Two ports read it" in text
    assert "What came of Rota" not in ana.browser.get(home).content.decode()
