"""The documents as pages: to anybody, since there is nothing of a workspace in them."""

from __future__ import annotations

from functools import cache
from mimetypes import guess_type
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from leadline.foundation.errors import NotFound
from leadline.web.docs.drawing import TEMPLATE, drawn
from leadline.web.docs.reading import FOLDER, HOME, Places, files, places

HOUR = 3600
NO_PAGE = "There is no such page in the documents."


def address(slug: str) -> str:
    """Return where a document is shown."""
    return reverse("docs:home") if slug == HOME else reverse("docs:page", args=[slug])


PLACES = Places(page=address, file=lambda name: reverse("docs:file", args=[name]))


@cache
def _drawn(slug: str) -> dict[str, Any]:
    css, icon = static("web/leadline.css"), static("web/img/mark.svg")
    return drawn(slug, PLACES) | {"css": css, "icon": icon, "product": "/"}


@require_safe
@conditional_page
def page(request: HttpRequest, slug: str = HOME) -> HttpResponse:
    """Show a document; a browser that has it asks whether it still holds."""
    if slug not in places():
        raise NotFound(NO_PAGE)
    theme = getattr(request.user, "theme", "system")
    return render(request, TEMPLATE, _drawn(slug) | {"theme": theme})


@require_safe
@conditional_page
@cache_control(public=True, max_age=HOUR)
def file(request: HttpRequest, name: str) -> HttpResponse:
    """Give a picture, or a file that the documents speak of."""
    if name not in files():
        raise NotFound(NO_PAGE)
    kind, _ = guess_type(name)
    return HttpResponse((FOLDER / name).read_bytes(), content_type=kind)
