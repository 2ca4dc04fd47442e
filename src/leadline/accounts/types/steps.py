"""The second step of a sign-in: what a person has beside a password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models


class StepKind(models.TextChoices):
    """What proves a sign-in a second time; the values are those of allauth."""

    APP = "totp", "Codes of an app"
    PASSKEY = "webauthn", "Passkey"
    CODES = "recovery_codes", "Recovery code"


@dataclass(frozen=True, slots=True)
class StepRow:
    """One of a person's second steps; ``name`` is what they called a passkey."""

    id: int
    kind: StepKind
    name: str
    since: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class SecondSteps:
    """What a person has: their steps, and how many recovery codes are left."""

    rows: tuple[StepRow, ...]
    codes_left: int

    @property
    def is_on(self) -> bool:
        """Return whether a sign-in asks for a second step."""
        return bool(self.rows)

    @property
    def has_app(self) -> bool:
        """Return whether an app makes codes."""
        return any(row.kind == StepKind.APP for row in self.rows)

    @property
    def has_passkey(self) -> bool:
        """Return whether there is a passkey."""
        return any(row.kind == StepKind.PASSKEY for row in self.rows)
