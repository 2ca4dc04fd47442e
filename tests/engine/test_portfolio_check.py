from __future__ import annotations

import doctest
import importlib
import pkgutil
from dataclasses import replace

import pytest
from hypothesis import given, reject, settings

from leadline.engine import portfolio
from leadline.engine.errors import EngineError
from leadline.engine.portfolio.check import check_plan
from leadline.engine.portfolio.problem import (
    After,
    Bet,
    BetState,
    Customer,
    GoalFloor,
    PlanProblem,
)
from leadline.engine.portfolio.result import Chosen, LeftOut, PlanResult, PlanStatus
from leadline.engine.portfolio.solve import SolveSettings, best_plan
from leadline.engine.portfolio.value import value_of
from tests.engine.plan_cases import problems

PROBLEM = PlanProblem(
    periods=("Q1", "Q2", "Q3"),
    teams={"web": (4, 4, 4)},
    bets=(
        Bet("log", {"web": 3}, {"growth": 1}),
        Bet("sso", {"web": 3}, {"growth": 8}, after=(After("log", 1),), latest="Q3"),
        Bet("long", {"web": 2}, {"growth": 2}, earliest="Q2", duration=2),
        Bet("x", {"web": 4}, {"growth": 1}, instead_of=("sso",)),
        Bet("must", {"web": 1}, state=BetState.COMMITTED),
        Bet("never", {}, {"growth": 9}, state=BetState.EXCLUDED),
        Bet("one", {}, {"growth": 1}, together=("two",)),
        Bet("two", {}, {"growth": 1}),
    ),
    customers=(Customer("acme", 5, ("sso",)), Customer("bolt", 7, ("x",))),
    goals=(GoalFloor("growth", 9),),
    objective={"growth": 1, "worth": 1},
)


@pytest.fixture(scope="module")
def right() -> PlanResult:
    result = best_plan(PROBLEM)
    assert (result.status, check_plan(PROBLEM, result)) == (PlanStatus.OPTIMAL, [])
    return result


def _moved(result: PlanResult, moves: dict[str, str | None]) -> PlanResult:
    """Change the plan and every number with it, so that only a demand is broken."""
    starts = {**result.periods_of, **moves}
    plan = {bet: period for bet, period in starts.items() if period is not None}
    worth = value_of(PROBLEM, plan)
    ends = {
        bet: PROBLEM.periods.index(period) + PROBLEM.bet[bet].duration - 1
        for bet, period in plan.items()
    }
    return replace(
        result,
        objective=worth.objective,
        bound=worth.objective,
        measures=worth.measures,
        served=worth.served,
        chosen=tuple(Chosen(b, p, PROBLEM.periods[ends[b]]) for b, p in plan.items()),
        left_out=tuple(
            LeftOut(bet.id, "capacity") for bet in PROBLEM.bets if bet.id not in plan
        ),
    )


@pytest.mark.parametrize(
    ("moves", "words"),
    [
        ({"must": None}, "must is committed, but not in"),
        ({"never": "Q1"}, "never is excluded, but in"),
        ({"long": "Q1"}, "long starts in Q1, before Q2"),
        ({"log": None}, "sso comes after log, which is not in"),
        ({"log": "Q2", "long": None}, "sso starts too early after log"),
        ({"two": None}, "one, two are not in one period"),
        ({"one": "Q2"}, "one, two are not in one period"),
        ({"sso": None, "x": "Q1"}, "web in Q1 needs 8 of 4"),
        ({"sso": None}, "growth reaches 5 of 9"),
    ],
)
def test_the_checker_names_the_demand_a_changed_plan_breaks(
    right: PlanResult, moves: dict[str, str | None], words: str
) -> None:
    assert words in check_plan(PROBLEM, _moved(right, moves))


def test_the_checker_sees_two_where_one_may_be(right: PlanResult) -> None:
    roomy = replace(PROBLEM, teams={"web": (40, 40, 40)})
    moved = _moved(right, {"x": "Q1"})

    assert check_plan(roomy, moved) == ["sso, x are in; at most one may be"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"objective": 99.0}, "the objective is 18, not 99"),
        ({"bound": 3.0}, "the bound 3 is below the objective 18"),
        ({"bound": 19.0}, "called optimal, but the bound 19 is above the objective"),
        ({"gap": 0.5}, "the gap 0.5 does not follow from objective and bound"),
        ({"measures": {"growth": 12.0}}, "worth is 5, not 0"),
        ({"served": ()}, "served is wrong about acme"),
        ({"left_out": ()}, "left_out is wrong about never, x"),
        ({"objective": None}, "a plan without objective, bound or gap"),
    ],
)
def test_the_checker_catches_a_planted_number(
    right: PlanResult, change: dict[str, object], words: str
) -> None:
    assert words in check_plan(PROBLEM, replace(right, **change))


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (Chosen("ghost", "Q1", "Q1"), "ghost is chosen, but there is no such bet"),
        (Chosen("x", "Q9", "Q9"), "x is put in Q9, but there is no such period"),
        (Chosen("sso", "Q1", "Q1"), "a bet is chosen twice"),
    ],
)
def test_the_checker_catches_names_that_are_not_there(
    right: PlanResult, chosen: Chosen, words: str
) -> None:
    wrong = replace(right, chosen=(*right.chosen, chosen))

    assert check_plan(PROBLEM, wrong) == [words]


def test_the_checker_catches_lists_that_do_not_fit_the_plan(right: PlanResult) -> None:
    first, *others = right.left_out
    blank = replace(first, why="", pushes_out=("x",))
    late = replace(right.chosen[0], finish="Q3")
    wrong = replace(right, left_out=(blank, *others), chosen=(late, *right.chosen[1:]))

    assert check_plan(PROBLEM, wrong) == [
        "log is not finished in Q3",
        "x is left out without a reason",
        "x pushes out what is not in: x",
    ]


def test_the_checker_wants_a_clash_and_no_plan_where_there_is_none() -> None:
    nothing = PlanResult(PlanStatus.INFEASIBLE, None, None, None, 0.0)

    assert check_plan(PROBLEM, nothing) == ["infeasible, but no clash is named"]
    assert check_plan(PROBLEM, replace(nothing, objective=1.0))[1:] == [
        "infeasible, but a plan is given"
    ]


@given(problem=problems())
@settings(max_examples=40)
def test_a_stopped_search_still_gives_a_right_plan_or_says_there_is_none(
    problem: PlanProblem,
) -> None:
    ticks = iter(range(1_000_000))
    hurried = SolveSettings(time_limit=1e-3, clock=lambda: next(ticks) * 1e-3)
    try:
        result = best_plan(problem, hurried)
    except EngineError:
        reject()

    assert check_plan(problem, result) == []


@pytest.mark.parametrize("change", [{"time_limit": 0.0}, {"gap": 1.0}, {"gap": -0.1}])
def test_settings_without_meaning_are_refused(change: dict[str, float]) -> None:
    with pytest.raises(EngineError, match="time limit must be above 0"):
        best_plan(PROBLEM, SolveSettings(**change))


@pytest.mark.parametrize(
    "module", [m.name for m in pkgutil.walk_packages(portfolio.__path__, "")]
)
def test_the_examples_in_the_docstrings_hold(module: str) -> None:
    if "." in module:
        module = f"problem.{module.rsplit('.', 1)[1]}"
    found = importlib.import_module(f"leadline.engine.portfolio.{module}")

    assert doctest.testmod(found).failed == 0
