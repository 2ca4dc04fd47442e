"""Rankings: formulas over what is said of bets, and what bets score by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from leadline.foundation.formulas import Formula, read_formula

WEEKS_OF_A_YEAR = 52
IMPACTS = (
    (Decimal("0.25"), "Minimal"),
    (Decimal("0.5"), "Low"),
    (Decimal(1), "Medium"),
    (Decimal(2), "High"),
    (Decimal(3), "Massive"),
)
STEPS = (1, 2, 3, 5, 8, 13, 20)
FIGURES = {
    "reach": "customers who asked for it",
    "pieces": "pieces of feedback behind it",
    "revenue": "a year's revenue of those customers",
    "growth": "what it brings in growth a year, the likely figure as it was said",
    "profit": "what it brings in profit a year, the likely figure as it was said",
    "plan_growth": "growth a year as plans count it: as the economics sheet projects "
    "what it acts on, else as it was said; by how sure people are",
    "plan_profit": "profit a year, counted in the same way",
    "confidence": "how sure people are that it works, a share of 1",
    "effort": "person-weeks of all teams, the likely figure",
    "quarters": "how many quarters it takes",
    "impact": "how much it changes for one customer, 0.25 to 3",
    "user_value": "what it is worth to customers and the business, 1 to 20",
    "urgency": "how much it loses by waiting, 1 to 20",
    "risk_reduction": "what risk it takes away or what it opens, 1 to 20",
}
COUNTED = {"plan_growth": "growth", "plan_profit": "profit"}
MONEY = ("revenue", "growth", "profit", *COUNTED)


@dataclass(frozen=True, slots=True)
class Ranking:
    """A formula that bets can be ranked by; ``id`` is that of one's own.

    ``key`` names it in addresses; ``note`` says what it means; ``every`` is the time
    that a rate is for, where it is one.

    >>> by_key(BUILT_IN, "rice").formula
    'reach * impact * confidence / effort'
    """

    key: str
    name: str
    formula: str
    note: str = ""
    id: int | None = None
    version: int = 0
    every: str = ""

    @property
    def read(self) -> Formula:
        """The formula, read."""
        return read_formula(self.formula, FIGURES)

    @property
    def is_money(self) -> bool:
        """Whether what comes out is money of the workspace's currency."""
        return self.read.power_of(MONEY) == 1

    @property
    def unit(self) -> str:
        """What a score is for: "a week", "a person-week"; "" where it is no rate.

        >>> by_key(BUILT_IN, "cd3").unit, by_key(BUILT_IN, "rice").unit
        ('a week for each person-week', 'a person-week')
        """
        is_for_work = self.read.power_of(("effort",)) == -1
        if self.every and is_for_work:
            return f"{self.every} for each person-week"
        return "a person-week" if is_for_work else self.every


@dataclass(frozen=True, slots=True)
class Score:
    """What a bet comes to by a ranking, and how.

    Without ``value``, ``lacks`` names the figures that nobody gave. ``place`` counts
    from the best of those it was ranked among; equal scores share a place.
    ``currency`` is that of the money it comes to, where it comes to money.
    """

    ranking: Ranking
    value: Decimal | None
    working: str = ""
    currency: str = ""
    lacks: tuple[str, ...] = ()
    place: int | None = None
    of: int = 0


@dataclass(frozen=True, slots=True)
class RankedPlan:
    """The weeks of a plan filled in the order of a ranking.

    ``growth`` and ``profit`` are what its bets bring a year, as the plan counts them;
    ``objective`` is what the plan weighs. ``unranked`` are bets without a score: they
    take the room that is left, what brings most for its weeks first, and ``filled`` of
    them found some; where none is ``ranked`` there is no plan to speak of.
    """

    ranking: Ranking
    bets: int
    growth: float
    profit: float
    objective: float
    ranked: int
    unranked: int
    filled: int
    came_in: tuple[str, ...]
    went_out: tuple[str, ...]
    broken: tuple[str, ...]


def by_key(rankings: Sequence[Ranking], key: str) -> Ranking | None:
    """Return the ranking of a key, or ``None``."""
    return next((one for one in rankings if one.key == key), None)


BUILT_IN = (
    Ranking(
        "rice",
        "RICE",
        "reach * impact * confidence / effort",
        "Reach, impact, confidence, effort: how much it changes for how many, for a "
        "week's work.",
    ),
    Ranking(
        "wsjf",
        "WSJF",
        "(user_value + urgency + risk_reduction) / effort",
        "Weighted shortest job first: the cost of waiting in steps from 1 to 20, for a "
        "week's work.",
    ),
    Ranking(
        "delay",
        "Cost of delay",
        f"plan_profit / {WEEKS_OF_A_YEAR}",
        "The profit that each week of waiting loses, as plans count it.",
        every="a week",
    ),
    Ranking(
        "cd3",
        "Delay by effort",
        f"plan_profit / {WEEKS_OF_A_YEAR} / effort",
        "Cost of delay divided by effort: what goes first loses least.",
        every="a week",
    ),
)
