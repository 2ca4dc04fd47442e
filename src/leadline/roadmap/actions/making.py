"""Making a plan: the optimiser's answer, written down with what it was asked."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from leadline.accounts.actions import record
from leadline.accounts.queries import rows, workspace_of
from leadline.accounts.types import Actor
from leadline.foundation.errors import Invalid
from leadline.foundation.jobs import Progress
from leadline.foundation.words import money_exact
from leadline.roadmap.bridge import (
    SolvedClash,
    SolvedPlan,
    find_plan,
    in_titles,
    pk_of,
)
from leadline.roadmap.models import Plan, PlanItem, PlanLeftOut
from leadline.roadmap.queries import plan_file
from leadline.roadmap.queries.plan_file import PlanFile
from leadline.roadmap.queries.rows import get_plan
from leadline.roadmap.types import PlacedBy, PlanIn, PlanMade, PlanStatus

STEPS = 100


def make_plan(
    *,
    actor: Actor,
    ask: PlanIn,
    now: datetime,
    key: str = "",
    progress: Progress | None = None,
) -> PlanMade:
    """Find the best plan for what was asked and keep it as a draft.

    A plan that is impossible as asked is kept too, with the smallest set of
    demands that clash. Asking again with the same ``key`` gives the same plan, so
    a job may run twice. Raises ``NotAllowed`` for a reader, ``NotFound`` for the
    plan it is based on, ``Invalid`` without name, reason, bets or a meaning.
    """
    actor.require("change")
    if key and (kept := rows(Plan, actor).filter(key=key).first()):
        return _made(kept)
    if not ask.name.strip():
        raise Invalid("Give the plan a name.")
    if not ask.reason.strip():
        raise Invalid("Say why you plan; the plan keeps it.")
    if ask.based_on_id is not None:
        get_plan(actor=actor, plan_id=ask.based_on_id)
    written = plan_file(actor=actor, ask=ask)

    def tell(stage: str, share: float) -> None:
        if progress is not None:
            done = min(STEPS - 1, int(STEPS * share))
            progress.step(done, STEPS, stage.capitalize())

    solved = find_plan(file=written.file, time_limit=ask.time_limit, tell=tell)
    return _made(_keep(actor, ask, written, solved, now, key))


def _made(plan: Plan) -> PlanMade:
    return PlanMade(id=plan.pk, name=plan.name, status=PlanStatus(plan.status))


@transaction.atomic
def _keep(
    actor: Actor,
    ask: PlanIn,
    written: PlanFile,
    solved: SolvedPlan,
    now: datetime,
    key: str,
) -> Plan:
    currency = workspace_of(actor=actor).currency
    plan = Plan(
        workspace_id=actor.workspace_id,
        name=ask.name.strip(),
        key=key,
        status=solved.status,
        reason=ask.reason.strip(),
        periods=written.file["periods"],
        weights=written.file["objective"],
        floors=[asdict(floor) for floor in ask.floors],
        readers=[asdict(reader) for reader in written.readers],
        discount=ask.discount,
        currency=currency,
        problem=written.file,
        measures=solved.measures,
        served=list(solved.served),
        clash=[_clash(clash, written, currency) for clash in solved.clash],
        objective=solved.objective,
        best=solved.objective,
        bound=solved.bound,
        gap=solved.gap,
        seconds=solved.seconds,
        based_on_id=ask.based_on_id,
        made_by_id=actor.user_id,
        made_at=now,
        changed_at=now,
    )
    plan.save()
    _keep_bets(actor, plan, written, solved)
    record(
        actor=actor,
        verb="roadmap.make_plan",
        subject=plan,
        name=plan.name,
        status=plan.status,
        objective=plan.objective,
        bets=len(solved.chosen),
        reason=plan.reason,
    )
    return plan


def _clash(clash: SolvedClash, written: PlanFile, currency: str) -> dict[str, object]:
    """Return a demand that clashes, with the row to change: a bet or a goal.

    What is asked of a goal is money; the engine knows no currency.
    """
    bet_id: int | None = None
    goal_id: int | None = None
    if clash.kind == "goal":
        measure = clash.names[0]
        goal_id = pk_of(measure) if measure in written.titles else None
    elif clash.kind != "capacity":
        bet_id = pk_of(clash.names[0])
    words = in_titles(clash.words, written.titles)
    if clash.kind == "goal":
        asked = next(
            goal["at_least"]
            for goal in written.file["goals"]
            if goal["measure"] == clash.names[0]
        )
        name = in_titles(clash.names[0], written.titles)
        words = f"{name} is at least {money_exact(asked, currency)}"
    if bet_id in written.promises:
        words = f"{words} ({written.promises[bet_id]})"
    return {
        "words": words,
        "kind": clash.kind,
        "bet_id": bet_id,
        "goal_id": goal_id,
    }


def _keep_bets(actor: Actor, plan: Plan, written: PlanFile, solved: SolvedPlan) -> None:
    """Keep where each bet stands, and why the others are out."""
    rows(PlanItem, actor).bulk_create(
        PlanItem(
            workspace_id=actor.workspace_id,
            plan=plan,
            bet_id=pk_of(bet),
            period=period,
            placed_by=PlacedBy.MACHINE,
        )
        for bet, period in solved.chosen.items()
    )
    rows(PlanLeftOut, actor).bulk_create(
        PlanLeftOut(
            workspace_id=actor.workspace_id,
            plan=plan,
            bet_id=pk_of(left.bet),
            why=written.shut.get(left.bet) or in_titles(left.why, written.titles)[:500],
            cost_to_force_in=None if left.bet in written.shut else left.cost,
            pushes_out=[pk_of(bet) for bet in left.pushes_out],
        )
        for left in solved.left_out
    )
