"""What growth and profit come to, period by period, and how likely the goals are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import product

import numpy as np
import numpy.typing as npt

from leadline.engine.economics.block import KEPT, Course, Futures
from leadline.engine.economics.deck import Deck
from leadline.engine.economics.drives import Shares
from leadline.engine.economics.figure import figure_asked, measured, reaches
from leadline.engine.economics.model import MEASURES, EconomicModel
from leadline.engine.economics.replicates import (
    odds_of,
    rounded,
    sizes,
    spread_of,
)
from leadline.engine.economics.result import (
    BetYield,
    Drive,
    GoalOdds,
    Projection,
    Spread,
    Table,
)
from leadline.engine.errors import EngineError

Floats = npt.NDArray[np.float64]
Progress = Callable[[str, float], None]

MOST_FUTURES = 1_000_000
FOR_BETS, MOST_OF_BETS = 49_152, 8_000_000
"""What each bet adds is read from so many futures, and is so many figures at most."""
FOR_SHARES = 32_768
"""So many futures tell shares of variance to half a per cent."""
AT_ONCE = 4
"""So many randomisations make rows that numpy works through fastest."""
SIDE_BY_SIDE = 2
"""Threads that put figures in order, which numpy does without Python's lock."""
LARGEST = 1e100
"""Figures beyond cannot be squared and added up; nobody has them."""


def project(
    model: EconomicModel,
    *,
    futures: int = 100_000,
    seed: int = 0,
    progress: Progress | None = None,
) -> Projection:
    """Project a model over its periods in many futures.

    In each period customers are those before less those who leave, and new ones; the
    price grows by the expansion; revenue is customers times price, and profit revenue
    times margin less costs. Each uncertain quantity is drawn once a future and holds
    for all periods. With bets and without, the futures are the same ones.

    Parameters
    ----------
    model : EconomicModel
    futures : int, default 100,000
        1 to 1,000,000. They are drawn by scrambled Sobol points in at least 24
        randomisations, which the standard errors come from.
    seed : int, default 0
        Not negative; the same seed gives the same figures.
    progress : callable, optional
        Called with a stage and its share done.

    Returns
    -------
    Projection

    Raises
    ------
    EngineError
        If ``futures`` or ``seed`` is out of bounds, or a figure grows beyond numbers.

    References
    ----------
    Owen (1997). Scrambled net variance for integrals of smooth functions. Annals of
    Statistics 25.

    Examples
    --------
    >>> from leadline.engine.economics.parse import parse_model
    >>> model = parse_model({"periods": ["Q1", "Q2"], "segments": [
    ...     {"id": "clinic", "customers": 100, "price": 10, "churn": 0.1,
    ...      "new": {"p10": 10, "p50": 20, "p90": 40}}]})
    >>> found = project(model, futures=1000)
    >>> round(found.measures["revenue"]["Q1"].p50, -1), found.drives[0].driver
    (1100.0, 'new:clinic')
    """
    if not 1 <= futures <= MOST_FUTURES:
        raise EngineError(f"The number of futures is 1 to {MOST_FUTURES:,}.")
    if seed < 0:
        raise EngineError("A seed is not negative.")
    tell = progress or _silent
    deck = Deck(model)
    # Without any doubt all futures are one; two say that they do not differ.
    counts = sizes(futures) if deck.cards else [1, 1]
    run = _Run(Course(deck), counts, seed)
    for done in run.steps():
        tell("drawing futures", done / len(counts))
    kept = run.kept
    if not all((abs(part) < LARGEST).all() for part in (kept.with_bets, kept.without)):
        raise EngineError(
            "A figure of the model grows beyond what numbers hold; look for a range or "
            "an effect that is far too large."
        )
    measure, period = figure_asked(model)
    shares = run.shares.shares()
    drives = [
        Drive(source, rounded(share))
        for source, share in sorted(shares.items(), key=lambda s: (-s[1], s[0]))
    ]
    return Projection(
        futures=futures,
        seed=seed,
        periods=model.periods,
        measures=run.table(kept.with_bets),
        without_bets=run.table(kept.without),
        goals=tuple(run.odds()),
        drives=tuple(drives),
        drives_of=(measure, period),
        bets=tuple(run.yields()),
        notices=tuple(_notices(deck)),
        currency=model.currency,
    )


@dataclass
class _Run:
    """The futures of a projection while they are drawn and read."""

    course: Course
    counts: Sequence[int]
    seed: int

    def __post_init__(self) -> None:
        model, total = self.course.model, sum(self.counts)
        bets = max(len(model.bets), 1)
        ends = np.cumsum(self.counts)
        most = min(FOR_BETS, MOST_OF_BETS // bets)
        self.bet_blocks = max(1, int(np.searchsorted(ends, most, "right")))
        bet_futures = int(ends[self.bet_blocks - 1])
        shape = (len(KEPT), len(model.periods), total)
        kept_bets = (len(model.bets), bet_futures)
        self.kept = Futures(np.empty(shape), np.empty(shape))
        self.growth, self.profit = np.empty(kept_bets), np.empty(kept_bets)
        self.begins = np.concatenate([[0], ends[:-1]])
        self.shares = Shares(self.course.deck)

    def steps(self) -> Iterator[int]:
        """Draw some randomisations after the others; yield how many there are."""
        at = 0
        while at < len(self.counts):
            # What is kept of each bet is kept of its own randomisations alone.
            most = self.bet_blocks if at < self.bet_blocks else len(self.counts)
            done = min(at + AT_ONCE, most)
            self._step(at, self.counts[at:done])
            at = done
            yield at

    def _step(self, at: int, counts: Sequence[int]) -> None:
        """Draw randomisations from one on into their place, and count them in."""
        deck, count = self.course.deck, sum(counts)
        here = slice(int(self.begins[at]), int(self.begins[at]) + count)
        values = np.empty((0, count))
        if deck.cards:
            values = deck.deal(*counts, seed=self.seed, replicate=at)
        kept = self.kept
        part = Futures(kept.with_bets[:, :, here], kept.without[:, :, here])
        if at < self.bet_blocks:
            bets = (self.growth[:, here], self.profit[:, here])
            part = Futures(part.with_bets, part.without, *bets)
        done = self.course.finishes(values)
        with np.errstate(over="ignore", invalid="ignore"):
            self.course.run(values, part, done)
        if deck.cards and self.begins[at] < FOR_SHARES:
            figure = self.figure(part.with_bets, *figure_asked(self.course.model))
            self.shares.take(values, figure, done)

    def figure(self, kept: Floats, measure: str, period: str) -> Floats:
        """Return a measure of a period in each future."""
        return measured(kept, measure, self.course.model.periods.index(period))

    def table(self, kept: Floats) -> Table:
        """Return the spread of each measure in each period."""
        periods = self.course.model.periods
        figures = [
            measured(kept, measure, at)
            for measure, at in product(MEASURES, range(len(periods)))
        ]
        spreads = iter(_spreads(figures, self.counts))
        return {
            measure: {period: next(spreads) for period in periods}
            for measure in MEASURES
        }

    def odds(self) -> Iterator[GoalOdds]:
        """Yield how likely each goal is."""
        for goal in self.course.model.goals:
            both: list[tuple[float, float | None]] = []
            for kept in (self.kept.with_bets, self.kept.without):
                figure = self.figure(kept, goal.measure, goal.period)
                if not self.course.deck.cards:
                    both.append((float(reaches(figure, goal)[0]), 0.0))
                else:
                    both.append(odds_of(reaches(figure, goal), self.counts))
            (probability, se), (without, without_se) = both
            yield GoalOdds(goal.id, probability, se, without, without_se)

    def yields(self) -> Iterator[BetYield]:
        """Yield what each bet adds, in the order of the model."""
        counts = self.counts[: self.bet_blocks]
        growth, profit = _spreads(self.growth, counts), _spreads(self.profit, counts)
        row = {bet.id: at for at, bet in enumerate(self.course.bets)}
        for bet in self.course.model.bets:
            yield BetYield(bet.id, growth[row[bet.id]], profit[row[bet.id]])


def _spreads(figures: Iterable[Floats], counts: Sequence[int]) -> list[Spread]:
    """Return the spread of each figure, worked out side by side."""
    with ThreadPoolExecutor(SIDE_BY_SIDE) as threads:
        return list(threads.map(partial(spread_of, counts=counts), figures))


def _notices(deck: Deck) -> Iterator[str]:
    if deck.ties.changed:
        yield (
            "The correlations contradict one another; the nearest that do not are "
            f"used, which changes one by {deck.ties.changed:.2f}."
        )
    uncertain = set(deck.rows)
    for link in deck.model.links:
        for name in (link.a, link.b):
            if name not in uncertain:
                yield f"{name} is certain, so that nothing goes with it."


def _silent(stage: str, share: float) -> None:
    """Tell nobody."""
