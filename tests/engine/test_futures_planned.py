"""A plan carried out as it was planned, in futures worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings

from leadline.engine.economics.carried_out import in_order
from leadline.engine.economics.doubts import Reality, doubts_of
from leadline.engine.economics.planned import Aim, as_planned
from leadline.engine.futures.choice import Draw, choose
from leadline.engine.futures.risk import Risk
from leadline.engine.portfolio.greedy import greedy_plan
from leadline.engine.portfolio.problem import PlanProblem, parse_plan
from leadline.engine.portfolio.solve import SolveSettings
from leadline.engine.portfolio.value import value_of
from tests.engine.plan_cases import problems


def reality_of(effort: list[float], **more: object) -> Reality:
    """Return two bets of one team; the first takes what ``effort`` says by future."""
    plan = {
        "periods": ["Q1", "Q2", "Q3"],
        "teams": {"web": [5, 5, 5]},
        "objective": {"growth": 1},
        "discount_per_period": 0.1,
        "bets": [
            {"id": "a", "effort": {"web": {"p10": 1, "p50": 3, "p90": 9}},
             "value": {"growth": 10}, **more},
            {"id": "b", "effort": {"web": 3}, "value": {"growth": 4}},
        ],
    }  # fmt: skip
    return Reality(parse_plan(plan), doubts_of(plan), np.array([effort]))


def test_nothing_begins_before_it_was_planned_to_and_what_runs_over_goes_on() -> None:
    done = as_planned(reality_of([2.0, 3.0, 6.0]), {"a": "Q1", "b": "Q1"})

    # 2 and 3 weeks fit beside each other; of 3 and 3 one is left for the next quarter;
    # of 6 one is, and the other bet comes after it.
    assert done.ends["a"].tolist() == [0, 0, 1]
    assert done.ends["b"].tolist() == [0, 1, 1]
    assert done.objective.tolist() == pytest.approx([14.0, 10 + 4 * 0.9, 14 * 0.9])
    assert done.sums["growth"].tolist() == [14, 14, 14]


def test_what_a_plan_weighs_does_not_say_what_is_worked_on_first() -> None:
    """Most of both together goes first; of as much, the smaller."""
    plan = {
        "periods": ["Q1"], "teams": {"web": [6]},
        "bets": [
            {"id": "a", "effort": {"web": 4}, "value": {"growth": 5}},
            {"id": "b", "effort": {"web": 4}, "value": {"growth": 1, "profit": 6}},
            {"id": "c", "effort": {"web": 2}, "value": {"profit": 7}},
        ],
    }  # fmt: skip
    every = dict.fromkeys("abc", "Q1")
    for weights in ({"growth": 1}, {"profit": 1}, {}):
        problem = parse_plan({**plan, "objective": weights})
        assert in_order(problem, every) == ("c", "b", "a")
        done = as_planned(Reality(problem, (), np.empty((0, 1))), every)
        assert {bet: end.tolist() for bet, end in done.ends.items()} == {
            "a": [-1], "b": [0], "c": [0],
        }  # fmt: skip


def test_what_is_not_done_in_the_last_quarter_falls_out_and_took_its_weeks() -> None:
    done = as_planned(reality_of([15.0, 15.5]), {"a": "Q1", "b": "Q3"})

    # Three quarters of five weeks: 15 are done in the last, 15.5 are not.
    assert done.ends["a"].tolist() == [2, -1]
    assert done.ends["b"].tolist() == [-1, -1]
    assert done.objective.tolist() == pytest.approx([8.1, 0.0])


def test_what_comes_after_a_bet_begins_in_the_quarter_that_it_is_finished_in() -> None:
    plan = {
        "periods": ["Q1", "Q2", "Q3"], "teams": {"web": [5, 5, 5], "data": [5, 5, 5]},
        "objective": {"growth": 1},
        "bets": [
            {"id": "a", "effort": {"web": {"p10": 1, "p50": 4, "p90": 9}}},
            {"id": "b", "effort": {"data": 2}, "after": ["a"]},
            {"id": "c", "effort": {"data": 2}, "after": [{"bet": "a", "gap": 1}]},
        ],
    }  # fmt: skip
    reality = Reality(parse_plan(plan), doubts_of(plan), np.array([[5.0, 6.0, 11.0]]))

    done = as_planned(reality, {"a": "Q1", "b": "Q1", "c": "Q3"})

    assert done.ends["a"].tolist() == [0, 1, 2]
    assert done.ends["b"].tolist() == [0, 1, 2]
    assert done.ends["c"].tolist() == [2, -1, -1]


def test_a_bet_of_two_quarters_takes_half_of_its_weeks_in_each_and_catches_up() -> None:
    plan = {
        "periods": ["Q1", "Q2", "Q3"], "teams": {"web": [3, 5, 5]},
        "objective": {"growth": 1},
        "bets": [
            {"id": "a", "effort": {"web": {"p10": 1, "p50": 6, "p90": 9}},
             "duration": 2},
            {"id": "b", "effort": {"web": 2}},
        ],
    }  # fmt: skip
    reality = Reality(parse_plan(plan), doubts_of(plan), np.array([[6.0, 8.0, 9.0]]))

    done = as_planned(reality, {"a": "Q1", "b": "Q2"})

    # 8 weeks need 4 a quarter: 3 are there, and 5 are done in the next; 9 are not.
    assert done.ends["a"].tolist() == [1, 1, 2]
    assert done.ends["b"].tolist() == [1, 2, 2]


@given(problem=problems())
@settings(max_examples=60, deadline=None)
def test_with_the_figures_it_was_made_for_a_plan_is_finished_as_planned(
    problem: PlanProblem,
) -> None:
    plan = greedy_plan(problem)
    assume(plan is not None)

    done = as_planned(Reality(problem, (), np.empty((0, 1))), plan)

    assert {bet: ends.tolist() for bet, ends in done.ends.items()} == {
        bet: [problem.period_position[at] + problem.bet[bet].duration - 1]
        for bet, at in plan.items()
    }
    assert done.objective[0] == pytest.approx(value_of(problem, plan).objective)


def test_room_that_is_left_is_not_used_by_a_bet_planned_for_later() -> None:
    done = as_planned(reality_of([2.0]), {"b": "Q3"})

    assert done.ends["b"].tolist() == [2]
    assert "a" not in done.ends


def test_an_aim_counts_its_bets_that_are_finished_in_time() -> None:
    aims = [
        Aim("growth", 10, frozenset("a"), 1),
        Aim("growth", 10.1, frozenset("a"), 1),
        Aim("growth", 14, frozenset("ab"), 1),
        Aim("growth", 14, frozenset("ab"), 2),
    ]

    done = as_planned(reality_of([2.0, 3.0]), {"a": "Q1", "b": "Q1"}, aims)

    assert [hit.tolist() for hit in done.reached] == [
        [True, True], [False, False], [True, False], [True, True],
    ]  # fmt: skip


def test_a_bet_over_its_day_is_late_and_one_excluded_may_be_put_in() -> None:
    late = as_planned(reality_of([3.0], latest="Q1"), {"b": "Q1", "a": "Q1"})
    put_in = as_planned(reality_of([3.0], state="excluded"), {"a": "Q2"})

    assert max(late.ends["a"][0], late.ends["b"][0]) == 1
    assert put_in.ends["a"].tolist() == [1]


def test_a_committed_bet_without_room_in_a_future_does_not_end_its_planning() -> None:
    plan = {
        "periods": ["Q1"], "teams": {"web": [10]}, "objective": {"growth": 1},
        "bets": [
            {"id": "must", "effort": {"web": {"p10": 4, "p50": 8, "p90": 16}},
             "value": {"growth": 5}, "state": "committed"},
            {"id": "may", "effort": {"web": 9}, "value": {"growth": 9}},
        ],
    }  # fmt: skip

    found = choose(
        parse_plan(plan), doubts_of(plan), Risk(), draw=Draw(64, 1),
        settings=SolveSettings(time_limit=30),
    )  # fmt: skip

    share = {one.bet: one.share for one in found.standings}
    assert found.planned == 64
    assert 0 < share["may"] < 1
    assert share["must"] + share["may"] == 1
