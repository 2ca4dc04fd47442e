"""What a browser is asked to have a passkey say."""

from __future__ import annotations

import pytest
from allauth.mfa.webauthn.internal import auth as webauthn
from django.test import Client

from leadline.accounts.actions import add_passkey
from tests.conftest import Person

PASSWORD = "a long password"


def test_every_riddle_for_a_passkey_asks_for_a_finger_or_a_pin(
    olu: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    olu.user.set_password(PASSWORD)
    olu.user.save()
    add_passkey(actor=olu.actor, name="Laptop", credential={"id": "x"})
    monkeypatch.setattr(webauthn, "get_credentials", lambda user: [])
    stranger, browser = Client(), Client()
    stranger.get("/sign-in/passkey/")
    browser.post("/sign-in/", {"login": olu.user.email, "password": PASSWORD})
    assert browser.get("/sign-in/code/").status_code == 200

    for one in (stranger, browser):
        state = one.session[webauthn.STATE_SESSION_KEY]
        assert state["user_verification"] == "required"
