"""What commands share: Django when they need it, and who runs the command."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leadline.accounts.types import Actor


def boot() -> None:
    """Set Django up; call it first in a command that touches the data folder."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leadline.config.settings")
    django.setup()


def local_actor(workspace_id: int) -> Actor:
    """Return the workspace's owner: who has a shell here owns the machine."""
    from leadline.accounts.queries import owner_of

    return owner_of(workspace_id=workspace_id, surface="cli")
