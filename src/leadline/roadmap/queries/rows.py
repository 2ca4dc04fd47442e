"""The rows themselves, for actions; surfaces read what the other modules return."""

from __future__ import annotations

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.foundation.paging import the_one
from leadline.roadmap.models import Bet, BetLink, OwnRanking, Plan, Team


def get_bet(*, actor: Actor, bet_id: int) -> Bet:
    """Return one bet of the workspace, or raise ``NotFound``."""
    bet = the_one(rows(Bet, actor).filter(pk=bet_id))
    if bet is None:
        raise NotFound("There is no such bet.")
    return bet


def get_link(*, actor: Actor, link_id: int) -> BetLink:
    """Return one dependency between bets, or raise ``NotFound``."""
    link = the_one(rows(BetLink, actor).filter(pk=link_id))
    if link is None:
        raise NotFound("There is no such dependency.")
    return link


def get_plan(*, actor: Actor, plan_id: int) -> Plan:
    """Return one plan of the workspace, or raise ``NotFound``."""
    plan = the_one(rows(Plan, actor).filter(pk=plan_id))
    if plan is None:
        raise NotFound("There is no such plan.")
    return plan


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
