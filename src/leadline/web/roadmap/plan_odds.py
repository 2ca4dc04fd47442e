"""The odds on top of a plan's page: each goal with it, and with nothing built."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from leadline.accounts.types import Actor
from leadline.roadmap.queries import outlook
from leadline.roadmap.types import Outlook
from leadline.strategy import queries
from leadline.strategy.types import GoalOdds, GoalRow, GoalState
from leadline.web.strategy.outlook_page import OutlookPage, outlook_page


@dataclass(frozen=True, slots=True)
class PlanOdds:
    """What a plan's page says of odds; ``page`` is none before the first projection.

    ``rows`` are the goals with odds, the likeliest first; ``silent`` counts those
    without, and ``lacks`` is what the sheet has to say before there are any.
    """

    plan_id: int
    seen: Outlook
    page: OutlookPage | None
    rows: tuple[tuple[GoalRow, GoalOdds], ...]
    currency: str
    silent: int
    lacks: tuple[str, ...]

    @property
    def speaks(self) -> bool:
        """Whether the sheet can be projected and is asked for goals: then the odds are
        the projection's, and no others are shown."""
        return self.seen.can_project and bool(self.seen.file.plain["goals"])


def plan_odds(*, actor: Actor, plan_id: int, today: date) -> PlanOdds:
    """Return the odds of goals with a plan, as they were projected last."""
    seen = outlook(actor=actor, today=today, plan_id=plan_id)
    goals = queries.list_goals(actor=actor, state=GoalState.OPEN)
    written = queries.sheet(actor=actor)
    rows = [(goal, seen.odds[goal.id]) for goal in goals if goal.id in seen.odds]
    return PlanOdds(
        plan_id=plan_id,
        seen=seen,
        page=outlook_page(actor=actor, seen=seen, written=written, goals=goals),
        rows=tuple(sorted(rows, key=lambda pair: -pair[1].with_plan)),
        currency=written.currency,
        silent=len(goals) - len(rows),
        lacks=written.missing,
    )
