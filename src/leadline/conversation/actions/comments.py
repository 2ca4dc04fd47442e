"""Writing, changing and taking back comments.

What somebody wrote stands in no line of the audit log: once taken back it is gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from leadline.accounts.actions import record, result_of, take_version
from leadline.accounts.queries import list_people, rows
from leadline.accounts.types import Actor, Kept
from leadline.conversation.actions.attachments import attach
from leadline.conversation.actions.notes import tell_people
from leadline.conversation.actions.watching import keep_watch
from leadline.conversation.models import (
    Attachment,
    Comment,
    Mention,
    Note,
    Reaction,
    Thread,
)
from leadline.conversation.queries.rows import get_own_comment, get_thread
from leadline.conversation.queries.subjects import subject_of
from leadline.conversation.types import LONGEST, Came
from leadline.foundation.errors import Invalid
from leadline.foundation.mentions import Named, find_named


@transaction.atomic
def begin_thread(
    *,
    actor: Actor,
    about: str,
    record_id: int,
    text: str,
    now: datetime,
    files: Sequence[Came] = (),
) -> Kept:
    """Say something new about a record, and tell whom it concerns.

    Raises ``NotFound``, ``Invalid`` without words, with too many, or where a first
    name could mean several people.
    """
    actor.require("comment")
    subject = subject_of(actor=actor, about=about, record_id=record_id)
    text, named = _read(actor, text)
    thread = Thread(
        workspace_id=actor.workspace_id,
        about=subject.about,
        record_id=subject.id,
        created_at=now,
    )
    thread.save()
    return _write(actor, thread, text, named, now, files)


@transaction.atomic
def answer_thread(
    *,
    actor: Actor,
    thread_id: int,
    text: str,
    now: datetime,
    files: Sequence[Came] = (),
) -> Kept:
    """Answer in a thread; one that was resolved is open again.

    Raises what ``begin_thread`` raises.
    """
    actor.require("comment")
    thread = get_thread(actor=actor, thread_id=thread_id, held=True)
    text, named = _read(actor, text)
    if thread.resolved_at is not None:
        take_version(actor=actor, row=thread, seen=None)
        thread.resolved_at, thread.resolved_by = None, None
        thread.save(update_fields=["resolved_at", "resolved_by"])
    return _write(actor, thread, text, named, now, files)


def _write(
    actor: Actor,
    thread: Thread,
    text: str,
    named: Named,
    now: datetime,
    files: Sequence[Came],
) -> Kept:
    comment = Comment(
        workspace_id=actor.workspace_id, thread=thread, author_id=actor.user_id,
        text=text, created_at=now,
    )  # fmt: skip
    comment.save()
    attach(actor=actor, comment=comment, files=files)
    _name(actor, comment, named)
    keep_watch(actor=actor, about=thread.about, record_id=thread.record_id)
    tell_people(actor=actor, comment=comment, now=now)
    record(
        actor=actor, verb="conversation.write_comment", subject=comment,
        about=thread.about, record=thread.record_id, version=comment.version,
    )  # fmt: skip
    return result_of(comment)


@transaction.atomic
def edit_comment(
    *, actor: Actor, comment_id: int, text: str, now: datetime, seen: int | None = None
) -> Kept:
    """Change a comment of one's own; whom it names anew is told.

    Raises ``NotFound``, ``NotAllowed``, ``Invalid``, ``Stale``.
    """
    actor.require("comment")
    comment = get_own_comment(actor=actor, comment_id=comment_id, held=True)
    text, named = _read(actor, text)
    take_version(actor=actor, row=comment, seen=seen)
    comment.text, comment.edited_at = text, now
    comment.save(update_fields=["text", "edited_at"])
    _name(actor, comment, named)
    tell_people(actor=actor, comment=comment, now=now, only_mentioned=True)
    record(
        actor=actor, verb="conversation.edit_comment", subject=comment,
        version=comment.version,
    )  # fmt: skip
    return result_of(comment)


@transaction.atomic
def delete_comment(
    *, actor: Actor, comment_id: int, now: datetime, seen: int | None = None
) -> None:
    """Take a comment of one's own back: its words, files, signs and notes go.

    Its place stays where others answered. Raises ``NotFound``, ``NotAllowed``,
    ``Stale``.
    """
    actor.require("comment")
    comment = get_own_comment(actor=actor, comment_id=comment_id, held=True)
    take_version(actor=actor, row=comment, seen=seen)
    comment.text, comment.deleted_at = "", now
    comment.save(update_fields=["text", "deleted_at"])
    rows(Attachment, actor).filter(comment=comment).delete()
    rows(Mention, actor).filter(comment=comment).delete()
    rows(Reaction, actor).filter(comment=comment).delete()
    rows(Note, actor).filter(comment=comment).delete()
    record(
        actor=actor, verb="conversation.delete_comment", subject=comment,
        version=comment.version,
    )  # fmt: skip
    inside = rows(Comment, actor).filter(thread_id=comment.thread_id)
    if not inside.filter(deleted_at=None).exists():
        comment.thread.delete()


def _read(actor: Actor, text: str) -> tuple[str, Named]:
    text = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not text:
        raise Invalid("Write something first.", field="text")
    if len(text) > LONGEST:
        raise Invalid(
            f"A comment has at most {LONGEST:,} letters; this one has {len(text):,}.",
            field="text",
        )
    named = find_named(text, list_people(actor=actor))
    if named.several:
        raise Invalid(
            f"{named.several[0]} could be more than one of you; write the whole name.",
            field="text",
        )
    return text, named


def _name(actor: Actor, comment: Comment, named: Named) -> None:
    rows(Mention, actor).filter(comment=comment).delete()
    people = {words[:130]: user_id for words, user_id in named.people}
    rows(Mention, actor).bulk_create(
        Mention(
            workspace_id=actor.workspace_id, comment=comment, user_id=user_id,
            words=words,
        )
        for words, user_id in people.items()
    )  # fmt: skip
