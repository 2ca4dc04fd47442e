"""Views of lists that people keep, for themselves and for everybody."""

from __future__ import annotations

from django.db.models import Q

from leadline.accounts.models import SavedView
from leadline.accounts.queries.actors import rows
from leadline.accounts.types import Actor, ViewRow
from leadline.foundation.errors import NotFound


def list_views(*, actor: Actor, page: str) -> list[ViewRow]:
    """Return the views of one list that the actor keeps, then those others share."""
    actor.require("read")
    seen = Q(user_id=actor.user_id) | Q(is_shared=True)
    found = rows(SavedView, actor).filter(seen, page=page).select_related("user")
    views = [view_row(view, actor) for view in found.order_by("name", "pk")]
    return sorted(views, key=lambda view: not view.is_own)


def get_view(*, actor: Actor, view_id: int) -> ViewRow:
    """Return one of the actor's own saved views, or raise ``NotFound``."""
    actor.require("read")
    found = rows(SavedView, actor).filter(user_id=actor.user_id, pk=view_id).first()
    if found is None:
        raise NotFound("There is no such list.")
    return view_row(found, actor)


def view_row(view: SavedView, actor: Actor) -> ViewRow:
    """Return a saved view as the actor sees it."""
    return ViewRow(
        view.pk,
        view.page,
        view.name,
        view.query,
        view.is_shared,
        view.user_id == actor.user_id,
        str(view.user),
    )
