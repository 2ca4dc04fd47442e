"""Two plans side by side."""

from __future__ import annotations

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import Invalid
from leadline.roadmap.models import Bet, Plan
from leadline.roadmap.queries.bounds import limits_beside
from leadline.roadmap.queries.plans import plan_head
from leadline.roadmap.queries.rows import get_plan, placed_in
from leadline.roadmap.types import BetName, BetState, ComparePage, Moved

WORTH = "worth"


def compare_plans(*, actor: Actor, one_id: int, other_id: int) -> ComparePage:
    """Return what changed from the older plan to the newer one.

    Measures are compared as each plan counts them; objectives are not, because
    plans may weigh differently. Raises ``NotFound``, ``Invalid`` for one plan twice.
    """
    if one_id == other_id:
        raise Invalid("Choose two different plans to compare.")
    pair = [get_plan(actor=actor, plan_id=pk) for pk in (one_id, other_id)]
    one, other = sorted(pair, key=lambda plan: (plan.made_at, plan.pk))
    before, after = (placed_in(actor=actor, plan_id=plan.pk) for plan in (one, other))
    names = {
        pk: BetName(pk, title, BetState(state))
        for pk, title, state in rows(Bet, actor)
        .filter(pk__in=before.keys() | after.keys())
        .values_list("pk", "title", "state")
    }
    moved = [
        Moved(names[pk], before.get(pk, ""), after.get(pk, ""))
        for pk in names
        if before.get(pk) != after.get(pk)
    ]
    moved.sort(key=lambda move: (move.other or move.one, move.bet.title))
    measures = sorted(one.measures.keys() | other.measures.keys())
    return ComparePage(
        one=plan_head(actor=actor, plan=one),
        other=plan_head(actor=actor, plan=other),
        moved=tuple(move for move in moved if move.one and move.other),
        came_in=tuple(move for move in moved if not move.one),
        went_out=tuple(move for move in moved if not move.other),
        stayed=len(names) - len(moved),
        measures={
            measure: (_reading(one, measure), _reading(other, measure))
            for measure in measures
        },
        limits=limits_beside(actor=actor, one=one, other=other),
    )


def _reading(plan: Plan, measure: str) -> float | None:
    """Return what a plan brings of a measure; none of customers it did not look at."""
    asked = {floor["measure"] for floor in plan.floors}
    if measure == WORTH and not plan.weights.get(WORTH) and WORTH not in asked:
        return None
    return float(plan.measures.get(measure, 0.0))
