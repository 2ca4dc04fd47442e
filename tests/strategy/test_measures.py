"""Several measures a goal: the least of them says how it stands."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from leadline.accounts.models import Event
from leadline.foundation.errors import (
    Conflict,
    Invalid,
    NotAllowed,
    NotFound,
    Stale,
)
from leadline.strategy import actions, queries
from leadline.strategy.models import Goal, GoalMeasure
from leadline.strategy.types import GoalRow, MeasureIn
from tests.conftest import Person
from tests.factories import make_goal, make_metric, make_reading

START, HALF, END = date(2026, 1, 1), date(2026, 7, 2), date(2026, 12, 31)


def way(**said: Any) -> dict[str, Any]:
    return {
        "baseline": Decimal(0), "baseline_date": START, "target": Decimal(100),
        "target_date": END,
    } | said  # fmt: skip


def add(person: Person, goal: Goal, **said: Any) -> int:
    """Add a measure and return its id."""
    reason = said.pop("reason", "It takes both")
    seen = said.pop("seen", None)
    actions.add_measure(
        actor=person.actor, goal_id=goal.pk, measure=MeasureIn(**said),
        reason=reason, seen=seen,
    )  # fmt: skip
    return GoalMeasure.objects.latest("pk").pk


def two(ana: Person, first: int | None, second: int | None) -> GoalRow:
    """Return a goal by two metrics half a year on their way from 0 to 100."""
    metrics = [make_metric(ana.actor, name) for name in ("Revenue", "Ports")]
    for metric, value in zip(metrics, (first, second), strict=True):
        if value is not None:
            make_reading(ana.actor, metric, HALF, value)
    goal = make_goal(ana.actor, metric_id=metrics[0].pk, **way())
    add(ana, goal, metric_id=metrics[1].pk, **way())
    (row,) = queries.list_goals(actor=ana.actor)
    return row


@pytest.mark.parametrize(
    ("first", "second", "least", "word"),
    [
        (20, 30, "Revenue", "behind"), (30, 20, "Ports", "behind"),
        (20, None, "Revenue", "behind"), (None, 20, "Ports", "behind"),
        (50, None, "Ports", None), (None, 100, "Revenue", None),
        (50, 80, "Revenue", "on_pace"), (80, 100, "Revenue", "ahead"),
        (100, 80, "Ports", "ahead"), (100, 120, "Revenue", "reached"),
    ],
)  # fmt: skip
def test_a_goal_stands_as_its_least_measure(
    ana: Person, first: int | None, second: int | None, least: str, word: str | None
) -> None:
    goal = two(ana, first, second)

    assert (goal.least.measure, goal.measure) == (least, least)
    assert (goal.pace and goal.pace.word) == word
    assert goal.first.measure == "Revenue"
    assert [other.measure for other in goal.others] == [
        name for name in ("Revenue", "Ports") if name != least
    ]


@pytest.mark.parametrize(
    ("first", "second", "is_met"),
    [(100, 100, True), (100, 99, False), (99, 100, False), (100, None, None)],
)
def test_a_goal_is_met_when_every_measure_is(
    ana: Person, first: int, second: int | None, is_met: bool | None
) -> None:
    assert two(ana, first, second).is_met is is_met


def test_a_goal_is_due_with_the_soonest_measure_that_is_not_met(ana: Person) -> None:
    metric = make_metric(ana.actor)
    make_reading(ana.actor, metric, HALF, 100)
    goal = make_goal(ana.actor, metric_id=metric.pk, **way(target_date=HALF))
    (alone,) = queries.list_goals(actor=ana.actor)
    add(ana, goal, measure="Letters", **way())
    (row,) = queries.list_goals(actor=ana.actor)

    assert (alone.due, row.due) == (HALF, END)


def test_a_measure_is_added_changed_and_taken_off_with_a_reason(ana: Person) -> None:
    goal = make_goal(ana.actor)

    pk = add(ana, goal, measure=" Ports ", unit=" ports ", target=Decimal(40))
    actions.change_measure(
        actor=ana.actor, measure_id=pk, target=Decimal(30), reason="Too bold"
    )
    (row,) = queries.list_goals(actor=ana.actor)
    changed = Event.objects.latest("pk")
    actions.remove_measure(actor=ana.actor, measure_id=pk, reason="Not ours")
    (after,) = queries.list_goals(actor=ana.actor)

    assert [(m.measure, m.unit, m.target) for m in row.measures] == [
        ("Yearly revenue", "", None), ("Ports", "ports", 30),
    ]  # fmt: skip
    assert row.version == 3
    assert (changed.detail["was"]["target"], changed.detail["reason"]) == (
        "40.0000", "Too bold",
    )  # fmt: skip
    assert [m.measure for m in after.measures] == ["Yearly revenue"]


def test_the_next_oldest_measure_is_first_when_the_first_is_taken_off(
    ana: Person,
) -> None:
    goal = make_goal(ana.actor)
    pk = add(ana, goal, measure="Ports")
    first = GoalMeasure.objects.order_by("pk")[0]

    actions.remove_measure(actor=ana.actor, measure_id=first.pk, reason="Moved")
    actions.change_goal(
        actor=ana.actor, goal_id=goal.pk, target=Decimal(9), reason="Said anew"
    )

    assert GoalMeasure.objects.get(pk=pk).target == 9


@pytest.mark.parametrize(
    ("said", "failure", "words"),
    [
        ({"reason": " "}, Invalid, "why"),
        ({"measure": ""}, Invalid, "Choose the metric"),
        ({"unit": "%", "currency": "EUR"}, Invalid, "not both"),
        ({"baseline": Decimal(1), "target": Decimal(1)}, Invalid, "nothing to reach"),
        ({"baseline_date": END, "target_date": END}, Invalid, "before the target"),
        ({"metric_id": 99_999}, NotFound, "metric"),
        ({"seen": 99}, Stale, "changed this"),
    ],
)
def test_a_measure_without_a_meaning_is_refused(
    ana: Person, said: dict[str, Any], failure: type[Exception], words: str
) -> None:
    goal = make_goal(ana.actor)

    with pytest.raises(failure, match=words):
        add(ana, goal, **({"measure": "Ports"} | said))

    assert GoalMeasure.objects.count() == 1


def test_a_goal_has_a_metric_once_and_eight_measures(ana: Person) -> None:
    metric = make_metric(ana.actor)
    goal = make_goal(ana.actor, metric_id=metric.pk)
    with pytest.raises(Conflict, match="by “Revenue” already"):
        add(ana, goal, metric_id=metric.pk)
    for at in range(7):
        add(ana, goal, measure=f"Measure {at}")
    with pytest.raises(Conflict, match="at most 8"):
        add(ana, goal, measure="Ninth")


def test_the_only_measure_stays(ana: Person) -> None:
    make_goal(ana.actor)
    with pytest.raises(Conflict, match="only measure"):
        actions.remove_measure(
            actor=ana.actor, measure_id=GoalMeasure.objects.get().pk, reason="No"
        )


def test_measures_are_for_leads_and_unknown_to_strangers(
    ana: Person, ben: Person, cleo: Person
) -> None:
    goal = make_goal(ana.actor)
    pk = add(ana, goal, measure="Ports")

    for person, failure in ((ben, NotAllowed), (cleo, NotFound)):
        with pytest.raises(failure):
            add(person, goal, measure="Mine")
        with pytest.raises(failure):
            actions.change_measure(
                actor=person.actor, measure_id=pk, unit="x", reason="y"
            )
        with pytest.raises(failure):
            actions.remove_measure(actor=person.actor, measure_id=pk, reason="y")


def test_a_metric_of_a_further_measure_is_in_use(ana: Person) -> None:
    metric = make_metric(ana.actor)
    add(ana, make_goal(ana.actor), metric_id=metric.pk)
    with pytest.raises(Conflict, match="“Grow” is measured by it"):
        actions.archive_metric(actor=ana.actor, metric_id=metric.pk)


def test_a_goal_is_looked_at_for_any_of_its_measures(ana: Person) -> None:
    metric = make_metric(ana.actor)
    make_reading(ana.actor, metric, START, 1)
    by_age = make_goal(ana.actor, "By age")
    add(ana, by_age, metric_id=metric.pk)
    by_day = make_goal(ana.actor, "By day")
    add(ana, by_day, measure="Ports", target_date=HALF)
    make_goal(ana.actor, "Neither")

    found = queries.goals_to_look_at(
        actor=ana.actor, due_by=HALF, read_since=START + timedelta(1)
    )
    none = queries.goals_to_look_at(
        actor=ana.actor, due_by=HALF - timedelta(1), read_since=START
    )

    assert [goal.name for goal in found] == ["By day", "By age"]
    assert none == []
