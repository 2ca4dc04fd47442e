"""Views of lists that people keep."""

from __future__ import annotations

from leadline.accounts.models import SavedView
from leadline.accounts.queries.actors import rows
from leadline.accounts.types import Actor, ViewRow
from leadline.foundation.plain import plain_of


def list_views(*, actor: Actor, page: str) -> list[ViewRow]:
    """Return the actor's own saved views of one list page, by name."""
    actor.require("read")
    mine = rows(SavedView, actor).filter(user_id=actor.user_id, page=page)
    return [ViewRow(**plain_of(one, ViewRow)) for one in mine.order_by("name")]
