from __future__ import annotations

import pytest
from hypothesis import given, settings

from leadline.engine.portfolio.check import check_plan
from leadline.engine.portfolio.problem import PlanProblem
from leadline.engine.portfolio.solve import best_plan
from tests.engine.brute import best_by_trying
from tests.engine.plan_cases import problems


@given(problem=problems())
@settings(max_examples=30)
def test_the_best_plan_is_as_good_as_the_best_of_all_plans(
    problem: PlanProblem,
) -> None:
    truth = best_by_trying(problem)

    result = best_plan(problem)

    assert check_plan(problem, result) == []
    if truth is None:
        assert (result.status, result.objective) == ("infeasible", None)
    else:
        assert result.status == "optimal"
        assert result.objective == pytest.approx(truth, abs=1e-6)
