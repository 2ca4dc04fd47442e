"""Setting pieces aside and bringing them back: what is aside counts for nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.evidence.actions.changes import Hand, _lots
from leadline.evidence.actions.placing import start_placing
from leadline.evidence.models import Feedback
from leadline.evidence.types import (
    FeedbackSide,
    FeedbackState,
    NeedBy,
    Receipt,
    SetAside,
)
from leadline.foundation.errors import Invalid

OURS = FeedbackSide.OURS.value
DECIDED = ("set_aside", "side")
NO_NEED = {
    "need": None,
    "need_by": NeedBy.NONE,
    "grouped_as": None,
    "confidence": None,
}


@transaction.atomic
def set_aside_feedback(
    *, actor: Actor, feedback_ids: Sequence[int], reason: str, now: datetime
) -> Receipt:
    """Set pieces aside for a reason, or call them ours; they leave their needs.

    ``reason`` is a value of ``SetAside``, or "ours" for words of our own people.
    Later imports and groupings leave it so. Raises ``NotAllowed``, ``NotFound``,
    ``Invalid`` for another reason, or for no or too many pieces.
    """
    actor.require("change")
    if not feedback_ids:
        raise Invalid("Choose at least one piece of feedback.")
    if reason != OURS and reason not in SetAside.values:
        raise Invalid("Say why: an automatic answer, thanks, spam, nothing, or ours.")
    hand = Hand(actor, pieces=feedback_ids)
    if reason == OURS:
        hand.set_pieces(side=OURS, set_aside="", touched_at=now, **NO_NEED)
    else:
        hand.set_pieces(set_aside=reason, touched_at=now, **NO_NEED)
    hand.set_state_where_new(FeedbackState.TRIAGED)
    _keep_decided(actor, hand.pieces)
    return hand.close("set_aside_feedback", reason=reason)


@transaction.atomic
def bring_back_feedback(
    *, actor: Actor, feedback_ids: Sequence[int], now: datetime
) -> Receipt:
    """Say that pieces count: they are a customer's words and stand for a need.

    Their need is looked for, where needs stand; later imports do not set them aside
    again. Raises ``NotAllowed``, ``NotFound``, ``Invalid`` for no or too many
    pieces.
    """
    actor.require("change")
    if not feedback_ids:
        raise Invalid("Choose at least one piece of feedback.")
    hand = Hand(actor, pieces=feedback_ids)
    hand.set_pieces(set_aside="", side=FeedbackSide.CUSTOMER, touched_at=now)
    _keep_decided(actor, hand.pieces)
    start_placing(actor=actor)
    return hand.close("bring_back_feedback")


def _keep_decided(actor: Actor, ids: Sequence[int]) -> None:
    """Note in pieces that a person said whether they count; imports leave it so."""
    alike: dict[str, list[int]] = {}
    for lot in _lots(ids):
        there = rows(Feedback, actor).filter(pk__in=lot)
        for pk, edited in there.values_list("pk", "edited_fields"):
            both = sorted(set(edited) | set(DECIDED))
            if both != edited:
                alike.setdefault(json.dumps(both), []).append(pk)
    for fields, found in alike.items():
        for lot in _lots(found):
            there = rows(Feedback, actor).filter(pk__in=lot)
            there.update(edited_fields=json.loads(fields))


def _leave_needs(actor: Actor, ids: Sequence[int]) -> None:
    """Take pieces that count no more out of their needs; the caller counts demand."""
    for lot in _lots(ids):
        rows(Feedback, actor).filter(pk__in=lot).update(**NO_NEED)
