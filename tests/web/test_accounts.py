"""The settings, as a browser meets them."""

from __future__ import annotations

import csv
import doctest
import re
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from leadline.accounts.actions import (
    add_product,
    create_user,
    invite,
    record,
    save_view,
    start_job,
)
from leadline.accounts.models import (
    Event,
    Job,
    Membership,
    Product,
    SavedView,
)
from leadline.accounts.queries import sessions
from leadline.accounts.types import Role
from leadline.foundation.jobs import job
from leadline.web.templatetags import accounts as words
from tests.conftest import Person

GOOD = {"login": "olu@example.com", "password": "a long password"}


@job("test.count", title="Count to three")
def count(*, actor: object, progress: object) -> dict[str, object]:
    return {}


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


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


def test_a_profile_sets_theme_and_time_zone_of_pages(home: str, olu: Person) -> None:
    browser = olu.browser
    wanted = {"name": "Olu O", "theme": "dark", "timezone": "Asia/Tokyo"}

    assert browser.post(f"{home}profile/", wanted)["Location"] == f"{home}profile/"

    page = browser.get(f"{home}profile/").content.decode()
    assert 'data-theme="dark"' in page
    Event.objects.update(created_at="2026-11-22T23:30:00Z")
    assert "Mon 23 Nov 2026, 08:30" in browser.get(f"{home}audit/").content.decode()
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


# The audit log


def test_the_audit_log_shows_who_did_what(home: str, olu: Person) -> None:
    add_product(actor=olu.actor, name="Rudder")

    page = olu.browser.get(f"{home}audit/").content.decode()

    assert "1 thing was done in Acme" in page
    row = re.sub(r"\s+|<[^>]+>", " ", page.split("<tbody>")[1])
    assert "add product" in row
    assert f"product {Product.objects.get().pk}" in row


def test_the_audit_log_is_narrowed_by_its_address(
    home: str, olu: Person, ana: Person
) -> None:
    add_product(actor=olu.actor, name="Rudder")
    record(actor=ana.actor, verb="test.do", subject=Product(pk=1))
    browser = olu.browser

    def lines(query: str) -> list[str]:
        page = browser.get(f"{home}audit/?{query}").content.decode()
        shown = page.split('id="lines"')[1].split("</table>")[0]
        return re.findall(r'<th scope="row">([^<]+)<', shown)

    assert lines("") == ["do", "add product"]
    assert lines("verb=test.do") == ["do"]
    assert lines(f"person={olu.user.pk}") == ["add product"]
    assert lines("day=2001-01-01") == []
    assert browser.get(f"{home}audit/?day=yesterday").status_code == 422
    part = browser.get(f"{home}audit/?verb=test.do", headers={"hx-request": "true"})
    assert part.content.decode().strip().startswith('<div id="lines"')


@pytest.mark.parametrize("n", [1, 3])
def test_the_audit_log_takes_the_same_queries_for_any_number(
    home: str, olu: Person, n: int, django_assert_num_queries: object
) -> None:
    for number in range(n):
        record(actor=olu.actor, verb="test.do", subject=Product(pk=number))
    browser = olu.browser

    with django_assert_num_queries(9):
        page = browser.get(f"{home}audit/")

    lines = page.content.split(b'id="lines"')[1].split(b"</table>")[0]
    assert lines.count(b'<th scope="row">') == n


def test_the_audit_file_holds_no_formula(home: str, olu: Person) -> None:
    olu.user.name = "=HYPERLINK(1)"
    olu.user.save()
    add_product(actor=olu.actor, name="=1+1")

    answer = olu.browser.get(f"{home}audit.csv")

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text)))
    assert rows[0][:5] == ["line", "at", "person", "through", "what"]
    assert rows[1][2] == "'=HYPERLINK(1)"
    assert not [cell for row in rows for cell in row if cell.startswith("=")]


# Jobs


def test_a_job_is_shown_stopped_and_tried_again(home: str, olu: Person) -> None:
    found = start_job(actor=olu.actor, kind="test.count", args={})
    browser = olu.browser
    page = f"{home}jobs/{found.pk}/"

    assert "Count to three: waits for its turn" in browser.get(page).content.decode()
    assert browser.post(f"{page}cancel/")["Location"] == page
    assert "Count to three: stopped" in browser.get(page).content.decode()
    assert browser.post(f"{page}cancel/").status_code == 409
    assert browser.post(f"{page}retry/")["Location"] == page
    assert browser.post(f"{page}retry/").status_code == 409
    assert "1 job is at work" in browser.get(f"{home}jobs/").content.decode()


def test_a_running_job_tells_how_far_it_is_and_asks_again(
    home: str, olu: Person
) -> None:
    found = start_job(actor=olu.actor, kind="test.count", args={})
    Job.objects.update(
        state="running", done=20, total=80, message="Reading", seconds_left=150
    )
    page = f"{home}jobs/{found.pk}/"

    part = olu.browser.get(page, headers={"hx-request": "true"}).content.decode()

    assert part.strip().startswith('<div id="job"')
    assert 'hx-trigger="every 1s"' in part
    assert "20 of 80, 3 min left" in part
    Job.objects.update(state="failed", error="The file is gone.")
    part = olu.browser.get(page, headers={"hx-request": "true"}).content.decode()
    assert "The file is gone." in part
    assert "hx-trigger" not in part


@pytest.mark.parametrize("n", [1, 3])
def test_jobs_take_the_same_queries_for_any_number(
    home: str, olu: Person, n: int, django_assert_num_queries: object
) -> None:
    for _ in range(n):
        start_job(actor=olu.actor, kind="test.count", args={})
    browser = olu.browser

    with django_assert_num_queries(5):
        page = browser.get(f"{home}jobs/")

    assert page.content.count(b'class="cover"') == n


def test_jobs_are_narrowed_by_state(home: str, olu: Person) -> None:
    start_job(actor=olu.actor, kind="test.count", args={})
    browser = olu.browser

    done = browser.get(f"{home}jobs/?state=done").content.decode()
    assert "No jobs here" in done
    assert browser.get(f"{home}jobs/?state=odd").status_code == 422


def test_a_reader_sees_a_job_and_cannot_stop_it(
    home: str, olu: Person, ben: Person
) -> None:
    found = start_job(actor=olu.actor, kind="test.count", args={})

    page = ben.browser.get(f"{home}jobs/{found.pk}/")
    assert page.status_code == 200
    assert b"Stop the job" not in page.content
    assert ben.browser.post(f"{home}jobs/{found.pk}/cancel/").status_code == 403


# Saved views


def test_a_view_is_kept_from_a_list_and_forgotten(home: str, ben: Person) -> None:
    browser = ben.browser
    wanted = {
        "page": "accounts:jobs",
        "name": "Failed",
        "query": "state=failed&page=3",
    }

    answer = browser.post(f"{home}views/save/", wanted)

    assert answer["Location"] == f"{home}jobs/?state=failed"
    view = SavedView.objects.get()
    assert view.query == "state=failed"
    forgotten = browser.post(f"{home}views/{view.pk}/delete/")
    assert forgotten["Location"] == f"{home}jobs/"
    assert SavedView.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"page": "https://evil.example"},
        {"page": "accounts:nothing"},
        {"page": "accounts:job"},
        {"name": ""},
        {"name": "x" * 81},
    ],
)
def test_a_view_leads_to_lists_of_ours_only(
    home: str, ben: Person, wrong: dict[str, str]
) -> None:
    good = {"page": "accounts:jobs", "name": "Failed", "query": ""}

    answer = ben.browser.post(f"{home}views/save/", {**good, **wrong})

    assert answer.status_code == 422
    assert SavedView.objects.count() == 0


def test_a_view_of_another_person_cannot_be_forgotten(
    home: str, olu: Person, ben: Person
) -> None:
    view = save_view(actor=ben.actor, page="accounts:jobs", name="x", query="")

    assert olu.browser.post(f"{home}views/{view.pk}/delete/").status_code == 404


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
                workspace_id=workspace_id, user=user, role=Role.LEAD
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
        ("members", 6, b'id="role-', 1),
        ("products", 5, b'id="name-', 0),
        ("sessions", 6, b"/end/", 0),
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
