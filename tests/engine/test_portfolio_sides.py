"""Exact search and improvement side by side: same answers, ended when asked."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from leadline.engine.portfolio import improve, solve
from leadline.engine.portfolio.check import check_plan
from leadline.engine.portfolio.greedy import greedy_plan
from leadline.engine.portfolio.model import build_model
from leadline.engine.portfolio.problem import PlanProblem, parse_plan
from leadline.engine.portfolio.result import PlanStatus
from leadline.engine.portfolio.sides import Team, side_by_side
from leadline.engine.portfolio.solve import SolveSettings, best_plan
from leadline.engine.portfolio.solver import Answer, Watch
from leadline.foundation.beside import Side

# A second on a machine of its own; one that others use may take several.
SOON = 15


def roadmap(seed: int, bets: int, periods: int = 4, teams: int = 3) -> PlanProblem:
    """Return an invented roadmap that asks for more than the teams have."""
    rng = np.random.default_rng(seed)
    names = [f"Q{at}" for at in range(periods)]
    items: list[dict[str, object]] = []
    for at in range(bets):
        mine = rng.choice(teams, size=int(rng.integers(1, 3)), replace=False)
        effort = {f"t{t}": float(rng.integers(4, 26)) for t in mine}
        value = sum(effort.values()) * float(rng.lognormal(1.0, 0.5))
        item: dict[str, object] = {
            "id": f"b{at}",
            "effort": effort,
            "value": {"growth": round(value)},
            "duration": int(rng.integers(1, 3)),
        }
        if at and rng.random() < 0.2:
            item["after"] = [f"b{rng.integers(0, at)}"]
        items.append(item)
    return parse_plan(
        {
            "periods": names,
            "teams": {f"t{t}": [30.0] * periods for t in range(teams)},
            "bets": items,
            "objective": {"growth": 1},
            "discount_per_period": 0.03,
        }
    )


def children() -> list[str]:
    """Return the processes that this one has started and not buried."""
    tasks = Path("/proc/self/task").glob("*/children")
    return [number for task in tasks for number in task.read_text().split()]


@pytest.fixture(autouse=True)
def buried() -> Iterator[None]:
    """Fail a test that leaves a process behind; others of the run may have some."""
    before = set(children())
    yield
    assert set(children()) <= before


@pytest.mark.parametrize("seed", range(3))
def test_side_by_side_proves_the_same_optimum_as_alone(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = roadmap(seed, 14)
    alone = best_plan(problem, SolveSettings(pricing_limit=0))
    model = build_model(problem)
    watch = Watch(time.monotonic() + 60)

    solved, plan = side_by_side(model, greedy_plan(problem), watch, Team(Side))

    assert plan is not None
    assert solved.answer is Answer.SOLVED
    assert model.gain @ model.columns_of(plan) == pytest.approx(alone.objective)
    assert solved.bound == pytest.approx(alone.objective)


def test_plans_gone_on_from_lose_nothing_that_was_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(improve, "PATIENCE", 1)
    problem = roadmap(0, 14)
    best = best_plan(problem, SolveSettings(pricing_limit=0))
    model, told = build_model(problem), []

    class Mate:
        def better(self) -> None:
            return None

        def bounded(self, bound: float) -> None:
            raise AssertionError("parts know no bound")

        def found(self, x: np.ndarray) -> None:
            told.append(float(model.gain @ x))

    plan = improve.improved(
        model,
        greedy_plan(problem) or {},
        Watch(time.monotonic() + 20),
        rng=np.random.default_rng(1),
        target=best.objective - 1e-6,
        mate=Mate(),
    )

    assert model.gain @ model.columns_of(plan) == pytest.approx(best.objective)
    assert told == sorted(set(told))


def test_with_no_plan_to_begin_with_the_exact_search_finds_one() -> None:
    problem = roadmap(5, 8)
    watch = Watch(time.monotonic() + 60)

    solved, plan = side_by_side(build_model(problem), None, watch, Team(Side))

    assert solved.answer is Answer.SOLVED
    assert plan


def test_a_search_that_takes_longer_goes_side_by_side_and_says_how_far_it_came(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(solve, "FIRST_SECONDS", 0.05)
    problem = roadmap(1, 60, periods=6, teams=5)
    settings = SolveSettings(time_limit=4, pricing_limit=0, beside=Side)
    began = time.monotonic()

    result = best_plan(problem, settings)

    assert time.monotonic() - began < 30
    assert result.status is PlanStatus.FEASIBLE
    assert check_plan(problem, result) == []


def test_a_cancelled_search_ends_soon_and_leaves_nothing() -> None:
    class Cancelled(Exception):
        pass

    begun: list[float] = []

    def tell(stage: str, share: float) -> None:
        begun.append(time.monotonic())
        if time.monotonic() - begun[0] > 2.5:
            begun.append(time.monotonic())
            raise Cancelled

    problem = roadmap(1, 80, periods=6, teams=5)
    with pytest.raises(Cancelled):
        best_plan(problem, SolveSettings(beside=Side, progress=tell))

    assert time.monotonic() - begun[-1] < SOON
    longest = max(np.diff(begun))
    assert longest < SOON, "the listener was not asked for too long"


def test_the_same_search_alone_can_be_cancelled_too() -> None:
    class Cancelled(Exception):
        pass

    began = time.monotonic()

    def tell(stage: str, share: float) -> None:
        if time.monotonic() - began > 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        best_plan(
            roadmap(1, 80, periods=6, teams=5),
            SolveSettings(progress=tell, time_limit=60),
        )

    assert time.monotonic() - began < 1 + SOON
