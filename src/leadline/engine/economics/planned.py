"""What a plan brings in many futures when it is carried out as it was planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from leadline.engine.economics.carried_out import (
    NOT_IN,
    CarriedOut,
    in_order,
    what_came_of,
)
from leadline.engine.economics.doubts import Reality
from leadline.engine.economics.running_on import run_on

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Aim:
    """So much of a measure from some bets together, finished in time.

    ``by`` is the number of periods, from the first, that they have to be finished in.
    """

    measure: str
    at_least: float
    bets: frozenset[str]
    by: int


@dataclass(frozen=True)
class AsPlanned:
    """How a plan turns out in each future; arrays of shape (futures,).

    ``sums`` are what the bets that get done add to each measure, without a price for
    waiting; ``reached`` says for each aim where it is reached; ``ends`` when each bet
    is finished, ``NOT_IN`` where it falls out.
    """

    objective: Floats
    sums: Mapping[str, Floats]
    reached: tuple[Flags, ...]
    ends: Mapping[str, Ints]


def as_planned(
    reality: Reality, chosen: Mapping[str, str], aims: Sequence[Aim] = ()
) -> AsPlanned:
    """Carry a plan out in each future: no bet begins before it was planned to.

    A bet that takes more weeks than are left in its period runs on into the next
    (``run_on``), and what comes after it begins later; one that is not finished in the
    last period falls out. Nothing takes its place. So two plans differ here by what
    they say and by nothing else.

    Parameters
    ----------
    reality : Reality
    chosen : mapping of bet to period
        Periods of the problem; the plan may break demands.
    aims : sequence of Aim

    Returns
    -------
    AsPlanned

    Examples
    --------
    >>> from leadline.engine.economics.doubts import doubts_of
    >>> from leadline.engine.portfolio.problem import parse_plan
    >>> plan = {"periods": ["Q1", "Q2"], "teams": {"web": [5, 5]},
    ...     "objective": {"growth": 1}, "bets": [{"id": "a", "effort":
    ...     {"web": {"p10": 2, "p50": 4, "p90": 9}}, "value": {"growth": 3}}]}
    >>> doubts = doubts_of(plan)
    >>> reality = Reality(parse_plan(plan), doubts, np.array([[3.0, 6.0]]))
    >>> done = as_planned(reality, {"a": "Q1"}, [Aim("growth", 2, frozenset("a"), 1)])
    >>> done.objective.tolist(), done.reached[0].tolist()
    ([3.0, 3.0], [True, False])
    """
    done = _carried_out(reality, chosen)
    measures = sorted({name for bet in reality.problem.bets for name in bet.value})
    sums = {name: _sum(reality, done.ends, name) for name in measures}
    reached = tuple(
        _sum(reality, done.ends, aim.measure, aim) >= aim.at_least - 1e-9
        for aim in aims
    )
    return AsPlanned(_objective(reality, done), sums, reached, done.ends)


def ends_as_planned(reality: Reality, chosen: Mapping[str, str]) -> Mapping[str, Ints]:
    """Return only when each bet is finished, as ``as_planned`` does."""
    return _carried_out(reality, chosen).ends


def _carried_out(reality: Reality, chosen: Mapping[str, str]) -> CarriedOut:
    return run_on(reality, in_order(reality.problem, chosen), chosen)


def _objective(reality: Reality, done: CarriedOut) -> Floats:
    total = np.zeros(reality.count) + done.served
    for bet, share in done.kept.items():
        total += share * reality.worth(bet)
    return total


def brought_as_planned(
    reality: Reality, chosen: Mapping[str, str]
) -> tuple[Floats, Floats]:
    """Return the objective of a plan in each future, and where every goal is reached.

    As ``realities.brought``, with the plan carried out as it was planned.
    """
    done = _carried_out(reality, chosen)
    reached = np.ones(reality.count)
    for goal in reality.problem.goals:
        asked = replace(reality.problem, objective={goal.measure: 1.0})
        came = what_came_of(asked, done.ends, reality.count)
        sums = _objective(replace(reality, problem=asked), came)
        slack = 1e-9 * max(1.0, abs(goal.at_least))
        reached *= sums >= goal.at_least - slack
    return _objective(reality, done), reached


def _sum(
    reality: Reality, ends: Mapping[str, Ints], measure: str, aim: Aim | None = None
) -> Floats:
    """Return what the bets that get done, or those of an aim in time, add to a
    measure."""
    only = replace(reality, problem=replace(reality.problem, objective={measure: 1.0}))
    total = np.zeros(reality.count)
    for bet, end in ends.items():
        if aim is not None and bet not in aim.bets:
            continue
        there = end != NOT_IN
        if aim is not None:
            there &= end < aim.by
        total = total + there * only.worth(bet)
    for pair in reality.problem.synergies:
        value, bets = pair.value.get(measure, 0.0), set(pair.bets)
        if not value or not bets <= ends.keys() or (aim and not bets <= aim.bets):
            continue
        in_time = [
            (ends[bet] != NOT_IN) & (aim is None or ends[bet] < aim.by) for bet in bets
        ]
        total = total + value * np.logical_and(*in_time)
    return total
