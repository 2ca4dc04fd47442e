"""Pieces that mean what somebody looks for, in other words."""

from __future__ import annotations

from collections.abc import Collection

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.evidence.bridge import meant_by
from leadline.evidence.models import Feedback, Need
from leadline.evidence.queries.needs import HELD
from leadline.evidence.queries.paging import feedback_rows
from leadline.evidence.types import (
    FeedbackRow,
    FeedbackSide,
    FeedbackState,
    NeedState,
)
from leadline.foundation.text import one_line

NEEDS, NEAREST, OF_A_NEED, LOOSE, LETTERS = 1000, 4, 60, 400, 300


def pieces_alike(
    *, actor: Actor, text: str, limit: int, besides: Collection[int] = ()
) -> list[FeedbackRow]:
    """Return what customers said that means ``text``, the nearest first.

    Looked at are the surest pieces of the needs that mean it, and the newest of no
    need; ``besides`` are pieces that are shown already.
    """
    actor.require("read")
    said = rows(Feedback, actor).filter(side=FeedbackSide.CUSTOMER, set_aside="")
    said = said.exclude(state=FeedbackState.ARCHIVED)
    found: dict[int, str] = {}
    for need_id in _needs(actor, text):
        sure = said.filter(need=need_id).order_by("-confidence", "-pk")
        found |= dict(sure.values_list("pk", "words")[:OF_A_NEED])
    loose = said.filter(need=None).order_by("-pk")
    found |= dict(loose.values_list("pk", "words")[:LOOSE])
    ids = [pk for pk in found if pk not in besides]
    texts = [one_line(found[pk])[:LETTERS] for pk in ids]
    best = [ids[at] for at in meant_by(text, texts)][:limit]
    shown = feedback_rows(actor=actor, found=rows(Feedback, actor).filter(pk__in=best))
    return sorted(shown, key=lambda row: best.index(row.id))


def _needs(actor: Actor, text: str) -> list[int]:
    """Return the needs that mean ``text``, of those that most ask for."""
    held = rows(Need, actor).filter(HELD, state=NeedState.OPEN)
    asked = held.order_by("-demand__pieces", "pk")
    told = list(asked.values_list("pk", "statement")[:NEEDS])
    texts = [statement for _, statement in told]
    return [told[at][0] for at in meant_by(text, texts)][:NEAREST]
