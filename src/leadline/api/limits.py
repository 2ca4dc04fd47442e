"""How many requests a token may make, and how many are left: told with each answer."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from leadline.accounts.actions import take_requests
from leadline.accounts.types import LOT_OF_REQUESTS, MOST_REQUESTS
from leadline.api.problems import Problem
from leadline.foundation.allowance import OF_TOKENS, minute_of

MOST, SECONDS, LOT = MOST_REQUESTS, 60, LOT_OF_REQUESTS
POLICY = f'"default";q={MOST};w={SECONDS}'
TOO_MANY = f"A token makes {MOST} requests in {SECONDS} seconds. Wait, then go on."
STATE = "_leadline_limit"


def count_request(request: HttpRequest, token_id: int, now: datetime) -> None:
    """Count a request of a token, or raise ``Problem`` where its minute is used up."""
    window, wait = minute_of(now)

    def refill() -> tuple[int, int | None]:
        with suppress(DatabaseError):
            used = take_requests(token_id=token_id, window=window, lot=LOT, most=MOST)
            return (0, None) if used is None else (LOT, used)
        return 1, None  # the database is busy: nobody is turned away for that

    lot = OF_TOKENS.take(token_id, window, refill)
    setattr(request, STATE, (MOST - lot.used + lot.left if lot else 0, wait))
    if lot is None:
        raise Problem(
            429, TOO_MANY, code="too-many-requests", headers={"Retry-After": str(wait)}
        )


def say_limit(request: HttpRequest, response: HttpResponse) -> None:
    """Tell with an answer how many requests are left, and until when."""
    if (state := getattr(request, STATE, None)) is not None:
        left, wait = state
        response["RateLimit-Policy"] = POLICY
        response["RateLimit"] = f'"default";r={left};t={wait}'


def forget_limits() -> None:
    """Forget what this process holds: for tests, each of which begins anew."""
    OF_TOKENS.forget()
