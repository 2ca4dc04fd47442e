"""What was taken back or turned off meanwhile is told nowhere, whatever waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest

from leadline.conversation import actions, queries
from leadline.conversation.models import Comment, Note, Outgoing, Thread
from leadline.conversation.types import About, Telling, Way
from leadline.evidence import actions as evidence
from leadline.overview.waiting import what_waits
from leadline.roadmap import actions as roadmap
from tests.conftest import Person
from tests.contracts.examples import Examples
from tests.conversation.mailbox import LATER, Mailbox, run
from tests.conversation.talking import NOW, answer, begin, need_of

pytestmark = pytest.mark.django_db
GONE = 10**9


@pytest.mark.parametrize("about", About)
def test_a_record_taken_back_is_neither_shown_nor_counted_nor_mailed(
    about: About, ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    begin(ana, need_of(ana), "@ben")
    Thread.objects.update(about=about, record_id=GONE)
    Note.objects.update(about=about, record_id=GONE)

    assert queries.list_notes(actor=ben.actor).total == 0
    assert queries.list_notes(actor=ben.actor).items == ()
    assert what_waits(actor=ben.actor, on=NOW.date()).notes == 0
    run()
    assert mailbox.got == []
    assert Outgoing.objects.get().state == "dropped"


def test_a_record_renamed_is_told_by_its_new_name(
    ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    need = need_of(ana)
    begin(ana, need, "@ben")
    evidence.rename_need(actor=ana.actor, need_id=need.pk, statement="Trade a shift")
    (row,) = queries.list_notes(actor=ben.actor)
    assert row.title == "Trade a shift"
    run()
    assert mailbox.got[0]["Subject"].strip() == "ana mentioned you on “Trade a shift”"


@pytest.mark.parametrize("records", [1, 3])
def test_an_inbox_of_many_records_is_read_at_one_price(
    records: int, ana: Person, ben: Person, django_assert_num_queries: Callable
) -> None:
    for n in range(records):
        made = evidence.create_need(actor=ana.actor, statement=f"Need {n}", now=NOW)
        actions.begin_thread(
            actor=ana.actor, about="need", record_id=made.id, text="@ben", now=NOW
        )
    with django_assert_num_queries(3):
        assert len(queries.list_notes(actor=ben.actor)) == records


def off(who: Person, **changed: object) -> None:
    actions.set_telling(actor=who.actor, said=Telling(**changed), now=NOW)


def watch(who: Person, record_id: int, *, is_on: bool, about: str = "need") -> None:
    actions.set_watching(actor=who.actor, about=about, record_id=record_id, is_on=is_on)


def test_who_watches_no_more_gets_no_mail_of_it(
    ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    need = need_of(ana)
    off(ben, watch=Way.AT_ONCE)
    watch(ben, need.pk, is_on=True)
    begin(ana, need, "One")
    watch(ben, need.pk, is_on=False)
    begin(ana, need, "@ben two")
    run()
    assert [mail["Subject"].strip() for mail in mailbox.got] == [
        "ana mentioned you on “Swap a shift by phone”"
    ]


@pytest.mark.parametrize("way", Way)
def test_a_kind_of_mail_turned_off_meanwhile_is_not_sent(
    way: Way, ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    begin(ana, need_of(ana), "@ben")
    off(ben, mention=way)  # the others are still on
    run()
    assert len(mailbox.got) == (way == Way.AT_ONCE)
    run(NOW + timedelta(days=1))
    assert len(mailbox.got) == (way != Way.OFF)


def test_a_digest_leaves_out_what_is_wanted_no_more(
    ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    one, two = need_of(ana), evidence.create_need(
        actor=ana.actor, statement="Print the roster", now=NOW
    )  # fmt: skip
    for record_id, text in ((one.pk, "First"), (two.id, "Second")):
        watch(ben, record_id, is_on=True)
        actions.begin_thread(
            actor=ana.actor, about="need", record_id=record_id, text=text, now=NOW
        )
    watch(ben, one.pk, is_on=False)
    run(NOW + timedelta(days=1))
    (mail,) = mailbox.got
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert ("First" in text, "Second" in text) == (False, True)


def test_whom_an_edit_names_no_more_is_not_told(
    ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    comment = begin(ana, need_of(ana), "@ben")
    actions.edit_comment(actor=ana.actor, comment_id=comment.pk, text="@olu", now=NOW)
    assert queries.list_notes(actor=ben.actor).total == 0
    run()
    assert [mail["To"] for mail in mailbox.got] == ["olu <olu@example.com>"]


def test_what_was_read_stays_when_an_edit_names_one_no_more(
    ana: Person, ben: Person
) -> None:
    comment = begin(ana, need_of(ana), "@ben")
    actions.read_all_notes(actor=ben.actor, now=NOW)
    actions.edit_comment(actor=ana.actor, comment_id=comment.pk, text="So", now=NOW)
    assert queries.list_notes(actor=ben.actor).total == 1


@pytest.mark.parametrize("stays", [True, False])
def test_who_answers_for_it_no_more_is_not_mailed(
    stays: bool, ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    bet, now = Examples(olu).bet, NOW
    roadmap.change_bet(actor=olu.actor, bet_id=bet.pk, now=now, owner_id=ana.user.pk)
    off(ana, own=Way.AT_ONCE, given=Way.OFF)
    actions.begin_thread(
        actor=ben.actor, about="bet", record_id=bet.pk, text="When?", now=now
    )
    if not stays:
        roadmap.change_bet(
            actor=olu.actor, bet_id=bet.pk, now=now, owner_id=olu.user.pk
        )
    run()
    assert len(mailbox.got) == stays


@pytest.mark.parametrize("stays", [True, False])
def test_who_took_their_own_words_back_is_not_told_of_answers(
    stays: bool, ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    first = begin(ana, need_of(ana), "So?")
    mine = answer(ben, first, "Yes")
    actions.read_all_notes(actor=ana.actor, now=NOW)
    watch(ben, first.thread.record_id, is_on=False)
    watch(ben, first.thread.record_id, is_on=True)
    answer(ana, first, "Why?")
    if not stays:
        actions.delete_comment(actor=ben.actor, comment_id=mine.pk, now=NOW)
    run()
    assert len(mailbox.got) == stays


def test_who_signed_off_is_not_mailed(
    ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    begin(ana, need_of(ana), "@ben")
    ben.user.is_active = False
    ben.user.save()
    run()
    assert mailbox.got == []


@pytest.mark.parametrize(
    ("begins", "mails"), [(time(11), 0), (time(11, 1), 1)], ids=["quiet", "not yet"]
)
def test_where_it_is_quiet_by_now_it_waits_for_the_digest(
    begins: time, mails: int, ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    begin(ana, need_of(ana), "@ben")
    off(ben, quiet_from=begins, quiet_to=time(7))
    run(LATER)
    assert len(mailbox.got) == mails
    run(datetime(2026, 11, 26, 7, 30, tzinfo=UTC))
    assert len(mailbox.got) == 1


def test_a_mail_that_is_tried_again_is_looked_at_again(
    ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    comment = begin(ana, need_of(ana), "@ben")
    mailbox.says = "451 come back"
    run()
    mailbox.says = "250 OK"
    actions.delete_comment(actor=ana.actor, comment_id=comment.pk, now=NOW)
    run(LATER + timedelta(minutes=11))
    assert mailbox.got == []
    assert not Comment.objects.exists()
