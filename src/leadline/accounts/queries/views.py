"""Views of lists that people keep."""

from __future__ import annotations

from leadline.accounts.models import SavedView
from leadline.accounts.queries.actors import rows
from leadline.accounts.types import Actor, ViewRow
from leadline.foundation.errors import NotFound
from leadline.foundation.plain import plain_of


def list_views(*, actor: Actor, page: str) -> list[ViewRow]:
    """Return the actor's own saved views of one list page, by name."""
    actor.require("read")
    mine = rows(SavedView, actor).filter(user_id=actor.user_id, page=page)
    return [ViewRow(**plain_of(one, ViewRow)) for one in mine.order_by("name")]


def get_view(*, actor: Actor, view_id: int) -> ViewRow:
    """Return one of the actor's own saved views, or raise ``NotFound``."""
    actor.require("read")
    found = rows(SavedView, actor).filter(user_id=actor.user_id, pk=view_id).first()
    if found is None:
        raise NotFound("There is no such list.")
    return ViewRow(**plain_of(found, ViewRow))
