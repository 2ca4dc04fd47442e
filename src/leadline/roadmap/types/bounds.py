"""What a plan has to respect beside the weeks of its teams: money, and shares."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from leadline.roadmap.types.bets import BetName

NEAR = 1e-6


class GroupKind(models.TextChoices):
    """What makes a group of bets that a plan may give a share of the effort."""

    GOAL = "goal", "Goal"
    PRODUCT = "product", "Product"


class BoundKind(models.TextChoices):
    """What a limit of a plan is about, by the names that the engine has for them."""

    BUDGET = "budget", "Budget"
    LEAST = "share_at_least", "Share, at least"
    MOST = "share_at_most", "Share, at most"

    @property
    def is_share(self) -> bool:
        """Whether it is about a share of the effort, not about money."""
        return self != BoundKind.BUDGET


@dataclass(frozen=True, slots=True)
class ShareAsk:
    """What share of a plan's person-weeks the bets of a goal or product may take.

    From 0 to 1; one of both ends may be open.
    """

    kind: GroupKind
    row_id: int
    at_least: float | None = None
    at_most: float | None = None


@dataclass(frozen=True, slots=True)
class BetGroup:
    """A goal or a product with bets that are still to be done."""

    kind: GroupKind
    row_id: int
    name: str
    bets: frozenset[int]

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.kind}-{self.row_id}"


@dataclass(frozen=True, slots=True)
class KeptShare:
    """A share as a plan keeps it: ``key`` is its name in the plan file."""

    key: str
    kind: GroupKind
    row_id: int
    name: str
    at_least: float | None
    at_most: float | None


@dataclass(frozen=True, slots=True)
class LimitsAsked:
    """The limits that a plan was made with, money in its currency."""

    in_all: float | None = None
    by_period: tuple[float, ...] = ()
    shares: tuple[KeptShare, ...] = ()


@dataclass(frozen=True, slots=True)
class BoundUse:
    """How far a limit of a plan is used, and the bets that it keeps out.

    ``of`` and ``used`` are money in the plan's currency, or shares from 0 to 1.
    ``name`` is the goal or product of a share; ``period`` the quarter of a budget, ""
    of all.
    """

    kind: BoundKind
    name: str
    period: str
    of: float
    used: float
    keeps_out: tuple[BetName, ...] = ()

    @property
    def is_broken(self) -> bool:
        """Whether the plan does not keep it."""
        over = self.used - self.of
        beyond = -over if self.kind == BoundKind.LEAST else over
        return beyond > NEAR * max(1.0, self.of)


@dataclass(frozen=True, slots=True)
class BoundPair:
    """A limit of one or both of two plans, and what each uses of it."""

    kind: BoundKind
    name: str
    period: str
    one: BoundUse | None
    other: BoundUse | None
