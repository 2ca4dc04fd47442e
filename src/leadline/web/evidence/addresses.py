"""Ways back: where a form came from, and the address that undoes what it did."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from leadline.evidence.types import Receipt
from leadline.web.shell.requests import Request, is_number


def here(request: Request, name: str, *args: object) -> str:
    """Return an address of the evidence area in this workspace."""
    return reverse(f"evidence:{name}", args=[request.actor.workspace_id, *args])


def back_to(request: Request, otherwise: str) -> str:
    """Return the page that the form names, or that the browser came from, if ours."""
    for url in (request.POST.get("back"), request.headers.get("referer")):
        if url and url_has_allowed_host_and_scheme(url, {request.get_host()}):
            return url
    return otherwise


def undo_of(request: Request, receipt: Receipt) -> str:
    """Return the address whose POST takes a change back."""
    return here(request, "undo", receipt.change_id)


def whole(values: list[str]) -> list[int]:
    """Return the values that are numbers of rows, each once."""
    return sorted({int(v) for v in values if is_number(v)})
