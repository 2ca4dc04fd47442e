"""A month beside others: how it is written, what changed since, who is asked for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from leadline.accounts.models import Workspace
from leadline.decisions.types import ForecastIn, OutcomeIn
from leadline.foundation.errors import Invalid
from leadline.overview.review import (
    Changed,
    changed_since,
    month_facts,
    moves_of,
    review_due,
)
from leadline.overview.search import find
from leadline.roadmap import actions as roadmap
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import PersonIn
from leadline.strategy import actions as strategy
from leadline.strategy.types import ReviewFacts
from tests.conftest import Person
from tests.factories import make_bet, make_goal, make_plan, make_reading
from tests.overview.month_world import (
    MONTH,
    NOW,
    forecast,
    make_month,
    promise,
)

pytestmark = pytest.mark.django_db


def facts_of(who: Person, month: str = MONTH, **more: object) -> ReviewFacts:
    said = {"now": NOW} | more
    return month_facts(actor=who.actor, month=month, **said)


def test_a_month_is_written_as_one(ana: Person) -> None:
    with pytest.raises(Invalid, match="not a month"):
        facts_of(ana, "2026-13")


def test_a_month_that_goes_on_is_read_until_today(ana: Person) -> None:
    make_month(ana.actor)
    facts = facts_of(ana, now=datetime(2026, 10, 25, 9, tzinfo=UTC))

    assert (facts.until, facts.goals[0].now) == (date(2026, 10, 25), "€6.90m")
    assert facts.notes[-1].words == ("October had 6 days to go when they were read.")
    assert len(facts_of(ana).notes) == 1


def test_what_changed_since_is_told_fact_by_fact(ana: Person) -> None:
    world = make_month(ana.actor)
    kept = facts_of(ana)
    assert changed_since(kept, facts_of(ana)) == []

    make_reading(ana.actor, world.revenue, date(2026, 10, 31), 7_200_000)
    late = next(key for key, mark in kept.marks.items() if mark.how == "open")
    stakeholders.move_promise(
        actor=ana.actor, promise_id=int(late.partition(":")[2]), state="kept",
        why="", now=NOW, on=NOW.date(),
    )  # fmt: skip
    came = OutcomeIn(happened=True, source="Contract")
    forecast(ana.actor, "A second port", ForecastIn(probability=60), came)

    now = facts_of(ana)
    assert changed_since(kept, now) == [
        Changed("Grow to 7.9m",
                "€7.00m, read on 31 October 2026; the aim is at least €7.90m",
                "€7.20m, read on 31 October 2026; the aim is at least €7.90m"),
        Changed("A second port", "", "happened"),
        Changed("The timeline in writing", "open", "kept, 14 days late"),
    ]  # fmt: skip
    gone = replace(now, marks={k: m for k, m in now.marks.items() if k != late})
    assert changed_since(now, gone) == [
        Changed("The timeline in writing", "kept, 14 days late", "")
    ]


def test_months_stand_side_by_side_the_oldest_first(ana: Person) -> None:
    make_month(ana.actor)
    months, goals = moves_of([(2, facts_of(ana)), (1, facts_of(ana, "2026-09"))])

    assert [(one.review_id, one.label, one.tally.due) for one in months] == [
        (1, "September 2026", 0), (2, "October 2026", 3),
    ]  # fmt: skip
    assert [(goal.name, goal.cells) for goal in goals] == [
        ("Grow to 7.9m", ("€6.90m", "€7.00m")), ("Support stays cheap", ("€45", "€50")),
    ]  # fmt: skip


def test_today_asks_for_the_month_that_is_over_until_it_is_finished(
    ana: Person, cleo: Person
) -> None:
    make_goal(ana.actor)

    def began(at: datetime) -> None:
        Workspace.objects.filter(pk=ana.actor.workspace_id).update(created_at=at)

    def due() -> object:
        found = review_due(actor=ana.actor, on=NOW.date())
        return (found.label, found.draft_id) if found else None

    began(datetime(2026, 11, 1, 12, tzinfo=UTC))
    assert due() is None
    began(datetime(2026, 10, 31, 12, tzinfo=UTC))
    assert due() == ("October 2026", None)
    made = strategy.make_review(
        actor=ana.actor, month=MONTH, facts=facts_of(ana), today=NOW.date(), now=NOW
    )
    assert due() == ("October 2026", made.id)
    strategy.finish_review(actor=ana.actor, review_id=made.id, now=NOW)
    assert due() is None
    assert review_due(actor=cleo.actor, on=NOW.date()) is None


def test_a_review_is_found_by_month_sentence_and_what_people_wrote_last(
    ana: Person, cleo: Person
) -> None:
    make_month(ana.actor)
    made = strategy.make_review(
        actor=ana.actor, month=MONTH, facts=facts_of(ana), today=NOW.date(), now=NOW
    )
    for words in ("Wards gallop.", "Ports canter."):
        strategy.write_section(
            actor=ana.actor, review_id=made.id, section="learned", words=words, now=NOW
        )

    def hits(text: str, who: Person = ana) -> list[str]:
        return [h.title for h in find(actor=who.actor, text=text) if h.kind == "review"]

    for text in ("october 2026", "business rev", "rose by", "canter"):
        assert hits(text) == ["Business review, October 2026"], text
    assert hits("gallop") == []
    assert hits("canter", cleo) == []


@pytest.mark.parametrize(
    ("on", "counted", "named"),
    [(date(2026, 10, 20), 0, 0), (date(2026, 10, 21), 1, 1), (date(2026, 11, 3), 1, 1)],
)
def test_a_promise_is_late_from_the_day_after_its_own(
    ana: Person, on: date, counted: int, named: int
) -> None:
    renata = stakeholders.create_person(
        actor=ana.actor, person=PersonIn("Renata Vogel", "customer")
    )
    promise(ana.actor, renata, "The timeline", 20)
    now = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)

    facts = facts_of(ana, now=now)

    assert (facts.tally.due, len(facts.promises) - 1) == (counted, named)


@pytest.mark.parametrize("day", [1, 31])
def test_a_month_has_its_first_and_its_last_day(ana: Person, day: int) -> None:
    renata = stakeholders.create_person(
        actor=ana.actor, person=PersonIn("Renata Vogel", "customer")
    )
    promise(ana.actor, renata, "The timeline", day)

    assert facts_of(ana).tally.due == 1
    assert facts_of(ana).promises[1].words.startswith("The timeline, to Renata")
    for month in ("2026-09", "2026-11"):
        assert facts_of(ana, month).tally.due == 0


def test_a_plan_that_was_committed_is_told_in_its_month_alone(ana: Person) -> None:
    make_bet(ana.actor, "Grow")
    plan = make_plan(ana.actor, "Profit first")
    roadmap.commit_plan(
        actor=ana.actor, plan_id=plan.pk, reason="It pays",
        now=datetime(2026, 10, 31, 22, 30, tzinfo=UTC),
    )  # fmt: skip
    told = {
        month: [one.words for one in facts_of(ana, month).bets]
        for month in ("2026-09", "2026-10", "2026-11")
    }

    assert "Profit first was committed on 31 October, with no bet" in told["2026-10"]
    assert not [one for month in ("2026-09", "2026-11") for one in told[month]
                if "committed" in one]  # fmt: skip
