"""What an installation knows as a whole: turns that one machine has, and what is so."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from leadline.accounts.models import Standing


@transaction.atomic
def take_turn(*, name: str, every: timedelta, now: datetime) -> bool:
    """Return whether a turn is the caller's: of all machines one has it, so often.

    A turn that was taken in the future was taken by a wrong clock, and counts for
    nothing.
    """
    over = Q(at__lte=now - every) | Q(at__gt=now + every)
    if Standing.objects.filter(over, name=name).update(at=now):
        return True
    _, is_new = Standing.objects.get_or_create(name=name, defaults={"at": now})
    return is_new


@transaction.atomic
def say_to_all(*, name: str, said: dict[str, Any], now: datetime) -> None:
    """Keep what is so for every machine."""
    what = {"at": now, "said": said}
    Standing.objects.update_or_create(name=name, defaults=what)
