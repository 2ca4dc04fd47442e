"""What a document is asked with: by whom, of which record, when, and the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from leadline.accounts.types import Actor
from leadline.reporting.model import Figure, Source


@dataclass(frozen=True, slots=True)
class Asked:
    """``now`` is in the reader's time zone; ``base`` is the workspace's address."""

    actor: Actor
    pk: int
    now: datetime
    base: str = ""

    @property
    def today(self) -> date:
        """The day on which the document is made."""
        return self.now.date()

    def day(self, at: datetime | date) -> date:
        """Return the day of a moment, where the reader is."""
        if isinstance(at, datetime):
            return at.astimezone(self.now.tzinfo).date()
        return at


def figure(label: str, value: object, note: str, source: Source) -> Figure:
    """Return a figure that has no unit but what its label says."""
    return Figure(label, str(value), "", note, source)


def capital(text: str) -> str:
    """Return a clause as the beginning of a sentence."""
    return text[:1].upper() + text[1:]
