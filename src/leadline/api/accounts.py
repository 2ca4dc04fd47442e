"""Who belongs to the workspace, its products, and the rates it converts at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from leadline.accounts import actions, queries
from leadline.accounts.types import Kept, MemberRow, ProductRow, RateRow, RatesSaved
from leadline.api.operations import Ask, Op, body_of
from leadline.api.shapes import build
from leadline.foundation.money import Rate


@dataclass(frozen=True, slots=True)
class RateIn(Rate):
    """What one unit of ``base`` was worth in ``quote`` on a day, and who says so."""


@dataclass(frozen=True, slots=True)
class RatesSaid:
    """Many rates at once, all or none; ``named`` is what the log calls the lot."""

    rates: tuple[RateIn, ...]
    named: str


def _save_rates(ask: Ask) -> Any:
    said = build(RatesSaid, ask.body)
    return actions.save_rates(
        actor=ask.actor, rates=said.rates, file_name=said.named[:100], today=ask.today
    )


OPS: list[Op] = [
    Op(
        "list_members",
        "GET",
        "members",
        "accounts",
        "List members",
        ("accounts:list_members",),
        lambda ask: queries.list_members(actor=ask.actor, page=ask.page, size=ask.size),
        answers=MemberRow,
        without=frozenset({"last_sign_in", "is_you"}),
        is_list=True,
    ),
    Op(
        "list_products",
        "GET",
        "products",
        "accounts",
        "List products",
        ("accounts:list_products",),
        lambda ask: queries.list_products(
            actor=ask.actor, with_archived=True, page=ask.page, size=ask.size
        ),
        answers=ProductRow,
        is_list=True,
    ),
    Op(
        "list_rates",
        "GET",
        "rates",
        "accounts",
        "List the newest exchange rate of each pair",
        ("accounts:list_rates",),
        lambda ask: queries.list_rates(actor=ask.actor, page=ask.page, size=ask.size),
        answers=RateRow,
        is_list=True,
    ),
    Op(
        "set_rate",
        "POST",
        "rates",
        "accounts",
        "Write down a rate; the same pair and day again replaces what was said",
        ("accounts:set_rate",),
        lambda ask: actions.set_rate(
            actor=ask.actor, rate=build(RateIn, ask.body), today=ask.today
        ),
        answers=Kept,
        body=body_of(RateIn),
    ),
    Op(
        "save_rates",
        "POST",
        "rates/many",
        "accounts",
        "Write down many rates, all or none",
        ("accounts:save_rates",),
        _save_rates,
        answers=RatesSaved,
        body=body_of(RatesSaid),
    ),
    Op(
        "remove_rate",
        "DELETE",
        "rates/{int:id}",
        "accounts",
        "Take a rate away; the audit log keeps it",
        ("accounts:remove_rate",),
        lambda ask: actions.remove_rate(actor=ask.actor, rate_id=ask.id),
        status=204,
    ),
]
