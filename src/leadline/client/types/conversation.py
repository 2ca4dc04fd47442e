"""What is answered: conversation.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Literal, TypedDict


class AttachedRow(TypedDict):
    """A file under a comment; `is_drawn` where a page may show it as a picture.

    `has_preview` where a picture of its first page is kept; `lacks` says what
    is not installed that would have made one.
    """

    id: str
    name: str
    kind: Literal["png", "jpeg", "gif", "webp", "pdf", "text", "office"]
    size: int
    width: int
    height: int
    has_preview: bool
    lacks: str


class CommentRow(TypedDict):
    """A comment; its text is empty where its author took it back."""

    id: str
    author: str
    text: str
    at: str
    edited_at: str | None
    is_deleted: bool
    is_mine: bool
    version: int
    mentions: list[Mentioned]
    signs: list[SignRow]
    files: list[AttachedRow]


class Mentioned(TypedDict):
    """Words of a comment that name somebody, as they were typed."""

    words: str
    user_id: str


class SignRow(TypedDict):
    """A kind of sign under a comment, by whom, and whether the reader is of them."""

    sign: Literal["agree", "thanks", "seen"]
    names: list[str]
    is_mine: bool


class ThreadRow(TypedDict):
    """A thread: what it began with, and the answers to it."""

    id: str
    first: CommentRow
    replies: list[CommentRow]
    resolved_at: str | None
    resolved_by: str
    version: int
