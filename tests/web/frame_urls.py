"""The product's addresses, and a few pages that only the tests of the frame need."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import include, path

from leadline.config.urls import handler400, handler403, handler404, handler500
from leadline.config.urls import urlpatterns as product
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast

FAILURES = {
    "not_found": NotFound("There is no such need."),
    "not_allowed": NotAllowed("As a reader you cannot do this."),
    "invalid": Invalid("That filter cannot be read."),
    "conflict": Conflict("Ben renamed this need a minute ago."),
}


@in_workspace
def fail(request: Request, kind: str) -> HttpResponse:
    """Raise one of the failures, or a fault of ours."""
    raise FAILURES[kind]


@in_workspace
def page(request: Request) -> HttpResponse:
    """Show a page that has a part."""
    return render(request, "shell/toasts.html", {}, part="receipts")


@in_workspace
def receipt(request: Request) -> HttpResponse:
    """Leave a toast with a way back and go on."""
    toast(request, "Need merged.", undo_url="/undo/")
    return go(request, "/there/")


def outside(request: Any) -> HttpResponse:
    """Fail outside a workspace."""
    raise RuntimeError("a fault of ours")


here = [
    path("fail/<str:kind>/", fail),
    path("page/", page),
    path("receipt/", receipt),
]
urlpatterns = [
    *product,
    path("w/<int:workspace_id>/frame/", include(here)),
    path("fault/", outside),
]
__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
