"""A decision beside the list of decisions: what its own page says first."""

from __future__ import annotations

from typing import Any

from leadline.decisions import queries
from leadline.web.shell.requests import Request


def decision_peek(request: Request, pk: int) -> dict[str, Any]:
    """Return what the panel of a decision shows; raise ``NotFound``."""
    about = queries.decision_page(actor=request.actor, decision_id=pk)
    return {"about": about, "opened": about.row}
