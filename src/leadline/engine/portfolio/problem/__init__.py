"""The plan problem: frozen dataclasses, and how to read them from plain values."""

from leadline.engine.portfolio.problem.limits import Budget, Share
from leadline.engine.portfolio.problem.parse import parse_plan
from leadline.engine.portfolio.problem.plan import (
    WORTH,
    After,
    Bet,
    BetState,
    Customer,
    GoalFloor,
    PlanMistake,
    PlanProblem,
)
from leadline.engine.portfolio.problem.synergies import Synergy

__all__ = [
    "WORTH",
    "After",
    "Bet",
    "BetState",
    "Budget",
    "Customer",
    "GoalFloor",
    "PlanMistake",
    "PlanProblem",
    "Share",
    "Synergy",
    "parse_plan",
]
