"""How far a bet may move before the best plan leaves it out, on plans done by hand."""

from __future__ import annotations

import pytest

from leadline.foundation.errors import Conflict
from leadline.foundation.jobs import Cancelled
from leadline.roadmap import actions, queries
from leadline.roadmap.models import Bet, Plan
from leadline.roadmap.types import BetLimits, BetStanding, Limit
from leadline.web.templatetags.planning import effort_limit, value_limit
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_plan, make_team
from tests.web.roadmap import at, run_next


@pytest.fixture
def world(ana: Person) -> dict[str, Bet]:
    """Twenty weeks: a bet of 10 worth 100, one of 10 worth 60, one of 5 worth 30."""
    web = make_team(ana.actor, "Web", Q2027Q1=20)
    return {
        name: make_bet(ana.actor, name, growth=value, effort={web: weeks})
        for name, value, weeks in (
            ("Best", 100, 10), ("Good", 60, 10), ("Small", 30, 5),
        )
    }  # fmt: skip


def planned(person: Person) -> Plan:
    return make_plan(person.actor, periods=1, growth=1.0, profit=0.0)


def limits(person: Person, plan: Plan, bet: Bet) -> BetLimits:
    return actions.work_out_limits(
        actor=person.actor, plan_id=plan.pk, bet_id=bet.pk, time_limit=60
    )


def standing(person: Person, bet: Bet) -> BetStanding:
    found = queries.standing_of_bet(actor=person.actor, bet_id=bet.pk)
    assert found is not None
    return found


def test_a_bet_stays_in_until_it_takes_too_much_or_brings_too_little(
    ana: Person, world: dict[str, Bet]
) -> None:
    plan = planned(ana)

    found = limits(ana, plan, world["Best"])

    # Without it the others bring 90. Alone in all 20 weeks it still brings 100, so it
    # leaves where it no longer fits. It has to bring 30: with Good that is 90.
    assert found.effort.low == pytest.approx(2, abs=0.04)
    assert found.effort.high == pytest.approx(2, abs=0.04)
    assert found.value.low == pytest.approx(0.3, abs=0.02)
    assert found.value.is_proven
    known = standing(ana, world["Best"])
    assert effort_limit(known) == (
        "Stays in until its effort exceeds 20 person-weeks (said 10)"
    )
    assert value_limit(known).startswith("Stays in until it brings less than 3")


def test_the_limit_lies_above_what_it_takes_today(
    ana: Person, world: dict[str, Bet]
) -> None:
    plan = planned(ana)

    found = limits(ana, plan, world["Good"])

    # With Best there is room for 10 weeks: any more, and Small comes in for it.
    assert found.effort.low is not None
    assert 1 <= found.effort.low < 1.04
    assert found.value.low == pytest.approx(0.5, abs=0.02)


def test_a_bet_with_nothing_in_its_way_stays_in_as_far_as_anybody_looked(
    ana: Person,
) -> None:
    web = make_team(ana.actor, "Web", Q2027Q1=1000)
    only = make_bet(ana.actor, "Only", growth=5, effort={web: 10})
    plan = planned(ana)

    found = limits(ana, plan, only)

    assert (found.effort, found.value.is_open) == (
        Limit(16, None, is_open=True), True,
    )  # fmt: skip
    assert effort_limit(standing(ana, only)) == (
        "Stays in even if it takes 160 person-weeks (said 10)"
    )
    assert value_limit(standing(ana, only)) == "Stays in even if it brings nothing"


def test_what_is_not_proven_is_said(ana: Person, world: dict[str, Bet]) -> None:
    planned(ana)
    known = standing(ana, world["Best"])
    unproven = BetLimits(world["Best"].pk, Limit(None, None), Limit(None, None))
    between = BetLimits(world["Best"].pk, Limit(1.5, 3.0), Limit(0.7, 0.2))

    def said(of: BetLimits) -> tuple[str, str]:
        told = BetStanding(known.plan, "2027Q1", None, "", 0, None, of, 10, (8, 14), 80)
        return effort_limit(told), value_limit(told)

    assert "was not proven in the time" in said(unproven)[0]
    assert "was not proven in the time" in said(unproven)[1]
    assert said(between) == (
        "Stays in up to 15 person-weeks at least (said 8 to 14); out at 30; between "
        "was not proven in the time",
        "Stays in at least until one is less than 56% sure of it (said 80%); below was "
        "not proven in the time",
    )


def test_a_bet_that_is_left_out_has_nothing_to_stay_in(
    ana: Person, world: dict[str, Bet]
) -> None:
    plan = planned(ana)

    with pytest.raises(Conflict, match="not in this plan"):
        limits(ana, plan, world["Small"])


def test_a_search_that_is_stopped_keeps_nothing(
    ana: Person, world: dict[str, Bet]
) -> None:
    plan = planned(ana)

    class Stopped:
        started_at = NOW

        def step(self, done: int, total: int, message: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        actions.work_out_limits(
            actor=ana.actor, plan_id=plan.pk, bet_id=world["Best"].pk,
            progress=Stopped(),
        )  # fmt: skip
    assert standing(ana, world["Best"]).limits is None


def test_limits_are_worked_out_from_the_page_of_the_bet(
    ana: Person, world: dict[str, Bet]
) -> None:
    planned(ana)
    best = world["Best"].pk
    asked = ana.browser.post(at(ana, f"bets/{best}/limits/"))
    waiting = ana.browser.get(asked.url).content.decode()
    run_next()
    text = ana.browser.get(asked.url).content.decode()

    assert "Stop the search" in waiting
    assert "Stays in until its effort exceeds 20 person-weeks (said 10)" in text
    refused = ana.browser.post(at(ana, f"bets/{world['Small'].pk}/limits/"))
    assert refused.status_code == 409
