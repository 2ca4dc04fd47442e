"""The closed lists of the evidence domain; values are stored, labels are shown."""

from __future__ import annotations

from django.db import models


class CustomerState(models.TextChoices):
    """What an account is to us today."""

    ACTIVE = "active", "Customer"
    PROSPECT = "prospect", "Prospect"
    LOST = "lost", "Lost"


class FeedbackKind(models.TextChoices):
    """What a piece of feedback is."""

    REQUEST = "request", "Request"
    PROBLEM = "problem", "Problem"
    PRAISE = "praise", "Praise"
    QUESTION = "question", "Question"
    REVIEW = "review", "Review"
    INTERVIEW = "interview", "Interview"
    SALES_NOTE = "sales_note", "Sales note"
    LOST_DEAL = "lost_deal", "Lost deal"
    MARKET_NOTE = "market_note", "Market note"


class FeedbackSide(models.TextChoices):
    """Whose words a piece holds; only the customer's count for needs and chairs."""

    CUSTOMER = "customer", "Customer"
    OURS = "ours", "Ours"


class FeedbackSpeech(models.TextChoices):
    """Whether a piece holds the speaker's own words or what somebody noted of them."""

    DIRECT = "direct", "Their own words"
    REPORTED = "reported", "Reported"


class SetAside(models.TextChoices):
    """Why a piece is kept but belongs to no need; the empty value: it counts."""

    AUTO_REPLY = "auto_reply", "Automatic answer"
    THANKS = "thanks", "Thanks and nothing else"
    SPAM = "spam", "Spam"
    NOTHING = "nothing", "Says nothing"


class FeedbackState(models.TextChoices):
    """Whether a person has looked at a piece."""

    NEW = "new", "New"
    TRIAGED = "triaged", "Triaged"
    ARCHIVED = "archived", "Archived"


class NeedBy(models.TextChoices):
    """Who said which need a piece belongs to."""

    NONE = "none", "Nobody yet"
    MACHINE = "machine", "Grouping"
    PERSON = "person", "A person"


class NeedState(models.TextChoices):
    """Where a need stands."""

    OPEN = "open", "Open"
    MET = "met", "Met"
    DISMISSED = "dismissed", "Dismissed"
    MERGED = "merged", "Merged"


class ImportKind(models.TextChoices):
    """What the rows of a file become."""

    FEEDBACK = "feedback", "Feedback"
    CUSTOMERS = "customers", "Customers"


class ImportState(models.TextChoices):
    """Where an import stands."""

    DRAFT = "draft", "Being mapped"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Stopped"
    UNDONE = "undone", "Undone"


class RowOutcome(models.TextChoices):
    """What is remembered of one row of a file."""

    UPDATED = "updated", "Changed"
    REFUSED = "refused", "Refused"
