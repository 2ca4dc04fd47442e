"""Signing in by a company's provider: who it is, and what they may do."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from leadline.accounts.actions.audit import record, record_for_person
from leadline.accounts.actions.people import (
    clean_email,
    end_links_of_others,
    give_role,
)
from leadline.accounts.actions.proving import end_ways_in, note_proven
from leadline.accounts.models import (
    Membership,
    ProviderIdentity,
    User,
    Workspace,
)
from leadline.accounts.types import Actor, Role
from leadline.foundation.errors import NotAllowed
from leadline.foundation.openid import Provider, Said


@transaction.atomic
def enter_by_provider(*, provider: Provider, said: Said, now: datetime) -> int:
    """Return whom a provider's word signs in, with the role that their groups give.

    Somebody is known by the provider's own number. An address leads to an account the
    first time alone: where the provider says that it is verified and the operator
    believes it about the domain. Whatever opened that account before ends with it,
    since nobody proved until now whose address it is. Raises ``NotAllowed`` with what
    to do.
    """
    role = _role_of(provider, said)
    if provider.groups and role is None:
        raise NotAllowed(f"None of your groups at {provider.name} opens Leadline.")
    user = _known(provider, said, now) or _first_time(provider, said, role, now)
    if not user.is_active:
        raise NotAllowed("Your account here is switched off. Ask an owner.")
    if role is not None and provider.workspace is not None:
        _settle_role(provider, user, role, now)
    if not Membership.objects.filter(user=user).exists():
        raise NotAllowed("You belong to no workspace here. Ask an owner to invite you.")
    return user.pk


def _role_of(provider: Provider, said: Said) -> Role | None:
    """Return the highest role that somebody's groups give, else that of all others."""
    held = {role for group, role in provider.groups if group in said.groups}
    for role in reversed(Role):
        if role.value in held:
            return role
    return Role(provider.otherwise) if provider.otherwise else None


def _known(provider: Provider, said: Said, now: datetime) -> User | None:
    """Return whose number it is; a changed address changes nothing of the account."""
    identities = ProviderIdentity.objects.select_related("user").select_for_update()
    found = identities.filter(issuer=said.issuer, subject=said.subject).first()
    if found is None:
        return None
    found.email, found.used_at = said.email[:254], now
    found.save(update_fields=["email", "used_at"])
    return found.user


def _first_time(
    provider: Provider, said: Said, role: Role | None, now: datetime
) -> User:
    if not said.email or not said.is_verified:
        raise NotAllowed(
            f"{provider.name} does not say that your address is verified, so nobody "
            "here can be told by it."
        )
    if not provider.vouches_for(said.email):
        raise NotAllowed(
            f"Addresses like {said.email} are not signed in by {provider.name} here."
        )
    email = clean_email(said.email)
    user = User.objects.filter(email=email).first()
    if user is None:
        user = _new(provider, said, email, role)
    elif ProviderIdentity.objects.filter(issuer=said.issuer, user=user).exists():
        raise NotAllowed(
            f"{said.email} belonged to somebody else at {provider.name} before. Ask an "
            "owner, and whoever runs this server."
        )
    else:
        end_ways_in(user, now)
    note_proven(user.pk, now)
    identity = ProviderIdentity.objects.create(
        user=user,
        issuer=said.issuer,
        subject=said.subject,
        email=email,
        created_at=now,
        used_at=now,
    )
    record_for_person(
        user_id=user.pk,
        verb="accounts.link_provider",
        subject=identity,
        surface="web",
        provider=provider.id,
        email=email,
    )
    return user


def _new(provider: Provider, said: Said, email: str, role: Role | None) -> User:
    """Return a new account where the provider's groups open a workspace."""
    workspace = Workspace.objects.filter(pk=provider.workspace or 0).first()
    if workspace is None or role is None:
        raise NotAllowed(
            f"{said.email} has no account here. Ask an owner to invite you."
        )
    user = User(email=email, name=said.name, timezone=workspace.timezone)
    user.set_unusable_password()
    user.save()
    return user


def _settle_role(provider: Provider, user: User, role: Role, now: datetime) -> None:
    """Give the role of the groups; a workspace's last owner stays one."""
    workspace = Workspace.objects.select_for_update().filter(pk=provider.workspace or 0)
    if (here := workspace.first()) is None:
        return
    member = Membership.objects.filter(workspace=here, user=user).first()
    if member is not None:
        actor = Actor(here.pk, user.pk, Role(member.role), "web")
        give_role(actor, member, role, by=provider.id)
        return
    end_links_of_others(user, now)
    member = Membership.objects.create(workspace=here, user=user, role=role)
    record(
        actor=Actor(here.pk, user.pk, role, "web"),
        verb="accounts.join_by_provider",
        subject=member,
        provider=provider.id,
        role=role,
    )
