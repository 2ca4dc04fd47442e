"""Writes of who was told of what."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from leadline.accounts.actions import note_as_told, record
from leadline.accounts.types import (
    Actor,
    Kept,
)
from leadline.foundation.errors import Invalid
from leadline.stakeholders.models import Told
from leadline.stakeholders.queries.rows import get_person, member_of


@transaction.atomic
def mark_told(
    *,
    actor: Actor,
    person_id: int,
    subject: str,
    how: str,
    now: datetime,
    is_needless: bool = False,
) -> Kept:
    """Note that somebody was told of a change, or need not be, with why.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` without how, or why not.
    """
    actor.require("change")
    person = get_person(actor=actor, person_id=person_id)
    if not how.strip():
        raise Invalid(
            "Say why they need not know." if is_needless else "Say how they were told."
        )
    made = Told(
        workspace_id=actor.workspace_id,
        person=person,
        subject=subject[:60],
        told_at=now,
        how=how.strip()[:240],
        is_needless=is_needless,
        user_id=actor.user_id,
    )
    made.save()
    record(
        actor=actor,
        verb="stakeholders.mark_told",
        subject=person,
        of=made.subject,
        is_needless=is_needless,
    )
    member = member_of(actor=actor, person=person)
    if member is not None and not is_needless:
        note_as_told(actor=actor, key=made.subject, user_id=member)
    return Kept(made.pk, person.name)
