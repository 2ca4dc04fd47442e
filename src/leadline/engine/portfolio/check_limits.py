"""The independent checker's part about money and shares of the effort."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from leadline.engine.portfolio.problem import PlanProblem
from leadline.engine.portfolio.result import Demand, PlanResult

TOLERANCE = 1e-6


@dataclass(frozen=True)
class Broken:
    """A demand that a plan does not meet, with the reason in plain words."""

    demand: Demand
    words: str


def limit_violations(
    problem: PlanProblem, start: Mapping[str, int]
) -> Iterator[Broken]:
    """Yield each limit that a plan breaks; ``start`` has positions of periods."""
    for demand, money, limit in _budgets(problem, start):
        if money > limit + TOLERANCE * max(1.0, limit):
            where = f" in {demand.names[1]}" if demand.names[1:] else ""
            words = f"the bets{where} cost {money:,.12g} of {limit:,.12g} "
            yield Broken(demand, words + problem.currency)
    for demand, mine, weeks, of in _shares(problem, start):
        is_floor = demand.kind == "share_at_least"
        missed = of * weeks - mine if is_floor else mine - of * weeks
        if missed > TOLERANCE * max(1.0, of * weeks):
            words = f"{demand.names[0]} takes {mine:.9g} of {weeks:.9g} person-weeks, "
            words += f"{'less' if is_floor else 'more'} than {100 * of:.6g}%"
            yield Broken(demand, words)


def limit_mistakes(problem: PlanProblem, result: PlanResult) -> Iterator[str]:
    """Yield what a result tells wrongly about the limits of its plan."""
    start = {bet: problem.periods.index(at) for bet, at in result.periods_of.items()}
    truth = {demand: used for demand, used, _ in _budgets(problem, start)}
    for demand, mine, weeks, _ in _shares(problem, start):
        truth[demand] = mine / weeks if weeks else 0.0
    told = {limit.demand: limit.used for limit in result.limits}
    if truth.keys() != told.keys():
        yield f"limits tells of {len(told)} limits, the plan has {len(truth)}"
        return
    for limit in result.limits:
        used = truth[limit.demand]
        if abs(used - limit.used) > TOLERANCE * max(1.0, abs(used)):
            yield f"{limit.words}: {used:g} is used, not {limit.used:g}"
        if wrong := set(limit.keeps_out) & start.keys():
            yield f"{limit.words}: keeps out what is in: {', '.join(sorted(wrong))}"


def _budgets(
    problem: PlanProblem, start: Mapping[str, int]
) -> Iterator[tuple[Demand, float, float]]:
    """Yield for each limit on money what the bets cost there, and the limit."""
    if problem.budget is None:
        return
    spent = [0.0] * len(problem.periods)
    total = 0.0
    for bet_id, first in start.items():
        bet = problem.bet[bet_id]
        total += bet.cost
        for at in range(first, min(first + bet.duration, len(problem.periods))):
            spent[at] += bet.cost / bet.duration
    if problem.budget.in_all is not None:
        yield Demand("budget", (problem.currency,)), total, problem.budget.in_all
    for at, limit in enumerate(problem.budget.by_period):
        names = (problem.currency, problem.periods[at])
        yield Demand("budget", names), spent[at], limit


def _shares(
    problem: PlanProblem, start: Mapping[str, int]
) -> Iterator[tuple[Demand, float, float, float]]:
    """Yield for each limit on a share its weeks, all weeks, and the share."""
    for share in problem.shares:
        mine = weeks = 0.0
        for bet_id in start:
            takes = sum(problem.bet[bet_id].effort.values())
            weeks += takes
            mine += takes if bet_id in share.bets else 0.0
        if share.at_least is not None:
            demand = Demand("share_at_least", (share.name,))
            yield demand, mine, weeks, share.at_least
        if share.at_most is not None:
            demand = Demand("share_at_most", (share.name,))
            yield demand, mine, weeks, share.at_most
