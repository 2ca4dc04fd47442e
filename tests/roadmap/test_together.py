"""Who asks for a bet of several needs asks for them together, and that is said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from leadline.overview.briefing.figures import figures_of
from leadline.overview.briefing.record import read_record
from leadline.roadmap import actions
from leadline.roadmap.models import BetNeed
from leadline.stakeholders.types import Audience
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_customer, make_known_need, make_plan

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("needs", "heading", "behind", "told"),
    [
        (
            1,
            "Sign-on: 2 customers have the need it answers</h1>",
            "2 customers,",
            "2 customers have the need it answers",
        ),
        (
            2,
            "Sign-on: 4 customers have one of the 2 needs it answers</h1>",
            "4 customers for its 2 needs together,",
            "4 customers have one of the 2 needs it answers",
        ),
    ],
)
def test_who_asks_for_a_bet_of_several_needs_is_counted_together(
    ana: Person, needs: int, heading: str, behind: str, told: str
) -> None:
    bet = make_bet(ana.actor, "Sign-on", growth=9)
    for n in range(needs):
        who = tuple(make_customer(ana.actor, f"C {n} {i}", 1000) for i in range(2))
        need = make_known_need(ana.actor, f"Need {n}", who)
        BetNeed.objects.create(
            workspace_id=ana.actor.workspace_id, bet=bet, need_id=need.pk
        )
    plan = make_plan(ana.actor)
    actions.commit_plan(actor=ana.actor, plan_id=plan.pk, reason="It fits", now=NOW)
    home = f"/w/{ana.actor.workspace_id}/roadmap/"

    def shown(address: str) -> str:
        return " ".join(ana.browser.get(home + address).content.decode().split())

    assert heading in shown(f"bets/{bet.pk}/")
    assert behind in shown(f"plans/{plan.pk}/?view=table")
    later = NOW + timedelta(days=1)
    record = read_record(actor=ana.actor, since=NOW - timedelta(days=30), now=later)
    assert record.coming[bet.pk].asked == told
    (most,) = [
        one
        for one in figures_of(record, Audience.SALES, [])
        if one.label == "Most asked for"
    ]
    assert ("for its 2 needs together" in most.note) is (needs == 2)
