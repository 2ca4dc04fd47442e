"""A bet left out that more best plans have in than one that is in: it is said why."""

from __future__ import annotations

from typing import Any

import pytest

from leadline.roadmap import actions, queries
from leadline.roadmap.models import Bet, Plan
from leadline.web.templatetags.plan_ahead import outdoes_words, outdone_words
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_plan, make_team

WHY = "is the best found for one future alone"


@pytest.fixture
def bets(ana: Person) -> dict[str, Bet]:
    """Twenty weeks, of which the first two bets take all."""
    web = make_team(ana.actor, "Web", Q2027Q1=20)
    return {
        name: make_bet(ana.actor, name, growth=value, effort={web: weeks})
        for name, value, weeks in (
            ("Best", 100, 10), ("Good", 60, 10), ("Small", 30, 5),
        )
    }  # fmt: skip


def planned(person: Person, bets: dict[str, Bet], **shares: float) -> Plan:
    """A committed plan of which so large shares of ten best plans have each bet in."""
    plan = make_plan(person.actor, periods=1, growth=1.0, profit=0.0)
    stands: list[dict[str, Any]] = [
        {"bet_id": bets[name].pk, "share": share, "standing": "borderline"}
        for name, share in shares.items()
    ]
    plan.futures = {"planned": 10, "count": 10, "stands": stands}
    plan.save()
    actions.commit_plan(actor=person.actor, plan_id=plan.pk, reason="Go", now=NOW)
    return plan


@pytest.mark.parametrize(("small", "is_said"), [(0.4, False), (0.5, True)])
def test_the_plan_says_why_where_the_shares_ask_for_it(
    ana: Person, bets: dict[str, Bet], small: float, is_said: bool
) -> None:
    plan = planned(ana, bets, Best=1.0, Good=0.4, Small=small)
    page = queries.plan_page(actor=ana.actor, plan_id=plan.pk)
    told = outdone_words(page)
    assert (WHY in told) is is_said
    if is_said:
        assert told.startswith(
            "“Small” is left out, in the best plan found of 5 futures, and “Good” is "
            "in, in that of 4:"
        )


@pytest.mark.parametrize(("small", "is_said"), [(0.4, False), (0.5, True)])
def test_so_does_the_page_of_the_bet(
    ana: Person, bets: dict[str, Bet], small: float, is_said: bool
) -> None:
    planned(ana, bets, Best=1.0, Good=0.4, Small=small)
    found = queries.standing_of_bet(actor=ana.actor, bet_id=bets["Small"].pk)
    assert found is not None
    assert (WHY in outdoes_words(found)) is is_said
    inside = queries.standing_of_bet(actor=ana.actor, bet_id=bets["Good"].pk)
    assert inside is not None
    assert outdoes_words(inside) == ""
    page = ana.browser.get(
        f"/w/{ana.actor.workspace_id}/roadmap/bets/{bets['Small'].pk}/standing/"
    )
    assert (WHY in " ".join(page.content.decode().split())) is is_said
