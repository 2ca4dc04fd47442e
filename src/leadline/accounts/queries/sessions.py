"""Where a person is signed in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from leadline.accounts.types import LINK_BY, Actor, SessionRow
from leadline.foundation.paging import Listed, Page, listed

BROWSERS = ("Edg", "OPR", "Firefox", "Chrome", "Safari", "curl")
SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux")
LABELS = {"Edg": "Edge", "OPR": "Opera", "Mac OS X": "macOS"}


def device_name(user_agent: str) -> str:
    """Return a browser's own description in a few words.

    >>> device_name("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Firefox/145.0")
    'Firefox on Linux'
    """
    browser = next((b for b in BROWSERS if b in user_agent), "")
    system = next((s for s in SYSTEMS if s in user_agent), "")
    name = LABELS.get(browser, browser) or "A browser"
    return f"{name} on {LABELS.get(system, system)}" if system else name


def list_sessions(
    *,
    actor: Actor,
    current_key: str,
    now: datetime,
    page: Page = 1,
    size: int | None = None,
) -> Listed[SessionRow]:
    """Return where the actor is signed in, this browser first, then the latest."""
    actor.require("read")
    mine = {s.session_key: s for s in UserSession.objects.filter(user=actor.user_id)}
    alive = Session.objects.filter(session_key__in=mine, expire_date__gt=now)
    link_by = {s.session_key: s.get_decoded().get(LINK_BY, "") for s in alive}
    kept = [mine[key] for key in link_by]
    kept.sort(key=lambda s: s.last_seen_at, reverse=True)
    kept.sort(key=lambda s: s.session_key != current_key)

    def make(part: Sequence[UserSession]) -> list[SessionRow]:
        return [
            SessionRow(
                id=s.pk,
                device=device_name(s.user_agent),
                ip=s.ip,
                since=s.created_at,
                seen_at=s.last_seen_at,
                is_this=s.session_key == current_key,
                link_by=link_by[s.session_key],
            )
            for s in part
        ]

    return listed(kept, make, page, size)
