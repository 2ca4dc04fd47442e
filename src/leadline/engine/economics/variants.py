"""One model with its bets finished at other times, in the same futures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from leadline.engine.economics.block import KEPT, Course, Futures
from leadline.engine.economics.deck import Deck
from leadline.engine.economics.figure import measured, reaches
from leadline.engine.economics.model import EconomicModel
from leadline.engine.errors import EngineError

Floats = npt.NDArray[np.float64]

FUTURES = 8_192
FOR_ONE = 4_096
"""Futures that tell what one bet brings: quantiles to a hundredth of its range."""
FIGURES = ("revenue", "profit", "margin")


@dataclass(frozen=True)
class Variant:
    """How a model turns out with its bets finished as said.

    ``odds`` are those of the model's goals, in their order. ``figures`` holds revenue,
    profit and margin in the period asked for, one value a future, in the same order of
    futures in each variant.
    """

    odds: tuple[float, ...]
    figures: Mapping[str, Floats]


@dataclass(frozen=True)
class Alone:
    """What one bet adds with no other beside it, over the periods after it is finished.

    ``growth`` is of revenue and ``profit`` of profit, costs taken off; one value a
    future. ``costs`` is the mean of what it costs, whether it works or not.
    """

    growth: Floats
    profit: Floats
    costs: float


def variants(
    model: EconomicModel,
    finishes: Sequence[Mapping[str, str | None]],
    *,
    period: str,
    begins: Sequence[Mapping[str, str]] | None = None,
    futures: int = FUTURES,
    seed: int = 0,
) -> list[Variant]:
    """Project a model once for each way its bets are finished, in the same futures.

    Parameters
    ----------
    model : EconomicModel
        With every bet that is done in any of them.
    finishes : sequence of mapping of bet to period
        ``None`` or no entry: the bet is not done.
    period : str
        The figures are of it.
    begins : sequence of mapping of bet to period, optional
        One for each of ``finishes``: how the model's work begins in its place.
    futures : int, default 8,192
    seed : int, default 0

    Returns
    -------
    list of Variant
        One for each of ``finishes``. They differ by the bets and by nothing else: what
        is uncertain turns out the same in each.

    Raises
    ------
    EngineError
        If the period is none of the model's.

    Examples
    --------
    >>> from leadline.engine.economics.parse import parse_model
    >>> model = parse_model({"periods": ["Q1", "Q2"], "segments": [
    ...     {"id": "clinic", "customers": 100, "price": 10}],
    ...     "bets": [{"id": "a", "finished": "Q1", "revenue": 50}],
    ...     "goals": [{"id": "g", "measure": "revenue", "period": "Q2",
    ...                "at_least": 1050}]})
    >>> with_it, without = variants(model, [{"a": "Q1"}, {}], period="Q2")
    >>> with_it.odds, without.odds, float(without.figures["revenue"][0])
    ((1.0,), (0.0,), 1000.0)
    """
    if period not in model.periods:
        raise EngineError(f'There is no period "{period}" in the model.')
    deck = Deck(model)
    count = futures if deck.cards else 1
    values = _values(deck, count, seed)
    at = model.periods.index(period)
    begun = [{} for _ in finishes] if begins is None else begins
    return [
        _variant(_finished(model, *one), values, count, at)
        for one in zip(finishes, begun, strict=True)
    ]


def alone(
    model: EconomicModel, bet: str, finished: str, *, futures: int = FOR_ONE
) -> Alone:
    """Return what one bet of a model adds by itself, finished in a period.

    Parameters
    ----------
    model : EconomicModel
    bet : str
        The id of a bet of the model.
    finished : str
        A period of the model, or ``BEFORE``.
    futures : int, default 4,096

    Returns
    -------
    Alone

    Examples
    --------
    >>> from leadline.engine.economics.parse import parse_model
    >>> model = parse_model({"periods": ["Q1", "Q2", "Q3"], "segments": [
    ...     {"id": "clinic", "customers": 100, "price": 10, "margin": 0.5}],
    ...     "bets": [{"id": "a", "finished": "Q3", "cost_per_period": 20, "effects": [
    ...         {"driver": "price", "relative": 0.1}]}]})
    >>> found = alone(model, "a", "Q1")
    >>> float(found.growth[0]), float(found.profit[0]), found.costs
    (200.0, 60.0, 40.0)
    """
    only = tuple(replace(one, finished=finished) for one in model.bets if one.id == bet)
    lonely = replace(model, bets=only, links=(), goals=(), work=None)
    deck = Deck(lonely)
    count = futures if deck.cards else 1
    values = _values(deck, count, 0)
    shape = (len(KEPT), len(model.periods), count)
    out = Futures(
        np.empty(shape), np.empty(shape), np.empty((1, count)), np.empty((1, count))
    )
    Course(deck).run(values, out)
    assert out.growth is not None
    assert out.profit is not None
    return Alone(out.growth[0], out.profit[0], _costs(deck, values, finished))


def _costs(deck: Deck, values: Floats, finished: str) -> float:
    (bet,) = deck.model.bets
    periods = deck.model.periods
    at = periods.index(finished) if finished in periods else -1
    once = deck.amount(f"bet:{bet.id}:cost_once", values) if at >= 0 else 0.0
    running = deck.amount(f"bet:{bet.id}:cost_per_period", values)
    return float(np.mean(once) + (len(periods) - at - 1) * np.mean(running))


def _values(deck: Deck, count: int, seed: int) -> Floats:
    if not deck.cards:
        return np.empty((0, count))
    return deck.deal(count, seed=seed, replicate=0)


def _finished(
    model: EconomicModel,
    finishes: Mapping[str, str | None],
    begins: Mapping[str, str],
) -> EconomicModel:
    bets = tuple(replace(bet, finished=finishes.get(bet.id)) for bet in model.bets)
    work = model.work and replace(model.work, begins=begins)
    return replace(model, bets=bets, work=work)


def _variant(model: EconomicModel, values: Floats, count: int, at: int) -> Variant:
    shape = (len(KEPT), len(model.periods), count)
    kept = Futures(np.empty(shape), np.empty(shape))
    Course(Deck(model)).run(values, kept)
    figures = {name: measured(kept.with_bets, name, at) for name in FIGURES}
    odds = []
    for goal in model.goals:
        figure = measured(
            kept.with_bets, goal.measure, model.periods.index(goal.period)
        )
        odds.append(float(np.mean(reaches(figure, goal))))
    return Variant(tuple(odds), figures)
