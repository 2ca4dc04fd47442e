"""The words of a plan problem, as frozen dataclasses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from leadline.engine.errors import EngineError
from leadline.engine.portfolio.problem.circles import circles
from leadline.engine.portfolio.problem.limits import Budget, Share, limit_mistakes
from leadline.engine.portfolio.problem.synergies import Synergy, synergy_mistakes

MOST_NAMED = 20
WORTH = "worth"
"""The measure that customers add; a bet cannot add to it itself."""

STANDING_MEASURES = ("growth", "profit", WORTH)


class PlanMistake(EngineError):
    """The plan cannot be read or contradicts itself in its references.

    Parameters
    ----------
    mistakes : tuple of str
        One sentence a mistake, each beginning with its place.
    """

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        self.mistakes = mistakes
        super().__init__("; ".join(mistakes))


class BetState(StrEnum):
    """What has been settled about a bet before planning."""

    CANDIDATE = "candidate"
    COMMITTED = "committed"
    EXCLUDED = "excluded"


@dataclass(frozen=True)
class After:
    """Another bet has to be finished first.

    With ``gap`` 0 the other is finished in the period in which this one starts,
    or earlier, and where this one comes ``later``, in an earlier one; with ``gap`` n
    at least n whole periods lie between.
    """

    bet: str
    gap: int = 0
    later: bool = False

    @property
    def wait(self) -> int:
        """Periods from the one the other is finished in to the first this starts in."""
        return self.gap + 1 if self.gap or self.later else 0


@dataclass(frozen=True)
class Bet:
    """Work worth doing.

    ``effort`` is in person-weeks by team over the whole ``duration`` (periods),
    spread evenly. ``value`` is what the bet adds to each measure when it is
    finished in the first period. It starts no earlier than ``earliest`` and is
    finished by the end of ``latest``. ``cost`` is money, spread as the effort is; it
    counts against the budget and is not taken from any measure.
    """

    id: str
    effort: Mapping[str, float] = field(default_factory=dict)
    value: Mapping[str, float] = field(default_factory=dict)
    after: tuple[After, ...] = ()
    together: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()
    earliest: str | None = None
    latest: str | None = None
    duration: int = 1
    state: BetState = BetState.CANDIDATE
    cost: float = 0.0


@dataclass(frozen=True)
class Customer:
    """A customer whose worth counts when everything it wants is in the plan."""

    id: str
    worth: float
    wants: tuple[str, ...]


@dataclass(frozen=True)
class GoalFloor:
    """A measure has to reach at least this much."""

    measure: str
    at_least: float


@dataclass(frozen=True)
class PlanProblem:
    """Bets to choose from, and everything the choice has to respect.

    ``teams`` gives each team's capacity in person-weeks by period. The objective
    is the weighted sum of the measures; ``discount_per_period`` is the share of
    a bet's value that is lost with each period it is finished later. ``currency`` is
    that of costs and of the ``budget``, which is None where money sets no
    limit; ``shares`` are limits on what some bets may take of the effort, and
    ``synergies`` what pairs of bets bring beside their own.

    Raises
    ------
    PlanMistake
        If a name points nowhere, is used twice, or a number has no meaning.
    """

    periods: tuple[str, ...]
    teams: Mapping[str, tuple[float, ...]]
    bets: tuple[Bet, ...]
    customers: tuple[Customer, ...] = ()
    goals: tuple[GoalFloor, ...] = ()
    objective: Mapping[str, float] = field(default_factory=dict)
    discount_per_period: float = 0.0
    currency: str = ""
    budget: Budget | None = None
    shares: tuple[Share, ...] = ()
    synergies: tuple[Synergy, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a problem whose references do not hold."""
        if mistakes := tuple(_mistakes(self)):
            raise PlanMistake(mistakes)

    @cached_property
    def bet(self) -> dict[str, Bet]:
        """Each bet by its id."""
        return {bet.id: bet for bet in self.bets}

    @cached_property
    def position(self) -> dict[str, int]:
        """Where each bet stands in the list."""
        return {bet.id: at for at, bet in enumerate(self.bets)}

    @cached_property
    def period_position(self) -> dict[str, int]:
        """Where each period stands in the list."""
        return {period: at for at, period in enumerate(self.periods)}

    @cached_property
    def measures(self) -> tuple[str, ...]:
        """Growth, profit and worth, then every other measure a bet adds to."""
        added = {name: None for bet in self.bets for name in bet.value}
        added |= {name: None for pair in self.synergies for name in pair.value}
        return tuple(dict.fromkeys((*STANDING_MEASURES, *added)))

    @cached_property
    def kept(self) -> tuple[float, ...]:
        """Share of a bet's value that is kept when it finishes in each period."""
        keep = 1.0 - self.discount_per_period
        return tuple(keep**late for late in range(len(self.periods)))

    def weight(self, bet: Bet) -> float:
        """Return what the bet alone adds to the objective if finished at once."""
        return sum(self.objective.get(m, 0.0) * v for m, v in bet.value.items())

    def weight_of_pair(self, pair: Synergy) -> float:
        """Return what a synergy adds to the objective where both are done at once."""
        return sum(self.objective.get(m, 0.0) * v for m, v in pair.value.items())

    @cached_property
    def pairs(self) -> dict[str, tuple[Synergy, ...]]:
        """The synergies of each bet that has some."""
        found: dict[str, tuple[Synergy, ...]] = {}
        for pair in self.synergies:
            for bet in pair.bets:
                found[bet] = (*found.get(bet, ()), pair)
        return found

    @cached_property
    def steps(self) -> dict[int, float]:
        """What is lost of a value if it comes in the period after each, or never;
        by the position of the period, where that is anything."""
        after = (*self.kept[1:], 0.0)
        both = enumerate(zip(self.kept, after, strict=True))
        return {at: here - then for at, (here, then) in both if here != then}

    @cached_property
    def weeks(self) -> dict[str, float]:
        """For each bet, the person-weeks it takes of all teams together."""
        return {bet.id: sum(bet.effort.values()) for bet in self.bets}

    @cached_property
    def share(self) -> dict[str, Share]:
        """Each share of the effort by its name."""
        return {share.name: share for share in self.shares}

    def starts(self, bet: Bet) -> range:
        """Return the positions of the periods in which the bet may start."""
        first = 0 if bet.earliest is None else self.period_position[bet.earliest]
        last = (
            len(self.periods) - 1
            if bet.latest is None
            else self.period_position[bet.latest]
        )
        return range(first, max(first, last - bet.duration + 2))

    @cached_property
    def closure(self) -> dict[str, frozenset[str]]:
        """For each bet, itself and everything it comes after, near and far."""
        done: dict[str, frozenset[str]] = {}
        for start in self.bets:
            seen = {start.id}
            todo = [start.id]
            while todo:
                here = todo.pop()
                if here in done:
                    seen |= done[here]
                    continue
                fresh = {a.bet for a in self.bet[here].after} - seen
                seen |= fresh
                todo += fresh
            done[start.id] = frozenset(seen)
        return done

    @cached_property
    def units(self) -> dict[str, frozenset[str]]:
        """For each bet, all that are in with it or not at all, itself included."""
        unit = {bet.id: {bet.id} for bet in self.bets}
        for bet in self.bets:
            for other in bet.together:
                if unit[other] is not unit[bet.id]:
                    unit[bet.id] |= unit[other]
                    unit |= dict.fromkeys(unit[other], unit[bet.id])
        return {bet: frozenset(members) for bet, members in unit.items()}

    @cached_property
    def behind(self) -> dict[str, frozenset[str]]:
        """For each bet, itself and all that is in where it is: with it or before it."""
        found = {}
        for start in self.bets:
            seen, todo = {start.id}, [start.id]
            while todo:
                here = todo.pop()
                fresh = (self.units[here] | self.closure[here]) - seen
                seen |= fresh
                todo += fresh
            found[start.id] = frozenset(seen)
        return found

    @cached_property
    def rivals(self) -> dict[str, frozenset[str]]:
        """For each bet, the others of which none may be in with it."""
        found: dict[str, set[str]] = {bet.id: set() for bet in self.bets}
        for bet in self.bets:
            group = {bet.id, *bet.instead_of}
            for member in group:
                found[member] |= group - {member}
        return {bet: frozenset(others) for bet, others in found.items()}

    @cached_property
    def needed(self) -> dict[str, frozenset[str]]:
        """For each customer, all bets that have to be in for it to be served."""
        return {
            customer.id: frozenset().union(*(self.closure[w] for w in customer.wants))
            for customer in self.customers
        }


def _mistakes(problem: PlanProblem) -> Iterator[str]:
    if not problem.periods:
        yield "periods: name at least one period"
    yield from _twice("periods", problem.periods)
    yield from _twice("bets", [bet.id for bet in problem.bets])
    yield from _twice("customers", [customer.id for customer in problem.customers])
    for team, capacity in problem.teams.items():
        if len(capacity) != len(problem.periods):
            yield (
                f"teams.{team}: {len(capacity)} capacities for "
                f"{len(problem.periods)} periods; give one for each period"
            )
        if any(weeks < 0 for weeks in capacity):
            yield f"teams.{team}: a capacity cannot be negative"
    known = {bet.id for bet in problem.bets}
    for at, bet in enumerate(problem.bets):
        for mistake in _bet_mistakes(problem, bet, known):
            yield f"bets[{at}] ({bet.id}).{mistake}"
    for at, customer in enumerate(problem.customers):
        for mistake in _customer_mistakes(customer, known):
            yield f"customers[{at}] ({customer.id}).{mistake}"
    for circle in circles({b.id: [a.bet for a in b.after] for b in problem.bets}):
        yield f"bets: {_in_words(circle)}; take one of these links out"
    yield from _measure_mistakes(problem)
    yield from limit_mistakes(problem)
    yield from synergy_mistakes(problem)


def _in_words(circle: tuple[str, ...]) -> str:
    """Return a circle as a sentence, with its first names where it is long."""
    named = [*circle, circle[0]]
    if len(named) > MOST_NAMED:
        named = [*named[: MOST_NAMED - 2], "…", named[-1]]
    return f"{' after '.join(named)} is a circle of {len(circle)} that can never start"


def _twice(place: str, names: list[str] | tuple[str, ...]) -> Iterator[str]:
    seen: set[str] = set()
    for at, name in enumerate(names):
        if name in seen:
            yield f'{place}[{at}]: "{name}" is there twice; give each its own name'
        seen.add(name)


def _bet_mistakes(problem: PlanProblem, bet: Bet, known: set[str]) -> Iterator[str]:
    for team, weeks in bet.effort.items():
        if team not in problem.teams:
            yield f'effort: there is no team "{team}" in teams'
        if weeks < 0:
            yield f"effort.{team}: an effort cannot be negative"
    if WORTH in bet.value:
        yield 'value.worth: "worth" comes from customers; a bet cannot add it itself'
    if bet.duration < 1:
        yield "duration: a bet takes at least one period"
    others = {
        "after": [after.bet for after in bet.after],
        "together": bet.together,
        "instead_of": bet.instead_of,
    }
    for key, names in others.items():
        for name in names:
            if name == bet.id:
                yield f"{key}: a bet cannot name itself"
            elif name not in known:
                yield f'{key}: there is no bet "{name}"'
        for name in sorted({n for n in names if list(names).count(n) > 1}):
            yield f'{key}: "{name}" is named twice'
    if any(after.gap < 0 for after in bet.after):
        yield "after: a gap cannot be negative"
    for key, period in (("earliest", bet.earliest), ("latest", bet.latest)):
        if period is not None and period not in problem.periods:
            yield f'{key}: there is no period "{period}" in periods'


def _customer_mistakes(customer: Customer, known: set[str]) -> Iterator[str]:
    if not customer.wants:
        yield "wants: name at least one bet"
    for name in customer.wants:
        if name not in known:
            yield f'wants: there is no bet "{name}"'
    if customer.worth < 0:
        yield "worth: the worth of a customer cannot be negative"


def _measure_mistakes(problem: PlanProblem) -> Iterator[str]:
    known = ", ".join(problem.measures)
    for measure, weight in problem.objective.items():
        if measure not in problem.measures:
            yield f'objective: no bet adds to "{measure}"; known are {known}'
        if weight < 0:
            yield f"objective.{measure}: a weight cannot be negative"
    for at, goal in enumerate(problem.goals):
        if goal.measure not in problem.measures:
            place = f"goals[{at}].measure"
            yield f'{place}: no bet adds to "{goal.measure}"; known are {known}'
    if not 0 <= problem.discount_per_period < 1:
        yield "discount_per_period: give a share from 0 up to, not including, 1"
