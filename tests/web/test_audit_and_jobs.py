"""The audit log, jobs and saved views, as a browser meets them."""

from __future__ import annotations

import csv
import re
from io import StringIO

import pytest

from leadline.accounts.actions import (
    add_product,
    record,
    save_view,
    start_job,
)
from leadline.accounts.models import (
    Job,
    Product,
    SavedView,
)
from leadline.accounts.types import Verb
from leadline.evidence.actions import create_need
from leadline.foundation.jobs import job
from tests.conftest import Person
from tests.factories import NOW


@job("test.count", title="Count to three")
def count(*, actor: object, progress: object) -> dict[str, object]:
    return {}


@pytest.fixture
def home(olu: Person) -> str:
    return f"/w/{olu.actor.workspace_id}/settings/"


def test_the_audit_log_shows_who_did_what(home: str, olu: Person) -> None:
    add_product(actor=olu.actor, name="Rudder")

    page = olu.browser.get(f"{home}audit/").content.decode()

    assert "1 thing was done in Acme" in page
    row = re.sub(r"\s+|<[^>]+>", " ", page.split("<tbody>")[1])
    assert "Added a product" in row
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

    assert lines("") == ["Do", "Added a product"]
    assert lines("verb=test.do") == ["Do"]
    assert lines(f"person={olu.user.pk}") == ["Added a product"]
    assert lines("day=2001-01-01") == []
    assert browser.get(f"{home}audit/?day=yesterday").status_code == 422
    part = browser.get(f"{home}audit/?verb=test.do", headers={"hx-request": "true"})
    assert part.content.decode().strip().startswith('<div id="lines"')


def test_the_audit_log_names_the_record_and_leads_to_it(
    home: str, olu: Person, ana: Person
) -> None:
    need = create_need(actor=ana.actor, statement="Swap a shift", now=NOW)

    page = olu.browser.get(f"{home}audit/").content.decode()

    assert "Added a need" in page
    assert f'/talk/need/{need.id}/page/">Swap a shift</a>' in re.sub(r"\s+", " ", page)


def test_each_verb_says_in_words_what_was_done() -> None:
    said = [verb.words for verb in Verb]
    assert all(re.fullmatch(r"[a-z][a-z -]+", words) for words in said)
    assert sorted(said) == sorted(set(said))


@pytest.mark.parametrize("n", [1, 3])
def test_the_audit_log_takes_the_same_queries_for_any_number(
    home: str, olu: Person, n: int, django_assert_num_queries: object
) -> None:
    for number in range(n):
        record(actor=olu.actor, verb="test.do", subject=Product(pk=number))
    browser = olu.browser

    with django_assert_num_queries(10):
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

    with django_assert_num_queries(9):  # two count, one finds the last backup
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
