"""The settings, as a browser meets them."""

from __future__ import annotations

import doctest
import re
from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from leadline.accounts.actions import (
    add_product,
    create_user,
    invite,
    join,
)
from leadline.accounts.models import (
    Event,
    Membership,
    Product,
    ProvenAddress,
    User,
)
from leadline.accounts.queries import list_members, sessions
from leadline.accounts.types import Role
from leadline.web.templatetags import accounts as words
from tests.conftest import Person
from tests.factories import NOW

GOOD = {"login": "olu@example.com", "password": "a long password"}


@pytest.fixture
def browser() -> Client:
    return Client()


@pytest.fixture
def home(olu: Person) -> str:
    olu.user.set_password(GOOD["password"])
    olu.user.save()
    return f"/w/{olu.actor.workspace_id}/settings/"


def sign_in(browser: Client, **given: str) -> object:
    return browser.post("/sign-in/", {**GOOD, **given})


def test_an_owner_changes_the_settings_and_a_reader_reads_them(
    home: str, olu: Person, ben: Person
) -> None:
    wanted = {"name": "Harbour", "currency": "USD", "timezone": "Europe/Lisbon"}

    assert olu.browser.post(f"{home}change/", wanted)["Location"] == home
    page = olu.browser.get(home).content.decode()
    assert "Harbour counts in USD and keeps Europe/Lisbon time" in page
    wrong = olu.browser.post(f"{home}change/", {**wanted, "currency": "NIX"})
    assert wrong.status_code == 422
    assert b"settings/change/" not in ben.browser.get(home).content
    assert ben.browser.post(f"{home}change/", wanted).status_code == 403


def test_products_are_added_renamed_archived_and_brought_back(
    home: str, olu: Person
) -> None:
    browser = olu.browser
    browser.post(f"{home}products/add/", {"name": "Rudder"})
    product = Product.objects.get()
    twice = browser.post(f"{home}products/add/", {"name": "Rudder"})
    assert twice.status_code == 422
    assert "called Rudder already" in twice.content.decode()

    browser.post(f"{home}products/{product.pk}/name/", {"name": "Keel"})
    browser.post(f"{home}products/{product.pk}/archive/")
    page = browser.get(f"{home}products/").content.decode()
    assert "has named no product yet" in page
    assert f"{home}products/{product.pk}/restore/" in page
    browser.post(f"{home}products/{product.pk}/restore/")

    product.refresh_from_db()
    assert (product.name, product.is_archived) == ("Keel", False)


def test_members_change_role_and_go(home: str, olu: Person, ben: Person) -> None:
    member = Membership.objects.get(user=ben.user)
    browser = olu.browser

    browser.post(f"{home}members/{member.pk}/role/", {"role": "lead"})
    member.refresh_from_db()
    assert member.role == Role.LEAD
    nonsense = browser.post(f"{home}members/{member.pk}/role/", {"role": "king"})
    assert nonsense.status_code == 422
    browser.post(f"{home}members/{member.pk}/remove/")

    assert ben.browser.get(home).status_code == 404


def test_the_last_owner_is_told_why_not(home: str, olu: Person) -> None:
    member = Membership.objects.get(user=olu.user)

    answer = olu.browser.post(f"{home}members/{member.pk}/remove/")

    assert answer.status_code == 409
    assert "A workspace needs an owner" in answer.content.decode()


def test_an_owner_hands_a_member_a_link(
    home: str, olu: Person, ben: Person, browser: Client
) -> None:
    member = Membership.objects.get(user=ben.user)

    page = olu.browser.post(f"{home}members/{member.pk}/link/").content.decode()

    path = re.search(r'value="http://testserver(/sign-in/[^"]+)"', page)
    assert path is not None
    browser.post(path[1])
    assert "You are ben" in browser.get(f"{home}profile/").content.decode()


def test_a_reader_sees_members_without_buttons(
    home: str, ben: Person, olu: Person
) -> None:
    page = ben.browser.get(f"{home}members/").content.decode()

    assert "2 people belong to Acme" in page
    assert 'name="role"' not in page


def test_an_address_that_was_only_said_is_marked(
    home: str, olu: Person, ben: Person
) -> None:
    """By open invitation one says an address; by one to the address an owner did."""
    for email, said in (("", "cfo@acme.example"), ("eve@acme.example",) * 2):
        _, key = invite(actor=olu.actor, role="reader", email=email, now=NOW)
        join(token=key, email=said, name="", password=GOOD["password"], now=NOW)
    # Olu set the workspace up, and so is not asked.
    ProvenAddress.objects.get_or_create(user=ben.user, defaults={"proven_at": NOW})
    shown = {}
    for person in (olu, ben):
        page = person.browser.get(f"{home}members/").content.decode()
        marked = re.findall(r"faint\">(\S+@\S+),[^<]*</span>\s*<span class=.chip", page)
        shown[person] = (marked, "has proven it yet" in page, "in person" in page)

    assert shown == {
        olu: (["cfo@acme.example"], True, True),
        ben: (["cfo@acme.example"], True, False),
    }
    said = {m.email: m.is_proven for m in list_members(actor=ben.actor)}
    assert said["cfo@acme.example"] is False
    assert all(said[e] for e in said if e != "cfo@acme.example")
    ProvenAddress.objects.create(
        user=User.objects.get(email="cfo@acme.example"), proven_at=NOW
    )
    page = olu.browser.get(f"{home}members/").content.decode()
    assert "only said" not in page
    assert "has proven it yet" not in page


def test_a_profile_sets_theme_and_time_zone_of_pages(home: str, olu: Person) -> None:
    browser = olu.browser
    wanted = {"name": "Olu O", "theme": "dark", "timezone": "Asia/Tokyo"}

    assert browser.post(f"{home}profile/", wanted)["Location"] == f"{home}profile/"

    page = browser.get(f"{home}profile/").content.decode()
    assert 'data-theme="dark"' in page
    Event.objects.update(created_at="2026-11-22T23:30:00Z")
    audit = browser.get(f"{home}audit/").content.decode()
    assert "Monday 23 November 2026" in audit
    assert ">08:30:00<" in audit
    assert browser.post(f"{home}profile/", {"name": ""}).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"oldpassword": "not it"},
        {"password2": "something else"},
        {"password1": "short", "password2": "short"},
        {"password1": "olu@example.com", "password2": "olu@example.com"},
    ],
)
def test_a_wrong_new_password_changes_nothing(
    home: str, browser: Client, wrong: dict[str, str]
) -> None:
    sign_in(browser)
    good = {
        "oldpassword": GOOD["password"],
        "password1": "harbour salt rope",
        "password2": "harbour salt rope",
    }

    assert browser.post(f"{home}password/", {**good, **wrong}).status_code == 422
    assert sign_in(Client()).status_code == 302


def test_a_new_password_signs_other_browsers_out(home: str, browser: Client) -> None:
    other = Client()
    sign_in(browser)
    sign_in(other)
    new = {
        "oldpassword": GOOD["password"],
        "password1": "harbour salt rope",
        "password2": "harbour salt rope",
    }

    browser.post(f"{home}password/", new)

    assert other.get(home).status_code == 302
    page = browser.get(f"{home}sessions/").content.decode()
    assert "You are signed in with 1 browser" in page


def test_browsers_are_listed_and_signed_out(home: str, browser: Client) -> None:
    firefox = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux) Firefox/145.0"})
    phone = Client(headers={"user-agent": "Mozilla/5.0 (iPhone) Safari/605"})
    for client in (browser, firefox, phone):
        sign_in(client)

    page = browser.get(f"{home}sessions/").content.decode()
    assert "You are signed in with 3 browsers" in page
    assert "Firefox on Linux" in page
    assert "Safari on iPhone" in page

    ended = UserSession.objects.get(user_agent__contains="Firefox")
    browser.post(f"{home}sessions/{ended.pk}/end/")
    assert firefox.get(home).status_code == 302
    assert phone.get(home).status_code == 200
    browser.post(f"{home}sessions/end-others/")
    assert phone.get(home).status_code == 302
    assert browser.get(home).status_code == 200


def test_being_here_is_noted_every_ten_minutes_only(home: str, browser: Client) -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        sign_in(browser)
    for minutes, seen in ((9, 0), (11, 11), (20, 11), (22, 22)):
        moment = start + timedelta(minutes=minutes)
        with time_machine.travel(moment, tick=False):
            browser.get(home)
        assert UserSession.objects.get().last_seen_at == start + timedelta(minutes=seen)


@pytest.mark.parametrize("module", [words, sessions], ids=lambda found: found.__name__)
def test_the_examples_of_words_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0


# Lists cost the same however long they are


def more(olu: Person, name: str, n: int) -> None:
    workspace_id = olu.actor.workspace_id
    for number in range(n):
        if name == "members":
            user = create_user(email=f"p{number}@example.com")
            Membership.objects.create(
                workspace_id=workspace_id, user_id=user.id, role=Role.LEAD
            )
            invite(actor=olu.actor, role="lead", now=timezone.now())
        elif name == "products":
            add_product(actor=olu.actor, name=f"Product {number}")
        else:
            sign_in(Client())


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries", "mark", "others"),
    [
        ("members", 11, b'id="role-', 1),
        ("products", 9, b'id="name-', 0),
        ("sessions", 7, b"/end/", 0),
    ],
)
def test_a_list_takes_the_same_queries_for_any_number(
    home: str,
    olu: Person,
    n: int,
    name: str,
    queries: int,
    mark: bytes,
    others: int,
    django_assert_num_queries: object,
) -> None:
    more(olu, name, n)
    browser = olu.browser

    with django_assert_num_queries(queries):
        page = browser.get(f"{home}{name}/")

    assert page.content.count(mark) == n + others


def test_addresses_are_kept_and_taken_out_on_the_profile(
    home: str, olu: Person, ben: Person
) -> None:
    add = f"{home}profile/addresses/"
    assert olu.browser.post(add, {"email": "olu@harbour.example"}).status_code == 302
    assert olu.browser.post(add, {"email": "olu"}).status_code == 422

    page = olu.browser.get(f"{home}profile/").content.decode()
    assert "olu@harbour.example" in page
    assert (
        "olu@harbour.example" not in ben.browser.get(f"{home}members/").content.decode()
    )

    (path,) = re.findall(r'action="([^"]+/addresses/\d+/remove/)"', page)
    assert ben.browser.post(path).status_code == 404
    olu.browser.post(path)
    assert "olu@harbour" not in olu.browser.get(f"{home}profile/").content.decode()
