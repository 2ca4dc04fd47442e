"""Mails of a mailbox come in once, in their writer's words, whatever ends before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from leadline.accounts.models import Event
from leadline.connections import actions, queries
from leadline.connections.models import Intake, Mailbox
from leadline.connections.types import MailboxIn
from leadline.evidence.models import Customer, Feedback, Import
from leadline.foundation import mailbox as wire
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.importing import jobs
from tests.conftest import Person
from tests.connections.coming import NOW, work
from tests.connections.mail_server import (
    CERTIFICATE,
    LOGIN,
    PASSWORD,
    MailHost,
    answering,
    mail_host,
)

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=1)


def mail(number: int, words: str, **headers: str) -> bytes:
    said = {
        "From": "Maya Chen <maya@harbour.example>",
        "To": LOGIN,
        "Subject": f"Question {number}",
        "Date": "Fri, 20 Nov 2026 08:00:00 +0000",
        "Message-ID": f"<m{number}@harbour.example>",
        **headers,
    }
    head = "".join(f"{name.replace('_', '-')}: {v}\r\n" for name, v in said.items())
    return f"{head}\r\n{words}\r\n".encode()


NIGHT = mail(1, "Please let us swap a night shift by phone.")
ROSTER = mail(2, "We cannot tell who opened the roster.")


@pytest.fixture(scope="module")
def host() -> Iterator[MailHost]:
    with mail_host() as made:
        yield made


@pytest.fixture
def box(host: MailHost, monkeypatch: Any, settings: Any) -> MailHost:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    settings.PRIVATE_ADDRESSES = True
    host.begin_anew("Done")
    return host


def add(who: Person, box: MailHost | None = None, **changed: Any) -> Intake:
    server = f"localhost:{box.port}" if box else "imap.harbour.example"
    said = {
        "name": "Mails", "server": server, "login": LOGIN, "password": PASSWORD,
        **changed,
    }  # fmt: skip
    made = actions.add_mailbox(actor=who.actor, mailbox=MailboxIn(**said), now=NOW)
    return Intake.objects.get(pk=made.id)


def words() -> list[str]:
    """What came, without the subjects that stand above it."""
    return sorted(one.words.rpartition("\n")[2] for one in Feedback.objects.all())


def fault() -> str:
    return Intake.objects.get().fault


def test_mailboxes_are_for_owners(
    ana: Person, ben: Person, cleo: Person, olu: Person
) -> None:
    pk = add(olu).pk
    doors: list[Any] = [
        lambda a: actions.set_mailbox_password(
            actor=a, intake_id=pk, password="x", now=NOW
        ),
        lambda a: actions.mailbox_of(actor=a, intake_id=pk),
        lambda a: actions.note_mailbox(actor=a, intake_id=pk, now=NOW),
    ]
    for who, failure in ((ana, NotAllowed), (ben, NotAllowed), (cleo, NotFound)):
        for door in doors:
            with pytest.raises(failure):
                door(who.actor)
    with pytest.raises(NotAllowed):
        add(ana, name="Mine")
    home = f"/w/{olu.actor.workspace_id}/settings/intakes/"
    for page in ("mailbox/", f"{pk}/password/"):
        answers = [
            who.browser.get(home + page).status_code for who in (olu, ana, ben, cleo)
        ]
        assert answers == [200, 403, 403, 404], page


def test_what_is_named_is_whole(olu: Person) -> None:
    add(olu)
    for changed, where in (
        ({"name": " "}, "name"), ({"server": "http://x"}, "server"),
        ({"server": "imap.x:0"}, "server"), ({"server": "imap.x:65536"}, "server"),
        ({"server": "a b"}, "server"), ({"login": ""}, "login"),
        ({"login": "a\r\nb"}, "login"), ({"password": ""}, "password"),
        ({"password": "a\nb"}, "password"), ({"password": "x" * 301}, "password"),
        ({"folder": "a\r\nb"}, "folder"), ({"move_to": "INBOX"}, "move_to"),
        ({"move_to": "a\nb"}, "move_to"), ({"checker": "mx; x"}, "checker"),
        ({"every_hours": 2}, "every_hours"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            add(olu, **{"name": "Board", **changed})
        assert refused.value.field == where, changed
    with pytest.raises(Conflict):
        add(olu)
    made = add(
        olu, name="Other", server="IMAP.Harbour.example:1993", password="x" * 300
    )
    assert (made.server_name, Mailbox.objects.latest("pk").port) == (
        "imap.harbour.example", 1993,
    )  # fmt: skip


def test_name_and_password_stand_nowhere(olu: Person) -> None:
    base = f"/w/{olu.actor.workspace_id}/settings/intakes/"
    body = {
        "name": "Mails", "server": "imap.harbour.example", "login": LOGIN,
        "password": PASSWORD, "folder": "INBOX", "every_hours": 1,
    }  # fmt: skip
    assert olu.browser.post(f"{base}mailbox/", body).status_code in (200, 302)
    again = olu.browser.post(f"{base}mailbox/", body)
    assert again.status_code == 422
    pages = again.content.decode() + olu.browser.get(base).content.decode()
    kept = f"{list(Mailbox.objects.values())} {[e.detail for e in Event.objects.all()]}"
    assert PASSWORD not in pages + kept
    assert LOGIN not in kept
    assert "imap.harbour.example" in pages


def test_mails_come_in_once_and_stay_unread(olu: Person, box: MailHost) -> None:
    box.put(NIGHT, ROSTER)
    add(olu, box)
    work(olu)
    assert fault() == ""
    assert words() == sorted(
        ["Please let us swap a night shift by phone.",
         "We cannot tell who opened the roster."]
    )  # fmt: skip
    piece = Feedback.objects.get(source_id__startswith="m1@harbour.example")
    assert (piece.source, piece.author) == ("Mails", "Maya Chen")
    assert piece.said_at.isoformat() == "2026-11-20T08:00:00+00:00"
    assert not any(rb"\Seen" in one for one in box.flags())

    work(olu, NOW + LATER - timedelta(minutes=1))
    work(olu, NOW + LATER)
    assert Import.objects.count() == 1  # nothing new is no import
    box.put(mail(3, "The export of the roster takes all night."))
    work(olu, NOW + 2 * LATER)
    assert Import.objects.count() == 2
    assert Feedback.objects.count() == 3


def test_killed_anywhere_nothing_is_lost_or_doubled(
    olu: Person, box: MailHost, monkeypatch: Any
) -> None:
    box.put(NIGHT, ROSTER)
    add(olu, box, move_to="Done")
    with monkeypatch.context() as patch:
        patch.setattr(jobs, "box_of", broken)
        with pytest.raises(Killed):
            work(olu)
        assert not Import.objects.exists()
    Intake.objects.update(due_at=NOW)
    with monkeypatch.context() as patch:  # the import is queued, the rest is not noted
        patch.setattr(jobs.ways, "note_mailbox", broken)
        with pytest.raises(Killed):
            work(olu)
    Intake.objects.update(due_at=NOW)
    with monkeypatch.context() as patch:  # read and noted, and not moved
        patch.setattr(jobs, "move_read", broken)
        with pytest.raises(Killed):
            work(olu)
    work(olu)  # the jobs that were killed are brought back
    assert len(words()) == 2
    Intake.objects.update(due_at=NOW)
    work(olu)
    assert len(words()) == 2
    assert (len(box.flags()), len(box.flags("Done"))) == (0, 2)


class Killed(BaseException):
    """The end of a process, as far as a test can play it."""


def broken(*_: object, **__: object) -> None:
    raise Killed


def test_another_validity_is_read_from_the_start_and_doubles_nothing(
    olu: Person, box: MailHost
) -> None:
    box.put(NIGHT)
    add(olu, box)
    work(olu)
    Mailbox.objects.update(validity=7, last=4000)
    box.put(ROSTER)
    work(olu, NOW + LATER)
    assert len(words()) == 2
    assert Mailbox.objects.get().validity != 7


def test_a_full_mailbox_is_read_a_lot_at_a_time(
    olu: Person, box: MailHost, monkeypatch: Any
) -> None:
    monkeypatch.setattr(wire, "MOST_MAILS", 2)
    box.put(*(mail(n, f"Wish number {n} of the night team.") for n in range(5)))
    add(olu, box)
    counts = []
    for minute in range(4):
        now = NOW + timedelta(minutes=minute)
        with time_machine.travel(now, tick=False):
            work(olu, now)
        counts.append(Feedback.objects.count())
    assert counts == [2, 4, 5, 5]


def test_what_no_person_wrote_stays_out(olu: Person, box: MailHost) -> None:
    box.put(
        mail(1, "I am away until Monday.", Auto_Submitted="auto-replied"),
        mail(2, "Your mail was not delivered.", From="MAILER-DAEMON@harbour.example"),
        mail(3, "Delivery failed.", Return_Path="<>"),
        mail(4, "All news of the week.", List_Unsubscribe="<https://x.example>"),
        mail(5, "Status", Content_Type="multipart/report; boundary=x"),
        mail(6, "What we answered.", From=LOGIN),
        NIGHT,
    )
    add(olu, box)
    work(olu)
    assert words() == ["Please let us swap a night shift by phone."]


def test_what_cannot_be_read_is_told_and_read_again(
    olu: Person, box: MailHost, settings: Any, monkeypatch: Any
) -> None:
    box.put(NIGHT)
    row = add(olu, box, password="another")
    turns: list[tuple[Any, str]] = [
        (lambda: None, "refuses the name or the password"),
        (lambda: Mailbox.objects.update(folder="None"), "no folder “None”"),
        (lambda: Mailbox.objects.update(folder="INBOX", port=box.plain), "port"),
        (lambda: Mailbox.objects.update(port=1), "connection failed"),
        (lambda: monkeypatch.delenv("SSL_CERT_FILE"), "certificate is not valid"),
        (lambda: setattr(settings, "PRIVATE_ADDRESSES", False), "private network"),
    ]
    for n, (change, told) in enumerate(turns):
        change()
        if n == 1:
            actions.set_mailbox_password(
                actor=olu.actor, intake_id=row.pk, password=PASSWORD, now=NOW
            )
        if n == 4:
            Mailbox.objects.update(port=box.port)
        Intake.objects.update(due_at=NOW)
        work(olu)
        assert told in fault(), (n, fault())
        assert PASSWORD not in fault()
        assert Intake.objects.get().due_at <= NOW + 3 * LATER
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    settings.PRIVATE_ADDRESSES = True
    Intake.objects.update(due_at=NOW)
    work(olu)
    assert (fault(), len(words())) == ("", 1)


def test_a_folder_that_is_not_there_takes_nothing(olu: Person, box: MailHost) -> None:
    box.put(NIGHT)
    add(olu, box, move_to="Nowhere")
    work(olu)
    assert len(words()) == 1
    assert "“Nowhere”" in fault()
    assert len(box.flags()) == 1


@pytest.mark.parametrize(
    ("said", "pause", "told"),
    [
        (b"* OK ready\r\n", 0.0, "could not be read"),
        (b"* OK [CAPABILITY IMAP4rev1] x {99999999}\r\n", 0.0, "could not be read"),
        (b"x", 0.02, "could not be read"),
        (b"220 mail.example ESMTP\r\n", 0.0, "could not be read"),
        (b"\x00\xff\r\n", 0.0, "could not be read"),
    ],
    ids=["endless", "huge", "drip", "other", "noise"],
)
def test_a_server_that_goes_on_and_on_is_left(
    said: bytes, pause: float, told: str, monkeypatch: Any
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    monkeypatch.setattr(wire, "WHOLE_SECONDS", 1.0)
    monkeypatch.setattr(wire, "MOST_TAKEN", 1024 * 1024)
    with answering(said, pause) as port:
        server = wire.MailServer("localhost", port, LOGIN, PASSWORD)
        with pytest.raises(Invalid, match=told) as refused:
            wire.read_new(server, "INBOX", wire.ReadTo(), allow_private=True)
    assert PASSWORD not in str(refused.value)


def test_who_wrote_is_a_customer_where_the_server_vouches(
    olu: Person, box: MailHost
) -> None:
    Customer.objects.create(
        workspace_id=olu.actor.workspace_id, name="Harbour Clinics",
        name_key="harbour clinics", domain="harbour.example",
    )  # fmt: skip
    proof = "mx.tide.example; dmarc=pass header.from=harbour.example"
    box.put(NIGHT, mail(2, "Who opened the roster?", Authentication_Results=proof))
    add(olu, box, checker="mx.tide.example")
    work(olu)
    named = {p.source_id[:2]: p.customer_id for p in Feedback.objects.all()}
    assert named == {"m1": None, "m2": Customer.objects.get().pk}
    row = queries.list_intakes(actor=olu.actor)[0]
    assert (row.is_mailbox, row.waiting) == (True, 0)
