"""Short makers of this folder's tests, through the actions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from leadline.accounts.types import Actor
from leadline.evidence import actions
from leadline.evidence.models import Customer, Feedback, Need, NeedDemand
from leadline.evidence.types import FeedbackIn
from tests.factories import as_row

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def say(
    actor: Actor,
    words: str = "Too slow",
    customer: Customer | None = None,
    need: Need | None = None,
    **fields: Any,
) -> Feedback:
    piece = FeedbackIn(words=words, source="desk", said_at=NOW, author="Kim")
    return as_row(
        Feedback,
        actions.record_feedback(
            actor=actor,
            piece=replace(piece, **fields),
            now=NOW,
            customer_id=customer.pk if customer else None,
            need_id=need.pk if need else None,
        ),
    )


def account(actor: Actor, name: str = "Acme", **values: Any) -> Customer:
    if "revenue_amount" in values:
        values["revenue_amount"] = Decimal(values["revenue_amount"])
    return as_row(
        Customer,
        actions.save_customer(actor=actor, now=NOW, values={"name": name, **values}),
    )


def want(actor: Actor, statement: str = "Close the month faster") -> Need:
    return as_row(Need, actions.create_need(actor=actor, statement=statement, now=NOW))


def demand(need: Need) -> tuple[int, int, Decimal]:
    kept = NeedDemand.objects.get(need=need)
    paid = sum((Decimal(a) for a in kept.revenue.values()), Decimal(0))
    return kept.pieces, kept.customers, paid
