"""What the page Today shows, for every view that draws it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.utils import timezone

from leadline.overview.asks import Asks, Shelf
from leadline.overview.home import today as read_today
from leadline.web.accounts.forms import currency_form
from leadline.web.overview.headline import headline
from leadline.web.shell.requests import Request, wants_part


def today_page(request: Request, drawn: Callable[[Asks], Any]) -> dict[str, Any]:
    """Return what the template takes; ``drawn`` makes rows of what asks."""
    now = timezone.now()
    url = request.htmx.current_url if wants_part(request) else request.get_full_path()
    said = parse_qs(urlsplit(url or "").query).get("show", [""])[0]
    shelf = Shelf(said) if said in Shelf.values else Shelf.FIRST
    brief = read_today(
        actor=request.actor, now=now, on=timezone.localdate(now), shelf=shelf
    )
    return {
        "brief": brief,
        "rows": drawn(brief.asks),
        "shelf": shelf,
        "headline": headline(brief),
        "now": now,
        "currency_form": currency_form(request.actor),
    }
