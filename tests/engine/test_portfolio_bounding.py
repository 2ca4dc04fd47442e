"""The bound that comes down: never below the best plan, and there in the end."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings

from leadline.engine.portfolio import bounding, sides
from leadline.engine.portfolio.bounding import Bounding
from leadline.engine.portfolio.greedy import greedy_plan
from leadline.engine.portfolio.model import Floats, build_model
from leadline.engine.portfolio.problem import PlanProblem
from leadline.engine.portfolio.sides import Team, side_by_side
from leadline.engine.portfolio.solver import Answer, Watch, maximise
from leadline.foundation.beside import Side
from tests.engine.plan_cases import problems
from tests.engine.test_portfolio_sides import roadmap


def watch() -> Watch:
    return Watch(time.monotonic() + 60)


class Listener:
    """Hears bounds and plans, and knows one plan itself."""

    def __init__(self, known: Floats | None = None) -> None:
        self.known = known
        self.plans: list[Floats] = []
        self.bounds: list[float] = []

    def found(self, x: Floats) -> None:
        self.plans.append(x)

    def bounded(self, bound: float) -> None:
        self.bounds.append(bound)

    def better(self) -> Floats | None:
        known, self.known = self.known, None
        return known


@given(problem=problems(periods=3))
@settings(max_examples=25, deadline=None)
def test_no_plan_exceeds_a_bound_and_the_last_is_that_of_the_best(
    problem: PlanProblem,
) -> None:
    model = build_model(problem)
    best = maximise(model.program, watch())
    mate = Listener()

    Bounding(model, mate).search(watch())

    if best.x is None:
        assert mate.bounds == []
        assert mate.plans == []
        return
    value = float(model.gain @ best.x)
    assert min(mate.bounds) == pytest.approx(value, abs=1e-6)
    assert max(model.gain @ x for x in mate.plans) == pytest.approx(value, abs=1e-6)


@pytest.mark.parametrize("seed", range(2))
def test_a_plan_that_is_told_is_proven(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounding, "MOST_CUTS", 3)
    model = build_model(roadmap(seed, 14))
    best = maximise(model.program, watch()).x
    assert best is not None
    mate = Listener(best)

    Bounding(model, mate).search(watch())

    assert mate.bounds == sorted(mate.bounds, reverse=True)
    assert mate.bounds[-1] == pytest.approx(float(model.gain @ best), rel=1e-6)
    assert all(np.all(model.matrix @ x <= model.high + 1e-6) for x in mate.plans)


def test_without_time_nothing_is_told() -> None:
    mate = Listener()

    Bounding(build_model(roadmap(0, 14)), mate).search(Watch(time.monotonic()))

    assert mate.bounds == []


def test_beside_a_search_that_says_nothing_it_proves_the_plan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sides, "BOUND_AFTER", 0.0)
    monkeypatch.setattr(sides, "_search", lambda *told: told[-1].take(60))
    problem = roadmap(0, 14)
    model = build_model(problem)
    best = maximise(model.program, watch())

    solved, plan = side_by_side(model, greedy_plan(problem), watch(), Team(Side))

    assert solved.answer is Answer.SOLVED
    assert solved.bound == pytest.approx(best.bound, rel=1e-6)
    assert plan is not None
