"""Small turns between rows and what a plan file says."""

from __future__ import annotations

from collections.abc import Container, Mapping
from decimal import Decimal
from typing import Any

from leadline.foundation.periods import next_period
from leadline.roadmap.bridge.plans import pk_of


def finishes_in(
    problem: Mapping[str, Any], placed: Mapping[int, str]
) -> dict[int, str]:
    """Return the quarter each placed bet is finished in, by how long a plan file says
    that it takes."""
    takes = {pk_of(bet["id"]): bet["duration"] for bet in problem["bets"]}
    return {pk: next_period(at, takes.get(pk, 1) - 1) for pk, at in placed.items()}


WORKED = ("periods", "teams", "currency", "budget")


def work_in(problem: Mapping[str, Any], placed: Mapping[int, str]) -> dict[str, Any]:
    """Return what a model file has of the work behind a plan's bets, which begin as
    ``placed`` has them, by their numbers; nothing without any.

    Of what bets bring only the middles of growth and profit stay: they say which of two
    in one quarter goes first.
    """
    if not placed:
        return {}
    from leadline.engine.economics.carried_out import ORDERED_BY

    keys = {pk_of(bet["id"]): bet["id"] for bet in problem["bets"]}
    begins = {keys[pk]: period for pk, period in placed.items()}
    weights = {name: by for name, by in problem["objective"].items() if by}
    bets = [
        {**bet, "value": _middles(bet["value"], ORDERED_BY)} for bet in problem["bets"]
    ]
    plan = {key: problem[key] for key in WORKED if key in problem}
    plan |= {"objective": weights, "bets": bets}
    return {"work": {"plan": plan, "begins": begins}}


def _middles(value: Mapping[str, Any], names: Container[str]) -> dict[str, float]:
    return {
        name: said["p50"] if isinstance(said, Mapping) else said
        for name, said in value.items()
        if name in names
    }


def spread(p10: Decimal, p50: Decimal, p90: Decimal) -> float | dict[str, float]:
    """Return a range as a plan file has it: one number where it is exact.

    >>> spread(Decimal(2), Decimal(2), Decimal(2)), spread(*map(Decimal, (1, 2, 4)))
    (2.0, {'p10': 1.0, 'p50': 2.0, 'p90': 4.0})
    """
    if p10 == p90:
        return float(p50)
    return {"p10": float(p10), "p50": float(p50), "p90": float(p90)}
