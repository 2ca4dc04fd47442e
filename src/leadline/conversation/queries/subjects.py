"""The records that are talked about: what they are called, and who answers for them."""

from __future__ import annotations

from typing import Any

from leadline.accounts.models import WorkspaceModel
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.conversation.types import About, Subject
from leadline.decisions.models import Decision, Prediction
from leadline.evidence.models import Customer, Feedback, Need
from leadline.foundation.errors import NotFound
from leadline.roadmap.models import Bet, Plan
from leadline.stakeholders.models import Commitment, Person
from leadline.strategy.models import Goal, Metric, MonthReview

# What each kind is kept in, and the column that names who answers for it.
KINDS: dict[About, tuple[type[WorkspaceModel], str]] = {
    About.NEED: (Need, ""),
    About.FEEDBACK: (Feedback, ""),
    About.CUSTOMER: (Customer, ""),
    About.BET: (Bet, "owner_id"),
    About.GOAL: (Goal, "owner_id"),
    About.METRIC: (Metric, ""),
    About.PLAN: (Plan, ""),
    About.DECISION: (Decision, "decider_id"),
    About.PREDICTION: (Prediction, "judge_id"),
    About.PERSON: (Person, "owner_id"),
    About.PROMISE: (Commitment, ""),
    About.REVIEW: (MonthReview, ""),
}
LONGEST_TITLE = 200


def subject_of(*, actor: Actor, about: str, record_id: int) -> Subject:
    """Return a record of the actor's workspace, or raise ``NotFound``.

    Of every kind here each member of a workspace reads each record; whoever gets
    nothing from this query cannot read, write or be told of what is said about it.
    """
    actor.require("read")
    if about not in About.values:
        raise NotFound("There is no such kind of record to talk about.")
    kind = About(about)
    model, owner = KINDS[kind]
    row: Any = rows(model, actor).filter(pk=record_id).first()
    if row is None:
        raise NotFound("There is no such record.")
    title = " ".join(str(row).split())[:LONGEST_TITLE]
    return Subject(kind, row.pk, title, getattr(row, owner) if owner else None)
