"""The pages of access tokens and service accounts."""

from __future__ import annotations

import re

import pytest

from leadline.accounts.models import ApiToken, ServiceAccount
from leadline.accounts.types import LINK_BY
from tests.api.program import Program
from tests.conftest import Person

pytestmark = pytest.mark.django_db
FORM = {"name": "Weekly sync", "days": "30", "reads": ["evidence"], "writes": []}


def here(who: Person, path: str = "tokens/") -> str:
    return f"/w/{who.actor.workspace_id}/settings/{path}"


def shown(content: bytes) -> list[str]:
    return re.findall(r"ll_pat_\w{49}", content.decode())


def test_a_key_is_shown_once_and_opens(ben: Person) -> None:
    browser = ben.browser
    made = browser.post(here(ben, "tokens/make/"), FORM)

    (key,) = shown(made.content)
    assert made["Cache-Control"].startswith("max-age=0")
    assert Program(ben.actor.workspace_id, key).get("me").json()["scopes"] == [
        "evidence:read"
    ]
    later = browser.get(here(ben)).content
    assert not shown(later)
    assert b"Weekly sync" in later


def test_a_token_that_may_nothing_is_asked_for_again(ana: Person) -> None:
    asked = {**FORM, "reads": []}
    answer = ana.browser.post(here(ana, "tokens/make/"), asked)

    assert answer.status_code == 422
    assert "Choose what it may read or change." in answer.content.decode()
    assert not ApiToken.objects.exists()


def test_a_token_is_revoked(ana: Person) -> None:
    browser = ana.browser
    (key,) = shown(browser.post(here(ana, "tokens/make/"), FORM).content)
    token = ApiToken.objects.get()

    browser.post(here(ana, f"tokens/{token.pk}/revoke/"))

    assert Program(ana.actor.workspace_id, key).get("me").status_code == 401
    assert "Revoked" in browser.get(here(ana)).content.decode()


def test_who_came_by_anothers_link_makes_none(ana: Person) -> None:
    browser = ana.browser
    session = browser.session
    session[LINK_BY] = "Olu"
    session.save()

    assert b"Make the token" not in browser.get(here(ana)).content
    assert browser.post(here(ana, "tokens/make/"), FORM).status_code == 403
    assert not ApiToken.objects.exists()


def test_an_owner_keeps_a_service_account(olu: Person) -> None:
    browser = olu.browser
    browser.post(
        here(olu, "services/add/"), {"name": "Sync robot", "role": "contributor"}
    )
    service = ServiceAccount.objects.get()
    room = here(olu, f"services/{service.pk}/")
    (key,) = shown(browser.post(f"{room}make/", FORM).content)
    robot = Program(olu.actor.workspace_id, key)
    assert robot.get("me").json()["name"] == "Sync robot"
    assert robot.get("me").json()["is_service"] is True

    browser.post(f"{room}role/", {"role": "reader"})
    assert robot.get("me").json()["role"] == "reader"
    assert browser.post(f"{room}role/", {"role": "owner"}).status_code == 422

    assert "Sync robot" in browser.get(here(olu, "services/")).content.decode()
    assert "Sync robot" not in browser.get(here(olu, "members/")).content.decode()
    browser.post(f"{room}remove/")
    assert robot.get("me").status_code == 401


def test_a_service_account_is_no_owner(olu: Person) -> None:
    said = {"name": "Robot", "role": "owner"}

    assert olu.browser.post(here(olu, "services/add/"), said).status_code == 422
    assert not ServiceAccount.objects.exists()


def test_a_reader_keeps_no_service_accounts(ben: Person) -> None:
    said = {"name": "Robot", "role": "reader"}

    assert ben.browser.get(here(ben, "services/")).status_code == 403
    assert ben.browser.post(here(ben, "services/add/"), said).status_code == 403
