"""Whom a comment is told to: a line in the inbox, and what leaves this machine.

Where nothing can be mailed, no mail waits: one that left weeks later would tell
nobody anything.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from leadline.accounts.queries import actor_for, list_people, rows
from leadline.accounts.types import Actor
from leadline.conversation.actions.mails import hold_members, mail_of, post_to_channels
from leadline.conversation.models import Comment, Mention, Note, Watch
from leadline.conversation.queries.subjects import subject_of
from leadline.conversation.types import Reason
from leadline.foundation.errors import NotFound
from leadline.foundation.mailing import can_tell


@transaction.atomic
def tell_people(
    *, actor: Actor, comment: Comment, now: datetime, only_mentioned: bool = False
) -> int:
    """Put a comment into the inbox of each whom it concerns; return of how many.

    Each is told once of a comment, for the strongest reason; who wrote it is not. Whom
    an edit names no longer is told of it no longer, unless they read it already.
    """
    actor.require("comment")
    thread = comment.thread
    subject = subject_of(
        actor=actor, about=thread.about, record_id=thread.record_id
    )  # fmt: skip
    reasons = _mentioned(actor, comment)
    if not only_mentioned:
        reasons = {**_concerned(actor, comment, subject.owner_id), **reasons}
    gone = rows(Note, actor).filter(comment=comment, reason=Reason.MENTION)
    gone.filter(read_at=None).exclude(user_id__in=reasons).delete()
    told = set(rows(Note, actor).filter(comment=comment).values_list("user", flat=True))
    members = {user_id for user_id, _ in list_people(actor=actor)}
    receivers = sorted((members - told - {actor.user_id}) & set(reasons))
    hold_members(actor=actor, user_ids=[actor.user_id, *receivers])
    for user_id in receivers:
        _note(actor, user_id, reasons[user_id], comment, now)
    if not only_mentioned:
        post_to_channels(actor=actor, comment=comment, now=now)
    return len(reasons)


def _mentioned(actor: Actor, comment: Comment) -> dict[int, Reason]:
    named = rows(Mention, actor).filter(comment=comment)
    return {one: Reason.MENTION for one in named.values_list("user_id", flat=True)}


def _concerned(
    actor: Actor, comment: Comment, owner_id: int | None
) -> dict[int, Reason]:
    """Return who wrote in the thread, answers for the record or watches it.

    Who said that they do not want to hear of it hears nothing.
    """
    thread = comment.thread
    own = rows(Watch, actor).filter(about=thread.about, record_id=thread.record_id)
    said = dict(own.values_list("user_id", "is_on"))
    found = {user_id: Reason.WATCH for user_id, is_on in said.items() if is_on}
    if owner_id is not None:
        found[owner_id] = Reason.OWN
    inside = rows(Comment, actor).filter(thread=thread, deleted_at=None)
    for user_id in set(inside.values_list("author_id", flat=True)):
        found[user_id] = Reason.REPLY
    return {user_id: why for user_id, why in found.items() if said.get(user_id, True)}


def _note(
    actor: Actor, user_id: int, reason: Reason, comment: Comment, now: datetime
) -> None:
    try:
        reader = actor_for(
            user_id=user_id, workspace_id=actor.workspace_id, surface=actor.surface
        )
    except NotFound:
        return  # signed off in the meantime
    note = Note(
        workspace_id=actor.workspace_id, user_id=user_id, reason=reason,
        about=comment.thread.about, record_id=comment.thread.record_id,
        comment=comment, created_at=now, came_at=now,
    )  # fmt: skip
    if can_tell():
        note.outgoing = mail_of(actor=actor, reader=reader, reason=reason, now=now)
    note.save()
