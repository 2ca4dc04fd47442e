"""Who is let in by a token, and what the others are told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from leadline.accounts.actions import revoke_token
from leadline.accounts.models import ApiToken, Event
from tests.api.program import Program, key_of, program
from tests.conftest import Person

pytestmark = pytest.mark.django_db


def test_a_holder_is_told_who_they_are(ana: Person) -> None:
    answer = program(ana, "evidence:read").get("me")

    assert answer.status_code == 200
    said = answer.json()
    assert said["name"] == "ana"
    assert said["user_id"] == str(ana.user.pk)
    assert (said["role"], said["scopes"]) == ("lead", ["evidence:read"])
    assert (said["workspace"], said["currency"]) == ("Acme", "EUR")
    assert said["is_service"] is False
    assert Event.objects.filter(verb="accounts.use_token", surface="api").exists()


@pytest.mark.parametrize("key", ["", "ll_pat_nothing", "é"])
def test_nobody_is_asked_for_a_token(ana: Person, key: str) -> None:
    answer = Program(ana.actor.workspace_id, key).get("me")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 401
    assert "access token" in answer.json()["detail"]


def test_a_browser_that_is_signed_in_is_nobody_here(ana: Person) -> None:
    here = f"/api/v1/w/{ana.actor.workspace_id}/me"

    assert ana.browser.get(here).status_code == 401


def test_a_stranger_finds_no_workspace(ana: Person, cleo: Person) -> None:
    answer = Program(ana.actor.workspace_id, key_of(cleo)).get("me")

    assert answer.status_code == 404
    assert answer.json()["detail"] == "There is no such workspace."


def test_an_expired_and_a_revoked_token_open_nothing(ana: Person) -> None:
    old = key_of(ana, now=timezone.now() - timedelta(days=2), days=1)
    assert Program(ana.actor.workspace_id, old).get("me").status_code == 401

    new = program(ana)
    assert new.get("me").status_code == 200
    last = ApiToken.objects.latest("pk").pk
    revoke_token(actor=ana.actor, token_id=last, now=timezone.now())
    assert new.get("me").status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/nowhere", 404),
        ("get", f"/api/v1/w/{'9' * 26}/me", 404),
        ("get", "/api/", 404),
        ("post", "/api/v1/w/1/me", 405),
    ],
)
def test_every_failure_has_one_form(
    db: None, method: str, path: str, status: int
) -> None:
    answer = getattr(Client(), method)(path)

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["instance"] == path
    assert set(answer.json()) == {"type", "title", "status", "detail", "instance"}
