"""Machines that look after Leadline learn what they need; strangers learn one word."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from leadline.accounts.actions import start_job
from leadline.accounts.models import Job
from leadline.evidence import actions as evidence
from leadline.evidence.types import FeedbackIn
from leadline.web.front import health
from tests.conftest import Person

pytestmark = pytest.mark.django_db
TOKEN = "a-token-that-nobody-guesses"
CHECKS = {"database", "migrations", "worker", "disk"}


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """A data folder in which a worker has just shown itself."""
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "worker-one.lock").touch()
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def watched(folder: Path, settings: Any) -> Client:
    """A browser that the operator named by a token."""
    settings.METRICS_TOKEN = TOKEN
    return Client(headers={"authorization": f"Bearer {TOKEN}"})


def sign(folder: Path, seconds_ago: float) -> None:
    at = time.time() - seconds_ago
    os.utime(folder / "run" / "worker-one.lock", (at, at))


def figures(browser: Client) -> dict[tuple[str, tuple[str, ...]], float]:
    """Return each figure of ``/metrics`` by its name and labels."""
    text = browser.get("/metrics").text
    return {
        (one.name, tuple(value for _, value in sorted(one.labels.items()))): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }


def test_a_process_that_lives_says_so_without_the_database(
    django_assert_num_queries: Any,
) -> None:
    with django_assert_num_queries(0):
        answer = Client().get("/healthz", headers={"host": "10.1.2.3:8000"})

    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert answer["Cache-Control"] == "no-store"


def test_it_is_ready_with_database_tables_worker_and_room(folder: Path) -> None:
    answer = Client().get("/readyz", headers={"host": "any.name.of.a.pod"})

    assert (answer.status_code, answer.text) == (200, "ready\n")


@pytest.mark.parametrize(("silent", "status"), [(58, 200), (62, 503)])
def test_a_worker_has_to_show_itself_within_a_minute(
    folder: Path, silent: float, status: int
) -> None:
    sign(folder, silent)

    assert Client().get("/readyz").status_code == status


@pytest.mark.parametrize(
    ("look", "wrong"),
    [
        ("database_answers", {"database", "migrations"}),
        ("no_migration_waits", {"migrations"}),
        ("worker_is_seen", {"worker"}),
        ("disk_has_room", {"disk"}),
    ],
)
def test_what_is_wrong_is_told_to_whom_the_operator_named_alone(
    watched: Client, monkeypatch: Any, look: str, wrong: set[str]
) -> None:
    monkeypatch.setattr(health, look, lambda: False)

    told, stranger = watched.get("/readyz"), Client().get("/readyz")

    assert told.status_code == stranger.status_code == 503
    assert stranger.text == "not ready\n"
    assert {name for name in CHECKS if not told.json()[name]} == wrong
    assert told.json()["ready"] is False


def test_a_database_that_does_not_answer_is_no_fault_of_the_page(
    folder: Path, monkeypatch: Any
) -> None:
    def refuse() -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(health.connection, "cursor", refuse)

    assert not health.database_answers()


def test_migrations_that_have_run_are_not_read_again(folder: Path) -> None:
    from django.db import connection

    browser = Client()
    browser.get("/readyz")
    with CaptureQueriesContext(connection) as asked:
        browser.get("/readyz")

    assert len(asked) == 1


def test_figures_are_no_page_where_nobody_is_named(olu: Person, folder: Path) -> None:
    for browser in (olu.browser, Client()):
        assert browser.get("/metrics").status_code == 404


def test_only_whom_the_operator_named_sees_figures(
    olu: Person, ben: Person, cleo: Person, watched: Client
) -> None:
    wrong = Client(headers={"authorization": "Bearer a-token-that-somebody-guessed"})

    assert watched.get("/metrics").status_code == 200
    for browser in (olu.browser, ben.browser, cleo.browser, Client(), wrong):
        assert browser.get("/metrics").status_code == 404


@pytest.mark.parametrize(
    ("peer", "headers", "status"),
    [
        ("10.0.0.7", {}, 200),
        ("10.0.1.7", {}, 404),
        # Somebody behind a proxy that nobody named would have its address.
        ("10.0.0.7", {"x-forwarded-for": "203.0.113.9"}, 404),
        ("10.0.0.7", {"forwarded": "for=203.0.113.9"}, 404),
        ("192.0.2.1", {"x-forwarded-for": "10.0.0.7"}, 200),
        ("192.0.2.1", {"x-forwarded-for": "203.0.113.9"}, 404),
        ("192.0.2.1", {"x-forwarded-for": "10.0.0.7, 203.0.113.9"}, 404),
    ],
)
def test_an_address_counts_as_the_proxies_that_are_named_say_it(
    folder: Path, settings: Any, peer: str, headers: dict[str, str], status: int
) -> None:
    settings.METRICS_FROM = [ip_network("10.0.0.0/24")]
    settings.PROXIES = [ip_network("192.0.2.1")]

    answer = Client(REMOTE_ADDR=peer).get("/metrics", headers=headers)

    assert answer.status_code == status


def test_pages_of_health_take_no_words(folder: Path) -> None:
    for path in ("/healthz", "/readyz", "/metrics"):
        assert Client(enforce_csrf_checks=True).post(path).status_code == 405


def test_figures_tell_how_requests_jobs_and_workers_are(
    olu: Person, watched: Client
) -> None:
    start_job(actor=olu.actor, kind="evidence.place_feedback", args={})
    Job.objects.update(created_at=timezone.now() - timedelta(minutes=5))
    watched.get("/sign-in/")
    watched.get("/no/such/page/")

    told = figures(watched)

    assert told["leadline_jobs", ("evidence.place_feedback", "queued")] == 1
    assert 299 < told["leadline_job_waits_seconds", ()] < 600
    assert told["leadline_request_seconds_count", ("outside", "GET", "2xx")] >= 1
    assert told["leadline_request_seconds_count", ("nowhere", "GET", "4xx")] >= 1
    assert told["leadline_worker_silent_seconds", ()] < 600
    assert told["leadline_disk_free_bytes", ()] > 0
    kinds = ("calendar", "channel", "mail", "metric", "way_in", "webhook")
    assert [told["leadline_failing", (kind,)] for kind in kinds] == [0] * 6


def test_figures_hold_no_word_and_no_key(olu: Person, watched: Client) -> None:
    evidence.record_feedback(
        actor=olu.actor, piece=FeedbackIn("Quagga is slow"), now=timezone.now()
    )
    watched.get("/sign-in/a-key-of-a-link/")
    watched.get(f"/w/{olu.actor.workspace_id}/search/?q=quagga")

    text = watched.get("/metrics").text.lower()

    for word in ("quagga", "a-key-of-a-link", "acme", "olu@example.com", "/w/"):
        assert word not in text


def test_nothing_is_measured_where_nobody_wants_it(folder: Path) -> None:
    from leadline.web.front.measured import MeasuredMiddleware

    browser = Client()
    browser.get("/sign-in/")

    here = browser.handler._middleware_chain
    names = []
    while here is not None:
        names.append(type(here).__name__)
        here = getattr(here, "get_response", None)
    assert MeasuredMiddleware.__name__ not in names
