"""Why somebody is told of something, and the line of their inbox that says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models

from leadline.conversation.types.talks import About


class Reason(models.TextChoices):
    """Why somebody is told of a comment, of which the first holds, or of a record."""

    MENTION = "mention", "Somebody mentions me"
    REPLY = "reply", "Somebody answers where I wrote"
    OWN = "own", "A comment on what I answer for"
    WATCH = "watch", "A comment on what I watch"
    GIVEN = "given", "Something is given to me"
    DUE = "due", "Something of mine falls due"
    TOLD = "told", "Somebody notes that I was told"


OF_COMMENTS = (Reason.MENTION, Reason.REPLY, Reason.OWN, Reason.WATCH)
OF_RECORDS = (Reason.GIVEN, Reason.DUE, Reason.TOLD)


DID = {
    Reason.MENTION: "mentioned you on",
    Reason.REPLY: "answered on",
    Reason.OWN: "commented on what you answer for:",
    Reason.WATCH: "commented on what you watch:",
}
GAVE = {
    About.DECISION: "named you to decide",
    About.PREDICTION: "named you to settle",
    About.PERSON: "asked you to look after",
}
FALLS_DUE = {
    About.DECISION: "To be decided by {day}:",
    About.PREDICTION: "To be settled on {day}:",
}


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One line of somebody's inbox; of a record alone it has no comment.

    ``due_on`` is the day on which something falls due.
    """

    id: int
    reason: Reason
    by: str
    about: About
    record_id: int
    title: str
    thread_id: int | None
    comment_id: int | None
    words: str
    at: datetime
    is_new: bool
    is_of_words: bool = False
    snoozed_until: datetime | None = None
    due_on: date | None = None

    @property
    def stands_at(self) -> datetime:
        """The moment it stands under: when it came, or when it comes back."""
        return self.snoozed_until or self.at

    @property
    def anchor(self) -> str:
        """Where on the page of its record's comments it stands; of a record nowhere."""
        if self.comment_id is None:
            return ""
        return f"?thread={self.thread_id}#comment-{self.comment_id}"

    @property
    def said(self) -> str:
        """What happened, up to what the record is called.

        >>> at = datetime(2026, 11, 25)
        >>> one = (About.BET, 1, "Quiet hours", None, None, "", at, True)
        >>> NoteRow(1, Reason.GIVEN, "Ana", *one).said
        'Ana made you the owner of the bet'
        >>> NoteRow(1, Reason.DUE, "", *one, due_on=at.date()).said
        'Due on 25 November, the bet'
        """
        kind = self.about.label.lower()
        if self.reason == Reason.DUE:
            day = f"{self.due_on:%-d %B}" if self.due_on else "a day"
            form = FALLS_DUE.get(self.about, "Due on {day}, the {kind}")
            return form.format(day=day, kind=kind)
        if self.reason == Reason.GIVEN:
            did = GAVE.get(self.about, f"made you the owner of the {kind}")
        elif self.reason == Reason.TOLD:
            did = f"noted that you were told of the {kind}"
            did = "briefed you:" if self.about == About.BRIEFING else did
        else:
            did = DID[self.reason]
        return f"{self.by} {did}"
