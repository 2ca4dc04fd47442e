"""Lines of one's own Today that sleep; like an inbox, no audit log tells of it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.conversation.models import Asleep
from leadline.foundation.errors import Invalid, NotFound

LONGEST = timedelta(days=90)


@transaction.atomic
def put_to_sleep(*, actor: Actor, key: str, until: date, on: date) -> date:
    """Let one line of the actor's own Today sleep until a day, and return that day.

    Raises ``NotAllowed``, ``Invalid`` for a day that is not after today or lies more
    than ninety days off.
    """
    actor.require("read")
    if not on < until <= on + LONGEST:
        raise Invalid(
            "Name a day after today, at most ninety days from now.", field="until"
        )
    own = rows(Asleep, actor).filter(user_id=actor.user_id)
    own.filter(until__lte=on).delete()
    if not own.filter(key=key).update(until=until):
        row = Asleep(
            workspace_id=actor.workspace_id, user_id=actor.user_id, key=key, until=until
        )
        rows(Asleep, actor).bulk_create([row], ignore_conflicts=True)
    return until


@transaction.atomic
def wake_up(*, actor: Actor, key: str) -> None:
    """Bring a line of the actor's own Today back at once.

    Raises ``NotFound`` for one that does not sleep.
    """
    actor.require("read")
    own = rows(Asleep, actor).filter(user_id=actor.user_id, key=key)
    if not own.delete()[0]:
        raise NotFound("This does not sleep any more.")
