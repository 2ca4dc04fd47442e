"""Writes of what a bet rests on: needs, goals, other bets."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from leadline.accounts.actions import record, result_of, take_version
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.evidence.models import Need
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.roadmap.models import Bet, BetGoal, BetLink, BetNeed
from leadline.roadmap.queries.rows import get_bet, get_link
from leadline.roadmap.types import LinkKind
from leadline.strategy.models import Goal
from leadline.strategy.queries.rows import get_goal

LONGEST_GAP = 8


@transaction.atomic
def set_bet_needs(
    *, actor: Actor, bet_id: int, need_ids: Collection[int], now: datetime
) -> Kept:
    """Say which needs a bet answers, in place of those said before.

    Raises ``NotAllowed``, ``NotFound`` for a bet or need that is not there.
    """
    actor.require("change")
    bet = get_bet(actor=actor, bet_id=bet_id)
    wanted = set(rows(Need, actor).filter(pk__in=need_ids).values_list("pk", flat=True))
    if wanted != set(need_ids):
        raise NotFound("One of the needs is not there any more.")
    links = {link.need_id: link for link in rows(BetNeed, actor).filter(bet=bet)}
    for need_id in links.keys() - wanted:
        links[need_id].delete()
    for need_id in sorted(wanted - links.keys()):
        BetNeed(workspace_id=actor.workspace_id, bet=bet, need_id=need_id).save()
    _note(actor, bet, "roadmap.set_bet_needs", links.keys(), wanted, now)
    return result_of(bet)


@transaction.atomic
def set_bet_goals(
    *,
    actor: Actor,
    bet_id: int,
    goal_ids: Collection[int],
    now: datetime,
    was: Collection[int] | None = None,
    seen: int | None = None,
) -> Kept:
    """Say which goals a bet serves, in place of those said before.

    ``was`` are the goals that were seen. Raises ``NotAllowed``, ``NotFound`` for a bet
    or goal that is not there, ``Conflict`` where the bet serves others meanwhile,
    ``Stale`` where ``seen`` is not the version of the bet that stands.
    """
    actor.require("change")
    bet = get_bet(actor=actor, bet_id=bet_id)
    take_version(actor=actor, row=bet, seen=seen)
    wanted = set(rows(Goal, actor).filter(pk__in=goal_ids).values_list("pk", flat=True))
    if wanted != set(goal_ids):
        raise NotFound("One of the goals is not there any more.")
    links = {link.goal_id: link for link in rows(BetGoal, actor).filter(bet=bet)}
    if was is not None and set(was) != links.keys():
        raise Conflict("Somebody chose other goals for this bet meanwhile.")
    for goal_id in links.keys() - wanted:
        links[goal_id].delete()
    for goal_id in sorted(wanted - links.keys()):
        BetGoal(workspace_id=actor.workspace_id, bet=bet, goal_id=goal_id).save()
    _note(actor, bet, "roadmap.set_bet_goals", links.keys(), wanted, now)
    return result_of(bet)


@transaction.atomic
def set_bets_of_goal(
    *, actor: Actor, goal_id: int, bet_ids: Collection[int], now: datetime
) -> Kept:
    """Say which bets serve a goal, in place of those said before.

    Raises ``NotAllowed``, ``NotFound`` for a goal or bet that is not there.
    """
    actor.require("change")
    goal = get_goal(actor=actor, goal_id=goal_id)
    links = {link.bet_id: link for link in rows(BetGoal, actor).filter(goal=goal)}
    touched = links.keys() ^ set(bet_ids)
    bets = {bet.pk: bet for bet in rows(Bet, actor).filter(pk__in=touched)}
    if touched - bets.keys():
        raise NotFound("One of the bets is not there any more.")
    for bet_id in sorted(touched):
        if bet_id in links:
            links[bet_id].delete()
        else:
            BetGoal(workspace_id=actor.workspace_id, bet_id=bet_id, goal=goal).save()
        _touch(bets[bet_id], now)
    if touched:
        record(
            actor=actor,
            verb="roadmap.set_bets_of_goal",
            subject=goal,
            was=sorted(links),
            now=sorted(bet_ids),
        )
    return result_of(goal)


@transaction.atomic
def link_bets(
    *,
    actor: Actor,
    bet_id: int,
    other_id: int,
    kind: str,
    gap: int = 0,
    now: datetime,
) -> Kept:
    """Say that a bet comes after another, goes with it, or is instead of it.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` for itself, an unknown kind or
    a gap without meaning, ``Conflict`` when they are linked so already or would
    wait for each other in a circle.
    """
    actor.require("change")
    if kind not in LinkKind.values:
        raise Invalid("A bet comes after another, goes with it, or is instead of it.")
    if bet_id == other_id:
        raise Invalid("A bet cannot depend on itself.")
    if not 0 <= gap <= LONGEST_GAP or (gap and kind != LinkKind.AFTER):
        raise Invalid(f"Only “comes after” has a gap, of 0 to {LONGEST_GAP} quarters.")
    bet = get_bet(actor=actor, bet_id=bet_id)
    other = get_bet(actor=actor, bet_id=other_id)
    same = rows(BetLink, actor).filter(kind=kind)
    there = Q(bet=bet, other=other)
    back = Q(bet=other, other=bet)
    if same.filter(there if kind == LinkKind.AFTER else there | back).exists():
        raise Conflict("These two bets are linked like that already.")
    if kind == LinkKind.AFTER and _waits_for(actor, other.pk, bet.pk):
        raise Conflict(f"“{other.title}” waits for “{bet.title}” already.")
    link = BetLink(
        workspace_id=actor.workspace_id, bet=bet, other=other, kind=kind, gap=gap
    )
    link.save()
    _touch(bet, now)
    record(
        actor=actor,
        verb="roadmap.link_bets",
        subject=bet,
        kind=kind,
        other=other.pk,
        gap=gap,
    )
    return result_of(link)


@transaction.atomic
def unlink_bets(*, actor: Actor, link_id: int, now: datetime) -> Kept:
    """Take a dependency away; the link comes back so that it can be made again.

    Raises ``NotAllowed``, ``NotFound``.
    """
    actor.require("change")
    link = get_link(actor=actor, link_id=link_id)
    bet = get_bet(actor=actor, bet_id=link.bet_id)
    _touch(bet, now)
    record(
        actor=actor,
        verb="roadmap.unlink_bets",
        subject=bet,
        kind=link.kind,
        other=link.other_id,
        gap=link.gap,
    )
    link.delete()
    return result_of(link)


def _waits_for(actor: Actor, start: int, goal: int) -> bool:
    """Say whether ``start`` comes after ``goal``, directly or through others."""
    after: dict[int, set[int]] = {}
    links = rows(BetLink, actor).filter(kind=LinkKind.AFTER)
    for bet_id, other_id in links.values_list("bet_id", "other_id"):
        after.setdefault(bet_id, set()).add(other_id)
    todo, seen = [start], {start}
    while todo:
        here = todo.pop()
        if here == goal:
            return True
        fresh = after.get(here, set()) - seen
        seen |= fresh
        todo += fresh
    return False


def _touch(bet: Bet, now: datetime) -> None:
    bet.changed_at = now
    bet.save(update_fields=["changed_at"])


def _note(
    actor: Actor,
    bet: Bet,
    verb: str,
    was: Collection[int],
    wanted: Collection[int],
    now: datetime,
) -> None:
    if set(was) == set(wanted):
        return
    _touch(bet, now)
    record(
        actor=actor, verb=verb, subject=bet, was=sorted(was), now=sorted(wanted),
        version=bet.version,
    )  # fmt: skip
