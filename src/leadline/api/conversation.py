"""Comments on records, in threads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from leadline.accounts.types import Kept
from leadline.api.operations import Ask, Op, body
from leadline.api.shapes import said_in
from leadline.conversation import actions, queries
from leadline.conversation.types import About, ThreadRow

AREA = "conversation"


@dataclass(frozen=True, slots=True)
class ThreadFilter:
    """What the comments are about: a kind of record and its id."""

    about: About
    record_id: int


def _threads(ask: Ask) -> Any:
    return queries.talk_of(
        actor=ask.actor,
        about=ask.wanted.about,
        record_id=ask.wanted.record_id,
        page=ask.page,
    ).threads


def _op(
    name: str, method: str, path: str, summary: str, door: str, does: Any, **more: Any
) -> Op:
    said = {"answers": Kept} if method != "DELETE" else {"status": 204}
    doors = (f"{AREA}:{door}",)
    return Op(name, method, path, AREA, summary, doors, does, **(said | more))


WORDS = body("WordsIn", "What is said, in Markdown; @name mentions a member.", text=str)
OPS: list[Op] = [
    _op(
        "list_threads", "GET", "threads", "List what is said about a record",
        "talk_of", _threads, answers=ThreadRow, is_list=True, is_dated=True,
        query=ThreadFilter,
    ),
    _op(
        "begin_thread", "POST", "threads", "Say something about a record",
        "begin_thread",
        lambda ask: actions.begin_thread(
            actor=ask.actor, now=ask.now, **said_in(ask.body)
        ),
        body=body(
            "ThreadIn", "What is said, and about which record.",
            about=About, record_id=int, text=str,
        ),
    ),
    _op(
        "answer_thread", "POST", "threads/{int:id}/answer", "Answer in a thread",
        "answer_thread",
        lambda ask: actions.answer_thread(
            actor=ask.actor, thread_id=ask.id, now=ask.now, text=ask.body.text
        ),
        body=WORDS,
    ),
    _op(
        "resolve_thread", "POST", "threads/{int:id}/resolve", "Resolve a thread",
        "resolve_thread",
        lambda ask: actions.resolve_thread(
            actor=ask.actor, thread_id=ask.id, now=ask.now
        ),
    ),
    _op(
        "reopen_thread", "POST", "threads/{int:id}/reopen", "Open a thread again",
        "reopen_thread",
        lambda ask: actions.reopen_thread(actor=ask.actor, thread_id=ask.id),
    ),
    _op(
        "edit_comment", "PATCH", "comments/{int:id}",
        "Put a comment of one's own into other words",
        "edit_comment",
        lambda ask: actions.edit_comment(
            actor=ask.actor, comment_id=ask.id, now=ask.now, text=ask.body.text
        ),
        body=WORDS,
    ),
    _op(
        "delete_comment", "DELETE", "comments/{int:id}",
        "Take a comment of one's own back",
        "delete_comment",
        lambda ask: actions.delete_comment(
            actor=ask.actor, comment_id=ask.id, now=ask.now
        ),
    ),
]  # fmt: skip
