"""Reads of what sleeps on one's own Today."""

from __future__ import annotations

from datetime import date

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.conversation.models import Asleep


def asleep(*, actor: Actor, on: date) -> dict[str, date]:
    """Return the lines of the actor's own Today that sleep, with the day they wake."""
    actor.require("read")
    own = rows(Asleep, actor).filter(user_id=actor.user_id, until__gt=on)
    return dict(own.values_list("key", "until"))
