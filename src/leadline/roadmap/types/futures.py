"""What is known of a plan when its figures are ranges."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import models

from leadline.foundation.samples import error_of_share
from leadline.roadmap.types.ahead import Ahead
from leadline.roadmap.types.bets import BetName
from leadline.roadmap.types.economics import EffectRow
from leadline.roadmap.types.spread import Spread


class Risk(models.TextChoices):
    """By what a plan is chosen that turns out differently in each future."""

    EXPECTED = "expected", "The mean of all futures"
    WORST = "cvar:0.1", "The worst tenth of the futures"
    GOALS = "goal", "The odds of reaching the goals ticked below"


class Standing(models.TextChoices):
    """Whether a bet is in the best plan whatever comes."""

    CORE = "core", "Core"
    BORDERLINE = "borderline", "Borderline"
    OUT = "out", "Out"


@dataclass(frozen=True, slots=True)
class AimOfPlan:
    """What is missing to an open goal in money, and the bets that count for it.

    ``by`` is how many of the plan's quarters its day leaves.
    """

    goal_id: int
    name: str
    measure: str
    at_least: float
    bets: tuple[int, ...]
    by: int


@dataclass(frozen=True, slots=True)
class Stands:
    """In what share of the ``planned`` futures the best plan has a bet in."""

    bet_id: int
    share: float
    standing: Standing
    planned: int = 0

    @property
    def percent(self) -> int:
        """The share, in per cents."""
        return round(100 * self.share)

    @property
    def times(self) -> int:
        """In how many of the futures planned."""
        return round(self.share * self.planned)

    @property
    def se(self) -> float:
        """The standard error of the share."""
        return error_of_share(self.share, self.planned)


@dataclass(frozen=True, slots=True)
class WeekPrice:
    """What one more person-week a quarter of a team would bring, by the plan's weights.

    Not less than ``low`` and not more than ``high``; equal where both plans are proven.
    ``high`` is ``None`` where nothing bounds it.
    """

    team: str
    low: float
    high: float | None

    @property
    def is_proven(self) -> bool:
        """Whether the price is known to within half a unit of money."""
        return self.high is not None and self.high - self.low < 0.5


@dataclass(frozen=True, slots=True)
class KnowingWorth:
    """What knowing one uncertain thing about a bet for sure before deciding is worth.

    ``measure`` is growth, profit, effort:team, or all; ``team`` is that of an effort.
    """

    bet_id: int
    measure: str
    worth: float
    se: float | None
    team: str = ""


@dataclass(frozen=True, slots=True)
class Brings:
    """What a plan brings in so many futures, carried out as it says.

    ``futures`` is 1 where nothing is a range. ``unfinished`` is how many of its bets
    are not finished by its last quarter, on average.
    """

    objective: Spread
    growth: Spread
    profit: Spread
    worst_tenth: float
    odds: tuple[float, ...] = ()
    futures: int = 1
    unfinished: float = 0.0


@dataclass(frozen=True, slots=True)
class OddsMove:
    """The odds of a goal before a change of a plan and after."""

    name: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class PlaceInFutures:
    """A quarter a bet could be moved to (empty: out), weighed in the same futures.

    ``why`` says why it cannot be there. ``gain`` is the mean of what the plan then
    brings more, ``over`` the teams that then need more weeks than they have;
    ``later`` other bets that then come later or fall out, with the share of futures.
    """

    period: str
    is_now: bool = False
    why: str = ""
    gain: float = 0.0
    odds: tuple[OddsMove, ...] = ()
    over: tuple[str, ...] = ()
    later: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class PlacesInFutures:
    """Every place of a bet in a plan, weighed in so many futures.

    ``is_projected``: the odds are those of the projection.
    """

    bet_id: int
    title: str
    now: str
    futures: int
    places: tuple[PlaceInFutures, ...]
    is_projected: bool = False


@dataclass(frozen=True, slots=True)
class BesideInFutures:
    """Two plans in the same futures, those of the newer; or ``why`` not.

    ``gain`` is the mean of what the newer brings more by its weights, ``ahead`` the
    share of futures in which it brings more. ``goals`` are the odds with either.
    """

    one: Brings | None = None
    other: Brings | None = None
    gain: float = 0.0
    ahead: float = 0.0
    behind: float = 0.0
    goals: Ahead | None = None
    futures: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class ToKnowRow:
    """What knowing one thing about a bet is worth, and what the bet stands on.

    ``period`` is where the plan has it, empty where it is left out; ``effects`` are
    what it moves on the sheet, none where its growth and profit count as said.
    """

    bet: BetName
    measure: str
    worth: float
    period: str
    needs: tuple[int, ...]
    team: str = ""
    effects: tuple[EffectRow, ...] = ()


@dataclass(frozen=True, slots=True)
class InFutures:
    """A choice of bets in the same futures as others.

    ``gain`` is the mean of what it brings more than the first, ``ahead`` the share of
    futures in which it brings more, ``behind`` less; ``worse`` the bets of both that
    are finished later than with the first, or not at all, with the share of futures.
    ``futures`` is 1 where nothing is a range.
    """

    brings: Brings
    gain: float
    ahead: float
    behind: float
    futures: int
    worse: dict[int, float]


@dataclass(frozen=True, slots=True)
class PlanFutures:
    """What the search found out about a plan in many futures.

    ``why`` says why there is nothing, ``why_no_worth`` why nothing is to be learned.
    ``count`` futures were drawn; a best plan of its own was found for ``planned`` of
    them, ``proven`` of these; ``plans`` were weighed against each other. ``value`` is
    by ``risk``; ``bound`` what no plan exceeds, ``middle`` what the plan made with the
    middles comes to. ``lost`` counts the bets committed that find no room in some.
    """

    why: str = ""
    count: int = 0
    seed: int = 0
    risk: str = Risk.EXPECTED
    planned: int = 0
    proven: int = 0
    plans: int = 0
    value: float = 0.0
    bound: float | None = None
    middle: float = 0.0
    regret: Spread | None = None
    stands: tuple[Stands, ...] = ()
    aims: tuple[AimOfPlan, ...] = ()
    weeks: tuple[WeekPrice, ...] = ()
    worths: tuple[KnowingWorth, ...] = ()
    everything: float = 0.0
    why_no_worth: str = ""
    by_bet: dict[int, Stands] = field(default_factory=dict, compare=False)

    @classmethod
    def read(cls, kept: dict[str, Any]) -> PlanFutures:
        """Return what was kept with a plan; of an older plan, that nothing was."""
        if not kept:
            return cls(why="It was planned without futures. Plan again to see them")
        said = {name: value for name, value in kept.items() if name != "by_bet"}
        regret = said.get("regret")
        stands = tuple(
            Stands(
                one["bet_id"], one["share"], Standing(one["standing"]), said["planned"]
            )
            for one in said.get("stands", ())
        )
        said |= {
            "regret": Spread(**regret) if regret else None,
            "stands": stands,
            "aims": tuple(
                AimOfPlan(**{**one, "bets": tuple(one["bets"])})
                for one in said.get("aims", ())
            ),
            "weeks": tuple(WeekPrice(**one) for one in said.get("weeks", ())),
            "worths": tuple(KnowingWorth(**one) for one in said.get("worths", ())),
            "by_bet": {one.bet_id: one for one in stands},
        }
        return cls(**said)

    def kept(self) -> dict[str, Any]:
        """Return it as it is kept with a plan."""
        return {n: v for n, v in asdict(self).items() if n != "by_bet"}

    @property
    def is_known(self) -> bool:
        """Whether futures were drawn, and at least one of them planned."""
        return not self.why and self.planned > 0

    @property
    def error(self) -> float:
        """The largest standard error of a share of the futures planned."""
        return error_of_share(0.5, self.planned)

    def weakest_of(self, bet_ids: Collection[int]) -> Stands | None:
        """Return where that one of some bets stands that fewest best plans have in."""
        found = (one for one in self.stands if one.bet_id in bet_ids)
        return min(found, key=lambda one: one.share, default=None)

    @property
    def risk_words(self) -> str:
        """By what the plan was chosen."""
        return str(Risk(self.risk).label)
