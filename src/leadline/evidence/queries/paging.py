"""Pieces of feedback as rows of a list."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from leadline.accounts.types import Actor
from leadline.evidence.models import Feedback
from leadline.evidence.types import FeedbackRow

COLUMNS = (
    "id",
    "words",
    "source",
    "said_at",
    "is_dated",
    "author",
    "customer_id",
    "customer__name",
    "customer__segment",
    "need_id",
    "need__statement",
    "need_by",
    "kind",
    "area",
    "state",
    "language",
    "side",
    "speech",
    "noted_by",
    "set_aside",
    "version",
)


def feedback_rows(*, actor: Actor, found: QuerySet[Feedback]) -> list[FeedbackRow]:
    """Return pieces as rows, with names of customer and need, in one query."""
    actor.require("read")
    made = []
    for values in found.values_list(*COLUMNS):
        cells: list[Any] = list(values)
        for place in _TEXT:
            cells[place] = cells[place] or ""
        made.append(FeedbackRow(*cells))
    return made


_TEXT = {COLUMNS.index(name) for name in COLUMNS if "__" in name}
