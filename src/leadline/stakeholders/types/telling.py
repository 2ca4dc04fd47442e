"""Who was told of what, and briefings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models


class Audience(models.TextChoices):
    """For whom a briefing is written."""

    EXECUTIVES = "executives", "Executives"
    ENGINEERING = "engineering", "Engineering"
    MARKETING = "marketing", "Marketing"
    SALES = "sales", "Sales"
    PARTNERS = "partners", "External partners"


@dataclass(frozen=True, slots=True)
class BriefingRow:
    """A briefing in the archive, or a draft."""

    id: int
    audience: Audience
    title: str
    body: str
    facts: dict[str, Any]
    made_at: datetime
    sent_at: datetime | None
    sent_to: list[str]
    waiting: list[str]
    failed: dict[str, str]
    person: str

    @property
    def is_draft(self) -> bool:
        """Whether it may still be edited."""
        return not self.sent_to and not self.waiting and self.sent_at is None
