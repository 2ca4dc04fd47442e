"""What a need's pieces add up to, by the days they were said on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps

from leadline.evidence.actions import refresh_demand
from leadline.evidence.models import Feedback, NeedDemand
from leadline.evidence.queries import list_needs, moved_needs
from leadline.evidence.types import NeedFilter
from tests.conftest import Person
from tests.evidence.makers import say, want

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


def kept(who: Person, need_id: int) -> NeedDemand:
    refresh_demand(actor=who.actor, need_ids=[need_id])
    return NeedDemand.objects.get(need_id=need_id)


def test_a_piece_counts_in_the_week_it_was_said_in(ana: Person) -> None:
    need = want(ana.actor)
    for number, at in enumerate(
        (MONDAY, MONDAY - timedelta(seconds=1), MONDAY + timedelta(days=6, hours=23))
    ):
        say(ana.actor, f"Slow {number}", need=need, said_at=at)

    found = kept(ana, need.pk)

    assert found.weeks == {"2026-11-16": 1, "2026-11-23": 2}
    assert found.first_at == MONDAY - timedelta(seconds=1)
    assert found.last_at == MONDAY + timedelta(days=6, hours=23)


def test_a_piece_without_a_day_counts_and_moves_nothing(ana: Person) -> None:
    need = want(ana.actor)
    say(ana.actor, "Slow", need=need, said_at=MONDAY)
    undated = say(ana.actor, "Slower", need=need, said_at=MONDAY - timedelta(days=30))
    Feedback.objects.filter(pk=undated.pk).update(is_dated=False)

    found = kept(ana, need.pk)

    assert found.pieces == 2
    assert found.weeks == {"2026-11-23": 1}
    assert found.first_at == MONDAY
    assert moved_needs(actor=ana.actor, now=MONDAY, limit=5) == []


@pytest.mark.parametrize(
    ("asked", "direction"),
    [
        ({"kind": "interview"}, "asked"),
        ({"nps": 6}, "asked"),
        ({"kind": "request"}, "rising"),
        ({}, "rising"),
    ],
)
def test_a_need_does_not_rise_because_we_asked(
    ana: Person, asked: dict[str, object], direction: str
) -> None:
    need = want(ana.actor)
    for number in range(12):
        week = MONDAY - timedelta(weeks=number)
        say(ana.actor, f"Slow {number}", need=need, said_at=week)
    for number in range(20):
        piece = say(ana.actor, f"Slow as asked {number}", need=need, said_at=MONDAY)
        Feedback.objects.filter(pk=piece.pk).update(**asked)

    found = kept(ana, need.pk)

    now = MONDAY + timedelta(days=1)
    (row,) = list_needs(actor=ana.actor, wanted=NeedFilter(), now=now).items
    assert sum(found.asked.values()) == (20 if direction == "asked" else 0)
    assert row.trend.direction == direction
    assert sum(row.weeks) == row.trend.recent + row.trend.before
    moved = moved_needs(actor=ana.actor, now=now, limit=5)
    assert [one.id for one in moved] == [need.pk] * (direction == "rising")


@pytest.mark.parametrize(("ours", "direction"), [(3, "rising"), (20, "asked")])
def test_a_rise_that_holds_without_what_we_asked_for_is_one(
    ana: Person, ours: int, direction: str
) -> None:
    need = want(ana.actor)
    for number in range(20):
        piece = say(ana.actor, f"Slow {number}", need=need, said_at=MONDAY)
        if number < ours:
            Feedback.objects.filter(pk=piece.pk).update(kind="interview")
    kept(ana, need.pk)

    rows = list_needs(actor=ana.actor, wanted=NeedFilter(trend=direction), now=MONDAY)

    assert [row.id for row in rows.items] == [need.pk]


def test_an_older_workspace_counts_what_was_asked_for_as_it_is_counted_now(
    ana: Person,
) -> None:
    need = want(ana.actor)
    weeks = (0, 1, 8)
    for number, week in enumerate(weeks):
        at = MONDAY - timedelta(days=7 * week, seconds=number)
        say(ana.actor, f"Slow {number}", need=need, said_at=at, kind="interview")
    came = say(ana.actor, "Slow as it is", need=need, said_at=MONDAY)
    away = say(ana.actor, "Put away", need=need, said_at=MONDAY, nps=3)
    Feedback.objects.filter(pk=away.pk).update(state="archived")
    now = kept(ana, need.pk).asked
    NeedDemand.objects.update(asked={})

    moved = import_module(
        "leadline.evidence.migrations.0009_pieces_that_were_asked_for"
    )
    moved.count_asked(apps, None)

    assert sum(now.values()) == len(weeks)
    assert came.need_id == need.pk
    assert NeedDemand.objects.get(need=need).asked == now
