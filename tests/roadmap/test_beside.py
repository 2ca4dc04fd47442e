"""Two plans side by side in the same futures, and approving one of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from leadline.roadmap import actions, queries
from leadline.roadmap.models import Plan
from leadline.roadmap.types import Range
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_plan, make_team
from tests.web.roadmap import at, text_of


def spread(low: int, middle: int, high: int) -> Range:
    return Range(Decimal(low), Decimal(middle), Decimal(high))


@pytest.fixture
def pair(ana: Person) -> tuple[Plan, Plan]:
    """One team, two bets of which one fits: the plan for profit, that for growth."""
    web = make_team(ana.actor, "Web", Q2027Q1=10)
    growth, profit = spread(50, 100, 200), spread(60, 90, 120)
    make_bet(ana.actor, "Grow", growth=growth, effort={web: 10})
    make_bet(ana.actor, "Earn", profit=profit, effort={web: 10})
    earns = make_plan(ana.actor, "Earns", periods=1, growth=0.0, profit=1.0)
    grows = make_plan(ana.actor, "Grows", periods=1, growth=1.0, profit=0.0)
    return earns, grows


def test_both_are_weighed_in_the_futures_of_the_newer(
    ana: Person, pair: tuple[Plan, Plan]
) -> None:
    earns, grows = pair

    found = queries.compare_in_futures(
        actor=ana.actor, one_id=grows.pk, other_id=earns.pk, today=NOW.date()
    )

    assert (found.futures, found.why) == (2000, "")
    assert found.one is not None
    assert found.other is not None
    assert (found.one.growth.p90, found.other.profit.p90) == (0, 0)
    assert found.other.growth.p10 == pytest.approx(50, rel=0.1)
    # By the weights of the newer only growth counts, so it is ahead in every future.
    assert (found.ahead, found.behind) == (1, 0)
    assert found.gain == pytest.approx(found.other.growth.mean)


def test_a_plan_is_no_better_than_itself(ana: Person, pair: tuple[Plan, Plan]) -> None:
    again = make_plan(ana.actor, "Again", periods=1, growth=1.0, profit=0.0)

    found = queries.compare_in_futures(
        actor=ana.actor, one_id=pair[1].pk, other_id=again.pk, today=NOW.date()
    )

    assert (found.gain, found.ahead, found.behind) == (0, 0, 0)


def test_plans_that_cannot_be_weighed_together_say_why(
    ana: Person, pair: tuple[Plan, Plan]
) -> None:
    later = make_plan(ana.actor, "Later", periods=1, first_period="2027Q2")

    found = queries.compare_in_futures(
        actor=ana.actor, one_id=pair[0].pk, other_id=later.pk, today=NOW.date()
    )

    assert (found.why, found.one) == ("They are of other quarters", None)


def test_the_page_lists_what_only_each_has_and_approves_one_with_a_reason(
    ana: Person, pair: tuple[Plan, Plan]
) -> None:
    earns, grows = pair
    actions.commit_plan(actor=ana.actor, plan_id=earns.pk, reason="First", now=NOW)

    text = text_of(ana, f"plans/compare/?one={earns.pk}&other={grows.pk}")
    bare = ana.browser.post(at(ana, f"plans/{grows.pk}/commit/"), {"reason": " "})
    ana.browser.post(at(ana, f"plans/{grows.pk}/commit/"), {"reason": "Jonas asked"})

    assert "From “Earns” to “Grows”: 1 in, 1 out, 0 moved." in text
    assert "in the same 2,000 futures, it is ahead in 100% and behind in 0%" in text
    assert text.count("Approve as the plan") == 1
    assert "This is the plan." in text
    assert bare.status_code == 422
    states = dict(Plan.objects.values_list("name", "state"))
    assert states == {"Earns": "superseded", "Grows": "committed"}
    history = text_of(ana, "plans/")
    assert "First" in history
    assert "Jonas asked" in history


def test_a_reader_compares_and_approves_nothing(
    ana: Person, ben: Person, pair: tuple[Plan, Plan]
) -> None:
    text = text_of(ben, f"plans/compare/?one={pair[0].pk}&other={pair[1].pk}")

    assert "ahead in 100%" in text
    assert "Approve as the plan" not in text
