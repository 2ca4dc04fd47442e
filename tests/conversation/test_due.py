"""What of somebody's falls due is told some days before and on the day, once each."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from leadline.accounts.models import Membership
from leadline.conversation import actions
from leadline.conversation.models import Note
from leadline.conversation.types import Telling, Way
from leadline.decisions import actions as decisions
from leadline.decisions.models import Decision, Prediction
from leadline.launches.models import LaunchStep
from leadline.stakeholders.models import Commitment
from tests.conftest import Person
from tests.contracts.examples import Examples
from tests.conversation.giving import FALLS_DUE, decision_by, person_by, step_by
from tests.conversation.mailbox import Mailbox, run

pytestmark = pytest.mark.django_db
DUE = date(2037, 5, 13)  # a Wednesday
KIND = pytest.mark.parametrize("kind", FALLS_DUE)
MODELS = (Decision, Prediction, Commitment, LaunchStep)


def at(days: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment so many days from the day on which things fall due."""
    return datetime.combine(DUE + timedelta(days=days), time(hour, minute), UTC)


def long_ago(on: datetime | None = None) -> None:
    """All was written and given long before, or at a moment that is named."""
    on = on or at(-60)
    for model in MODELS:
        model.objects.update(created_at=on)
    Note.objects.update(came_at=on)


def due_notes(who: Person) -> list[tuple[str, bool]]:
    """What somebody was told of as due, and whether on its day."""
    notes = Note.objects.filter(user=who.user, reason="due").order_by("pk")
    return list(notes.values_list("about", "is_day"))


@KIND
@pytest.mark.parametrize(
    ("days", "told"),
    [(-4, []), (-3, [False]), (-1, [False]), (0, [True]), (3, [True]), (4, [])],
)
def test_it_is_told_from_three_days_before_to_three_days_after(
    kind: str, days: int, told: list[bool], olu: Person, ana: Person
) -> None:
    FALLS_DUE[kind](Examples(olu), ana.user.pk, DUE)
    long_ago()
    actions.note_due(actor=olu.actor, now=at(days))
    assert due_notes(ana) == [(kind, is_day) for is_day in told]
    assert due_notes(olu) == []


@KIND
def test_it_is_told_once_before_and_once_on_the_day(
    kind: str, olu: Person, ana: Person
) -> None:
    FALLS_DUE[kind](Examples(olu), ana.user.pk, DUE)
    long_ago()
    made = [
        actions.note_due(actor=olu.actor, now=at(days, hour))
        for days in range(-5, 6)
        for hour in (8, 20)
    ]
    assert sum(made) == 2
    assert due_notes(ana) == [(kind, False), (kind, True)]


@pytest.mark.parametrize(("hour", "minute", "told"), [(6, 59, [False]), (7, 0, [True])])
def test_the_day_begins_at_seven(
    hour: int, minute: int, told: list[bool], olu: Person, ana: Person
) -> None:
    decision_by(Examples(olu), ana.user.pk, DUE)
    long_ago()
    actions.note_due(actor=olu.actor, now=at(0, hour, minute))
    assert [is_day for _, is_day in due_notes(ana)] == told


@pytest.mark.parametrize(("hour", "told"), [(21, False), (22, True)])
def test_the_day_is_that_of_the_clock_of_the_person(
    hour: int, told: bool, olu: Person, ana: Person
) -> None:
    ana.user.timezone = "Asia/Tokyo"  # nine hours ahead
    ana.user.save()
    decision_by(Examples(olu), ana.user.pk, DUE)
    long_ago()
    actions.note_due(actor=olu.actor, now=at(-1, hour))
    assert (("decision", True) in due_notes(ana)) == told


@pytest.mark.parametrize(("days", "told"), [(-4, 1), (-3, 0)])
def test_what_was_written_since_then_is_not_told_before_its_day(
    days: int, told: int, olu: Person, ana: Person
) -> None:
    decision_by(Examples(olu), ana.user.pk, DUE)
    long_ago(at(days))
    Note.objects.all().delete()
    actions.note_due(actor=olu.actor, now=at(-2))
    assert len(due_notes(ana)) == told
    actions.note_due(actor=olu.actor, now=at(0))
    assert len(due_notes(ana)) == told + 1


@pytest.mark.parametrize(("days", "told"), [(-1, 1), (0, 0)])
def test_what_was_written_on_its_day_is_not_told_as_due(
    days: int, told: int, olu: Person, ana: Person
) -> None:
    decision_by(Examples(olu), ana.user.pk, DUE)
    long_ago(at(days, 8))
    actions.note_due(actor=olu.actor, now=at(0, 12))
    assert len(due_notes(ana)) == told


@pytest.mark.parametrize(("ago", "told"), [(5, 1), (1, 0)])
def test_what_was_given_just_now_is_not_told_twice(
    ago: int, told: int, olu: Person, ana: Person
) -> None:
    decision_by(Examples(olu), ana.user.pk, DUE)
    long_ago()
    Note.objects.update(came_at=at(-2 - ago))
    actions.note_due(actor=olu.actor, now=at(-2))
    assert len(due_notes(ana)) == told


def test_a_day_that_moves_is_told_anew(olu: Person, ana: Person) -> None:
    pk = decision_by(Examples(olu), ana.user.pk, DUE)
    long_ago()
    actions.note_due(actor=olu.actor, now=at(0))
    Decision.objects.filter(pk=pk).update(due_date=DUE + timedelta(days=7))
    actions.note_due(actor=olu.actor, now=at(1))
    assert len(due_notes(ana)) == 1
    actions.note_due(actor=olu.actor, now=at(4))
    assert len(due_notes(ana)) == 2


@pytest.mark.parametrize("change", ["nobody", "left", "done"])
def test_what_is_nobodys_or_done_is_not_told(
    change: str, olu: Person, ana: Person
) -> None:
    e = Examples(olu)
    step_by(e, None if change == "nobody" else ana.user.pk, DUE)
    long_ago()
    if change == "left":
        Membership.objects.filter(user=ana.user).delete()
    if change == "done":
        LaunchStep.objects.update(state="not_needed", why="Nobody asked")
    actions.note_due(actor=olu.actor, now=at(0))
    assert not Note.objects.filter(reason="due").exists()


def test_it_is_told_in_the_workspace_alone_in_which_it_stands(
    olu: Person, ana: Person, cleo: Person
) -> None:
    decision_by(Examples(olu), ana.user.pk, DUE)
    long_ago()
    assert actions.note_due(actor=cleo.actor, now=at(0)) == 0


def tell_at_once(who: Person, **more: object) -> None:
    actions.set_telling(
        actor=who.actor, said=Telling(due=Way.AT_ONCE, given=Way.OFF, **more), now=at(0)
    )


@pytest.mark.parametrize("change", ["", "off", "done", "moved", "given on"])
def test_a_mail_tells_what_is_due_while_it_holds(
    change: str, olu: Person, ana: Person, ben: Person, mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    e = Examples(olu)
    pk = decision_by(e, ana.user.pk, DUE)
    step_by(e, ana.user.pk if change == "done" else None, DUE)
    long_ago()
    tell_at_once(ana)
    actions.note_due(actor=olu.actor, now=at(0))
    actions.send_news(actor=olu.actor, now=at(0))
    if change == "off":
        actions.stop_mail(actor=ana.actor, now=at(0))
    elif change == "done":
        Decision.objects.filter(pk=pk).delete()
        LaunchStep.objects.update(state="not_needed", why="Nobody asked")
    elif change == "moved":
        Decision.objects.filter(pk=pk).update(due_date=DUE + timedelta(days=4))
    elif change == "given on":
        decisions.change_decision(
            actor=olu.actor, decision_id=pk, now=at(0), decider_id=olu.user.pk
        )
    monkeypatch.setattr("leadline.conversation.jobs.clock", lambda: at(0, 9, 1))
    run(at(0, 9, 1))
    subjects = [mail["Subject"].strip() for mail in mailbox.got]
    said = "To be decided by 13 May: “Build or buy?”"
    assert subjects == [said] * (not change)


@pytest.mark.parametrize(("begins", "mails"), [(time(9), 0), (time(9, 1), 1)])
def test_in_quiet_hours_what_is_due_waits_for_the_digest(
    begins: time, mails: int, olu: Person, ana: Person, mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    decision_by(Examples(olu), ana.user.pk, DUE)
    long_ago()
    tell_at_once(ana, quiet_from=begins, quiet_to=time(7))
    monkeypatch.setattr("leadline.conversation.jobs.clock", lambda: at(0))
    run(at(0))
    assert len(mailbox.got) == mails
    monkeypatch.setattr("leadline.conversation.jobs.clock", lambda: at(1, 7, 30))
    run(at(1, 7, 30))
    assert len(mailbox.got) == 1


def test_who_looks_after_a_person_is_told_of_their_promises_alone(
    olu: Person, ana: Person
) -> None:
    e = Examples(olu)
    person_by(e, ana.user.pk)
    long_ago()
    assert actions.note_due(actor=olu.actor, now=at(0)) == 0
