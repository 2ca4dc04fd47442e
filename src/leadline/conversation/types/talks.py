"""Threads and comments as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models

from leadline.conversation.types.attachments import AttachedRow
from leadline.foundation.paging import Listed

LONGEST = 10_000
"""The letters that one comment may have."""


class About(models.TextChoices):
    """The kinds of record one can talk about, and two that one is told of alone.

    All are what a whole workspace reads. Calendars, self-assessments and judgements are
    one person's own and stand in no list of kinds, so that nothing can be said about
    them here.
    """

    NEED = "need", "Need"
    FEEDBACK = "feedback", "Feedback"
    CUSTOMER = "customer", "Customer"
    BET = "bet", "Bet"
    GOAL = "goal", "Goal"
    METRIC = "metric", "Metric"
    PLAN = "plan", "Plan"
    DECISION = "decision", "Decision"
    PREDICTION = "prediction", "Prediction"
    PERSON = "person", "Stakeholder"
    PROMISE = "promise", "Promise"
    LAUNCH = "launch", "Launch"
    REVIEW = "review", "Review"
    STEP = "step", "Launch step"
    BRIEFING = "briefing", "Briefing"


TALKED = tuple(one for one in About if one not in (About.STEP, About.BRIEFING))
"""The kinds that have comments: a step stands on its launch, a briefing is sent."""


class Sign(models.TextChoices):
    """The few ways to answer a comment without words."""

    AGREE = "agree", "Agree"
    THANKS = "thanks", "Thanks"
    SEEN = "seen", "Seen"


def nameless(about: About, title: str = "") -> str:
    """Return the kind of a record with its title, or alone where it has none."""
    if title:
        return f"the {about.label.lower()} “{title}”"
    is_mass = about is About.FEEDBACK
    return f"a {'piece of ' if is_mass else ''}{about.label.lower()}"


@dataclass(frozen=True, slots=True)
class Subject:
    """A record that is talked about; ``owner_id`` is who answers for it, if anybody.

    ``is_of_words``: its title is the beginning of what somebody said, so that it is not
    shown where words are not to stand.
    """

    about: About
    id: int
    title: str
    owner_id: int | None = None
    is_of_words: bool = False

    @property
    def name(self) -> str:
        """What it is called where no words of it may stand.

        >>> Subject(About.NEED, 1, "Swap a shift").name
        'the need “Swap a shift”'
        >>> Subject(About.FEEDBACK, 1, "My nurse says", is_of_words=True).name
        'a piece of feedback'
        """
        return nameless(self.about, "" if self.is_of_words else self.title)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Words of a comment that name somebody, as they were typed."""

    words: str
    user_id: int


@dataclass(frozen=True, slots=True)
class SignRow:
    """A kind of sign under a comment, by whom, and whether the reader is of them."""

    sign: Sign
    names: tuple[str, ...]
    is_mine: bool


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment; its text is empty where its author took it back."""

    id: int
    author: str
    text: str
    at: datetime
    edited_at: datetime | None
    is_deleted: bool
    is_mine: bool
    version: int
    mentions: tuple[Mentioned, ...]
    signs: tuple[SignRow, ...]
    files: tuple[AttachedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A thread: what it began with, and the answers to it."""

    id: int
    first: CommentRow
    replies: tuple[CommentRow, ...]
    resolved_at: datetime | None
    resolved_by: str
    version: int

    @property
    def count(self) -> int:
        """How many comments stand in it."""
        return 1 + len(self.replies)


@dataclass(frozen=True, slots=True)
class Talk:
    """All that is said about one record, oldest thread first."""

    subject: Subject
    threads: Listed[ThreadRow]
    open: int
    resolved: int


@dataclass(frozen=True, slots=True)
class Watching:
    """Whether one watches a record oneself, and how many do in all."""

    is_on: bool
    count: int


@dataclass(frozen=True, slots=True)
class CommentCard:
    """One comment with the record it is about, for who edits it."""

    about: About
    record_id: int
    thread_id: int
    comment: CommentRow
