"""A page of a list that was counted and cut elsewhere, as the pager reads it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Count:
    count: int


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a list stands; says what a page of Django's paginator says."""

    number: int
    pages: int
    total: int
    size: int

    @property
    def paginator(self) -> _Count:
        """How many there are in all."""
        return _Count(self.total)

    @property
    def has_other_pages(self) -> bool:
        """Whether there is more than one page."""
        return self.pages > 1

    @property
    def has_next(self) -> bool:
        """Whether a page follows."""
        return self.number < self.pages

    @property
    def has_previous(self) -> bool:
        """Whether a page stands before."""
        return self.number > 1

    @property
    def next_page_number(self) -> int:
        """The page after."""
        return self.number + 1

    @property
    def previous_page_number(self) -> int:
        """The page before."""
        return self.number - 1

    @property
    def start_index(self) -> int:
        """The place of the first row in the whole list."""
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def end_index(self) -> int:
        """The place of the last row in the whole list."""
        return min(self.number * self.size, self.total)
