"""What Today asks for, on both sides of each day it counts by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from leadline.evidence.queries import list_needs, moved_needs
from leadline.evidence.types import NeedFilter
from leadline.overview.home import today
from leadline.stakeholders.actions import create_person, create_promise
from leadline.stakeholders.types import PersonIn, PromiseIn
from tests.conftest import Person
from tests.decisions.making import make_decision
from tests.evidence.makers import say, want
from tests.factories import make_goal, make_metric, make_reading

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = NOW.date()


def goal_of(who: Person, due_in: int, read_ago: int = 0, value: int = 120) -> None:
    """Set a goal from 100 to 160 by a day, with one reading of its metric."""
    metric = make_metric(who.actor)
    make_reading(who.actor, metric, DAY - timedelta(days=read_ago), value)
    make_goal(
        who.actor, "Grow", metric_id=metric.pk, baseline=Decimal(100),
        target=Decimal(160), target_date=DAY + timedelta(days=due_in),
    )  # fmt: skip


def names(goals: list) -> list[str]:
    return [goal.name for goal in goals]


@pytest.mark.parametrize(
    ("due_in", "value", "asked"),
    [(30, 120, ["Grow"]), (31, 120, []), (-1, 120, ["Grow"]), (-1, 160, []),
     (30, 159, ["Grow"]), (30, 160, [])],
)  # fmt: skip
def test_a_goal_waits_from_thirty_days_before_its_day_until_it_is_reached(
    ana: Person, due_in: int, value: int, asked: list[str]
) -> None:
    goal_of(ana, due_in, value=value)

    assert names(today(actor=ana.actor, now=NOW, on=DAY).late_goals) == asked


@pytest.mark.parametrize(("read_ago", "asked"), [(45, []), (46, ["Grow"])])
def test_a_metric_unread_for_more_than_45_days_is_asked_for(
    ana: Person, read_ago: int, asked: list[str]
) -> None:
    goal_of(ana, due_in=400, read_ago=read_ago)

    brief = today(actor=ana.actor, now=NOW, on=DAY)

    assert names(brief.stale_goals) == asked
    assert brief.late_goals == []


@pytest.mark.parametrize(
    ("n", "left", "promises", "unseen"),
    [(5, 0, 5, 0), (6, 1, 6, 0), (12, 7, 12, 0), (13, 8, 12, 1)],
)
def test_what_today_does_not_show_is_counted_with_the_way_to_it(
    ana: Person, n: int, left: int, promises: int, unseen: int
) -> None:
    """Five decisions stand there, and twelve promises that are late or due."""
    say(ana.actor, "The rota is slow", None, None)
    jonas = create_person(actor=ana.actor, person=PersonIn("Jonas", "sales")).pk
    for at in range(n):
        make_decision(ana)
        due = DAY + timedelta(days=at % 3)
        said = PromiseIn(jonas, f"Answer {at}", due_date=due, state="agreed")
        create_promise(actor=ana.actor, promise=said, now=NOW)

    brief = today(actor=ana.actor, now=NOW, on=DAY)

    assert (len(brief.decisions), brief.decisions.left) == (5, left)
    assert (len(brief.promises), brief.promises_left) == (promises, unseen)
    page = ana.browser.get(f"/w/{ana.actor.workspace_id}/").content.decode()
    more = f">{left} more</a>"
    decisions = page.split('id="s-dec"')[1].split("</section>")[0]
    assert (more in decisions) is bool(left)
    assert 'decisions/"' in decisions


def test_bars_and_the_counts_beside_them_are_of_the_same_weeks(ana: Person) -> None:
    need = want(ana.actor, "Alpha")
    for days in (0, 1, 8, 15, 22, 30, 60, 110, 111, 112, 140):
        say(ana.actor, f"word {days}", None, need, said_at=NOW - timedelta(days=days))
    for listed in (
        list_needs(actor=ana.actor, wanted=NeedFilter(), now=NOW)[0],
        *moved_needs(actor=ana.actor, now=NOW),
    ):
        assert sum(listed.weeks) == listed.trend.recent + listed.trend.before
        assert listed.weeks[-1] == 1, "the running week is the last bar"
