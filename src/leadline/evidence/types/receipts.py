"""What an action gives back to the one who did it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was done, how much of it, and the change that takes it back."""

    change_id: int
    count: int
    need_id: int | None = None
    kept: int = 0
