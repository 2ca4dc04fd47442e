"""A model with the bets of several plans, projected in the same futures."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from leadline.engine.errors import EngineError
from leadline.foundation.errors import Invalid
from leadline.roadmap.types import Spread

if TYPE_CHECKING:
    from leadline.engine.economics.variants import Variant

A_YEAR = {"revenue": 4.0, "profit": 4.0, "margin": 1.0}
NEAR = 1e-6
"""Figures that differ by less than this share of them are the same."""


@dataclass(frozen=True, slots=True)
class Turned:
    """What one way of finishing bets comes to, beside the first of them."""

    odds: tuple[float, ...]
    figures: dict[str, Spread]
    ahead: dict[str, float]
    behind: dict[str, float]
    futures: int


def turned_beside(
    *,
    model: Mapping[str, Any],
    finishes: Sequence[Mapping[str, str | None]],
    begins: Sequence[Mapping[str, str]],
    period: str,
) -> list[Turned]:
    """Project a model file once for each way its work begins.

    Bets that are no part of its work are finished as ``finishes`` says. What is asked
    for again is not projected again: two plans stand beside each other at each look.

    Raises ``Invalid`` for a model that cannot be projected.
    """
    # In the order they stand in: it is that in which futures are drawn.
    return list(_turned_all(json.dumps([model, finishes, begins]), period))


@lru_cache(maxsize=32)
def _turned_all(asked: str, period: str) -> tuple[Turned, ...]:
    from leadline.engine.economics.parse import parse_model
    from leadline.engine.economics.variants import variants

    model, finishes, begins = json.loads(asked)
    try:
        found = variants(parse_model(model), finishes, begins=begins, period=period)
    except EngineError as error:
        raise Invalid(str(error)) from error
    return tuple(_turned(one, found[0]) for one in found)


def _turned(one: Variant, first: Variant) -> Turned:
    import numpy as np

    figures, ahead, behind = {}, {}, {}
    for name, by in A_YEAR.items():
        values = one.figures[name] * by
        low, mid, high = (float(x) for x in np.quantile(values, [0.1, 0.5, 0.9]))
        figures[name] = Spread(float(values.mean()), low, mid, high)
        more = one.figures[name] - first.figures[name]
        near = NEAR * np.abs(first.figures[name])
        ahead[name] = float(np.mean(more > near))
        behind[name] = float(np.mean(more < -near))
    futures = int(one.figures["revenue"].size)
    return Turned(one.odds, figures, ahead, behind, futures)


def starts_of(*, model: Mapping[str, Any]) -> dict[str, float]:
    """Return the figures of a quarter that a model file begins with, by measure.

    What is asked for again is not read again: every page that says how a plan stands
    asks. Raises ``Invalid`` for a model that cannot be read.
    """
    return dict(_starts(json.dumps(model)))


@lru_cache(maxsize=32)
def _starts(model: str) -> dict[str, float]:
    from leadline.engine.economics.parse import parse_model
    from leadline.engine.economics.start import start_of

    try:
        return start_of(parse_model(json.loads(model)))
    except EngineError as error:
        raise Invalid(str(error)) from error


def brings_alone(
    *, model: Mapping[str, Any], bets: Sequence[Mapping[str, Any]], finished: str
) -> dict[str, dict[str, float | dict[str, float]]]:
    """Return growth and profit a year of each bet by itself, as a plan file has them.

    A year on average over the quarters that a model is projected after ``finished``,
    by the chance of the bet; what it costs counts whole. Raises ``Invalid`` for a model
    that cannot be projected.
    """
    from leadline.engine.economics.parse import parse_model
    from leadline.engine.economics.variants import alone

    sure = [{**bet, "chance": 1.0, "finished": finished} for bet in bets]
    periods = model["periods"]
    by = A_YEAR["revenue"] / max(1, len(periods) - periods.index(finished) - 1)
    try:
        parsed = parse_model({**model, "bets": sure})
        found = {}
        for bet in bets:
            one, chance = alone(parsed, bet["id"], finished), float(bet["chance"])
            # What comes of it comes with its chance; what it costs is spent anyway.
            costs = one.costs
            growth = by * chance * one.growth
            profit = by * (chance * (one.profit + costs) - costs)
            found[bet["id"]] = {"growth": _points(growth), "profit": _points(profit)}
    except EngineError as error:
        raise Invalid(str(error)) from error
    return found


def _points(values: Any) -> float | dict[str, float]:
    """Return the three points of a figure to the cent, one where it has no doubt."""
    import numpy as np

    low, mid, high = (round(float(x), 2) for x in np.quantile(values, [0.1, 0.5, 0.9]))
    return mid if low == high else {"p10": low, "p50": mid, "p90": high}
