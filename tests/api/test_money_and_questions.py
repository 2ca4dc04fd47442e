"""What programs do with rates, questions of metrics, mails of briefings and ways."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from leadline.accounts.models import ExchangeRate, Job
from leadline.roadmap.actions import work_out_ways
from leadline.strategy import actions
from leadline.strategy.types import MetricSourceIn
from tests.api.program import Program, program
from tests.api.test_areas import done, items, make
from tests.conftest import Person
from tests.factories import make_metric
from tests.roadmap.test_ways import planned

pytestmark = pytest.mark.django_db
DOLLAR = {"base": "USD", "quote": "EUR", "value": "0.92", "on_date": "2026-11-20"}


@pytest.fixture
def sync(olu: Person) -> Program:
    return program(olu)


def test_rates_are_written_one_by_one_and_many_and_taken_away(sync: Program) -> None:
    kept = done(sync.post("rates", DOLLAR | {"source": "Finance"}))
    many = {
        "named": "ECB of 20 November",
        "rates": [
            DOLLAR | {"source": "ECB", "value": "0.93"},
            DOLLAR | {"source": "ECB", "base": "CHF"},
        ],
    }
    assert done(sync.post("rates/many", many)) == {
        "created": 1, "updated": 1, "unchanged": 0,
    }  # fmt: skip
    many["rates"][1]["value"] = "-1"
    refused = sync.post("rates/many", many)
    assert refused.status_code == 422, refused.content
    newest = {one["base"]: one["value"] for one in items(sync, "rates")}
    assert newest == {"USD": "0.93", "CHF": "0.92"}
    done(sync.ask("delete", f"rates/{kept['id']}"), 204)
    assert list(ExchangeRate.objects.values_list("base", flat=True)) == ["CHF"]


def test_a_question_is_tried_kept_switched_and_forgotten(
    sync: Program, olu: Person, tmp_path: Path, settings: Any
) -> None:
    settings.METRIC_FOLDERS = [str(tmp_path)]
    with sqlite3.connect(tmp_path / "shop.sqlite3") as base:
        base.execute("create table orders (day text primary key, n)")
        base.execute("insert into orders values ('2026-11-18', 4)")
    said = MetricSourceIn("Shop", "sqlite", str(tmp_path / "shop.sqlite3"))
    actions.add_metric_source(actor=olu.actor, source=said)
    metric = make_metric(olu.actor, "Orders", currency="", unit="orders")
    path = f"metrics/{metric.pk}/question"
    (source,) = items(sync, "metric-sources")
    assert "address" not in source
    question = {"source_id": source["id"], "sql": "select day, n from orders"}

    assert sync.get(path).status_code == 404
    assert done(sync.post(f"{path}/try", question))["new"] == 1
    assert sync.get(path).status_code == 404, "trying keeps nothing"
    done(sync.post(path, question))
    known = done(sync.get(path))
    assert (known["source"], known["sql"]) == ("Shop", question["sql"])
    late = sync.post(path, question | {"hours": 24}, if_match='"9"')
    assert late.status_code == 412
    done(sync.post(f"{path}/switch", {"on": False}))
    assert done(sync.get(path))["next_at"] is None
    done(sync.ask("delete", path), 204)
    assert sync.get(path).status_code == 404


def test_a_briefing_is_mailed_by_a_job_where_there_is_a_mail_server(
    sync: Program, settings: Any
) -> None:
    settings.OWN_ADDRESS = "https://leadline.example.com"
    draft = make(sync, "briefings", audience="sales")
    path = f"briefings/{draft['id']}"
    to = {"addresses": ["jonas@example.com"]}
    without = sync.post(f"{path}/send", to)
    assert (without.status_code, Job.objects.count()) == (409, 0)

    settings.EMAIL_HOST = "localhost"
    refused = sync.post(f"{path}/send", {"addresses": ["no address"]})
    assert (refused.status_code, Job.objects.count()) == (422, 0)
    assert done(sync.post(f"{path}/send", to))["state"] == "sending"
    job = Job.objects.get()
    assert job.args["base"].startswith("https://leadline.example.com/w/")
    again = sync.post(f"{path}/send-again", None)
    assert again.status_code in (200, 409)


def test_one_of_the_ways_becomes_a_draft(sync: Program, olu: Person) -> None:
    plan = planned(olu)
    work_out_ways(actor=olu.actor, plan_id=plan.pk, time_limit=20)
    path = f"plans/{plan.pk}/ways"
    ways = done(sync.get(path))
    at = next(row["at"] for row in ways["rows"] if row["at"] is not None)

    made = done(sync.post(path, {"at": at, "reason": "Petra asked for profit"}))

    assert done(sync.get(f"plans/{made['id']}"))["reason"] == "Petra asked for profit"
    gone = sync.post(path, {"at": 99, "reason": "None such"})
    assert gone.status_code == 409
