"""Which uncertainty of a plan is worth resolving before deciding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from leadline.engine.economics.carried_out import Order, neighbours, order_of, outcome
from leadline.engine.economics.doubts import Doubt, Reality, turn_out
from leadline.engine.economics.replicates import sizes
from leadline.engine.economics.weighed import Weighed
from leadline.engine.errors import EngineError
from leadline.engine.portfolio.balance import out_of_balance
from leadline.engine.portfolio.greedy import greedy_plan
from leadline.engine.portfolio.problem import PlanProblem
from leadline.engine.portfolio.result import PlanStatus
from leadline.engine.portfolio.solve import SolveSettings, best_plan

Floats = npt.NDArray[np.float64]
Progress = Callable[[str, float], None]

MOST_FUTURES = 200_000
TRIED = 128
"""Futures whose best plan is looked for, each on its own seed."""
FEW = 60
"""Bets times periods up to which that plan is found exactly; beyond, by taking what
brings most for its share of capacity."""
TIME, GAP = 20.0, 0.002
"""A plan is looked for so long, and until it is so near to the best."""
OFTEN, GOOD = 96, 48
"""So many plans that are best most often, and on average, are weighed."""
PILOT = 1024
"""Futures that say which plans those are."""
ALL = "all"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What it is worth to know one uncertain thing about a bet.

    ``measure`` is a measure, effort:team, or all: everything about the bet at once.
    """

    bet: str
    measure: str
    evppi: float
    se: float | None


@dataclass(frozen=True, slots=True)
class Learning:
    """What there is to learn about a plan, in the unit of its objective.

    ``evpi`` is what knowing everything is worth: no lesson is worth more. ``plans`` is
    how many plans were weighed against each other, ``chosen`` the order of bets that is
    best on average.
    """

    evpi: float
    se: float | None
    lessons: tuple[Lesson, ...]
    plans: int
    chosen: Order


def learn(
    problem: PlanProblem,
    doubts: Sequence[Doubt],
    *,
    futures: int = 16_384,
    seed: int = 0,
    progress: Progress | None = None,
) -> Learning:
    """Say what knowing each uncertain value and effort before deciding is worth.

    The decision is which plan to carry out. The plans are those that are best for the
    mean and the middle of every range, with each range at its ends, and in 128 futures
    of their own; and the first without each bet, or with it before all others. Carried
    out, the bets are taken in the plan's order while there is room for their real
    efforts.

    Parameters
    ----------
    problem : PlanProblem
        With the middle of each range.
    doubts : sequence of Doubt
    futures : int, default 16,384
        64 to 200,000.
    seed : int, default 0
    progress : callable, optional
        Called with a stage and its share done.

    Returns
    -------
    Learning
        The most valuable lesson first.

    Raises
    ------
    EngineError
        If no range is there, ``futures`` is out of bounds, or no plan can be done.

    References
    ----------
    Raiffa and Schlaifer (1961). Applied Statistical Decision Theory.

    Examples
    --------
    >>> from leadline.engine.economics.doubts import doubts_of
    >>> from leadline.engine.portfolio.problem import parse_plan
    >>> plan = {"periods": ["Q1"], "teams": {"web": [1]}, "objective": {"growth": 1},
    ...         "bets": [{"id": "sure", "effort": {"web": 1}, "value": {"growth": 10}},
    ...                  {"id": "new", "effort": {"web": 1}, "value": {"growth":
    ...                   {"p10": 0, "p50": 9, "p90": 18}}}]}
    >>> found = learn(parse_plan(plan), doubts_of(plan))
    >>> found.chosen, found.lessons[0].bet, round(found.lessons[0].evppi, 1)
    (('sure', 'new'), 'new', 2.3)
    """
    if not doubts:
        raise EngineError(
            "No value and no effort is a range, so there is nothing to learn; write "
            'one as {"p10": , "p50": , "p90": }.'
        )
    if not 64 <= futures <= MOST_FUTURES:
        raise EngineError(f"The number of futures is 64 to {MOST_FUTURES:,}.")
    tell = progress or _silent
    orders = _orders(problem, tuple(doubts), seed, tell)
    if not orders:
        raise EngineError(
            "No plan meets the demands; leadline optimise names the clash."
        )
    counts = sizes(futures)
    values = np.concatenate(
        [turn_out(doubts, n, seed=seed, replicate=at) for at, n in enumerate(counts)],
        axis=1,
    )
    reality = Reality(problem, tuple(doubts), values)
    weighed = Weighed(reality, counts, orders, tell)
    whole = weighed.real.perfect()
    lessons = _lessons(weighed, tell)
    chosen = orders[weighed.meant.chosen]
    return Learning(whole.worth, whole.se, tuple(lessons), len(orders), chosen)


def _orders(
    problem: PlanProblem, doubts: tuple[Doubt, ...], seed: int, tell: Progress
) -> list[Order]:
    """Return the plans to weigh, each another one."""
    exact = len(problem.bets) * len(problem.periods) <= FEW
    tried = turn_out(doubts, TRIED, seed=seed, replicate=2**32)
    middle = np.array([[d.drawn_from.quantile([0.5])[0]] for d in doubts])
    mean = np.array([[d.drawn_from.mean] for d in doubts])
    counted: dict[Order, None] = {}
    futures = np.concatenate([mean, middle, *_ends(doubts, mean), tried], axis=1)
    first: Order | None = None
    for at, future in enumerate(futures.T):
        real = _realised(problem, doubts, future)
        plan = _plan_of(real, exact=exact or at == 0)
        if plan is not None:
            order = order_of(real, plan)
            first = order if first is None else first
            counted[order] = None
        tell("looking for plans", (at + 1) / len(futures.T))
    for order in neighbours(problem, first) if first is not None else ():
        if not out_of_balance(problem, order):
            counted[order] = None
    orders = list(counted)
    if not orders:
        return []
    pilot = turn_out(doubts, PILOT, seed=seed, replicate=2**32 + 1)
    reality = Reality(problem, doubts, pilot)
    kept = _worth_weighing(np.stack([outcome(reality, order) for order in orders]))
    return [orders[at] for at in kept]


def _worth_weighing(benefits: Floats) -> npt.NDArray[np.int64]:
    """Return the plans best most often, and those best on average."""
    times = np.bincount(np.argmax(benefits, axis=0), minlength=len(benefits))
    often = np.argsort(-times, kind="stable")[:OFTEN]
    good = np.argsort(-benefits.mean(axis=1), kind="stable")[:GOOD]
    return np.unique(np.concatenate([often[times[often] > 0], good]))


def _ends(doubts: Sequence[Doubt], mean: Floats) -> Iterator[Floats]:
    """Yield futures with one doubt at an end of its range, all others at their mean."""
    for row, doubt in enumerate(doubts):
        for level in (0.1, 0.9):
            future = mean.copy()
            future[row] = doubt.drawn_from.quantile([level])
            yield future


def _plan_of(problem: PlanProblem, *, exact: bool) -> dict[str, str] | None:
    if not exact:
        return greedy_plan(problem)
    settings = SolveSettings(time_limit=TIME, gap=GAP, pricing_limit=0.0)
    try:
        plan = best_plan(problem, settings)
    except EngineError:  # none found in the time
        return greedy_plan(problem)
    return None if plan.status is PlanStatus.INFEASIBLE else plan.periods_of


def _realised(
    problem: PlanProblem, doubts: Sequence[Doubt], future: Floats
) -> PlanProblem:
    """Return the problem as it turns out in one future."""
    bets = dict(problem.bet)
    for doubt, value in zip(doubts, future.tolist(), strict=True):
        bet = bets[doubt.bet]
        if doubt.team:
            bet = replace(bet, effort={**bet.effort, doubt.team: max(value, 0.0)})
        else:
            bet = replace(bet, value={**bet.value, doubt.measure: value})
        bets[doubt.bet] = bet
    return replace(problem, bets=tuple(bets.values()))


def _lessons(weighed: Weighed, tell: Progress) -> list[Lesson]:
    """Return what each doubt is worth, and each bet with several."""
    doubts = weighed.reality.doubts
    by_bet: dict[str, list[int]] = {}
    for row, doubt in enumerate(doubts):
        by_bet.setdefault(doubt.bet, []).append(row)
    asked = [(d.bet, d.name, [row]) for row, d in enumerate(doubts)]
    asked += [(bet, ALL, rows) for bet, rows in by_bet.items() if len(rows) > 1]
    found: list[Lesson] = []
    for at, (bet, measure, rows) in enumerate(asked):
        known = weighed.knowing(rows)
        found.append(Lesson(bet, measure, known.worth, known.se))
        if measure == ALL:  # to know more is never worth less
            parts = [one for one in found if one.bet == bet]
            most = max(parts, key=lambda one: one.evppi)
            found[-1] = replace(most, measure=ALL)
        tell("weighing what could be known", (at + 1) / len(asked))
    return sorted(found, key=lambda one: (-one.evppi, one.bet, one.measure))


def _silent(stage: str, share: float) -> None:
    """Tell nobody."""
