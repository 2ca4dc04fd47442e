"""Lines that sleep: not shown, not counted, not mailed, and back at their moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leadline.conversation import actions, jobs, queries
from leadline.conversation.models import Note
from leadline.conversation.types import Shelf, Telling
from leadline.foundation.errors import NotFound
from leadline.overview.waiting import what_waits
from tests.conftest import Person
from tests.conversation.mailbox import Mailbox, run
from tests.conversation.talking import NOW, begin, need_of

pytestmark = pytest.mark.django_db
UNTIL = datetime(2026, 11, 26, 7, 30, tzinfo=UTC)


def note_to(ben: Person, ana: Person, text: str = "@ben") -> Note:
    begin(ana, need_of(ana), text)
    return Note.objects.get(user=ben.user)


def snooze(who: Person, note: Note) -> datetime:
    return actions.snooze_note(actor=who.actor, note_id=note.pk, now=NOW)


def shelves(who: Person) -> list[int]:
    return [queries.list_notes(actor=who.actor, shelf=one).total for one in Shelf]


def test_a_line_sleeps_until_the_hour_of_the_digest(
    ana: Person, ben: Person, olu: Person
) -> None:
    note = note_to(ben, ana)
    assert snooze(ben, note) == UNTIL
    assert shelves(ben) == [0, 0, 1]
    assert queries.count_snoozed(actor=ben.actor) == 1
    assert what_waits(actor=ben.actor, on=NOW.date()).notes == 0

    jobs.tell_what_is_due(UNTIL - timedelta(seconds=1))
    assert shelves(ben) == [0, 0, 1]
    jobs.tell_what_is_due(UNTIL)
    assert shelves(ben) == [1, 1, 0]
    (row,) = queries.list_notes(actor=ben.actor)
    assert (row.at, row.is_new) == (UNTIL, True)


def test_it_comes_back_on_top(ana: Person, ben: Person, olu: Person) -> None:
    old = note_to(ben, ana)
    snooze(ben, old)
    actions.begin_thread(
        actor=ana.actor, about="need", record_id=old.record_id, text="@ben later",
        now=NOW + timedelta(hours=1),
    )  # fmt: skip
    jobs.tell_what_is_due(UNTIL)
    assert queries.list_notes(actor=ben.actor)[0].id == old.pk


def test_one_that_was_read_is_new_when_it_comes_back(ana: Person, ben: Person) -> None:
    note = note_to(ben, ana)
    actions.read_note(actor=ben.actor, note_id=note.pk, now=NOW)
    snooze(ben, note)
    actions.wake_note(actor=ben.actor, note_id=note.pk)
    assert shelves(ben) == [1, 1, 0]


def test_reading_all_leaves_what_sleeps(ana: Person, ben: Person) -> None:
    note = note_to(ben, ana)
    snooze(ben, note)
    assert actions.read_all_notes(actor=ben.actor, now=NOW) == 0
    assert shelves(ben) == [0, 0, 1]
    actions.read_notes_of(
        actor=ben.actor, about="need", record_id=note.record_id, now=NOW
    )
    assert shelves(ben) == [0, 1, 0]  # its comments were opened


def test_what_sleeps_is_not_mailed(
    ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    snooze(ben, note_to(ben, ana))
    run()
    assert mailbox.got == []


def test_a_line_is_ones_own_to_snooze(ana: Person, ben: Person, cleo: Person) -> None:
    note = note_to(ben, ana)
    for who in (ana, cleo):
        with pytest.raises(NotFound):
            snooze(who, note)
        with pytest.raises(NotFound):
            actions.wake_note(actor=who.actor, note_id=note.pk)
    assert shelves(ben) == [1, 1, 0]


def test_the_page_snoozes_brings_back_and_stays_at_its_shelf(
    ana: Person, ben: Person
) -> None:
    note = note_to(ben, ana)
    url, browser = f"/w/{ben.actor.workspace_id}/inbox/", ben.browser
    actions.set_telling(actor=ben.actor, said=Telling(only_weekdays=False), now=NOW)
    answer = browser.post(f"{url}{note.pk}/snooze/", {"show": "all"}, follow=True)
    page = answer.content.decode()
    assert "It comes back on" in page
    assert f"{url}{note.pk}/wake/" in page  # undo
    assert "Nothing yet" in page

    shown = browser.get(f"{url}?show=snoozed").content.decode()
    assert "until" in shown
    assert "Bring back" in shown
    part = browser.post(
        f"{url}{note.pk}/wake/", {"show": "snoozed"}, headers={"HX-Request": "true"}
    )
    assert "Nothing sleeps" in part.content.decode()
    assert "<html" not in part.content.decode()
    assert shelves(ben) == [1, 1, 0]
    assert browser.get(f"{url}?show=nothing").status_code == 200
