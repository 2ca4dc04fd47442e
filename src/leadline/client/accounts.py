"""What a program asks and does: accounts.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Unpack

from .connection import Connection
from .pages import Pages
from .types.accounts import Me, MemberRow, ProductRow, RateRow, RatesSaved
from .types.sent.accounts import ListMembers, ListProducts, ListRates, RateIn, RatesSaid
from .types.shared import Kept
from .values import Id


class Accounts:
    """The operations of accounts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list_members(self, **asked: Unpack[ListMembers]) -> Pages[MemberRow]:
        """List members.

        Needs the scope ``accounts:read``. Records come in the order in which
        they were made. Takes limit, cursor, fields.
        """
        return self._connection.rows("members", asked=asked)

    def list_products(self, **asked: Unpack[ListProducts]) -> Pages[ProductRow]:
        """List products.

        Needs the scope ``accounts:read``. Records come in the order in which
        they were made. Takes limit, cursor, fields.
        """
        return self._connection.rows("products", asked=asked)

    def list_rates(self, **asked: Unpack[ListRates]) -> Pages[RateRow]:
        """List the newest exchange rate of each pair.

        Needs the scope ``accounts:read``. Records come in the order in which
        they were made. Takes limit, cursor, fields.
        """
        return self._connection.rows("rates", asked=asked)

    def set_rate(self, *, key: str = "", **said: Unpack[RateIn]) -> Kept:
        """Write down a rate; the same pair and day again replaces what was said.

        Needs the scope ``accounts:write``. Needs base, quote, value, on_date,
        source.
        """
        answer: Kept = self._connection.send("POST", "rates", said=said, key=key)
        return answer

    def save_rates(self, *, key: str = "", **said: Unpack[RatesSaid]) -> RatesSaved:
        """Write down many rates, all or none.

        Needs the scope ``accounts:write``. Needs rates, named.
        """
        answer: RatesSaved = self._connection.send(
            "POST", "rates", "many", said=said, key=key
        )
        return answer

    def remove_rate(self, id: Id, /) -> None:
        """Take a rate away; the audit log keeps it.

        Needs the scope ``accounts:write``.
        """
        self._connection.send("DELETE", "rates", id)

    def get_me(self) -> Me:
        """Who the token acts as.

        Any token that opens the workspace may ask this, whatever its scopes.
        """
        answer: Me = self._connection.read("me")
        return answer
