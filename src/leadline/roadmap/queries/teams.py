"""Reads of teams and their capacity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Count

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.paging import Listed, Page, listed
from leadline.roadmap.models import BetEffort, Capacity, Team
from leadline.roadmap.types import BetState, CapacityGrid, TeamRow

OPEN = (BetState.CANDIDATE, BetState.COMMITTED, BetState.DOING)


def list_teams(
    *,
    actor: Actor,
    archived: bool = False,
    page: Page = 1,
    size: int | None = None,
) -> Listed[TeamRow]:
    """Return the teams by name, each with how many open bets need it."""
    needed = (
        rows(BetEffort, actor)
        .filter(bet__state__in=OPEN)
        .values_list("team_id")
        .annotate(number=Count("pk"))
    )
    bets = dict(needed)
    teams = rows(Team, actor).filter(is_archived=archived).order_by("name", "pk")

    def make(part: Iterable[Team]) -> list[TeamRow]:
        return [
            TeamRow(team.pk, team.name, team.is_archived, bets.get(team.pk, 0))
            for team in part
        ]

    return listed(teams, make, page, size)


def capacity_grid(
    *,
    actor: Actor,
    periods: Sequence[str],
    page: Page = 1,
    size: int | None = None,
) -> CapacityGrid:
    """Return the person-weeks of each team in each of the quarters."""
    teams = list_teams(actor=actor, page=page, size=size)
    cells = rows(Capacity, actor).filter(
        period__in=periods, team_id__in=[team.id for team in teams]
    )
    known = {(cell.team_id, cell.period): cell.person_weeks for cell in cells}
    return CapacityGrid(
        periods=tuple(periods),
        rows=teams.each(
            lambda team: (
                team,
                tuple(known.get((team.id, period)) for period in periods),
            )
        ),
    )
