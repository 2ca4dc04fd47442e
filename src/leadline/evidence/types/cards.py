"""One record each, as a page or a form shows it: plain values, no table behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from leadline.accounts.types import Kept
from leadline.evidence.types.states import (
    FeedbackKind,
    FeedbackSide,
    FeedbackSpeech,
    FeedbackState,
    ImportKind,
    ImportState,
    SetAside,
)
from leadline.foundation.plain import plain_of


@dataclass(frozen=True, slots=True)
class ImportCard:
    """One file that is brought in, how it is read, and how far it has come."""

    id: int
    kind: ImportKind
    file_name: str
    path: str
    size: int
    options: dict[str, Any]
    mapping: dict[str, str]
    state: ImportState
    counts: dict[str, int]
    cursor: int
    message: str
    job_id: int | None
    created_at: datetime
    finished_at: datetime | None
    undone_at: datetime | None

    @classmethod
    def of(cls, source: object) -> ImportCard:
        """Return what is kept of an import, from whatever has its fields."""
        known = plain_of(source, cls)
        known["kind"] = ImportKind(known["kind"])
        known["state"] = ImportState(known["state"])
        return cls(**known)


@dataclass(frozen=True, slots=True)
class NeedCard:
    """A need by its words; ``merged_into_id`` is where a merged one went."""

    id: int
    version: int
    statement: str
    merged_into_id: int | None


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """Everything that is kept of an account."""

    id: int
    version: int
    name: str
    external_id: str
    domain: str
    segment: str
    plan: str
    revenue_amount: Decimal | None
    revenue_currency: str
    since_date: date | None
    owner: str
    country: str
    state: str
    own_fields: dict[str, Any]
    is_archived: bool


@dataclass(frozen=True, slots=True)
class ContactCard:
    """A person at a customer."""

    id: int
    version: int
    customer_id: int
    name: str
    email: str
    title: str


@dataclass(frozen=True, slots=True)
class FeedbackCard:
    """Everything that is kept of one piece; what it points at, by id and name.

    ``is_worth_known`` says that a year's revenue of its customer is known.
    """

    id: int
    version: int
    words: str
    side: FeedbackSide
    has_original: bool
    author: str
    author_email: str
    noted_by: str
    speech: FeedbackSpeech
    source: str
    source_id: str
    link: str
    said_at: datetime
    is_dated: bool
    created_at: datetime
    customer_id: int | None
    customer: str
    is_worth_known: bool
    product: str
    area: str
    kind: str
    language: str
    state: FeedbackState
    set_aside: str
    need_id: int | None
    need: str
    need_by: str
    confidence: float | None
    from_import_id: int | None
    from_import: str
    votes: int | None
    rating: float | None
    rating_max: int | None
    nps: int | None
    tags: tuple[str, ...]
    source_status: str
    own_fields: dict[str, Any]

    @property
    def aside_label(self) -> str:
        """Why it was set aside, in words; nothing when it counts."""
        return SetAside(self.set_aside).label if self.set_aside else ""

    @property
    def counts(self) -> str:
        """Why it counts for nothing, as ``set_aside_feedback`` takes it, or ""."""
        is_ours = self.side == FeedbackSide.OURS
        return FeedbackSide.OURS.value if is_ours else self.set_aside

    @property
    def kind_label(self) -> str:
        """What kind of piece it is, in words; nothing where nobody said."""
        return FeedbackKind(self.kind).label if self.kind else ""


@dataclass(frozen=True)
class FeedbackKept(Kept):
    """A piece that was written down, and the customer it was found to be of."""

    customer: str = ""
