"""Views of lists that people keep."""

from __future__ import annotations

from leadline.accounts.models import SavedView
from leadline.accounts.queries.actors import rows
from leadline.accounts.types import Actor


def list_views(*, actor: Actor, page: str) -> list[SavedView]:
    """Return the actor's own saved views of one list page, by name."""
    actor.require("read")
    mine = rows(SavedView, actor).filter(user_id=actor.user_id, page=page)
    return list(mine.order_by("name"))
