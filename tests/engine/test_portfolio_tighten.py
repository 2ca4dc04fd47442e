"""Rows that speed the proof: no plan breaks them, and they bring the bound nearer."""

from __future__ import annotations

import time
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadline.engine.portfolio.knapsack import Knapsack, in_whole_units
from leadline.engine.portfolio.linear import Shares
from leadline.engine.portfolio.model import STRUCTURE, build_model
from leadline.engine.portfolio.problem import PlanProblem
from leadline.engine.portfolio.solver import Watch, maximise
from leadline.engine.portfolio.tighten import tightened
from tests.engine.plan_cases import problems
from tests.engine.test_portfolio_sides import roadmap


def watch(seconds: float = 30.0) -> Watch:
    return Watch(time.monotonic() + seconds)


def every_set(sack: Knapsack) -> list[np.ndarray]:
    sets = (np.array(bits) for bits in product((0.0, 1.0), repeat=sack.weights.size))
    return [one for one in sets if one @ sack.weights <= sack.room]


@st.composite
def sacks(draw: st.DrawFn) -> Knapsack:
    weights = draw(st.lists(st.integers(0, 12), min_size=2, max_size=7))
    return Knapsack(np.array(weights), draw(st.integers(0, 20)))


@given(sack=sacks(), values=st.lists(st.integers(0, 9), min_size=7, max_size=7))
def test_the_best_set_is_the_best_of_all_that_fit(
    sack: Knapsack, values: list[int]
) -> None:
    worth = np.array(values[: sack.weights.size], dtype=float)

    most, taken = sack.best(worth)

    assert most == max(one @ worth for one in every_set(sack))
    assert taken @ worth == most
    assert taken @ sack.weights <= sack.room


@given(sack=sacks(), shares=st.lists(st.floats(0, 1), min_size=7, max_size=7))
def test_a_cut_is_met_by_every_set_and_broken_by_the_shares(
    sack: Knapsack, shares: list[float]
) -> None:
    mixed = np.array(shares[: sack.weights.size])

    cut = sack.cut(mixed)

    if cut is not None:
        values, most = cut
        assert values @ mixed > most
        assert all(values @ one <= most + 1e-9 for one in every_set(sack))


def test_a_mixture_of_sets_that_fit_breaks_no_cut() -> None:
    sack = Knapsack(np.array([3, 3, 3]), 6)

    assert sack.cut(np.array([2 / 3, 2 / 3, 2 / 3])) is None
    assert sack.cut(np.array([0.7, 0.7, 0.7])) is not None


@pytest.mark.parametrize(
    ("weights", "room", "units"),
    [([1.5, 2.0], 4.0, 2), ([1 / 3, 1.0], 2.0, 3), ([2.0, 1.0], 3.0, 1)],
)
def test_whole_parts_lose_nothing(
    weights: list[float], room: float, units: int
) -> None:
    whole, room_in_units = in_whole_units(weights, room)

    assert whole.tolist() == [round(weight * units) for weight in weights]
    assert room_in_units == room * units


@given(
    weights=st.lists(st.floats(0, 50), min_size=1, max_size=6),
    room=st.floats(0.01, 80),
)
def test_what_fits_before_fits_in_whole_units(
    weights: list[float], room: float
) -> None:
    whole, room_in_units = in_whole_units(weights, room)

    for bits in product((0, 1), repeat=len(weights)):
        if np.dot(bits, weights) <= room:
            assert np.dot(bits, whole) <= room_in_units


@given(problem=problems())
@settings(max_examples=60)
def test_the_best_plan_of_a_tightened_model_is_that_of_the_model(
    problem: PlanProblem,
) -> None:
    model = build_model(problem)

    plain = maximise(model.program, watch())
    tight = maximise(tightened(model, watch()).program, watch())

    assert tight.answer is plain.answer
    assert tight.bound == pytest.approx(plain.bound, abs=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_a_roadmap_is_bounded_closer_and_its_best_plan_stays(seed: int) -> None:
    model = build_model(roadmap(seed, 14))

    tight = tightened(model, watch())

    assert tight.matrix.shape[0] > model.matrix.shape[0]
    assert set(tight.tag[model.tag.size :]) == {STRUCTURE}
    plain_bound = maximise(model.program, watch(), whole=False).bound
    assert maximise(tight.program, watch(), whole=False).bound < plain_bound - 1e-6
    best = maximise(model.program, watch()).x
    assert best is not None
    assert np.all(tight.matrix @ best <= tight.high + 1e-6)


def test_without_time_the_model_stays_as_it_is() -> None:
    model = build_model(roadmap(0, 14))

    assert tightened(model, watch(0.0)) is model


def test_shares_that_cannot_be_are_none() -> None:
    shares = Shares(np.array([1.0]))
    shares.add(np.array([0]), np.array([1.0]), np.inf, low=2.0)

    assert shares.solve() is None
