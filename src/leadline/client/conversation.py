"""What a program asks and does: conversation.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Unpack

from .connection import Connection
from .pages import Pages
from .types.conversation import ThreadRow
from .types.sent.conversation import ListThreads, ThreadIn, WordsIn
from .types.shared import Kept
from .values import Id


class Conversation:
    """The operations of conversation."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list_threads(self, **asked: Unpack[ListThreads]) -> Pages[ThreadRow]:
        """List what is said about a record.

        Needs the scope ``conversation:read``. Records come in the order in
        which they were made. Needs about, record_id; takes updated_since,
        limit, cursor, fields.
        """
        return self._connection.rows("threads", asked=asked)

    def begin_thread(self, *, key: str = "", **said: Unpack[ThreadIn]) -> Kept:
        """Say something about a record.

        Needs the scope ``conversation:write``. Needs about, record_id, text.
        """
        answer: Kept = self._connection.send("POST", "threads", said=said, key=key)
        return answer

    def answer_thread(
        self, id: Id, /, *, key: str = "", **said: Unpack[WordsIn]
    ) -> Kept:
        """Answer in a thread.

        Needs the scope ``conversation:write``. Needs text.
        """
        answer: Kept = self._connection.send(
            "POST", "threads", id, "answer", said=said, key=key
        )
        return answer

    def resolve_thread(self, id: Id, /, *, key: str = "") -> Kept:
        """Resolve a thread.

        Needs the scope ``conversation:write``.
        """
        answer: Kept = self._connection.send("POST", "threads", id, "resolve", key=key)
        return answer

    def reopen_thread(self, id: Id, /, *, key: str = "") -> Kept:
        """Open a thread again.

        Needs the scope ``conversation:write``.
        """
        answer: Kept = self._connection.send("POST", "threads", id, "reopen", key=key)
        return answer

    def edit_comment(self, id: Id, /, **said: Unpack[WordsIn]) -> Kept:
        """Put a comment of one's own into other words.

        Needs the scope ``conversation:write``. Needs text.
        """
        answer: Kept = self._connection.send("PATCH", "comments", id, said=said)
        return answer

    def delete_comment(self, id: Id, /) -> None:
        """Take a comment of one's own back.

        Needs the scope ``conversation:write``.
        """
        self._connection.send("DELETE", "comments", id)
