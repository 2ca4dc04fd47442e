"""Read a plan from plain values, naming every mistake and its place."""

from __future__ import annotations

from collections.abc import Mapping

from leadline.engine.plain_values import shown
from leadline.engine.portfolio.problem.parse_limits import (
    parse_budget,
    parse_cost,
    parse_shares,
)
from leadline.engine.portfolio.problem.plan import (
    After,
    Bet,
    BetState,
    Customer,
    GoalFloor,
    PlanMistake,
    PlanProblem,
)
from leadline.engine.portfolio.problem.reading import Reader, quoted
from leadline.engine.portfolio.problem.synergies import parse_synergies

PLAN_KEYS = (
    "periods",
    "teams",
    "bets",
    "customers",
    "goals",
    "objective",
    "discount_per_period",
    "currency",
    "budget",
    "shares",
    "synergies",
)
PLAN_NEEDS = ("periods", "teams", "bets", "objective")
BET_KEYS = (
    "id",
    "effort",
    "value",
    "after",
    "together",
    "instead_of",
    "earliest",
    "latest",
    "duration",
    "state",
    "cost",
)


def parse_plan(plan: Mapping[str, object]) -> PlanProblem:
    """Read a plan problem from plain values, as they stand in a plan file.

    A range ``{"p10", "p50", "p90"}`` in a value or an effort is planned with its
    middle, the p50.

    Parameters
    ----------
    plan : mapping
        The content of a plan file.

    Returns
    -------
    PlanProblem

    Raises
    ------
    PlanMistake
        An ``EngineError`` with every mistake: unknown and missing keys, wrong
        kinds of value, names that point nowhere.

    Examples
    --------
    >>> plan = {"periods": ["Q1"], "teams": {"web": [5]}, "objective": {"growth": 1},
    ...         "bets": [{"id": "sso", "effort": {"web": 3}, "value": {"growth": 9}}]}
    >>> parse_plan(plan).bets[0].effort
    {'web': 3.0}
    >>> parse_plan(plan | {"perods": []})
    Traceback (most recent call last):
    ...
    leadline.engine.portfolio.problem.plan.PlanMistake: the plan: unknown key \
"perods", perhaps "periods"
    """
    read = Reader()
    given = read.table(plan, "the plan", PLAN_KEYS)
    for key in PLAN_NEEDS:
        if key not in given:
            read.say("the plan", f'"{key}" is missing')
    if not set(PLAN_NEEDS) <= set(given):
        raise PlanMistake(tuple(read.mistakes))
    teams = {
        team: tuple(
            read.number(weeks, f"teams.{team}[{at}]")
            for at, weeks in enumerate(read.row(row, f"teams.{team}"))
        )
        for team, row in read.table(given["teams"], "teams").items()
    }
    objective = read.table(given["objective"], "objective")
    bets = [
        _bet(read, item, f"bets[{at}]")
        for at, item in enumerate(read.row(given["bets"], "bets"))
    ]
    customers = [
        _customer(read, item, f"customers[{at}]")
        for at, item in enumerate(read.row(given.get("customers", []), "customers"))
    ]
    goals = [
        _goal(read, item, f"goals[{at}]")
        for at, item in enumerate(read.row(given.get("goals", []), "goals"))
    ]
    parts = {
        "periods": read.names(given["periods"], "periods"),
        "teams": teams,
        "bets": tuple(bet for bet in bets if bet is not None),
        "customers": tuple(customer for customer in customers if customer is not None),
        "goals": tuple(goal for goal in goals if goal is not None),
        "objective": {
            key: read.number(item, f"objective.{key}")
            for key, item in objective.items()
        },
        "discount_per_period": read.number(
            given.get("discount_per_period", 0.0), "discount_per_period"
        ),
        "currency": _text(read, given.get("currency"), "currency") or "",
        "budget": parse_budget(read, given.get("budget")),
        "shares": parse_shares(read, given.get("shares", [])),
        "synergies": parse_synergies(read, given.get("synergies", [])),
    }
    return _built(read, parts)


def _built(read: Reader, parts: dict[str, object]) -> PlanProblem:
    """Build the problem; on mistakes name those of form and of reference at once."""
    try:
        problem = PlanProblem(**parts)  # type: ignore[arg-type]
    except PlanMistake as error:
        raise PlanMistake((*read.mistakes, *error.mistakes)) from None
    if read.mistakes:
        raise PlanMistake(tuple(read.mistakes))
    return problem


def _bet(read: Reader, value: object, place: str) -> Bet | None:
    given = read.table(value, place, BET_KEYS)
    bet_id = read.name(given["id"], f"{place}.id") if "id" in given else None
    if bet_id is None:
        if isinstance(value, Mapping) and "id" not in given:
            read.say(place, '"id" is missing')
        return None
    place = f"{place} ({bet_id})"
    state = given.get("state", BetState.CANDIDATE)
    if state not in list(BetState):
        known = ", ".join(BetState)
        read.say(f"{place}.state", f"must be one of {known}, not {shown(state)}")
        state = BetState.CANDIDATE
    return Bet(
        id=bet_id,
        effort=read.amounts(given.get("effort", {}), f"{place}.effort"),
        value=read.amounts(given.get("value", {}), f"{place}.value"),
        after=_after(read, given.get("after", []), f"{place}.after"),
        together=read.names(given.get("together", []), f"{place}.together"),
        instead_of=read.names(given.get("instead_of", []), f"{place}.instead_of"),
        earliest=_text(read, given.get("earliest"), f"{place}.earliest"),
        latest=_text(read, given.get("latest"), f"{place}.latest"),
        duration=read.whole(given.get("duration", 1), f"{place}.duration"),
        state=BetState(str(state)),
        cost=parse_cost(read, given.get("cost", 0.0), f"{place}.cost"),
    )


def _after(read: Reader, value: object, place: str) -> tuple[After, ...]:
    links = []
    for at, item in enumerate(read.row(value, place)):
        here = f"{place}[{at}]"
        if isinstance(item, Mapping):
            given = read.table(item, here, ("bet", "gap", "later"))
            if "bet" not in given:
                read.say(here, '"bet" is missing')
                continue
            other = read.name(given["bet"], f"{here}.bet")
            gap = read.whole(given.get("gap", 0), f"{here}.gap")
            later = read.yes_or_no(given.get("later", False), f"{here}.later")
        else:
            other, gap, later = read.name(item, here), 0, False
        if other is not None:
            links.append(After(other, gap, later))
    return tuple(links)


def _text(read: Reader, value: object, place: str) -> str | None:
    return None if value is None else read.name(value, place)


def _customer(read: Reader, value: object, place: str) -> Customer | None:
    given = read.table(value, place, ("id", "worth", "wants"))
    missing = [key for key in ("id", "worth", "wants") if key not in given]
    if missing:
        if isinstance(value, Mapping):
            read.say(place, f"{quoted(missing)} missing")
        return None
    customer_id = read.name(given["id"], f"{place}.id")
    worth = read.number(given["worth"], f"{place}.worth")
    wants = read.names(given["wants"], f"{place}.wants")
    return None if customer_id is None else Customer(customer_id, worth, wants)


def _goal(read: Reader, value: object, place: str) -> GoalFloor | None:
    given = read.table(value, place, ("measure", "at_least"))
    missing = [key for key in ("measure", "at_least") if key not in given]
    if missing:
        if isinstance(value, Mapping):
            read.say(place, f"{quoted(missing)} missing")
        return None
    measure = read.name(given["measure"], f"{place}.measure")
    floor = read.number(given["at_least"], f"{place}.at_least")
    return None if measure is None else GoalFloor(measure, floor)
