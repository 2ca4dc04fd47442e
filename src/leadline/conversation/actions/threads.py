"""Resolving and reopening threads, and signs under comments."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from leadline.accounts.actions import record, result_of, take_version
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.conversation.models import Reaction
from leadline.conversation.queries.rows import get_comment, get_thread
from leadline.conversation.types import Sign
from leadline.foundation.errors import Invalid


@transaction.atomic
def resolve_thread(
    *, actor: Actor, thread_id: int, now: datetime, seen: int | None = None
) -> Kept:
    """Say that a thread has its answer; once more changes nothing.

    Raises ``NotFound``, ``Stale``.
    """
    actor.require("comment")
    thread = get_thread(actor=actor, thread_id=thread_id, held=True)
    if thread.resolved_at is None:
        take_version(actor=actor, row=thread, seen=seen)
        thread.resolved_at, thread.resolved_by_id = now, actor.user_id
        thread.save(update_fields=["resolved_at", "resolved_by"])
        record(
            actor=actor, verb="conversation.resolve_thread", subject=thread,
            version=thread.version,
        )  # fmt: skip
    return result_of(thread)


@transaction.atomic
def reopen_thread(*, actor: Actor, thread_id: int, seen: int | None = None) -> Kept:
    """Take up a resolved thread again; raises ``NotFound``, ``Stale``."""
    actor.require("comment")
    thread = get_thread(actor=actor, thread_id=thread_id, held=True)
    if thread.resolved_at is not None:
        take_version(actor=actor, row=thread, seen=seen)
        thread.resolved_at, thread.resolved_by = None, None
        thread.save(update_fields=["resolved_at", "resolved_by"])
        record(
            actor=actor, verb="conversation.reopen_thread", subject=thread,
            version=thread.version,
        )  # fmt: skip
    return result_of(thread)


@transaction.atomic
def sign_comment(*, actor: Actor, comment_id: int, sign: str) -> Kept:
    """Leave a sign under a comment, or take one's own of that kind away again.

    Raises ``NotFound``, ``Invalid`` for another kind of sign.
    """
    actor.require("comment")
    comment = get_comment(actor=actor, comment_id=comment_id, held=True)
    if sign not in Sign.values:
        raise Invalid("A sign is agree, thanks or seen.", field="sign")
    own = rows(Reaction, actor).filter(
        comment=comment, user_id=actor.user_id, sign=sign
    )
    if not own.delete()[0]:
        made = Reaction(
            workspace_id=actor.workspace_id, comment=comment, user_id=actor.user_id,
            sign=sign,
        )  # fmt: skip
        # Pressed twice at once it stands once.
        rows(Reaction, actor).bulk_create([made], ignore_conflicts=True)
    record(actor=actor, verb="conversation.sign_comment", subject=comment)
    return result_of(comment)
