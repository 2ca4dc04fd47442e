"""Guessing passwords, as browsers, proxies and strangers do it."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_network
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from leadline.accounts.models import Event
from leadline.web.front.clients import client_address
from tests.conftest import Person

GOOD = {"login": "olu@example.com", "password": "a long password"}


@pytest.fixture
def home(olu: Person) -> str:
    olu.user.set_password(GOOD["password"])
    olu.user.save()
    return f"/w/{olu.actor.workspace_id}/settings/"


def sign_in(browser: Client, forwarded: str = "", **given: str) -> Any:
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    return browser.post("/sign-in/", {**GOOD, **given}, headers=headers)


def test_guesses_wait_longer_each_time_and_say_how_long(home: str) -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        tried = [sign_in(Client(), password="wrong").status_code for _ in range(6)]
        right = sign_in(Client())
    with time_machine.travel(start + timedelta(seconds=2), tick=False):
        later = sign_in(Client())

    assert tried == [422] * 5 + [429]
    assert (right.status_code, right["Retry-After"]) == (429, "2")
    assert "counts in 2 seconds" in right.content.decode()
    assert later.status_code == 302


def test_the_browser_of_the_person_is_not_shut_out_by_who_guesses(home: str) -> None:
    own = Client()
    assert sign_in(own).status_code == 302
    own.post("/sign-out/")
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        for n in range(9):
            sign_in(Client(REMOTE_ADDR=f"192.0.2.{n}"), password="wrong")

        assert sign_in(Client()).status_code == 429
        assert sign_in(own).status_code == 302


def test_a_made_up_cookie_is_no_browser_that_was_here(home: str) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        for n in range(6):
            browser = Client()
            browser.cookies["leadline_known"] = f"x{n}:y:z"
            sign_in(browser, password="wrong")
        assert sign_in(browser).status_code == 429


def test_sixty_bad_sign_ins_do_not_lock_the_owner_out_at_the_same_address(
    home: str,
) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        for n in range(60):
            bad = sign_in(Client(), login=f"p{n}@example.com", password="wrong")
            assert bad.status_code == 422

        assert sign_in(Client()).status_code == 302


def test_behind_a_proxy_of_ours_clients_are_told_apart(
    home: str, settings: Any
) -> None:
    settings.PROXIES = [ip_network("127.0.0.0/8")]
    with time_machine.travel(timezone.now(), tick=False):
        for n in range(61):
            sign_in(Client(), "192.0.2.66", login=f"p{n}@example.com", password="no")
        sign_in(Client(), "192.0.2.66", password="wrong")

        assert sign_in(Client(), "192.0.2.66").status_code == 429
        assert sign_in(Client(), "192.0.2.66, 198.51.100.9").status_code == 302
    assert Event.objects.latest("pk").detail["ip"] == "198.51.100.9"


def test_without_a_proxy_of_ours_nobody_is_believed(home: str) -> None:
    assert sign_in(Client(REMOTE_ADDR="192.0.2.7"), "198.51.100.9").status_code == 302

    assert Event.objects.latest("pk").detail["ip"] == "192.0.2.7"


@pytest.mark.parametrize(
    ("peer", "said", "client"),
    [
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "192.0.2.4", "192.0.2.4"),
        ("10.0.0.1", "made up, 192.0.2.4", "192.0.2.4"),
        ("10.0.0.1", "1.2.3.4, 192.0.2.4", "192.0.2.4"),
        ("10.0.0.1", "192.0.2.4, 10.9.9.9", "192.0.2.4"),
        ("10.0.0.1", "192.0.2.4, nonsense", "10.0.0.1"),
        ("10.0.0.1", "10.1.1.1, 10.2.2.2", "10.1.1.1"),
        ("10.0.0.1", "192.0.2.4:4711", "192.0.2.4"),
        ("10.0.0.1", "[2001:db8::1]:4711", "2001:db8::1"),
        ("::ffff:10.0.0.1", "192.0.2.4", "192.0.2.4"),
        ("192.0.2.1", "1.2.3.4", "192.0.2.1"),
        ("", "1.2.3.4", ""),
    ],
)
def test_the_rightmost_address_that_is_no_proxy_is_the_client(
    peer: str, said: str, client: str
) -> None:
    assert client_address(peer, said, [ip_network("10.0.0.0/8")]) == client


def test_a_stranger_does_not_say_that_the_way_was_safe(
    home: str, settings: Any
) -> None:
    settings.PROXIES = [ip_network("10.0.0.0/8")]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    safe = {"x-forwarded-proto": "https"}

    def seen(address: str) -> bool:
        page = Client(REMOTE_ADDR=address).get("/sign-in/", headers=safe)
        return bool(page.wsgi_request.is_secure())

    assert (seen("10.0.0.1"), seen("192.0.2.7")) == (True, False)
