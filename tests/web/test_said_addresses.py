"""Addresses that were only said, and what a directory makes of who said them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from leadline.accounts.actions import (
    ask_for_link,
    invite,
    make_directory_access,
    set_directory_groups,
    use_sign_in_link,
)
from leadline.accounts.models import Membership, User
from leadline.accounts.types import Role
from tests.conftest import Person
from tests.web.test_directory import Entra, role_of

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def entra(olu: Person) -> Entra:
    return Entra(make_directory_access(actor=olu.actor, now=timezone.now()))


@pytest.mark.parametrize("proof", ["", "mail", "named", "raised"])
def test_an_address_that_was_only_said_opens_no_more_than_it_did(
    proof: str, entra: Entra, olu: Person
) -> None:
    """Whoever joined as somebody else gets nothing of what the directory gives them."""
    now, email = timezone.now(), "cfo@example.com"
    named = email if proof == "named" else ""
    _, token = invite(actor=olu.actor, role="reader", email=named, now=now)
    browser = Client()
    said = {"name": "Me", "email": email, "password": "three words of mine"}
    assert browser.post(f"/join/{token}/", said).status_code == 302
    user = User.objects.get(email=email)
    if proof == "mail":
        key = ask_for_link(email=email, now=now)
        use_sign_in_link(token=key or "", now=now)
    set_directory_groups(
        actor=olu.actor, owner_group="Heads", lead_group="", contributor_group=""
    )
    home = f"/w/{olu.actor.workspace_id}/settings/"

    one = entra.add(email)
    assert browser.get(home).status_code == 200
    entra.group("Heads", one)

    user.refresh_from_db()
    keeps = proof in ("mail", "named")
    assert role_of(email) == Role.OWNER
    assert user.has_usable_password() is keeps
    assert browser.get(home).status_code == (200 if keeps else 302)
    if proof == "raised":
        user.set_password("another of mine")
        user.save()
        entra("DELETE", f"Users/{one}")
        entra.group("Heads", entra.add(email))
        user.refresh_from_db()
        assert user.has_usable_password(), "it is proven once"


def test_an_account_left_over_from_elsewhere_comes_in_anew(
    entra: Entra, olu: Person, cleo: Person
) -> None:
    _, token = invite(actor=cleo.actor, role="reader", now=timezone.now())
    said = {"name": "Me", "email": "cfo@example.com", "password": "three words of mine"}
    browser = Client()
    browser.post(f"/join/{token}/", said)
    user = User.objects.get(email="cfo@example.com")
    Membership.objects.filter(user=user).delete()

    entra.add("cfo@example.com")

    user.refresh_from_db()
    assert role_of("cfo@example.com") == Role.READER
    assert not user.has_usable_password()
    assert browser.get(f"/w/{olu.actor.workspace_id}/").status_code == 302
