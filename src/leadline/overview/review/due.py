"""Whether the month that is over waits for its review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from leadline.accounts.queries import rows, workspace_of
from leadline.accounts.types import Actor
from leadline.foundation.months import month_end, month_label, month_of, next_month
from leadline.strategy.models import Goal, MonthReview
from leadline.strategy.types import ReviewState


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """A month that is over: its draft waits, or there is no review of it at all."""

    label: str
    draft_id: int | None


def review_due(*, actor: Actor, on: date) -> ReviewDue | None:
    """Return the last month that is over, where its review is not finished.

    Nothing is asked of a workspace that has no goal, or was not there yet.
    """
    actor.require("read")
    month = next_month(month_of(on), -1)
    found = rows(MonthReview, actor).filter(month=month).order_by("-state", "pk")
    states = list(found.values_list("state", "pk"))
    drafts = [pk for state, pk in states if state == ReviewState.DRAFT]
    if states:
        return ReviewDue(month_label(month), drafts[0]) if drafts else None
    began = workspace_of(actor=actor).created_at.date()
    if began > month_end(month) or not rows(Goal, actor).exists():
        return None
    return ReviewDue(month_label(month), None)
