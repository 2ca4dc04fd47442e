"""Who said it and who wrote it down are two fields; a colleague is no customer."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from leadline.accounts.models import Workspace
from leadline.evidence import actions, queries
from leadline.evidence.models import Contact, Customer, Feedback
from leadline.evidence.types import FeedbackIn, FeedbackKind
from leadline.foundation.errors import Invalid, NotAllowed, NotFound
from tests.conftest import Person
from tests.evidence.makers import NOW, account, say
from tests.evidence.test_imports import bring
from tests.factories import as_row

pytestmark = pytest.mark.django_db
NOTES = ["interview", "sales_note", "lost_deal", "market_note"]


def told(piece: Feedback) -> tuple[str, str, str, str]:
    return piece.author, piece.noted_by, piece.speech, piece.author_email


def known(ana: Person) -> str:
    """Make a contact at a customer and return the address."""
    acme = account(ana.actor, "Acme", domain="acme.example")
    contact = actions.save_contact(
        actor=ana.actor,
        customer_id=acme.pk,
        name="Kim Roe",
        email="kim@acme.example",
        title="Rota planner",
    )
    return as_row(Contact, contact).email


@pytest.mark.parametrize("kind", NOTES)
@pytest.mark.parametrize("author", ["ana", "ANA", "Somebody Else"])
def test_a_colleague_who_notes_what_a_contact_said_is_who_wrote_it_down(
    ana: Person, kind: str, author: str
) -> None:
    address = known(ana)

    piece = say(ana.actor, author=author, author_email=address, kind=kind)

    is_ana = author.lower() == "ana"
    assert told(piece) == (
        "Kim Roe" if is_ana else author,
        author if is_ana else "",
        "reported",
        address,
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        # a member's own address stands for the member, beside a customer's name
        (
            {"author_email": "Ana@example.com", "customer_name": "Brightwater"},
            ("", "Kim", "reported", ""),
        ),
        # and for what the member wrote where no customer is named
        (
            {"author_email": "Ana@example.com"},
            ("Kim", "", "direct", "ana@example.com"),
        ),
        # a name of one word and no note: a customer may bear it
        ({"author": "Ana"}, ("Ana", "", "direct", "")),
        # somebody of the members' domain writes notes
        (
            {"author_email": "zoe@example.com", "kind": "sales_note"},
            ("", "Kim", "reported", ""),
        ),
        (
            {"author_email": "zoe@example.com"},
            ("Kim", "", "direct", "zoe@example.com"),
        ),
        # who sold and bears no customer's address works here
        ({"kind": "lost_deal"}, ("", "Kim", "reported", "")),
        ({"kind": "interview"}, ("Kim", "", "reported", "")),
        (
            {"kind": "sales_note", "author_email": "kim@other.example"},
            ("Kim", "", "reported", "kim@other.example"),
        ),
        # what a person says of the piece is kept
        (
            {"kind": "sales_note", "noted_by": "Zoe", "speech": "reported"},
            ("Kim", "Zoe", "reported", ""),
        ),
        ({"kind": "interview", "speech": "direct"}, ("Kim", "", "direct", "")),
        ({"noted_by": "Zoe"}, ("Kim", "Zoe", "reported", "")),
        # words of ours stay with who said them
        (
            {"side": "ours", "author": "ana", "author_email": "ana@example.com"},
            ("ana", "", "direct", "ana@example.com"),
        ),
    ],
)
def test_who_said_it_is_told_from_who_wrote_it_down(
    ana: Person, fields: dict[str, Any], expected: tuple[str, str, str, str]
) -> None:
    assert told(say(ana.actor, **fields)) == expected


@pytest.mark.parametrize(
    ("fields", "side"),
    [
        ({"author_email": "ana@example.com"}, "ours"),
        ({"author_email": "zoe@example.com"}, "ours"),
        (
            {"author_email": "zoe@example.com", "customer_name": "Brightwater"},
            "customer",
        ),
        ({"author_email": "zoe@example.com", "kind": "sales_note"}, "customer"),
        ({"author_email": "zoe@example.com", "noted_by": "Zoe"}, "customer"),
        ({"author_email": "kim@other.example"}, "customer"),
    ],
)
def test_a_mail_of_a_colleague_is_ours_unless_it_passes_words_on(
    ana: Person, fields: dict[str, str], side: str
) -> None:
    assert say(ana.actor, **fields).side == side


def test_our_own_company_is_no_customer_of_a_file(ana: Person) -> None:
    us = Workspace.objects.get(pk=ana.actor.workspace_id).name
    row = FeedbackIn(
        words="Sorry, we look into it",
        author_email="ana@example.com",
        customer_name=us.upper(),
        source="mail",
        source_id="1",
    )

    bring(ana.actor, [row])

    assert Feedback.objects.get().side == "ours"
    assert Customer.objects.count() == 0


def test_a_domain_that_is_a_customers_is_not_ours(ana: Person) -> None:
    account(ana.actor, "Ourselves", domain="example.com")

    piece = say(ana.actor, author_email="zoe@example.com", kind="interview")

    assert told(piece) == ("Kim", "", "reported", "zoe@example.com")


def test_rows_of_a_file_are_told_apart_as_pieces_by_hand_are(ana: Person) -> None:
    address = known(ana)
    lot = [
        FeedbackIn("a", source="crm", source_id="1", author="ana", kind="sales_note",
                   author_email=address),
        FeedbackIn("b", source="crm", source_id="2", author="Kim", kind="request"),
    ]  # fmt: skip

    bring(ana.actor, lot)

    note, mail = Feedback.objects.order_by("source_id")
    assert told(note) == ("Kim Roe", "ana", "reported", address)
    assert told(mail) == ("Kim", "", "direct", "")


def test_a_file_that_comes_again_takes_a_colleague_off_the_author(ana: Person) -> None:
    row = {"source": "crm", "source_id": "1", "kind": "sales_note"}
    bring(ana.actor, [FeedbackIn("a", author="Zoe", **row, author_email="z@b.example")])
    bring(ana.actor, [FeedbackIn("b", author="ana", **row)])

    assert told(Feedback.objects.get()) == ("", "ana", "reported", "")


def test_what_a_person_said_of_speech_outlives_a_later_file(ana: Person) -> None:
    row = {"source": "crm", "source_id": "1", "author": "ana", "kind": "interview"}
    bring(ana.actor, [FeedbackIn("a", **row)])
    piece = Feedback.objects.get()
    actions.edit_feedback(
        actor=ana.actor,
        feedback_id=piece.pk,
        now=NOW,
        values={"author": "Kim", "noted_by": "Zoe", "speech": "direct"},
    )

    bring(ana.actor, [FeedbackIn("b", **row)])

    assert told(Feedback.objects.get())[:3] == ("Kim", "Zoe", "direct")


@pytest.mark.parametrize("field", ["kind", "side", "speech", "set_aside"])
def test_a_value_nobody_knows_is_refused(ana: Person, field: str) -> None:
    with pytest.raises(Invalid, match=f"no such {field.replace('_', ' ')}"):
        say(ana.actor, **{field: "shout"})


@pytest.mark.parametrize(
    ("author", "customer", "speaker", "asked"),
    [
        ("Kim Roe", "Acme", "Kim Roe", "Kim Roe"),
        ("", "Acme", "Somebody at Acme", "somebody at Acme"),
        ("", "", "Nobody named", "the customer"),
    ],
)
def test_a_quote_names_the_speaker_and_the_position_of_the_speaker_alone(
    ana: Person, author: str, customer: str, speaker: str, asked: str
) -> None:
    address = known(ana) if customer else ""
    piece = say(ana.actor, author=author, author_email=address)

    quote = queries.get_quote(actor=ana.actor, feedback_id=piece.pk)

    assert (quote.speaker, quote.whom_to_ask) == (speaker, asked)
    assert quote.title == ("Rota planner" if author else "")


def test_a_quote_is_closed_to_a_stranger(ana: Person, cleo: Person) -> None:
    piece = say(ana.actor)

    with pytest.raises(NotFound):
        queries.get_quote(actor=cleo.actor, feedback_id=piece.pk)


def test_what_came_in_before_is_told_apart_by_the_migration(ana: Person) -> None:
    address = known(ana)
    made = {
        name: say(ana.actor, name, author="Kim Roe", author_email=address)
        for name in ("note", "own", "lost", "talk", "desk")
    }
    table = Feedback.objects
    contact = table.get(pk=made["note"].pk).contact_id
    old = {"speech": "direct", "noted_by": "", "contact_id": contact}
    for name, author, kind in (
        ("note", "ana", FeedbackKind.SALES_NOTE),
        ("own", "Kim Roe", FeedbackKind.SALES_NOTE),
        ("talk", "Kim Roe", FeedbackKind.INTERVIEW),
        ("desk", "ana", FeedbackKind.REQUEST),
    ):
        table.filter(pk=made[name].pk).update(author=author, kind=kind, **old)
    table.filter(pk=made["lost"].pk).update(
        author="Seller", author_email="", contact=None, kind=FeedbackKind.LOST_DEAL
    )
    migration = import_module("leadline.evidence.migrations.0005_reported_speech")

    migration.tell_apart(apps, connection.schema_editor())

    found = {p.words: told(p)[:3] for p in table.all()}
    assert found == {
        "note": ("Kim Roe", "ana", "reported"),
        "own": ("Kim Roe", "", "reported"),
        "lost": ("", "Seller", "reported"),
        "talk": ("Kim Roe", "", "reported"),
        "desk": ("ana", "", "direct"),
    }

    migration.forget(apps, connection.schema_editor())

    assert table.get(words="note").author == "ana"


def test_a_reader_cannot_say_who_said_it(ana: Person, ben: Person) -> None:
    piece = say(ana.actor)

    with pytest.raises(NotAllowed):
        actions.edit_feedback(
            actor=ben.actor, feedback_id=piece.pk, now=NOW, values={"noted_by": "Ben"}
        )
