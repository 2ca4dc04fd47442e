from __future__ import annotations

from hypothesis import given, settings

from leadline.engine.portfolio.check import rederive, violations
from leadline.engine.portfolio.greedy import greedy_plan
from leadline.engine.portfolio.problem import (
    Bet,
    BetState,
    Customer,
    GoalFloor,
    PlanProblem,
)
from leadline.engine.portfolio.solve import best_plan
from leadline.engine.portfolio.tidy import tidied
from leadline.engine.portfolio.value import value_of
from tests.engine.brute import every_plan
from tests.engine.plan_cases import problems


@given(problem=problems())
@settings(max_examples=30)
def test_the_heuristic_meets_every_demand_and_never_beats_the_best(
    problem: PlanProblem,
) -> None:
    plan = greedy_plan(problem)

    if plan is not None:
        assert violations(problem, plan) == []
        best = best_plan(problem).objective
        assert value_of(problem, plan).objective <= best + 1e-6


@given(problem=problems())
@settings(max_examples=30)
def test_tidying_breaks_nothing_loses_nothing_and_never_starts_later(
    problem: PlanProblem,
) -> None:
    plans = (p for p in every_plan(problem) if not violations(problem, p))
    for plan, _ in zip(plans, range(20), strict=False):
        tidy = tidied(problem, plan)

        assert violations(problem, tidy) == []
        before = rederive(problem, plan).objective
        assert rederive(problem, tidy).objective >= before - 1e-9
        assert tidy.keys() <= plan.keys()
        assert all(tidy[bet] <= plan[bet] for bet in tidy)


@given(problem=problems())
@settings(max_examples=30)
def test_the_checker_and_the_planner_value_every_plan_alike(
    problem: PlanProblem,
) -> None:
    for plan, _ in zip(every_plan(problem), range(50), strict=False):
        one, other = value_of(problem, plan), rederive(problem, plan)

        assert abs(one.objective - other.objective) < 1e-9
        assert (dict(one.measures), one.served) == (dict(other.measures), other.served)


def test_the_heuristic_takes_a_customer_as_one_and_what_is_committed_first() -> None:
    bets = (
        Bet("a", {"web": 2}),
        Bet("b", {"web": 1}),
        Bet("c", {"web": 1}, state=BetState.COMMITTED),
        Bet("d", {"web": 4}),
    )
    acme, bolt = Customer("acme", 6, ("a", "b")), Customer("bolt", 5, ("d",))
    problem = PlanProblem(
        ("Q1",), {"web": (4,)}, bets, (acme, bolt), objective={"worth": 1}
    )

    assert greedy_plan(problem) == {"a": "Q1", "b": "Q1", "c": "Q1"}


def test_the_heuristic_reaches_a_floor_before_it_fills_up() -> None:
    bets = (
        Bet("grow", {"web": 4}, {"growth": 9}),
        Bet("earn", {"web": 3}, {"profit": 2}),
    )
    problem = PlanProblem(
        ("Q1",),
        {"web": (4,)},
        bets,
        goals=(GoalFloor("profit", 2),),
        objective={"growth": 1},
    )

    assert greedy_plan(problem) == {"earn": "Q1"}
