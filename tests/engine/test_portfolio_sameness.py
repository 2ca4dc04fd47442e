"""What must not change a plan: its unit, its order, and forcing in what is in."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from leadline.engine.portfolio.check import check_plan, violations
from leadline.engine.portfolio.greedy import greedy_plan
from leadline.engine.portfolio.problem import BetState, PlanProblem
from leadline.engine.portfolio.result import PlanStatus
from leadline.engine.portfolio.solve import SolveSettings, best_plan
from leadline.engine.portfolio.value import value_of
from tests.engine.brute import best_by_trying
from tests.engine.test_portfolio_sides import roadmap

QUICK = SolveSettings(pricing_limit=0)


def permuted(problem: PlanProblem, seed: int) -> PlanProblem:
    """Return the problem with bets and teams in another order."""
    rng = np.random.default_rng(seed)
    bets = [problem.bets[at] for at in rng.permutation(len(problem.bets))]
    teams = [list(problem.teams)[at] for at in rng.permutation(len(problem.teams))]
    return replace(
        problem, bets=tuple(bets), teams={team: problem.teams[team] for team in teams}
    )


def scaled(problem: PlanProblem, worth: float, weeks: float) -> PlanProblem:
    """Return the problem in other units of value and of effort."""
    bets = tuple(
        replace(
            bet,
            value={measure: value * worth for measure, value in bet.value.items()},
            effort={team: effort * weeks for team, effort in bet.effort.items()},
        )
        for bet in problem.bets
    )
    teams = {
        team: tuple(capacity * weeks for capacity in row)
        for team, row in problem.teams.items()
    }
    return replace(problem, bets=bets, teams=teams)


@pytest.mark.parametrize("seed", range(4))
def test_exact_heuristic_and_every_plan_tried_agree_up_to_twelve_bets(
    seed: int,
) -> None:
    one_period = roadmap(seed, 12, periods=1, teams=2)
    one_period = replace(
        one_period, bets=tuple(replace(b, duration=1) for b in one_period.bets)
    )
    best = best_by_trying(one_period)

    result = best_plan(one_period, QUICK)
    greedy = greedy_plan(one_period)

    assert result.status is PlanStatus.OPTIMAL
    assert result.objective == pytest.approx(best)
    assert check_plan(one_period, result) == []
    assert greedy is not None
    assert violations(one_period, greedy) == []
    assert value_of(one_period, greedy).objective <= best + 1e-9


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_file_changes_nothing(seed: int) -> None:
    problem = roadmap(seed, 12)

    one = best_plan(problem, QUICK)
    other = best_plan(permuted(problem, seed), QUICK)

    assert other.objective == pytest.approx(one.objective)
    assert other.bound == pytest.approx(one.bound)


@pytest.mark.parametrize("worth", [1e-6, 1e6])
@pytest.mark.parametrize("weeks", [0.01, 1000.0])
def test_the_units_of_the_file_change_nothing(worth: float, weeks: float) -> None:
    problem = roadmap(7, 12)

    one = best_plan(problem, QUICK)
    other = best_plan(scaled(problem, worth, weeks), QUICK)

    assert one.objective is not None
    assert other.status is PlanStatus.OPTIMAL
    assert other.objective == pytest.approx(one.objective * worth, rel=1e-6)
    assert check_plan(scaled(problem, worth, weeks), other) == []


@pytest.mark.parametrize("seed", range(3))
def test_forcing_in_what_is_in_costs_nothing(seed: int) -> None:
    problem = roadmap(seed, 12)
    one = best_plan(problem, QUICK)
    forced = tuple(
        replace(bet, state=BetState.COMMITTED) if bet.id in one.periods_of else bet
        for bet in problem.bets
    )

    other = best_plan(replace(problem, bets=forced), QUICK)

    assert one.chosen
    assert other.objective == pytest.approx(one.objective)


def test_what_is_priced_at_a_cost_costs_just_that_when_it_is_committed() -> None:
    problem = roadmap(2, 12, periods=2, teams=2)
    result = best_plan(problem, SolveSettings(pricing_limit=60))
    left = [one for one in result.left_out if one.cost_to_force_in is not None]

    assert left
    for one in left:
        forced = tuple(
            replace(bet, state=BetState.COMMITTED) if bet.id == one.bet else bet
            for bet in problem.bets
        )
        other = best_plan(replace(problem, bets=forced), QUICK)
        assert result.objective is not None
        assert other.objective == pytest.approx(
            result.objective - (one.cost_to_force_in or 0.0), abs=1e-4
        )
