"""A record beside its list: which one the address names, and where it stands there."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Sized
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers

from leadline.foundation.paging import Listed
from leadline.web.shell.requests import Request, is_number, render, wants_part

T = TypeVar("T")
OPEN = "open"
PLACE = "peek"


@dataclass(frozen=True, slots=True)
class Peek:
    """The record that a list shows beside it, and those before and after it.

    ``place`` counts from one over all pages of the list; without one the record is not
    on the page of the list that is shown. ``before_page`` and ``after_page`` are the
    pages of the list on which those stand, none for the first; ``turns_before`` and
    ``turns_after`` tell that it is another one than is shown.
    """

    id: int
    place: int | None
    total: int
    before: int | None = None
    after: int | None = None
    before_page: int | None = None
    after_page: int | None = None
    turns_before: bool = False
    turns_after: bool = False


def opened(request: Request) -> int | None:
    """Return the id of the record that the address asks for beside the list."""
    said = request.GET.get(OPEN, "")
    return int(said) if is_number(said) else None


def peek(
    pk: int,
    ids: Sequence[int],
    page: Listed[Any],
    turn: Callable[[int], Sequence[int]] | None = None,
) -> Peek:
    """Return where a record stands among those of the page of the list.

    ``turn`` returns the ids of another page of the list: with it the record at the end
    of a page leads on to the first of the next one.
    """
    if pk not in ids:
        return Peek(pk, None, page.total)
    at = ids.index(pk)
    turns = (at == 0 and page.has_previous, at + 1 == len(ids) and page.has_next)
    before, before_page = ids[at - 1] if at else None, page.page
    after, after_page = ids[at + 1] if at + 1 < len(ids) else None, page.page
    if turn and turns[0]:
        before, before_page = _end(turn(page.previous_page), -1), page.previous_page
    if turn and turns[1]:
        after, after_page = _end(turn(page.next_page), 0), page.next_page
    return Peek(
        pk, page.start + at, page.total, before, after,
        before_page if before_page > 1 else None,
        after_page if after_page > 1 else None,
        *(bool(turn) and is_end for is_end in turns),
    )  # fmt: skip


def _end(ids: Sequence[int], at: int) -> int | None:
    return ids[at] if ids else None


def beside(
    request: Request,
    page: Listed[T],
    turn: Callable[[int], Listed[T]],
    show: Callable[[int], dict[str, Any]],
    id_of: Callable[[T], int] = attrgetter("id"),
) -> dict[str, Any]:
    """Return what the panel shows, where the address asks for a record.

    ``turn`` returns another page of the same list, ``show`` what is said about a
    record; it may raise ``NotFound``.
    """
    pk = opened(request)
    if pk is None:
        return {"peek": None}

    def ids(of: Listed[T]) -> list[int]:
        return [id_of(row) for row in of.items]

    at = peek(pk, ids(page), page, lambda number: ids(turn(number)))
    return {"peek": at, **show(pk)}


def is_peek(request: Request) -> bool:
    """Return whether htmx asks for the record beside the list, and not for its rows."""
    return wants_part(request) and request.htmx.target == PLACE


def nothing_yet(found: Sized, is_narrowed: object, every: Callable[[], Sized]) -> bool:
    """Return whether a list is empty since nothing of its kind is on record.

    ``every`` returns those in any state, and is asked only where the list is empty.
    """
    return not (found or is_narrowed or every())


def render_list(
    request: Request, template: str, context: dict[str, Any]
) -> HttpResponse:
    """Render a list with the record beside it, its rows, or that record alone.

    The record's address is the list's with ``open``: the first one opened is a step
    of the way back, those that follow stand in its place.
    """
    if not is_peek(request):
        response = render(request, template, context, part="rows")
    else:
        response = render(request, template, context, part=PLACE)
        came_from = parse_qs(urlsplit(request.htmx.current_url or "").query)
        name = "HX-Replace-Url" if OPEN in came_from else "HX-Push-Url"
        response[name] = request.get_full_path()
    patch_vary_headers(response, ["HX-Target"])
    return response
