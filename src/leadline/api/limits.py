"""How many requests a token may make, and how many are left: told with each answer.

A process takes requests out of the minute in lots, so that all processes together keep
to the limit and most requests cost no write.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from leadline.accounts.actions import take_requests
from leadline.api.problems import Problem

MOST, SECONDS, LOT = 600, 60, 30
POLICY = f'"default";q={MOST};w={SECONDS}'
TOO_MANY = f"A token makes {MOST} requests in {SECONDS} seconds. Wait, then go on."
REMEMBERED = 10_000
STATE = "_leadline_limit"


@dataclass
class Lot:
    """What this process holds of a token's minute."""

    window: datetime
    left: int = 0
    used: int = 0


_lots: dict[int, Lot] = {}
_lock = threading.Lock()


def count_request(request: HttpRequest, token_id: int, now: datetime) -> None:
    """Count a request of a token, or raise ``Problem`` where its minute is used up."""
    window = now.replace(second=0, microsecond=0)
    wait = int((window + timedelta(seconds=SECONDS) - now).total_seconds()) + 1
    with _lock:
        lot = _lots.get(token_id)
        if lot is None or lot.window != window:
            if len(_lots) >= REMEMBERED:
                _lots.clear()
            lot = _lots[token_id] = Lot(window)
        if lot.left < 1:
            _refill(lot, token_id)
        is_over = lot.left < 1
        lot.left -= 0 if is_over else 1
        left = 0 if is_over else MOST - lot.used + lot.left
    setattr(request, STATE, (left, wait))
    if is_over:
        raise Problem(
            429, TOO_MANY, code="too-many-requests", headers={"Retry-After": str(wait)}
        )


def _refill(lot: Lot, token_id: int) -> None:
    with suppress(DatabaseError):
        used = take_requests(token_id=token_id, window=lot.window, lot=LOT, most=MOST)
        if used is not None:
            lot.left, lot.used = LOT, used
        return
    lot.left = 1  # the database is busy: nobody is turned away for that


def say_limit(request: HttpRequest, response: HttpResponse) -> None:
    """Tell with an answer how many requests are left, and until when."""
    if (state := getattr(request, STATE, None)) is not None:
        left, wait = state
        response["RateLimit-Policy"] = POLICY
        response["RateLimit"] = f'"default";r={left};t={wait}'


def forget_limits() -> None:
    """Forget what this process holds: for tests, each of which begins anew."""
    _lots.clear()
