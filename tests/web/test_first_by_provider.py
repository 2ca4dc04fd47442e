"""The first sign-in by a provider: what opened the account before opens it no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from leadline.accounts.actions import (
    add_app,
    invite,
    issue_sign_in_link,
    make_token,
)
from leadline.accounts.models import User
from leadline.accounts.queries import bearer_of, has_second_step
from leadline.accounts.types import Actor, Role, TokenIn
from tests.conftest import Person
from tests.web.provider import Company, company

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def running() -> Iterator[Company]:
    with company() as made:
        yield made


@pytest.fixture
def sso(running: Company, settings: Any, db: None) -> Company:
    settings.SIGN_IN_PROVIDERS = (running.provider(),)
    return running


def test_who_joined_with_anothers_address_has_no_way_into_their_account(
    sso: Company, settings: Any, olu: Person
) -> None:
    settings.SIGN_IN_PROVIDERS = (
        sso.provider(workspace=olu.actor.workspace_id, groups=(("heads", "owner"),)),
    )
    _, key = invite(actor=olu.actor, role=Role.READER, now=timezone.now())
    mallory = Client()
    said = {"email": "zoe@example.com", "name": "Zoe", "password": "a long password"}
    assert mallory.post(f"/join/{key}/", said).status_code == 302
    zoe = User.objects.get(email="zoe@example.com")
    actor = Actor(olu.actor.workspace_id, zoe.pk, Role.READER, "web")
    add_app(actor=actor, secret="JBSWY3DPEHPK3PXP")
    _, token = make_token(actor=actor, token=TokenIn("t"), now=timezone.now())
    link = issue_sign_in_link(user_id=zoe.pk, now=timezone.now())
    mine = {"email": zoe.email, "email_verified": True}
    sso.person("z-1", **mine, groups=["heads"])

    sso.sign_in(browser := Client(), "z-1")

    there = f"/w/{olu.actor.workspace_id}/settings/"
    assert browser.get(there).status_code == 200
    assert mallory.get(there).status_code == 302
    given = {"login": zoe.email, "password": "a long password"}
    assert Client().post("/sign-in/", given).status_code == 422
    assert Client().post(f"/sign-in/{link}/").status_code == 404
    assert bearer_of(token=token, surface="api", now=timezone.now()) is None
    assert not has_second_step(user_id=zoe.pk)


def test_what_somebody_set_after_the_first_time_stays(
    sso: Company, ben: Person
) -> None:
    sso.person("b-1", email=ben.user.email, email_verified=True)
    sso.sign_in(Client(), "b-1")
    ben.user.set_password("a long password")
    ben.user.save()
    sso.sign_in(Client(), "b-1")

    given = {"login": ben.user.email, "password": "a long password"}
    assert Client().post("/sign-in/", given).status_code == 302
