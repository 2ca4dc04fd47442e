"""A plan carried out as it was planned, in futures worked out by hand."""

from __future__ import annotations

import numpy as np

from leadline.engine.economics.doubts import Reality, doubts_of
from leadline.engine.futures.choice import Draw, choose
from leadline.engine.futures.planned import Aim, as_planned
from leadline.engine.futures.risk import Risk
from leadline.engine.portfolio.problem import parse_plan
from leadline.engine.portfolio.solve import SolveSettings


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


def test_nothing_begins_before_it_was_planned_to_and_what_is_too_large_waits() -> None:
    done = as_planned(reality_of([2.0, 3.0, 6.0]), {"a": "Q1", "b": "Q1"})

    # 2 and 3 weeks fit beside each other; 3 and 3 do not; 6 fit nowhere.
    assert done.ends["a"].tolist() == [0, 0, -1]
    assert done.ends["b"].tolist() == [0, 1, 0]
    assert done.objective.tolist() == [14.0, 10 + 4 * 0.9, 4.0]
    assert done.sums["growth"].tolist() == [14, 14, 4]


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
