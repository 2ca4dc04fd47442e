"""Passkeys with a real browser, whose authenticator is a virtual one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from leadline.accounts.models import Event
from tests.browser.conftest import Browsing, faults, turn
from tests.conftest import Person
from tests.web.test_second_step import code_at

PASSWORD = "a long password"


@pytest.fixture
def named(browsing: Browsing) -> Browsing:
    """A passkey belongs to a name, not to a number."""
    browsing.address = browsing.address.replace("127.0.0.1", "localhost")
    return browsing


def authenticator(page: Page) -> Any:
    """Give the page a device that always agrees, and return its session."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def looks_right(page: Page) -> None:
    assert faults(page) == []
    turn(page, "dark")
    assert faults(page) == []
    turn(page, "light")


def test_a_passkey_is_made_asked_for_after_the_password_and_enough_alone(
    olu: Person, named: Browsing
) -> None:
    olu.user.set_password(PASSWORD)
    olu.user.save()
    home = f"/w/{olu.actor.workspace_id}/settings/second-step/"
    page = named.open(olu, home)
    authenticator(page)
    page.get_by_role("link", name="Add a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Say once more")
    looks_right(page)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on with the password").click()
    name = page.get_by_label("Name")
    expect(name).to_have_value("Passkey 1")
    looks_right(page)
    name.fill("My laptop")
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Print these codes")
    looks_right(page)
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_text("My laptop")).to_be_visible()

    sign_out(page, named)
    page.get_by_label("Email").fill(olu.user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
    looks_right(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(re.compile(r"/w/\d+/$"))
    assert said() == ("password", "webauthn")

    sign_out(page, named)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(re.compile(r"/w/\d+/$"))
    assert said() == ("passkey", "webauthn")


def said() -> tuple[str, str]:
    detail = Event.objects.filter(verb="accounts.sign_in").latest("pk").detail
    return detail["how"], detail["second_step"]


def sign_out(page: Page, named: Browsing) -> None:
    named.go(page, "/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_device_that_gives_nothing_is_said_and_nothing_changes(
    olu: Person, named: Browsing
) -> None:
    page = named.open(None, "/sign-in/")
    authenticator(page)
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_text("No passkey was given")).to_be_visible()
    assert page.url.endswith("/sign-in/")


def test_an_app_is_set_up_on_a_phone(olu: Person, named: Browsing) -> None:
    olu.user.set_password(PASSWORD)
    olu.user.save()
    home = f"/w/{olu.actor.workspace_id}/settings/second-step/"
    page = named.open(olu, home, size="phone")
    looks_right(page)
    page.get_by_role("link", name="Use an app that makes codes").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on with the password").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Let your app read")
    looks_right(page)
    secret = page.get_by_label("No camera? Type this key").input_value()
    page.get_by_label("The code your app shows now").fill(code_at(secret=secret))
    page.get_by_role("button", name="Save the app").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Print these codes")
