"""The plan that is best over many futures, and which bets are in whatever comes."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from leadline.engine.economics.carried_out import carried_out, order_of
from leadline.engine.economics.doubts import Doubt, Reality, turn_out
from leadline.engine.errors import EngineError
from leadline.engine.futures.bettered import bettered
from leadline.engine.futures.proposed import Found, further, plan_in, settled, sober
from leadline.engine.futures.realities import brought, turned_out
from leadline.engine.futures.risk import Risk, worst_mean
from leadline.engine.portfolio.check import violations
from leadline.engine.portfolio.problem import BetState, PlanProblem
from leadline.engine.portfolio.solve import SolveSettings
from leadline.engine.portfolio.solver import Watch

Floats = npt.NDArray[np.float64]
Plan = Mapping[str, str]
Weigh = Callable[[Reality, Plan], tuple[Floats, Floats]]
"""What a plan brings in each future, and where every goal is reached."""
Judge = Callable[[Plan], tuple[float, float]]
"""How good a plan is by the measure of risk, then in the mean."""

STAGE = "planning each future"
CORE, OUT = 0.95, 0.05
LEAST_SECONDS = 0.2


class NoPlan(EngineError):
    """The demands of a plan cannot all be met, or not in the time."""


@dataclass(frozen=True)
class Standing:
    """In what share of futures the best plan has a bet in, and what that makes it.

    ``core`` from 95 % on, ``out`` up to 5 %, ``borderline`` between.
    """

    bet: str
    share: float
    standing: str


@dataclass(frozen=True)
class Spread:
    """How outcomes spread over the futures."""

    mean: float
    p10: float
    p50: float
    p90: float


@dataclass(frozen=True)
class GoalOdds:
    """The share of futures in which a goal is reached, with its standard error."""

    measure: str
    at_least: float
    probability: float
    se: float


@dataclass(frozen=True)
class Choice:
    """The plan chosen, and how it does in the futures.

    ``value`` is by the measure of risk; ``bound`` is what no plan can exceed, not even
    one made knowing the future, and None where that was not proven for every future or
    the plan has shares of the effort.
    ``middle`` is the value of the plan made with the middles. ``planned`` futures had
    a best plan of their own found, ``proven`` of them proven; ``regret`` is what that
    plan brings more than this one. ``plans`` is how many plans were weighed.
    """

    problem: PlanProblem
    bound_at_middles: float
    chosen: Plan
    value: float
    bound: float | None
    middle: float
    outcomes: Spread
    worst_tenth: float
    regret: Spread
    goals: tuple[GoalOdds, ...]
    standings: tuple[Standing, ...]
    planned: int
    proven: int
    plans: int


@dataclass(frozen=True)
class Weighing:
    """How plans are carried out, and in which futures one is preferred to another:
    those that are planned, or ``wide`` ones, of which there may be many more."""

    carry_out: Weigh = brought
    wide: Reality | None = None


@dataclass(frozen=True)
class Draw:
    """How many futures are drawn, and from which seed."""

    futures: int = 200
    seed: int = 0


def choose(
    problem: PlanProblem,
    doubts: Sequence[Doubt],
    risk: Risk,
    *,
    draw: Draw,
    settings: SolveSettings,
) -> Choice:
    """Choose the plan that does best over joint futures of all ranges.

    The best plan of the middles, of the means, for each goal, and of each future are
    weighed in all futures by the measure of risk, and the best of them is chosen; so
    are plans that count each bet as often only as it was finished, and what single
    steps make of the best of these. A plan has to meet
    every demand at the middles. With certain efforts and the expected value the plan of
    the means is the best of all; otherwise a better one that is the best plan of no
    single future may exist, and ``bound`` says how much better.

    Parameters
    ----------
    problem : PlanProblem
        With the middle of each range.
    doubts : sequence of Doubt
        The ranges (``doubts_of``).
    risk : Risk
    draw : Draw
    settings : SolveSettings
        A third of the time goes to the plan of the middles, the rest to the futures.

    Returns
    -------
    Choice

    Raises
    ------
    NoPlan
        If none was found that meets the demands at the middles.
    EngineError
        If goals are asked for and the plan has none.

    References
    ----------
    Liesiö, J., Mild, P. and Salo, A. (2007). Preference programming for robust
    portfolio modeling and project selection. *European Journal of Operational
    Research* 181, 1488-1505 (core, borderline and exterior projects).
    """
    values = (
        turn_out(doubts, draw.futures, seed=draw.seed, replicate=0)
        if doubts
        else np.empty((0, 1))
    )
    return choose_in(Reality(problem, tuple(doubts), values), risk, settings)


def choose_in(
    reality: Reality,
    risk: Risk,
    settings: SolveSettings,
    known: Sequence[Found] = (),
    weighing: Weighing | None = None,
) -> Choice:
    """Choose as ``choose`` does, in futures that were drawn already.

    Parameters
    ----------
    reality : Reality
        With the middle of each range as its problem.
    risk : Risk
    settings : SolveSettings
    known : sequence of Found, optional
        The plan of the middles first; then it is not looked for again. Others behind
        it are weighed with those that are found.
    weighing : Weighing, optional

    Returns
    -------
    Choice

    Raises
    ------
    NoPlan
        If none was found that meets the demands at the middles.
    EngineError
        If goals are asked for and the plan has none.
    """
    problem = reality.problem
    if risk.kind == "goal" and not problem.goals:
        raise EngineError("The plan has no goals; write them, or choose another risk.")
    watch = Watch(
        settings.clock() + settings.time_limit, settings.clock, settings.progress
    )
    demanded = replace(problem, goals=()) if risk.kind == "goal" else problem
    middle = known[0] if known else None
    middle = middle or plan_in(demanded, settings, settings.time_limit / 3)
    if middle is None:
        raise NoPlan("No plan was found that meets all demands at the middles.")
    means = settled(demanded, reality)
    first = [middle, *known[1:], *further(means, reality, settings)]
    first += sober(means, reality, middle.chosen, settings)
    weighing = weighing or Weighing()
    wide = weighing.wide or reality

    def judge(plan: Plan) -> tuple[float, float]:
        outcomes, reached = weighing.carry_out(wide, plan)
        return risk.of(outcomes, reached), float(outcomes.mean())

    start = max(_distinct(demanded, first), key=judge)
    steps = bettered(demanded, start, judge, watch.until(settings.time_limit / 4))
    first.append(Found(steps, -np.inf, np.inf))
    best = _each_future(reality, middle.chosen, watch, settings)
    plans = _distinct(demanded, [*first, *(one for one in best if one is not None)])
    scored = [(plan, judge(plan)) for plan in plans]
    choice = _weighed(reality, risk, scored, best, weighing.carry_out)
    return replace(choice, problem=demanded, bound_at_middles=middle.bound)


def _each_future(
    reality: Reality, middle: Plan, watch: Watch, settings: SolveSettings
) -> list[Found | None]:
    """Return the best plan of each future, None where the time ended or none exists."""
    found: list[Found | None] = []
    # Processes are not started for each of hundreds of small searches.
    alone = replace(settings, progress=None, beside=None)
    kept = carried_out(reality, order_of(reality.problem, middle)).kept
    for at in range(reality.count):
        watch.report(STAGE, at / reality.count)
        seconds = watch.left / (reality.count - at) * 2
        if watch.left <= 0 or min(seconds, watch.left) <= 0:
            break
        future = turned_out(reality.problem, reality.doubts, reality.values[:, at])
        lost = {bet for bet, share in kept.items() if not share[at % len(share)]}
        limit = max(LEAST_SECONDS, min(seconds, watch.left))
        found.append(plan_in(_loosened(future, lost), alone, limit))
    return found


def _loosened(future: PlanProblem, lost: Container[str]) -> PlanProblem:
    """Return a future that asks for no committed bet which finds no room in it."""
    bets = tuple(
        replace(bet, state=BetState.CANDIDATE)
        if bet.state == BetState.COMMITTED and bet.id in lost
        else bet
        for bet in future.bets
    )
    return replace(future, bets=bets)


def _distinct(problem: PlanProblem, found: Sequence[Found]) -> list[Plan]:
    """Return each plan once that meets every demand at the middles."""
    plans: dict[tuple[tuple[str, str], ...], Plan] = {}
    for one in found:
        plans.setdefault(tuple(sorted(one.chosen.items())), one.chosen)
    return [plan for plan in plans.values() if not violations(problem, plan)]


def _weighed(
    reality: Reality,
    risk: Risk,
    plans: Sequence[tuple[Plan, tuple[float, float]]],
    best: Sequence[Found | None],
    carry_out: Weigh,
) -> Choice:
    chosen, score = max(plans, key=lambda one: one[1])
    outcomes, reached = carry_out(reality, chosen)
    planned = [(n, one) for n, one in enumerate(best) if one is not None]
    known = np.array([n for n, _ in planned], dtype=np.int64)
    tops = np.array([one.objective for _, one in planned])
    bounds = np.array([one.bound for _, one in planned])
    bound = None
    # What falls out of a plan in a future changes its shares, so that it may bring
    # more there than the best plan which holds them.
    is_bounded = risk.kind != "goal" and not reality.problem.shares
    if is_bounded and len(planned) == reality.count:
        bound = max(score[0], risk.of(bounds, reached))
    regret = np.maximum(0.0, tops - outcomes[known]) if planned else np.zeros(1)
    return Choice(
        problem=reality.problem,
        bound_at_middles=np.inf,
        chosen=chosen,
        value=score[0],
        bound=bound,
        middle=plans[0][1][0],
        outcomes=_spread(outcomes),
        worst_tenth=worst_mean(outcomes, 0.1),
        regret=_spread(regret),
        goals=_odds(reality, chosen),
        standings=_standings(reality.problem, [one for _, one in planned]),
        planned=len(planned),
        proven=int(np.sum(bounds - tops <= 1e-6 * np.maximum(1.0, np.abs(tops)))),
        plans=len(plans),
    )


def _spread(values: Floats) -> Spread:
    low, mid, high = np.quantile(values, [0.1, 0.5, 0.9])
    return Spread(float(values.mean()), float(low), float(mid), float(high))


def _odds(reality: Reality, chosen: Plan) -> tuple[GoalOdds, ...]:
    found = []
    for goal in reality.problem.goals:
        only = replace(reality, problem=replace(reality.problem, goals=(goal,)))
        share = float(brought(only, chosen)[1].mean())
        se = float(np.sqrt(share * (1 - share) / reality.count))
        found.append(GoalOdds(goal.measure, goal.at_least, share, se))
    return tuple(found)


def _standings(problem: PlanProblem, best: Sequence[Found]) -> tuple[Standing, ...]:
    found = []
    for bet in problem.bets:
        share = sum(bet.id in one.chosen for one in best) / max(1, len(best))
        word = "core" if share >= CORE else "out" if share <= OUT else "borderline"
        found.append(Standing(bet.id, share, word))
    return tuple(found)
