"""Whose an address is: proven, or only said by whoever joined with it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from leadline.accounts.models import (
    ApiToken,
    ProvenAddress,
    SignInLink,
    User,
)
from leadline.accounts.queries.people import only_said


def note_proven(user_id: int, now: datetime) -> None:
    """Keep that an account's address is whose account it is. No door."""
    ProvenAddress.objects.get_or_create(user_id=user_id, defaults={"proven_at": now})


def begin_anew_unless_proven(
    user_ids: Collection[int], *, workspace_id: int, now: datetime
) -> None:
    """End what opens accounts whose address nobody proved; they open more now. No door.

    Whoever joins by an open invitation says an address, and may say another's. From
    now on only what proves it opens the account: a link by mail, a provider, or a link
    of somebody who has a say. An owner who invited an address here has said whose
    it is.
    """
    said = only_said(user_ids=user_ids, workspace_id=workspace_id)
    for user in User.objects.filter(pk__in=said):
        end_ways_in(user, now)
        note_proven(user.pk, now)


def end_ways_in(user: User, now: datetime) -> None:
    """End whatever opens an account, and keep the account. No door."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    Authenticator.objects.filter(user=user).delete()
    SignInLink.objects.filter(user=user, used_at=None).update(expires_at=now)
    ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=now)
    for session in UserSession.objects.filter(user=user):
        session.end()
