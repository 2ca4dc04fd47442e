"""One shape of list for every surface, at a price that does not grow with the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar, overload

from django.db.models import Q, QuerySet

from leadline.foundation.settled import settled

T = TypeVar("T")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class After:
    """The rows after one, in the order in which they were made.

    Who goes on so meets each row once, however many are written or removed meanwhile.
    ``since`` leaves out what was not written from that moment on.
    """

    id: int = 0
    since: datetime | None = None

    def new(self, found: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows after, those that were written since."""
        later = found.filter(pk__gt=self.id)
        if self.since is None:
            return later
        unknown = Q(written_at=None)  # by what ran before there was the column
        return later.filter(unknown | Q(written_at__gte=self.since))


Page = int | str | After | None  # as an address says it; none is the first
PER_PAGE = 50
COUNT_UP_TO = 10_000


@dataclass(frozen=True, slots=True)
class Listed(Sequence[T]):
    """One page of a list; ``total`` counts all that match.

    ``is_more`` tells that there are more than were counted. A page ``After`` a row has
    no total; ``last`` is the row that the next one comes after.

    >>> page = Listed(("c", "d"), total=5, page=2, size=2)
    >>> page.pages, page.start, page.end, page.has_next
    (3, 3, 4, True)
    """

    items: tuple[T, ...]
    total: int
    page: int = 1
    size: int = PER_PAGE
    is_more: bool = False
    last: int = field(default=0, repr=False)

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...

    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        return self.items[at]

    def each(self, make: Callable[[T], S]) -> Listed[S]:
        """Return the same page with something made of each of its items.

        >>> Listed((1, 2), total=9).each(str).items
        ('1', '2')
        """
        items = tuple(map(make, self.items))
        return replace(self, items=items)  # type: ignore[arg-type,return-value]

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.total // self.size))

    @property
    def has_other_pages(self) -> bool:
        """Whether there is more than one page."""
        return self.pages > 1

    @property
    def has_next(self) -> bool:
        """Whether a page follows."""
        return self.page < self.pages

    @property
    def has_previous(self) -> bool:
        """Whether a page stands before."""
        return self.page > 1

    @property
    def next_page(self) -> int:
        """The page after."""
        return self.page + 1

    @property
    def previous_page(self) -> int:
        """The page before."""
        return self.page - 1

    @property
    def left(self) -> int:
        """How many that match are not on the page."""
        return self.total - len(self.items)

    @property
    def start(self) -> int:
        """The place of the first item in the whole list."""
        return (self.page - 1) * self.size + 1 if self.total else 0

    @property
    def end(self) -> int:
        """The place of the last item in the whole list."""
        return min(self.page * self.size, self.total)


def the_one(found: QuerySet[T]) -> T | None:  # type: ignore[type-var]
    """Return the row of a key that at most one has, ``None`` where there is none.

    ``first()`` would put an order to it, which takes as long as asking.
    """
    return next(iter(found), None)


def listed(
    found: QuerySet[Any] | Sequence[Any],
    make: Callable[[Any], Sequence[T]],
    page: Page = 1,
    size: int | None = PER_PAGE,
    count_up_to: int | None = COUNT_UP_TO,
    of: QuerySet[Any] | None = None,
) -> Listed[T]:
    """Cut one page out of what was found; ``make`` turns that slice into items.

    The last page is given for one beyond it, the first for none. ``None`` counts all,
    however many there are, and as a ``size`` it gives all on one page. ``After`` a row
    come the next by their ids, whatever the order of what was found; items of a
    sequence are then rows, ids, or tuples that begin with one, ``of`` a table that
    tells which of them are new.

    >>> listed("abcde", list, page="9", size=2)
    Listed(items=('e',), total=5, page=3, size=2, is_more=False)
    >>> listed("abc", list, page="9", size=None)
    Listed(items=('a', 'b', 'c'), total=3, page=1, size=3, is_more=False)
    """
    if isinstance(page, After):
        return _after(found, make, page, size or PER_PAGE, of)
    if size is None:
        items = tuple(make(found))
        return Listed(items, len(items), size=max(1, len(items)))
    counted = _count(found, count_up_to)
    total = counted if count_up_to is None else min(counted, count_up_to)
    pages = max(1, -(-total // size))
    at = min(max(1, _number(page)), pages)
    part = found[(at - 1) * size : min(at * size, total)]
    return Listed(tuple(make(part)), total, at, size, counted > total)


def _after(
    found: QuerySet[Any] | Sequence[Any],
    make: Callable[[Any], Sequence[T]],
    after: After,
    size: int,
    of: QuerySet[Any] | None,
) -> Listed[T]:
    """Return what comes after an id, up to what no writer may still come before."""
    if isinstance(found, QuerySet):
        table = found.order_by("pk")
        later = after.new(table).values_list("pk", flat=True)
        ids = list(later[: size + 1])
        bound = settled(found.model, ids[-1]) if ids else None
        if bound is not None:
            # Read anew: what was on its way before is there now, or never will be.
            ids = list(later.filter(pk__lte=bound)[: size + 1])
            is_more = len(ids) > size or later.filter(pk__gt=bound).exists()
        else:
            is_more = len(ids) > size
        part: Any = table.filter(pk__in=ids[:size])
    else:
        at = sorted(((_id(one), one) for one in found), key=lambda pair: pair[0])
        rest = [pair for pair in at if pair[0] > after.id]
        if after.since is not None:
            new = (
                set() if of is None else set(after.new(of).values_list("pk", flat=True))
            )
            rest = [pair for pair in rest if pair[0] in new]
        ids, is_more = [pair[0] for pair in rest], len(rest) > size
        part = [one for _, one in rest[:size]]
    shown = ids[:size]
    items = tuple(make(part)) if shown else ()
    last = shown[-1] if shown else after.id
    return Listed(items, len(items), 1, size, is_more, last)


def _id(one: Any) -> int:
    if isinstance(one, tuple):
        return _id(one[0])
    return one if isinstance(one, int) else int(getattr(one, "pk", None) or one.id)


def _number(page: Page) -> int:
    try:
        return int(page or 1)  # type: ignore[arg-type]
    except ValueError:
        return 1


def _count(found: QuerySet[Any] | Sequence[Any], up_to: int | None) -> int:
    if isinstance(found, QuerySet):
        bare = found.order_by().values("pk")
        return int((bare if up_to is None else bare[: up_to + 1]).count())
    return len(found)
