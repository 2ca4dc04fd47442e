"""The work behind a model's bets: who does it, when it begins, how long it may take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from leadline.engine.portfolio.problem import PlanProblem
from leadline.engine.ranges.said import Range


@dataclass(frozen=True)
class Work:
    """A plan to carry out: the period each bet begins in, with the teams of a problem.

    ``efforts`` are the person-weeks that are ranges, by bet and team. Bets of the model
    that begin here are finished when the work says; others as the model does. Some may
    be here alone: they take weeks and bring nothing.
    """

    problem: PlanProblem
    begins: Mapping[str, str]
    efforts: Mapping[tuple[str, str], Range]
