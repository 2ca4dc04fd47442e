"""The frame of every page: who sees what, what failures look like, receipts."""

from __future__ import annotations

import gzip
import re

import pytest
from django.test import Client
from django.urls import reverse

from leadline.accounts.models import Job
from leadline.accounts.types import JobState
from tests.conftest import Person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.frame_urls")]


def at(person: Person, path: str) -> str:
    return f"/w/{person.actor.workspace_id}/frame/{path}"


@pytest.mark.parametrize(
    ("kind", "status", "sentence"),
    [
        ("not_found", 404, "There is no such need."),
        ("not_allowed", 403, "As a reader you cannot do this."),
        ("invalid", 422, "That filter cannot be read."),
        ("conflict", 409, "Ben renamed this need a minute ago."),
    ],
)
def test_an_expected_failure_says_what_happened_inside_the_frame(
    ana: Person, kind: str, status: int, sentence: str
) -> None:
    page = ana.browser.get(at(ana, f"fail/{kind}/"))

    text = page.content.decode()
    assert page.status_code == status
    assert sentence in text
    assert 'aria-label="Main"' in text
    assert re.search(r"<dd>[0-9A-F]{4}-[0-9A-F]{4}</dd>", text)


def test_a_failure_of_an_htmx_request_is_a_notice_for_the_region_of_notices(
    ana: Person,
) -> None:
    page = ana.browser.get(at(ana, "fail/conflict/"), headers={"HX-Request": "true"})

    assert page.status_code == 409
    assert page.content.decode().lstrip().startswith('<div class="notice notice-bad">')
    assert (page["HX-Retarget"], page["HX-Reswap"]) == ("#notices", "innerHTML")


def test_a_fault_of_ours_gives_a_number_and_hides_what_broke() -> None:
    page = Client(raise_request_exception=False).get("/fault/")

    assert page.status_code == 500
    text = page.content.decode()
    assert "The line parted." in text
    assert "a fault of ours" not in text
    assert re.search(r"<dd>[0-9A-F]{4}-[0-9A-F]{4}</dd>", text)


def test_an_address_that_leads_nowhere_is_a_page_with_a_way_out() -> None:
    page = Client().get("/nowhere/")

    assert page.status_code == 404
    assert "The line found no bottom here." in page.content.decode()


def test_a_form_without_its_token_is_told_to_load_the_page_again(ana: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana.user, "django.contrib.auth.backends.ModelBackend")

    page = client.post(at(ana, "receipt/"))

    assert page.status_code == 403
    assert "The form had been open too long." in page.content.decode()


def test_a_stranger_does_not_learn_that_a_workspace_exists(
    ana: Person, cleo: Person
) -> None:
    there = cleo.browser.get(at(ana, "page/"))
    nowhere = cleo.browser.get("/w/999999/frame/page/")

    def without_number(page: bytes) -> str:
        return re.sub(r"[0-9A-F]{4}-[0-9A-F]{4}|token.*?>", "", page.decode())

    assert there.status_code == nowhere.status_code == 404
    assert len(without_number(there.content)) == len(without_number(nowhere.content))


def test_somebody_who_is_not_signed_in_is_sent_to_sign_in(ana: Person) -> None:
    page = Client().get(at(ana, "page/"))

    assert page.status_code == 302
    assert page["Location"].startswith("/sign-in/?next=/w/")


def test_the_navigation_has_no_entry_that_leads_nowhere(ana: Person) -> None:
    text = ana.browser.get(at(ana, "fail/invalid/")).content.decode()
    side = re.search(r'<nav class="nav" aria-label="Main">(.*?)</nav>', text, re.S)
    assert side

    links = re.findall(r'href="([^"]+)"', side[1])

    assert links
    for link in links:
        assert ana.browser.get(link).status_code == 200, link


def test_the_page_shows_who_is_here_and_in_which_workspace(ana: Person) -> None:
    text = ana.browser.get(at(ana, "fail/invalid/")).content.decode()

    assert "<b>ana</b>" in text
    assert "Acme" in text


@pytest.mark.parametrize(
    ("theme", "marked"),
    [
        ("system", ""),
        ("dark", ' data-theme="dark"'),
        ("light", ' data-theme="light"'),
    ],
)
def test_the_theme_is_the_one_the_person_set(
    ana: Person, theme: str, marked: str
) -> None:
    ana.user.theme = theme
    ana.user.save()

    text = ana.browser.get(at(ana, "fail/invalid/")).content.decode()

    assert f'<html lang="en"{marked}>' in text


def test_a_receipt_shows_once_with_a_form_that_undoes(ana: Person) -> None:
    browser = ana.browser
    assert browser.get(at(ana, "receipt/"))["Location"] == at(ana, "there/")

    there = at(ana, "fail/invalid/")
    first, second = (browser.get(there).content.decode() for _ in "12")

    receipt = re.compile(r'<li class="toast" data-toast>(.*?)</li>', re.S)
    (found,) = receipt.findall(first)
    assert "Need merged." in found
    assert '<form method="post" action="/undo/"' in found
    assert receipt.findall(second) == []


def test_a_receipt_travels_with_the_part_that_htmx_asks_for(ana: Person) -> None:
    browser = ana.browser
    browser.get(at(ana, "receipt/"))

    part = browser.get(at(ana, "page/"), headers={"HX-Request": "true"})

    assert b'hx-swap-oob="beforeend:#toasts"' in part.content
    assert "HX-Request" in part["Vary"]


def test_htmx_is_sent_on_by_a_header(ana: Person) -> None:
    page = ana.browser.post(at(ana, "receipt/"), headers={"HX-Request": "true"})

    assert (page.status_code, page["HX-Redirect"]) == (
        200,
        f"/w/{ana.actor.workspace_id}/frame/there/",
    )


def test_no_page_allows_a_script_or_a_style_of_another_origin(ana: Person) -> None:
    page = ana.browser.get(reverse("gallery"))

    policy = page["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert b"style=" not in page.content
    assert not re.search(rb"<script(?![^>]*\bsrc=)(?![^>]*json)", page.content)


def test_the_theme_changes_for_the_person_and_leads_back(ana: Person) -> None:
    here = f"http://testserver{at(ana, 'page/')}"
    address = f"/w/{ana.actor.workspace_id}/theme/"

    page = ana.browser.post(address, {"theme": "dark"}, headers={"Referer": here})

    ana.user.refresh_from_db()
    assert (page["Location"], ana.user.theme) == (here, "dark")


@pytest.mark.parametrize("back", ["http://elsewhere.example/", ""])
def test_the_theme_never_leads_to_another_site(ana: Person, back: str) -> None:
    address = f"/w/{ana.actor.workspace_id}/theme/"

    page = ana.browser.post(address, {"theme": "light"}, headers={"Referer": back})

    assert page["Location"] == "/"


def test_a_theme_that_does_not_exist_is_refused(ana: Person) -> None:
    page = ana.browser.post(f"/w/{ana.actor.workspace_id}/theme/", {"theme": "sepia"})

    assert page.status_code == 422


def test_the_progress_of_a_job_is_asked_for_until_it_ends(
    ana: Person, ben: Person, cleo: Person
) -> None:
    job = Job.objects.create(
        workspace_id=ana.actor.workspace_id,
        user=ana.user,
        kind="evidence.group_feedback",
        state=JobState.RUNNING,
        done=212,
        total=312,
        message="interviews-oct.xlsx",
    )
    address = f"/w/{ana.actor.workspace_id}/progress/{job.pk}/"
    by_htmx = {"HX-Request": "true"}

    running = ana.browser.get(address, headers=by_htmx)
    job.state = JobState.DONE
    job.save()
    ended = ana.browser.get(address, headers=by_htmx)

    assert "212 of 312" in running.content.decode()
    assert f'hx-get="{address}"' in running.content.decode()
    assert ended["HX-Refresh"] == "true"
    assert ben.browser.get(address).status_code == 302
    assert cleo.browser.get(address, headers=by_htmx).status_code == 404


def test_a_page_is_sent_packed_to_a_browser_that_unpacks(ana: Person) -> None:
    page = ana.browser.get(at(ana, "there/"), headers={"Accept-Encoding": "gzip"})

    assert page["Content-Encoding"] == "gzip"
    assert b"You are there." in gzip.decompress(page.content)
