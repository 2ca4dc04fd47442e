"""A plan file's ranges as futures: which bets are in whatever comes, what a plan
brings there, and what is worth knowing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import numpy as np

from leadline.engine.economics.carried_out import NOT_IN
from leadline.engine.economics.doubts import Doubt, Reality, doubts_of, turn_out
from leadline.engine.economics.planned import Aim, AsPlanned, as_planned
from leadline.engine.errors import EngineError
from leadline.engine.futures.risk import Risk, worst_mean
from leadline.engine.portfolio.check import check_plan
from leadline.engine.portfolio.problem import parse_plan
from leadline.foundation.beside import Side, hands
from leadline.foundation.errors import Invalid
from leadline.foundation.slow import takes_long
from leadline.roadmap.bridge.plans import (
    ADDED,
    SolvedPlan,
    Tell,
    keys_of,
    pk_of,
    solved_of,
)
from leadline.roadmap.types import (
    AimOfPlan,
    Brings,
    InFutures,
    KnowingWorth,
    PlanFutures,
    Spread,
    Standing,
    Stands,
)

WEIGHED = 2000
"""Futures that plans are weighed in: drawn in a hundredth of a second."""
LEARNED = 2048
SEED = 0
NO_RANGE = "No value and no effort of its bets is a range, so every future is alike"
KEPT_WORTHS = 60


def _reality(file: Mapping[str, Any], count: int) -> tuple[Reality, list[Doubt]]:
    """Return futures of a plan file, and the doubts as they were drawn.

    What a bet adds to a goal is its growth or its profit once more, so it turns out
    like that and is not drawn again.
    """
    problem = parse_plan(file)
    doubts = doubts_of(file)
    drawn = [doubt for doubt in doubts if doubt.team or doubt.measure in ADDED]
    if not drawn:
        return Reality(problem, (), np.empty((0, 1))), []
    values = turn_out(drawn, count, seed=SEED, replicate=0)
    row = {(doubt.bet, doubt.name): at for at, doubt in enumerate(drawn)}
    bets = {bet["id"]: bet["value"] for bet in file["bets"]}
    again, rows = [], []
    for doubt in doubts:
        if not doubt.team and doubt.measure not in ADDED:
            said = bets[doubt.bet]
            like = next(n for n in ADDED if said[n] == said[doubt.measure])
            again.append(doubt)
            rows.append(row[doubt.bet, like])
    both = np.concatenate([values, values[rows]])
    return Reality(problem, (*drawn, *again), both), drawn


@takes_long
def in_futures(
    *,
    file: Mapping[str, Any],
    solved: SolvedPlan,
    known: PlanFutures,
    time_limit: float,
    before: Mapping[str, str] | None = None,
    tell: Tell | None = None,
) -> tuple[SolvedPlan, PlanFutures]:
    """Choose over the futures of a plan file; return the plan, and what was found.

    ``solved`` is the best plan of the middles; ``known`` says how many futures and the
    measure of risk. ``before`` is the plan that it is made from, which is weighed too.
    What cannot be worked out is said, and the plan of the middles stands. Raises
    ``Invalid`` for odds of goals without a goal.
    """
    from leadline.engine.economics.planned import brought_as_planned
    from leadline.engine.futures.choice import Weighing, choose_in
    from leadline.engine.futures.proposed import Found
    from leadline.engine.portfolio.solve import SolveSettings, judged

    reality, drawn = _reality(file, known.count)
    if known.risk == "goal" and not reality.problem.goals:
        raise Invalid("Tick the goals whose odds the plan is chosen by.")
    if not drawn:
        return solved, replace(known, why=NO_RANGE)
    assert solved.objective is not None
    assert solved.bound is not None
    plans = [Found(solved.chosen, solved.objective, solved.bound)]
    if before:
        plans.append(Found(before, -np.inf, np.inf))
    settings = SolveSettings(
        time_limit=time_limit, pricing_limit=0.0, beside=Side, hands=hands(),
        progress=tell,
    )  # fmt: skip
    try:
        risk = Risk.read(known.risk)
        wide, _ = _reality(file, WEIGHED)
        found = choose_in(
            reality, risk, settings, plans, Weighing(brought_as_planned, wide)
        )
    except EngineError as error:
        return solved, replace(known, why=str(error).rstrip("."))
    pks = {key: pk for pk, key in keys_of(file).items()}
    told = replace(
        known,
        planned=found.planned,
        proven=found.proven,
        plans=found.plans,
        value=found.value,
        bound=found.bound,
        middle=found.middle,
        regret=Spread(**asdict(found.regret)),
        stands=tuple(
            Stands(pks[one.bet], one.share, Standing(one.standing), found.planned)
            for one in found.standings
        ),
        why="" if found.planned else "There was no time to plan a single future",
    )
    if dict(found.chosen) != solved.chosen:
        result = judged(found.problem, found.chosen, found.bound_at_middles)
        if mistakes := check_plan(found.problem, result):
            raise AssertionError("The checker refused the plan: " + mistakes[0])
        solved = replace(solved_of(found.problem, result), seconds=solved.seconds)
    return solved, told


@takes_long
def worth_knowing(
    *, file: Mapping[str, Any], known: PlanFutures, tell: Tell | None = None
) -> PlanFutures:
    """Say what knowing each range before deciding is worth to the plan's objective."""
    from leadline.engine.economics.learning import learn

    reality, drawn = _reality(file, 2)
    if not drawn:
        return replace(known, why_no_worth=NO_RANGE)
    problem = replace(reality.problem, goals=())
    try:
        found = learn(problem, drawn, futures=LEARNED, progress=tell)
    except EngineError as error:
        return replace(known, why_no_worth=str(error).rstrip("."))
    teams = {doubt.name: doubt.team for doubt in drawn}
    worths = tuple(
        KnowingWorth(
            pk_of(one.bet), one.measure, one.evppi, one.se, teams.get(one.measure, "")
        )
        for one in found.lessons
        if one.evppi > 0.5
    )
    return replace(known, worths=worths[:KEPT_WORTHS], everything=found.evpi)


def weigh_in_futures(
    *,
    file: Mapping[str, Any],
    choices: Sequence[Mapping[str, str]],
    aims: Sequence[AimOfPlan] = (),
) -> list[InFutures]:
    """Weigh choices of bets in the same futures, each carried out as it says.

    Bets and quarters are those of the file. Without a range there is one future.
    """
    reality, _ = _reality(file, WEIGHED)
    keys = keys_of(file)
    meant = [
        Aim(aim.measure, aim.at_least, frozenset(keys[pk] for pk in aim.bets if pk in
            keys), aim.by)
        for aim in aims
    ]  # fmt: skip
    done = [as_planned(reality, chosen, meant) for chosen in choices]
    return [_beside(one, done[0], keys) for one in done]


def ends_in_futures(
    *, file: Mapping[str, Any], chosen: Mapping[str, str]
) -> dict[int, tuple[float, ...]]:
    """Return for each bet of a choice the share of futures in which it is finished by
    the end of the first, second, ... quarter of a plan file, carried out as it says."""
    reality, _ = _reality(file, WEIGHED)
    done = as_planned(reality, chosen)
    quarters = range(len(file["periods"]))
    found = {}
    for bet, ends in done.ends.items():
        there = ends >= 0
        found[pk_of(bet)] = tuple(
            float(np.mean(there & (ends <= at))) for at in quarters
        )
    return found


def _beside(one: AsPlanned, first: AsPlanned, keys: Mapping[int, str]) -> InFutures:
    more = one.objective - first.objective
    never = np.iinfo(np.int64).max
    worse = {}
    for pk, key in keys.items():
        if key not in one.ends or key not in first.ends:
            continue
        now, then = (
            np.where(x.ends[key] < 0, never, x.ends[key]) for x in (one, first)
        )
        if (share := float(np.mean(now > then))) > 0:
            worse[pk] = share
    return InFutures(
        brings=_brings(one),
        gain=float(more.mean()),
        ahead=float((more > 1e-6).mean()),
        behind=float((more < -1e-6).mean()),
        futures=more.size,
        worse=worse,
    )


def _brings(one: AsPlanned) -> Brings:
    nothing = np.zeros(1)
    return Brings(
        objective=_spread(one.objective),
        growth=_spread(one.sums.get("growth", nothing)),
        profit=_spread(one.sums.get("profit", nothing)),
        worst_tenth=worst_mean(one.objective, 0.1),
        odds=tuple(float(np.mean(hit)) for hit in one.reached),
        futures=one.objective.size,
        unfinished=sum(float(np.mean(end == NOT_IN)) for end in one.ends.values()),
    )


def _spread(values: Any) -> Spread:
    low, mid, high = (float(x) for x in np.quantile(values, [0.1, 0.5, 0.9]))
    return Spread(float(np.mean(values)), low, mid, high)
