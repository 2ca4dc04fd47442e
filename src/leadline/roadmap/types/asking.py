"""What is asked of the optimiser, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from leadline.accounts.types import Kept
from leadline.foundation.periods import period_label
from leadline.roadmap.types.bounds import ShareAsk
from leadline.roadmap.types.futures import Risk
from leadline.roadmap.types.readers import Reader
from leadline.roadmap.types.states import PlanStatus


@dataclass(frozen=True, slots=True)
class Floor:
    """A measure that the plan has to reach, and the goal that asks for it."""

    measure: str
    at_least: float
    goal_id: int | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """Where a person put a bet, kept when it is planned again: "" is out of the plan.

    ``by`` is who moved it, ``reason`` why.
    """

    bet_id: int
    period: str
    reason: str = ""
    by: str = ""
    title: str = ""

    @property
    def words(self) -> str:
        """The wish in short, as a list of them says it."""
        where = f"in {period_label(self.period)}" if self.period else "out of the plan"
        who = f" ({self.by})" if self.by else ""
        return f"“{self.title}” {where}: {self.reason}{who}"


@dataclass(frozen=True, slots=True)
class PlanIn:
    """What a person asks of the optimiser.

    The ranges of bets are read by the record of their lead among ``readers``. With
    ``futures`` ``risk`` chooses over so many, in ``time_limit`` seconds more.
    ``wishes`` are moves by hand that are kept. ``budget`` is money, in the workspace's
    currency, that bets may cost in all, ``budget_by_period`` in each quarter;
    ``shares`` are what goals and products take of the effort.
    """

    name: str
    first_period: str
    periods: int
    reason: str
    growth: float = 1.0
    profit: float = 1.0
    worth: float = 0.0
    discount: float = 0.0
    floors: tuple[Floor, ...] = ()
    based_on_id: int | None = None
    time_limit: float = 60.0
    readers: tuple[Reader, ...] = ()
    futures: int = 0
    risk: Risk = Risk.EXPECTED
    wishes: tuple[Wish, ...] = ()
    budget: float | None = None
    budget_by_period: tuple[float, ...] = ()
    shares: tuple[ShareAsk, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMade(Kept):
    """A plan that was just made, and what was found."""

    status: PlanStatus
