"""A mail is answered by mail: by whom it went to, where it was about, and once."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Any

import pytest

from leadline.accounts.models import Event, Membership, User
from leadline.accounts.queries import actor_for
from leadline.accounts.types import Role
from leadline.conversation.models import Comment
from leadline.foundation.errors import NotAllowed
from leadline.foundation.mailbox import Mail
from leadline.importing.answers import take_answers
from leadline.importing.mailed import Box, box_of
from tests.conftest import Person
from tests.conversation.mailbox import LATER, Mailbox, run
from tests.conversation.talking import begin, need_of

pytestmark = pytest.mark.django_db
SERVER = "mx.harbour.example"
ANSWERS = "answers@harbour.example"
QUOTED = "On Wed, 25 Nov 2026 at 10:00, ana wrote:\n> Nine ports?\n"


def answered(
    to: EmailMessage, words: str, who: str = "ben@example.com", **headers: str
) -> Mail:
    """What a program of mail sends as an answer, and the server says of it."""
    domain = who.partition("@")[2]
    said = {
        "Authentication-Results": f"{SERVER}; dmarc=pass header.from={domain}",
        "From": f"Ben <{who}>",
        "To": ANSWERS,
        "Subject": f"Re: {to['Subject']}".replace("\n", ""),
        "Date": "Wed, 25 Nov 2026 11:30:00 +0000",
        "Message-ID": f"<{abs(hash(words))}@mail.example>",
        "In-Reply-To": to["Message-ID"],
        "References": f"{to['References']} {to['Message-ID']}",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "".join(f"{name}: {value}\n" for name, value in said.items() if value)
    return Mail(f"{head}\n{words}\n\n{QUOTED}".encode(), LATER.timestamp())


def take(owner: Person, *mails: Mail, trusted: str = SERVER) -> tuple[Box, str]:
    box = box_of(mails, trusted=trusted, own=ANSWERS)
    return take_answers(actor=owner.actor, box=box, now=LATER)


@pytest.fixture
def letter(
    ana: Person, ben: Person, olu: Person, mailbox: Mailbox, settings: Any
) -> EmailMessage:
    settings.ANSWERS_TO = ANSWERS
    begin(ana, need_of(ana), "@ben Nine ports?")
    run()
    (mail,) = mailbox.got
    return mail


def test_an_answer_stands_on_the_thread_once_in_its_writers_words(
    olu: Person, ben: Person, letter: EmailMessage
) -> None:
    assert letter["Reply-To"] == ANSWERS
    plain = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Answer this mail, and your answer stands there as a comment." in plain
    for _ in range(2):  # a mailbox may be read twice
        box, left = take(olu, answered(letter, "Ten, and *Cork* waits."))
        assert (box.mails, box.content, left) == (0, b"", "")
    first, second = Comment.objects.order_by("pk")
    assert (second.text, second.author_id) == ("Ten, and *Cork* waits.", ben.user.pk)
    assert second.thread_id == first.thread_id
    event = Event.objects.filter(verb="conversation.write_comment").latest("pk")
    assert (event.surface, event.user_id) == ("mail", ben.user.pk)


def test_where_a_server_writes_another_id_the_thread_is_known(
    olu: Person, letter: EmailMessage
) -> None:
    root = str(letter["References"])
    take(
        olu, answered(letter, "Ten", In_Reply_To="<x@ses>", References=f"{root} <x@s>")
    )
    assert Comment.objects.count() == 2


def test_what_is_no_members_proven_answer_becomes_no_comment(
    olu: Person, ben: Person, cleo: Person, letter: EmailMessage
) -> None:
    made_up = str(letter["References"]).replace("@", "0@")[:-20] + "000@localhost>"
    forged = "<thread-1-000000000000@localhost>"
    mail_of = cleo.user.email
    away = answered(letter, "I am away", Auto_Submitted="auto-replied")
    unproven = f"{SERVER}; dmarc=fail header.from=example.com"
    cases: dict[str, tuple[Mail, str, int, str]] = {
        "nobody vouches": (answered(letter, "Ten"), "", 0, "does not vouch"),
        "the server does not": (
            answered(letter, "Ten", Authentication_Results=unproven), SERVER, 0,
            "does not vouch",
        ),
        "a customer to whom it was forwarded": (
            answered(letter, "Ten", "maya@tide.example"), SERVER, 1, "",
        ),
        "a member of another workspace": (
            answered(letter, "Ten", mail_of), SERVER, 1, "",
        ),
        "a name made up": (
            answered(letter, "Ten", In_Reply_To=forged, References=made_up), SERVER, 1,
            "",
        ),
        "an automatic answer": (away, SERVER, 0, ""),
        "no words": (answered(letter, ""), SERVER, 0, "no words"),
    }  # fmt: skip
    wrong = []
    for case, (mail, trusted, pieces, said) in cases.items():
        box, left = take(olu, mail, trusted=trusted)
        if (box.mails, said in left) != (pieces, True) or (left and not said):
            wrong.append((case, box.mails, left))
    assert not wrong
    assert Comment.objects.count() == 1


def test_what_is_quoted_or_signed_is_no_answer(
    olu: Person, letter: EmailMessage
) -> None:
    for words, said in (
        ("Thanks!", "Thanks!"),
        ("Hi ana,\n\nten.\n\nBest regards\nBen\n-- \nBen Smith", "Hi ana,\n\nten."),
        ("Ten:\n\n- Cork\n- Bergen", "Ten:\n\n- Cork\n- Bergen"),
        ("Yes.\n\nSent from my iPhone", "Yes."),
    ):
        take(olu, answered(letter, words))
        assert Comment.objects.latest("pk").text == said


def test_an_answer_in_another_workspaces_mailbox_is_read_by_nobody_there(
    cleo: Person, letter: EmailMessage
) -> None:
    Membership.objects.filter(user=cleo.user).update(role=Role.OWNER)
    owner = actor_for(
        user_id=cleo.user.pk, workspace_id=cleo.actor.workspace_id, surface="test"
    )
    box = box_of((answered(letter, "Ten"),), trusted=SERVER)
    box, left = take_answers(actor=owner, box=box, now=LATER)
    assert (box.mails, "another workspace" in left) == (0, True)
    assert Comment.objects.count() == 1


def test_answers_are_taken_where_the_machine_says_so(
    olu: Person, letter: EmailMessage, settings: Any
) -> None:
    settings.ANSWERS_TO = ""
    box, left = take(olu, answered(letter, "Ten"))
    assert (box.mails, "LEADLINE_ANSWERS_TO" in left) == (0, True)


def test_who_left_answers_no_more(
    olu: Person, ben: Person, letter: EmailMessage
) -> None:
    User.objects.filter(pk=ben.user.pk).update(is_active=False)
    _, left = take(olu, answered(letter, "Ten"))
    assert "not taken" in left
    Membership.objects.filter(user=ben.user).delete()
    box, _ = take(olu, answered(letter, "Ten"))
    assert (box.mails, Comment.objects.count()) == (1, 1)


def test_only_owners_have_mailboxes_read(
    ana: Person, ben: Person, letter: EmailMessage
) -> None:
    for who in (ana, ben):
        with pytest.raises(NotAllowed):
            take(who, answered(letter, "Ten"))
    assert Comment.objects.count() == 1


def test_nobody_is_asked_to_answer_where_nobody_reads_it(
    ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    begin(ana, need_of(ana), "@ben Nine ports?")
    run()
    (mail,) = mailbox.got
    assert mail["Reply-To"] is None
    assert "Answer this mail" not in mail.as_string()
