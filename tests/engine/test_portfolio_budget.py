"""What a plan may cost: in all, by period, and what the budget keeps out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from leadline.engine.economics.doubts import doubts_of
from leadline.engine.economics.planned import as_planned
from leadline.engine.futures.choice import Draw, choose
from leadline.engine.futures.realities import Reality
from leadline.engine.futures.risk import Risk
from leadline.engine.portfolio.check import check_plan, violations
from leadline.engine.portfolio.explain import clashes
from leadline.engine.portfolio.problem import PlanMistake, PlanProblem, parse_plan
from leadline.engine.portfolio.result import Demand, Limit
from leadline.engine.portfolio.solve import SolveSettings, best_plan

PLAN = {
    "periods": ["Q1", "Q2"],
    "teams": {"web": [9, 9]},
    "objective": {"growth": 1},
    "discount_per_period": 0.1,
    "currency": "EUR",
    "bets": [
        {"id": "ad", "cost": 60_000, "value": {"growth": 10}},
        {"id": "fair", "cost": 50_000, "value": {"growth": 8}, "duration": 2},
        {"id": "film", "cost": 40_000, "value": {"growth": 5}},
        {"id": "free", "value": {"growth": 1}},
    ],
}


def plan(**more: object) -> PlanProblem:
    return parse_plan({**PLAN, **more})


@pytest.mark.parametrize(
    ("more", "mistake"),
    [
        ({"budget": 5}, "budget: must be an object, not 5"),
        ({"budget": {}}, "budget: give in_all, by_period, or both"),
        ({"budget": {"in_al": 5}}, 'budget: unknown key "in_al", perhaps "in_all"'),
        ({"budget": {"in_all": "5"}}, 'budget.in_all: must be a number, not "5"'),
        ({"budget": {"in_all": -1}}, "budget: a budget cannot be negative; 0 is no m"),
        ({"budget": {"by_period": [-1, 5]}}, "budget: a budget cannot be negative"),
        ({"budget": {"by_period": 5}}, "budget.by_period: must be a list, not 5"),
        (
            {"budget": {"by_period": [5]}},
            "budget.by_period: 1 limits for 2 periods; give one for each period",
        ),
        (
            {"budget": {"by_period": [5, None]}},
            "budget.by_period[1]: must be a number, not null",
        ),
        (
            {"budget": {"in_all": 5}, "currency": None},
            'currency: say which money the budget is in, as in "EUR"',
        ),
        ({"currency": "euro"}, "currency: give the three letters of a currency, as in"),
        ({"currency": 5}, "currency: must be a name in quotes, not 5"),
        (
            {
                "bets": [{"id": "a", "cost": 1e308}, {"id": "b", "cost": 1e308}],
                "budget": {"in_all": 5},
            },
            "bets: the costs are too large to add up; write smaller ones",
        ),
        (
            {"bets": [{"id": "a", "cost": -1}]},
            "bets[0] (a).cost: a cost cannot be negative; what the bet earns belongs i",
        ),
        (
            {"bets": [{"id": "a", "cost": {"p10": 1, "p50": 2, "p90": 3}}]},
            "bets[0] (a).cost: a cost is one number; give the middle of its range",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(
    more: dict[str, object], mistake: str
) -> None:
    with pytest.raises(PlanMistake) as caught:
        plan(**more)

    assert mistake in str(caught.value)


@pytest.mark.parametrize(
    ("budget", "chosen"),
    [
        ({"in_all": 110_000}, {"ad": "Q1", "fair": "Q1", "free": "Q1"}),
        ({"in_all": 109_999}, {"ad": "Q1", "film": "Q1", "free": "Q1"}),
        ({"in_all": 0}, {"free": "Q1"}),
        (
            {"by_period": [60_000, 40_000]},
            {"ad": "Q1", "film": "Q2", "free": "Q1"},
        ),
        (
            {"by_period": [85_000, 65_000]},
            {"ad": "Q1", "fair": "Q1", "film": "Q2", "free": "Q1"},
        ),
        (
            {"by_period": [85_000, 65_000], "in_all": 149_999},
            {"ad": "Q1", "fair": "Q1", "free": "Q1"},
        ),
    ],
)
def test_the_best_plan_stays_within_the_budget(
    budget: dict[str, object], chosen: dict[str, str]
) -> None:
    result = best_plan(plan(budget=budget))

    assert result.periods_of == chosen
    assert result.status == "optimal"


@pytest.mark.parametrize(
    ("limit", "is_met"), [(100_000, True), (99_999.95, True), (99_999, False)]
)
def test_the_checker_refuses_a_hair_above_and_takes_the_limit(
    limit: float, is_met: bool
) -> None:
    chosen = {"ad": "Q1", "film": "Q1"}
    in_all = violations(plan(budget={"in_all": limit}), chosen)
    period = violations(plan(budget={"by_period": [limit, 0]}), chosen)

    if is_met:
        assert in_all == period == []
    else:
        assert [(one.demand, one.words) for one in (*in_all, *period)] == [
            (Demand("budget", ("EUR",)), "the bets cost 100,000 of 99,999 EUR"),
            (
                Demand("budget", ("EUR", "Q1")),
                "the bets in Q1 cost 100,000 of 99,999 EUR",
            ),
        ]


def test_the_checker_derives_what_is_used_again() -> None:
    problem = plan(budget={"in_all": 110_000})
    result = best_plan(problem)
    (limit,) = result.limits

    def told(**change: object) -> list[str]:
        wrong = replace(limit, **change)  # type: ignore[arg-type]
        return check_plan(problem, replace(result, limits=(wrong,)))

    assert check_plan(problem, result) == []
    assert told(used=1.0) == ["the budget in all is 110,000 EUR: 110000 is used, not 1"]
    assert told(keeps_out=("ad",)) == [
        "the budget in all is 110,000 EUR: keeps out what is in: ad"
    ]
    assert check_plan(problem, replace(result, limits=())) == [
        "limits tells of 0 limits, the plan has 1"
    ]


def test_a_clash_with_the_budget_is_told_in_words() -> None:
    bets = [{**bet, "state": "committed"} for bet in PLAN["bets"]]  # type: ignore[attr-defined]

    in_all = clashes(plan(bets=bets, budget={"in_all": 120_000}))
    one = clashes(plan(bets=bets, budget={"by_period": [24_000, 90_000]}))

    assert [clash.words for clash in in_all] == [
        "ad is committed (costs 60,000 EUR)",
        "fair is committed (takes 2 periods, costs 50,000 EUR)",
        "film is committed (costs 40,000 EUR)",
        "the budget in all is 120,000 EUR",
    ]
    assert [clash.words for clash in one] == [
        "fair is committed (takes 2 periods, costs 50,000 EUR)",
        "the budget in Q1 is 24,000 EUR",
    ]


def test_the_dearer_of_two_committed_bets_stands_for_the_cheaper() -> None:
    bets = [
        {"id": f"b{at}", "cost": 10 + at, "effort": {"web": 1}, "state": "committed"}
        for at in range(8)
    ]
    problem = plan(bets=bets, budget={"in_all": 30})

    words = [clash.words for clash in clashes(problem)]

    assert len(words) == 3
    assert words[-1] == "the budget in all is 30 EUR"


def test_what_is_left_out_names_the_budget_its_price_and_who_would_go() -> None:
    in_all = best_plan(plan(budget={"in_all": 110_000}))
    by_period = best_plan(plan(budget={"by_period": [60_000, 30_000]}))

    (film,) = in_all.left_out
    assert (film.why, film.cost_to_force_in) == (
        "the budget in all",
        pytest.approx(2.2),
    )
    assert film.pushes_out == ("fair",)
    assert in_all.limits == (
        Limit(
            Demand("budget", ("EUR",)),
            "the budget in all is 110,000 EUR",
            110_000,
            "EUR",
            ("film",),
        ),
    )
    why = {left.bet: left.why for left in by_period.left_out}
    assert why == {"fair": "the budget in Q1", "film": "the budget in Q2"}
    assert [(one.used, one.keeps_out) for one in by_period.limits] == [
        (60_000, ("fair",)),
        (0, ("film",)),
    ]


def test_a_budget_that_keeps_nothing_out_says_so() -> None:
    result = best_plan(plan(budget={"in_all": 150_000}))

    assert [(one.used, one.keeps_out) for one in result.limits] == [(150_000, ())]
    plain = result.as_plain()
    assert plain["limits"] == [
        {
            "limit": "the budget in all is 150,000 EUR",
            "used": 150_000,
            "unit": "EUR",
            "keeps_out": [],
        }
    ]


@pytest.mark.parametrize("unit", [1e-5, 1.0, 1e7])
def test_the_unit_of_money_changes_nothing(unit: float) -> None:
    bets = [{**bet, "cost": bet.get("cost", 0) * unit} for bet in PLAN["bets"]]  # type: ignore[attr-defined]
    problem = plan(bets=bets, budget={"in_all": 110_000 * unit})

    result = best_plan(problem)

    assert result.periods_of == {"ad": "Q1", "fair": "Q1", "free": "Q1"}
    assert check_plan(problem, result) == []


def unsure(**more: object) -> dict[str, object]:
    """Return a plan whose first bet takes 2 to 4 weeks."""
    first, *others = PLAN["bets"]  # type: ignore[misc]
    effort = {"web": {"p10": 2, "p50": 3, "p90": 4}}
    return {**PLAN, "bets": [{**first, "effort": effort}, *others], **more}


@pytest.mark.parametrize(
    "budget", [{"in_all": 110_000}, {"by_period": [85_000, 25_000]}]
)
def test_no_future_spends_more_than_the_budget(budget: dict[str, object]) -> None:
    file = unsure(budget=budget)
    problem, doubts = parse_plan(file), doubts_of(file)

    found = choose(
        problem,
        doubts,
        Risk(),
        draw=Draw(24, 1),
        settings=SolveSettings(time_limit=60),
    )
    # Where the first bet finds no room, the money goes to the next.
    values = np.array([[3.0, 40.0]])
    done = as_planned(Reality(problem, doubts, values), found.chosen)

    assert found.chosen == {"ad": "Q1", "fair": "Q1", "free": "Q1"}
    assert found.bound == pytest.approx(10 + 7.2 + 1)
    assert found.value == pytest.approx(found.outcomes.mean)
    assert found.value <= found.bound + 1e-9
    assert {one.bet: one.share for one in found.standings}["film"] == 0
    assert done.ends["ad"].tolist() == [0, -1]
