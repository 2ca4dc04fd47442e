"""An owner's link for another owner: only with a second owner's yes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from leadline.accounts.actions.audit import record
from leadline.accounts.models import LinkWish, Membership
from leadline.accounts.queries import counts_as_owner, rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import Conflict, NotAllowed, NotFound

WISH_LASTS = timedelta(hours=24)


@transaction.atomic
def wish_for_link(*, actor: Actor, member_id: int, now: datetime) -> None:
    """Ask the other owners, and the person, to agree to a sign-in link.

    Raises ``NotAllowed``, ``NotFound``, and ``Conflict`` where nobody has to agree.
    """
    actor.require("administer")
    members = Membership.objects.filter(workspace_id=actor.workspace_id)
    member = members.filter(pk=member_id).first()
    if member is None:
        raise NotFound("There is no such member.")
    if member.user_id == actor.user_id or not counts_as_owner(
        member_id=member_id, now=now
    ):
        raise Conflict("Nobody has to agree to this. Make the link at once.")
    wish, _ = LinkWish.objects.update_or_create(
        member=member,
        asked_by_id=actor.user_id,
        defaults={
            "workspace_id": actor.workspace_id,
            "expires_at": now + WISH_LASTS,
            "agreed_by": None,
            "agreed_at": None,
        },
    )
    record(
        actor=actor,
        verb="accounts.wish_for_link",
        subject=wish,
        user=member.user_id,
    )


@transaction.atomic
def agree_to_link(*, actor: Actor, wish_id: int, now: datetime) -> None:
    """Say yes: who asked may make one link now.

    Raises ``NotAllowed`` for who asked themselves, ``NotFound``.
    """
    actor.require("administer")
    wish = _waiting(actor, wish_id, now)
    if wish.asked_by_id == actor.user_id:
        raise NotAllowed("You asked for it, so another owner has to agree.")
    wish.agreed_by_id, wish.agreed_at = actor.user_id, now
    wish.save(update_fields=["agreed_by", "agreed_at"])
    record(
        actor=actor,
        verb="accounts.agree_to_link",
        subject=wish,
        user=wish.member.user_id,
        asked_by=wish.asked_by_id,
    )


@transaction.atomic
def refuse_link(*, actor: Actor, wish_id: int, now: datetime) -> None:
    """Say no to a wish, or take one's own back; raises ``NotFound``."""
    actor.require("administer")
    wish = _waiting(actor, wish_id, now)
    record(
        actor=actor,
        verb="accounts.refuse_link",
        subject=wish,
        user=wish.member.user_id,
        asked_by=wish.asked_by_id,
    )
    wish.delete()


def _waiting(actor: Actor, wish_id: int, now: datetime) -> LinkWish:
    wishes = rows(LinkWish, actor).select_for_update(of=("self",))
    wish = wishes.filter(pk=wish_id, expires_at__gt=now).first()
    if wish is None:
        raise NotFound("There is no such wish, or it is more than a day old.")
    return wish
