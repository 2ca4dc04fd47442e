"""What a plan brings is drawn once for the same plan, and anew for a changed one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from leadline.foundation.once import read_once
from leadline.roadmap import actions, queries
from leadline.roadmap.bridge import drawing
from leadline.roadmap.types import Range
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_plan, make_team

pytestmark = pytest.mark.django_db


def test_a_plan_is_drawn_again_once_it_is_another(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    web = make_team(ana.actor, "Web", Q2027Q1=10, Q2027Q2=10)
    weeks = Range(Decimal(3), Decimal(5), Decimal(9))
    bet = make_bet(ana.actor, "Shift swaps", growth=1000, effort={web: weeks})
    plan = make_plan(ana.actor, futures=0)
    drawn: list[int] = []
    weigh = drawing.weigh_in_futures

    def counted(**asked: Any) -> Any:
        drawn.append(1)
        return weigh(**asked)

    monkeypatch.setattr(drawing, "weigh_in_futures", counted)

    first = queries.brings_of_plan(actor=ana.actor, plan_id=plan.pk)
    again = queries.brings_of_plan(actor=ana.actor, plan_id=plan.pk)
    assert (first, len(drawn)) == (again, 1)

    actions.move_bet(
        actor=ana.actor, plan_id=plan.pk, bet_id=bet.pk, to_period="", reason="Later",
        now=NOW,
    )  # fmt: skip
    moved = queries.brings_of_plan(actor=ana.actor, plan_id=plan.pk)
    assert (moved != first, len(drawn)) == (True, 2)


def test_a_page_reads_a_plan_once_and_a_change_is_seen_by_the_next(
    ana: Person, django_assert_num_queries: Any
) -> None:
    make_bet(ana.actor, growth=100)
    plan = make_plan(ana.actor, futures=0)
    with read_once():
        before = queries.plan_page(actor=ana.actor, plan_id=plan.pk).head
        with django_assert_num_queries(0):
            assert queries.head_of_plan(actor=ana.actor, plan_id=plan.pk) == before

    actions.rename_plan(actor=ana.actor, plan_id=plan.pk, name="Another")

    with read_once():
        after = queries.head_of_plan(actor=ana.actor, plan_id=plan.pk)
    assert (before.name, after.name) == ("Plan 2027", "Another")
