"""The best plan by trying every plan; for small cases only."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from leadline.engine.portfolio.check import rederive, violations
from leadline.engine.portfolio.explain import clashes
from leadline.engine.portfolio.problem import PlanProblem


def every_plan(problem: PlanProblem) -> Iterator[dict[str, str]]:
    choices = [
        [None, *problem.periods[: max(0, len(problem.periods) - bet.duration + 1)]]
        for bet in problem.bets
    ]
    for starts in product(*choices):
        pairs = zip(problem.bets, starts, strict=True)
        yield {bet.id: start for bet, start in pairs if start is not None}


def best_by_trying(problem: PlanProblem) -> float | None:
    """Return the best objective, or None if no plan meets every demand."""
    values = [
        rederive(problem, plan).objective
        for plan in every_plan(problem)
        if not violations(problem, plan)
    ]
    return max(values, default=None)


def smallest_clash_by_trying(problem: PlanProblem) -> int | None:
    """Return the size of the smallest clash: no plan meets all demands of the set.

    Works on the sets of demands that each plan breaks: a set clashes if every plan
    breaks one of it, so the smallest clash is the smallest set that hits them all.
    """
    broken = {
        frozenset(b.demand for b in violations(problem, plan))
        for plan in every_plan(problem)
    }
    if frozenset() in broken:
        return None
    minimal = [b for b in broken if not any(other < b for other in broken)]
    return _smallest_hit(minimal, frozenset(), 99)


def hold_the_clash_against_every_plan(problem: PlanProblem) -> None:
    """Fail where the clash found is not as small as any, or a plan meets all of it."""
    found = clashes(problem)

    assert len(found) == (smallest_clash_by_trying(problem) or 0)
    asked = {clash.demand for clash in found}
    met = [
        not asked & {b.demand for b in violations(problem, plan)}
        for plan in every_plan(problem)
    ]
    assert any(met) is not bool(asked), "a plan meets all the demands said to clash"


def _smallest_hit(sets: list[frozenset], taken: frozenset, best: int) -> int:
    if len(taken) >= best:
        return best
    open_ = next((s for s in sets if not s & taken), None)
    if open_ is None:
        return len(taken)
    for item in open_:
        best = min(best, _smallest_hit(sets, taken | {item}, best))
    return best
