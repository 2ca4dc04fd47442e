"""Where a person is signed in, and how long a shut door stays shut."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session

from leadline.accounts.types import Actor, SessionRow

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


def list_sessions(*, actor: Actor, current_key: str, now: datetime) -> list[SessionRow]:
    """Return where the actor is signed in, this browser first, then the latest."""
    actor.require("read")
    mine = {s.session_key: s for s in UserSession.objects.filter(user=actor.user_id)}
    alive = Session.objects.filter(session_key__in=mine, expire_date__gt=now)
    kept = [mine[key] for key in alive.values_list("session_key", flat=True)]
    kept.sort(key=lambda s: s.last_seen_at, reverse=True)
    kept.sort(key=lambda s: s.session_key != current_key)
    return [
        SessionRow(
            id=s.pk,
            device=device_name(s.user_agent),
            ip=s.ip,
            since=s.created_at,
            seen_at=s.last_seen_at,
            is_this=s.session_key == current_key,
        )
        for s in kept
    ]


def sign_in_wait(*, email: str, ip: str, now: datetime) -> timedelta:
    """Return how long an address stays shut out after too many tries."""
    cool_off: timedelta = get_cool_off() or timedelta()
    tries = AccessAttempt.objects.filter(username=email, ip_address=ip)
    last = tries.order_by("-attempt_time").values_list("attempt_time", flat=True)
    latest = last.first()
    if latest is None:
        return timedelta()
    wait: timedelta = latest + cool_off - now
    return max(timedelta(), wait)
