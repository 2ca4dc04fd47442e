"""Pages of long lists, at a price that does not grow with the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

PER_PAGE = 50
COUNT_UP_TO = 10_000
if TYPE_CHECKING:
    Pages = Paginator[Any]
else:
    Pages = Paginator  # Django's own takes no type when it runs


class Listed(Pages):
    """A list cut into pages, counted up to 10,000; ``make`` turns a slice into rows.

    ``is_more`` tells that there are more rows than were counted.
    """

    def __init__(
        self,
        found: QuerySet[Any] | Sequence[Any],
        make: Callable[[Any], list[Any]],
        per_page: int = PER_PAGE,
    ) -> None:
        super().__init__(found, per_page, allow_empty_first_page=True)
        self.make = make

    @cached_property
    def count(self) -> int:
        """How many rows there are, at most ``COUNT_UP_TO``."""
        return min(self._counted, COUNT_UP_TO)

    @cached_property
    def _counted(self) -> int:
        if isinstance(self.object_list, QuerySet):
            bare = self.object_list.order_by().values("pk")
            return int(bare[: COUNT_UP_TO + 1].count())
        return len(self.object_list)

    @property
    def is_more(self) -> bool:
        """Whether there are more rows than were counted."""
        return self._counted > COUNT_UP_TO

    def page_of(self, number: int | str | None) -> Page[Any]:
        """Return a page of rows: the last for one beyond it, the first for none."""
        page = self.get_page(number)
        page.object_list = self.make(page.object_list)
        return page
