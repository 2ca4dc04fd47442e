"""Who belongs to the workspace, its products, and the rates it converts at."""

from __future__ import annotations

from leadline.accounts import queries
from leadline.accounts.types import MemberRow, ProductRow, RateRow
from leadline.api.operations import Op

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
]
