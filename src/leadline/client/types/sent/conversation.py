"""What is sent: conversation.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NotRequired, TypedDict


class ListThreads(TypedDict):
    """Which threads a list is of."""

    about: Literal[
        "need",
        "feedback",
        "customer",
        "bet",
        "goal",
        "metric",
        "plan",
        "decision",
        "prediction",
        "person",
        "promise",
        "launch",
        "review",
        "step",
        "briefing",
    ]
    record_id: str
    updated_since: NotRequired[str | datetime | None]
    limit: NotRequired[int]
    cursor: NotRequired[str]
    fields: NotRequired[str]


class ThreadIn(TypedDict):
    """What is said, and about which record."""

    about: Literal[
        "need",
        "feedback",
        "customer",
        "bet",
        "goal",
        "metric",
        "plan",
        "decision",
        "prediction",
        "person",
        "promise",
        "launch",
        "review",
        "step",
        "briefing",
    ]
    record_id: str
    text: str


class WordsIn(TypedDict):
    """What is said, in Markdown; @name mentions a member."""

    text: str
