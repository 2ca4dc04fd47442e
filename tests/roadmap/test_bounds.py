"""Plans under a budget and with shares of the effort for goals and products."""

from __future__ import annotations

import pytest

from leadline.accounts import actions as accounts
from leadline.foundation.errors import Invalid, NotFound
from leadline.roadmap import actions, queries
from leadline.roadmap.models import Bet, BetCost, Plan, PlanItem
from leadline.roadmap.types import (
    BoundKind,
    GroupKind,
    PlanIn,
    PlanStatus,
    ShareAsk,
)
from leadline.strategy.models import Goal
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_goal, make_plan, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def bets(ana: Person) -> dict[str, Bet]:
    """Twenty weeks in two quarters, and four bets of five that bring less and less."""
    web = make_team(ana.actor, "Web", Q2027Q1=10, Q2027Q2=10)
    found = {
        name: make_bet(ana.actor, name, growth=value, effort={web: 5})
        for name, value in (("Film", 900), ("Fair", 500), ("Ad", 400), ("Care", 10))
    }
    for name, once in (("Film", "80k"), ("Fair", "20k..30k..60k"), ("Ad", "10k")):
        actions.set_bet_costs(
            actor=ana.actor, bet_id=found[name].pk, once=once, year="1k", now=NOW
        )
    return found


@pytest.fixture
def care(ana: Person, bets: dict[str, Bet]) -> Goal:
    goal = make_goal(ana.actor, "Care for what is there")
    actions.set_bet_goals(
        actor=ana.actor, bet_id=bets["Care"].pk, goal_ids=[goal.pk], now=NOW
    )
    return goal


def plan(person: Person, **ask: object) -> Plan:
    return make_plan(person.actor, profit=0.0, time_limit=20.0, **ask)


def names_in(plan: Plan) -> set[str]:
    items = PlanItem.objects.filter(plan=plan)
    return set(items.values_list("bet__title", flat=True))


def test_a_budget_in_all_holds_what_bets_cost_once_and_says_what_it_keeps_out(
    ana: Person, bets: dict[str, Bet]
) -> None:
    made = plan(ana, budget=60_000.0)

    (use,) = queries.plan_page(actor=ana.actor, plan_id=made.pk).limits
    assert names_in(made) == {"Fair", "Ad", "Care"}
    assert (use.kind, use.name, use.period) == (BoundKind.BUDGET, "", "")
    # The fair counts with the middle of its range, and nothing by the year.
    assert (use.of, use.used, use.is_broken) == (60_000, 40_000, False)
    assert [bet.title for bet in use.keeps_out] == ["Film"]
    assert made.budget == {"in_all": 60_000.0}


def test_a_budget_by_quarter_holds_in_each(ana: Person, bets: dict[str, Bet]) -> None:
    made = plan(ana, budget_by_period=(80_000.0, 30_000.0))

    page = queries.plan_page(actor=ana.actor, plan_id=made.pk)
    assert names_in(made) == {"Film", "Fair", "Care"}
    assert [(use.period, use.of, use.used) for use in page.limits] == [
        ("2027Q1", 80_000, 80_000), ("2027Q2", 30_000, 30_000),
    ]  # fmt: skip


def test_a_plan_without_a_budget_is_written_as_before(
    ana: Person, bets: dict[str, Bet]
) -> None:
    file = queries.plan_file(
        actor=ana.actor,
        ask=PlanIn("Plan", first_period="2027Q1", periods=2, reason="Why"),
    ).file

    assert not {"budget", "currency", "shares"} & file.keys()
    assert all("cost" not in bet for bet in file["bets"])


def test_a_goal_takes_at_least_its_share_and_another_bet_goes(
    ana: Person, bets: dict[str, Bet], care: Goal
) -> None:
    web = make_team(ana.actor, "Data")
    make_bet(ana.actor, "Late", growth=300, effort={web: 0})
    asked = ShareAsk(GroupKind.GOAL, care.pk, at_least=0.4)

    made = plan(ana, shares=(asked,))

    (use,) = queries.plan_page(actor=ana.actor, plan_id=made.pk).limits
    assert {"Film", "Care", "Late"} == names_in(made)
    assert (use.kind, use.name, use.of) == (BoundKind.LEAST, care.name, 0.4)
    assert use.used == 0.5
    assert [bet.title for bet in use.keeps_out] == ["Fair", "Ad"]


def test_a_product_takes_at_most_its_share(
    ana: Person, olu: Person, bets: dict[str, Bet]
) -> None:
    product = accounts.add_product(actor=olu.actor, name="Studio")
    for name in ("Film", "Fair"):
        Bet.objects.filter(pk=bets[name].pk).update(product_id=product.id)
    asked = ShareAsk(GroupKind.PRODUCT, product.id, at_most=0.34)

    made = plan(ana, shares=(asked,))

    (use,) = queries.plan_page(actor=ana.actor, plan_id=made.pk).limits
    assert names_in(made) == {"Film", "Ad", "Care"}
    assert (use.kind, use.name) == (BoundKind.MOST, "Studio")
    assert use.used == pytest.approx(1 / 3)


def test_a_clash_names_the_limit_in_money_and_what_to_do_about_it(
    ana: Person, bets: dict[str, Bet]
) -> None:
    actions.set_bet_state(
        actor=ana.actor, bet_ids=[bets["Film"].pk], state="committed", reason="Sold",
        now=NOW,
    )  # fmt: skip
    made = plan(ana, budget=50_000.0)

    page = queries.plan_page(actor=ana.actor, plan_id=made.pk)
    assert made.status == PlanStatus.INFEASIBLE
    assert {clash.kind for clash in page.clashes} == {"committed", "budget"}
    assert "the budget in all is €50,000" in [clash.words for clash in page.clashes]
    assert page.limits == ()


def test_a_clash_names_the_quarter_of_a_budget_and_the_goal_of_a_share(
    ana: Person, bets: dict[str, Bet], care: Goal
) -> None:
    actions.set_bet_state(
        actor=ana.actor, bet_ids=[bets["Film"].pk], state="committed", reason="Sold",
        now=NOW,
    )  # fmt: skip
    by_quarter = plan(ana, budget_by_period=(70_000.0, 79_999.0))
    shared = plan(ana, shares=(ShareAsk(GroupKind.GOAL, care.pk, at_least=0.6),))

    clashes = queries.plan_page(actor=ana.actor, plan_id=by_quarter.pk).clashes
    budgets = [clash for clash in clashes if clash.kind == "budget"]
    assert [(clash.period, clash.bet_id) for clash in budgets] == [
        ("2027Q1", None), ("2027Q2", None),
    ]  # fmt: skip
    assert budgets[1].words == "the budget in 2027Q2 is €79,999"
    clashes = queries.plan_page(actor=ana.actor, plan_id=shared.pk).clashes
    assert f"“{care.name}” takes at least 60% of the effort" in [
        clash.words for clash in clashes
    ]


def test_a_move_by_hand_may_break_a_limit_and_the_page_says_so(
    ana: Person, bets: dict[str, Bet]
) -> None:
    made = plan(ana, budget=60_000.0)

    actions.move_bet(
        actor=ana.actor, plan_id=made.pk, bet_id=bets["Film"].pk, to_period="2027Q2",
        reason="The film is sold", seen=made.changed_at, now=NOW,
    )  # fmt: skip

    page = queries.plan_page(actor=ana.actor, plan_id=made.pk)
    assert page.limits[0].used == 120_000
    assert page.limits[0].is_broken
    assert page.head.broken == ("the bets cost 120,000 of 60,000 EUR",)


def test_two_plans_are_compared_by_their_limits(
    ana: Person, bets: dict[str, Bet]
) -> None:
    one, other = plan(ana), plan(ana, budget=60_000.0)

    (pair,) = queries.compare_plans(
        actor=ana.actor, one_id=one.pk, other_id=other.pk
    ).limits

    assert pair.one is None
    assert pair.other is not None
    assert pair.other.used == 40_000


def test_the_files_of_a_plan_have_its_limits(ana: Person, bets: dict[str, Bet]) -> None:
    made = plan(ana, budget=60_000.0)

    file, result = queries.export_plan(actor=ana.actor, plan_id=made.pk)

    assert (file["budget"], file["currency"]) == ({"in_all": 60_000.0}, "EUR")
    (limit,) = result["limits"]
    assert (limit["limit"], limit["used"], limit["unit"]) == (
        "the budget in all is 60,000 EUR", 40_000, "EUR",
    )  # fmt: skip
    asked = queries.limits_of_plan(actor=ana.actor, plan_id=made.pk)
    assert (asked.in_all, asked.by_period, asked.shares) == (60_000, (), ())


def test_groups_are_open_goals_and_products_with_bets_to_do(
    ana: Person, olu: Person, bets: dict[str, Bet], care: Goal
) -> None:
    product = accounts.add_product(actor=olu.actor, name="Studio")
    accounts.add_product(actor=olu.actor, name="Nothing yet")
    make_goal(ana.actor, "Nobody serves it")
    Bet.objects.filter(pk=bets["Film"].pk).update(product_id=product.id)

    found = queries.groups_of_bets(actor=ana.actor)

    assert [(one.key, one.name, one.bets) for one in found] == [
        (f"goal-{care.pk}", care.name, {bets["Care"].pk}),
        (f"product-{product.id}", "Studio", {bets["Film"].pk}),
    ]


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ({}, "Say what share"),
        ({"at_least": 1.01}, "A share lies between 0 and 100%."),
        ({"at_most": -0.01}, "A share lies between 0 and 100%."),
        ({"at_least": 0.5, "at_most": 0.4}, "at least more than it takes at most"),
    ],
)
def test_a_share_without_a_meaning_is_refused_at_its_field(
    ana: Person, bets: dict[str, Bet], care: Goal, ends: dict[str, float], words: str
) -> None:
    with pytest.raises(Invalid, match=words) as refused:
        plan(ana, shares=(ShareAsk(GroupKind.GOAL, care.pk, **ends),))

    assert refused.value.field == "shares"


def test_shares_that_nothing_meets_twice_the_same_and_of_nobody_are_refused(
    ana: Person, bets: dict[str, Bet], care: Goal
) -> None:
    other = make_goal(ana.actor, "Be seen")
    actions.set_bet_goals(
        actor=ana.actor, bet_id=bets["Film"].pk, goal_ids=[other.pk], now=NOW
    )
    half = [ShareAsk(GroupKind.GOAL, pk, at_least=0.5) for pk in (care.pk, other.pk)]
    more = ShareAsk(GroupKind.GOAL, other.pk, at_least=0.51)

    assert plan(ana, shares=tuple(half)).status == PlanStatus.OPTIMAL
    with pytest.raises(Invalid, match="more than all of the effort"):
        plan(ana, shares=(half[0], more))
    with pytest.raises(Invalid, match="has two shares"):
        plan(ana, shares=(half[1], more))
    with pytest.raises(Invalid, match="has no bet to plan any more"):
        plan(ana, shares=(ShareAsk(GroupKind.PRODUCT, 1, at_least=0.1),))


def test_budgets_without_a_meaning_are_refused_at_their_fields(
    ana: Person, bets: dict[str, Bet]
) -> None:
    with pytest.raises(Invalid) as negative:
        plan(ana, budget=-1.0)
    with pytest.raises(Invalid) as uneven:
        plan(ana, budget_by_period=(1.0,))
    free = plan(ana, budget=0.0)
    BetCost.objects.filter(bet=bets["Ad"]).update(currency="CHF")
    with pytest.raises(Invalid, match="“Ad” costs is written in CHF") as foreign:
        plan(ana, budget=1.0)

    assert [error.value.field for error in (negative, uneven, foreign)] == [
        "budget", "budget_by_period", "budget",
    ]  # fmt: skip
    assert names_in(free) == {"Care"}


def test_limits_of_a_plan_are_open_to_readers_and_hidden_from_strangers(
    ana: Person, ben: Person, cleo: Person, bets: dict[str, Bet]
) -> None:
    made = plan(ana, budget=60_000.0)

    assert queries.limits_of_plan(actor=ben.actor, plan_id=made.pk).in_all == 60_000
    with pytest.raises(NotFound):
        queries.limits_of_plan(actor=cleo.actor, plan_id=made.pk)
    assert queries.groups_of_bets(actor=cleo.actor) == []
