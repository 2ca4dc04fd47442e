"""What a choice of bets uses of a plan file's limits on money and on shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leadline.engine.portfolio.limits import limits_of
from leadline.engine.portfolio.problem import PlanProblem, parse_plan
from leadline.engine.portfolio.result import Limit
from leadline.roadmap.types import BoundKind


@dataclass(frozen=True, slots=True)
class UsedLimit:
    """A limit, by the names of the plan file, and what is used of it."""

    kind: BoundKind
    name: str
    period: str
    of: float
    used: float
    keeps_out: tuple[str, ...]


def limits_used(
    *, file: Mapping[str, Any], chosen: Mapping[str, str]
) -> list[UsedLimit]:
    """Return each limit on money and on shares of a plan file, and its use by a choice.

    Empty for a file without such limits, which is then not read.
    """
    if not (file.get("budget") or file.get("shares")):
        return []
    problem = parse_plan(file)
    return [_used(problem, limit) for limit in limits_of(problem, chosen)]


def limits_plain(
    *, file: Mapping[str, Any], chosen: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the same as a result file has it."""
    if not (file.get("budget") or file.get("shares")):
        return []
    return [limit.as_plain() for limit in limits_of(parse_plan(file), chosen)]


def _used(problem: PlanProblem, limit: Limit) -> UsedLimit:
    kind = BoundKind(limit.demand.kind)
    first, *periods = limit.demand.names
    name = first if kind.is_share else ""
    period = periods[0] if periods else ""
    of = _limit(problem, kind, first, period)
    return UsedLimit(kind, name, period, of, limit.used, limit.keeps_out)


def _limit(problem: PlanProblem, kind: BoundKind, name: str, period: str) -> float:
    if kind == BoundKind.LEAST:
        return problem.share[name].at_least or 0.0
    if kind == BoundKind.MOST:
        return problem.share[name].at_most or 0.0
    assert problem.budget is not None
    if period:
        return problem.budget.by_period[problem.period_position[period]]
    return problem.budget.in_all or 0.0
