"""Further addresses: of one person, for their calendar, and nobody else's to see."""

from __future__ import annotations

import pytest

from leadline.accounts.actions import (
    MOST_ADDRESSES,
    add_address,
    remove_address,
)
from leadline.accounts.models import Event, OwnAddress
from leadline.accounts.queries import list_addresses, list_members
from leadline.foundation.errors import Conflict, Invalid, NotFound
from tests.conftest import Person


def kept(who: Person) -> list[str]:
    return [email for _, email in list_addresses(actor=who.actor)]


def test_an_owner_and_a_reader_keep_addresses_of_their_own(
    olu: Person, ben: Person
) -> None:
    add_address(actor=olu.actor, email=" Olu@Harbour.example ")
    add_address(actor=ben.actor, email="ben@harbour.example")

    assert (kept(olu), kept(ben)) == (["olu@harbour.example"], ["ben@harbour.example"])


def test_nobody_else_sees_an_address(olu: Person, ben: Person, cleo: Person) -> None:
    add_address(actor=ben.actor, email="secret@harbour.example")

    assert kept(olu) == kept(cleo) == []
    assert "secret" not in str(list_members(actor=olu.actor))
    assert "secret" not in str(list(Event.objects.values()))


def test_the_same_address_stays_one_and_two_people_may_share_one(
    olu: Person, ben: Person
) -> None:
    for who in (olu, ben, ben):
        add_address(actor=who.actor, email="sales@harbour.example")

    assert OwnAddress.objects.count() == 2


@pytest.mark.parametrize("text", ["", "olu", "olu@", "a b@harbour.example"])
def test_what_is_no_address_is_refused(olu: Person, text: str) -> None:
    with pytest.raises(Invalid):
        add_address(actor=olu.actor, email=text)
    assert kept(olu) == []


def test_the_address_one_signs_in_with_is_known(olu: Person) -> None:
    with pytest.raises(Conflict, match="sign in"):
        add_address(actor=olu.actor, email=olu.user.email.upper())


def test_twenty_addresses_are_enough(olu: Person) -> None:
    for n in range(MOST_ADDRESSES):
        add_address(actor=olu.actor, email=f"olu{n}@harbour.example")

    with pytest.raises(Conflict):
        add_address(actor=olu.actor, email="one.more@harbour.example")
    assert len(kept(olu)) == MOST_ADDRESSES


def test_only_its_person_takes_an_address_out(
    olu: Person, ben: Person, cleo: Person
) -> None:
    address = add_address(actor=ben.actor, email="ben@harbour.example")

    for who in (olu, cleo):
        with pytest.raises(NotFound):
            remove_address(actor=who.actor, address_id=address.pk)
    remove_address(actor=ben.actor, address_id=address.pk)

    assert kept(ben) == []
    assert [e.verb for e in Event.objects.order_by("pk")] == [
        "accounts.add_address", "accounts.remove_address",
    ]  # fmt: skip
