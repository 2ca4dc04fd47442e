"""Writes of who was told of what."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from leadline.accounts.actions import note_as_told, record
from leadline.accounts.queries import rows
from leadline.accounts.types import (
    Actor,
    Kept,
)
from leadline.foundation.errors import Invalid, NotAllowed, NotFound
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


@transaction.atomic
def take_back_told(*, actor: Actor, told_id: int) -> Kept:
    """Take back that somebody was told, as who noted it; the audit log keeps both.

    Raises ``NotAllowed`` for what another noted, ``NotFound``.
    """
    actor.require("change")
    row = rows(Told, actor).filter(pk=told_id).select_related("person").first()
    if row is None:
        raise NotFound("Nobody noted that any more.")
    if row.user_id != actor.user_id:
        raise NotAllowed("Only who noted it takes it back.")
    record(
        actor=actor,
        verb="stakeholders.take_back_told",
        subject=row.person,
        of=row.subject,
        is_needless=row.is_needless,
    )
    row.delete()
    return Kept(told_id, row.person.name)
