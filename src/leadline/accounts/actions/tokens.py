"""Access tokens and service accounts: made, used, revoked."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from leadline.accounts.actions.audit import record
from leadline.accounts.actions.people import create_user
from leadline.accounts.models import ApiToken, Membership, ServiceAccount, User
from leadline.accounts.queries import rows
from leadline.accounts.queries.tokens import service_row
from leadline.accounts.types import (
    MOST_TOKEN_DAYS,
    MOST_TOKENS,
    SCOPES,
    Actor,
    Kept,
    Role,
    TokenIn,
)
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.foundation.signing import new_access_token, token_hash

ENDING = 4
MOST_SERVICES = 50


@transaction.atomic
def make_token(
    *, actor: Actor, token: TokenIn, now: datetime, by_link_of: str = ""
) -> tuple[Kept, str]:
    """Return a new token of the actor's own and its key, which is shown only once.

    ``by_link_of`` names the owner whose link opened the session, if one did: such a
    session makes no token, which would outlive it. Raises ``NotAllowed``, ``Invalid``
    for a name, scopes or days out of bounds, ``Conflict`` for one too many.
    """
    actor.require("read")
    check_may_make(actor, by_link_of)
    member = Membership.objects.select_for_update().get(
        workspace_id=actor.workspace_id, user_id=actor.user_id
    )
    made, key = write_token(actor, member, token, now)
    record(
        actor=actor,
        verb="accounts.make_token",
        subject=made,
        name=made.name,
        scopes=made.scopes,
        days=token.days,
    )
    return Kept(made.pk, made.name), key


@transaction.atomic
def make_service_token(
    *, actor: Actor, service_id: int, token: TokenIn, now: datetime
) -> tuple[Kept, str]:
    """Return a new token of a service account and its key, which is shown only once.

    Raises ``NotAllowed`` for all but owners, ``NotFound``, and what ``make_token``
    raises.
    """
    actor.require("administer")
    service = service_row(actor, service_id)
    member = Membership.objects.select_for_update().get(pk=service.member_id)
    made, key = write_token(actor, member, token, now)
    record(
        actor=actor,
        verb="accounts.make_service_token",
        subject=made,
        service=str(service),
        name=made.name,
        scopes=made.scopes,
        days=token.days,
    )
    return Kept(made.pk, made.name), key


def check_may_make(actor: Actor, by_link_of: str) -> None:
    """Raise ``NotAllowed`` for whoever may hand out no key of their own."""
    if actor.grants is not None:
        raise NotAllowed("A token cannot make another one. Sign in to do that.")
    if by_link_of:
        raise NotAllowed(
            f"A link that {by_link_of} made signed you in, so it may not make a token."
        )


def write_token(
    actor: Actor, member: Membership, token: TokenIn, now: datetime
) -> tuple[ApiToken, str]:
    """Write a token for a member whose row is locked, so that two are counted."""
    name, scopes = token.name.strip(), set(token.scopes)
    if not 1 <= len(name) <= 80:
        raise Invalid("Say in up to 80 characters what it is for.", field="name")
    if not scopes or scopes - set(SCOPES):
        raise Invalid("Choose what it may read or change.", field="scopes")
    if not 1 <= token.days <= MOST_TOKEN_DAYS:
        raise Invalid(f"A token opens for 1 to {MOST_TOKEN_DAYS} days.", field="days")
    held = rows(ApiToken, actor).filter(member=member, revoked_at=None)
    if held.filter(expires_at__gt=now).count() >= MOST_TOKENS:
        raise Conflict(f"{MOST_TOKENS} tokens are open. Revoke one first.")
    key = new_access_token()
    made = ApiToken.objects.create(
        workspace_id=actor.workspace_id,
        user_id=member.user_id,
        member=member,
        made_by_id=actor.user_id,
        name=name,
        scopes=[one for one in SCOPES if one in scopes],
        digest=token_hash(key),
        ending=key[-ENDING:],
        created_at=now,
        expires_at=now + timedelta(days=token.days),
    )
    return made, key


@transaction.atomic
def revoke_token(*, actor: Actor, token_id: int, now: datetime) -> Kept:
    """Revoke a token of the actor's own: it opens nothing from now on.

    Raises ``NotFound`` for another's, and for one that was revoked before.
    """
    actor.require("read")
    own = rows(ApiToken, actor).filter(user_id=actor.user_id)
    row = _revoked(own.filter(pk=token_id), now)
    record(actor=actor, verb="accounts.revoke_token", subject=row, name=row.name)
    return Kept(row.pk, row.name)


@transaction.atomic
def revoke_service_token(*, actor: Actor, token_id: int, now: datetime) -> Kept:
    """Revoke a token of a service account. Raises ``NotAllowed``, ``NotFound``."""
    actor.require("administer")
    held = rows(ApiToken, actor).filter(member__service__isnull=False)
    row = _revoked(held.filter(pk=token_id), now)
    record(
        actor=actor,
        verb="accounts.revoke_service_token",
        subject=row,
        name=row.name,
        service=str(row.user),
    )
    return Kept(row.pk, row.name)


def _revoked(found: QuerySet[ApiToken], now: datetime) -> ApiToken:
    """Return the one row that was found, revoked; raise ``NotFound``."""
    row = found.filter(revoked_at=None).select_for_update().first()
    if row is None:
        raise NotFound("There is no such token.")
    row.revoked_at = now
    row.save(update_fields=["revoked_at"])
    return row


@transaction.atomic
def add_service(*, actor: Actor, name: str, role: str, now: datetime) -> Kept:
    """Return a new service account: a member that is a program, with a role.

    It opens nothing until it is given a token. Raises ``NotAllowed`` for all but
    owners, ``Invalid`` for its name or role, ``Conflict`` for one too many.
    """
    actor.require("administer")
    called = name.strip()
    if not 1 <= len(called) <= 120:
        raise Invalid("Give it a name of up to 120 characters.", field="name")
    if role not in Role.values or role == Role.OWNER:
        raise Invalid("Choose reader, contributor or lead.", field="role")
    if rows(ServiceAccount, actor).count() >= MOST_SERVICES:
        raise Conflict(f"There are {MOST_SERVICES} service accounts. Remove one first.")
    address = f"service-{secrets.token_hex(8)}@service.invalid"
    user_id = create_user(email=address, name=called).id
    User.objects.filter(pk=user_id).update(is_active=False)
    member = Membership.objects.create(
        workspace_id=actor.workspace_id, user_id=user_id, role=role, created_at=now
    )
    made = ServiceAccount.objects.create(
        workspace_id=actor.workspace_id,
        member=member,
        made_by_id=actor.user_id,
        created_at=now,
    )
    record(
        actor=actor,
        verb="accounts.add_service",
        subject=member,
        name=called,
        user=user_id,
        role=role,
    )
    return Kept(made.pk, called)


@transaction.atomic
def remove_service(*, actor: Actor, service_id: int, now: datetime) -> Kept:
    """Take a service account out, with its tokens; what it did stays in the record.

    Raises ``NotAllowed`` for all but owners, ``NotFound``.
    """
    actor.require("administer")
    service = service_row(actor, service_id)
    member_id, name = service.member_id, str(service)
    held = rows(ApiToken, actor).filter(member_id=member_id, revoked_at=None)
    held.update(revoked_at=now)
    Membership.objects.get(pk=member_id).delete()
    record(
        actor=actor,
        verb="accounts.remove_service",
        subject=Membership(pk=member_id),
        name=name,
        user=service.member.user_id,
    )
    return Kept(service_id, name)
