"""How many calls a token may make: of the same minute as its requests to the API."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from django.db import DatabaseError

from leadline.accounts.actions import take_requests
from leadline.accounts.types import LOT_OF_REQUESTS, MOST_REQUESTS
from leadline.foundation.allowance import OF_TOKENS, minute_of

MOST, LOT = MOST_REQUESTS, LOT_OF_REQUESTS
TOO_MANY = f"A token makes {MOST} requests in 60 seconds. Wait, then go on."


def wait_for(token_id: int, now: datetime) -> int:
    """Count a call; return in how many seconds the next minute begins, 0 for go on."""
    window, wait = minute_of(now)

    def refill() -> tuple[int, int | None]:
        with suppress(DatabaseError):
            used = take_requests(token_id=token_id, window=window, lot=LOT, most=MOST)
            return (0, None) if used is None else (LOT, used)
        return 1, None  # the database is busy: nobody is turned away for that

    return 0 if OF_TOKENS.take(token_id, window, refill) else wait
