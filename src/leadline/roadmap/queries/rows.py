"""The rows themselves, for actions; surfaces read what the other modules return."""

from __future__ import annotations

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.roadmap.models import Bet, BetLink, OwnRanking, Plan, Team


def get_bet(*, actor: Actor, bet_id: int) -> Bet:
    """Return one bet of the workspace, or raise ``NotFound``."""
    bet = rows(Bet, actor).filter(pk=bet_id).first()
    if bet is None:
        raise NotFound("There is no such bet.")
    return bet


def get_link(*, actor: Actor, link_id: int) -> BetLink:
    """Return one dependency between bets, or raise ``NotFound``."""
    link = rows(BetLink, actor).filter(pk=link_id).first()
    if link is None:
        raise NotFound("There is no such dependency.")
    return link


def get_plan(*, actor: Actor, plan_id: int) -> Plan:
    """Return one plan of the workspace, or raise ``NotFound``."""
    plan = rows(Plan, actor).filter(pk=plan_id).first()
    if plan is None:
        raise NotFound("There is no such plan.")
    return plan


def get_ranking(*, actor: Actor, ranking_id: int) -> OwnRanking:
    """Return one of the workspace's own rankings, or raise ``NotFound``."""
    ranking = rows(OwnRanking, actor).filter(pk=ranking_id).first()
    if ranking is None:
        raise NotFound("There is no such ranking.")
    return ranking


def get_team(*, actor: Actor, team_id: int) -> Team:
    """Return one team of the workspace, or raise ``NotFound``."""
    team = rows(Team, actor).filter(pk=team_id).first()
    if team is None:
        raise NotFound("There is no such team.")
    return team
