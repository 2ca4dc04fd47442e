"""Small random plan problems with a budget, shares of the effort, and synergies."""

from __future__ import annotations

import hashlib
from itertools import combinations

import numpy as np
from hypothesis import strategies as st

from leadline.engine.portfolio.model import PlanModel
from leadline.engine.portfolio.problem import PlanProblem, parse_plan
from tests.engine.plan_cases import plans

WITHOUT: dict[str, object] = {
    "periods": ["Q1", "Q2", "Q3"],
    "teams": {"web": [9, 8, 7], "data": [4, 4, 5]},
    "bets": [
        {"id": "sso", "effort": {"web": 6, "data": 2}, "value": {"growth": 12},
         "after": ["log"], "latest": "Q3"},
        {"id": "log", "effort": {"web": 3}, "value": {"profit": 2}, "duration": 2},
        {"id": "export", "effort": {"data": 5}, "value": {"growth": 7, "profit": -1},
         "after": [{"bet": "log", "gap": 1}]},
        {"id": "dark", "effort": {"web": 5}, "value": {"growth": 3},
         "instead_of": ["light"]},
        {"id": "light", "effort": {"web": 2.5}, "value": {"growth": 2, "joy": 1}},
        {"id": "app", "effort": {"web": 4}, "value": {"growth": 5},
         "together": ["store"], "earliest": "Q2"},
        {"id": "store", "effort": {"data": 1}, "state": "committed"},
        {"id": "fax", "value": {"growth": 99}, "state": "excluded"},
    ],
    "customers": [{"id": "acme", "worth": 9, "wants": ["sso", "dark"]}],
    "goals": [{"measure": "growth", "at_least": 6}],
    "objective": {"growth": 0.6, "profit": 0.4, "worth": 1},
    "discount_per_period": 0.05,
}  # fmt: skip
"""A plan file that says nothing of money, shares and synergies."""


def digest(model: PlanModel) -> str:
    """Return a fingerprint of every number of a model."""
    parts = (
        model.gain,
        model.matrix.data,
        model.matrix.indices,
        model.matrix.indptr,
        model.low,
        model.high,
        model.tag,
        model.slack,
    )
    found = hashlib.sha256()
    for part in parts:
        whole = part.dtype.kind == "i"
        found.update(part.astype(np.int64 if whole else np.float64).tobytes())
    return found.hexdigest()


def limited(*kinds: str) -> st.SearchStrategy[PlanProblem]:
    """Small plan problems with a budget, shares of the effort, synergies, or all."""
    return limited_plans(kinds).map(parse_plan)


@st.composite
def limited_plans(draw: st.DrawFn, kinds: tuple[str, ...]) -> dict[str, object]:
    """The content of such a plan file: up to 5 bets, 3 periods."""
    plan = draw(plans())
    if "budget" in kinds:
        plan = {**plan, **draw(_with_budget(plan))}
    if "shares" in kinds:
        plan = {**plan, "shares": draw(_shares(plan))}
    if "synergies" in kinds:
        plan = {**plan, "synergies": draw(_synergies(plan))}
    return plan


@st.composite
def _with_budget(draw: st.DrawFn, plan: dict[str, object]) -> dict[str, object]:
    bets, periods = plan["bets"], plan["periods"]
    assert isinstance(bets, list)
    assert isinstance(periods, list)
    budget = draw(
        st.fixed_dictionaries({"in_all": st.integers(0, 30)})
        | st.fixed_dictionaries({"by_period": _one_for_each(periods)})
        | st.fixed_dictionaries(
            {"in_all": st.integers(0, 30), "by_period": _one_for_each(periods)}
        )
    )
    unit = draw(st.sampled_from([1, 1, 12_345.5]))
    for key, limit in budget.items():
        several = [money * unit for money in limit] if key == "by_period" else limit
        budget[key] = several if key == "by_period" else limit * unit
    costs = [draw(st.integers(0, 9)) * unit for _ in bets]
    return {
        "currency": "EUR",
        "budget": budget,
        "bets": [{**bet, "cost": cost} for bet, cost in zip(bets, costs, strict=True)],
    }


def _one_for_each(periods: list[str]) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, 9), min_size=len(periods), max_size=len(periods))


@st.composite
def _shares(draw: st.DrawFn, plan: dict[str, object]) -> list[dict[str, object]]:
    """One or two groups of bets, with a least or a most share of the effort."""
    bets = plan["bets"]
    assert isinstance(bets, list)
    ids = [bet["id"] for bet in bets]
    shares: list[dict[str, object]] = []
    for name in ("lights", "growth")[: draw(st.integers(1, 2))]:
        group = draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
        of = draw(st.sampled_from([0.2, 0.25, 0.5, 0.6]))
        key = draw(st.sampled_from(["at_least", "at_most"]))
        if key == "at_least" and shares:
            of = 0.2  # more than all of the effort is a mistake
        shares.append({"name": name, "bets": group, key: of})
    return shares


@st.composite
def _synergies(draw: st.DrawFn, plan: dict[str, object]) -> list[dict[str, object]]:
    """Up to two pairs of bets that bring more together, or less."""
    bets = plan["bets"]
    assert isinstance(bets, list)
    pairs = list(combinations([bet["id"] for bet in bets], 2))
    if not pairs:
        return []
    taken = draw(st.lists(st.sampled_from(pairs), max_size=2, unique=True))
    amount = st.integers(-6, 9)
    return [
        {"bets": list(pair), "value": {"growth": draw(amount), "profit": draw(amount)}}
        for pair in taken
    ]
