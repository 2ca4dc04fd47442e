"""What a channel of a team hears, and how each of it is said."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import models

from leadline.accounts.types import Verb


class Heard(models.TextChoices):
    """What an owner lets a channel hear."""

    COMMENTS = "comments", "Comments"
    DECISIONS = "decisions", "Decisions, when they are taken or taken back"
    LAUNCHES = "launches", "Launches: whether they go, and their day"
    PROMISES = "promises", "Promises at risk, broken or late"
    PUBLISHED = "published", "Briefings that are sent and reviews that are finished"


BY_LINE = frozenset(Heard) - {Heard.COMMENTS}
"""What is read off the audit log and the calendar; comments are told at once."""
HEARD: dict[Heard, frozenset[Verb]] = {
    Heard.DECISIONS: frozenset({Verb.DECIDE, Verb.REVERSE_DECISION}),
    Heard.LAUNCHES: frozenset({
        Verb.ASK_TO_GO, Verb.CALL_OFF, Verb.CHANGE_LAUNCH, Verb.MARK_LAUNCHED,
        Verb.TAKE_UP,
    }),
    Heard.PROMISES: frozenset({Verb.MOVE_COMMITMENT}),
    Heard.PUBLISHED: frozenset({Verb.FINISH_REVIEW, Verb.SEND_BRIEFING}),
}  # fmt: skip
"""The lines of the audit log that are heard, besides what a day brings."""

SAID: dict[str, tuple[str, str]] = {
    Verb.ASK_TO_GO: ("asks to go to market with", ""),
    Verb.CALL_OFF: ("called off", ""),
    Verb.CHANGE_LAUNCH: ("moved", "to {day}"),
    Verb.DECIDE: ("took", ""),
    Verb.FINISH_REVIEW: ("finished", ""),
    Verb.MARK_LAUNCHED: ("says that", "is out"),
    Verb.REVERSE_DECISION: ("took back", ""),
    Verb.SEND_BRIEFING: ("sent", ""),
    Verb.TAKE_UP: ("took up", "again"),
}
"""What stands before and after the name of the record, behind who did it."""
WORDS = ("choice", "reason", "why")
"""What of a line is somebody's own words: told where an owner lets words out."""


@dataclass(frozen=True, slots=True)
class ChannelIn:
    """A channel as an owner names it; without an address the one it has stays."""

    kind: str
    name: str
    address: str = field(default="", repr=False)
    hears: tuple[str, ...] = (Heard.COMMENTS.value,)
    with_words: bool = False
