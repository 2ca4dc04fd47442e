"""The rows themselves, for actions; surfaces read what the other modules return."""

from __future__ import annotations

from collections.abc import Collection

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.foundation.once import once
from leadline.foundation.paging import the_one
from leadline.roadmap.models import (
    Bet,
    BetLink,
    OwnRanking,
    Plan,
    PlanChange,
    PlanItem,
    Team,
)


def get_bet(*, actor: Actor, bet_id: int) -> Bet:
    """Return one bet of the workspace, or raise ``NotFound``."""
    bet = the_one(rows(Bet, actor).filter(pk=bet_id))
    if bet is None:
        raise NotFound("There is no such bet.")
    return bet


def bets_by_id(*, actor: Actor, bet_ids: Collection[int]) -> dict[int, Bet]:
    """Return those of some bets that are there, by their numbers.

    A page that only reads asks once for each.
    """
    actor.require("read")
    known: dict[int, Bet] = {}
    known = once(("bets", actor.workspace_id), lambda: known)
    if lacking := set(bet_ids) - known.keys():
        known |= {bet.pk: bet for bet in rows(Bet, actor).filter(pk__in=lacking)}
    return {pk: known[pk] for pk in sorted(bet_ids) if pk in known}


def every_bet(*, actor: Actor) -> dict[int, Bet]:
    """Return all bets by their numbers."""
    actor.require("read")
    found = {bet.pk: bet for bet in rows(Bet, actor)}
    known: dict[int, Bet] = {}
    once(("bets", actor.workspace_id), lambda: known).update(found)
    return found


def get_link(*, actor: Actor, link_id: int) -> BetLink:
    """Return one dependency between bets, or raise ``NotFound``."""
    link = the_one(rows(BetLink, actor).filter(pk=link_id))
    if link is None:
        raise NotFound("There is no such dependency.")
    return link


def get_plan(*, actor: Actor, plan_id: int) -> Plan:
    """Return one plan of the workspace, or raise ``NotFound``.

    A page that only reads gets the same row each time: its files take long to read.
    """
    plan = plan_or_none(actor=actor, plan_id=plan_id)
    if plan is None:
        raise NotFound("There is no such plan.")
    return plan


def plan_or_none(*, actor: Actor, plan_id: int) -> Plan | None:
    """Return one plan of the workspace, ``None`` where there is no such plan."""
    actor.require("read")
    found = rows(Plan, actor).filter(pk=plan_id)
    return once(("plan", actor.workspace_id, plan_id), lambda: the_one(found))


def items_of(*, actor: Actor, plan_id: int) -> tuple[PlanItem, ...]:
    """Return where the bets of a plan stand; a page that only reads asks once."""
    actor.require("read")
    found = rows(PlanItem, actor).filter(plan_id=plan_id)
    return once(("items", actor.workspace_id, plan_id), lambda: tuple(found))


def placed_in(*, actor: Actor, plan_id: int) -> dict[int, str]:
    """Return the quarter that each bet of a plan begins in, by its number."""
    return {item.bet_id: item.period for item in items_of(actor=actor, plan_id=plan_id)}


def changes_of(*, actor: Actor, plan_id: int) -> tuple[PlanChange, ...]:
    """Return what people changed in a plan, the first first; a page that only reads
    asks once."""
    actor.require("read")
    found = rows(PlanChange, actor).filter(plan_id=plan_id).select_related("made_by")
    by_day = found.order_by("made_at", "pk")
    return once(("changes", actor.workspace_id, plan_id), lambda: tuple(by_day))


def get_ranking(*, actor: Actor, ranking_id: int) -> OwnRanking:
    """Return one of the workspace's own rankings, or raise ``NotFound``."""
    ranking = the_one(rows(OwnRanking, actor).filter(pk=ranking_id))
    if ranking is None:
        raise NotFound("There is no such ranking.")
    return ranking


def get_team(*, actor: Actor, team_id: int) -> Team:
    """Return one team of the workspace, or raise ``NotFound``."""
    team = the_one(rows(Team, actor).filter(pk=team_id))
    if team is None:
        raise NotFound("There is no such team.")
    return team
