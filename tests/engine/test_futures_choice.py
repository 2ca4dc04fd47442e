"""The plan chosen over many futures, held against trying every plan in each."""

from __future__ import annotations

from itertools import product

import numpy as np
import numpy.typing as npt
import pytest

from leadline.engine.economics.doubts import Reality, doubts_of, turn_out
from leadline.engine.economics.planned import brought_as_planned
from leadline.engine.errors import EngineError
from leadline.engine.futures import proposed
from leadline.engine.futures.bettered import bettered
from leadline.engine.futures.choice import (
    Choice,
    Draw,
    NoPlan,
    Weighing,
    choose,
    choose_in,
)
from leadline.engine.futures.realities import brought, turned_out
from leadline.engine.futures.risk import Risk, worst_mean
from leadline.engine.portfolio.check import violations
from leadline.engine.portfolio.problem import PlanProblem, parse_plan
from leadline.engine.portfolio.result import PlanResult
from leadline.engine.portfolio.solve import SolveSettings, best_plan
from leadline.engine.portfolio.solver import Watch
from tests.engine.brute import every_plan

SETTINGS = SolveSettings(time_limit=60)
DRAW = Draw(futures=32, seed=3)


def plan_file(bets: int, *, seed: int = 0, **more: object) -> dict[str, object]:
    """Return a plan of one quarter whose values are ranges and efforts certain."""
    rng = np.random.default_rng(seed)
    items = []
    for at in range(bets):
        middle = float(rng.integers(4, 20))
        items.append(
            {
                "id": f"b{at}",
                "effort": {"web": float(rng.integers(2, 9))},
                "value": {
                    "growth": {"p10": middle / 2, "p50": middle, "p90": 2 * middle}
                },
            }
        )
    return {
        "periods": ["Q1"],
        "teams": {"web": [3.0 * bets]},
        "bets": items,
        "objective": {"growth": 1},
        **more,
    }


def chosen_from(plan: dict[str, object], risk: str, draw: Draw = DRAW) -> Choice:
    problem, doubts = parse_plan(plan), doubts_of(plan)
    return choose(problem, doubts, Risk.read(risk), draw=draw, settings=SETTINGS)


def worths(plan: dict[str, object]) -> npt.NDArray[np.float64]:
    """Return what each bet brings in each future, a row a bet."""
    problem, doubts = parse_plan(plan), doubts_of(plan)
    values = turn_out(doubts, DRAW.futures, seed=DRAW.seed, replicate=0)
    rows = {doubt.bet: row for doubt, row in zip(doubts, values, strict=True)}
    return np.array([rows[bet.id] for bet in problem.bets])


def every_choice(plan: dict[str, object]) -> npt.NDArray[np.float64]:
    """Return each set of bets that fits, a row of 0 and 1."""
    problem = parse_plan(plan)
    sets = np.array(list(product([0.0, 1.0], repeat=len(problem.bets))))
    weeks = np.array([bet.effort["web"] for bet in problem.bets])
    return np.asarray(sets[sets @ weeks <= problem.teams["web"][0] + 1e-9])


def test_standings_are_the_shares_that_full_enumeration_gives() -> None:
    plan = plan_file(12, seed=5)
    sets, worth = every_choice(plan), worths(plan)
    best = sets[np.argmax(sets @ worth, axis=0)]

    found = chosen_from(plan, "expected")

    assert found.proven == found.planned == DRAW.futures
    assert [one.share for one in found.standings] == best.mean(axis=0).tolist()
    assert {one.standing for one in found.standings} >= {"core", "borderline"}
    for one in found.standings:
        expected = "core" if one.share >= 0.95 else "out" if one.share <= 0.05 else ""
        assert one.standing == (expected or "borderline")


@pytest.mark.parametrize("seed", range(3))
def test_the_plan_of_the_most_expected_is_the_best_of_all(seed: int) -> None:
    plan = plan_file(9, seed=seed)
    sets, worth = every_choice(plan), worths(plan)

    found = chosen_from(plan, "expected")

    assert found.value == pytest.approx((sets @ worth).mean(axis=1).max())
    assert found.bound is not None
    assert found.bound == pytest.approx((sets @ worth).max(axis=0).mean(), rel=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_by_the_worst_tenth_it_lies_between_the_middles_and_the_bound(
    seed: int,
) -> None:
    plan = plan_file(9, seed=seed)
    sums = every_choice(plan) @ worths(plan)
    best = max(worst_mean(row, 0.1) for row in sums)

    found = chosen_from(plan, "cvar:0.1")

    assert found.bound is not None
    assert found.middle <= found.value <= best + 1e-6 <= found.bound + 2e-6
    assert found.value == pytest.approx(found.worst_tenth)
    assert found.value >= 0.97 * best


def test_by_its_goal_it_has_the_best_odds_of_the_plans_weighed() -> None:
    goals = [{"measure": "growth", "at_least": 95}]
    plan = plan_file(9, seed=1, goals=goals)
    sums = every_choice(plan) @ worths(plan)

    found = chosen_from(plan, "goal")

    (odds,) = found.goals
    assert 0.05 < found.value < 0.95
    assert found.value == odds.probability
    assert odds.se == pytest.approx(
        np.sqrt(odds.probability * (1 - odds.probability) / 32)
    )
    assert found.value <= (sums >= 95).mean(axis=1).max()
    assert found.value >= found.middle


def test_where_nothing_is_uncertain_it_is_the_best_plan_and_all_is_settled() -> None:
    plan = plan_file(8, seed=2)
    for bet in plan["bets"]:  # type: ignore[attr-defined]
        bet["value"] = {"growth": bet["value"]["growth"]["p50"]}

    found = chosen_from(plan, "expected")

    assert found.value == found.bound == pytest.approx(found.middle)
    assert found.planned == 1
    assert {one.share for one in found.standings} <= {0.0, 1.0}
    assert found.regret.mean == 0


def test_with_uncertain_efforts_a_plan_keeps_its_demands_at_the_middles() -> None:
    plan = plan_file(7, seed=4)
    for bet in plan["bets"]:  # type: ignore[attr-defined]
        weeks = bet["effort"]["web"]
        bet["effort"] = {"web": {"p10": weeks / 2, "p50": weeks, "p90": 2 * weeks}}
    problem, doubts = parse_plan(plan), doubts_of(plan)

    found = chosen_from(plan, "cvar:0.2")

    values = turn_out(doubts, DRAW.futures, seed=DRAW.seed, replicate=0)
    tops = [
        max(
            sum(future.bet[bet].value["growth"] for bet in chosen)
            for chosen in every_plan(future)
            if not violations(future, chosen)
        )
        for future in (turned_out(problem, doubts, column) for column in values.T)
    ]
    outcomes, _ = brought(Reality(problem, doubts, values), found.chosen)
    assert violations(problem, found.chosen) == []
    assert found.bound == pytest.approx(worst_mean(np.array(tops), 0.2), rel=1e-6)
    assert np.all(outcomes <= np.array(tops) + 1e-6)
    assert found.regret.mean == pytest.approx(np.mean(np.array(tops) - outcomes))


def test_a_bet_that_is_rarely_finished_makes_room_for_what_brings_more() -> None:
    long = {"web": {"p10": 9, "p50": 10, "p90": 20}}
    plan = {
        "periods": ["Q1"],
        "teams": {"web": [10]},
        "objective": {"growth": 1},
        "bets": [
            {"id": "a", "effort": long, "value": {"growth": 10}},
            {"id": "b", "effort": {"web": 5}, "value": {"growth": 4}},
            {"id": "c", "effort": {"web": 4}, "value": {"growth": 3}},
        ],
    }
    doubts = doubts_of(plan)
    values = turn_out(doubts, 64, seed=1, replicate=0)
    reality, mean = Reality(parse_plan(plan), doubts, values), Risk.read("expected")

    found = choose_in(reality, mean, SETTINGS, weighing=Weighing(brought_as_planned))

    assert set(found.chosen) == {"b", "c"}
    assert found.middle < 6 < found.value == 7
    # Where others take the place of what falls out, the middles were right.
    assert set(choose_in(reality, mean, SETTINGS).chosen) == {"a"}


def test_the_order_of_the_bets_changes_nothing() -> None:
    plan = plan_file(8, seed=6)
    turned = {**plan, "bets": list(reversed(plan["bets"]))}  # type: ignore[call-overload]

    one, other = chosen_from(plan, "cvar:0.1"), chosen_from(turned, "cvar:0.1")

    assert one.value == pytest.approx(other.value)
    assert {s.bet: s.share for s in one.standings} == {
        s.bet: s.share for s in other.standings
    }


def test_demands_that_clash_are_no_plan() -> None:
    plan = plan_file(3)
    plan["teams"] = {"web": [1.0]}
    plan["bets"][0]["state"] = "committed"  # type: ignore[index]

    with pytest.raises(NoPlan):
        chosen_from(plan, "expected")


def test_odds_of_goals_need_goals() -> None:
    with pytest.raises(EngineError, match="has no goals"):
        chosen_from(plan_file(3), "goal")


@pytest.mark.parametrize(
    "text", ["cvar", "cvar:0", "cvar:1.01", "cvar:x", "best", "goal:1"]
)
def test_a_risk_that_is_not_known_says_what_is(text: str) -> None:
    with pytest.raises(EngineError, match=r"give expected, cvar:0\.1"):
        Risk.read(text)


def test_a_risk_of_the_whole_is_the_mean() -> None:
    assert Risk.read("cvar:1").of(np.array([1.0, 5.0]), np.ones(2)) == 3
    assert Risk.read("expected").of(np.array([1.0, 5.0]), np.ones(2)) == 3
    assert worst_mean(np.array([1.0, 5.0, 9.0]), 1 / 3) == 1


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (12.0, [6.0, 8.0, 12.0, 12.0]),  # twice an equal share, but never more than all
        (0.8, [0.4, 0.8 / 3 * 2, 0.8, 0.8]),
        (0.3, [0.2, 0.2, 0.3, 0.3]),  # and never less than it takes to begin
    ],
)
def test_each_future_has_its_share_of_the_time(
    time: float, expected: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[float] = []

    def noting(problem: PlanProblem, settings: SolveSettings) -> PlanResult:
        given.append(settings.time_limit)
        return best_plan(problem, settings)

    monkeypatch.setattr(proposed, "best_plan", noting)
    settings = SolveSettings(time_limit=time, clock=lambda: 0.0)  # no time goes by

    plan = plan_file(3)
    problem, doubts = parse_plan(plan), doubts_of(plan)
    risk, draw = Risk.read("expected"), Draw(futures=4, seed=3)
    choose(problem, doubts, risk, draw=draw, settings=settings)

    assert given[-4:] == pytest.approx(expected)


def test_single_steps_find_what_the_plans_of_single_problems_miss() -> None:
    """Two bets that each fit alone are late together; any step off the best loses."""
    plan = {
        "periods": ["Q1", "Q2"], "teams": {"web": [10, 10]},
        "objective": {"growth": 1.0}, "discount_per_period": 0.1, "bets": [
            {"id": name, "effort": {"web": {"p10": 4, "p50": 6, "p90": 14}},
             "value": {"growth": value}}
            for name, value in (("a", 9), ("b", 8), ("c", 7), ("d", 2))
        ],
    }  # fmt: skip
    problem, doubts = parse_plan(plan), doubts_of(plan)
    values = turn_out(doubts, 500, seed=1, replicate=0)
    reality = Reality(problem, doubts, values)

    def score(chosen: dict[str, str]) -> tuple[float, float]:
        return float(brought_as_planned(reality, chosen)[0].mean()), 0.0

    found = bettered(problem, {"d": "Q2"}, score, Watch(float("inf")))

    every = [one for one in every_plan(problem) if not violations(problem, one)]
    assert score(found) == max(map(score, every))
    # A plan that breaks a demand is no step, and without time it stays as it was.
    assert not violations(problem, found)
    assert bettered(problem, {"d": "Q2"}, score, Watch(0.0)) == {"d": "Q2"}
