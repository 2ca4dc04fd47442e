"""A plan's limits on money and on shares: what can be asked, and what is used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from leadline.accounts.models import Product
from leadline.accounts.queries import rates_of, rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import Invalid
from leadline.roadmap.bridge import UsedLimit, key_of, keys_of, limits_used, pk_of
from leadline.roadmap.models import Bet, BetCost, Plan
from leadline.roadmap.queries.bets import OPEN
from leadline.roadmap.queries.rows import get_plan, placed_in
from leadline.roadmap.queries.serving import bets_to_do
from leadline.roadmap.types import (
    BetGroup,
    BetName,
    BetState,
    BoundPair,
    BoundUse,
    GroupKind,
    KeptShare,
    LimitsAsked,
    PlanIn,
    PlanStatus,
    ShareAsk,
)
from leadline.strategy.queries import list_goals
from leadline.strategy.types import GoalState

WHOLE = 1 + 1e-9


def groups_of_bets(*, actor: Actor) -> list[BetGroup]:
    """Return the open goals and the products with bets still to be done.

    A bet that serves a part of a goal serves the goal.
    """
    goals = list_goals(actor=actor, state=GoalState.OPEN)
    serving = bets_to_do(actor=actor, goals=goals)
    made: defaultdict[int, set[int]] = defaultdict(set)
    here = rows(Bet, actor).filter(state__in=OPEN, product__isnull=False)
    for pk, product in here.values_list("pk", "product_id"):
        made[product].add(pk)
    products = rows(Product, actor).filter(pk__in=made).order_by("name", "pk")
    found = [
        BetGroup(GroupKind.GOAL, goal.id, goal.name, frozenset(serving[goal.id]))
        for goal in goals
    ]
    found += [
        BetGroup(GroupKind.PRODUCT, pk, name, frozenset(made[pk]))
        for pk, name in products.values_list("pk", "name")
    ]
    return [group for group in found if group.bets]


def add_limits(*, actor: Actor, ask: PlanIn, file: dict[str, Any]) -> list[KeptShare]:
    """Write the limits that are asked for into a plan file; return its shares.

    A budget holds what bets cost once, by the middle of the range. Raises ``Invalid``,
    at the field, for limits that have no meaning.
    """
    if ask.budget is not None or ask.budget_by_period:
        _add_budget(actor, ask, file)
    if not ask.shares:
        return []
    groups = {(one.kind, one.row_id): one for one in groups_of_bets(actor=actor)}
    there = {pk_of(bet["id"]): bet["id"] for bet in file["bets"]}
    kept, members = [], []
    for asked in ask.shares:
        group = groups.get((asked.kind, asked.row_id))
        if group is None or not group.bets & there.keys():
            raise Invalid(
                "A goal or product that asks for a share has no bet to plan any more.",
                field="shares",
            )
        _check_share(asked, group)
        kept.append(_kept(asked, group))
        members.append([there[pk] for pk in sorted(group.bets & there.keys())])
    _check_together(kept, members)
    file["shares"] = [
        {"name": share.key, "bets": bets}
        | {
            name: end
            for name, end in (("at_least", share.at_least), ("at_most", share.at_most))
            if end is not None
        }
        for share, bets in zip(kept, members, strict=True)
    ]
    return kept


def _add_budget(actor: Actor, ask: PlanIn, file: dict[str, Any]) -> None:
    amounts = [ask.budget, *ask.budget_by_period]
    if any(amount is not None and amount < 0 for amount in amounts):
        raise Invalid("A budget is not below nothing.", field="budget")
    if ask.budget_by_period and len(ask.budget_by_period) != ask.periods:
        raise Invalid(
            "Give a budget for each quarter of the plan, or for none.",
            field="budget_by_period",
        )
    rates = rates_of(actor=actor)
    file["currency"] = rates.own
    file["budget"] = {}
    if ask.budget is not None:
        file["budget"]["in_all"] = ask.budget
    if ask.budget_by_period:
        file["budget"]["by_period"] = list(ask.budget_by_period)
    bets = {pk_of(bet["id"]): bet for bet in file["bets"]}
    costs = rows(BetCost, actor).filter(bet_id__in=bets, once_mid__gt=0)
    for cost in costs.select_related("bet").order_by("bet_id"):
        factor = rates.factor(cost.currency)
        if factor is None:
            raise Invalid(
                f"What “{cost.bet.title}” costs is written in {cost.currency}, and "
                f"there is no rate to {rates.own}. Write one down in the settings, "
                "under Money.",
                field="budget",
            )
        bets[cost.bet_id]["cost"] = round(float(cost.once_mid * factor.value), 2)


def _check_share(asked: ShareAsk, group: BetGroup) -> None:
    ends = [end for end in (asked.at_least, asked.at_most) if end is not None]
    if not ends:
        raise Invalid(
            f"Say what share “{group.name}” takes at least, or at most.", field="shares"
        )
    if min(ends) < 0 or max(ends) > 1:
        raise Invalid("A share lies between 0 and 100%.", field="shares")
    if len(ends) > 1 and ends[0] > ends[1]:
        raise Invalid(
            f"“{group.name}” would take at least more than it takes at most.",
            field="shares",
        )


def _check_together(kept: Sequence[KeptShare], members: Sequence[list[str]]) -> None:
    """Refuse shares that only a plan without effort could meet."""
    if len({share.key for share in kept}) < len(kept):
        raise Invalid("A goal or product has two shares; give it one.", field="shares")
    asked = [
        (share, bets)
        for share, bets in zip(kept, members, strict=True)
        if share.at_least
    ]
    every = [bet for _, bets in asked for bet in bets]
    total = sum(share.at_least or 0.0 for share, _ in asked)
    if len(set(every)) == len(every) and total > WHOLE:
        raise Invalid(
            "What they take at least comes to more than all of the effort, and they "
            "have no bet in common.",
            field="shares",
        )


def _kept(asked: ShareAsk, group: BetGroup) -> KeptShare:
    key = f"{group.kind}-{key_of(group.row_id, group.name)}"
    return KeptShare(
        key, group.kind, group.row_id, group.name, asked.at_least, asked.at_most
    )


def limits_of_plan(*, actor: Actor, plan_id: int) -> LimitsAsked:
    """Return the limits that a plan was made with. Raises ``NotFound``."""
    plan = get_plan(actor=actor, plan_id=plan_id)
    return LimitsAsked(
        plan.budget.get("in_all"),
        tuple(plan.budget.get("by_period", ())),
        tuple(
            KeptShare(**{**one, "kind": GroupKind(one["kind"])}) for one in plan.shares
        ),
    )


def use_of_limits(*, actor: Actor, plan: Plan) -> tuple[BoundUse, ...]:
    """Return how far a plan, as it stands, uses each of its limits.

    Empty for an impossible one.
    """
    if plan.status == PlanStatus.INFEASIBLE or not (plan.budget or plan.shares):
        return ()
    keys = keys_of(plan.problem)
    placed = placed_in(actor=actor, plan_id=plan.pk)
    chosen = {keys[pk]: at for pk, at in placed.items()}
    found = limits_used(file=plan.problem, chosen=chosen)
    out = {pk_of(key) for one in found for key in one.keeps_out}
    bets = rows(Bet, actor).filter(pk__in=out).values_list("pk", "title", "state")
    names = {pk: BetName(pk, title, BetState(state)) for pk, title, state in bets}
    titles = {one["key"]: one["name"] for one in plan.shares}
    return tuple(_use(one, titles, names) for one in found)


def _use(
    one: UsedLimit, titles: Mapping[str, str], names: Mapping[int, BetName]
) -> BoundUse:
    return BoundUse(
        kind=one.kind,
        name=titles.get(one.name, one.name),
        period=one.period,
        of=one.of,
        used=one.used,
        keeps_out=tuple(
            names[pk] for key in one.keeps_out if (pk := pk_of(key)) in names
        ),
    )


def limits_beside(*, actor: Actor, one: Plan, other: Plan) -> tuple[BoundPair, ...]:
    """Return the limits of two plans side by side, those of the newer first."""
    used = [
        {(use.kind, use.name, use.period): use for use in use_of_limits(
            actor=actor, plan=plan)}
        for plan in (one, other)
    ]  # fmt: skip
    both = dict.fromkeys([*used[1], *used[0]])
    return tuple(BoundPair(*key, used[0].get(key), used[1].get(key)) for key in both)
