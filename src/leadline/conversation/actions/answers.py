"""An answer by mail: what a member wrote to a mail of ours becomes a comment."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.conversation.actions.comments import answer_thread, begin_thread
from leadline.conversation.models import Comment
from leadline.conversation.queries.names import THREAD
from leadline.conversation.queries.subjects import place_of_record
from leadline.foundation.errors import Invalid


@transaction.atomic
def answer_by_mail(
    *, actor: Actor, place: tuple[str, int], text: str, came: datetime, now: datetime
) -> Kept | None:
    """Write what a member answered where the mail was about; nothing if it is there.

    ``place`` is what the names of the mail mean. A mailbox may be read twice: the same
    words by the same person since the mail ``came`` are the same answer. Raises what
    ``begin_thread`` raises.
    """
    actor.require("comment")
    what, pk = place
    text = text.strip()
    if not text:
        raise Invalid("There are no words in it.", field="text")
    said = rows(Comment, actor).filter(
        author_id=actor.user_id, text=text, created_at__gte=came
    )
    if what == THREAD:
        if said.filter(thread_id=pk).exists():
            return None
        return answer_thread(actor=actor, thread_id=pk, text=text, now=now)
    about, record_id, _ = place_of_record(actor=actor, about=what, record_id=pk)
    if said.filter(thread__about=about, thread__record_id=record_id).exists():
        return None
    return begin_thread(
        actor=actor, about=about.value, record_id=record_id, text=text, now=now
    )
