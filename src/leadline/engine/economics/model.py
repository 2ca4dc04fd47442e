"""The words of an economic model, as frozen dataclasses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leadline.engine.errors import EngineError
from leadline.engine.ranges.said import Range

if TYPE_CHECKING:
    from leadline.engine.economics.work import Work

DRIVERS = ("customers", "price", "new", "churn", "expansion", "margin")
"""What a segment has and a bet can act on."""
MEASURES = ("customers", "revenue", "profit", "margin", "cash")
"""What is projected: margin is profit by revenue, cash the profit added up."""
COSTS = ("teams", "other")
BEFORE = "before"
"""A bet is finished before the first period: it acts from the first one on."""

NOTHING = Range.exact(0.0)
WHOLE = Range.exact(1.0)


class ModelMistake(EngineError):
    """The model cannot be read or contradicts itself in its references.

    Parameters
    ----------
    mistakes : tuple of str
        One sentence a mistake, each beginning with its place.
    """

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        self.mistakes = mistakes
        super().__init__("; ".join(mistakes))


@dataclass(frozen=True, slots=True)
class Segment:
    """Customers who are alike.

    ``customers`` and ``price`` (money a period and customer) are those before the
    first period; ``new`` customers come in each period, a share ``churn`` leaves, the
    price grows by ``expansion``, and of the revenue the share ``margin`` stays.

    ``lead`` is how many periods lie between the day on which customers and price were
    read and the beginning of the first period; below 0 they were read within it.
    """

    id: str
    customers: Range
    price: Range
    new: Range = NOTHING
    churn: Range = NOTHING
    expansion: Range = NOTHING
    margin: Range = WHOLE
    lead: float = 0.0

    def amount(self, driver: str) -> Range:
        """Return what was said about one driver."""
        said: Range = getattr(self, driver)
        return said


@dataclass(frozen=True, slots=True)
class Effect:
    """What a bet does to a driver of one segment, or of all (``segment`` None).

    A relative change of x multiplies the driver by 1 + x, an absolute one adds x. The
    shares of ``ramp`` say how much of it is there in the first, second, ... period
    after the bet is finished; the last one stays.
    """

    driver: str
    segment: str | None
    change: Range
    is_relative: bool = True
    ramp: tuple[float, ...] = (1.0,)


@dataclass(frozen=True, slots=True)
class EconomicBet:
    """Work that acts on drivers from the period after it is finished.

    ``chance`` is that of any effect at all, decided once a future for all its effects.
    ``cost_once`` falls due in the period it is finished in, ``cost_per_period`` in each
    later one, whether it has an effect or not. ``finished`` None: it is not done;
    ``BEFORE``: it was before the first period, and its one-off cost was paid then.

    ``revenue`` and ``profit`` are what it adds to them in each later period, for a bet
    of which nobody said what it acts on; they come with its chance, and neither is
    part of the other.
    """

    id: str
    finished: str | None
    chance: float = 1.0
    cost_once: Range = NOTHING
    cost_per_period: Range = NOTHING
    effects: tuple[Effect, ...] = ()
    revenue: Range = NOTHING
    profit: Range = NOTHING


@dataclass(frozen=True, slots=True)
class EconomicGoal:
    """A measure has to be at least so much in a period."""

    id: str
    measure: str
    period: str
    at_least: float


@dataclass(frozen=True, slots=True)
class RankLink:
    """Two drivers that go together: Spearman's rank correlation, -1 to 1."""

    a: str
    b: str
    rank: float


@dataclass(frozen=True)
class EconomicModel:
    """Segments, costs, bets and goals over periods.

    With ``work`` its bets are finished when the work is, in each future; without it in
    the period they name.

    Raises
    ------
    ModelMistake
        If a name is there twice or points nowhere.
    """

    periods: tuple[str, ...]
    segments: tuple[Segment, ...]
    costs: Mapping[str, Range] = field(default_factory=dict)
    bets: tuple[EconomicBet, ...] = ()
    goals: tuple[EconomicGoal, ...] = ()
    links: tuple[RankLink, ...] = ()
    currency: str = ""
    work: Work | None = None

    def __post_init__(self) -> None:
        if mistakes := tuple(self._mistakes()):
            raise ModelMistake(mistakes)

    def driver_names(self) -> tuple[str, ...]:
        """Return what links may name: driver:segment, costs:name, sorted."""
        names = [f"{driver}:{one.id}" for one in self.segments for driver in DRIVERS]
        return tuple(sorted([*names, *(f"costs:{name}" for name in self.costs)]))

    def _mistakes(self) -> Iterator[str]:
        if not self.periods:
            yield "periods: at least one is needed"
        if not self.segments:
            yield "segments: at least one is needed"
        kinds = (
            ("periods", self.periods),
            ("segments", [one.id for one in self.segments]),
            ("bets", [one.id for one in self.bets]),
            ("goals", [one.id for one in self.goals]),
        )
        for kind, names in kinds:
            for name, times in Counter(names).items():
                if times > 1:
                    yield f'{kind}: "{name}" is there {times} times; keep one'
        for bet in self.bets:
            yield from self._wrong_in_bet(bet)
        for goal in self.goals:
            yield from self._absent(goal.period, self.periods, f"goal {goal.id}.period")
            yield from self._absent(goal.measure, MEASURES, f"goal {goal.id}.measure")
        yield from self._wrong_in_links()

    def _wrong_in_bet(self, bet: EconomicBet) -> Iterator[str]:
        if bet.finished not in (None, BEFORE):
            yield from self._absent(bet.finished, self.periods, f"{bet.id}.finished")
        known = tuple(one.id for one in self.segments)
        for at, effect in enumerate(bet.effects):
            place = f"{bet.id}.effects[{at}]"
            yield from self._absent(effect.driver, DRIVERS, f"{place}.driver")
            if effect.segment is not None:
                yield from self._absent(effect.segment, known, f"{place}.segment")

    def _wrong_in_links(self) -> Iterator[str]:
        seen = set()
        for at, link in enumerate(self.links):
            place, pair = f"correlation[{at}]", frozenset((link.a, link.b))
            yield from self._absent(link.a, self.driver_names(), f"{place}.a")
            yield from self._absent(link.b, self.driver_names(), f"{place}.b")
            if len(pair) == 1:
                yield f"{place}: {link.a} is named twice; name two drivers"
            elif pair in seen:
                yield f"{place}: {link.a} and {link.b} are there already; keep one"
            seen.add(pair)

    @staticmethod
    def _absent(name: str, known: tuple[str, ...], place: str) -> Iterator[str]:
        if name not in known:
            yield f'{place}: there is no "{name}"; known are {", ".join(known)}'
