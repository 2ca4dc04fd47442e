"""The rows themselves, for actions; surfaces read what the other modules return."""

from __future__ import annotations

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.conversation.models import Channel, Comment, Thread
from leadline.foundation.errors import NotAllowed, NotFound


def get_thread(*, actor: Actor, thread_id: int) -> Thread:
    """Return a thread, or raise ``NotFound``."""
    actor.require("read")
    found = rows(Thread, actor).filter(pk=thread_id).first()
    if found is None:
        raise NotFound("There is no such thread.")
    return found


def get_comment(*, actor: Actor, comment_id: int) -> Comment:
    """Return a comment that still stands, or raise ``NotFound``."""
    actor.require("read")
    standing = rows(Comment, actor).filter(deleted_at=None).select_related("thread")
    found = standing.filter(pk=comment_id).first()
    if found is None:
        raise NotFound("There is no such comment; it may have been taken back.")
    return found


def get_own_comment(*, actor: Actor, comment_id: int) -> Comment:
    """Return a comment of the actor's own; raise ``NotFound`` or ``NotAllowed``."""
    actor.require("read")
    found = get_comment(actor=actor, comment_id=comment_id)
    if found.author_id != actor.user_id:
        raise NotAllowed("Only who wrote a comment can change it or take it back.")
    return found


def get_channel(*, actor: Actor, channel_id: int) -> Channel:
    """Return a channel, or raise ``NotFound``; for owners alone."""
    actor.require("administer")
    found = rows(Channel, actor).filter(pk=channel_id).first()
    if found is None:
        raise NotFound("There is no such channel.")
    return found
