"""What people do to pieces of feedback and to customers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from leadline.accounts.models import Product
from leadline.evidence import actions
from leadline.evidence.models import Contact, Feedback, NeedDemand
from leadline.evidence.types import FeedbackState, NeedBy
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.conftest import Person
from tests.evidence.makers import NOW, account, demand, say, want
from tests.factories import as_row


def test_a_piece_written_down_finds_its_contact_customer_and_product(
    ana: Person,
) -> None:
    product = Product.objects.create(
        workspace_id=ana.actor.workspace_id, name="Harbour"
    )
    acme = account(ana.actor)
    kim = actions.save_contact(
        actor=ana.actor, customer_id=acme.pk, name="Kim", email="KIM@gmail.com"
    )

    piece = say(ana.actor, author_email="Kim@Gmail.com", product="Harbour", link="")

    assert (piece.customer, piece.contact, piece.product) == (
        acme,
        as_row(Contact, kim),
        product,
    )
    assert piece.author_email == "kim@gmail.com"


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"words": "  "}, "what was said"),
        ({"kind": "shout"}, "no such kind"),
        ({"link": "javascript:alert(1)"}, "starts with https"),
    ],
)
def test_a_piece_that_cannot_be_is_refused(
    ana: Person, fields: dict[str, str], why: str
) -> None:
    with pytest.raises(Invalid, match=why):
        say(ana.actor, **fields)
    assert Feedback.objects.count() == 0


def test_the_same_id_of_a_source_is_written_down_once(ana: Person) -> None:
    say(ana.actor, source_id="7")

    with pytest.raises(Conflict, match="there already"):
        say(ana.actor, source_id="7")
    say(ana.actor, source="phone", source_id="7")


def test_editing_a_piece_keeps_it_from_imports_and_moves_its_demand(
    ana: Person,
) -> None:
    need = want(ana.actor)
    piece = say(ana.actor, need=need)
    acme = account(ana.actor, revenue_amount=500)

    actions.edit_feedback(
        actor=ana.actor,
        feedback_id=piece.pk,
        now=NOW,
        values={"customer_id": acme.pk, "area": "Billing"},
    )

    piece.refresh_from_db()
    assert piece.edited_fields == ["area", "customer"]
    assert demand(need) == (1, 1, Decimal(500))
    with pytest.raises(Invalid, match="cannot be edited: state"):
        actions.edit_feedback(
            actor=ana.actor, feedback_id=piece.pk, now=NOW, values={"state": "new"}
        )
    for name in ("customer_id", "product_id"):
        with pytest.raises(NotFound):
            actions.edit_feedback(
                actor=ana.actor, feedback_id=piece.pk, now=NOW, values={name: 10**9}
            )


def test_moving_triages_new_pieces_and_archiving_takes_them_out_of_demand(
    ana: Person,
) -> None:
    need = want(ana.actor)
    pieces = [say(ana.actor, words) for words in ("one", "two", "three")]
    ids = [piece.pk for piece in pieces]

    actions.move_feedback(actor=ana.actor, feedback_ids=ids, need_id=need.pk, now=NOW)
    receipt = actions.triage_feedback(
        actor=ana.actor,
        feedback_ids=ids[:1],
        state=FeedbackState.ARCHIVED,
        now=NOW,
    )

    assert demand(need)[0] == 2
    states = Feedback.objects.order_by("pk").values_list("state", "need_by")
    assert list(states) == [
        ("archived", NeedBy.PERSON),
        ("triaged", NeedBy.PERSON),
        ("triaged", NeedBy.PERSON),
    ]
    actions.undo_change(actor=ana.actor, change_id=receipt.change_id, now=NOW)
    assert demand(need)[0] == 3


def test_moving_refuses_nothing_unknown_pieces_and_merged_needs(ana: Person) -> None:
    keep, absorb = want(ana.actor, "Need a"), want(ana.actor, "Need b")
    actions.merge_needs(actor=ana.actor, keep_id=keep.pk, absorb_ids=[absorb.pk])
    piece = say(ana.actor)

    for ids, need_id, failure in (
        ([], keep.pk, Invalid),
        ([10**9], keep.pk, NotFound),
        ([piece.pk], 10**9, NotFound),
        ([piece.pk], absorb.pk, Conflict),
    ):
        with pytest.raises(failure):
            actions.move_feedback(
                actor=ana.actor, feedback_ids=ids, need_id=need_id, now=NOW
            )
    with pytest.raises(Invalid, match="at least one"):
        actions.triage_feedback(
            actor=ana.actor, feedback_ids=[], state=FeedbackState.NEW, now=NOW
        )


def test_revenue_of_other_currencies_stands_beside_and_is_never_added(
    ana: Person,
) -> None:
    need = want(ana.actor)
    for name, amount, currency in (
        ("Acme", 100, ""),
        ("Birch", 40, "usd"),
        ("Cedar", 2, "EUR"),
    ):
        customer = account(
            ana.actor, name, revenue_amount=amount, revenue_currency=currency
        )
        say(ana.actor, need=need, customer=customer)
        say(ana.actor, need=need, customer=customer)

    kept = NeedDemand.objects.get(need=need)

    assert (kept.pieces, kept.customers) == (6, 3)
    assert kept.revenue == {"EUR": "102.00", "USD": "40.00"}
    assert kept.weeks == {"2026-11-23": 6}
    actions.save_customer(
        actor=ana.actor,
        now=NOW,
        customer_id=customer.pk,
        values={"revenue_amount": Decimal(5)},
    )
    kept.refresh_from_db()
    assert kept.revenue == {"EUR": "105.00", "USD": "40.00"}
    assert kept.payers == {"EUR": 2, "USD": 1}


def test_a_customer_is_kept_tidy_and_its_id_is_its_own(ana: Person) -> None:
    acme = account(
        ana.actor, " Acme  GmbH ", domain="https://www.Acme.example/x", external_id="1"
    )

    assert (acme.name, acme.name_key, acme.domain) == (
        "Acme GmbH",
        "acme",
        "acme.example",
    )
    with pytest.raises(Conflict, match="has the id"):
        account(ana.actor, "Birch", external_id="1")
    for values, why in (
        ({"name": " "}, "needs a name"),
        ({"state": "gone"}, "prospect or lost"),
        ({"revenue_amount": Decimal(-1)}, "0 or more"),
        ({"row_hash": "x"}, "cannot be edited"),
    ):
        with pytest.raises(Invalid, match=why):
            actions.save_customer(
                actor=ana.actor, now=NOW, customer_id=acme.pk, values=values
            )


def test_a_contact_has_a_name_and_an_address_of_its_own(ana: Person) -> None:
    acme = account(ana.actor)
    add = {"actor": ana.actor, "customer_id": acme.pk}
    kim = as_row(
        Contact, actions.save_contact(**add, name="Kim", email="kim@acme.example")
    )

    with pytest.raises(Conflict, match="Kim of Acme"):
        actions.save_contact(**add, name="Lee", email="KIM@acme.example")
    with pytest.raises(Invalid, match="needs a name"):
        actions.save_contact(**add, name=" ")
    with pytest.raises(Invalid, match="not an e-mail address"):
        actions.save_contact(**add, name="Lee", email="lee")
    actions.save_contact(**add, contact_id=kim.pk, name="Kim Ito", email=kim.email)
    piece = say(ana.actor, author_email=kim.email)
    actions.remove_contact(actor=ana.actor, contact_id=kim.pk)
    piece.refresh_from_db()
    assert (Contact.objects.count(), piece.customer) == (0, acme)


def test_feedback_and_customers_are_closed_to_a_reader_and_to_strangers(
    ana: Person, ben: Person, cleo: Person
) -> None:
    piece, acme = say(ana.actor), account(ana.actor)
    kim = actions.save_contact(actor=ana.actor, customer_id=acme.pk, name="Kim")
    chosen = {"feedback_ids": [piece.pk], "now": NOW}
    edit = {"feedback_id": piece.pk, "now": NOW, "values": {"area": "x"}}
    calls = [
        (actions.edit_feedback, edit),
        (actions.move_feedback, chosen | {"need_id": None}),
        (actions.triage_feedback, chosen | {"state": FeedbackState.ARCHIVED}),
        (actions.save_customer, {"customer_id": acme.pk, "now": NOW, "values": {}}),
        (actions.save_contact, {"customer_id": acme.pk, "name": "Lee"}),
        (actions.remove_contact, {"contact_id": kim.pk}),
    ]
    for call, arguments in calls:
        with pytest.raises(NotAllowed):
            call(actor=ben.actor, **arguments)
        with pytest.raises(NotFound):
            call(actor=cleo.actor, **arguments)
    # What a customer said anybody may add; how it counts follows by itself.
    assert say(ben.actor).pk != piece.pk
    actions.refresh_demand(actor=ben.actor, need_ids=[])
