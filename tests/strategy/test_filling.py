"""Metrics that fill themselves: sources, questions, failures, and what stays."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from leadline.accounts.models import Event, Job, Membership
from leadline.accounts.types import Role
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from leadline.foundation.lockbox import lock, unlock
from leadline.strategy import actions, jobs, queries
from leadline.strategy.actions import filling
from leadline.strategy.models import Metric, MetricQuery, MetricSource, Reading
from leadline.strategy.types import (
    OFF_AFTER,
    FilledRow,
    MetricQueryIn,
    MetricSourceIn,
)
from tests.conftest import Person
from tests.factories import make_metric, make_reading

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
DAY = NOW.date()
SERVER = "postgresql://reader@db.example.com:5432/shop?sslmode=require"
ALL = "select day, n from orders"


class Silent:
    """Progress nobody looks at."""

    started_at = NOW

    def step(self, done: int, total: int, message: str = "") -> None:
        """Do nothing."""


@pytest.fixture
def shop(tmp_path: Path, settings: object) -> Path:
    path = tmp_path / "shop.sqlite3"
    settings.METRIC_FOLDERS = [str(tmp_path)]
    write(path, ("2026-11-18", 4), ("2026-11-19", 9))
    return path


def write(path: Path, *orders: tuple[str, int]) -> None:
    with sqlite3.connect(path) as base:
        base.execute("create table if not exists orders (day text primary key, n)")
        base.executemany("insert or replace into orders values (?, ?)", orders)


def add(who: Person, path: Path, name: str = "Shop") -> int:
    said = MetricSourceIn(name, "sqlite", str(path))
    return actions.add_metric_source(actor=who.actor, source=said).id


@pytest.fixture
def filled(olu: Person, ana: Person, shop: Path) -> Metric:
    """A metric of Ana's that is asked every day."""
    metric = make_metric(ana.actor, "Orders", currency="", unit="orders")
    said = MetricQueryIn(add(olu, shop), ALL)
    actions.save_metric_query(actor=ana.actor, metric_id=metric.pk, query=said, now=NOW)
    return metric


def fill(who: Person, metric: Metric, now: datetime = NOW) -> dict[str, object]:
    return jobs.ask_for_readings(
        actor=who.actor, progress=Silent(), metric_id=metric.pk
    )


def values(metric: Metric) -> list[tuple[date, Decimal, bool]]:
    found = Reading.objects.filter(metric=metric).order_by("on_date")
    return [(r.on_date, r.value, r.is_asked) for r in found]


def test_an_answer_becomes_readings_that_name_their_source(
    ana: Person, filled: Metric, shop: Path
) -> None:
    assert fill(ana, filled) == {"new": 2, "changed": 0}

    latest = queries.metric_page(actor=ana.actor, metric_id=filled.pk).latest
    assert latest is not None
    assert (latest.on_date, latest.value, latest.source) == (
        date(2026, 11, 19), Decimal(9), "Shop, asked by SQL",
    )  # fmt: skip
    write(shop, ("2026-11-19", 10))
    assert fill(ana, filled) == {"new": 0, "changed": 1}
    assert fill(ana, filled) == {"new": 0, "changed": 0}


def test_what_a_person_wrote_stays_whatever_is_asked(
    ana: Person, filled: Metric, shop: Path
) -> None:
    fill(ana, filled)
    make_reading(ana.actor, filled, date(2026, 11, 19), 7)
    write(shop, ("2026-11-18", 5), ("2026-11-19", 11))

    assert fill(ana, filled) == {"new": 0, "changed": 1}
    assert values(filled) == [
        (date(2026, 11, 18), Decimal(5), True),
        (date(2026, 11, 19), Decimal(7), False),
    ]


def test_a_trial_says_what_it_would_write_and_writes_nothing(
    ana: Person, filled: Metric, olu: Person, shop: Path
) -> None:
    make_reading(ana.actor, filled, date(2026, 11, 19), 7)
    said = MetricQueryIn(
        MetricSource.objects.get().pk, f"{ALL} union select '2026-11-20', null"
    )

    tried = actions.try_metric_query(
        actor=ana.actor, metric_id=filled.pk, query=said, day=DAY
    )

    assert tried.rows == (
        FilledRow(date(2026, 11, 19), Decimal(9), Decimal(7), True),
        FilledRow(date(2026, 11, 18), Decimal(4), None, False),
    )
    assert (tried.new, tried.changed, tried.kept, tried.passed_over) == (1, 0, 1, 1)
    assert Reading.objects.filter(metric=filled).count() == 1
    assert Event.objects.latest("pk").verb == "strategy.try_metric_query"


def test_one_number_is_the_reading_of_the_day_it_is_asked(
    ana: Person, filled: Metric
) -> None:
    source = MetricSource.objects.get().pk
    said = MetricQueryIn(source, "select count(*) from orders")

    tried = actions.try_metric_query(
        actor=ana.actor, metric_id=filled.pk, query=said, day=DAY
    )
    assert tried.rows == (FilledRow(DAY, Decimal(2), None, False),)


def test_what_fails_keeps_the_readings_and_waits_longer_until_it_is_off(
    ana: Person, filled: Metric, shop: Path
) -> None:
    fill(ana, filled)
    shop.unlink()
    query = MetricQuery.objects.get()
    waits = []
    for _ in range(OFF_AFTER - 1):
        actions.note_query_failure(
            actor=ana.actor, metric_id=filled.pk, why="It is gone.", now=NOW
        )
        query.refresh_from_db()
        assert query.next_at is not None
        waits.append((query.next_at - NOW).days)
    assert waits == [1, 2, 4, 7, 7, 7, 7]

    assert fill(ana, filled) == {"new": 0}
    row = queries.query_of(actor=ana.actor, metric_id=filled.pk)
    assert row is not None
    assert (row.is_off, row.gave_up, row.failures) == (True, True, OFF_AFTER)
    assert "no such file" in row.fault
    assert len(values(filled)) == 2

    actions.switch_metric_query(actor=ana.actor, metric_id=filled.pk, on=True, now=NOW)
    row = queries.query_of(actor=ana.actor, metric_id=filled.pk)
    assert row is not None
    assert (row.next_at, row.failures, row.fault) == (NOW, 0, "")


def test_a_busy_machine_is_no_fault_of_a_question(
    ana: Person, filled: Metric, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise Conflict("Too busy; try again.")

    fill(ana, filled)
    actions.note_query_failure(
        actor=ana.actor, metric_id=filled.pk, why="Away.", now=NOW
    )
    monkeypatch.setattr(filling, "ask", busy)
    assert fill(ana, filled) == {"new": 0}

    query = MetricQuery.objects.get()
    assert (query.failures, query.fault) == (1, "Too busy; try again.")
    assert query.next_at is not None
    assert query.next_at - jobs.clock() < timedelta(minutes=11)
    assert len(values(filled)) == 2  # nothing is lost


def test_an_answer_ends_a_row_of_failures(ana: Person, filled: Metric) -> None:
    actions.note_query_failure(
        actor=ana.actor, metric_id=filled.pk, why="Away.", now=NOW
    )
    fill(ana, filled)

    query = MetricQuery.objects.get()
    assert (query.failures, query.fault) == (0, "")
    assert query.next_at is not None
    assert query.read_at is not None
    assert query.next_at - query.read_at == timedelta(days=1)


def test_a_question_is_asked_when_it_falls_due_and_once(
    olu: Person, ana: Person, filled: Metric
) -> None:
    jobs.ask_what_is_due(NOW - timedelta(seconds=1))
    assert not Job.objects.filter(kind=jobs.FILL).exists()
    jobs.ask_what_is_due(NOW)
    jobs.ask_what_is_due(NOW)

    (job,) = Job.objects.filter(kind=jobs.FILL)
    assert (job.user_id, job.args) == (ana.user.pk, {"metric_id": filled.pk})


def test_a_question_of_somebody_who_may_not_ask_any_more_is_off(
    olu: Person, ana: Person, filled: Metric
) -> None:
    Membership.objects.filter(user=ana.user).update(role=Role.CONTRIBUTOR)
    jobs.ask_what_is_due(NOW)

    assert not Job.objects.filter(kind=jobs.FILL).exists()
    row = queries.query_of(actor=olu.actor, metric_id=filled.pk)
    assert row is not None
    assert row.is_off
    assert "may not ask it any more" in row.fault


def test_a_question_that_was_changed_meanwhile_writes_nothing(
    ana: Person, filled: Metric, monkeypatch: pytest.MonkeyPatch
) -> None:
    from leadline.foundation.sql import Answer
    from leadline.strategy.actions import filling

    def changed_meanwhile(*_: object) -> Answer:
        MetricQuery.objects.update(version=9)
        return Answer(((DAY, Decimal(1)),))

    monkeypatch.setattr(filling, "ask", changed_meanwhile)
    assert fill(ana, filled) == {"new": 0}
    assert values(filled) == []


def test_a_question_taken_away_leaves_its_readings_to_the_next(
    ana: Person, filled: Metric, shop: Path
) -> None:
    fill(ana, filled)
    source = MetricSource.objects.get().pk
    actions.remove_metric_query(actor=ana.actor, metric_id=filled.pk)
    assert fill(ana, filled) == {"new": 0}
    assert len(values(filled)) == 2

    write(shop, ("2026-11-18", 6))
    actions.save_metric_query(
        actor=ana.actor, metric_id=filled.pk, query=MetricQueryIn(source, ALL), now=NOW
    )
    assert fill(ana, filled) == {"new": 0, "changed": 1}


def test_a_password_is_locked_and_stands_nowhere_else(olu: Person) -> None:
    said = MetricSourceIn("Shop", "postgresql", SERVER, "zebra-word")
    actions.add_metric_source(actor=olu.actor, source=said)

    row = MetricSource.objects.get()
    assert unlock(row.password) == "zebra-word"
    assert "zebra" not in row.password
    assert "zebra" not in repr(said)
    assert not [e for e in Event.objects.all() if "zebra" in str(e.detail)]
    (shown,) = queries.list_metric_sources(actor=olu.actor)
    assert (shown.has_password, "zebra" in repr(shown)) == (True, False)


def test_another_address_needs_its_password_anew(olu: Person) -> None:
    said = MetricSourceIn("Shop", "postgresql", SERVER, "zebra-word")
    made = actions.add_metric_source(actor=olu.actor, source=said)

    def change(address: str) -> str:
        anew = MetricSourceIn("Store", "postgresql", address)
        actions.change_metric_source(actor=olu.actor, source_id=made.id, source=anew)
        return unlock(MetricSource.objects.get().password)

    assert change(SERVER) == "zebra-word"
    assert change(SERVER.replace("db.", "evil.")) == ""


def test_what_another_key_locked_is_asked_for_again(settings: object) -> None:
    locked = lock("zebra")
    settings.SECRET_KEY = "another one"
    with pytest.raises(Invalid, match="Give the password again"):
        unlock(locked)
    assert unlock(lock("")) == ""


def test_a_source_is_forgotten_only_when_nothing_is_filled_by_it(
    olu: Person, ana: Person, filled: Metric
) -> None:
    source = MetricSource.objects.get().pk
    with pytest.raises(Conflict, match="Orders"):
        actions.remove_metric_source(actor=olu.actor, source_id=source)
    with pytest.raises(Conflict, match="“shop” already"):
        add(olu, Path(MetricSource.objects.get().address), "shop")
    actions.remove_metric_query(actor=ana.actor, metric_id=filled.pk)
    actions.remove_metric_source(actor=olu.actor, source_id=source)
    assert not MetricSource.objects.exists()


def test_who_saved_first_is_not_overwritten(
    olu: Person, ana: Person, filled: Metric
) -> None:
    source = MetricSource.objects.get()
    said = MetricQueryIn(source.pk, "select 1", 1)

    def save() -> None:
        actions.save_metric_query(
            actor=olu.actor, metric_id=filled.pk, query=said, now=NOW, seen=1
        )

    save()
    with pytest.raises(Stale):
        save()


@pytest.mark.parametrize(
    "said", [{"hours": 7}, {"sql": ""}, {"source_id": 999_999}], ids=str
)
def test_a_question_has_a_source_a_rhythm_and_words(
    ana: Person, filled: Metric, said: dict[str, object]
) -> None:
    whole = {"source_id": MetricSource.objects.get().pk, "sql": "select 1"} | said
    with pytest.raises((Invalid, NotFound)):
        actions.save_metric_query(
            actor=ana.actor, metric_id=filled.pk, query=MetricQueryIn(**whole), now=NOW
        )


def test_sources_are_for_owners_and_questions_for_leads(
    olu: Person, ana: Person, ben: Person, cleo: Person, filled: Metric
) -> None:
    source = MetricSource.objects.get().pk
    query = MetricQueryIn(source, "select 1")
    said = MetricSourceIn("X", "postgresql", SERVER)
    of_metric = {"metric_id": filled.pk}
    for person, failure in ((ben, NotAllowed), (cleo, NotFound)):
        for call in (
            lambda a: actions.try_metric_query(
                actor=a, query=query, day=DAY, **of_metric
            ),
            lambda a: actions.save_metric_query(
                actor=a, query=query, now=NOW, **of_metric
            ),
            lambda a: actions.switch_metric_query(
                actor=a, on=True, now=NOW, **of_metric
            ),
            lambda a: actions.remove_metric_query(actor=a, **of_metric),
            lambda a: actions.fill_metric(actor=a, now=NOW, day=DAY, **of_metric),
            lambda a: actions.remove_metric_source(actor=a, source_id=source),
            lambda a: actions.change_metric_source(
                actor=a, source_id=source, source=said
            ),
        ):
            with pytest.raises(failure):
                call(person.actor)
    for call in (
        lambda: actions.add_metric_source(actor=ana.actor, source=said),
        lambda: actions.remove_metric_source(actor=ana.actor, source_id=source),
    ):
        with pytest.raises(NotAllowed):
            call()
    assert queries.list_metric_sources(actor=ana.actor)[0].address == ""
    assert queries.query_of(actor=cleo.actor, metric_id=filled.pk) is None
    seen = queries.query_of(actor=ben.actor, metric_id=filled.pk)
    assert seen is not None
    assert (seen.sql, seen.source) == ("", "Shop")
