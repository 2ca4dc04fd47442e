"""Pairs of bets that bring more, or less, together than alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from leadline.engine.economics.doubts import Reality, doubts_of
from leadline.engine.economics.planned import Aim, as_planned
from leadline.engine.portfolio.check import rederive
from leadline.engine.portfolio.greedy import greedy_plan
from leadline.engine.portfolio.model import build_model
from leadline.engine.portfolio.problem import PlanMistake, parse_plan
from leadline.engine.portfolio.solve import best_plan
from leadline.engine.portfolio.value import value_of
from tests.engine.limited_cases import WITHOUT, digest


def plan(*synergies: dict[str, Any], **more: object) -> dict[str, object]:
    """Return three bets of which two fit in each of two quarters."""
    return {
        "periods": ["Q1", "Q2"],
        "teams": {"web": [2, 0]},
        "objective": {"growth": 1},
        "bets": [
            {"id": name, "effort": {"web": 1}, "value": {"growth": growth}}
            for name, growth in (("a", 5), ("b", 4), ("c", 3))
        ],
        "synergies": list(synergies),
        **more,
    }


def pair(one: str, other: str, **value: float) -> dict[str, Any]:
    return {"bets": [one, other], "value": value}


def test_a_pair_comes_in_for_what_it_brings_and_is_parted_for_what_it_loses() -> None:
    alone = best_plan(parse_plan(plan()))
    more = best_plan(parse_plan(plan(pair("b", "c", growth=2.5))))
    less = best_plan(parse_plan(plan(pair("a", "b", growth=-1.5))))

    assert (set(alone.periods_of), alone.objective) == ({"a", "b"}, 9)
    assert (set(more.periods_of), more.objective) == ({"b", "c"}, 9.5)
    assert (set(less.periods_of), less.objective) == ({"a", "c"}, 8)
    assert {result.status for result in (alone, more, less)} == {"optimal"}


def test_a_pair_counts_from_the_later_of_the_two() -> None:
    file = plan(pair("a", "b", growth=10, joy=1), discount_per_period=0.1)
    problem = parse_plan({**file, "teams": {"web": [2, 2]}})

    for chosen, kept in (
        ({"a": "Q1", "b": "Q1"}, 1.0),
        ({"a": "Q1", "b": "Q2"}, 0.9),
        ({"a": "Q2", "b": "Q2"}, 0.9),
        ({"a": "Q1"}, 0.0),
    ):
        model = build_model(problem)
        found = value_of(problem, chosen)
        assert found.measures["joy"] == pytest.approx(kept)
        assert dict(rederive(problem, chosen).measures) == pytest.approx(
            dict(found.measures)
        )
        x = model.columns_of(chosen)
        assert model.gain @ x == pytest.approx(found.objective)
        assert np.all(model.matrix @ x <= model.high + 1e-9)
        assert model.gain_of("joy") @ x == pytest.approx(kept)


def test_bets_that_bring_nothing_alone_are_put_in_for_what_they_bring_together() -> (
    None
):
    file = plan(pair("a", "b", growth=7))
    bets = [{**bet, "value": {}} for bet in file["bets"]]  # type: ignore[attr-defined]
    problem = parse_plan({**file, "bets": bets})

    result = best_plan(problem)

    assert greedy_plan(problem) == {"a": "Q1", "b": "Q1"}
    assert (set(result.periods_of), result.objective) == ({"a", "b"}, 7)
    assert result.left_out[0].why == "adds nothing to the objective"


def test_what_keeps_a_pair_out_is_its_capacity_not_that_it_is_worth_nothing() -> None:
    file = plan(pair("a", "c", growth=1))
    bets = [*file["bets"]]  # type: ignore[misc]
    bets[2] = {"id": "c", "effort": {"web": 1}}
    result = best_plan(parse_plan({**file, "bets": bets}))

    (left,) = result.left_out
    assert (left.bet, left.why) == ("c", "capacity of web in Q1")
    assert left.cost_to_force_in == pytest.approx(3)
    assert left.pushes_out == ("b",)


def test_in_a_future_a_pair_counts_where_both_are_finished() -> None:
    file = plan(pair("a", "b", growth=10), teams={"web": [2, 1]})
    bets = [*file["bets"]]  # type: ignore[misc]
    bets[1] = {**bets[1], "effort": {"web": {"p10": 0.5, "p50": 1, "p90": 3}}}
    file = {**file, "bets": bets}
    reality = Reality(parse_plan(file), doubts_of(file), np.array([[1.0, 2.0, 3.0]]))

    done = as_planned(
        reality, {"a": "Q1", "b": "Q1"},
        [Aim("growth", 19, frozenset("ab"), 1), Aim("growth", 19, frozenset("ab"), 2)],
    )  # fmt: skip

    assert done.objective.tolist() == [19, 19, 5]
    assert done.sums["growth"].tolist() == [19, 19, 5]
    assert [hit.tolist() for hit in done.reached] == [
        [True, False, False], [True, True, False],
    ]  # fmt: skip


def test_an_empty_list_of_synergies_gives_the_model_that_it_gave_before() -> None:
    without, empty = parse_plan(WITHOUT), parse_plan({**WITHOUT, "synergies": []})

    assert digest(build_model(empty)) == digest(build_model(without))


@pytest.mark.parametrize(
    ("synergy", "words"),
    [
        ({"bets": ["a", "b"]}, 'synergies[0]: "value" is missing'),
        (pair("a", "x", growth=1), 'synergies[0].bets: there is no bet "x"'),
        (pair("a", "a", growth=1), "synergies[0].bets: a bet is no pair with itself"),
        ({"bets": ["a", "b", "c"], "value": {}}, "synergies[0].bets: name two bets"),
        (pair("a", "b", worth=1), '"worth" comes from customers'),
        (
            {"bets": ["a", "b"], "value": {"growth": {"p10": 1, "p50": 2, "p90": 3}}},
            "synergies[0].value.growth: a synergy is one number",
        ),
        ({**pair("a", "b"), "effort": {}}, 'unknown key "effort"'),
    ],
)
def test_a_synergy_that_says_nothing_is_a_mistake_with_its_place(
    synergy: dict[str, Any], words: str
) -> None:
    with pytest.raises(PlanMistake) as refused:
        parse_plan(plan(synergy))

    assert words in str(refused.value)


def test_a_pair_named_twice_is_a_mistake_whichever_way_round() -> None:
    with pytest.raises(PlanMistake, match="are there twice; add their values up"):
        parse_plan(plan(pair("a", "b", growth=1), pair("b", "a", growth=2)))
