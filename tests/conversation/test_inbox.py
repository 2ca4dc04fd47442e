"""Who is told of a comment, why, when a mail leaves, and whose inbox it is."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from leadline.accounts.models import Event, Membership
from leadline.conversation import actions, queries
from leadline.conversation.models import Note, Outgoing
from leadline.conversation.types import Reason, Shelf, Telling, Way
from leadline.foundation.errors import Invalid, NotFound, Stale
from leadline.roadmap import actions as roadmap
from tests.conftest import Person
from tests.contracts.examples import Examples
from tests.conversation.talking import NOW, answer, begin, need_of, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _can_mail(settings: Any) -> None:
    settings.EMAIL_HOST = "mail.example"
    settings.OWN_ADDRESS = "https://leadline.example"


def test_where_nothing_can_be_mailed_nothing_waits(
    ana: Person, ben: Person, settings: Any
) -> None:
    settings.OWN_ADDRESS = ""
    begin(ana, need_of(ana), "@ben")
    assert not Outgoing.objects.exists()
    assert told(ben) == ["mention"]


def test_each_is_told_once_for_the_strongest_reason(
    ana: Person, ben: Person, olu: Person
) -> None:
    need = need_of(ana)
    for who in (ben, olu):
        actions.set_watching(
            actor=who.actor, about="need", record_id=need.pk, is_on=True
        )
    first = begin(ana, need, "@ben, is it so? @ana")
    answer(olu, first, "It is")
    answer(ana, first, "Thanks")

    assert told(ben) == ["mention", "watch", "watch"]
    assert told(olu) == ["watch", "reply"]
    assert told(ana) == ["reply"]  # never of what she wrote herself


def test_who_answers_for_a_record_is_told(ana: Person, ben: Person) -> None:
    bet = Examples(ana).bet
    roadmap.change_bet(actor=ana.actor, bet_id=bet.pk, now=NOW, owner_id=ana.user.pk)
    actions.begin_thread(
        actor=ben.actor, about="bet", record_id=bet.pk, text="When?", now=NOW
    )
    assert told(ana) == ["own"]


def test_who_watches_no_more_hears_when_named_alone(ana: Person, ben: Person) -> None:
    need = need_of(ana)
    first = begin(ben, need, "Mine")
    actions.set_watching(actor=ben.actor, about="need", record_id=need.pk, is_on=False)
    answer(ana, first, "No names")
    answer(ben, first, "I write, and still do not watch")
    answer(ana, first, "Again")
    assert told(ben) == []
    answer(ana, first, "@ben")
    assert told(ben) == ["mention"]


def test_an_edit_tells_whom_it_names_anew(ana: Person, ben: Person) -> None:
    comment = begin(ana, need_of(ana), "So?")
    for text in ("@ben, so?", "@ben, so then?"):
        actions.edit_comment(actor=ana.actor, comment_id=comment.pk, text=text, now=NOW)
    assert told(ben) == ["mention"]


def test_who_left_is_not_told(ana: Person, ben: Person) -> None:
    need = need_of(ana)
    first = begin(ben, need, "Bye")
    Membership.objects.filter(user=ben.user).delete()
    answer(ana, first, "@ben?")
    assert told(ben) == []


def test_an_inbox_is_ones_own(ana: Person, ben: Person, olu: Person) -> None:
    begin(ana, need_of(ana), "@ben, see")
    note = Note.objects.get()
    for other in (ana, olu):
        assert not queries.list_notes(actor=other.actor).items
        with pytest.raises(NotFound):
            actions.read_note(actor=other.actor, note_id=note.pk, now=NOW)
        assert actions.read_all_notes(actor=other.actor, now=NOW) == 0
    (row,) = queries.list_notes(actor=ben.actor)
    assert (row.by, row.title, row.words) == (
        "ana", "Swap a shift by phone", "@ben, see"
    )  # fmt: skip


def test_read_new_again_and_all_that_was_seen(ana: Person, ben: Person) -> None:
    need = need_of(ana)
    for _ in range(3):
        begin(ana, need, "@ben")
    first, second, third = Note.objects.order_by("pk")
    ask = {"actor": ben.actor, "now": NOW}
    actions.read_note(note_id=first.pk, **ask)
    actions.read_note(note_id=first.pk, is_read=False, **ask)
    assert actions.read_all_notes(until=second.pk, **ask) == 2
    left = queries.list_notes(actor=ben.actor, shelf=Shelf.NEW)
    assert [note.id for note in left] == [third.pk]
    assert actions.read_notes_of(about="need", record_id=need.pk, **ask) == 1
    # Who read what is nobody's to see: the log holds no line of it.
    assert not Event.objects.filter(user_id=ben.user.pk).exists()


def said(**changed: object) -> Telling:
    return Telling(**changed)  # type: ignore[arg-type]


BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = {"quiet_from": time(18, 30), "quiet_to": time(7)}


@pytest.mark.parametrize(
    ("telling", "reason", "at", "due"),
    [
        (said(), Reason.MENTION, "2026-11-25T10:00", "2026-11-25T10:00"),
        (said(), Reason.WATCH, "2026-11-25T10:00", "2026-11-26T06:30"),
        (said(), Reason.WATCH, "2026-11-25T05:00", "2026-11-25T06:30"),
        (said(), Reason.WATCH, "2026-11-25T06:30", "2026-11-26T06:30"),
        (said(), Reason.WATCH, "2026-11-27T10:00", "2026-11-30T06:30"),
        (said(only_weekdays=False), Reason.OWN, "2026-11-27T10:00", "2026-11-28T06:30"),
        (said(mention=Way.OFF), Reason.MENTION, "2026-11-25T10:00", None),
        (said(**NIGHT), Reason.MENTION, "2026-11-25T17:29", "2026-11-25T17:29"),
        (said(**NIGHT), Reason.MENTION, "2026-11-25T17:30", "2026-11-26T06:30"),
        (said(**NIGHT), Reason.MENTION, "2026-11-26T05:59", "2026-11-26T06:30"),
        (said(**NIGHT), Reason.MENTION, "2026-11-26T06:00", "2026-11-26T06:00"),
        # The clocks go forward on 28 March 2027: seven thirty is half past five in UTC.
        (said(only_weekdays=False), Reason.OWN, "2027-03-27T10:00", "2027-03-28T05:30"),
    ],
)
def test_when_a_mail_leaves(
    telling: Telling, reason: Reason, at: str, due: str | None
) -> None:
    now = datetime.fromisoformat(at).replace(tzinfo=UTC)
    found = telling.due_of(reason, now, BERLIN)
    assert found == (due and datetime.fromisoformat(due).replace(tzinfo=UTC))


def test_a_digest_gathers_and_a_mention_goes_alone(ana: Person, ben: Person) -> None:
    need = need_of(ana)
    actions.set_watching(actor=ben.actor, about="need", record_id=need.pk, is_on=True)
    for text in ("One", "Two", "@ben three"):
        begin(ana, need, text)
    digest, alone = Outgoing.objects.order_by("pk")
    assert (digest.is_digest, alone.is_digest, alone.due_at) == (True, False, NOW)
    assert Note.objects.filter(outgoing=digest).count() == 2


def test_a_new_hour_moves_the_digest_that_waits(ana: Person, ben: Person) -> None:
    need = need_of(ana)
    actions.set_watching(actor=ben.actor, about="need", record_id=need.pk, is_on=True)
    begin(ana, need, "One")
    actions.set_telling(actor=ben.actor, said=said(digest_at=time(16)), now=NOW)
    assert Outgoing.objects.get().due_at == NOW + timedelta(hours=6)


def test_half_of_the_quiet_hours_is_asked_about(ana: Person) -> None:
    with pytest.raises(Invalid) as refused:
        actions.set_telling(actor=ana.actor, said=said(quiet_to=time(7)), now=NOW)
    assert refused.value.field == "quiet_from"


def test_two_windows_and_how_one_is_told(ana: Person) -> None:
    actions.set_telling(actor=ana.actor, said=said(), now=NOW)
    actions.set_telling(actor=ana.actor, said=said(own=Way.OFF), now=NOW, seen=1)
    with pytest.raises(Stale):
        actions.set_telling(actor=ana.actor, said=said(), now=NOW, seen=1)
    assert queries.telling_of(actor=ana.actor) == (said(own=Way.OFF), 2)


@pytest.mark.parametrize("notes", [1, 3])
def test_an_inbox_is_read_at_one_price(
    notes: int, ana: Person, ben: Person, django_assert_num_queries: object
) -> None:
    need = need_of(ana)
    for _ in range(notes):
        begin(ana, need, "@ben")
    with django_assert_num_queries(3):  # type: ignore[operator]
        queries.list_notes(actor=ben.actor)
