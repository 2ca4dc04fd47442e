"""What is worth knowing before the plan to steer by is decided."""

from __future__ import annotations

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.roadmap.models import Bet
from leadline.roadmap.queries.backing import needs_of_bets
from leadline.roadmap.queries.economic_bets import effects_of_bets
from leadline.roadmap.queries.plans import committed_plan_id, plan_head
from leadline.roadmap.queries.rows import get_plan, placed_in
from leadline.roadmap.types import (
    BetName,
    BetState,
    KnowingWorth,
    PlanFutures,
    ToKnow,
    ToKnowRow,
)

OPEN = (BetState.CANDIDATE, BetState.COMMITTED, BetState.DOING)


def to_know(*, actor: Actor, plan_id: int | None = None) -> ToKnow:
    """Return what knowing about each bet for sure is worth, the most first.

    By the plan named, else the one to steer by; each bet once, with the figure that is
    worth most. Bets that are over are left out. ``why`` says why the list is empty.
    Raises ``NotFound`` for the plan named.
    """
    actor.require("read")
    pk = plan_id or committed_plan_id(actor=actor)
    if pk is None:
        return ToKnow(None, (), "There is no plan yet")
    plan = get_plan(actor=actor, plan_id=pk)
    head = plan_head(actor=actor, plan=plan)
    known = PlanFutures.read(plan.futures)
    if not known.worths:
        why = known.why or known.why_no_worth
        return ToKnow(head, (), why or "Nothing that could be learned changes it")
    best: dict[int, KnowingWorth] = {}
    for one in known.worths:
        kept = best.get(one.bet_id)
        # "all" stands for a single figure where it is worth no more than that one.
        if kept is None or (kept.measure == "all" and one.worth >= kept.worth):
            best[one.bet_id] = one
    bets = rows(Bet, actor).filter(pk__in=best, state__in=OPEN)
    names = {
        pk: BetName(pk, title, BetState(state))
        for pk, title, state in bets.values_list("pk", "title", "state")
    }
    placed = placed_in(actor=actor, plan_id=pk)
    needs = needs_of_bets(actor=actor, bet_ids=names)
    effects = effects_of_bets(actor=actor, bet_ids=names)
    found = tuple(
        ToKnowRow(
            bet=names[bet_id],
            measure=one.measure,
            team=one.team,
            worth=one.worth,
            period=placed.get(bet_id, ""),
            needs=tuple(sorted(needs.get(bet_id, ()))),
            effects=tuple(effects[bet_id]),
        )
        for bet_id, one in best.items()
        if bet_id in names
    )
    return ToKnow(head, tuple(sorted(found, key=lambda row: -row.worth)))
