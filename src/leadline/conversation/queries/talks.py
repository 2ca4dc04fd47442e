"""What is said about a record, thread by thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Q

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.conversation.models import Comment, Mention, Reaction, Thread, Watch
from leadline.conversation.queries.attachments import attached_rows
from leadline.conversation.queries.rows import (
    get_comment,
    get_own_comment,
    get_thread,
)
from leadline.conversation.queries.subjects import subject_of
from leadline.conversation.types import (
    About,
    CommentCard,
    CommentRow,
    Mentioned,
    Sign,
    SignRow,
    Talk,
    ThreadRow,
    Watching,
)
from leadline.foundation.paging import Page, listed

THREADS = 30
YOU = "you"


def talk_of(*, actor: Actor, about: str, record_id: int, page: Page = None) -> Talk:
    """Return what is said about a record; without a page, the last one.

    Raises ``NotFound`` for a record that the actor does not read.
    """
    actor.require("read")
    subject = subject_of(actor=actor, about=about, record_id=record_id)
    own = {"about": subject.about, "record_id": subject.id}
    threads = rows(Thread, actor).filter(**own).select_related("resolved_by")
    is_open = Q(resolved_at=None)
    counted = rows(Thread, actor).filter(**own).aggregate(
        open=Count("pk", filter=is_open), resolved=Count("pk", filter=~is_open)
    )  # fmt: skip
    last = -(-(counted["open"] + counted["resolved"]) // THREADS)
    return Talk(
        subject=subject,
        threads=listed(
            threads.order_by("pk"), lambda lot: _threads(actor, lot), page or last,
            THREADS,
        ),
        open=counted["open"],
        resolved=counted["resolved"],
    )  # fmt: skip


def watching_of(*, actor: Actor, about: str, record_id: int) -> Watching:
    """Return who watches a record; of one that is not read, nobody."""
    actor.require("read")
    watched = rows(Watch, actor).filter(about=about, record_id=record_id, is_on=True)
    counted = watched.aggregate(
        own=Count("pk", filter=Q(user_id=actor.user_id)), all=Count("pk")
    )
    return Watching(is_on=counted["own"] > 0, count=counted["all"])


def page_of_thread(*, actor: Actor, thread_id: int) -> int:
    """Return on which page of its record a thread stands, so that a link finds it."""
    actor.require("read")
    thread = rows(Thread, actor).filter(pk=thread_id).first()
    if thread is None:
        return 1
    own = rows(Thread, actor).filter(about=thread.about, record_id=thread.record_id)
    return (own.filter(pk__lt=thread_id).count() // THREADS) + 1


def place_of_thread(*, actor: Actor, thread_id: int) -> tuple[str, int]:
    """Return the kind and the number of a thread's record, or raise ``NotFound``."""
    actor.require("read")
    thread = get_thread(actor=actor, thread_id=thread_id)
    return thread.about, thread.record_id


def place_of_comment(*, actor: Actor, comment_id: int) -> tuple[str, int]:
    """Return the kind and the number of a comment's record, or raise ``NotFound``."""
    actor.require("read")
    thread = get_comment(actor=actor, comment_id=comment_id).thread
    return thread.about, thread.record_id


def own_comment(*, actor: Actor, comment_id: int) -> CommentCard:
    """Return a comment of the actor's own, to be edited.

    Raises ``NotFound``, ``NotAllowed`` for somebody else's.
    """
    actor.require("read")
    row = get_own_comment(actor=actor, comment_id=comment_id)
    (shown,) = comment_rows(actor=actor, found=[row])
    thread = row.thread
    return CommentCard(About(thread.about), thread.record_id, thread.pk, shown)


def comment_rows(*, actor: Actor, found: Iterable[Comment]) -> list[CommentRow]:
    """Return comments as pages show them, whom they name and what is under them."""
    actor.require("read")
    comments = list(found)
    ids = [one.pk for one in comments]
    named: dict[int, list[Mentioned]] = defaultdict(list)
    for one in rows(Mention, actor).filter(comment__in=ids).order_by("pk"):
        named[one.comment_id].append(Mentioned(one.words, one.user_id))
    signed: dict[int, list[Reaction]] = defaultdict(list)
    signs = rows(Reaction, actor).filter(comment__in=ids).select_related("user")
    for sign in signs.order_by("pk"):
        signed[sign.comment_id].append(sign)
    files = attached_rows(actor=actor, comment_ids=ids)
    return [
        CommentRow(
            id=one.pk,
            author=str(one.author),
            text=one.text,
            at=one.created_at,
            edited_at=one.edited_at,
            is_deleted=one.deleted_at is not None,
            is_mine=one.author_id == actor.user_id,
            version=one.version,
            mentions=tuple(named[one.pk]),
            signs=_signs(actor, signed[one.pk]),
            files=files.get(one.pk, ()),
        )
        for one in comments
    ]


def _signs(actor: Actor, under: Sequence[Reaction]) -> tuple[SignRow, ...]:
    shown = []
    for sign in Sign:
        by = [one for one in under if one.sign == sign]
        mine = any(one.user_id == actor.user_id for one in by)
        names = [str(one.user) for one in by if one.user_id != actor.user_id]
        shown.append(SignRow(sign, (*names, *([YOU] if mine else ())), mine))
    return tuple(shown)


def _threads(actor: Actor, lot: Any) -> list[ThreadRow]:
    threads = list(lot)
    said = rows(Comment, actor).filter(thread__in=[one.pk for one in threads])
    comments = list(said.select_related("author").order_by("pk"))
    shown = comment_rows(actor=actor, found=comments)
    inside: dict[int, list[CommentRow]] = defaultdict(list)
    for comment, row in zip(comments, shown, strict=True):
        inside[comment.thread_id].append(row)
    return [
        ThreadRow(
            id=one.pk,
            first=inside[one.pk][0],
            replies=tuple(inside[one.pk][1:]),
            resolved_at=one.resolved_at,
            resolved_by=str(one.resolved_by or ""),
            version=one.version,
        )
        for one in threads
        if inside[one.pk]
    ]
