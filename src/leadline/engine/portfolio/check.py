"""The independent checker: re-derives from the problem what a plan must be.

It shares the problem's and the result's dataclasses with the solver and nothing
else: feasibility, objective and measures are computed here a second time, bet by
bet, so that a mistake in a model cannot hide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from leadline.engine.portfolio.check_limits import (
    TOLERANCE,
    Broken,
    limit_mistakes,
    limit_violations,
)
from leadline.engine.portfolio.problem import BetState, PlanProblem
from leadline.engine.portfolio.result import Demand, PlanResult, PlanStatus, Worth


def check_plan(problem: PlanProblem, result: PlanResult) -> list[str]:
    """Return everything that is wrong with a result; an empty list means right.

    Parameters
    ----------
    problem : PlanProblem
    result : PlanResult

    Returns
    -------
    list of str
        Broken demands, and numbers that differ from those re-derived here by
        more than 1e-6 (relative above 1).

    Examples
    --------
    >>> from leadline.engine.portfolio.problem import Bet
    >>> from leadline.engine.portfolio.result import Chosen
    >>> bets = (Bet("sso", {"web": 6}, {"growth": 5}),)
    >>> problem = PlanProblem(("Q1",), {"web": (4,)}, bets, objective={"growth": 1})
    >>> chosen = (Chosen("sso", "Q1", "Q1"),)
    >>> measures = {"growth": 5.0, "profit": 0.0, "worth": 0.0}
    >>> check_plan(problem, PlanResult("optimal", 5, 5, 0, 0, chosen, (), measures))
    ['web in Q1 needs 6 of 4']
    """
    if result.status == PlanStatus.INFEASIBLE:
        return _infeasible_mistakes(result)
    if result.objective is None or result.bound is None or result.gap is None:
        return ["a plan without objective, bound or gap"]
    chosen = result.periods_of
    found = [f"{c.bet} is chosen, but there is no such bet" for c in result.chosen
             if c.bet not in problem.bet]  # fmt: skip
    found += [f"{c.bet} is put in {c.period}, but there is no such period"
              for c in result.chosen if c.period not in problem.periods]  # fmt: skip
    if len(chosen) < len(result.chosen):
        found.append("a bet is chosen twice")
    if found:
        return found
    found += [broken.words for broken in violations(problem, chosen)]
    if found:
        return found
    return [
        *_number_mistakes(problem, result),
        *_list_mistakes(problem, result),
        *limit_mistakes(problem, result),
    ]


def _infeasible_mistakes(result: PlanResult) -> list[str]:
    found = [] if result.clash else ["infeasible, but no clash is named"]
    if result.chosen or result.objective is not None:
        found.append("infeasible, but a plan is given")
    return found


def _number_mistakes(problem: PlanProblem, result: PlanResult) -> Iterator[str]:
    worth = rederive(problem, result.periods_of)
    objective, bound, gap = result.objective, result.bound, result.gap
    assert objective is not None
    assert bound is not None
    assert gap is not None
    if _differ(objective, worth.objective):
        yield f"the objective is {worth.objective:g}, not {objective:g}"
    for measure in sorted({*worth.measures, *result.measures}):
        said = result.measures.get(measure, 0.0)
        if _differ(said, worth.measures.get(measure, 0.0)):
            yield f"{measure} is {worth.measures.get(measure, 0.0):g}, not {said:g}"
    if bound < objective - TOLERANCE * max(1.0, abs(objective)):
        yield f"the bound {bound:g} is below the objective {objective:g}"
    if _differ(gap, (bound - objective) / max(abs(objective), 1e-9)):
        yield f"the gap {gap:g} does not follow from objective and bound"
    if result.status == PlanStatus.OPTIMAL and _differ(bound, objective):
        yield f"called optimal, but the bound {bound:g} is above the objective"


def _list_mistakes(problem: PlanProblem, result: PlanResult) -> Iterator[str]:
    worth = rederive(problem, result.periods_of)
    if set(result.served) != set(worth.served):
        wrong = sorted(set(result.served) ^ set(worth.served))
        yield f"served is wrong about {', '.join(wrong)}"
    for chosen in result.chosen:
        end = problem.periods.index(chosen.period) + problem.bet[chosen.bet].duration
        if chosen.finish != problem.periods[end - 1]:
            yield f"{chosen.bet} is not finished in {chosen.finish}"
    listed = [left.bet for left in result.left_out]
    chosen_bets = {chosen.bet for chosen in result.chosen}
    missing = {bet.id for bet in problem.bets} - chosen_bets
    if sorted(listed) != sorted(missing):
        wrong = sorted(set(listed) ^ missing) or sorted(listed)
        yield f"left_out is wrong about {', '.join(wrong)}"
    for left in result.left_out:
        if not left.why:
            yield f"{left.bet} is left out without a reason"
        if unknown := set(left.pushes_out) - chosen_bets:
            yield f"{left.bet} pushes out what is not in: {', '.join(sorted(unknown))}"


def _differ(one: float, other: float) -> bool:
    return abs(one - other) > TOLERANCE * max(1.0, abs(one), abs(other))


def rederive(problem: PlanProblem, chosen: Mapping[str, str]) -> Worth:
    """Compute objective, measures and served customers of a choice, bet by bet.

    Parameters
    ----------
    problem : PlanProblem
    chosen : mapping of bet to period
        The period in which each bet of the plan starts.

    Returns
    -------
    Worth

    Examples
    --------
    >>> from leadline.engine.portfolio.problem import Bet
    >>> bets = (Bet("sso", {}, {"growth": 100}),)
    >>> problem = PlanProblem(("Q1", "Q2"), {}, bets, objective={"growth": 2},
    ...                       discount_per_period=0.1)
    >>> rederive(problem, {"sso": "Q2"}).objective
    180.0
    """
    measures = {"growth": 0.0, "profit": 0.0, "worth": 0.0}
    for bet in problem.bets:
        for measure, value in bet.value.items():
            measures.setdefault(measure, 0.0)
            if bet.id in chosen:
                late = problem.periods.index(chosen[bet.id]) + bet.duration - 1
                measures[measure] += value * (1 - problem.discount_per_period) ** late
    for pair in problem.synergies:
        ends = [
            problem.periods.index(chosen[bet]) + problem.bet[bet].duration - 1
            for bet in pair.bets
            if bet in chosen
        ]
        for measure, value in pair.value.items():
            measures.setdefault(measure, 0.0)
            if len(ends) == 2:
                late = ends[0] if ends[0] > ends[1] else ends[1]
                measures[measure] += value * (1 - problem.discount_per_period) ** late
    served = []
    for customer in problem.customers:
        if all(_is_complete(problem, want, chosen) for want in customer.wants):
            served.append(customer.id)
            measures["worth"] += customer.worth
    objective = sum(w * measures[m] for m, w in problem.objective.items())
    return Worth(objective, measures, tuple(served))


def _is_complete(problem: PlanProblem, want: str, chosen: Mapping[str, str]) -> bool:
    todo, seen = [want], {want}
    while todo:
        here = todo.pop()
        if here not in chosen:
            return False
        fresh = [a.bet for a in problem.bet[here].after if a.bet not in seen]
        seen.update(fresh)
        todo += fresh
    return True


def violations(problem: PlanProblem, chosen: Mapping[str, str]) -> list[Broken]:
    """Return every demand a plan made by hand does not meet, in plain words.

    Parameters
    ----------
    problem : PlanProblem
    chosen : mapping of bet to period
        The period in which each bet of the plan starts. Names must be known.

    Returns
    -------
    list of Broken
        Empty for a plan that can be done.

    Examples
    --------
    >>> from leadline.engine.portfolio.problem import After, Bet
    >>> bets = (Bet("log"), Bet("sso", after=(After("log"),)))
    >>> problem = PlanProblem(("Q1",), {}, bets)
    >>> [broken.words for broken in violations(problem, {"sso": "Q1"})]
    ['sso comes after log, which is not in']
    """
    start = {bet: problem.periods.index(period) for bet, period in chosen.items()}
    return [
        *_state_violations(problem, start),
        *_order_violations(problem, start),
        *_group_violations(problem, start),
        *_capacity_violations(problem, start),
        *limit_violations(problem, start),
        *_goal_violations(problem, chosen),
    ]


def _state_violations(problem: PlanProblem, start: dict[str, int]) -> Iterator[Broken]:
    periods = list(problem.periods)
    for bet in problem.bets:
        if bet.id not in start:
            if bet.state == BetState.COMMITTED:
                words = f"{bet.id} is committed, but not in"
                yield Broken(Demand("committed", (bet.id,)), words)
            continue
        first, last = start[bet.id], start[bet.id] + bet.duration - 1
        if bet.state == BetState.EXCLUDED:
            words = f"{bet.id} is excluded, but in"
            yield Broken(Demand("excluded", (bet.id,)), words)
        if last >= len(periods):
            words = f"{bet.id} takes {bet.duration} periods and starts in "
            words += f"{periods[first]}: it is not finished by {periods[-1]}"
            yield Broken(Demand("horizon", (bet.id,)), words)
        if bet.earliest is not None and first < periods.index(bet.earliest):
            words = f"{bet.id} starts in {periods[first]}, before {bet.earliest}"
            yield Broken(Demand("earliest", (bet.id,)), words)
        if bet.latest is not None and last > periods.index(bet.latest):
            words = f"{bet.id} is not finished by the end of {bet.latest}"
            yield Broken(Demand("latest", (bet.id,)), words)


def _order_violations(problem: PlanProblem, start: dict[str, int]) -> Iterator[Broken]:
    for bet in problem.bets:
        if bet.id not in start:
            continue
        for after in bet.after:
            demand = Demand("after", (bet.id, after.bet))
            if after.bet not in start:
                words = f"{bet.id} comes after {after.bet}, which is not in"
                yield Broken(demand, words)
                continue
            ready = start[after.bet] + problem.bet[after.bet].duration - 1
            ready += after.wait
            if start[bet.id] < ready:
                words = f"{bet.id} starts too early after {after.bet}"
                yield Broken(demand, words)


def _group_violations(problem: PlanProblem, start: dict[str, int]) -> Iterator[Broken]:
    seen = set()
    for bet in problem.bets:
        for kind, names in (("together", bet.together), ("instead_of", bet.instead_of)):
            demand = Demand(kind, tuple(sorted((bet.id, *names))))
            if not names or demand in seen:
                continue
            seen.add(demand)
            group = demand.names
            if kind == "together" and len({start.get(name) for name in group}) > 1:
                yield Broken(demand, f"{', '.join(group)} are not in one period")
            rivals = [name for name in group if name in start]
            if kind == "instead_of" and len(rivals) > 1:
                yield Broken(demand, f"{', '.join(rivals)} are in; at most one may be")


def _capacity_violations(
    problem: PlanProblem, start: dict[str, int]
) -> Iterator[Broken]:
    load: dict[tuple[str, int], float] = defaultdict(float)
    for bet_id, first in start.items():
        bet = problem.bet[bet_id]
        for team, weeks in bet.effort.items():
            for at in range(first, min(first + bet.duration, len(problem.periods))):
                load[team, at] += weeks / bet.duration
    for (team, at), weeks in load.items():
        capacity, period = problem.teams[team][at], problem.periods[at]
        if weeks > capacity + TOLERANCE * max(1.0, capacity):
            words = f"{team} in {period} needs {weeks:g} of {capacity:g}"
            yield Broken(Demand("capacity", (team, period)), words)


def _goal_violations(
    problem: PlanProblem, chosen: Mapping[str, str]
) -> Iterator[Broken]:
    if not problem.goals:
        return
    finished = {
        bet: period
        for bet, period in chosen.items()
        if problem.periods.index(period) + problem.bet[bet].duration
        <= len(problem.periods)
    }
    measures = rederive(problem, finished).measures
    for goal in problem.goals:
        reached = measures[goal.measure]
        if reached < goal.at_least - TOLERANCE * max(1.0, abs(goal.at_least)):
            words = f"{goal.measure} reaches {reached:g} of {goal.at_least:g}"
            yield Broken(Demand("goal", (goal.measure, f"{goal.at_least:g}")), words)
