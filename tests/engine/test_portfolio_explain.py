from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings

from leadline.engine.errors import EngineError
from leadline.engine.portfolio import clash, solve
from leadline.engine.portfolio.check import check_plan, violations
from leadline.engine.portfolio.explain import clashes, forcing_costs
from leadline.engine.portfolio.forcing import Forcer
from leadline.engine.portfolio.model import build_model
from leadline.engine.portfolio.problem import (
    After,
    Bet,
    BetState,
    Customer,
    GoalFloor,
    PlanProblem,
)
from leadline.engine.portfolio.result import Demand, PlanStatus
from leadline.engine.portfolio.solve import SolveSettings, best_plan
from leadline.engine.portfolio.solver import Answer, Solved, Watch
from tests.engine.brute import (
    best_by_trying,
    every_plan,
    hold_the_clash_against_every_plan,
)
from tests.engine.plan_cases import problems


@given(problem=problems())
@settings(max_examples=30)
def test_the_clash_is_as_small_as_any_and_none_where_a_plan_exists(
    problem: PlanProblem,
) -> None:
    hold_the_clash_against_every_plan(problem)


@given(problem=problems())
@settings(max_examples=30)
def test_giving_up_any_one_demand_of_the_clash_resolves_it(
    problem: PlanProblem,
) -> None:
    asked = {clash.demand for clash in clashes(problem)}
    assume(asked)

    broken = [
        asked & {b.demand for b in violations(problem, plan)}
        for plan in every_plan(problem)
    ]

    for demand in asked:
        assert any(b <= {demand} for b in broken), f"{demand} is not needed"


@given(problem=problems())
@settings(max_examples=30)
def test_the_cost_to_force_in_is_what_solving_again_with_the_bet_in_loses(
    problem: PlanProblem,
) -> None:
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
            cost = result.objective - forced
            assert left.cost_to_force_in == pytest.approx(cost, abs=1e-6)


@given(problem=problems())
@settings(max_examples=30)
def test_an_estimate_is_never_below_the_cost(problem: PlanProblem) -> None:
    result = best_plan(problem)
    assume(result.status == PlanStatus.OPTIMAL and result.left_out)
    forcer = Forcer(build_model(problem), result.periods_of)

    found = forcer.estimate([left.bet for left in result.left_out], Watch(math.inf))

    for left in result.left_out:
        if (at_most := found[left.bet].at_most) is not None:
            assert at_most >= left.cost_to_force_in - 1e-6


def _one_team(*bets: Bet, weeks: float = 4, **more: object) -> PlanProblem:
    return PlanProblem(
        ("Q1", "Q2"),
        {"web": (weeks, weeks)},
        bets,
        objective={"growth": 1, "worth": 1},
        **more,
    )


def test_a_clash_names_each_kind_of_demand_in_plain_words() -> None:
    problem = _one_team(
        Bet("sso", {"web": 3}, after=(After("log", 1),), state=BetState.COMMITTED),
        Bet("log", {"web": 4}, earliest="Q2"),
    )

    assert [clash.words for clash in clashes(problem)] == [
        "sso is committed (needs 3 of web)",
        "sso comes after log with 1 period between",
    ]


def test_a_goal_out_of_reach_clashes_alone() -> None:
    problem = _one_team(
        Bet("a", {"web": 1}, {"growth": 2}), goals=(GoalFloor("growth", 5),)
    )

    assert [clash.words for clash in clashes(problem)] == ["growth is at least 5"]


def test_a_bet_longer_than_the_plan_clashes_alone_and_says_why() -> None:
    problem = _one_team(Bet("a", duration=3, state=BetState.COMMITTED))

    assert [clash.words for clash in clashes(problem)] == [
        "a is committed (takes 3 periods, the plan has 2)"
    ]


def test_of_many_commitments_the_clash_names_the_fewest_that_are_too_much() -> None:
    bets = [
        Bet(f"b{n}", {"web": 1 + n % 5}, state=BetState.COMMITTED) for n in range(20)
    ]
    problem = _one_team(*bets, weeks=9)

    result = best_plan(problem)

    words = [c.words for c in result.clash]
    assert len(words) == 5
    assert all("is committed (needs 5 of web)" in line for line in words[:3])
    assert words[3:] == [
        "capacity of web in Q1 is 9",
        "capacity of web in Q2 is 9",
    ]
    assert result.clash_is_smallest is True


def test_a_clash_that_is_not_proven_smallest_still_clashes_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clash._Search, "_hitting", lambda *_: None)
    bets = [Bet(f"b{n}", {"web": 3}, state=BetState.COMMITTED) for n in range(4)]
    problem = _one_team(*bets)

    result = best_plan(problem)

    assert (len(result.clash), result.clash_is_smallest) == (5, False)
    assert check_plan(problem, result) == []
    with pytest.raises(EngineError, match="not proven"):
        clashes(problem)


def test_reasons_name_the_obstacle() -> None:
    problem = _one_team(
        Bet("big", {"web": 8}, {"growth": 9}, duration=2),
        Bet("small", {"web": 1}, {"growth": 1}),
        Bet("idle", {}, {"growth": 0}),
        Bet("off", {}, {"growth": 5}, state=BetState.EXCLUDED),
        Bet("needy", {}, {"growth": 5}, after=(After("off"),)),
        Bet("other", {}, {"growth": 5}, instead_of=("big",)),
        Bet("late", {}, {"growth": 5}, earliest="Q2", latest="Q1"),
        Bet("bad", {}, {"growth": -2}),
    )

    result = best_plan(problem)

    told = {left.bet: (left.why, left.cost_to_force_in) for left in result.left_out}
    assert told == {
        "small": ("capacity of web in Q1", 3.0),
        "idle": ("adds nothing to the objective", 0.0),
        "off": ("is excluded", -10.0),
        "needy": ("needs off, which is excluded (cannot be in)", None),
        "other": ("would be instead of big", 3.0),
        "late": (
            "cannot be finished between its first and last period (cannot be in)",
            None,
        ),
        "bad": ("would lower the objective", 2.0),
    }
    assert result.left_out[0].pushes_out == ("big",)


def test_a_bet_that_helps_a_customer_says_what_else_the_customer_lacks() -> None:
    problem = _one_team(
        Bet("a", {"web": 1}),
        Bet("b", {"web": 9}),
        customers=(Customer("acme", 5, ("a", "b")),),
    )

    result = best_plan(problem)

    assert [left.why for left in result.left_out] == [
        "capacity of web in Q2, for all that acme wants",
        "capacity of web in Q1 (cannot be in)",
    ]
    assert result.left_out[0].cost_to_force_in == 0.0


def test_only_a_proven_plan_has_costs() -> None:
    problem = _one_team(Bet("a", {"web": 3}, {"growth": 1}))
    unproven = replace(best_plan(problem), status=PlanStatus.FEASIBLE)

    with pytest.raises(EngineError, match="proven optimal"):
        forcing_costs(problem, unproven, ["a"])


def test_a_cost_not_found_in_the_time_is_left_open_and_says_so() -> None:
    ticks = iter(range(10_000))
    bets = [Bet(f"b{n}", {"web": 3 + n % 2}, {"growth": 3 + n}) for n in range(4)]
    problem = _one_team(*bets)
    settings_ = SolveSettings(time_limit=20, clock=lambda: float(next(ticks)))

    result = best_plan(problem, settings_)

    assert result.status == PlanStatus.OPTIMAL
    open_ = [left for left in result.left_out if left.cost_to_force_in is None]
    assert open_
    assert all("cost not found in the time" in left.why for left in open_)
    assert check_plan(problem, result) == []


def test_without_the_solver_a_plan_is_found_by_parts_and_its_gap_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stopped(*_: object, **__: object) -> Solved:
        return Solved(Answer.STOPPED, None, math.inf)

    ticks = iter(range(1_000_000))
    bets = [Bet(f"b{n}", {"web": 3}, {"growth": 3 + n}) for n in range(4)]
    problem = _one_team(*bets)
    monkeypatch.setattr(solve, "maximise", stopped)

    result = best_plan(
        problem, SolveSettings(time_limit=99, clock=lambda: next(ticks) * 0.1)
    )

    assert (result.status, result.objective, result.bound) == ("feasible", 11.0, 18.0)
    assert check_plan(problem, result) == []
    assert [(left.why, left.pushes_out) for left in result.left_out] == [
        (
            "capacity of web in Q1 (a plan with it brings 2 less; neither is proven)",
            ("b2",),
        ),
        (
            "capacity of web in Q1 (a plan with it brings 1 less; neither is proven)",
            ("b2",),
        ),
    ]


def test_what_the_listener_raises_ends_the_work() -> None:
    class Cancelled(Exception):
        pass

    def cancel(stage: str, share: float) -> None:
        raise Cancelled

    problem = _one_team(Bet("a", {"web": 3}, {"growth": 1}))

    with pytest.raises(Cancelled):
        best_plan(problem, SolveSettings(progress=cancel))


def test_the_kinds_of_demand_the_checker_and_the_clash_use_are_the_same() -> None:
    problem = _one_team(
        Bet("a", {"web": 9}, state=BetState.EXCLUDED, together=("b",)),
        Bet("b", {}, instead_of=("a",)),
    )

    broken = {broken.demand for broken in violations(problem, {"a": "Q1"})}

    assert broken == {
        Demand("excluded", ("a",)),
        Demand("together", ("a", "b")),
        Demand("capacity", ("web", "Q1")),
    }
