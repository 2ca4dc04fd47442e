"""Pages of metrics that fill themselves."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.accounts.models import Job
from leadline.strategy.models import MetricQuery, MetricSource, Reading
from tests.conftest import Person
from tests.factories import make_metric


@pytest.fixture
def shop(tmp_path: Path, settings: object) -> str:
    settings.METRIC_FOLDERS = [str(tmp_path)]
    path = tmp_path / "shop.sqlite3"
    with sqlite3.connect(path) as base:
        base.execute("create table orders (day text, n integer)")
        base.execute("insert into orders values ('2026-11-18', 1234)")
    return str(path)


def test_an_owner_adds_a_source_tries_a_question_and_keeps_it(
    olu: Person, shop: str
) -> None:
    metric = make_metric(olu.actor, "Orders", currency="", unit="orders")
    area = f"/w/{olu.actor.workspace_id}/strategy/metrics"
    browser = olu.browser
    said = {"name": "Shop", "kind": "sqlite", "address": "/etc/passwd"}
    refused = browser.post(f"{area}/sources/new/", said)
    assert refused.status_code == 422
    assert "no such file in the folders" in refused.content.decode()
    browser.post(f"{area}/sources/new/", said | {"address": shop})
    source = MetricSource.objects.get()

    question = {"source_id": source.pk, "sql": "select day, n from orders", "hours": 24}
    tried = browser.post(f"{area}/{metric.pk}/question/", question | {"do": "try"})
    page = tried.content.decode()
    assert (tried.status_code, "1,234 orders" in page) == (200, True)
    assert "Nothing is" in page
    assert not Reading.objects.exists()
    assert not MetricQuery.objects.exists()

    kept = browser.post(f"{area}/{metric.pk}/question/", question | {"do": "keep"})
    assert kept.status_code == 302
    assert Job.objects.get().kind == "strategy.ask_for_readings"
    page = browser.get(f"{area}/{metric.pk}/").content.decode()
    assert "Every day from Shop" in page
    assert page.count("Switch off") == 1


def test_a_question_that_cannot_be_answered_is_kept_in_the_form(
    olu: Person, shop: str
) -> None:
    metric = make_metric(olu.actor)
    area = f"/w/{olu.actor.workspace_id}/strategy/metrics"
    said = {"name": "Shop", "kind": "sqlite", "address": shop}
    olu.browser.post(f"{area}/sources/new/", said)
    question = {
        "source_id": MetricSource.objects.get().pk, "hours": 24, "do": "try",
        "sql": "select nope from orders",
    }  # fmt: skip
    answer = olu.browser.post(f"{area}/{metric.pk}/question/", question)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "does not understand it: no such column: nope" in page
    assert "select nope from orders</textarea>" in page


def test_what_went_wrong_stands_on_the_metric_and_its_question_does_not(
    olu: Person, ben: Person, shop: str
) -> None:
    metric = make_metric(olu.actor)
    area = f"/w/{olu.actor.workspace_id}/strategy/metrics"
    said = {"name": "Shop", "kind": "sqlite", "address": shop}
    olu.browser.post(f"{area}/sources/new/", said)
    question = {
        "source_id": MetricSource.objects.get().pk,
        "sql": "select 5",
        "hours": 1,
    }
    olu.browser.post(f"{area}/{metric.pk}/question/", question | {"do": "keep"})
    MetricQuery.objects.update(fault="The file is gone.", failures=8, next_at=None)

    page = ben.browser.get(f"{area}/{metric.pk}/").content.decode()
    assert "The file is gone." in page
    assert "It is off after 8 failures in a row" in " ".join(page.split())
    assert "select 5" not in page
    assert shop not in page
    assert "Switch on" not in page
    assert "Switch on" in olu.browser.get(f"{area}/{metric.pk}/").content.decode()


@pytest.mark.parametrize("n", [1, 3])
def test_sources_take_the_same_queries_for_any_number(
    olu: Person, shop: str, n: int
) -> None:
    area = f"/w/{olu.actor.workspace_id}/strategy/metrics"
    browser = olu.browser
    for at in range(n):
        said = {"name": f"Shop {at}", "kind": "sqlite", "address": shop}
        browser.post(f"{area}/sources/new/", said)
    browser.get(f"{area}/sources/")
    with CaptureQueriesContext(connection) as made:
        page = browser.get(f"{area}/sources/")
    assert page.content.count(b"nothing yet") == n
    of_metrics = [q for q in made if "metric" in q["sql"]]
    assert len([q for q in of_metrics if "conversation_note" not in q["sql"]]) == 2
