"""Check-ins: who may, what is kept, what moved since the one before."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from leadline.accounts.models import Event, Workspace
from leadline.accounts.types import Role
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.strategy import actions, queries
from leadline.strategy.models import CheckIn, Goal, Reading
from leadline.strategy.types import CheckInIn, GoalState
from tests.conftest import Person, join
from tests.factories import make_goal, make_metric, make_reading

TODAY = date(2026, 11, 27)


def say(
    person: Person,
    goal: Goal,
    confidence: int = 60,
    reason: str = "Two tenders decide it",
    today: date = TODAY,
    **readings: int,
) -> int:
    """Check in; ``m12=30`` reads measure 12."""
    values = {int(name[1:]): Decimal(value) for name, value in readings.items()}
    said = CheckInIn(confidence, reason, values)
    return actions.check_in(
        actor=person.actor, goal_id=goal.pk, said=said, today=today
    ).pk


def measure_of(person: Person, goal: Goal, at: int = 0) -> str:
    page = queries.goal_page(actor=person.actor, goal_id=goal.pk)
    return f"m{page.goal.measures[at].id}"


def test_a_check_in_is_kept_under_the_name_of_who_wrote_it(ana: Person) -> None:
    goal = make_goal(ana.actor)

    say(ana, goal, 60, "  Two tenders decide it. ")

    (said,) = queries.check_ins_of(actor=ana.actor, goal_id=goal.pk)
    assert (said.author, said.author_id, said.on_date) == ("ana", ana.user.pk, TODAY)
    assert (said.confidence, said.reason) == (60, "Two tenders decide it.")
    assert (said.before, said.change, said.moved) == (None, None, ())
    last = Event.objects.latest("pk")
    assert (last.verb, last.user_id, last.detail["confidence"]) == (
        "strategy.check_in", ana.user.pk, 60,
    )  # fmt: skip


@pytest.mark.parametrize("confidence", [0, 100])
def test_nothing_and_everything_are_percentages(ana: Person, confidence: int) -> None:
    goal = make_goal(ana.actor)
    say(ana, goal, confidence)
    assert CheckIn.objects.get().confidence == confidence


@pytest.mark.parametrize(
    ("confidence", "reason", "words", "field"),
    [
        (-1, "Why", "0 to 100", "confidence"),
        (101, "Why", "0 to 100", "confidence"),
        (50, " ", "Say why", "reason"),
        (50, "x" * 1001, "at most 1000", "reason"),
    ],
)
def test_a_check_in_without_a_meaning_is_refused(
    ana: Person, confidence: int, reason: str, words: str, field: str
) -> None:
    goal = make_goal(ana.actor)

    with pytest.raises(Invalid, match=words) as refused:
        say(ana, goal, confidence, reason)

    assert refused.value.field == field
    assert not CheckIn.objects.exists()


def test_a_reason_may_be_as_long_as_it_says(ana: Person) -> None:
    say(ana, make_goal(ana.actor), reason="x" * 1000)
    assert len(CheckIn.objects.get().reason) == 1000


def test_who_may_check_in(
    ana: Person, ben: Person, cleo: Person, acme: Workspace
) -> None:
    carl = join("carl", acme, Role.CONTRIBUTOR)
    of_ana = make_goal(ana.actor, "Of Ana", owner_id=ana.user.pk)
    of_ben = make_goal(ana.actor, "Of Ben", owner_id=ben.user.pk)

    say(carl, of_ana)
    say(ben, of_ben)
    with pytest.raises(NotAllowed, match="goals you answer for"):
        say(ben, of_ana)
    with pytest.raises(NotFound):
        say(cleo, of_ana)

    assert CheckIn.objects.count() == 2
    assert queries.list_check_ins(actor=cleo.actor).items == ()
    assert queries.latest_check_ins(actor=cleo.actor, goal_ids=[of_ana.pk]) == {}
    assert [c.goal for c in queries.list_check_ins(actor=ben.actor)] == [
        "Of Ben", "Of Ana",
    ]  # fmt: skip


def test_a_reader_who_answers_for_a_goal_writes_no_reading_of_its_metric(
    ana: Person, ben: Person
) -> None:
    metric = make_metric(ana.actor)
    goal = make_goal(ana.actor, metric_id=metric.pk, owner_id=ben.user.pk)

    with pytest.raises(NotAllowed):
        say(ben, goal, **{measure_of(ana, goal): 5})

    assert not CheckIn.objects.exists()
    assert not Reading.objects.exists()


@pytest.mark.parametrize("state", [s for s in GoalState if s != GoalState.OPEN])
def test_a_closed_goal_takes_no_check_in(ana: Person, state: str) -> None:
    goal = make_goal(ana.actor)
    actions.set_goal_state(actor=ana.actor, goal_id=goal.pk, state=state, reason="Over")
    with pytest.raises(Conflict, match="closed"):
        say(ana, goal)


def test_a_reading_goes_to_the_metric_once(ana: Person) -> None:
    metric = make_metric(ana.actor)
    goal = make_goal(ana.actor, metric_id=metric.pk, target=Decimal(40))
    name = measure_of(ana, goal)

    say(ana, goal, **{name: 30})
    say(ana, goal, **{name: 30})
    say(ana, goal, **{name: 31})

    reading = Reading.objects.get()
    assert (reading.value, reading.on_date, reading.source) == (31, TODAY, "check-in")
    (row,) = queries.list_goals(actor=ana.actor)
    assert row.latest is not None
    assert row.latest.value == 31


def test_what_another_source_read_that_day_is_not_written_over(ana: Person) -> None:
    metric = make_metric(ana.actor)
    make_reading(ana.actor, metric, TODAY, 30)
    goal = make_goal(ana.actor, metric_id=metric.pk)
    name = measure_of(ana, goal)

    say(ana, goal, **{name: 30})
    with pytest.raises(Invalid, match="Finance gave 30") as refused:
        say(ana, goal, **{name: 29})

    assert refused.value.field == f"measure_{name[1:]}"
    assert Reading.objects.get().value == 30
    assert CheckIn.objects.count() == 1


def test_readings_that_no_table_holds_and_of_other_goals_are_refused(
    ana: Person,
) -> None:
    goal, other = make_goal(ana.actor), make_goal(ana.actor, "Other")

    say(ana, goal, **{measure_of(ana, goal): 10**15 - 1})
    with pytest.raises(Invalid, match="too large"):
        say(ana, goal, **{measure_of(ana, goal): 10**15})
    with pytest.raises(NotFound, match="measure"):
        say(ana, goal, **{measure_of(ana, other): 1})


def test_a_measure_without_a_metric_is_read_in_check_ins(ana: Person) -> None:
    goal = make_goal(
        ana.actor, measure="Letters of thanks", baseline=Decimal(0),
        baseline_date=TODAY - timedelta(50), target=Decimal(10),
        target_date=TODAY + timedelta(50),
    )  # fmt: skip
    name = measure_of(ana, goal)

    say(ana, goal, today=TODAY - timedelta(7), **{name: 3})
    say(ana, goal, **{name: 4})

    page = queries.goal_page(actor=ana.actor, goal_id=goal.pk)
    assert page.goal.latest is not None
    assert (page.goal.latest.value, page.goal.latest.source) == (4, "check-in by ana")
    assert page.goal.pace is not None
    assert (page.goal.pace.word, page.goal.pace.by) == ("behind", 1)
    assert [r.value for r in page.readings[page.goal.first.id]] == [3, 4]


def test_a_check_in_says_what_moved_since_the_one_before(ana: Person) -> None:
    metric = make_metric(ana.actor)
    goal = make_goal(
        ana.actor, metric_id=metric.pk, baseline=Decimal(50), target=Decimal(40)
    )
    for day, value in ((40, 49), (20, 47), (8, 44), (0, 45)):
        make_reading(ana.actor, metric, TODAY - timedelta(day), value)
    for day, confidence in ((50, 40), (21, 50), (8, 50), (1, 30)):
        say(ana, goal, confidence, today=TODAY - timedelta(day))

    page = queries.goal_page(actor=ana.actor, goal_id=goal.pk)
    said = queries.check_ins_of(
        actor=ana.actor, goal_id=goal.pk, measures=page.goal.measures,
        readings=page.readings,
    )  # fmt: skip

    assert [(one.confidence, one.change) for one in said] == [
        (30, -20), (50, 0), (50, 10), (40, None),
    ]  # fmt: skip
    moved = [[(m.now, m.by, m.is_better) for m in one.moved] for one in said]
    assert moved == [[(44, 0, None)], [(44, -5, True)], [(49, None, None)], []]


def test_the_newest_of_each_goal_and_of_the_week(ana: Person) -> None:
    one, two = make_goal(ana.actor, "One"), make_goal(ana.actor, "Two")
    closed = make_goal(ana.actor, "Closed")
    say(ana, one, 10, today=TODAY - timedelta(9))
    say(ana, one, 20, today=TODAY - timedelta(7))
    say(ana, two, 30, today=TODAY - timedelta(8))
    say(ana, closed, 50)
    actions.set_goal_state(
        actor=ana.actor, goal_id=closed.pk, state="missed", reason="Over"
    )

    latest = queries.latest_check_ins(actor=ana.actor, goal_ids=[one.pk, two.pk])
    week = queries.newest_check_ins(
        actor=ana.actor, since=TODAY - timedelta(7), limit=5
    )

    assert {pk: c.confidence for pk, c in latest.items()} == {one.pk: 20, two.pk: 30}
    assert latest[one.pk].change == 10
    assert [(c.goal, c.confidence) for c in week] == [("One", 20)]


def test_check_ins_are_found_by_their_words_newest_first(
    ana: Person, cleo: Person
) -> None:
    one, two = make_goal(ana.actor, "One"), make_goal(ana.actor, "Two")
    say(ana, one, reason="Two tenders decide it", today=TODAY - timedelta(9))
    say(ana, two, reason="No TENDER left")
    say(ana, two, reason="Quiet")

    def found(person: Person, limit: int = 5) -> list[str]:
        said = queries.check_ins_saying(actor=person.actor, text="tender", limit=limit)
        return [row.goal for row in said]

    assert found(ana) == ["Two", "One"]
    assert found(ana, 1) == ["Two"]
    assert found(cleo) == []


def test_of_two_on_a_day_the_later_counts(ana: Person) -> None:
    goal = make_goal(ana.actor)
    say(ana, goal, 10)
    say(ana, goal, 70)

    latest = queries.latest_check_ins(actor=ana.actor, goal_ids=[goal.pk])
    assert (latest[goal.pk].confidence, latest[goal.pk].before) == (70, 10)


def test_a_check_in_is_taken_back_by_who_wrote_it(
    ana: Person, olu: Person, cleo: Person
) -> None:
    metric = make_metric(ana.actor)
    goal = make_goal(ana.actor, metric_id=metric.pk)
    pk = say(ana, goal, **{measure_of(ana, goal): 7})

    for person, failure in ((olu, NotAllowed), (cleo, NotFound)):
        with pytest.raises(failure):
            actions.take_back_check_in(actor=person.actor, check_in_id=pk)
    actions.take_back_check_in(actor=ana.actor, check_in_id=pk)

    assert not CheckIn.objects.exists()
    assert Reading.objects.get().value == 7
    last = Event.objects.latest("pk")
    assert last.detail["reason"] == "Two tenders decide it"


@pytest.mark.parametrize(("days", "is_named"), [(42, False), (43, True)])
def test_six_weeks_without_a_check_in_are_said(
    ana: Person, days: int, is_named: bool
) -> None:
    old, fresh = make_goal(ana.actor, "Old"), make_goal(ana.actor, "Fresh")
    closed = make_goal(ana.actor, "Closed")
    Goal.objects.filter(name="Fresh").update(created_at="2026-01-01T12:00Z")
    for goal in (old, closed):
        say(ana, goal, today=TODAY - timedelta(days))
    say(ana, fresh)
    actions.set_goal_state(
        actor=ana.actor, goal_id=closed.pk, state="dropped", reason="Over"
    )

    found = queries.goals_without_check_in(actor=ana.actor, today=TODAY)

    assert [goal.name for goal in found] == ["Old"] * is_named


@pytest.mark.parametrize(("days", "is_named"), [(42, False), (43, True)])
def test_a_new_goal_has_six_weeks_for_its_first(
    ana: Person, days: int, is_named: bool
) -> None:
    make_goal(ana.actor)
    Goal.objects.update(created_at=f"{TODAY - timedelta(days)}T12:00Z")

    found = queries.goals_without_check_in(actor=ana.actor, today=TODAY)

    assert len(found) == is_named


@pytest.mark.parametrize("n", [1, 4])
def test_the_newest_take_one_query_for_any_number(
    ana: Person, n: int, django_assert_num_queries: object
) -> None:
    goals = [make_goal(ana.actor, f"Goal {i}") for i in range(n)]
    for goal in goals:
        say(ana, goal, 20)
        say(ana, goal, 30)

    with django_assert_num_queries(1):  # type: ignore[operator]
        found = queries.latest_check_ins(
            actor=ana.actor, goal_ids=[goal.pk for goal in goals]
        )

    assert [one.confidence for one in found.values()] == [30] * n
