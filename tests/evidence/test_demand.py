"""What a need's pieces add up to, by the days they were said on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from leadline.evidence.actions import refresh_demand
from leadline.evidence.models import Feedback, NeedDemand
from leadline.evidence.queries import moved_needs
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
