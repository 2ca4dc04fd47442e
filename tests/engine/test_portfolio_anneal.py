"""Many small changes: every plan on the way can be done, and all can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadline.engine.portfolio.anneal import Annealer
from leadline.engine.portfolio.board import OUT, Board, Stuck
from leadline.engine.portfolio.check import violations
from leadline.engine.portfolio.greedy import greedy_plan
from leadline.engine.portfolio.lots import lots_of
from leadline.engine.portfolio.model import build_model
from leadline.engine.portfolio.problem import (
    After,
    Bet,
    BetState,
    Customer,
    PlanProblem,
)
from leadline.engine.portfolio.solve import SolveSettings, best_plan
from leadline.engine.portfolio.value import value_of
from tests.engine.plan_cases import problems
from tests.engine.test_portfolio_sides import roadmap


def turns(count: int) -> Callable[[], float]:
    """Return a share that is over after so many questions for it."""
    asked = iter(range(count + 1))
    return lambda: next(asked) / count


def positions(problem: PlanProblem, plan: dict[str, str]) -> dict[str, int]:
    return {bet: problem.period_position[period] for bet, period in plan.items()}


def names(problem: PlanProblem, plan: dict[str, int]) -> dict[str, str]:
    return {bet: problem.periods[at] for bet, at in plan.items()}


def annealed(problem: PlanProblem, plan: dict[str, str], seed: int) -> dict[str, str]:
    annealer = Annealer(lots_of(build_model(problem)), Random(seed))

    def is_good(found: dict[str, int]) -> bool:
        return not violations(problem, names(problem, found))

    best = annealer.run(positions(problem, plan), turns(6), is_good)
    return names(problem, best)


@given(problem=problems(), seed=st.integers(0, 9))
@settings(max_examples=80, deadline=None)
def test_what_comes_out_can_be_done_and_is_no_worse(
    problem: PlanProblem, seed: int
) -> None:
    plan = greedy_plan(problem)
    if plan is None:
        return

    found = annealed(problem, plan, seed)

    assert violations(problem, found) == []
    before = value_of(problem, plan).objective
    assert value_of(problem, found).objective >= before - 1e-6


@given(problem=problems(), seed=st.integers(0, 9))
@settings(max_examples=80, deadline=None)
def test_every_change_breaks_nothing_but_goals_and_can_be_taken_back(
    problem: PlanProblem, seed: int
) -> None:
    plan = greedy_plan(problem)
    if plan is None:
        return
    annealer = Annealer(lots_of(build_model(problem)), Random(seed))
    board = annealer.board
    board.load(positions(problem, plan))
    for _ in range(30 if annealer.open else 0):
        before, value, left = board.plan, board.value, list(board.left)
        is_done = annealer._change()
        if is_done:
            now = names(problem, board.plan)
            broken = {found.demand.kind for found in violations(problem, now)}
            assert broken <= {"goal"}
            assert board.value == pytest.approx(value_of(problem, now).objective)
        if not is_done or annealer.rng.random() < 0.5:
            board.back()
            assert board.plan == before
            assert board.value == pytest.approx(value)
            assert board.left == pytest.approx(left)


def test_the_best_of_a_small_roadmap_is_found() -> None:
    problem = roadmap(3, 12)
    best = best_plan(problem, SolveSettings(pricing_limit=0))
    plan = greedy_plan(problem)
    assert plan is not None

    found = max(
        value_of(problem, annealed(problem, plan, seed)).objective for seed in range(20)
    )

    assert best.objective == pytest.approx(found)


def test_the_same_seed_finds_the_same_plan() -> None:
    problem = roadmap(2, 30)
    plan = greedy_plan(problem)
    assert plan is not None

    assert annealed(problem, plan, 4) == annealed(problem, plan, 4)


def test_what_is_committed_moves_and_stays_in() -> None:
    bets = (
        Bet("old", {"web": 4}, {"growth": 1}, state=BetState.COMMITTED),
        Bet("new", {"web": 4}, {"growth": 9}, latest="Q1"),
    )
    problem = PlanProblem(("Q1", "Q2"), {"web": (4, 4)}, bets, objective={"growth": 1})

    assert annealed(problem, {"old": "Q1"}, 0) == {"old": "Q2", "new": "Q1"}


def test_what_comes_after_goes_with_what_it_needs() -> None:
    bets = (
        Bet("base", {"web": 1}, {"growth": 1}),
        Bet("top", {"web": 1}, {"growth": 5}, after=(After("base"),)),
    )
    wish = (Customer("c", 7.0, ("top",)),)
    problem = PlanProblem(
        ("Q1",), {"web": (2,)}, bets, wish, objective={"growth": 1, "worth": 1}
    )
    board = Board(lots_of(build_model(problem)))
    board.load({"base": 0, "top": 0})
    assert board.value == 13.0

    board.mark()
    assert sorted(board.remove(0)) == [0, 1]
    assert (board.value, board.first(1)) == (0.0, OUT)
    board.back()

    assert (board.value, board.plan) == (13.0, {"base": 0, "top": 0})


def test_what_is_fixed_is_taken_out_only_to_be_put_elsewhere() -> None:
    bets = (Bet("old", {"web": 1}, state=BetState.COMMITTED),)
    problem = PlanProblem(("Q1",), {"web": (1,)}, bets)
    board = Board(lots_of(build_model(problem)))
    board.load({"old": 0})

    with pytest.raises(Stuck):
        board.remove(0)

    assert board.remove(0, even_fixed=True) == [0]
