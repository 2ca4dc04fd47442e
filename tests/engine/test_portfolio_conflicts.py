"""Starts that exclude each other: no plan has both, and shares say so too."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings

from leadline.engine.portfolio import tighten
from leadline.engine.portfolio.check import violations
from leadline.engine.portfolio.cliques import Cliques
from leadline.engine.portfolio.conflicts import conflicts_of
from leadline.engine.portfolio.model import PlanModel, build_model
from leadline.engine.portfolio.problem import PlanProblem, parse_plan
from leadline.engine.portfolio.solver import Watch, maximise
from leadline.engine.portfolio.tighten import tightened
from tests.engine.brute import every_plan
from tests.engine.plan_cases import problems
from tests.engine.test_portfolio_sides import roadmap


def model_of(*bets: dict[str, object], budget: object = None) -> PlanModel:
    money = {"currency": "EUR", "budget": budget} if budget else {}
    return build_model(
        parse_plan(
            {
                "periods": ["Q1", "Q2"],
                "teams": {"web": [4, 4], "data": [4, 4]},
                "bets": list(bets),
                "objective": {"growth": 1},
                **money,
            }
        )
    )


@given(problem=problems())
@settings(max_examples=30, deadline=None)
def test_no_plan_has_what_excludes_each_other(problem: PlanProblem) -> None:
    model = build_model(problem)

    found = conflicts_of(model)

    assert np.array_equal(found.apart, found.apart.T)
    assert not found.apart.diagonal().any()
    for plan in every_plan(problem):
        if violations(problem, plan):
            continue
        at = np.flatnonzero(model.columns_of(plan))
        assert found.possible[at].all(), plan
        assert not found.apart[np.ix_(at, at)].any(), plan


def test_what_was_found_when_the_time_ends_holds() -> None:
    model = model_of(*([{"id": f"b{at}", "after": [f"b{at - 1}"] if at else [],
                         "effort": {"web": 3}} for at in range(8)]))  # fmt: skip
    whole, ticks = conflicts_of(model), iter(range(10**9))

    found = conflicts_of(model, Watch(6.0, lambda: float(next(ticks))))

    assert next(ticks) < 10  # it looked at the clock, and not for long after
    assert found.possible.sum() > whole.possible.sum()
    assert found.possible[whole.possible].all()
    assert whole.apart[found.apart & whole.possible & whole.possible[:, None]].all()


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ({"effort": {"web": 3}}, {"effort": {"web": 2}}, [(0, 0), (1, 1)]),
        ({"effort": {"web": 2}}, {"effort": {"web": 2}}, []),
        ({"effort": {"web": 3}}, {"effort": {"data": 3}}, []),
        ({"cost": 7}, {"cost": 5}, [(0, 0), (1, 1)]),
        ({}, {"instead_of": ["a"]}, [(0, 0), (0, 1), (1, 0), (1, 1)]),
        ({}, {"together": ["a"]}, [(0, 1), (1, 0)]),
        ({}, {"after": ["a"]}, [(1, 0)]),
    ],
)
def test_starts_of_two_bets_that_exclude_each_other(
    first: dict[str, object],
    second: dict[str, object],
    apart: list[tuple[int, int]],
) -> None:
    budget = {"by_period": [10, 10]}
    model = model_of({"id": "a", **first}, {"id": "b", **second}, budget=budget)

    found = conflicts_of(model).apart

    assert list(zip(*np.nonzero(found[:2, 2:]), strict=True)) == apart


def test_what_a_bet_needs_excludes_for_it() -> None:
    model = model_of(
        {"id": "a", "effort": {"web": 3}},
        {"id": "b", "effort": {"data": 1}, "after": [{"bet": "a", "gap": 0}]},
        {"id": "c", "effort": {"web": 2}},
        {"id": "d", "effort": {"web": 5}, "together": ["e"]},
        {"id": "e"},
        {"id": "f", "after": ["e"]},
    )

    found = conflicts_of(model)

    b, c = model.first["b"], model.first["c"]
    assert found.apart[b, c]  # b in Q1 needs a in Q1
    assert not found.apart[b + 1, c]  # b in Q2 may have a in Q2
    for bet in "def":  # d is too large for its team, so nothing that needs it is in
        assert not found.possible[list(model.columns(bet))].any()


@pytest.mark.parametrize("seed", range(2))
def test_a_clique_is_broken_by_shares_and_met_by_the_best_plan(seed: int) -> None:
    model = build_model(roadmap(seed, 14))
    watch = Watch(time.monotonic() + 60)
    conflicts = conflicts_of(model)
    shares = maximise(model.program, watch, whole=False).x
    best = maximise(model.program, watch).x
    assert shares is not None
    assert best is not None

    found = Cliques(conflicts).broken(shares)

    assert found
    for clique in found:
        assert shares[clique].sum() > 1.0
        assert best[clique].sum() <= 1.0
        pairs = conflicts.apart[np.ix_(clique, clique)]
        assert pairs.sum() == clique.size * (clique.size - 1)


def test_a_plan_of_very_many_starts_is_tightened_without_cliques(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = build_model(roadmap(0, 14))
    watch = Watch(time.monotonic() + 60)
    near = maximise(tightened(model, watch).program, watch, whole=False).bound
    monkeypatch.setattr(tighten, "MOST_COLUMNS", model.gain.size - 1)

    far = maximise(tightened(model, watch).program, watch, whole=False).bound

    assert near < far < maximise(model.program, watch, whole=False).bound
