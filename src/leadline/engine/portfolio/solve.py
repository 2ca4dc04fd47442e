"""The best plan, with its proof."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from leadline.engine.errors import EngineError
from leadline.engine.portfolio.clash import smallest_clash
from leadline.engine.portfolio.forcing import Forcer, Forcing
from leadline.engine.portfolio.greedy import greedy_plan
from leadline.engine.portfolio.improve import improved
from leadline.engine.portfolio.limits import limits_of
from leadline.engine.portfolio.model import PlanModel, build_model
from leadline.engine.portfolio.problem import PlanProblem
from leadline.engine.portfolio.result import Chosen, LeftOut, PlanResult, PlanStatus
from leadline.engine.portfolio.sides import STAGE, Beside, Team, side_by_side
from leadline.engine.portfolio.solver import (
    Answer,
    Progress,
    Solved,
    Watch,
    maximise,
)
from leadline.engine.portfolio.tidy import tidied
from leadline.engine.portfolio.tighten import tightened
from leadline.engine.portfolio.value import value_of
from leadline.engine.portfolio.why import reasons

__all__ = ["SolveSettings", "best_plan", "value_of"]

PROVEN = 1e-7
FIRST_SECONDS = 1.0
WHOLE_SHARE = 1 / 2
TIGHTEN_SHARE = 1 / 6
WHOLE_SHARE_OF_ONE_PERIOD = 9 / 10


@dataclass(frozen=True)
class SolveSettings:
    """How long and how exactly to plan.

    ``time_limit`` is in seconds, for the plan alone; what is left out is priced
    after it for at most ``pricing_limit`` seconds more, 0 for not at all. ``gap`` is
    the share of the objective a plan may fall short of the best by. ``progress`` is
    called several times a second with a stage and its share done; what it raises
    ends the work. ``clock`` measures seconds; ``seed`` chooses the parts a large plan
    is improved in. ``beside`` starts work in another process: with it a plan that is
    not proven in a second is searched and improved at the same time, by as many
    processes as there are ``hands``.
    """

    time_limit: float = 60.0
    gap: float = 0.0
    progress: Progress | None = None
    clock: Callable[[], float] = time.monotonic
    pricing_limit: float = 5.0
    seed: int = 0
    beside: Beside | None = None
    hands: int = 2


def best_plan(
    problem: PlanProblem, settings: SolveSettings | None = None
) -> PlanResult:
    """Choose bets and their periods for the highest objective, and prove it.

    Exact: branch and bound on a mixed-integer program. Among equally good plans
    the one without idle bets, starting each as early as it can, is given.

    Parameters
    ----------
    problem : PlanProblem
    settings : SolveSettings, optional

    Returns
    -------
    PlanResult
        Optimal; feasible, if the time ended or a gap was allowed; or infeasible
        with the smallest set of demands that clash.

    Raises
    ------
    EngineError
        If the settings have no meaning, or the time ended without any plan.

    Examples
    --------
    >>> from leadline.engine.portfolio.problem import Bet
    >>> bets = (Bet("a", {"web": 3}, {"growth": 9}),
    ...         Bet("b", {"web": 3}, {"growth": 1}))
    >>> problem = PlanProblem(("Q1",), {"web": (4,)}, bets, objective={"growth": 1})
    >>> plan = best_plan(problem)
    >>> plan.status.value, plan.objective, plan.periods_of
    ('optimal', 9.0, {'a': 'Q1'})
    """
    settings = settings or SolveSettings()
    if settings.time_limit <= 0 or not 0 <= settings.gap < 1:
        raise EngineError("The time limit must be above 0, the gap from 0 to below 1.")
    began = settings.clock()
    watch = Watch(began + settings.time_limit, settings.clock, settings.progress)
    watch.report("writing the model", 0.0)
    model = build_model(problem)
    solved, found = _search(model, watch, settings)
    if solved.answer is Answer.INFEASIBLE:
        return _infeasible(problem, watch, began)
    if found is None:
        raise EngineError("No plan was found in the time; give more time.")
    chosen = tidied(problem, found)
    status, bound = _proof(model, solved, value_of(problem, chosen).objective)
    proven = status is PlanStatus.OPTIMAL
    prices: dict[str, Forcing] = {}
    seconds = settings.clock() - began
    if settings.pricing_limit > 0:
        until = replace(watch, deadline=settings.clock() + settings.pricing_limit)
        prices = _prices(model, chosen, until, proven=proven)
    left_out = _left_out(problem, chosen, prices, proven=proven)
    return _result(problem, chosen, (status, bound), left_out, seconds)


def judged(problem: PlanProblem, chosen: Mapping[str, str], bound: float) -> PlanResult:
    """Return a plan that came from elsewhere as a result, with nothing priced.

    Parameters
    ----------
    problem : PlanProblem
    chosen : mapping of bet to period
        A plan that can be done.
    bound : float
        What no plan can exceed.

    Returns
    -------
    PlanResult
        Optimal where the plan reaches the bound.
    """
    plan = {bet.id: chosen[bet.id] for bet in problem.bets if bet.id in chosen}
    objective = value_of(problem, plan).objective
    is_best = bound - objective <= PROVEN * max(1.0, abs(objective))
    status = PlanStatus.OPTIMAL if is_best else PlanStatus.FEASIBLE
    proof = (status, objective if is_best else bound)
    left_out = tuple(LeftOut(bet, why) for bet, why in reasons(problem, plan).items())
    return _result(problem, plan, proof, left_out, 0.0)


def _infeasible(problem: PlanProblem, watch: Watch, began: float) -> PlanResult:
    clash, proven = smallest_clash(problem, watch)
    seconds = watch.clock() - began
    return PlanResult(
        status=PlanStatus.INFEASIBLE,
        objective=None,
        bound=None,
        gap=None,
        seconds=seconds,
        clash=clash,
        clash_is_smallest=proven,
    )


def _prices(
    model: PlanModel, chosen: Mapping[str, str], watch: Watch, *, proven: bool
) -> dict[str, Forcing]:
    """Price what is left out; against an unproven plan only estimate."""
    out = [bet.id for bet in model.problem.bets if bet.id not in chosen]
    forcer = Forcer(model, chosen)
    return forcer.price(out, watch) if proven else forcer.estimate(out, watch)


def _search(
    model: PlanModel, watch: Watch, settings: SolveSettings
) -> tuple[Solved, dict[str, str] | None]:
    """Solve the whole model; where that takes long, improve a plan of it too."""
    problem, limit = model.problem, settings.time_limit
    share = WHOLE_SHARE if len(problem.periods) > 1 else WHOLE_SHARE_OF_ONE_PERIOD
    is_short = settings.beside is not None or len(problem.periods) > 1
    alone = min(FIRST_SECONDS, limit / 4) if is_short else limit * share
    first = watch.until(alone)
    solved = maximise(model.program, first, gap=settings.gap, stage=STAGE)
    found = None if solved.x is None else model.chosen(solved.x)
    if solved.answer is not Answer.STOPPED:
        return solved, found
    plans = [plan for plan in (found, greedy_plan(problem)) if plan is not None]
    best = max(plans, key=lambda p: value_of(problem, p).objective, default=None)
    if len(problem.periods) > 1:
        then = watch.at(STAGE, alone / limit)
        model = tightened(model, then.until(limit * TIGHTEN_SHARE))
    if settings.beside is not None:
        improvers = max(1, settings.hands - 1)
        team = Team(settings.beside, improvers, settings.seed, settings.gap)
        again, found = side_by_side(model, best, watch, team)
        return replace(again, bound=min(solved.bound, again.bound)), found
    if is_short:
        whole = watch.until(limit * share - alone)
        start = None if best is None else model.columns_of(best)
        again = maximise(
            model.program, whole, gap=settings.gap, stage=STAGE, start=start
        )
        solved = replace(again, bound=min(solved.bound, again.bound))
        best = best if solved.x is None else model.chosen(solved.x)
        if solved.answer is not Answer.STOPPED:
            return solved, best
    if best is None:
        return solved, None
    rng = np.random.default_rng(settings.seed)
    target = solved.bound - abs(solved.bound) * settings.gap / (1 + settings.gap)
    return solved, improved(model, best, watch, rng=rng, target=target)


def _proof(
    model: PlanModel, solved: Solved, objective: float
) -> tuple[PlanStatus, float]:
    """Say what the solver's bound proves about a plan with this objective."""
    bound = max(solved.bound, objective)
    if np.array_equal(model.gain, np.round(model.gain)) and np.isfinite(bound):
        bound = max(objective, float(np.floor(bound + 1e-6)))
    if bound - objective <= PROVEN * max(1.0, abs(objective)):
        return PlanStatus.OPTIMAL, objective
    if not np.isfinite(bound):
        bound = _everything(model)
    return PlanStatus.FEASIBLE, bound


def _everything(model: PlanModel) -> float:
    """What every bet at its best, every customer and pair would bring together."""
    lanes = [list(model.columns(bet.id)) for bet in model.problem.bets]
    bets = sum(max(0.0, *model.gain[lane]) for lane in lanes if lane)
    return float(bets + np.maximum(0.0, model.gain[len(model.owner) :]).sum())


def _left_out(
    problem: PlanProblem,
    chosen: Mapping[str, str],
    prices: Mapping[str, Forcing],
    *,
    proven: bool,
) -> tuple[LeftOut, ...]:
    left = []
    for bet, why in reasons(problem, chosen).items():
        price = prices.get(bet, Forcing(None))
        if price.cost is None:
            why = f"{why} ({_unpriced(price, proven)})"
        left.append(LeftOut(bet, why, price.cost, price.pushes_out))
    return tuple(left)


def _unpriced(price: Forcing, proven: bool) -> str:
    if not price.possible:
        return "cannot be in"
    if price.at_most is None or price.at_most < 0:
        return "cost not found in the time"
    if not proven:
        return f"a plan with it brings {price.at_most:,.6g} less; neither is proven"
    return f"costs at most {price.at_most:,.6g}; not proven in the time"


def _result(
    problem: PlanProblem,
    chosen: Mapping[str, str],
    proof: tuple[PlanStatus, float],
    left_out: tuple[LeftOut, ...],
    seconds: float,
) -> PlanResult:
    worth = value_of(problem, chosen)
    status, bound = proof
    rows = []
    for bet, period in chosen.items():
        end = problem.period_position[period] + problem.bet[bet].duration - 1
        rows.append(Chosen(bet, period, problem.periods[end]))
    return PlanResult(
        status=status,
        objective=worth.objective,
        bound=bound,
        gap=(bound - worth.objective) / max(abs(worth.objective), 1e-9),
        seconds=seconds,
        chosen=tuple(rows),
        served=worth.served,
        measures=worth.measures,
        left_out=left_out,
        limits=limits_of(problem, chosen),
    )
