"""Now, next and later, as seen from the quarter of today."""

from __future__ import annotations

from django.db import models

from leadline.foundation.periods import next_period
from leadline.roadmap.types.plans import PlannedBet
from leadline.roadmap.types.states import BetState


class When(models.TextChoices):
    """When a bet of a plan comes."""

    BEFORE = "before", "Before"
    NOW = "now", "Now"
    NEXT = "next", "Next"
    LATER = "later", "Later"


def when_of(bet: PlannedBet, today: str) -> When:
    """Return when a bet comes, as seen from the quarter ``today``.

    Now is what the plan places in this quarter, and what is still being done from
    before; next begins in the quarter after, later is the rest.
    """
    is_over = bet.finish < today and bet.bet.state != BetState.DOING
    if is_over or (bet.period <= today and bet.bet.state == BetState.DONE):
        return When.BEFORE
    return when_at(max(bet.period, today), today)


def when_at(period: str, today: str) -> When:
    """Return when a quarter is, as seen from the quarter ``today``.

    >>> [when_at(at, "2027Q1").label for at in ("2026Q4", "2027Q1", "2027Q2", "2028Q1")]
    ['Before', 'Now', 'Next', 'Later']
    """
    if period <= today:
        return When.NOW if period == today else When.BEFORE
    return When.NEXT if period == next_period(today) else When.LATER


def later_quarters(periods: tuple[str, ...], today: str) -> tuple[str, ...]:
    """Return the quarters of a plan that are later than next."""
    return tuple(at for at in periods if at > next_period(today))
