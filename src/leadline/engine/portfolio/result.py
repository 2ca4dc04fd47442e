"""What planning gives back, as frozen dataclasses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum


class PlanStatus(StrEnum):
    """How far the plan is proven."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"


@dataclass(frozen=True)
class Chosen:
    """A bet in the plan: the period it starts in and the one it is finished in."""

    bet: str
    period: str
    finish: str


@dataclass(frozen=True)
class Demand:
    """One thing the plan asks for, that could be given up.

    ``kind`` is committed, excluded, earliest, latest, after, together,
    instead_of, capacity, budget, share_at_least, share_at_most or goal; ``names`` says
    whose: bets, a team and a period, a currency (and a period), the name of a share, or
    a measure and its floor.
    """

    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Clash:
    """A demand that cannot be met together with the others named, in plain words."""

    demand: Demand
    words: str


@dataclass(frozen=True)
class Limit:
    """How far a limit of the plan is used, and what it keeps out.

    ``used`` is in ``unit``: a currency, or "share" of the effort. ``keeps_out`` are
    bets that are left out, would add to the objective, and with all they need would
    break the limit; it binds where there are some.
    """

    demand: Demand
    words: str
    used: float
    unit: str
    keeps_out: tuple[str, ...] = ()

    def as_plain(self) -> dict[str, object]:
        """Return the limit as it stands in a result file."""
        return {
            "limit": self.words,
            "used": self.used,
            "unit": self.unit,
            "keeps_out": list(self.keeps_out),
        }


@dataclass(frozen=True)
class LeftOut:
    """A bet that is not in the plan.

    ``cost_to_force_in`` is what the objective would lose if the bet had to be in;
    None where it cannot be in at all or the cost was not found in the time, and
    ``why`` says which. ``pushes_out`` are the bets that would have to go.
    """

    bet: str
    why: str
    cost_to_force_in: float | None = None
    pushes_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Worth:
    """What a choice of bets brings: the objective, each measure, who is served."""

    objective: float
    measures: Mapping[str, float]
    served: tuple[str, ...]


@dataclass(frozen=True)
class PlanResult:
    """The best plan found, its proof, and what it leaves out.

    ``bound`` is a value no plan can exceed; ``gap`` is how far ``objective`` may
    be below it, as a share of the objective. Without a plan (infeasible) these
    are None and ``clash`` holds the smallest set of demands that cannot all be met;
    ``clash_is_smallest`` is False where the time ended before that was proven.
    ``limits`` has an entry for each limit on money and on shares of the
    effort, where there are some.
    """

    status: PlanStatus
    objective: float | None
    bound: float | None
    gap: float | None
    seconds: float
    chosen: tuple[Chosen, ...] = ()
    served: tuple[str, ...] = ()
    measures: Mapping[str, float] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    clash: tuple[Clash, ...] = ()
    clash_is_smallest: bool | None = None
    limits: tuple[Limit, ...] = ()

    @property
    def periods_of(self) -> dict[str, str]:
        """The period each chosen bet starts in, by bet."""
        return {chosen.bet: chosen.period for chosen in self.chosen}

    def as_plain(self) -> dict[str, object]:
        """Return the result as it stands in a result file."""
        plain: dict[str, object] = {
            "status": str(self.status),
            "objective": self.objective,
            "bound": self.bound,
            "gap": self.gap,
            "seconds": round(self.seconds, 3),
            "chosen": [asdict(chosen) for chosen in self.chosen],
            "served": list(self.served),
            "measures": dict(self.measures),
            "left_out": [
                asdict(left) | {"pushes_out": list(left.pushes_out)}
                for left in self.left_out
            ],
            "clash": [clash.words for clash in self.clash],
            "clash_is_smallest": self.clash_is_smallest,
        }
        if self.limits:
            plain["limits"] = [limit.as_plain() for limit in self.limits]
        return plain
