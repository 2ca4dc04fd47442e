"""The records that can be shared: whether they are there, and what they are called."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from leadline.accounts.models import SavedView, WorkspaceModel
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, SharedKind
from leadline.decisions.models import Decision
from leadline.evidence.models import Need
from leadline.foundation.errors import NotFound
from leadline.roadmap.models import Plan
from leadline.stakeholders.models import Briefing
from leadline.stakeholders.types import BriefingState
from leadline.strategy.models import Goal, MonthReview

KINDS: dict[SharedKind, type[WorkspaceModel]] = {
    SharedKind.ROADMAP: Plan,
    SharedKind.NEED: Need,
    SharedKind.GOAL: Goal,
    SharedKind.DECISION: Decision,
    SharedKind.PLAN: Plan,
    SharedKind.BRIEFING: Briefing,
    SharedKind.REVIEW: MonthReview,
    SharedKind.LIST: SavedView,
}
LISTED = ("roadmap:bets", "evidence:needs", "strategy:goals", "decisions:decisions")
"""The lists of which a saved one is shared: none of customers or people."""


def title_of(*, actor: Actor, kind: str, record_id: int) -> str:
    """Return what a record that can be shared is called, at most 200 letters.

    Raises ``NotFound`` for what the actor cannot read and for what is never shared: the
    draft of a briefing, and a saved list of somebody else or of people.
    """
    actor.require("read")
    if kind not in SharedKind.values:
        raise NotFound("There is no such kind of record to share.")
    found: QuerySet[Any] = rows(KINDS[SharedKind(kind)], actor).filter(pk=record_id)
    if kind == SharedKind.LIST:
        found = found.filter(user_id=actor.user_id, page__in=LISTED)
    if kind == SharedKind.BRIEFING:
        found = found.exclude(state=BriefingState.DRAFT)
    row = found.first()
    if row is None:
        raise NotFound("There is no such record.")
    return " ".join(str(row).split())[:200]
