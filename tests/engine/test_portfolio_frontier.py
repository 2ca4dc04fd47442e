"""The frontier holds every plan that no other beats, and nothing else."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from leadline.engine.errors import EngineError
from leadline.engine.portfolio.check import rederive, violations
from leadline.engine.portfolio.frontier import frontier
from leadline.engine.portfolio.problem import Bet, PlanProblem, parse_plan
from leadline.engine.portfolio.solver import Watch
from tests.engine.brute import every_plan
from tests.engine.plan_cases import plans

PAIRS = [("growth", "profit"), ("profit", "growth"), ("growth", "worth")]


def long() -> Watch:
    return Watch(time.monotonic() + 60)


def front_by_trying(
    problem: PlanProblem, pair: tuple[str, str]
) -> list[tuple[float, float]]:
    """Return every pair of values that no plan that can be done beats."""
    values = set()
    for plan in every_plan(problem):
        if not violations(problem, plan):
            found = rederive(problem, plan).measures
            one, two = (round(found.get(name, 0.0), 9) for name in pair)
            values.add((one, two))
    return sorted(
        mine
        for mine in values
        if not any(
            other != mine and other[0] >= mine[0] and other[1] >= mine[1]
            for other in values
        )
    )


@settings(max_examples=60, deadline=None)
@given(plan=plans(), pair=st.sampled_from(PAIRS))
def test_the_frontier_is_the_one_found_by_trying_every_plan(
    plan: dict[str, object], pair: tuple[str, str]
) -> None:
    problem = parse_plan(plan)
    expected = front_by_trying(problem, pair)
    assume(expected)

    found = frontier(problem, pair, long())

    assert found.is_complete
    assert len(found.points) == len(expected)
    for point, values in zip(found.points, expected, strict=True):
        assert point.values == pytest.approx(values, abs=1e-6)
        assert violations(problem, point.chosen) == []


def test_values_with_a_fraction_are_told_apart() -> None:
    bets = tuple(
        Bet(f"b{at}", {}, {"growth": 1 + at / 7, "profit": -1 - at * at / 11})
        for at in range(7)
    )
    problem = PlanProblem(("Q1",), {}, bets)

    found = frontier(problem, ("growth", "profit"), long())

    expected = front_by_trying(problem, ("growth", "profit"))
    assert [p.values for p in found.points] == [pytest.approx(v) for v in expected]
    assert len(expected) > 20


def test_without_a_plan_there_is_no_frontier_and_it_says_where_to_look() -> None:
    bet = Bet("a", {"web": 3}, {"growth": 1}, state="committed")
    problem = PlanProblem(("Q1",), {"web": (1,)}, (bet,))

    with pytest.raises(EngineError, match="names those that clash"):
        frontier(problem, ("growth", "profit"), long())


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (("growth", "joy"), 'No bet adds to "joy"; known are growth, profit, worth'),
        (("growth", "growth"), "two measures that differ"),
    ],
)
def test_measures_that_make_no_frontier_are_refused(
    pair: tuple[str, str], words: str
) -> None:
    problem = PlanProblem(("Q1",), {}, (Bet("a", {}, {"growth": 1}),))

    with pytest.raises(EngineError, match=words):
        frontier(problem, pair, long())


def test_a_frontier_that_runs_out_of_time_keeps_what_it_found() -> None:
    bets = tuple(
        Bet(f"b{at}", {}, {"growth": 3**at % 17 + 1, "profit": -(2**at % 19) - 1})
        for at in range(12)
    )
    readings = iter(range(10_000))
    watch = Watch(14.0, clock=lambda: float(next(readings)))
    problem = PlanProblem(("Q1",), {}, bets)

    found = frontier(problem, ("growth", "profit"), watch)
    whole = frontier(problem, ("growth", "profit"), long())

    assert not found.is_complete
    assert 0 < len(found.points) < len(whole.points)
    values = [point.values for point in whole.points]
    assert [p.values for p in found.points] == values[-len(found.points) :]


@pytest.mark.parametrize("unit", [1e-6, 1.0, 1e7])
def test_the_unit_of_a_measure_changes_nothing(unit: float) -> None:
    bets = tuple(
        Bet(f"b{at}", {}, {"growth": (1 + at / 7) * unit, "profit": -1 - at * at / 11})
        for at in range(6)
    )
    problem = PlanProblem(("Q1",), {}, bets)

    found = frontier(problem, ("growth", "profit"), long())

    plain = tuple(
        Bet(bet.id, {}, {**bet.value, "growth": bet.value["growth"] / unit})
        for bet in bets
    )
    front = front_by_trying(PlanProblem(("Q1",), {}, plain), ("growth", "profit"))
    expected = {round(growth, 6) for growth, _ in front}
    assert {round(p.values[0] / unit, 6) for p in found.points} == expected


def test_a_measure_that_nothing_adds_to_leaves_the_most_of_the_other() -> None:
    bets = (Bet("a", {}, {"growth": 0.5}), Bet("b", {}, {"growth": 0.25}))
    problem = PlanProblem(("Q1",), {}, bets)

    for pair in (("growth", "worth"), ("worth", "growth")):
        found = frontier(problem, pair, long())
        assert found.is_complete
        assert [sum(point.values) for point in found.points] == [0.75]
