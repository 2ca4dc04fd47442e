"""A record beside its list: which one the address names, and where it stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers

from leadline.foundation.paging import Listed
from leadline.web.shell.requests import Request, is_number, render, wants_part

OPEN = "open"
PLACE = "peek"


@dataclass(frozen=True, slots=True)
class Peek:
    """The record that a list shows beside it, and those before and after it.

    ``place`` counts from one over all pages of the list; without one the record is not
    on the page of the list that is shown.
    """

    id: int
    place: int | None
    total: int
    before: int | None = None
    after: int | None = None


def opened(request: Request) -> int | None:
    """Return the id of the record that the address asks for beside the list."""
    said = request.GET.get(OPEN, "")
    return int(said) if is_number(said) else None


def peek(pk: int, ids: Sequence[int], page: Listed[Any]) -> Peek:
    """Return where a record stands among those of the page of the list."""
    if pk not in ids:
        return Peek(pk, None, page.total)
    at = ids.index(pk)
    return Peek(
        pk,
        page.start + at,
        page.total,
        ids[at - 1] if at else None,
        ids[at + 1] if at + 1 < len(ids) else None,
    )


def is_peek(request: Request) -> bool:
    """Return whether htmx asks for the record beside the list, and not for its rows."""
    return wants_part(request) and request.htmx.target == PLACE


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
