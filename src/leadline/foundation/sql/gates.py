"""What the operator of this machine lets be read, from its settings."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from leadline.foundation.sql.types import Gates


def gates_here() -> Gates:
    """Return what may be read on this machine."""
    return Gates(
        folders=tuple(map(Path, settings.METRIC_FOLDERS)),
        own=settings.DATA_DIR,
        allow_private=settings.PRIVATE_ADDRESSES,
    )
