"""What asks for whom on Today, on both sides of each edge."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leadline.conversation.actions import put_to_sleep, wake_up
from leadline.conversation.models import Asleep
from leadline.foundation.errors import Invalid, NotFound
from leadline.overview.asks import Asks, ask_of, asks_of
from leadline.stakeholders.actions import mark_told, take_back_told
from leadline.stakeholders.models import Told
from tests.conftest import Person
from tests.decisions.making import make_decision
from tests.overview.asking import Day

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ON = NOW.date()


def asked(who: Person, **said: object) -> Asks:
    return asks_of(actor=who.actor, now=NOW, on=ON, **said)


def kinds(who: Person, **said: object) -> list[str]:
    return [ask.kind.value for ask in asked(who, **said).shown]


def test_what_is_late_comes_first_then_by_day_then_what_has_none(ana: Person) -> None:
    Day(ana, NOW).full()

    found = asked(ana)

    assert [(ask.kind.value, ask.days_late) for ask in found.shown] == [
        ("outcome", 4), ("promise", 2), ("step", 0), ("promise", 0), ("promise", 0),
        ("answer", 0), ("answer", 0), ("word", 0), ("tell", 0), ("tell", 0),
        ("goal", 0),
    ]  # fmt: skip
    assert (found.left, found.asleep) == (0, 0)


def test_a_reader_is_asked_for_what_a_reader_may_do(ana: Person, ben: Person) -> None:
    Day(ana, NOW).full()

    assert set(kinds(ben)) == {"answer"}


def test_nobody_elses_workspace_asks(ana: Person, cleo: Person) -> None:
    Day(ana, NOW).full()
    key = asked(ana).shown[0].key

    assert kinds(cleo) == []
    with pytest.raises(NotFound):
        ask_of(actor=cleo.actor, key=key, now=NOW, on=ON)


def test_promises_and_people_of_a_colleague_ask_the_colleague(
    ana: Person, olu: Person
) -> None:
    day = Day(ana, NOW)
    day.promise("A list", 1, person_id=day.person(owner=olu))

    assert kinds(ana) == []
    assert kinds(olu) == ["promise"]


@pytest.mark.parametrize(("in_days", "is_asked"), [(7, True), (8, False)])
def test_a_promise_asks_from_a_week_before(
    ana: Person, in_days: int, is_asked: bool
) -> None:
    Day(ana, NOW).promise("A list", in_days)

    assert bool(asked(ana)) is is_asked


@pytest.mark.parametrize(
    ("in_days", "kind"), [(0, ["outcome"]), (1, ["answer"]), (30, ["answer"]), (31, [])]
)
def test_a_prediction_asks_for_an_answer_until_its_day_and_then_for_what_came_out(
    ana: Person, in_days: int, kind: list[str]
) -> None:
    Day(ana, NOW).prediction("Ports sign", in_days)

    assert kinds(ana) == kind


@pytest.mark.parametrize(("in_days", "kind"), [(7, ["decision"]), (8, [])])
def test_a_decision_asks_who_decides_from_a_week_before(
    ana: Person, olu: Person, in_days: int, kind: list[str]
) -> None:
    due = ON + timedelta(days=in_days)
    make_decision(ana, decider_id=ana.user.pk, due_date=due)

    assert kinds(ana) == kind
    assert kinds(olu) == []


@pytest.mark.parametrize(("n", "shown", "left"), [(4, 4, 0), (5, 4, 1)])
def test_at_most_four_of_a_kind_stand_there_and_the_rest_is_counted(
    ana: Person, n: int, shown: int, left: int
) -> None:
    day = Day(ana, NOW)
    for at in range(n):
        day.promise(f"Thing {at}", at)

    found = asked(ana)

    assert (len(found.shown), found.left) == (shown, left)
    assert len(asked(ana, shelf="all").shown) == n


def test_a_line_sleeps_until_its_day_for_one_person_alone(
    ana: Person, olu: Person
) -> None:
    key = f"promise-{Day(ana, NOW).promise('A list', 1)}"
    until = ON + timedelta(days=2)
    put_to_sleep(actor=ana.actor, key=key, until=until, on=ON)

    assert (kinds(ana), asked(ana).asleep, kinds(olu)) == ([], 1, ["promise"])
    assert [ask.wakes for ask in asked(ana, shelf="asleep").shown] == [until]
    assert ask_of(actor=ana.actor, key=key, now=NOW, on=ON).key == key
    day_after = asks_of(actor=ana.actor, now=NOW, on=until)
    assert [ask.key for ask in day_after.shown] == [key]
    with pytest.raises(NotFound):
        wake_up(actor=olu.actor, key=key)
    wake_up(actor=ana.actor, key=key)
    assert kinds(ana) == ["promise"]


@pytest.mark.parametrize("days", [0, 91])
def test_a_line_sleeps_one_day_to_ninety(ana: Person, days: int) -> None:
    with pytest.raises(Invalid) as refused:
        put_to_sleep(
            actor=ana.actor, key="promise-1", until=ON + timedelta(days=days), on=ON
        )
    assert refused.value.field == "until"
    for good in (1, 90):
        put_to_sleep(
            actor=ana.actor, key="promise-1", until=ON + timedelta(days=good), on=ON
        )
    assert Asleep.objects.get().until == ON + timedelta(days=90)


def test_what_slept_long_ago_is_forgotten(ana: Person) -> None:
    put_to_sleep(actor=ana.actor, key="promise-1", until=ON + timedelta(days=1), on=ON)
    later = ON + timedelta(days=1)
    put_to_sleep(
        actor=ana.actor, key="promise-2", until=ON + timedelta(days=5), on=later
    )

    assert [row.key for row in Asleep.objects.all()] == ["promise-2"]


def test_who_was_told_asks_no_more_until_it_is_taken_back(
    ana: Person, olu: Person, cleo: Person
) -> None:
    person_id, promise_id = Day(ana, NOW).to_tell("Petra", "Four offers")
    subject = f"promise:{promise_id}"
    kept = mark_told(
        actor=ana.actor, person_id=person_id, subject=subject, how="In person", now=NOW
    )
    assert kinds(ana) == []

    for other in (olu, cleo):
        with pytest.raises(Exception, match=r"takes it back|Nobody noted"):
            take_back_told(actor=other.actor, told_id=kept.id)
    take_back_told(actor=ana.actor, told_id=kept.id)

    assert kinds(ana) == ["tell"]
    assert not Told.objects.exists()


def test_nothing_of_an_unknown_kind_is_looked_for(ana: Person) -> None:
    for key in ("", "lunch-1", "promise-x", "tell-1"):
        with pytest.raises(NotFound):
            ask_of(actor=ana.actor, key=key, now=NOW, on=ON)


def test_the_same_queries_for_one_line_and_for_many(
    ana: Person,
    django_assert_num_queries: object,
    django_assert_max_num_queries: object,
) -> None:
    day = Day(ana, NOW)
    day.promise("One", 1)
    with django_assert_max_num_queries(40) as first:
        asked(ana)
    day.promise("Two", 2)
    day.promise("Three", 3)
    with django_assert_num_queries(len(first)):
        asked(ana)
