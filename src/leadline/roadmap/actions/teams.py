"""Writes of teams and their capacity."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from leadline.accounts.actions import record, result_of, take_version
from leadline.accounts.queries import rows
from leadline.accounts.queries.actors import workspace_row
from leadline.accounts.types import Actor, Kept
from leadline.foundation.errors import Conflict, Invalid, NotFound, refuse_overtaken
from leadline.foundation.periods import parse_period
from leadline.roadmap.models import BetEffort, Capacity, Team
from leadline.roadmap.queries.rows import get_team
from leadline.roadmap.queries.teams import OPEN

MOST_WEEKS = Decimal(100_000)


@transaction.atomic
def create_team(*, actor: Actor, name: str) -> Kept:
    """Add a team whose weeks are planned.

    Raises ``NotAllowed`` below a lead, ``Invalid`` without a name, ``Conflict``
    for a name that is taken.
    """
    actor.require("plan")
    team = Team(workspace_id=actor.workspace_id, name=_name(actor, name, None))
    team.save()
    record(actor=actor, verb="roadmap.create_team", subject=team, name=team.name)
    return result_of(team)


@transaction.atomic
def rename_team(
    *,
    actor: Actor,
    team_id: int,
    name: str,
    seen: int | None = None,
    called: str | None = None,
) -> Kept:
    """Give a team another name; plans keep the name they were made with.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid``, ``Conflict`` for a name that is
    taken or where it is not ``called`` so any more, ``Stale`` where ``seen`` is not
    the version that stands.
    """
    actor.require("plan")
    team = get_team(actor=actor, team_id=team_id)
    take_version(actor=actor, row=team, seen=seen)
    refuse_overtaken(stands=team.name, was=called)
    was, team.name = team.name, _name(actor, name, team.pk)
    team.save(update_fields=["name"])
    record(
        actor=actor,
        verb="roadmap.rename_team",
        subject=team,
        version=team.version,
        was=was,
        name=team.name,
    )
    return result_of(team)


@transaction.atomic
def archive_team(*, actor: Actor, team_id: int, archived: bool = True) -> Kept:
    """Put a team away, or bring it back with its capacity.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` while open bets need it.
    """
    actor.require("plan")
    team = get_team(actor=actor, team_id=team_id)
    needed = rows(BetEffort, actor).filter(team=team, bet__state__in=OPEN)
    effort = needed.select_related("bet").first() if archived else None
    if effort is not None:
        raise Conflict(
            f"“{effort.bet.title}” needs this team. Give its effort to another first."
        )
    take_version(actor=actor, row=team, seen=None)
    team.is_archived = archived
    team.save(update_fields=["is_archived"])
    record(
        actor=actor,
        verb="roadmap.archive_team",
        subject=team,
        version=team.version,
        archived=archived,
    )
    return result_of(team)


@transaction.atomic
def set_capacity(
    *, actor: Actor, weeks: Mapping[tuple[int, str], Decimal | None]
) -> int:
    """Write person-weeks by team and quarter; ``None`` empties a cell.

    Returns how many cells changed. Raises ``NotAllowed`` below a lead,
    ``NotFound`` for another's team, ``Invalid`` for a quarter or number that has
    no meaning.
    """
    actor.require("plan")
    teams = rows(Team, actor).in_bulk({team_id for team_id, _ in weeks})
    known = {
        (cell.team_id, cell.period): cell
        for cell in rows(Capacity, actor).filter(team_id__in=teams)
    }
    changes = {}
    for (team_id, text), amount in weeks.items():
        if team_id not in teams:
            raise NotFound("There is no such team.")
        if amount is not None and not 0 <= amount <= MOST_WEEKS:
            raise Invalid("A capacity is 0 person-weeks or more.")
        key = (team_id, parse_period(text))
        cell = known.get(key)
        was = None if cell is None else cell.person_weeks
        if was == amount:
            continue
        changes[f"{teams[team_id].name} {key[1]}"] = [was, amount]
        if amount is None and cell is not None:
            cell.delete()
            continue
        cell = cell or Capacity(
            workspace_id=actor.workspace_id, team_id=team_id, period=key[1]
        )
        cell.person_weeks = amount or Decimal(0)
        cell.save()
    if changes:
        record(
            actor=actor,
            verb="roadmap.set_capacity",
            subject=workspace_row(actor),
            changes=changes,
        )
    return len(changes)


def _name(actor: Actor, name: str, team_id: int | None) -> str:
    cleaned = name.strip()
    if not cleaned:
        raise Invalid("Give the team a name.")
    twins = rows(Team, actor).filter(name__iexact=cleaned)
    if (twins if team_id is None else twins.exclude(pk=team_id)).exists():
        raise Conflict(f"There is a team “{cleaned}” already.")
    return cleaned
