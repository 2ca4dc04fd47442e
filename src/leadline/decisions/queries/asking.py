"""Reads of which predictions ask the actor for a word: to answer, and to settle."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions.models import Forecast, Prediction
from leadline.decisions.queries.predictions import _rows
from leadline.decisions.types import PredictionRow, PredictionState
from leadline.foundation.paging import Listed, listed

ANSWER_BEFORE, ANSWER_BEFORE_DECISION = timedelta(days=30), timedelta(days=14)


def predictions_to_settle(
    *, actor: Actor, on: date, size: int | None = 5
) -> Listed[PredictionRow]:
    """Return open predictions whose day has come and that the actor is to settle."""
    actor.require("read")
    found = rows(Prediction, actor).filter(
        state=PredictionState.OPEN, resolve_on__lte=on, judge=actor.user_id
    )
    due = found.order_by("resolve_on", "id")
    return listed(due, lambda part: _rows(actor, part), size=size)


def predictions_to_answer(
    *, actor: Actor, on: date, size: int | None = 5
) -> Listed[PredictionRow]:
    """Return predictions that close soon and of which the actor has said nothing.

    Those settled within thirty days, and those of a decision due within fourteen.
    """
    actor.require("read")
    own = rows(Forecast, actor).filter(prediction=OuterRef("pk"), user=actor.user_id)
    found = rows(Prediction, actor).filter(
        Q(resolve_on__lte=on + ANSWER_BEFORE)
        | Q(decision__due_date__lte=on + ANSWER_BEFORE_DECISION),
        ~Exists(own),
        state=PredictionState.OPEN,
        resolve_on__gt=on,
        decision__decided_at__isnull=True,
    )
    near = found.order_by("resolve_on", "id")
    return listed(near, lambda part: _rows(actor, part), size=size)
