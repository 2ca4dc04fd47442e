"""Background work of the roadmap domain."""

from __future__ import annotations

from typing import Any

from leadline.accounts.queries import workspace_day
from leadline.accounts.types import Actor
from leadline.foundation.jobs import Progress, clock, job
from leadline.roadmap import actions
from leadline.roadmap.types import (
    Floor,
    GroupKind,
    PlanIn,
    Reader,
    Risk,
    ShareAsk,
    Wish,
)


# A search is for nobody once it is stopped; it writes at its end alone.
@job("roadmap.optimise", title="Find the best plan", grace=0.3)
def optimise(
    *, actor: Actor, progress: Progress, ask: dict[str, Any], key: str
) -> dict[str, Any]:
    """Find and keep the best plan; with the same key a second run finds it made."""
    floors = tuple(Floor(**floor) for floor in ask.pop("floors", ()))
    readers = tuple(Reader(**reader) for reader in ask.pop("readers", ()))
    wishes = tuple(Wish(**wish) for wish in ask.pop("wishes", ()))
    shares = tuple(
        ShareAsk(**{**share, "kind": GroupKind(share["kind"])})
        for share in ask.pop("shares", ())
    )
    ask["budget_by_period"] = tuple(ask.pop("budget_by_period", ()))
    risk = Risk(ask.pop("risk", Risk.EXPECTED))
    plan = actions.make_plan(
        actor=actor,
        ask=PlanIn(
            **ask,
            floors=floors,
            readers=readers,
            risk=risk,
            wishes=wishes,
            shares=shares,
        ),
        now=clock(),
        key=key,
        progress=progress,
    )
    return {"plan_id": plan.id, "status": plan.status}


@job("roadmap.project", title="Project growth and profit")
def project(
    *, actor: Actor, progress: Progress, plan_id: int | None = None
) -> dict[str, Any]:
    """Project the sheet with a plan; run twice it keeps one projection."""
    now = clock()
    made = actions.project_plan(
        actor=actor,
        today=workspace_day(actor=actor, now=now),
        now=now,
        plan_id=plan_id,
        progress=progress,
    )
    return {"projection_id": made}


@job("roadmap.ways", title="Weigh growth against profit", grace=0.3)
def ways(*, actor: Actor, progress: Progress, plan_id: int) -> dict[str, Any]:
    """Find a plan's ways and keep them; a second run finds them anew."""
    found = actions.work_out_ways(actor=actor, plan_id=plan_id, progress=progress)
    return {"plan_id": plan_id, "found": found.found}


@job("roadmap.limits", title="Try how far a bet may go", grace=0.3)
def limits(
    *, actor: Actor, progress: Progress, plan_id: int, bet_id: int
) -> dict[str, Any]:
    """Find a bet's limits in a plan and keep them; a second run finds them anew."""
    actions.work_out_limits(
        actor=actor, plan_id=plan_id, bet_id=bet_id, progress=progress
    )
    return {"plan_id": plan_id, "bet_id": bet_id}
