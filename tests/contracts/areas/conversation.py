"""Examples for the addresses of conversation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from leadline.conversation import actions
from leadline.conversation.models import Attachment, Comment, Note
from leadline.conversation.queries.letters import way_out
from leadline.conversation.types import ChannelIn
from tests.contracts.examples import Examples
from tests.foundation.attached.files import pdf

NOW = datetime.now(UTC)


def comment_of(e: Examples) -> Comment:
    def make() -> Comment:
        kept = actions.begin_thread(
            actor=e.actor, about="need", record_id=e.need.pk, text="Who asked?", now=NOW
        )
        return Comment.objects.get(pk=kept.id)

    return e.once("comment", make)


def note_of(e: Examples) -> int:
    def make() -> int:
        other = replace(e.actor, user_id=e.member.user_id)
        thread_id = comment_of(e).thread_id
        actions.answer_thread(actor=other, thread_id=thread_id, text="We", now=NOW)
        return Note.objects.get(user_id=e.actor.user_id, reason="reply").pk

    return e.once("note", make)


def attached_to(e: Examples) -> int:
    def make() -> int:
        came = actions.take_in(actor=e.actor, name="ports.pdf", chunks=[pdf()])
        thread_id = comment_of(e).thread_id
        actions.answer_thread(
            actor=e.actor, thread_id=thread_id, text="See", now=NOW, files=[came]
        )
        return Attachment.objects.get(comment__thread_id=thread_id).pk

    return e.once("attached", make)


def key_of(e: Examples) -> str:
    return way_out(actor=e.actor, user_id=e.actor.user_id)


def channel_of(e: Examples) -> int:
    return e.once(
        "channel",
        lambda: actions.add_channel(
            actor=e.actor, channel=ChannelIn("slack", "Product", HOOK), now=NOW
        ),
    ).id


HOOK = "https://hooks.example/services/key"
WORDS = {"text": "What does it take?"}
TOLD = {
    "mention": "at_once", "reply": "digest", "own": "digest", "watch": "off",
    "given": "at_once", "due": "digest", "told": "off",
    "only_weekdays": "yes", "digest_at": "08:00",
}  # fmt: skip
THINGS: dict[str, Callable[[Examples], object]] = {
    "kind": lambda e: "need",
    "talk/need": lambda e: e.need.pk,
    "threads": lambda e: comment_of(e).thread_id,
    "comments": lambda e: comment_of(e).pk,
    "inbox": note_of,
    "no-more-mail": key_of,
    "settings/channels": channel_of,
    "attached": attached_to,
}
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {
    "conversation:talk": lambda e: WORDS,
    "conversation:answer": lambda e: WORDS,
    "conversation:edit": lambda e: WORDS,
    "conversation:sign": lambda e: {"sign": "agree"},
    "conversation:telling": lambda e: TOLD,
    "conversation:channels": lambda e: {
        "kind": "teams",
        "name": "Board",
        "address": HOOK,
        "hears": ["decisions"],
    },
    "conversation:channel": lambda e: {
        "kind": "slack",
        "name": "Product",
        "hears": ["comments", "promises"],
    },
}
PUBLIC: set[str] = {"no_more_mail"}
# Who reads takes part: they comment, watch, and say how they are told.
READERS_OWN: set[str] = {
    "conversation:talk", "conversation:watch", "conversation:read",
    "conversation:answer", "conversation:resolve", "conversation:reopen",
    "conversation:sign", "conversation:read_all", "conversation:telling",
}  # fmt: skip
