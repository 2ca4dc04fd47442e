"""Plans with a budget and shares of the effort, held against trying every plan."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from leadline.engine.economics.carried_out import order_of, outcome
from leadline.engine.economics.doubts import Reality
from leadline.engine.portfolio.check import check_plan, rederive, violations
from leadline.engine.portfolio.frontier import frontier
from leadline.engine.portfolio.greedy import greedy_plan
from leadline.engine.portfolio.improve import improved
from leadline.engine.portfolio.model import build_model
from leadline.engine.portfolio.ordering import plan_in_order
from leadline.engine.portfolio.problem import BetState, PlanProblem, parse_plan
from leadline.engine.portfolio.result import PlanStatus
from leadline.engine.portfolio.solve import SolveSettings, best_plan
from leadline.engine.portfolio.solver import Watch
from leadline.engine.portfolio.tidy import tidied
from leadline.engine.portfolio.tighten import tightened
from leadline.engine.portfolio.value import value_of
from tests.engine.brute import (
    best_by_trying,
    every_plan,
    hold_the_clash_against_every_plan,
)
from tests.engine.limited_cases import WITHOUT, digest, limited
from tests.engine.test_portfolio_frontier import front_by_trying

KINDS = [
    ("budget",), ("shares",), ("budget", "shares"), ("synergies",),
    ("budget", "shares", "synergies"),
]  # fmt: skip
BEFORE = "03746eeb4906bef1c12cb310770563409f370afad2bd9563b46dd1304209d1b0"
"""The fingerprint of the model as it was before plans could have any of these."""

each_kind = pytest.mark.parametrize("kinds", KINDS, ids="-".join)


def watch(seconds: float = 60.0) -> Watch:
    return Watch(time.monotonic() + seconds)


def test_a_plan_file_without_these_gives_the_model_that_it_gave_before() -> None:
    model = build_model(parse_plan(WITHOUT))

    assert digest(model) == BEFORE
    assert "limits" not in best_plan(parse_plan(WITHOUT)).as_plain()


def test_costs_without_a_budget_change_nothing() -> None:
    bets = [{**bet, "cost": 7} for bet in WITHOUT["bets"]]  # type: ignore[attr-defined]
    costly = parse_plan({**WITHOUT, "bets": bets, "currency": "EUR"})

    assert digest(build_model(costly)) == BEFORE


@each_kind
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_the_best_plan_is_as_good_as_the_best_of_all_plans(
    kinds: tuple[str, ...], data: st.DataObject
) -> None:
    problem = data.draw(limited(*kinds))
    truth = best_by_trying(problem)

    result = best_plan(problem, SolveSettings(pricing_limit=0))

    assert check_plan(problem, result) == []
    if truth is None:
        assert (result.status, result.objective) == ("infeasible", None)
    else:
        assert result.status == "optimal"
        assert result.objective == pytest.approx(truth, abs=1e-6)


@each_kind
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_the_heuristics_meet_every_demand_and_never_beat_the_best(
    kinds: tuple[str, ...], data: st.DataObject
) -> None:
    problem = data.draw(limited(*kinds))
    plan = greedy_plan(problem)
    assume(plan is not None)
    best = best_by_trying(problem)
    assert best is not None

    rng = np.random.default_rng(0)
    found = improved(build_model(problem), plan, watch(0.05), rng=rng, target=best)

    value = value_of(problem, plan).objective
    assert violations(problem, plan) == violations(problem, found) == []
    assert value - 1e-6 <= value_of(problem, found).objective <= best + 1e-6
    model = build_model(problem)
    x = model.columns_of(plan)
    assert model.chosen(x) == plan
    assert model.gain @ x == pytest.approx(value, abs=1e-9)
    assert np.all(model.matrix @ x <= model.high + 1e-6)
    assert np.all(model.matrix @ x >= model.low - 1e-6)


@each_kind
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_tidying_breaks_nothing_and_loses_nothing_and_both_value_alike(
    kinds: tuple[str, ...], data: st.DataObject
) -> None:
    problem = data.draw(limited(*kinds))
    plans = (p for p in every_plan(problem) if not violations(problem, p))
    for plan, _ in zip(plans, range(20), strict=False):
        tidy = tidied(problem, plan)

        assert violations(problem, tidy) == []
        before, mine = rederive(problem, plan), value_of(problem, plan)
        assert rederive(problem, tidy).objective >= before.objective - 1e-9
        assert mine.objective == pytest.approx(before.objective, abs=1e-9)
        assert dict(mine.measures) == pytest.approx(dict(before.measures))


@each_kind
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_the_clash_is_as_small_as_any_and_none_where_a_plan_exists(
    kinds: tuple[str, ...], data: st.DataObject
) -> None:
    hold_the_clash_against_every_plan(data.draw(limited(*kinds)))


@each_kind
@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_the_cost_to_force_in_is_what_solving_again_with_the_bet_in_loses(
    kinds: tuple[str, ...], data: st.DataObject
) -> None:
    problem = data.draw(limited(*kinds))
    result = best_plan(problem)
    assume(result.status == PlanStatus.OPTIMAL)

    for left in result.left_out:
        bets = tuple(
            replace(bet, state=BetState.COMMITTED) if bet.id == left.bet else bet
            for bet in problem.bets
        )
        forced = best_by_trying(replace(problem, bets=bets))
        if forced is None:
            assert left.cost_to_force_in is None
            assert "cannot be in" in left.why
        else:
            cost = (result.objective or 0.0) - forced
            assert left.cost_to_force_in == pytest.approx(cost, abs=1e-6)


@each_kind
@given(data=st.data(), pair=st.sampled_from([("growth", "profit")]))
@settings(max_examples=20, deadline=None)
def test_the_frontier_is_the_one_found_by_trying_every_plan(
    kinds: tuple[str, ...], data: st.DataObject, pair: tuple[str, str]
) -> None:
    problem = data.draw(limited(*kinds))
    expected = front_by_trying(problem, pair)
    assume(expected)

    found = frontier(problem, pair, watch())

    assert found.is_complete
    assert [p.values for p in found.points] == [
        pytest.approx(values, abs=1e-6) for values in expected
    ]
    assert all(not violations(problem, point.chosen) for point in found.points)


@each_kind
@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_a_tightened_model_has_the_same_best_plan(
    kinds: tuple[str, ...], data: st.DataObject
) -> None:
    problem = data.draw(limited(*kinds))
    assume(best_by_trying(problem) is not None)

    tight = tightened(build_model(problem), watch())

    for plan in every_plan(problem):
        if not violations(problem, plan):
            assert np.all(tight.matrix @ tight.columns_of(plan) <= tight.high + 1e-6)


@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_a_plan_filled_by_a_ranking_stays_within_the_budget(
    data: st.DataObject,
) -> None:
    problem = data.draw(limited("budget"))

    plan = plan_in_order(problem, [bet.id for bet in problem.bets])

    assert not [b for b in violations(problem, plan) if b.demand.kind == "budget"]


def carried(problem: PlanProblem, plan: dict[str, str]) -> float:
    """Return what a plan brings that is carried out as it was thought."""
    sure = Reality(problem, (), np.empty((0, 1)))
    return float(outcome(sure, order_of(problem, plan))[0])


@each_kind
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_carried_out_as_thought_a_best_plan_brings_what_it_promised(
    kinds: tuple[str, ...], data: st.DataObject
) -> None:
    problem = data.draw(limited(*kinds))
    # What brings less than nothing may be forced in, and earlier it costs more.
    bets = tuple(
        replace(bet, value={name: abs(value) for name, value in bet.value.items()})
        for bet in problem.bets
    )
    problem = replace(problem, bets=bets)
    result = best_plan(problem, SolveSettings(pricing_limit=0))
    assume(result.status is PlanStatus.OPTIMAL)

    assert carried(problem, result.periods_of) == pytest.approx(result.objective)
