"""Tables of the roadmap domain."""

from leadline.roadmap.models.bets import (
    Bet,
    BetCommitment,
    BetEffort,
    BetGoal,
    BetLink,
    BetNeed,
    BetRelease,
    Capacity,
    Team,
)
from leadline.roadmap.models.economics import BetCost, BetEffect
from leadline.roadmap.models.plans import Plan, PlanChange, PlanItem, PlanLeftOut
from leadline.roadmap.models.rankings import OwnRanking

__all__ = [
    "Bet",
    "BetCommitment",
    "BetCost",
    "BetEffect",
    "BetEffort",
    "BetGoal",
    "BetLink",
    "BetNeed",
    "BetRelease",
    "Capacity",
    "OwnRanking",
    "Plan",
    "PlanChange",
    "PlanItem",
    "PlanLeftOut",
    "Team",
]
