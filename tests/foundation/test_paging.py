"""One page of a list, at both of its ends."""

from __future__ import annotations

import pytest

from leadline.foundation.paging import Listed, listed


@pytest.mark.parametrize(
    ("page", "items", "at"),
    [
        (None, (0, 1), 1), ("", (0, 1), 1), ("x", (0, 1), 1), (0, (0, 1), 1),
        (-3, (0, 1), 1), (1, (0, 1), 1), ("2", (2, 3), 2), (3, (4,), 3), (4, (4,), 3),
    ],
)  # fmt: skip
def test_a_page_beyond_either_end_is_the_nearest(
    page: int | str | None, items: tuple[int, ...], at: int
) -> None:
    found = listed(range(5), list, page, 2)

    assert (found.items, found.page, found.total, found.pages) == (items, at, 5, 3)
    assert (found.has_previous, found.has_next) == (at > 1, at < 3)
    assert (found.start, found.end) == (2 * at - 1, min(2 * at, 5))


@pytest.mark.parametrize(("n", "total", "more"), [(3, 3, False), (4, 3, True)])
def test_what_is_not_counted_is_not_shown_either(
    n: int, total: int, more: bool
) -> None:
    found = listed(range(n), list, 9, 2, count_up_to=3)

    assert (found.total, found.is_more, found.items) == (total, more, (2,))


def test_nothing_is_one_empty_page() -> None:
    found: Listed[int] = listed([], list)

    assert (found.items, found.pages, found.start, found.end) == ((), 1, 0, 0)
    assert not found.has_other_pages
    assert listed(range(51), list, count_up_to=None).has_other_pages


@pytest.mark.parametrize("n", [0, 1, 51])
def test_a_list_without_a_size_is_whole_on_one_page(n: int) -> None:
    found = listed(range(n), list, page="2", size=None)

    assert (list(found), found.total, found.page, found.pages) == (
        list(range(n)), n, 1, 1,
    )  # fmt: skip
    assert not found.has_other_pages


def test_a_list_is_read_by_place_and_by_stretch() -> None:
    found = listed(range(5), list, 2, 2)

    assert (found[0], found[-1], found[::-1], len(found)) == (2, 3, (3, 2), 2)
    with pytest.raises(IndexError):
        found[2]
