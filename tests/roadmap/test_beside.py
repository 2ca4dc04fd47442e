"""Two plans side by side in the same futures, and approving one of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from leadline.roadmap import actions, queries
from leadline.roadmap.models import Plan
from leadline.roadmap.types import (
    Ahead,
    BesideInFutures,
    PlanAhead,
    Range,
    Spread,
)
from leadline.web.roadmap.side_by_side import lede
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


def test_the_same_bets_chosen_by_other_weights_are_the_same_plan(ana: Person) -> None:
    """Both may take more weeks than there are; weights say not which goes first."""
    web = make_team(ana.actor, "Web", Q2027Q1=10)
    work = Range(Decimal(2), Decimal(5), Decimal(12))
    few, many = spread(10, 20, 40), spread(60, 90, 120)
    make_bet(ana.actor, "Grow", growth=many, profit=few, effort={web: work})
    make_bet(ana.actor, "Earn", growth=few, profit=many, effort={web: work})
    grows = make_plan(ana.actor, "Grows", periods=1, growth=1.0, profit=0.0)
    earns = make_plan(ana.actor, "Earns", periods=1, growth=0.0, profit=1.0)

    one, other = (
        queries.brings_of_plan(actor=ana.actor, plan_id=plan.pk)
        for plan in (grows, earns)
    )
    text = text_of(ana, f"plans/compare/?one={grows.pk}&other={earns.pk}")

    assert one is not None
    assert other is not None
    assert one.unfinished == other.unfinished > 0
    assert (one.growth, one.profit) == (other.growth, other.profit)
    assert "“Grows” and “Earns” have the same bets in the same quarters." in text
    assert "come to the same: 2 bets." in text
    assert "is ahead in" not in text


def test_middles_that_are_as_good_as_the_same_are_not_called_higher(
    ana: Person, pair: tuple[Plan, Plan]
) -> None:
    def ahead(revenue: float, profit: float, behind: float) -> PlanAhead:
        points = {"revenue": revenue, "profit": profit, "margin": 0.2}
        return PlanAhead(
            (),
            {name: Spread(at, at, at, at) for name, at in points.items()},
            dict.fromkeys(points, 0.1),
            dict.fromkeys(points, behind),
        )

    earns, grows = pair
    page = queries.compare_plans(
        actor=ana.actor, one_id=earns.pk, other_id=grows.pk
    )  # one in, one out
    said = {
        (7_900_452, 1_913_000): "ends Q4 2027 with as good as the same revenue; in 62% "
        "of 8,192 futures with less profit, the middle €17k lower.",
        (7_900_452, 1_930_000): "ends Q4 2027 with as good as the same revenue; with "
        "as good as the same profit.",
    }
    for (revenue, profit), words in said.items():
        both = (ahead(7_900_000, 1_930_000, 0), ahead(revenue, profit, 0.62))
        goals = Ahead((), both, True, end="Q4 2027", currency="EUR", futures=8192)
        told = lede(page, BesideInFutures(goals=goals))
        assert told == f"0 bets are in both. “Grows” {words}"


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
