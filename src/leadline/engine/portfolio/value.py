"""What a choice of bets is worth."""

from __future__ import annotations

from collections.abc import Mapping

from leadline.engine.errors import EngineError
from leadline.engine.portfolio.problem import WORTH, PlanProblem
from leadline.engine.portfolio.result import Worth


def value_of(problem: PlanProblem, chosen: Mapping[str, str]) -> Worth:
    """Return the objective, the measures and the served customers of a choice.

    Whether the choice can be done is another question (``check.violations``).

    Parameters
    ----------
    problem : PlanProblem
    chosen : mapping of bet to period
        The period in which each bet of the plan starts.

    Returns
    -------
    Worth

    Raises
    ------
    EngineError
        If a bet or a period is not in the problem, or a bet starts too late to
        be finished in the last period.

    Examples
    --------
    >>> from leadline.engine.portfolio.problem import Bet, Customer
    >>> bets = (Bet("sso"), Bet("log"))
    >>> acme = Customer("acme", 7, ("sso", "log"))
    >>> problem = PlanProblem(("Q1",), {}, bets, (acme,), objective={"worth": 1})
    >>> value_of(problem, {"sso": "Q1"}).objective
    0.0
    >>> value_of(problem, {"sso": "Q1", "log": "Q1"}).served
    ('acme',)
    """
    measures = dict.fromkeys(problem.measures, 0.0)
    for bet_id, period in chosen.items():
        bet = problem.bet.get(bet_id)
        if bet is None or period not in problem.period_position:
            raise EngineError(f"There is no bet {bet_id} or no period {period}.")
        end = problem.period_position[period] + bet.duration - 1
        if end >= len(problem.periods):
            raise EngineError(f"{bet_id} is not finished by {problem.periods[-1]}.")
        for measure, value in bet.value.items():
            measures[measure] += value * problem.kept[end]
    for pair in problem.synergies:
        if all(bet in chosen for bet in pair.bets):
            late = max(
                problem.period_position[chosen[bet]] + problem.bet[bet].duration - 1
                for bet in pair.bets
            )
            for measure, value in pair.value.items():
                measures[measure] += value * problem.kept[late]
    served = tuple(
        customer.id
        for customer in problem.customers
        if problem.needed[customer.id] <= chosen.keys()
    )
    worth = {customer.id: customer.worth for customer in problem.customers}
    measures[WORTH] = sum((worth[customer] for customer in served), 0.0)
    objective = sum((w * measures[m] for m, w in problem.objective.items()), 0.0)
    return Worth(objective, measures, served)


def worth_counts(problem: PlanProblem) -> bool:
    """Say whether serving a customer matters to the objective or to a goal."""
    return bool(problem.objective.get(WORTH)) or any(
        goal.measure == WORTH for goal in problem.goals
    )
