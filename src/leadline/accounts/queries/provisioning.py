"""A company's directory: its access, and what it wrote."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models.fields.json import KT

from leadline.accounts.models import DirectoryAccess, DirectoryRecord, Membership, User
from leadline.accounts.queries.actors import actor_for, rows
from leadline.accounts.types import (
    GROUP,
    PERSON,
    Actor,
    DirectoryCard,
    DirectoryItem,
    Role,
)
from leadline.foundation.errors import NotFound
from leadline.foundation.signing import token_hash


def directory_card(*, actor: Actor) -> DirectoryCard | None:
    """Return the access of the workspace's directory, if there is one; for owners."""
    actor.require("administer")
    row = rows(DirectoryAccess, actor).select_related("made_by").first()
    if row is None:
        return None
    kept = rows(DirectoryRecord, actor)
    return DirectoryCard(
        made_by=str(row.made_by),
        made_at=row.created_at,
        ending=row.ending,
        used_at=row.used_at,
        owner_group=row.owner_group,
        lead_group=row.lead_group,
        contributor_group=row.contributor_group,
        people=kept.filter(kind=PERSON).count(),
        groups=kept.filter(kind=GROUP).count(),
        waiting=_waiting(actor, row.made_by),
    )


def _waiting(actor: Actor, owner: User) -> tuple[str, ...]:
    """Return who was switched on and opens what the key's owner does not own."""
    owned = Membership.objects.filter(user=owner, role=Role.OWNER)
    others = Membership.objects.exclude(workspace_id__in=owned.values("workspace_id"))
    here = Membership.objects.filter(workspace_id=actor.workspace_id)
    theirs = rows(DirectoryRecord, actor).filter(kind=PERSON)
    theirs = theirs.filter(user__in=others.values("user"))
    theirs = theirs.exclude(user__in=here.values("user")).select_related("user")
    return tuple(
        sorted(
            {
                row.user.email
                for row in theirs
                if row.user and row.data.get("active") is not False
            }
        )
    )


def directory_actor(*, token: str) -> Actor:
    """Return as whom a directory acts; raise ``NotFound`` for a key that opens nothing.

    That is the owner who made it, while they are one.
    """
    row = DirectoryAccess.objects.filter(token_hash=token_hash(token)).first()
    if row is None:
        raise NotFound("This key opens nothing.")
    actor = actor_for(
        user_id=row.made_by_id, workspace_id=row.workspace_id, surface="scim"
    )
    if not actor.may("administer"):
        raise NotFound("This key opens nothing.")
    return actor


def directory_items(
    *, actor: Actor, kinds: tuple[str, ...], keys: Iterable[str] | None = None
) -> list[DirectoryItem]:
    """Return what the directory wrote of some kinds, all of it or by its keys."""
    actor.require("administer")
    kept = rows(DirectoryRecord, actor).filter(kind__in=kinds).order_by("key")
    if keys is not None:
        kept = kept.filter(key__in=list(keys))
    return [DirectoryItem(row.kind, row.key, row.data) for row in kept]


def directory_page(
    *, actor: Actor, kind: str, start: int, count: int | None
) -> tuple[int, list[DirectoryItem]]:
    """Return how much there is of a kind, and a part of it, by its keys."""
    actor.require("administer")
    kept = rows(DirectoryRecord, actor).filter(kind=kind).order_by("key")
    part = kept[start:] if count is None else kept[start : start + count]
    return kept.count(), [DirectoryItem(row.kind, row.key, row.data) for row in part]


def directory_words(*, actor: Actor, kind: str, name: str) -> list[tuple[str, object]]:
    """Return what each record of a kind says under one name, with its key."""
    actor.require("administer")
    kept = rows(DirectoryRecord, actor).filter(kind=kind).order_by("key")
    if name == "id":
        return [(key, key) for key in kept.values_list("key", flat=True)]
    return list(kept.values_list("key", KT(f"data__{name}")))
