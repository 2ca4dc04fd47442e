"""Links that somebody made for somebody else: who has to agree, who is to be told."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from leadline.accounts.models import Event, LinkWish, Membership, SignInLink
from leadline.accounts.queries.actors import rows
from leadline.accounts.types import Actor, LinkNotice, LinkWishRow, Role, Verb

STAYS_OWNER_FOR = timedelta(days=7)


def counts_as_owner(*, member_id: int, now: datetime) -> bool:
    """Return whether a link for a member takes a second owner's yes.

    Somebody who owns any workspace, or was an owner here until a week ago: else one
    owner could first take the role from another.
    """
    return bool(_owners(Membership.objects.filter(pk=member_id), now))


def owners_by_link(*, actor: Actor, now: datetime) -> set[int]:
    """Return the members for whose link the actor has to ask another owner."""
    actor.require("administer")
    members = Membership.objects.filter(workspace_id=actor.workspace_id)
    return _owners(members.exclude(user_id=actor.user_id), now)


def _owners(members: QuerySet[Membership], now: datetime) -> set[int]:
    """Return which of some members of one workspace count as owners."""
    owned = Membership.objects.filter(user_id=OuterRef("user_id"), role=Role.OWNER)
    found = dict(members.annotate(owns=Exists(owned)).values_list("pk", "owns"))
    changes = Event.objects.filter(
        workspace_id__in=members.values("workspace_id"),
        verb=Verb.CHANGE_ROLE,
        created_at__gt=now - STAYS_OWNER_FOR,
    )
    before = {
        int(event.subject.rpartition(":")[2])
        for event in changes
        if event.detail.get("before") == Role.OWNER
    }
    return {pk for pk, owns in found.items() if owns or pk in before}


def list_link_wishes(*, actor: Actor, now: datetime) -> list[LinkWishRow]:
    """Return the wishes for links that wait or were agreed to, latest first.

    Raises ``NotAllowed`` for everybody but owners.
    """
    actor.require("administer")
    found = rows(LinkWish, actor).filter(expires_at__gt=now)
    found = found.select_related("member__user", "asked_by", "agreed_by")
    return [
        LinkWishRow(
            id=wish.pk,
            member_id=wish.member_id,
            name=str(wish.member.user),
            asked_by=str(wish.asked_by),
            is_mine=wish.asked_by_id == actor.user_id,
            is_for_me=wish.member.user_id == actor.user_id,
            agreed_by=str(wish.agreed_by or ""),
        )
        for wish in found.order_by("-created_at", "-pk")
    ]


def list_link_notices(*, user_id: int) -> list[LinkNotice]:
    """Return the links others made for a person that they do not know of yet."""
    links = SignInLink.objects.filter(
        user_id=user_id, issued_by__isnull=False, told_at=None
    ).select_related("issued_by")
    return [
        LinkNotice(link.pk, str(link.issued_by), link.created_at, bool(link.used_at))
        for link in links.order_by("pk")
    ]
