"""How far a bet's effort or value may move before the best plan leaves it out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from leadline.engine.errors import EngineError
from leadline.engine.portfolio.problem import Bet, BetState, PlanProblem, parse_plan
from leadline.foundation.beside import Side, hands
from leadline.foundation.slow import takes_long
from leadline.roadmap.bridge.plans import Tell
from leadline.roadmap.types import Limit

STAGE = "trying how far it may go"
DOUBLINGS, HALVINGS = 4, 6
SEARCHES = 2 * (DOUBLINGS + HALVINGS) + 1
NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class _Worth:
    """What the best plan brings at least and at most; nothing where there is none."""

    low: float = float("-inf")
    high: float = float("-inf")


@takes_long
def limits_of(
    *,
    file: Mapping[str, Any],
    key: str,
    time_limit: float,
    tell: Tell | None = None,
) -> tuple[Limit, Limit]:
    """Return until which multiple of its effort, and down to which share of its value,
    the best plan of the middles keeps a bet.

    The best plan with the bet is held against the best without it, again and again
    with more effort or less value. The bet counts as one that may be left out, also
    where it is committed. A limit is a pair of bounds: at ``low`` it is proven to stay
    in, at ``high`` to be out; either is ``None`` where that was not proven in the time.
    """
    problem = parse_plan(file)
    done = [0]

    def best(of: PlanProblem) -> _Worth:
        if tell is not None:
            tell(STAGE, min(0.99, done[0] / SEARCHES))
        done[0] += 1
        return _best(of, time_limit / SEARCHES)

    bet = problem.bet[key]
    without = best(_with(problem, replace(bet, state=BetState.EXCLUDED)))

    def stays(changed: Bet) -> bool | None:
        """Whether the bet is proven to stay in, or proven out; else None."""
        has = best(_with(problem, replace(changed, state=BetState.COMMITTED)))
        slack = NEAR * max(1.0, abs(without.low))
        if has.low > float("-inf") and has.low >= without.high - slack:
            return True
        return False if has.high < without.low - slack or has == _Worth() else None

    return (
        _until(lambda times: stays(_larger(bet, times)), rising=True),
        _until(lambda share: stays(_poorer(bet, share)), rising=False),
    )


def _until(stays: Callable[[float], bool | None], *, rising: bool) -> Limit:
    """Search from 1 up, or down to 0, for where a bet no longer stays in."""
    if stays(1.0) is not True:
        return Limit(None, None)
    last, first_out = 1.0, None
    steps = [2.0**n for n in range(1, DOUBLINGS + 1)] if rising else [0.0]
    edge = None
    for at in steps:
        verdict = stays(at)
        if verdict is True:
            last = at
            continue
        edge = at
        first_out = at if verdict is False else None
        break
    if edge is None:
        return Limit(last, None, is_open=True)
    for _ in range(HALVINGS):
        middle = (last + edge) / 2
        verdict = stays(middle)
        if verdict is True:
            last = middle
        else:
            edge = middle
            first_out = middle if verdict is False else first_out
    return Limit(last, first_out)


def _with(problem: PlanProblem, changed: Bet) -> PlanProblem:
    bets = tuple(changed if bet.id == changed.id else bet for bet in problem.bets)
    return replace(problem, bets=bets)


def _larger(bet: Bet, times: float) -> Bet:
    return replace(bet, effort={t: weeks * times for t, weeks in bet.effort.items()})


def _poorer(bet: Bet, share: float) -> Bet:
    """Return the bet with a share of what it brings; what it costs stays."""
    value = {n: v * share if v > 0 else v for n, v in bet.value.items()}
    return replace(bet, value=value)


def _best(problem: PlanProblem, seconds: float) -> _Worth:
    from leadline.engine.portfolio.solve import SolveSettings, best_plan

    settings = SolveSettings(
        time_limit=seconds, pricing_limit=0.0, beside=Side, hands=hands()
    )
    try:
        found = best_plan(problem, settings)
    except EngineError:  # none found in the time: nothing is known of it
        return _Worth(high=float("inf"))
    if found.objective is None or found.bound is None:
        return _Worth()
    return _Worth(found.objective, max(found.bound, found.objective))
