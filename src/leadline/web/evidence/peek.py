"""A need or a customer beside its list: what its own page says first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from leadline.evidence import queries
from leadline.evidence.types import FeedbackFilter
from leadline.roadmap.queries import bets_of_need
from leadline.web.evidence.value_forms import CUSTOMER
from leadline.web.shell.requests import Request

QUOTES = 3
PEOPLE = 5


def need_peek(request: Request, pk: int, now: datetime) -> dict[str, Any]:
    """Return what the panel of a need shows; of the one it went into where it was
    merged. Raises ``NotFound``."""
    actor = request.actor
    pk = queries.need_card(actor=actor, need_id=pk).merged_into_id or pk
    about = queries.need_page(actor=actor, need_id=pk, now=now)
    quotes = queries.quotes_of(
        actor=actor, need_id=pk, page=1, per_page=QUOTES, sort="typical"
    )
    return {
        "about": about,
        "opened": about.row,
        "quotes": quotes,
        "answers": bets_of_need(actor=actor, need_id=pk),
    }


def customer_peek(request: Request, pk: int) -> dict[str, Any]:
    """Return what the panel of a customer shows; raise ``NotFound``."""
    actor, wanted = request.actor, FeedbackFilter(customer_id=pk)
    return {
        **CUSTOMER.read(request, pk),
        "contacts": queries.contacts_of(actor=actor, customer_id=pk, size=PEOPLE),
        "needs": queries.needs_of_customer(actor=actor, customer_id=pk),
        "said": queries.list_feedback(actor=actor, wanted=wanted, per_page=QUOTES),
    }
