"""Mails of comments: what they say, that each leaves once, and the way out of them."""

from __future__ import annotations

import re
import smtplib
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from leadline.accounts.models import Job, Membership
from leadline.conversation import actions, jobs
from leadline.conversation.models import Note, Outgoing, Ways
from leadline.conversation.queries.letters import way_out
from leadline.evidence import actions as evidence
from leadline.evidence.models import Need
from tests.attention.test_subscriptions import Silent
from tests.conftest import Person
from tests.contracts.examples import Examples
from tests.conversation.mailbox import BASE, LATER, Mailbox, run
from tests.conversation.talking import NOW, answer, begin, need_of

pytestmark = pytest.mark.django_db


def test_a_mention_is_mailed_once_with_a_way_back_and_a_way_out(
    ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    need = need_of(ana)
    comment = begin(ana, need, "@ben <b>nine</b> ports & more")
    run()
    run()
    (mail,) = mailbox.got
    assert mail["Subject"].strip() == "ana mentioned you on “Swap a shift by phone”"
    assert "ben@example.com" in mail["To"]
    plain = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    html = mail.get_body(("html",)).get_content()  # type: ignore[union-attr]
    way = f"{BASE}/w/{ana.actor.workspace_id}/talk/need/{need.pk}/"
    assert f"{way}?thread={comment.thread_id}#comment-{comment.pk}" in plain
    assert "&lt;b&gt;nine&lt;/b&gt;" in html
    assert "<img" not in html
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"].strip().startswith(f"<{BASE}/no-more-mail/")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert Outgoing.objects.get().state == "sent"


def test_mails_of_a_thread_stand_together_however_late(
    ana: Person,
    ben: Person,
    olu: Person,
    mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = begin(ben, need_of(ana), "So?")
    answer(ana, first, "Yes")
    run()
    today = time.time()
    monkeypatch.setattr(time, "time", lambda: today + 3600)
    answer(ana, first, "No")
    run()
    one, two = mailbox.got
    assert one["References"] == two["References"]
    assert one["Message-ID"] != two["Message-ID"]


def test_a_digest_is_one_mail_of_what_was_not_read(
    ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    need = need_of(ana)
    actions.set_watching(actor=ben.actor, about="need", record_id=need.pk, is_on=True)
    for text in ("One", "Two", "Three"):
        begin(ana, need, text)
    actions.read_note(actor=ben.actor, note_id=Note.objects.first().pk, now=NOW)
    run()
    assert mailbox.got == []  # not before its hour
    run(datetime(2026, 11, 26, 7, 30, tzinfo=UTC))
    (mail,) = mailbox.got
    assert mail["Subject"] == "2 comments in Leadline"
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Two" in text
    assert "One" not in text


@pytest.mark.parametrize("what", ["read", "taken back", "left", "off"])
def test_what_need_not_be_told_any_more_is_not(
    what: str, ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    comment = begin(ana, need_of(ana), "@ben")
    if what == "read":
        actions.read_all_notes(actor=ben.actor, now=NOW)
    elif what == "taken back":
        actions.delete_comment(actor=ana.actor, comment_id=comment.pk, now=NOW)
    elif what == "left":
        Membership.objects.filter(user=ben.user).delete()
    else:
        actions.stop_mail(actor=ben.actor, now=NOW)
    run()
    assert mailbox.got == []
    assert set(Outgoing.objects.values_list("state", flat=True)) <= {"dropped"}


def killed(*_: object, **__: object) -> None:
    raise SystemExit


@pytest.mark.parametrize("place", ["before", "after"])
def test_killed_around_a_mail_it_is_not_sent_twice(
    place: str, ana: Person, ben: Person, olu: Person, mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    begin(ana, need_of(ana), "@ben one")
    begin(ana, need_of_other(ana), "@ben two")
    with monkeypatch.context() as patched:
        if place == "before":
            patched.setattr(jobs, "get_connection", killed)
        else:
            patched.setattr(actions, "settle_letter", killed)
        with pytest.raises(SystemExit):
            run()
    (job,) = Job.objects.filter(kind=jobs.TELL)
    jobs.tell(actor=olu.actor, progress=Silent(), **job.args)  # the worker tries again

    assert len(mailbox.got) == {"before": 1, "after": 2}[place]
    actions.claim_letters(actor=olu.actor, now=LATER + timedelta(minutes=6))
    states = Outgoing.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["unsure", "sent"]
    run(LATER + timedelta(hours=2))
    assert len(mailbox.got) == {"before": 1, "after": 2}[place]
    assert Note.objects.filter(read_at=None).count() == 2  # the inbox has both


def need_of_other(who: Person) -> Any:
    made = evidence.create_need(actor=who.actor, statement="Print the roster", now=NOW)
    return Need.objects.get(pk=made.id)


def test_two_workers_send_it_once(
    ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    begin(ana, need_of(ana), "@ben")
    jobs.tell_what_is_due(LATER)
    jobs.tell_what_is_due(LATER)
    (job,) = Job.objects.filter(kind=jobs.TELL)
    for _ in range(2):
        jobs.tell(actor=olu.actor, progress=Silent(), **job.args)
    assert len(mailbox.got) == 1


def test_what_a_server_did_not_take_is_tried_again_and_given_up(
    ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    begin(ana, need_of(ana), "@ben")
    mailbox.says = "451 come back"
    for hour in range(1, 8):
        run(LATER + timedelta(hours=hour))
    row = Outgoing.objects.get()
    assert (row.state, row.attempts) == ("failed", 5)
    assert "451" in row.fault


def test_it_is_tried_again_until_it_goes(
    ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    begin(ana, need_of(ana), "@ben")
    mailbox.says = "451 come back"
    run(LATER)
    mailbox.says = "250 OK"
    run(LATER + timedelta(minutes=11))
    assert len(mailbox.got) == 1
    assert Outgoing.objects.get().state == "sent"


def test_a_line_that_goes_dead_leaves_it_unsure(
    ana: Person, ben: Person, olu: Person, mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    begin(ana, need_of(ana), "@ben")

    def dead(*_: object, **__: object) -> None:
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(smtplib.SMTP, "sendmail", dead)
    run()
    run(LATER + timedelta(hours=3))
    assert Outgoing.objects.get().state == "unsure"


def test_the_way_out_asks_first_stops_and_signs_nobody_in(
    ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    begin(ana, need_of(ana), "@ben")
    run()
    found = re.search(r"<https://[^/]+(/[^>]+)>", mailbox.got[0]["List-Unsubscribe"])
    assert found is not None
    out = found[1]
    nobody = Client(enforce_csrf_checks=True)
    assert b"Stop the mails" in nobody.get(out).content
    assert not Ways.objects.exists()  # a program that only looks changes nothing
    answered = nobody.post(out, {"List-Unsubscribe": "One-Click"})
    assert answered.status_code == 200
    assert "sessionid" not in nobody.cookies
    assert Ways.objects.get().mention == "off"
    inside = nobody.get(f"/w/{ben.actor.workspace_id}/inbox/")
    assert inside["Location"].startswith("/sign-in/")

    begin(ana, need_of_other(ana), "@ben again")
    run(LATER + timedelta(hours=1))
    assert len(mailbox.got) == 1


@pytest.mark.parametrize("change", [lambda k: k[:-2] + "zz", lambda k: "x", str.upper])
def test_a_false_way_out_changes_nothing(
    change: Any, ben: Person, cleo: Person
) -> None:
    key = way_out(actor=ben.actor, user_id=ben.user.pk)
    assert Client().post(f"/no-more-mail/{change(key)}/").status_code == 404
    elsewhere = way_out(actor=cleo.actor, user_id=ben.user.pk)
    assert Client().post(f"/no-more-mail/{elsewhere}/").status_code == 404
    assert not Ways.objects.exists()


def test_a_subject_says_no_words_of_a_customer(
    ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    piece = Examples(ana).feedback
    actions.begin_thread(
        actor=ana.actor, about="feedback", record_id=piece.pk, text="@ben", now=NOW
    )
    run()
    (mail,) = mailbox.got
    assert mail["Subject"] == "ana mentioned you on a piece of feedback"
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert " ".join(piece.words.split())[:20] in text


def test_a_name_in_two_lines_makes_no_second_header(
    ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    ana.user.name = "Ana\r\nBcc: all@example.com"
    ana.user.save()
    begin(ana, need_of(ana), "@ben")
    run()
    assert all(mail["Bcc"] is None for mail in mailbox.got)
    assert len(mailbox.got) == 1
