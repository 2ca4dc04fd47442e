"""A list that is read page by page, while somebody goes through it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from .errors import Unreachable

Row = TypeVar("Row")


class Pages(Generic[Row]):
    """All rows of a list, asked for as they are needed; each loop begins anew.

    Attributes
    ----------
    next
        Where the page after the last one begins, ``None`` at the end: said as
        ``cursor``, a later call goes on from there.
    """

    def __init__(self, ask: Callable[[str], dict[str, Any]], cursor: str = "") -> None:
        self._ask, self._start = ask, cursor
        self.next: str | None = cursor

    def __iter__(self) -> Iterator[Row]:
        for rows in self.pages():
            yield from rows

    def pages(self) -> Iterator[list[Row]]:
        """Give a page at a time, as Leadline does."""
        cursor = self._start
        while True:
            answer = self._ask(cursor)
            self.next = answer["next"]
            yield answer["items"]
            if answer["next"] is None:
                return
            if answer["next"] == cursor:
                raise Unreachable("The list does not go on: its cursor stays the same.")
            cursor = answer["next"]
