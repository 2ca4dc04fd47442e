"""Read the work of a model: a plan to carry out, and when its bets begin."""

from __future__ import annotations

from collections.abc import Mapping

from leadline.engine.economics.reading import Reading
from leadline.engine.economics.work import Work
from leadline.engine.portfolio.problem import PlanMistake, parse_plan
from leadline.engine.ranges.said import Range

KEYS = ("plan", "begins")


def work_said(read: Reading, value: object) -> Work | None:
    """Read work from plain values; None, and a mistake told, where that cannot be.

    Examples
    --------
    >>> plan = {"periods": ["Q1"], "teams": {"web": [5]}, "objective": {"growth": 1},
    ...     "bets": [{"id": "a", "effort": {"web": {"p10": 1, "p50": 2, "p90": 4}}}]}
    >>> work = work_said(Reading(), {"plan": plan, "begins": {"a": "Q1"}})
    >>> list(work.efforts), work.problem.teams
    ([('a', 'web')], {'web': (5.0,)})
    """
    given = read.table(value, "work", KEYS, KEYS)
    plan = given.get("plan")
    if not isinstance(plan, Mapping):
        read.say("work.plan", "must be a plan, as a plan file has it")
        return None
    try:
        problem = parse_plan(plan)
    except PlanMistake as error:
        for mistake in error.mistakes:
            read.say("work.plan", mistake)
        return None
    said = given.get("begins")
    if not isinstance(said, Mapping):
        read.say("work.begins", "must be an object: a bet, and the period it begins in")
        return None
    begins = {
        str(bet): read.name(period, f"work.begins.{bet}")
        for bet, period in said.items()
    }
    for bet, period in begins.items():
        if bet not in problem.bet:
            read.say("work.begins", f'there is no bet "{bet}" in the plan')
        if period not in problem.periods:
            read.say(f"work.begins.{bet}", f'there is no period "{period}" in the plan')
    return Work(problem, begins, dict(_efforts(read, plan, begins)))


def _efforts(
    read: Reading, plan: Mapping[str, object], begins: Mapping[str, str]
) -> list[tuple[tuple[str, str], Range]]:
    """Return the efforts that are ranges, of the bets that begin."""
    found = []
    for at, bet in enumerate(read.rows(plan["bets"], "work.plan.bets")):
        if not isinstance(bet, Mapping) or bet.get("id") not in begins:
            continue
        effort = bet.get("effort", {})
        for team, said in effort.items() if isinstance(effort, Mapping) else ():
            place = f"work.plan.bets[{at}].effort.{team}"
            amount = read.amount(said, place, 0.0)
            if not amount.is_certain:
                found.append(((str(bet["id"]), str(team)), amount))
    return found
