"""What one driver alone does to the odds, from its low to its high end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from leadline.engine.economics.block import KEPT, Course, Futures
from leadline.engine.economics.deck import WORK, Deck, effort_of
from leadline.engine.economics.figure import figure_asked, measured, reaches
from leadline.engine.economics.model import EconomicModel
from leadline.engine.economics.replicates import rounded, sizes
from leadline.engine.errors import EngineError
from leadline.engine.spreading import spread

Floats = npt.NDArray[np.float64]
Progress = Callable[[float], None]

EVEN = 0.5
"""Any chance that is open: the bet is held at working and at failing anyway."""


@dataclass(frozen=True, slots=True)
class Lever:
    """What the odds (or the figure) are with one driver at its low and high end.

    ``at_low`` and ``at_high`` are the values it is held at, in the model's unit; None
    of a bet, which fails and works, and of the work, which takes long and short.
    """

    driver: str
    low: float
    high: float
    at_low: float | None = None
    at_high: float | None = None


def levers(
    model: EconomicModel,
    drivers: Sequence[str],
    *,
    futures: int = 8_192,
    seed: int = 0,
    progress: Progress | None = None,
) -> tuple[Lever, ...]:
    """Hold each driver at its low and at its high end, in the same futures.

    All else is drawn as in a projection and stays the same between the ends, so that
    they differ by the driver alone. A bet is held at failing and at working, the work
    at the high end of all its efforts and at the low end of all.

    Parameters
    ----------
    model : EconomicModel
    drivers : sequence of str
        Named as ``Drive.driver`` is: ``churn:clinic``, ``costs:teams``, ``bet:sso``,
        ``work`` of a model with work.
    futures : int, default 8,192
        At least 1.
    seed : int, default 0
        Not negative.
    progress : callable, optional
        Called with the share done.

    Returns
    -------
    tuple of Lever
        In the order of ``drivers``: odds of the first goal, or without any goal the
        middle of revenue in the last period.

    Raises
    ------
    EngineError
        If there is no such driver, or ``futures`` or ``seed`` is out of bounds.

    Examples
    --------
    >>> from leadline.engine.economics.parse import parse_model
    >>> model = parse_model({"periods": ["Q1"], "segments": [{"id": "clinic",
    ...     "price": 10, "customers": {"p10": 80, "p50": 100, "p90": 120}}]})
    >>> levers(model, ["customers:clinic"])[0].low
    800.0
    """
    if futures < 1 or seed < 0:
        raise EngineError("Levers need at least one future and a seed not below 0.")
    names = set(model.driver_names()) | {f"bet:{bet.id}" for bet in model.bets}
    if model.work is not None:
        names.add(WORK)
    if absent := [driver for driver in drivers if driver not in names]:
        raise EngineError(f"There is no driver {absent[0]}.")
    held = _Held(model, tuple(drivers), sizes(futures), seed)
    figures = held.figures(progress or _silent)
    found = []
    for at, driver in enumerate(drivers):
        low, high = (_said(model, row) for row in figures[at])
        is_told = driver != WORK and not driver.startswith("bet:")
        ends = held.ends[at] if is_told else (None, None)
        found.append(Lever(driver, low, high, *ends))
    return tuple(found)


@dataclass
class _Held:
    """Futures in which each driver is held at its ends, one after the other."""

    model: EconomicModel
    drivers: tuple[str, ...]
    counts: Sequence[int]
    seed: int

    def __post_init__(self) -> None:
        bets = tuple(
            replace(bet, chance=EVEN) if f"bet:{bet.id}" in self.drivers else bet
            for bet in self.model.bets
        )
        self.deck = Deck(replace(self.model, bets=bets))
        self.course = Course(self.deck)
        self.ends = [_ends(self.model, driver) for driver in self.drivers]

    def figures(self, tell: Progress) -> Floats:
        """Return the figure asked for, shape (drivers, 2, futures)."""
        out = []
        for figure in spread(self.step, range(len(self.counts))):
            out.append(figure)
            tell(len(out) / len(self.counts))
        return np.concatenate(out, axis=2)

    def step(self, at: int) -> Floats:
        """Return the figure asked for in the futures of one randomisation."""
        out = np.empty((len(self.drivers), 2, self.counts[at]))
        count, periods = self.counts[at], len(self.model.periods)
        values = np.empty((0, count))
        if self.deck.cards:
            values = self.deck.deal(count, seed=self.seed, replicate=at)
        part = Futures(*(np.empty((len(KEPT), periods, count)) for _ in range(2)))
        measure, period = figure_asked(self.model)
        place = self.model.periods.index(period)
        finishes = self.course.finishes(values)
        for row, driver in enumerate(self.drivers):
            held = self._rows(driver)
            drawn = values[held].copy()
            for end in (0, 1):
                values[held] = np.array(self.ends[row][end])[..., None]
                done = self.course.finishes(values) if driver == WORK else finishes
                self.course.run(values, part, done)
                out[row, end] = measured(part.with_bets, measure, place)
            values[held] = drawn
        return out

    def _rows(self, driver: str) -> list[int]:
        """Return the rows of a driver: of a bet its chance, of the work all efforts;
        none of what is certain."""
        names = [f"{driver}:chance" if driver.startswith("bet:") else driver]
        if driver == WORK:
            names = [effort_of(*of) for of in sorted(self.deck.efforts)]
        return [self.deck.rows[name] for name in names if name in self.deck.rows]


def _ends(
    model: EconomicModel, driver: str
) -> tuple[float, float] | tuple[list[float], list[float]]:
    """Return the values a driver is held at: low and high, a bet at 0 and 1; of the
    work all efforts at their high and at their low ends."""
    kind, _, name = driver.partition(":")
    if kind == WORK:
        efforts = {} if model.work is None else model.work.efforts
        said = [efforts[of] for of in sorted(efforts)]
        return [one.high for one in said], [one.low for one in said]
    if kind == "bet":
        return 0.0, 1.0
    if kind == "costs":
        amount = model.costs[name]
    else:
        amount = next(s for s in model.segments if s.id == name).amount(kind)
    return 0.0 if amount.spike else amount.low, amount.high


def _said(model: EconomicModel, figure: Floats) -> float:
    """Return the odds of the first goal, or the middle of a figure."""
    if model.goals:
        return rounded(float(reaches(figure, model.goals[0]).mean()))
    return rounded(float(np.median(figure)))


def _silent(share: float) -> None:
    """Tell nobody."""
