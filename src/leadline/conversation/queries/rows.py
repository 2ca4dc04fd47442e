"""The rows themselves, for actions; surfaces read what the other modules return."""

from __future__ import annotations

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.conversation.models import Channel, Comment, Thread
from leadline.foundation.errors import NotAllowed, NotFound
from leadline.foundation.paging import the_one


def get_thread(*, actor: Actor, thread_id: int, held: bool = False) -> Thread:
    """Return a thread, or raise ``NotFound``.

    One that is ``held`` stays as it is to the end of the transaction: nobody takes its
    last comment back meanwhile, which takes the thread away.
    """
    actor.require("read")
    threads = rows(Thread, actor).filter(pk=thread_id)
    found = the_one(threads.select_for_update() if held else threads)
    if found is None:
        raise NotFound("There is no such thread.")
    return found


def get_comment(*, actor: Actor, comment_id: int, held: bool = False) -> Comment:
    """Return a comment that still stands, its thread ``held``, or raise ``NotFound``.

    The thread is held first and the comment read again: of two who hold parts of it
    one after another each could wait for the other.
    """
    actor.require("read")
    comments = rows(Comment, actor).filter(pk=comment_id, deleted_at=None)
    if held:
        own = comments.order_by().values("thread_id")
        list(rows(Thread, actor).select_for_update().filter(pk__in=own))
    found = comments.select_related("thread").first()
    if found is None:
        raise NotFound("There is no such comment; it may have been taken back.")
    return found


def get_own_comment(*, actor: Actor, comment_id: int, held: bool = False) -> Comment:
    """Return a comment of the actor's own; raise ``NotFound`` or ``NotAllowed``."""
    actor.require("read")
    found = get_comment(actor=actor, comment_id=comment_id, held=held)
    if found.author_id != actor.user_id:
        raise NotAllowed("Only who wrote a comment can change it or take it back.")
    return found


def get_channel(*, actor: Actor, channel_id: int) -> Channel:
    """Return a channel, or raise ``NotFound``; for owners alone."""
    actor.require("administer")
    found = the_one(rows(Channel, actor).filter(pk=channel_id))
    if found is None:
        raise NotFound("There is no such channel.")
    return found
