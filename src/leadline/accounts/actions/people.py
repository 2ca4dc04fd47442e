"""Users, their memberships, and invitations."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from leadline.accounts.actions.audit import record, record_for_person
from leadline.accounts.actions.proving import begin_anew_unless_proven
from leadline.accounts.models import (
    Invitation,
    Membership,
    Share,
    SignInLink,
    User,
    Workspace,
)
from leadline.accounts.queries import invitation_of, rows
from leadline.accounts.queries.people import any_user
from leadline.accounts.types import GRANTS, LINK_BY, Actor, Kept, Role
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.foundation.signing import new_token

INVITATION_LASTS = timedelta(days=7)
LONGEST_ADDRESS = 254


def create_user(*, email: str, password: str | None = None, name: str = "") -> Kept:
    """Return a new user; without a password only links let them in.

    Raises ``Invalid`` for what is no e-mail address, ``Conflict`` for a known one.
    """
    address = clean_email(email)
    if User.objects.filter(email=address).exists():
        raise Conflict(
            "Somebody with this e-mail address is here already.", field="email"
        )
    user = User(email=address, name=name.strip()[:120])
    user.set_password(password)
    user.save()
    return Kept(user.pk, str(user))


def clean_email(text: str) -> str:
    """Return an address in lower case, or raise ``Invalid``."""
    address = text.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Invalid("That is not an e-mail address.", field="email") from None
    if len(address) > LONGEST_ADDRESS:
        raise Invalid(
            f"An e-mail address has at most {LONGEST_ADDRESS} letters.", field="email"
        )
    return address


@transaction.atomic
def set_up(
    *, workspace_name: str, owner_email: str, owner_name: str, now: datetime
) -> tuple[int, int]:
    """Return the ids of a workspace and its owner, making what is not there yet."""
    address = clean_email(owner_email)
    user = User.objects.filter(email=address).first()
    if user is None:
        made = create_user(email=address, name=owner_name)
        user = User.objects.get(pk=made.id)
    owned = Workspace.objects.filter(
        name=workspace_name, membership__user=user, membership__role=Role.OWNER
    )
    if (workspace := owned.order_by("pk").first()) is not None:
        return workspace.pk, user.pk
    workspace = Workspace.objects.create(name=workspace_name, created_at=now)
    begin_anew_unless_proven([user.pk], workspace_id=workspace.pk, now=now)
    Membership.objects.create(workspace=workspace, user=user, role=Role.OWNER)
    actor = Actor(workspace.pk, user.pk, Role.OWNER, "cli")
    record(
        actor=actor,
        verb="accounts.set_up",
        subject=workspace,
        name=workspace_name,
        owner=address,
    )
    return workspace.pk, user.pk


@transaction.atomic
def invite(
    *, actor: Actor, role: str, email: str = "", now: datetime
) -> tuple[Kept, str]:
    """Return a new invitation and the key of its link, which is shown only once.

    Raises ``NotAllowed``, ``Invalid`` for an unknown role or a bad address,
    ``Conflict`` when the person is a member already.
    """
    actor.require("administer")
    address = clean_email(email) if email.strip() else ""
    members = Membership.objects.filter(workspace_id=actor.workspace_id)
    if address and members.filter(user__email=address).exists():
        raise Conflict(
            f"{address} is a member already. Give another role instead.", field="email"
        )
    token, hashed = new_token()
    invitation = Invitation.objects.create(
        workspace_id=actor.workspace_id,
        email=address,
        role=_role(role),
        token_hash=hashed,
        invited_by_id=actor.user_id,
        created_at=now,
        expires_at=now + INVITATION_LASTS,
    )
    record(
        actor=actor,
        verb="accounts.invite",
        subject=invitation,
        role=role,
        email=address,
    )
    return Kept(invitation.pk, address), token


@transaction.atomic
def revoke_invitation(*, actor: Actor, invitation_id: int, now: datetime) -> None:
    """Take an invitation back; its link stops working at once.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` when it was accepted already.
    """
    actor.require("administer")
    invitation = (
        rows(Invitation, actor)
        .select_for_update()
        .filter(pk=invitation_id, revoked_at=None)
        .first()
    )
    if invitation is None:
        raise NotFound("There is no such invitation.")
    if invitation.accepted_at is not None:
        raise Conflict("It was accepted already. Remove the member instead.")
    invitation.revoked_at = now
    invitation.save(update_fields=["revoked_at"])
    record(actor=actor, verb="accounts.revoke_invitation", subject=invitation)


@transaction.atomic
def accept_invitation(
    *, token: str, user_id: int, now: datetime, by_link_of: str = ""
) -> int:
    """Make a signed-in person a member; return the workspace's id.

    ``by_link_of`` names the owner whose link opened the session, if one did. Raises
    ``NotFound`` for a link that no longer works, ``NotAllowed`` when it is meant for
    another address or an owner may sit there, ``Conflict`` for a member.
    """
    card = invitation_of(token=token, now=now)
    if by_link_of:
        raise NotAllowed(
            f"A link that {by_link_of} made signed you in, so it accepts nothing. Sign "
            "in without it."
        )
    user = User.objects.get(pk=user_id)
    if card.email and card.email != user.email:
        raise NotAllowed(
            f"This invitation is for {card.email}, and you are signed in as "
            f"{user.email}."
        )
    members = Membership.objects.filter(workspace_id=card.workspace_id)
    if members.filter(user=user).exists():
        raise Conflict(f"You are a member of {card.workspace} already.")
    taken = Invitation.objects.filter(
        pk=card.id, accepted_at=None, revoked_at=None
    ).update(accepted_at=now, accepted_by=user)
    if not taken:
        raise NotFound("This invitation was used a moment ago.")
    end_links_of_others(user, now)
    member = Membership.objects.create(
        workspace_id=card.workspace_id, user=user, role=card.role, created_at=now
    )
    record(
        actor=Actor(card.workspace_id, user.pk, card.role, "web"),
        verb="accounts.accept_invitation",
        subject=member,
        invitation=card.id,
        role=card.role,
    )
    return card.workspace_id


@transaction.atomic
def join(
    *, token: str, email: str, name: str, password: str, now: datetime
) -> tuple[int, int]:
    """Make an account for somebody invited and let them in.

    Returns the ids of the person and of the workspace. Raises what
    ``accept_invitation`` raises, and ``Conflict`` when the address has an account
    already.
    """
    card = invitation_of(token=token, now=now)
    made = create_user(email=email, password=password, name=name)
    user = User.objects.get(pk=made.id)
    user.timezone = Workspace.objects.get(pk=card.workspace_id).timezone
    user.save(update_fields=["timezone"])
    return user.pk, accept_invitation(token=token, user_id=user.pk, now=now)


@transaction.atomic
def add_member(
    *, actor: Actor, email: str, role: str, name: str = "", now: datetime
) -> Kept:
    """Make somebody a member at once, with an account where they have none.

    For who runs the machine: no invitation is sent, and a link lets them in. What
    opened an account of an address that nobody proved ends. Raises
    ``NotAllowed``, ``Invalid`` for a bad address or role, ``Conflict`` for a member.
    """
    actor.require("administer")
    address, wanted = clean_email(email), _role(role)
    user = User.objects.filter(email=address).first()
    if user is None:
        made = create_user(email=address, name=name)
        user = User.objects.get(pk=made.id)
        user.timezone = Workspace.objects.get(pk=actor.workspace_id).timezone
        user.save(update_fields=["timezone"])
    members = Membership.objects.filter(workspace_id=actor.workspace_id)
    if members.filter(user=user).exists():
        raise Conflict(f"{address} is a member already.", field="email")
    end_links_of_others(user, now)
    begin_anew_unless_proven([user.pk], workspace_id=actor.workspace_id, now=now)
    member = Membership.objects.create(
        workspace_id=actor.workspace_id, user=user, role=wanted, created_at=now
    )
    record(
        actor=actor, verb="accounts.add_member", subject=member, role=wanted,
        user=user.pk,
    )  # fmt: skip
    return Kept(user.pk, str(user))


@transaction.atomic
def switch_person(*, user_id: int, is_on: bool, surface: str) -> Kept:
    """Let a person in no more, or again; what they did stays.

    Their sessions end at once, and links to sign in with do. Raises ``NotFound``,
    ``Conflict`` for the last owner of a workspace who can sign in.
    """
    user = any_user(user_id)
    owned = Membership.objects.filter(user=user, role=Role.OWNER)
    if not is_on:
        for member in owned:
            keep_an_owner(member)
        for session in UserSession.objects.filter(user=user):
            session.end()
        SignInLink.objects.filter(user=user, used_at=None).delete()
    user.is_active = is_on
    user.save(update_fields=["is_active"])
    verb = "accounts.switch_on_person" if is_on else "accounts.switch_off_person"
    record_for_person(user_id=user.pk, verb=verb, subject=user, surface=surface)
    return Kept(user.pk, str(user))


@transaction.atomic
def change_role(*, actor: Actor, member_id: int, role: str) -> None:
    """Give a member another role; a reader's links open nothing any more.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` for an unknown role, ``Conflict``
    when it would leave the workspace without an owner.
    """
    actor.require("administer")
    member = _member(actor, member_id)
    new = _role(role)
    if member.role == Role.OWNER and new != Role.OWNER:
        keep_an_owner(member)
    give_role(actor, member, new)


def give_role(actor: Actor, member: Membership, new: Role, by: str = "") -> None:
    """Give a member a role and note it; the last owner stays one. No door.

    ``by`` names the provider whose groups say so.
    """
    old = member.role
    if new == old or (old == Role.OWNER and not _others_own(member)):
        return
    member.role = new
    member.save(update_fields=["role"])
    if "change" not in GRANTS[new]:
        Share.objects.filter(member=member).update(member=None)
    record(
        actor=actor,
        verb="accounts.change_role",
        subject=member,
        user=member.user_id,
        before=old,
        after=new,
        **({"provider": by} if by else {}),
    )


@transaction.atomic
def remove_member(*, actor: Actor, member_id: int) -> None:
    """Take a member out of the workspace; what they did stays in the record.

    The links that they shared open nothing any more, also if they come back.
    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` for the last owner.
    """
    actor.require("administer")
    member = _member(actor, member_id)
    if member.role == Role.OWNER:
        keep_an_owner(member)
    member.delete()
    record(
        actor=actor,
        verb="accounts.remove_member",
        subject=Membership(pk=member_id),
        user=member.user_id,
        email=member.user.email,
        role=member.role,
    )


def _member(actor: Actor, member_id: int) -> Membership:
    """Return a member, with the workspace's row locked so that two cannot leave."""
    Workspace.objects.select_for_update().get(pk=actor.workspace_id)
    member = (
        Membership.objects.filter(workspace_id=actor.workspace_id, pk=member_id)
        .select_related("user")
        .first()
    )
    if member is None:
        raise NotFound("There is no such member.")
    return member


def end_links_of_others(user: User, now: datetime) -> None:
    """End what owners' links opened or would open: the account opens more now. No door.

    An owner made them for a workspace of theirs, and has no say in the next one.
    """
    links = SignInLink.objects.filter(user=user, used_at=None)
    links.filter(issued_by__isnull=False).update(expires_at=now)
    open_ones = {s.session_key: s for s in UserSession.objects.filter(user=user)}
    for session in Session.objects.filter(session_key__in=open_ones):
        if session.get_decoded().get(LINK_BY):
            open_ones[session.session_key].end()


def _others_own(member: Membership) -> bool:
    others = Membership.objects.filter(
        workspace_id=member.workspace_id, role=Role.OWNER, user__is_active=True
    ).exclude(pk=member.pk)
    return others.exists()


def keep_an_owner(member: Membership) -> None:
    """Raise ``Conflict`` where nobody else owns the workspace of an owner."""
    if not _others_own(member):
        raise Conflict("A workspace needs an owner. Make somebody else owner first.")


def _role(text: str) -> Role:
    if text not in Role.values:
        raise Invalid("Choose one of the four roles.", field="role")
    return Role(text)
