"""What of somebody's falls due, and whether they are to be told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.conversation.types import About
from leadline.decisions.models import Decision, Prediction
from leadline.decisions.queries.rows import OPEN as OPEN_DECISIONS
from leadline.decisions.types import PredictionState
from leadline.launches.models import LaunchStep
from leadline.launches.queries.steps import OPEN_STEPS
from leadline.launches.types import LaunchState, due_of
from leadline.stakeholders.models import Commitment
from leadline.stakeholders.queries.promises import OPEN as OPEN_PROMISES

AHEAD = timedelta(days=3)
"""How long before its day something is told of."""
LATE = timedelta(days=3)
"""How long after its day it is still told of, where nothing ran on the day."""
MORNING = timedelta(hours=7)
"""The hour from which something counts as due that day, by the clock of who hears."""


@dataclass(frozen=True, slots=True)
class FallsDue:
    """Something of one person's with its day; ``made_at`` is when it was written."""

    about: About
    record_id: int
    user_id: int
    due_on: date
    made_at: datetime

    @property
    def key(self) -> tuple[int, str, int, date]:
        """What tells it from all others, as its notes say it."""
        return self.user_id, self.about.value, self.record_id, self.due_on


def falls_due(*, actor: Actor, first: date, last: date) -> list[FallsDue]:
    """Return what of anybody's falls due from a day to a day, both included.

    Decisions of who takes them, predictions of who settles them, promises of who looks
    after the stakeholder, steps of launches in preparation of who owns them; nothing
    that is done. Four queries.
    """
    actor.require("read")
    decisions = rows(Decision, actor).filter(state__in=OPEN_DECISIONS)
    predictions = rows(Prediction, actor).filter(state=PredictionState.OPEN)
    promises = rows(Commitment, actor).filter(state__in=OPEN_PROMISES)
    span = (first, last)
    return [
        *_dated(About.DECISION, decisions, "decider_id", "due_date", span),
        *_dated(About.PREDICTION, predictions, "judge_id", "resolve_on", span),
        *_dated(About.PROMISE, promises, "person__owner_id", "due_date", span),
        *_steps(actor, first, last),
    ]


def _dated(
    about: About, found: QuerySet[Any], whose: str, day: str, span: tuple[date, date]
) -> list[FallsDue]:
    near = found.filter(**{f"{day}__range": span, f"{whose}__isnull": False})
    told = near.order_by("pk").values_list("pk", whose, day, "created_at")
    return [FallsDue(about, *one) for one in told]


def _steps(actor: Actor, first: date, last: date) -> list[FallsDue]:
    """Return open steps by their day, which is reckoned from the launch when read."""
    steps = rows(LaunchStep, actor).filter(
        owner__isnull=False, state__in=OPEN_STEPS, launch__state=LaunchState.PREPARING
    )
    told = steps.order_by("pk").values_list(
        "pk", "owner_id", F("launch__day"), "days", "created_at"
    )
    found = [
        FallsDue(About.STEP, pk, owner_id, due_of(day, days), made_at)
        for pk, owner_id, day, days, made_at in told
    ]
    return [one for one in found if first <= one.due_on <= last]


def is_told_on_its_day(*, actor: Actor, due_on: date, today: date) -> bool | None:
    """Return whether something is told on its day now, or before; else nothing.

    >>> from leadline.accounts.types import Actor, Role
    >>> ana, day = Actor(1, 1, Role.LEAD, "web"), date(2026, 11, 25)
    >>> [is_told_on_its_day(actor=ana, due_on=day, today=day + timedelta(days=n))
    ...  for n in (-4, -3, -1, 0, 3, 4)]
    [None, False, False, True, True, None]
    """
    actor.require("read")
    if due_on - AHEAD <= today < due_on:
        return False
    return True if due_on <= today <= due_on + LATE else None
