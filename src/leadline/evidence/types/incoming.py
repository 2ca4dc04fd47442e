"""What comes in: rows of a file, read and mapped, on their way to the tables."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from leadline.foundation.text import digest, one_line


@dataclass(frozen=True, slots=True)
class VoterIn:
    """Somebody who wants what a piece asks for, besides its author."""

    name: str = ""
    email: str = ""
    customer_id: str = ""
    customer_name: str = ""
    customer_domain: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackIn:
    """One piece of feedback; an empty value means "the file does not say".

    ``words`` are the speaker's own; ``original`` is the text as it came, where
    greetings, signatures, quoted mails and the like were taken off it. ``author`` said
    it, ``noted_by`` wrote it down. ``rating`` is out of ``rating_max``; ``votes``
    counts all who want it, ``voters`` those of them that the source names.
    """

    words: str
    original: str = ""
    source: str = ""
    source_id: str = ""
    said_at: datetime | None = None
    author: str = ""
    author_email: str = ""
    customer_id: str = ""
    customer_name: str = ""
    customer_domain: str = ""
    product: str = ""
    area: str = ""
    kind: str = ""
    language: str = ""
    link: str = ""
    side: str = ""
    speech: str = ""
    noted_by: str = ""
    set_aside: str = ""
    votes: int | None = None
    voters: tuple[VoterIn, ...] = ()
    rating: float | None = None
    rating_max: int | None = None
    nps: int | None = None
    tags: tuple[str, ...] = ()
    source_status: str = ""
    own_fields: dict[str, Any] = field(default_factory=dict)
    row: int = 0

    @property
    def fingerprint(self) -> str:
        """What tells two pieces apart when the source gives no id."""
        said = self.said_at.isoformat() if self.said_at else ""
        who = self.author or self.author_email
        return digest((self.source, one_line(self.words), said, who))

    @property
    def row_hash(self) -> str:
        """Changes when anything the file says about the piece changes."""
        return digest(getattr(self, name) for name in _FEEDBACK_SAYS)


# Voters are kept and compared one by one: a row may bring one of many.
_FEEDBACK_SAYS = [f.name for f in fields(FeedbackIn) if f.name not in {"row", "voters"}]


@dataclass(frozen=True, slots=True)
class CustomerIn:
    """One account; an empty value means "the file does not say".

    ``is_another`` says of one added by hand that it is meant although there is one of
    its name.
    """

    name: str
    external_id: str = ""
    domain: str = ""
    segment: str = ""
    plan: str = ""
    revenue_amount: Decimal | None = None
    revenue_currency: str = ""
    since_date: date | None = None
    owner: str = ""
    country: str = ""
    state: str = ""
    own_fields: dict[str, Any] = field(default_factory=dict)
    is_another: bool = False
    row: int = 0

    @property
    def row_hash(self) -> str:
        """Changes when anything the file says about the account changes."""
        return digest(getattr(self, name) for name in _CUSTOMER_SAYS)


_NOT_OF_A_FILE = {"row", "is_another"}
_CUSTOMER_SAYS = [f.name for f in fields(CustomerIn) if f.name not in _NOT_OF_A_FILE]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that could not be read or saved, and what to do about it.

    ``cells`` are the row as it came, to be mended and brought again.
    """

    row: int
    message: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportFile:
    """A file on its way in: where it lies, how it is read, what its columns mean.

    ``options`` may hold ``create_customers`` (default true): make an account for a
    customer that a feedback file names and nobody knows yet.
    """

    file_name: str
    path: str = ""
    size: int = 0
    options: dict[str, Any] = field(default_factory=dict)
    mapping: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SavedRows:
    """What an import has done so far, and how far it has come."""

    counts: dict[str, int]
    cursor: int
