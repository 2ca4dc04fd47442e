"""Read a plan from plain values, naming every mistake and its place."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from leadline.engine.portfolio.problem.plan import (
    After,
    Bet,
    BetState,
    Customer,
    GoalFloor,
    PlanMistake,
    PlanProblem,
)

PLAN_KEYS = (
    "periods",
    "teams",
    "bets",
    "customers",
    "goals",
    "objective",
    "discount_per_period",
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
)
RANGE_KEYS = ("p10", "p50", "p90")


@dataclass
class _Reader:
    """Takes values out of what was given and keeps every mistake it meets."""

    mistakes: list[str] = field(default_factory=list)

    def say(self, place: str, mistake: str) -> None:
        self.mistakes.append(f"{place}: {mistake}")

    def table(
        self, value: object, place: str, keys: tuple[str, ...] | None = None
    ) -> Mapping[str, object]:
        if not isinstance(value, Mapping):
            self.say(place, f"must be an object, not {_shown(value)}")
            return {}
        for key in value:
            if keys is not None and key not in keys:
                self.say(place, f'unknown key "{key}"{_instead(str(key), keys)}')
        return {str(key): item for key, item in value.items()}

    def row(self, value: object, place: str) -> list[object]:
        if isinstance(value, (list, tuple)):
            return list(value)
        self.say(place, f"must be a list, not {_shown(value)}")
        return []

    def name(self, value: object, place: str) -> str | None:
        if isinstance(value, str) and value:
            return value
        self.say(place, f"must be a name in quotes, not {_shown(value)}")
        return None

    def names(self, value: object, place: str) -> tuple[str, ...]:
        read = [
            self.name(item, f"{place}[{at}]")
            for at, item in enumerate(self.row(value, place))
        ]
        return tuple(name for name in read if name is not None)

    def number(self, value: object, place: str) -> float:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if is_number and math.isfinite(value):  # type: ignore[arg-type]
            return float(value)  # type: ignore[arg-type]
        self.say(place, f"must be a number, not {_shown(value)}")
        return 0.0

    def whole(self, value: object, place: str) -> int:
        number = self.number(value, place)
        if number != int(number):
            self.say(place, f"must be a whole number, not {_shown(value)}")
        return int(number)

    def middle(self, value: object, place: str) -> float:
        """Read a number, or the middle (p50) of a range."""
        if not isinstance(value, Mapping):
            return self.number(value, place)
        given = self.table(value, place, RANGE_KEYS)
        if missing := [key for key in RANGE_KEYS if key not in given]:
            self.say(place, f"a range also needs {', '.join(missing)}")
            return 0.0
        low, mid, high = (self.number(given[k], f"{place}.{k}") for k in RANGE_KEYS)
        if not low <= mid <= high:
            self.say(place, "a range must rise: p10, p50, p90")
        return mid

    def amounts(self, value: object, place: str) -> dict[str, float]:
        given = self.table(value, place)
        return {key: self.middle(item, f"{place}.{key}") for key, item in given.items()}


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
    read = _Reader()
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
    }
    return _built(read, parts)


def _built(read: _Reader, parts: dict[str, object]) -> PlanProblem:
    """Build the problem; on mistakes name those of form and of reference at once."""
    try:
        problem = PlanProblem(**parts)  # type: ignore[arg-type]
    except PlanMistake as error:
        raise PlanMistake((*read.mistakes, *error.mistakes)) from None
    if read.mistakes:
        raise PlanMistake(tuple(read.mistakes))
    return problem


def _bet(read: _Reader, value: object, place: str) -> Bet | None:
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
        read.say(f"{place}.state", f"must be one of {known}, not {_shown(state)}")
        state = BetState.CANDIDATE
    return Bet(
        id=bet_id,
        effort=read.amounts(given.get("effort", {}), f"{place}.effort"),
        value=read.amounts(given.get("value", {}), f"{place}.value"),
        after=_after(read, given.get("after", []), f"{place}.after"),
        together=read.names(given.get("together", []), f"{place}.together"),
        instead_of=read.names(given.get("instead_of", []), f"{place}.instead_of"),
        earliest=_period(read, given.get("earliest"), f"{place}.earliest"),
        latest=_period(read, given.get("latest"), f"{place}.latest"),
        duration=read.whole(given.get("duration", 1), f"{place}.duration"),
        state=BetState(str(state)),
    )


def _after(read: _Reader, value: object, place: str) -> tuple[After, ...]:
    links = []
    for at, item in enumerate(read.row(value, place)):
        here = f"{place}[{at}]"
        if isinstance(item, Mapping):
            given = read.table(item, here, ("bet", "gap"))
            if "bet" not in given:
                read.say(here, '"bet" is missing')
                continue
            other = read.name(given["bet"], f"{here}.bet")
            gap = read.whole(given.get("gap", 0), f"{here}.gap")
        else:
            other, gap = read.name(item, here), 0
        if other is not None:
            links.append(After(other, gap))
    return tuple(links)


def _period(read: _Reader, value: object, place: str) -> str | None:
    return None if value is None else read.name(value, place)


def _customer(read: _Reader, value: object, place: str) -> Customer | None:
    given = read.table(value, place, ("id", "worth", "wants"))
    missing = [key for key in ("id", "worth", "wants") if key not in given]
    if missing:
        if isinstance(value, Mapping):
            read.say(place, f"{_quoted(missing)} missing")
        return None
    customer_id = read.name(given["id"], f"{place}.id")
    worth = read.number(given["worth"], f"{place}.worth")
    wants = read.names(given["wants"], f"{place}.wants")
    return None if customer_id is None else Customer(customer_id, worth, wants)


def _goal(read: _Reader, value: object, place: str) -> GoalFloor | None:
    given = read.table(value, place, ("measure", "at_least"))
    missing = [key for key in ("measure", "at_least") if key not in given]
    if missing:
        if isinstance(value, Mapping):
            read.say(place, f"{_quoted(missing)} missing")
        return None
    measure = read.name(given["measure"], f"{place}.measure")
    floor = read.number(given["at_least"], f"{place}.at_least")
    return None if measure is None else GoalFloor(measure, floor)


def _quoted(keys: list[str]) -> str:
    return ", ".join(f'"{key}"' for key in keys) + (" is" if len(keys) == 1 else " are")


def _instead(key: str, keys: tuple[str, ...]) -> str:
    if near := difflib.get_close_matches(key, keys, n=1):
        return f', perhaps "{near[0]}"'
    return f"; known are {', '.join(keys)}"


def _shown(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)
