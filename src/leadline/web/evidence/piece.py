"""A piece of feedback beside the inbox: what its own page says first."""

from __future__ import annotations

from typing import Any

from leadline.evidence import queries
from leadline.web.shell.requests import Request


def about_piece(request: Request, pk: int) -> dict[str, Any]:
    """Return what the page and the panel of a piece show; raise ``NotFound``."""
    actor = request.actor
    piece = queries.feedback_card(actor=actor, feedback_id=pk)
    return {
        "piece": piece,
        "quote": queries.get_quote(actor=actor, feedback_id=pk),
        "parts": queries.original_parts(actor=actor, feedback_id=pk)
        if piece.has_original
        else [],
    }


def piece_peek(request: Request, pk: int) -> dict[str, Any]:
    """Return what the panel of a piece shows; raise ``NotFound``."""
    about = about_piece(request, pk)
    return {"about": about, "opened": about["piece"]}
