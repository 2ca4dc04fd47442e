"""What knowing is worth, against closed forms and nested simulation."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtri
from scipy.stats import norm

from leadline.engine.economics.carried_out import order_of, outcome
from leadline.engine.economics.doubts import Reality, doubts_of, turn_out
from leadline.engine.economics.information import Decision, cells_of, straight
from leadline.engine.economics.learning import Learning, learn
from leadline.engine.economics.model import ModelMistake
from leadline.engine.errors import EngineError
from leadline.engine.portfolio.greedy import greedy_plan
from leadline.engine.portfolio.problem import parse_plan
from leadline.engine.portfolio.value import value_of
from tests.engine.plan_cases import plans

Z = float(ndtri(0.9))


def normal(mean: float, sigma: float) -> dict[str, float]:
    """Return a range that reaches below 0, so that it is a normal distribution."""
    return {"p10": mean - sigma * Z, "p50": mean, "p90": mean + sigma * Z}


def plan_of(*bets: dict[str, Any], weeks: float = 1, **more: Any) -> dict[str, Any]:
    return {
        "periods": ["Q1"],
        "teams": {"web": [weeks]},
        "objective": {"growth": 1},
        "bets": list(bets),
    } | more


def bet(name: str, value: object, effort: object = 1, **more: Any) -> dict[str, Any]:
    return {"id": name, "effort": {"web": effort}, "value": {"growth": value}} | more


def learned(plan: dict[str, Any], futures: int = 16_384, seed: int = 0) -> Learning:
    return learn(parse_plan(plan), doubts_of(plan), futures=futures, seed=seed)


def by_name(found: Learning) -> dict[tuple[str, str], float]:
    return {(one.bet, one.measure): one.evppi for one in found.lessons}


@pytest.mark.parametrize("ahead", [0.5, 2.0, 6.0])
def test_one_uncertain_value_has_the_loss_of_the_normal(ahead: float) -> None:
    """Raiffa and Schlaifer: sigma (phi(d) - d Phi(-d)), d the distance in sigmas."""
    found = learned(plan_of(bet("sure", 10 + ahead), bet("new", normal(10, 10))))

    d = ahead / 10
    wanted = 10 * (norm.pdf(d) - d * norm.sf(d))
    (lesson,) = found.lessons
    assert (lesson.bet, lesson.measure) == ("new", "growth")
    assert lesson.evppi == pytest.approx(wanted, rel=0.01)
    assert found.evpi == pytest.approx(wanted, rel=0.01)


def test_two_uncertain_values_split_what_knowing_both_is_worth() -> None:
    """Of the difference of two normals: each is worth the loss with its own sigma."""
    found = learned(
        plan_of(bet("a", normal(11, 9)), bet("b", normal(10, 12))), futures=32_768
    )

    def loss(sigma: float) -> float:
        return float(sigma * (norm.pdf(1 / sigma) - norm.sf(1 / sigma) / sigma))

    assert found.evpi == pytest.approx(loss(15.0), rel=0.02)
    evppi = by_name(found)
    assert evppi["a", "growth"] == pytest.approx(loss(9.0), rel=0.05)
    assert evppi["b", "growth"] == pytest.approx(loss(12.0), rel=0.05)


def test_what_cannot_change_the_plan_is_worth_nothing() -> None:
    far = plan_of(bet("sure", 100), bet("new", {"p10": 1, "p50": 2, "p90": 3}))
    roomy = plan_of(bet("a", {"p10": 1, "p50": 2, "p90": 9}), bet("b", 3), weeks=2)

    assert [one.evppi for one in learned(far).lessons] == pytest.approx([0], abs=1e-12)
    found = [one.evppi for one in learned(roomy).lessons]
    assert found == pytest.approx([0], abs=1e-12)


def nested(plan: dict[str, Any], row: int, levels: int = 256) -> float:
    """Return the worth of one doubt by simulation within simulation, in any order."""
    problem, doubts = parse_plan(plan), doubts_of(plan)
    ids = [one.id for one in problem.bets]
    orders = [tuple(order) for order in _permutations(ids)]
    values = turn_out(doubts, 4096, seed=77, replicate=0)
    known = doubts[row].drawn_from.quantile((np.arange(levels) + 0.5) / levels)
    means = np.empty((len(orders), levels))
    for at, value in enumerate(known):
        inner = values.copy()
        inner[row] = value
        reality = Reality(problem, doubts, inner)
        means[:, at] = [outcome(reality, order).mean() for order in orders]
    return float(means.max(axis=0).mean() - means.mean(axis=1).max())


def _permutations(ids: list[str]) -> list[list[str]]:
    if not ids:
        return [[]]
    rest = [(one, [other for other in ids if other != one]) for one in ids]
    return [[one, *tail] for one, others in rest for tail in _permutations(others)]


UNSURE = plan_of(
    bet("big", {"p10": 6, "p50": 10, "p90": 16}, {"p10": 3, "p50": 5, "p90": 8}),
    bet("mid", {"p10": 3, "p50": 8, "p90": 16}, 4),
    bet("low", 6.5, {"p10": 2, "p50": 3, "p90": 4}),
    weeks=8,
)


@cache
def much_learned() -> Learning:
    return learned(UNSURE, futures=65_536)


@pytest.mark.parametrize("row", range(4))
def test_partial_information_agrees_with_nested_simulation(row: int) -> None:
    found = much_learned()
    doubt = doubts_of(UNSURE)[row]
    wanted = nested(UNSURE, row)

    got = by_name(found)[doubt.bet, doubt.name]

    assert got == pytest.approx(wanted, rel=0.05, abs=0.01 * found.evpi)


def test_knowing_more_is_never_worth_less() -> None:
    found = much_learned()

    evppi = by_name(found)
    assert evppi["big", "all"] >= max(
        evppi["big", "growth"], evppi["big", "effort:web"]
    )
    assert all(one.evppi <= found.evpi + 3 * (one.se or 0) for one in found.lessons)
    assert ("mid", "all") not in evppi


def test_the_order_of_the_file_changes_nothing_and_scale_only_scales() -> None:
    turned = copy.deepcopy(UNSURE)
    turned["bets"].reverse()
    larger = copy.deepcopy(UNSURE)
    for one in larger["bets"]:
        said = one["value"]["growth"]
        one["value"]["growth"] = (
            {k: 1000 * v for k, v in said.items()} if isinstance(said, dict) else 6500
        )

    plain, other, scaled = (learned(p, 2048) for p in (UNSURE, turned, larger))

    assert by_name(other) == pytest.approx(by_name(plain), rel=1e-9)
    assert {k: v / 1000 for k, v in by_name(scaled).items()} == pytest.approx(
        by_name(plain), rel=1e-6
    )


@settings(max_examples=150, deadline=None)
@given(plan=plans())
def test_an_order_carried_out_brings_at_least_what_its_plan_does(
    plan: dict[str, Any],
) -> None:
    problem = parse_plan(plan)
    chosen = greedy_plan(problem)
    if chosen is None or any(problem.weight(one) < 0 for one in problem.bets):
        return

    reality = Reality(problem, (), np.empty((0, 1)))
    order = order_of(problem, chosen)

    promised = value_of(problem, chosen).objective
    assert outcome(reality, order)[0] >= promised - 1e-9


def test_a_bet_without_room_falls_out_with_what_comes_after_it() -> None:
    plan = plan_of(
        bet("base", 5, {"p10": 2, "p50": 3, "p90": 5}),
        bet("top", 7, after=["base"]),
        bet("other", 1, 2),
        weeks=4,
    )
    problem, doubts = parse_plan(plan), doubts_of(plan)
    reality = Reality(problem, doubts, np.array([[2.5, 3.5, 4.5]]))

    assert outcome(reality, ("base", "top", "other")).tolist() == [12.0, 5.0, 1.0]


def test_bets_that_go_together_rival_and_customers_are_carried_out() -> None:
    plan = plan_of(
        bet("a", 1, together=["b"]),
        bet("b", 2),
        bet("c", 9, instead_of=["a"]),
        weeks=9,
        customers=[{"id": "acme", "worth": 4, "wants": ["a", "b"]}],
        objective={"growth": 1, "worth": 2},
    )
    reality = Reality(parse_plan(plan), (), np.empty((0, 1)))

    assert outcome(reality, ("a", "b", "c")).tolist() == [11.0]
    assert outcome(reality, ("c", "a", "b")).tolist() == [9.0]
    assert outcome(reality, ("a",)).tolist() == [0.0]


def test_a_regression_on_noise_finds_nothing() -> None:
    rng = np.random.default_rng(3)
    benefits = rng.normal(size=(30, 8192))
    decision = Decision(benefits, [512] * 16)

    known = decision.partial(straight(rng.normal(size=8192)))
    cells = decision.in_cells([rng.normal(size=8192)])

    assert known.se is not None
    assert cells.se is not None
    assert known.worth < 3 * known.se
    assert cells.worth < 3 * cells.se
    assert decision.perfect().worth > 1


@pytest.mark.parametrize("futures", [63, 200_001])
def test_the_number_of_futures_has_its_bounds(futures: int) -> None:
    with pytest.raises(EngineError, match="64 to 200,000"):
        learned(UNSURE, futures=futures)


def test_without_a_range_there_is_nothing_to_learn() -> None:
    with pytest.raises(EngineError, match="nothing to learn"):
        learned(plan_of(bet("a", 1)))


def test_an_impossible_plan_says_so() -> None:
    plan = plan_of(bet("a", normal(1, 1), 5, state="committed"))

    with pytest.raises(EngineError, match="No plan meets the demands"):
        learned(plan)


@pytest.mark.parametrize(
    ("effort", "told"),
    [
        (
            {"p10": -1, "p50": 1, "p90": 2},
            "bets[0] (a).effort.web.p10: must be at least",
        ),
        ({"p10": 1, "p50": 2}, 'bets[0] (a).effort.web: "p90" is missing'),
    ],
)
def test_a_range_that_cannot_be_is_named(effort: object, told: str) -> None:
    with pytest.raises(ModelMistake) as caught:
        doubts_of(plan_of(bet("a", 1, effort)))

    assert any(one.startswith(told) for one in caught.value.mistakes)


@given(count=st.integers(1, 400), most=st.sampled_from([2, 16, 64]))
def test_cells_hold_equally_many_futures_and_rise_with_the_value(
    count: int, most: int
) -> None:
    value = np.random.default_rng(count).normal(size=count)
    cell = cells_of([value], most)

    held = np.bincount(cell, minlength=min(most, count))
    assert held.max() - held[held > 0].min() <= 1
    assert (np.diff(cell[np.argsort(value)]) >= 0).all()
    assert cell.max() < most


@pytest.mark.parametrize("counts", [[3], [2, 2]])
def test_a_decision_has_as_many_futures_as_it_counts(counts: list[int]) -> None:
    with pytest.raises(EngineError, match="must add up"):
        Decision(np.ones((2, 3)), counts)
