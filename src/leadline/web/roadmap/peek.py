"""A bet beside the list of bets: what its own page says first."""

from __future__ import annotations

from typing import Any

from leadline.roadmap import queries
from leadline.web.shell.requests import Request


def bet_peek(request: Request, pk: int) -> dict[str, Any]:
    """Return what the panel of a bet shows; raise ``NotFound``."""
    about = queries.bet_page(actor=request.actor, bet_id=pk)
    return {"about": about, "opened": about.bet}
