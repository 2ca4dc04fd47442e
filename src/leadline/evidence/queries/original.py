"""The text of a piece as it came, with its parts named."""

from __future__ import annotations

from leadline.accounts.types import Actor
from leadline.evidence.bridge import parts_of
from leadline.evidence.queries.rows import get_feedback
from leadline.evidence.types import OriginalPart

LABELS = {
    "words": "Their words",
    "greeting": "Greeting",
    "sign_off": "Sign-off",
    "signature": "Signature",
    "disclaimer": "Disclaimer",
    "quoted": "Quoted reply",
    "forwarded": "Forwarded",
    "noise": "Added by a program",
}


def original_parts(*, actor: Actor, feedback_id: int) -> list[OriginalPart]:
    """Return the parts of the text as it came, in order; none where it is the words.

    Raises ``NotFound``.
    """
    actor.require("read")
    piece = get_feedback(actor=actor, feedback_id=feedback_id)
    if not piece.original:
        return []
    found = [(kind, text) for kind, text in parts_of(piece.original) if text.strip()]
    return [
        OriginalPart(text, LABELS.get(kind, kind), kind == "words")
        for kind, text in found
    ]
