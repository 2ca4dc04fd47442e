"""Plan files as the engine solves and weighs them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from leadline.engine.errors import EngineError
from leadline.engine.portfolio.check import check_plan, violations
from leadline.engine.portfolio.ordering import plan_in_order
from leadline.engine.portfolio.problem import WORTH, PlanProblem, parse_plan
from leadline.engine.portfolio.result import PlanResult
from leadline.engine.portfolio.value import value_of
from leadline.foundation.beside import Side, hands
from leadline.foundation.errors import Invalid
from leadline.foundation.slow import takes_long

Tell = Callable[[str, float], None]
ADDED = ("growth", "profit")
SOFT = {
    "capacity", "goal", "committed", "excluded", "budget", "share_at_least",
    "share_at_most",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SolvedOut:
    """A bet that the optimiser left out, by its key."""

    bet: str
    why: str
    cost: float | None
    pushes_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SolvedClash:
    """One of the demands that cannot all be met."""

    kind: str
    names: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class SolvedPlan:
    """What the optimiser found, checked; ``chosen`` is the start by bet key.

    ``measures`` are plain sums of what its bets bring a year.
    """

    status: str
    objective: float | None
    bound: float | None
    gap: float | None
    seconds: float
    chosen: dict[str, str]
    served: tuple[str, ...]
    measures: dict[str, float]
    left_out: tuple[SolvedOut, ...]
    clash: tuple[SolvedClash, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a choice made by hand brings, and the demands it breaks.

    ``measures`` are plain sums of what its bets bring a year; ``discounted`` are
    those of the engine, in which a quarter's wait costs its share. ``firm`` are the
    demands broken that no sum of money or weeks can mend: order, day, one of two.
    """

    objective: float
    measures: dict[str, float]
    discounted: dict[str, float]
    served: tuple[str, ...]
    broken: tuple[str, ...]
    firm: tuple[str, ...] = ()


def key_of(pk: int, title: str) -> str:
    """Return how a plan file names a row: readable, and with the row's id at its end.

    >>> key_of(12, "Single sign-on!"), key_of(7, "→")
    ('single-sign-on-12', 'row-7')
    """
    words = slugify(title)[:48].strip("-") or "row"
    return f"{words}-{pk}"


def pk_of(key: str) -> int:
    """Return the id at the end of a key.

    >>> pk_of("single-sign-on-12")
    12
    """
    return int(key.rpartition("-")[2])


def keys_of(file: Mapping[str, Any]) -> dict[int, str]:
    """Return the keys of a plan file's bets by the ids at their ends."""
    return {pk_of(bet["id"]): bet["id"] for bet in file["bets"]}


def in_titles(words: str, titles: Mapping[str, str]) -> str:
    """Return words about a plan file with titles in place of keys.

    >>> in_titles("a-1 comes after b-10, not b-1", {"a-1": "A", "b-1": "B"})
    '“A” comes after b-10, not “B”'
    """
    if not titles:
        return words
    keys = "|".join(map(re.escape, sorted(titles, key=len, reverse=True)))
    found = re.compile(rf"(?<![\w-])(?:{keys})(?![\w-])")
    return found.sub(lambda match: f"“{titles[match[0]]}”", words)


def read_wider(
    low: Decimal, mid: Decimal, high: Decimal, factor: float
) -> tuple[Decimal, Decimal]:
    """Return the ends of a range as they are read by a factor of its width.

    >>> ends = read_wider(Decimal(8), Decimal("12.65"), Decimal(20), 1.59)
    >>> [round(end) for end in ends]
    [6, 26]
    """
    from leadline.engine.calibration.record import read_by_record
    from leadline.engine.ranges.said import Range

    try:
        read = read_by_record(Range(float(low), float(mid), float(high)), factor)
    except EngineError as error:
        raise Invalid(str(error)) from error
    ends = (Decimal(f"{end:.4f}") for end in (read.low, read.high))
    lower, higher = ends
    return min(lower, mid), max(higher, mid)


@takes_long
def find_plan(
    *, file: Mapping[str, Any], time_limit: float, tell: Tell | None = None
) -> SolvedPlan:
    """Return the best plan of a plan file, after the independent checker agreed.

    ``tell`` hears a stage and its share done several times a second; what it
    raises ends the search. Raises ``Invalid`` for a file that cannot be planned.
    """
    # Imported here: the solver takes a second to load, and pages do without it.
    from leadline.engine.portfolio.solve import SolveSettings, best_plan

    problem = _problem(file)
    settings = SolveSettings(
        time_limit=time_limit, progress=tell, beside=Side, hands=hands()
    )
    try:
        result = best_plan(problem, settings)
    except EngineError as error:
        raise Invalid(str(error)) from error
    if mistakes := check_plan(problem, result):
        raise AssertionError("The plan was refused by the checker: " + mistakes[0])
    return solved_of(problem, result)


def solved_of(problem: PlanProblem, result: PlanResult) -> SolvedPlan:
    """Return a result of the engine in plain values."""
    return SolvedPlan(
        status=str(result.status),
        objective=result.objective,
        bound=result.bound,
        gap=result.gap,
        seconds=result.seconds,
        chosen=result.periods_of,
        served=result.served,
        measures=_sums(problem, result.periods_of, result.measures),
        left_out=tuple(
            SolvedOut(left.bet, left.why, left.cost_to_force_in, left.pushes_out)
            for left in result.left_out
        ),
        clash=tuple(
            SolvedClash(clash.demand.kind, clash.demand.names, clash.words)
            for clash in result.clash
        ),
    )


def weigh(*, file: Mapping[str, Any], chosen: Mapping[str, str]) -> Weighed:
    """Return what a choice of bets brings and which demands of the file it breaks.

    Raises what ``weigh_all`` raises.
    """
    return weigh_all(file=file, choices=[chosen])[0]


def weigh_all(
    *, file: Mapping[str, Any], choices: Sequence[Mapping[str, str]]
) -> list[Weighed]:
    """Return what each choice of bets brings and which demands it breaks.

    Raises ``Invalid`` for a bet or quarter that the file does not know, or a bet
    that is not finished within it.
    """
    problem = _problem(file)
    try:
        return [_weighed(problem, chosen) for chosen in choices]
    except EngineError as error:
        raise Invalid(str(error)) from error


def by_order(
    *, file: Mapping[str, Any], order: Sequence[str]
) -> tuple[dict[str, str], Weighed]:
    """Return the plan that fills a plan file's weeks in an order, and what it brings.

    Room that is left goes to bets that the order says nothing of, what brings most for
    its weeks first.

    Raises ``Invalid`` for a file that cannot be planned or a bet it does not know.
    """
    problem = _problem(file)
    try:
        chosen = plan_in_order(problem, order, fill=True)
    except EngineError as error:
        raise Invalid(str(error)) from error
    return chosen, _weighed(problem, chosen)


def _weighed(problem: PlanProblem, chosen: Mapping[str, str]) -> Weighed:
    worth = value_of(problem, chosen)
    broken = violations(problem, chosen)
    return Weighed(
        objective=worth.objective,
        measures=_sums(problem, chosen, worth.measures),
        discounted=dict(worth.measures),
        served=worth.served,
        broken=tuple(one.words for one in broken),
        firm=tuple(one.words for one in broken if one.demand.kind not in SOFT),
    )


def _sums(
    problem: PlanProblem, chosen: Iterable[str], measures: Mapping[str, float]
) -> dict[str, float]:
    """Return growth and profit as anybody adds them up, and whose worth is served."""
    bets = [problem.bet[key] for key in chosen]
    sums = {name: sum(bet.value.get(name, 0.0) for bet in bets) for name in ADDED}
    return {**sums, WORTH: measures.get(WORTH, 0.0)}


def _problem(file: Mapping[str, Any]) -> PlanProblem:
    try:
        return parse_plan(file)
    except EngineError as error:
        raise Invalid(str(error)) from error
