"""Making a plan: the optimiser's answer, written down with what it was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from leadline.accounts.actions import record
from leadline.accounts.queries import rows, workspace_of
from leadline.accounts.types import Actor
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.jobs import Progress
from leadline.foundation.words import money_exact
from leadline.roadmap.bridge import (
    SolvedClash,
    SolvedOut,
    SolvedPlan,
    Tell,
    find_plan,
    in_futures,
    in_titles,
    keys_of,
    pk_of,
    solved_way,
    week_prices,
    weigh_in_futures,
    worth_knowing,
)
from leadline.roadmap.models import Bet, Plan, PlanItem, PlanLeftOut
from leadline.roadmap.queries import aims_of, plan_file
from leadline.roadmap.queries.plan_file import PlanFile
from leadline.roadmap.queries.plan_values import sheet_digest, sheet_until
from leadline.roadmap.queries.rows import get_plan
from leadline.roadmap.types import (
    Because,
    BoundKind,
    PlacedBy,
    PlanFutures,
    PlanIn,
    PlanMade,
    PlanStatus,
    Risk,
    Ways,
    Wish,
    most_of,
)

STEPS = 100
OF_THE_PLAN = {"capacity", *BoundKind.values}
"""Demands that are of no bet and of no goal."""


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
    before = _plan_before(actor, ask)
    written = plan_file(actor=actor, ask=ask)
    # Where the plan is chosen by the odds of goals, they are no demands of it.
    with_goals = written.file
    if ask.futures and ask.risk == Risk.GOALS:
        if not ask.floors:
            raise Invalid("Tick the goals whose odds the plan is chosen by.")
        written = replace(written, file={**with_goals, "goals": []})

    def tell(stage: str, share: float) -> None:
        if progress is not None:
            done = min(STEPS - 1, int(STEPS * share))
            progress.step(done, STEPS, stage.capitalize())

    solved = find_plan(file=written.file, time_limit=ask.time_limit, tell=tell)
    known = _futures_to_draw(actor, ask, written, solved)
    if not known.why:
        solved, known = _look_ahead(ask, with_goals, (solved, before), known, tell)
    return _made(_keep(actor, ask, written, (solved, known), now, key))


def _plan_before(actor: Actor, ask: PlanIn) -> dict[int, str]:
    """Return where the plan that is asked again has its bets; ``NotFound`` of none."""
    if ask.based_on_id is None:
        return {}
    plan = get_plan(actor=actor, plan_id=ask.based_on_id)
    items = rows(PlanItem, actor).filter(plan=plan)
    return dict(items.values_list("bet_id", "period"))


def _futures_to_draw(
    actor: Actor, ask: PlanIn, written: PlanFile, solved: SolvedPlan
) -> PlanFutures:
    """Return how many futures to draw, or why none are."""
    aims = aims_of(actor=actor, file=written.file)
    known = PlanFutures(count=ask.futures, risk=ask.risk, aims=aims)
    if solved.objective is None:
        return replace(known, why="No plan can be done, so none has futures")
    if not ask.futures:
        return replace(known, why="It was asked for the middle of each range alone")
    return known


def _look_ahead(
    ask: PlanIn,
    file: dict[str, Any],
    plans: tuple[SolvedPlan, Mapping[int, str]],
    known: PlanFutures,
    tell: Tell,
) -> tuple[SolvedPlan, PlanFutures]:
    """Choose the plan over futures, price weeks, and say what is worth knowing.

    ``plans`` are the best one of the middles, and what it is based on.
    """
    middle, before = plans
    keys = keys_of(file)
    is_known = before.keys() <= keys.keys()
    is_known &= set(before.values()) <= set(file["periods"])
    solved, known = in_futures(
        file=file,
        solved=middle,
        known=known,
        time_limit=ask.time_limit,
        before={keys[pk]: at for pk, at in before.items()} if is_known else None,
        tell=tell,
    )
    known = worth_knowing(file=file, known=known, tell=tell)
    demanded = {**file, "goals": []} if ask.risk == Risk.GOALS else file
    weeks = week_prices(
        file=demanded, solved=middle, time_limit=ask.time_limit / 4, tell=tell
    )
    return solved, replace(known, weeks=weeks)


def _made(plan: Plan) -> PlanMade:
    """Return what is said of a plan that was just made."""
    return PlanMade(id=plan.pk, name=plan.name, status=PlanStatus(plan.status))


@transaction.atomic
def _keep(
    actor: Actor,
    ask: PlanIn,
    written: PlanFile,
    found: tuple[SolvedPlan, PlanFutures],
    now: datetime,
    key: str,
) -> Plan:
    solved, known = found
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
        projected=_projected(actor, ask, written),
        wishes=[asdict(wish) for wish in ask.wishes],
        budget=written.file.get("budget", {}),
        shares=[asdict(share) for share in written.shares],
        futures=known.kept(),
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
    _keep_bets(actor, plan, solved, written.titles, written.shut, ask.wishes)
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
    elif clash.kind not in OF_THE_PLAN:
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
    if clash.kind == BoundKind.BUDGET:
        words = _budget_words(clash, written, currency)
    because = written.because.get((bet_id or 0, clash.kind), Because())
    if because.words:
        words = f"{words} ({because.words})"
    team, period = clash.names if clash.kind == "capacity" else ("", "")
    if clash.kind == BoundKind.BUDGET and clash.names[1:]:
        period = clash.names[1]
    return {
        "words": words,
        "kind": clash.kind,
        "bet_id": bet_id,
        "goal_id": goal_id,
        "team": team,
        "period": period,
        "of": str(because.of),
        "by": because.words,
    }


def _budget_words(clash: SolvedClash, written: PlanFile, currency: str) -> str:
    """Say a budget that clashes as money is written."""
    budget = written.file["budget"]
    if clash.names[1:]:
        (period,) = clash.names[1:]
        amount = budget["by_period"][written.file["periods"].index(period)]
        return f"the budget in {period} is {money_exact(amount, currency)}"
    return f"the budget in all is {money_exact(budget['in_all'], currency)}"


def _keep_bets(
    actor: Actor,
    plan: Plan,
    solved: SolvedPlan,
    titles: Mapping[str, str],
    shut: Mapping[str, str],
    wishes: Sequence[Wish] = (),
) -> None:
    """Keep where each bet stands, and why the others are out."""
    by_hand = {wish.bet_id: wish.reason for wish in wishes if wish.period}
    out = {wish.bet_id: wish.reason for wish in wishes if not wish.period}
    rows(PlanItem, actor).bulk_create(
        PlanItem(
            workspace_id=actor.workspace_id,
            plan=plan,
            bet_id=pk_of(bet),
            period=period,
            placed_by=(PlacedBy.PERSON if pk_of(bet) in by_hand else PlacedBy.MACHINE),
            reason=by_hand.get(pk_of(bet), ""),
        )
        for bet, period in solved.chosen.items()
    )
    rows(PlanLeftOut, actor).bulk_create(
        PlanLeftOut(
            workspace_id=actor.workspace_id,
            plan=plan,
            bet_id=pk_of(left.bet),
            why=_why_out(left, titles, shut, out),
            cost_to_force_in=None if left.bet in shut else left.cost,
            pushes_out=[pk_of(bet) for bet in left.pushes_out],
        )
        for left in solved.left_out
    )


def _why_out(
    left: SolvedOut,
    titles: Mapping[str, str],
    shut: Mapping[str, str],
    by_hand: Mapping[int, str],
) -> str:
    reason = by_hand.get(pk_of(left.bet))
    if reason is not None:
        return f"Kept out by hand: {reason}"[:500]
    return shut.get(left.bet) or in_titles(left.why, titles)[:500]


def _projected(actor: Actor, ask: PlanIn, written: PlanFile) -> dict[str, Any]:
    """Return which bets are worth what the projection says, of which sheet, and until
    when their values are a mean."""
    if not written.projected:
        return {}
    first = ask.first_period
    return {
        "bets": sorted(written.projected),
        "digest": sheet_digest(actor=actor, first_period=first),
        "until": sheet_until(actor=actor, first_period=first),
    }


@transaction.atomic
def pick_way(
    *, actor: Actor, plan_id: int, at: int, reason: str, now: datetime
) -> PlanMade:
    """Make one of a plan's ways a draft of its own, with the reason.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` without a reason, ``Conflict`` for
    a way that is not there (any more).
    """
    actor.require("change")
    if not reason.strip():
        raise Invalid("Say why you choose this plan; it is kept with it.")
    plan = get_plan(actor=actor, plan_id=plan_id)
    points = Ways.read(plan.ways).points
    if not 0 <= at < len(points):
        raise Conflict("That plan is not among the ways any more. Look again.")
    solved = solved_way(file=plan.problem, chosen=points[at].chosen, bound=plan.bound)
    # Which bets are in whatever comes is true of every plan; how this one was chosen
    # is not known in futures.
    known = replace(PlanFutures.read(plan.futures), regret=None, plans=0)
    made = Plan(
        workspace_id=actor.workspace_id,
        name=_name(plan, [point.chosen for point in points], at),
        status=solved.status,
        reason=reason.strip()[:500],
        periods=plan.periods,
        weights=plan.weights,
        floors=plan.floors,
        discount=plan.discount,
        currency=plan.currency,
        problem=plan.problem,
        projected=plan.projected,
        budget=plan.budget,
        shares=plan.shares,
        futures=known.kept(),
        ways=plan.ways,
        measures=solved.measures,
        served=list(solved.served),
        objective=solved.objective,
        best=plan.best,
        bound=plan.bound,
        gap=solved.gap,
        based_on_id=plan.pk,
        made_by_id=actor.user_id,
        made_at=now,
        changed_at=now,
    )
    made.save()
    keys = keys_of(plan.problem)
    titles = {
        keys[pk]: title
        for pk, title in rows(Bet, actor).filter(pk__in=keys).values_list("pk", "title")
    }
    _keep_bets(actor, made, solved, titles, {})
    record(
        actor=actor, verb="roadmap.pick_way", subject=made, of=plan.pk, at=at,
        reason=made.reason,
    )  # fmt: skip
    return _made(made)


def _name(plan: Plan, ways: Sequence[Mapping[str, str]], at: int) -> str:
    """Return what one of a plan's ways is called: what it brings most of, by the mean
    of the futures, or its number."""
    weighed = weigh_in_futures(file=plan.problem, choices=ways)
    most = most_of([one.brings for one in weighed]).get(at)
    return f"{plan.name[:100]}, {f'most {most}' if most else f'way {at + 1}'}"
