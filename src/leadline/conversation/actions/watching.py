"""Watching a record, or not."""

from __future__ import annotations

from django.db import transaction

from leadline.accounts.actions import record
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.conversation.models import Watch
from leadline.conversation.queries.subjects import subject_of


@transaction.atomic
def set_watching(*, actor: Actor, about: str, record_id: int, is_on: bool) -> Kept:
    """Hear of every comment on a record, or of none but those that name one.

    Raises ``NotFound``.
    """
    actor.require("read")
    subject = subject_of(actor=actor, about=about, record_id=record_id)
    watch = _watch(actor, subject.about, subject.id)
    watch.is_on = is_on
    watch.save(update_fields=["is_on"])
    record(actor=actor, verb="conversation.set_watching", subject=watch, on=is_on)
    return Kept(watch.pk, subject.title)


@transaction.atomic
def keep_watch(*, actor: Actor, about: str, record_id: int) -> None:
    """Watch what one wrote about, unless one has said that one does not want to."""
    actor.require("read")
    _watch(actor, about, record_id)


def _watch(actor: Actor, about: str, record_id: int) -> Watch:
    """Return the actor's row of a record; made at once by two windows it is one."""
    known = {"user_id": actor.user_id, "about": about, "record_id": record_id}
    own = rows(Watch, actor).filter(**known)
    if not own.exists():
        made = Watch(workspace_id=actor.workspace_id, **known)
        rows(Watch, actor).bulk_create([made], ignore_conflicts=True)
    return own.get()
