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
    PARTNERS = "partners", "An external partner"


class BriefingState(models.TextChoices):
    """How far a briefing is: sent only once the mail server took it for all."""

    DRAFT = "draft", "Draft"
    SENDING = "sending", "On its way"
    SENT = "sent", "Sent"
    UNSENT = "unsent", "Not sent to all"
    BY_HAND = "by_hand", "Sent by hand"


@dataclass(frozen=True, slots=True)
class BriefingRow:
    """A briefing in the archive, or a draft.

    ``parts`` holds what stands below the opening, each part with its records.
    ``person_id`` is the partner it is for, if it is for one.
    """

    id: int
    audience: Audience
    state: BriefingState
    person_id: int | None
    partner: str
    title: str
    body: str
    parts: dict[str, Any]
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
        return self.state == BriefingState.DRAFT

    @property
    def went_out(self) -> bool:
        """Whether it has reached somebody: the next one tells what moved since."""
        return bool(self.sent_to) or self.state in (
            BriefingState.SENT,
            BriefingState.BY_HAND,
        )

    @property
    def for_whom(self) -> str:
        """The audience, or the partner by name."""
        return self.partner or self.audience.label

    @property
    def traced(self) -> list[dict[str, Any]]:
        """The sentences made from the record that still stand, with their sources."""
        return [
            sentence
            for sentence in self.parts.get("sentences", [])
            if sentence["words"] == self.title or sentence["words"] in self.body
        ]

    @property
    def by_hand(self) -> str:
        """What stands in headline and opening that a person wrote."""
        made = [sentence["words"] for sentence in self.traced]
        rest = "" if self.title in made else self.title
        body = self.body
        for words in made:
            body = body.replace(words, "")
        return f"{rest} {' '.join(body.split())}".strip()
