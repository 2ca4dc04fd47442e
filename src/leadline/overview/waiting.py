"""What waits in a workspace, counted: cheap enough to stand on every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import CharField, Count, QuerySet, Value

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.conversation.queries.telling import notes_kept, notes_not_read
from leadline.decisions.models import Decision, Prediction
from leadline.decisions.queries.rows import OPEN as OPEN_DECISIONS
from leadline.decisions.types import PredictionState
from leadline.evidence.models import Feedback
from leadline.evidence.queries.feedback import WAITS
from leadline.overview.search import Hit
from leadline.overview.telling import to_tell
from leadline.stakeholders.models import Commitment
from leadline.stakeholders.queries.promises import OPEN as OPEN_PROMISES

SOON = timedelta(days=7)
MINE = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits: the counts that the lists of these pages show, and Today.

    ``pieces`` of feedback that nobody looked at, open ``decisions``, ``predictions``
    whose day has come, ``promises`` that are late or due within a week, and the
    ``notes`` of one's own inbox that are new.
    """

    pieces: int = 0
    decisions: int = 0
    predictions: int = 0
    promises: int = 0
    notes: int = 0


def first_of_mine(*, actor: Actor, on: date, most: int = 3) -> list[Hit]:
    """Return what is due next and waits for this person, the earliest first.

    Decisions they take, predictions they judge, and promises to or of people they
    look after; those due within a week.
    """
    actor.require("read")
    decisions = rows(Decision, actor).filter(
        state__in=OPEN_DECISIONS, decider=actor.user_id
    )
    predictions = rows(Prediction, actor).filter(
        state=PredictionState.OPEN, judge=actor.user_id
    )
    promises = rows(Commitment, actor).filter(
        state__in=OPEN_PROMISES, person__owner=actor.user_id
    )
    found = [
        *_due("decision", decisions, "question", "due_date", on + SOON),
        *_due("prediction", predictions, "text", "resolve_on", on + SOON),
        *_due("promise", promises, "what", "due_date", on + SOON),
    ]
    return sorted(found, key=lambda hit: hit.due or on)[:most]


def _due(
    kind: str, found: QuerySet[Any], title: str, day: str, until: date
) -> Iterator[Hit]:
    lot = found.filter(**{f"{day}__lte": until}).order_by(day, "pk")[:MINE]
    for pk, words, due in lot.values_list("pk", title, day):
        yield Hit(kind, pk, words, due=due)


def what_waits(*, actor: Actor, on: date) -> Waiting:
    """Count what waits in the workspace, in one query over covering indexes.

    Where the actor has notes, those of what was taken back are told from the others.
    """
    actor.require("read")
    counted = [
        _counted("pieces", rows(Feedback, actor).filter(**WAITS)),
        _counted("decisions", rows(Decision, actor).filter(state__in=OPEN_DECISIONS)),
        _counted(
            "predictions",
            rows(Prediction, actor).filter(
                state=PredictionState.OPEN, resolve_on__lte=on
            ),
        ),
        _counted(
            "promises",
            rows(Commitment, actor).filter(
                state__in=OPEN_PROMISES, due_date__lte=on + SOON
            ),
        ),
        _counted("notes", notes_kept(actor=actor)),
    ]
    found = dict(counted[0].union(*counted[1:], all=True))
    if "notes" in found:
        found["notes"] = notes_not_read(actor=actor).count()
    return Waiting(**found)


def count_untold(*, actor: Actor, now: datetime) -> int:
    """Return how many people have not been told of something that touches them."""
    return len({one.person_id for one in to_tell(actor=actor, now=now)})


def _counted(name: str, found: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Return a query of one row, the name and how many; of none where none is."""
    kind = Value(name, output_field=CharField())
    each: QuerySet[Any, Any] = found.order_by().values("workspace_id")
    counted: QuerySet[Any, Any] = each.annotate(kind=kind, n=Count("pk"))
    return counted.values_list("kind", "n")
