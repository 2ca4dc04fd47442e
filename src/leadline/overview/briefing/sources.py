"""The record that a sentence of a briefing rests on, and where it stands."""

from __future__ import annotations

from leadline.overview.briefing.record import DecisionNow, Owed
from leadline.overview.briefing.types import Source
from leadline.strategy.types import GoalRow

PROMISES = Source("promises", "stakeholders/promises/", "The open promises")


def source_of_promise(owed: Owed) -> Source:
    """Return the record of a promise."""
    row = owed.row
    return Source(f"promise:{row.id}", f"stakeholders/promises/{row.id}/", row.what)


def source_of_bet(bet_id: int, title: str) -> Source:
    """Return the record of a bet."""
    return Source(f"bet:{bet_id}", f"roadmap/bets/{bet_id}/", title)


def source_of_decision(decision: DecisionNow) -> Source:
    """Return the record of a decision."""
    path = f"decisions/{decision.id}/"
    return Source(f"decision:{decision.id}", path, decision.question)


def source_of_goal(goal: GoalRow) -> Source:
    """Return the record of a goal."""
    return Source(f"goal:{goal.id}", f"strategy/goals/{goal.id}/", goal.name)
