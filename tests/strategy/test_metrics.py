"""Metrics and their readings, by hand and from a file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from leadline.accounts.models import Event
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.strategy import actions, queries
from leadline.strategy.models import Metric, Reading
from leadline.strategy.types import MetricIn, ReadingIn, ReadingsSaved
from tests.conftest import Person
from tests.factories import make_goal, make_metric, make_reading

MARCH = date(2026, 3, 31)


def lines(*cells: tuple[str, str]) -> list[ReadingIn]:
    return [ReadingIn(at, day, value) for at, (day, value) in enumerate(cells, 1)]


def save(person: Person, metric: Metric, rows: list[ReadingIn]) -> ReadingsSaved:
    return actions.save_readings(
        actor=person.actor, metric_id=metric.pk, readings=rows, file_name="m.csv"
    )


@pytest.mark.parametrize(
    ("fields", "failure"),
    [
        ({"name": ""}, Invalid),
        ({"unit": "%", "currency": "EUR"}, Invalid),
        ({"direction": "sideways"}, Invalid),
        ({"product_id": 99_999}, NotFound),
        ({"name": "revenue"}, Conflict),
    ],
)
def test_create_metric_refuses_what_has_no_meaning(
    ana: Person, fields: dict[str, object], failure: type[Exception]
) -> None:
    make_metric(ana.actor, "Revenue")

    with pytest.raises(failure):
        actions.create_metric(
            actor=ana.actor, metric=MetricIn(**({"name": "Churn"} | fields))
        )


def test_change_metric_keeps_its_readings(ana: Person) -> None:
    metric = make_metric(ana.actor)
    make_reading(ana.actor, metric, MARCH, 5)

    actions.change_metric(
        actor=ana.actor, metric_id=metric.pk, name="Churn", unit="%", currency=""
    )

    (row,) = queries.list_metrics(actor=ana.actor)
    assert (row.name, row.unit, row.currency, row.readings) == ("Churn", "%", "", 1)


def test_archive_metric_waits_for_the_goals_that_use_it(ana: Person) -> None:
    metric = make_metric(ana.actor)
    goal = make_goal(ana.actor, metric_id=metric.pk)

    with pytest.raises(Conflict, match="Grow"):
        actions.archive_metric(actor=ana.actor, metric_id=metric.pk)
    actions.set_goal_state(
        actor=ana.actor, goal_id=goal.pk, state="dropped", reason="not ours"
    )
    actions.archive_metric(actor=ana.actor, metric_id=metric.pk)

    assert queries.list_metrics(actor=ana.actor).items == ()
    assert [m.name for m in queries.list_metrics(actor=ana.actor, archived=True)] == [
        "Revenue"
    ]


def test_record_reading_writes_over_the_same_day_and_remembers(ana: Person) -> None:
    metric = make_metric(ana.actor)
    make_reading(ana.actor, metric, MARCH, 5)
    make_reading(ana.actor, metric, MARCH, 6)

    assert [r.value for r in Reading.objects.all()] == [6]
    last = Event.objects.latest("pk")
    assert (last.verb, Decimal(last.detail["was"])) == ("strategy.record_reading", 5)


def test_record_reading_needs_a_source_and_a_size(ana: Person) -> None:
    metric = make_metric(ana.actor)

    with pytest.raises(Invalid, match="where the number comes from"):
        make_reading(ana.actor, metric, MARCH, 5, source=" ")
    with pytest.raises(Invalid, match="too large"):
        make_reading(ana.actor, metric, MARCH, 10**15)


def test_remove_reading_leaves_what_it_said_in_the_log(ana: Person) -> None:
    metric = make_metric(ana.actor)
    reading = make_reading(ana.actor, metric, MARCH, 5)

    actions.remove_reading(actor=ana.actor, reading_id=reading.pk)

    assert Reading.objects.count() == 0
    assert Decimal(Event.objects.latest("pk").detail["value"]) == 5


def test_metrics_are_closed_to_readers_and_invisible_to_strangers(
    ana: Person, ben: Person, cleo: Person
) -> None:
    metric = make_metric(ana.actor)
    reading = make_reading(ana.actor, metric, MARCH, 5)
    said = MetricIn("New")

    with pytest.raises(NotAllowed):
        actions.create_metric(actor=ben.actor, metric=said)
    for person, failure in ((ben, NotAllowed), (cleo, NotFound)):
        calls = [
            lambda a: actions.change_metric(actor=a, metric_id=metric.pk, name="New"),
            lambda a: actions.archive_metric(actor=a, metric_id=metric.pk),
            lambda a: make_reading(a, metric, MARCH, 5),
            lambda a: actions.remove_reading(actor=a, reading_id=reading.pk),
            lambda a: actions.save_readings(
                actor=a, metric_id=metric.pk, readings=lines(("", "")), file_name="m"
            ),
        ]
        for call in calls:
            with pytest.raises(failure):
                call(person.actor)
    with pytest.raises(NotFound):
        queries.metric_page(actor=cleo.actor, metric_id=metric.pk)
    assert queries.readings_of(actor=cleo.actor, metric_id=metric.pk).items == ()


def test_the_same_file_a_second_time_changes_nothing(ana: Person) -> None:
    metric = make_metric(ana.actor)
    rows = lines(("2026-01-31", "1 234,5"), ("28.02.2026", "1,240.75"), ("x", "3"))

    first, second = save(ana, metric, rows), save(ana, metric, rows)
    third = save(ana, metric, lines(("2026-01-31", "1300")))

    assert (first.created, first.updated, first.unchanged) == (2, 0, 0)
    assert [(r.line, "date" in r.message) for r in first.refused] == [(3, True)]
    assert (second.created, second.updated, second.unchanged) == (0, 0, 2)
    assert (third.created, third.updated, third.unchanged) == (0, 1, 0)
    assert [
        (r.on_date, r.value, r.source) for r in Reading.objects.order_by("on_date")
    ] == [
        (date(2026, 1, 31), 1300, "m.csv"),
        (date(2026, 2, 28), Decimal("1240.75"), "m.csv"),
    ]
    assert Event.objects.filter(verb="strategy.save_readings").count() == 2


@pytest.mark.parametrize(
    ("day", "value", "words"),
    [
        ("2026-02-30", "1", "not a date"),
        ("03/04/2026", "1", "not a date"),
        ("1899-12-31", "1", "outside the years 1900 to 2199"),
        ("2200-01-01", "1", "outside the years 1900 to 2199"),
        ("2026-01-01", "1,234", "two readings"),
        ("2026-01-01", "(12)", "brackets"),
        ("2026-01-01", "many", "no number"),
        ("2026-01-01", "nan", "no number"),
        ("2026-01-01", "1e30", "not a number"),
        ("2026-01-01", "", "no number"),
    ],
)
def test_a_line_that_has_no_reading_is_refused_with_why(
    ana: Person, day: str, value: str, words: str
) -> None:
    saved = save(ana, make_metric(ana.actor), lines((day, value)))

    assert (saved.created, [words in r.message for r in saved.refused]) == (0, [True])


@pytest.mark.parametrize(
    ("values", "read"),
    [
        (("1,234", "2,5"), ("1.234", "2.5")), (("1,234", "2.5"), ("1234", "2.5")),
        (("99.412", "98.7"), ("99.412", "98.7")), (("99.412", "98.701"), ("99.412",
         "98.701")), (("99.412", "2,5"), ("99412", "2.5")), (("12 %", "10k"), ("12",
         "10000")),
    ],
)  # fmt: skip
def test_the_column_says_what_its_signs_mean(
    ana: Person, values: tuple[str, str], read: tuple[str, str]
) -> None:
    days = ("2026-01-31", "2026-02-28")

    save(ana, make_metric(ana.actor), lines(*zip(days, values, strict=True)))

    kept = Reading.objects.order_by("on_date").values_list("value", flat=True)
    assert list(kept) == [Decimal(value) for value in read]


def test_a_day_that_is_there_twice_is_refused_the_second_time(ana: Person) -> None:
    saved = save(
        ana, make_metric(ana.actor), lines(("2026-01-01", "1"), ("2026-01-01", "2"))
    )

    assert (saved.created, [r.line for r in saved.refused]) == (1, [2])


def test_a_dry_run_counts_and_writes_nothing(ana: Person) -> None:
    metric = make_metric(ana.actor)

    saved = actions.save_readings(
        actor=ana.actor,
        metric_id=metric.pk,
        readings=lines(("2026-01-01", "1")),
        file_name="m.csv",
        dry_run=True,
    )

    assert (saved.created, Reading.objects.count()) == (1, 0)


def test_an_empty_file_is_refused(ana: Person) -> None:
    with pytest.raises(Invalid, match="no rows"):
        save(ana, make_metric(ana.actor), [])


def test_list_metrics_shows_the_newest_reading_and_the_change(ana: Person) -> None:
    metric = make_metric(ana.actor)
    for day in range(1, 16):
        make_reading(ana.actor, metric, date(2026, 1, day), day * day)

    (row,) = queries.list_metrics(actor=ana.actor, text="reven")

    assert (row.readings, len(row.recent), row.change) == (15, 12, 225 - 196)
    assert row.latest is not None
    assert row.latest.on_date == date(2026, 1, 15)
    assert queries.list_metrics(actor=ana.actor, text="churn").items == ()


@pytest.mark.parametrize("n", [1, 3])
def test_lists_take_the_same_queries_for_any_number(
    ana: Person, n: int, django_assert_num_queries: object
) -> None:
    for i in range(n):
        metric = make_metric(ana.actor, f"Metric {i}")
        make_reading(ana.actor, metric, MARCH, 5)
        make_goal(ana.actor, f"Goal {i}", metric_id=metric.pk)

    with django_assert_num_queries(2):
        assert len(queries.list_metrics(actor=ana.actor)) == n
    with django_assert_num_queries(3):
        assert len(queries.list_goals(actor=ana.actor)) == n
