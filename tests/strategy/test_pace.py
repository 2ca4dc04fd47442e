"""How a goal stands against where it should stand by now."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.strategy import queries
from leadline.strategy.types import (
    Direction,
    GoalKind,
    GoalRow,
    GoalState,
    MeasureRow,
    ReadingRow,
)
from leadline.web.templatetags.planning import difference, due, figure, pace, wanted
from tests.conftest import Person
from tests.factories import make_goal, make_metric, make_reading

START, END = date(2026, 1, 1), date(2026, 12, 31)
HALF = START + (END - START) / 2


def goal(value: Any = None, on: date = HALF, **said: Any) -> GoalRow:
    """Return a goal from 100 to 200 over a year, read once."""
    latest = None
    if value is not None:
        latest = ReadingRow(1, on, Decimal(str(value)), "Finance", "")
    fields: dict[str, Any] = {
        "id": 1, "version": 1, "name": "Grow", "kind": GoalKind.GROWTH,
        "state": GoalState.OPEN,
        "depth": 0, "parent_id": None, "parent": "", "owner": "", "owner_id": None,
        "product": "", "product_id": None, "set_on": START,
    }  # fmt: skip
    own = {name: said.pop(name) for name in fields.keys() & said.keys()}
    fields |= own
    measure: dict[str, Any] = {
        "id": 1, "goal_id": 1, "kind": fields["kind"], "measure": "Revenue",
        "metric_id": 1, "unit": "", "currency": "EUR", "direction": Direction.UP,
        "baseline": Decimal(100), "baseline_date": None, "target": Decimal(200),
        "target_date": END, "since": START, "latest": latest,
    }  # fmt: skip
    return GoalRow(**fields, measures=(MeasureRow(**(measure | said)),))


@pytest.mark.parametrize(
    ("value", "word", "by"),
    [
        (144, "behind", 6), (145, "on_pace", 5), (150, "on_pace", 0),
        (155, "on_pace", 5), (156, "ahead", 6), (199, "ahead", 49),
        (200, "reached", 0), (230, "reached", 30), (0, "behind", 150),
    ],
)  # fmt: skip
def test_a_reading_is_held_against_the_straight_line(
    value: int, word: str, by: int
) -> None:
    found = goal(value).pace

    assert found is not None
    assert (found.word, round(found.by)) == (word, by)
    assert found.expected is None or found.expected == 150


@pytest.mark.parametrize(
    ("value", "word"), [(78, "behind"), (77, "on_pace"), (70, "ahead"), (50, "reached")]
)
def test_a_goal_may_go_down(value: int, word: str) -> None:
    found = goal(value, target=Decimal(50), on=HALF).pace

    assert found is not None
    assert found.word == word


@pytest.mark.parametrize(
    ("on", "word"),
    [
        (START - timedelta(1), "on_pace"), (START, "on_pace"),
        (END - timedelta(1), "behind"), (END, "behind"), (END + timedelta(9), "behind"),
    ],
)  # fmt: skip
def test_before_the_way_begins_nothing_is_due_and_after_it_all_is(
    on: date, word: str
) -> None:
    found = goal(100, on=on).pace

    assert found is not None
    assert found.word == word


def test_at_its_day_a_goal_is_not_on_pace_however_little_is_missing() -> None:
    assert goal(199, on=END - timedelta(1)).pace.word == "on_pace"  # type: ignore[union-attr]
    assert goal(199, on=END).pace.word == "behind"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "said",
    [{"target": None}, {"baseline": None}, {"target_date": None}],
)
def test_without_a_line_no_pace_is_claimed(said: dict[str, Any]) -> None:
    assert goal(150, **said).pace is None
    assert goal(None).pace is None


@given(
    base=st.integers(-1000, 1000), target=st.integers(-1000, 1000),
    value=st.integers(-3000, 3000), day=st.integers(-30, 500),
)  # fmt: skip
def test_pace_never_leads_the_wrong_way(
    base: int, target: int, value: int, day: int
) -> None:
    row = goal(
        value, START + timedelta(day), baseline=Decimal(base), target=Decimal(target)
    )
    if base == target:
        return
    found = row.pace

    assert found is not None
    assert found.by >= 0
    assert row.missing is not None
    assert (found.word == "reached") == (row.missing == 0)
    if found.expected is not None:
        low, high = sorted((Decimal(base), Decimal(target)))
        assert low <= found.expected <= high


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (goal(120), "\u20ac30 behind"),
        (goal(180), "\u20ac30 ahead"),
        (goal(150), "on pace"),
        (goal(230), "reached, \u20ac30 beyond it"),
        (goal(17, currency="", unit="%", baseline=Decimal(10), target=Decimal(40)),
         "8 points behind"),
        (goal(16, currency="", unit="ports", baseline=Decimal(10), target=Decimal(24)),
         "1 port behind"),
        (goal("99.4", kind=GoalKind.GUARDRAIL, currency="", unit="%", baseline=None,
              target=Decimal("99.9")), "broken by 0.5 points"),
        (goal("99.9", kind=GoalKind.GUARDRAIL, currency="", unit="%", baseline=None,
              target=Decimal("99.9")), "held"),
    ],
)  # fmt: skip
def test_pace_in_words(row: GoalRow, words: str) -> None:
    assert pace(row) == words
    assert "-" not in pace(row)


def test_what_is_worked_out_is_told_as_finely_as_it_is_measured() -> None:
    ports = {"currency": "", "unit": "ports"}
    third = START + (END - START) / 3
    far = goal(25, third, baseline=Decimal(18), target=Decimal(40), **ports)
    fine = goal("25.5", third, baseline=Decimal(18), target=Decimal(40), **ports)
    near = goal("24.4", third, baseline=Decimal(24), target=Decimal(26), **ports)

    assert (pace(far), due(far)) == ("on pace", "25 ports")
    assert due(fine) == "25.3 ports"
    assert pace(near) == "0.3 ports behind"


def test_figures_name_their_unit_as_one_says_it() -> None:
    ports = goal(currency="", unit="ports")
    calls = goal(currency="", unit="calls per 100 staff")
    share = goal(currency="", unit="%")

    assert [figure(Decimal(n), ports) for n in (0, 1, 2)] == [
        "0 ports", "1 port", "2 ports",
    ]  # fmt: skip
    assert figure(Decimal(1), calls) == "1 call per 100 staff"
    assert difference(Decimal("-1.5"), share) == "1.5 points"
    assert difference(Decimal(1), share) == "1 point"
    assert figure(Decimal("99.4"), share) == "99.4%"
    assert figure(Decimal("92.30"), share) == "92.3%"
    assert wanted(
        goal(currency="", unit="%", baseline=None, target=Decimal("99.9"))
    ) == ("at least 99.9%")


@pytest.mark.parametrize(
    ("readings", "since"),
    [
        ({}, None),
        ({date(2026, 1, 31): 100}, date(2026, 1, 31)),
        ({date(2026, 1, 31): 100, date(2026, 3, 31): 100}, date(2026, 3, 31)),
        ({date(2026, 1, 31): 100, date(2199, 1, 31): 100}, date(2026, 1, 31)),
        ({date(2026, 1, 31): 101}, None),
    ],
)
def test_the_way_begins_where_the_metric_stood_at_the_baseline(
    ana: Person, readings: dict[date, int], since: date | None
) -> None:
    metric = make_metric(ana.actor)
    for day, value in readings.items():
        make_reading(ana.actor, metric, day, value)
    made = make_goal(ana.actor, metric_id=metric.pk, baseline=Decimal(100))
    said = make_goal(
        ana.actor, "Said", metric_id=metric.pk, baseline=Decimal(100),
        baseline_date=START,
    )  # fmt: skip

    rows = {row.id: row for row in queries.list_goals(actor=ana.actor)}

    assert rows[made.pk].since == (since or made.created_at.date())
    assert rows[said.pk].since == START
