"""Members, invitations, links and products."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import partial

from django.db.models import Exists, OuterRef, QuerySet

from leadline.accounts.models import (
    Invitation,
    Membership,
    OwnAddress,
    Product,
    ProvenAddress,
    ProviderIdentity,
    SignInLink,
    User,
)
from leadline.accounts.queries.actors import rows
from leadline.accounts.types import (
    Actor,
    InvitationCard,
    MemberRow,
    PersonRow,
    ProductRow,
    Role,
    UserCard,
)
from leadline.foundation.errors import Conflict, NotFound
from leadline.foundation.paging import Listed, Page, listed
from leadline.foundation.plain import plain_of
from leadline.foundation.signing import token_hash


def get_user(*, user_id: int) -> UserCard:
    """Return a person, or raise ``NotFound``."""
    return UserCard(**plain_of(user_row(user_id), UserCard))


def user_row(user_id: int) -> User:
    """Return the row of a person, for actions, or raise ``NotFound``."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound("There is no such person.")
    return user


def any_user(user_id: int) -> User:
    """Return the row of a person who may be switched off, or raise ``NotFound``."""
    user = User.objects.filter(pk=user_id).first()
    if user is None:
        raise NotFound("There is no such person.")
    return user


def opens_for_others(*, user_id: int, owner_id: int) -> bool:
    """Return whether an account opens a workspace that somebody does not own.

    For actions: what an owner may do to an account ends where others rely on it.
    """
    owned = Membership.objects.filter(user=owner_id, role=Role.OWNER)
    theirs = Membership.objects.filter(user=user_id)
    return theirs.exclude(workspace_id__in=owned.values("workspace_id")).exists()


def _everybody() -> QuerySet[User]:
    return User.objects.exclude(membership__service__isnull=False)


def find_person(*, email: str) -> PersonRow:
    """Return a person by address, switched off or not, for who runs the machine."""
    user = _everybody().filter(email=email.strip().lower()).first()
    if user is None:
        raise NotFound(f"Nobody here has the address {email}.")
    return _person(user)


def list_everybody() -> list[PersonRow]:
    """Return all people of the installation by address, for who runs the machine.

    Service accounts, which are programs, are none of them.
    """
    return [_person(user) for user in _everybody().order_by("email")]


def _person(user: User) -> PersonRow:
    members = Membership.objects.filter(user=user).order_by("workspace_id")
    return PersonRow(
        id=user.pk,
        email=user.email,
        name=user.name,
        is_active=user.is_active,
        last_sign_in=user.last_login,
        roles=tuple((m.workspace_id, m.pk, Role(m.role)) for m in members),
    )


def user_id_of(*, email: str) -> int:
    """Return whose address it is, for who runs the machine.

    Raises ``NotFound``, ``Conflict`` for who is switched off.
    """
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        raise NotFound(f"Nobody here has the address {email}.")
    if not user.is_active:
        raise Conflict(
            f"{email} is switched off. To let them in: leadline user on {email}"
        )
    return user.pk


def list_members(
    *, actor: Actor, page: Page = 1, size: int | None = None
) -> Listed[MemberRow]:
    """Return the members of the workspace, owners first, then by name.

    Service accounts are none of them.
    """
    actor.require("read")
    order = {role.value: place for place, role in enumerate(reversed(Role))}
    members = _people(actor).select_related("user")
    found = sorted(members, key=lambda m: (order[m.role], str(m.user).lower()))
    # Who set the workspace up came by the operator's own link, which asks for no mail.
    first = min(found, key=lambda m: m.pk, default=None)
    known = {first.user_id} if first else set()
    return listed(found, partial(_members, actor, known), page, size)


def _members(
    actor: Actor, known: Collection[int], part: Iterable[Membership]
) -> list[MemberRow]:
    shown = list(part)
    said = only_said(
        user_ids={m.user_id for m in shown} - set(known),
        workspace_id=actor.workspace_id,
    )
    return [_member(actor, m, is_proven=m.user_id not in said) for m in shown]


def only_said(*, user_ids: Collection[int], workspace_id: int) -> set[int]:
    """Return whose address nobody proved, as far as a workspace goes.

    An owner who invited an address to the workspace has said whose it is.
    """
    whose = OuterRef("pk")
    proven = ProvenAddress.objects.filter(user=whose)
    known = ProviderIdentity.objects.filter(user=whose)
    invited = Invitation.objects.filter(
        workspace_id=workspace_id, accepted_by=whose, email=OuterRef("email")
    )
    said = User.objects.filter(
        ~Exists(proven), ~Exists(known), ~Exists(invited), pk__in=user_ids
    )
    return set(said.values_list("pk", flat=True))


def _member(actor: Actor, m: Membership, *, is_proven: bool) -> MemberRow:
    return MemberRow(
        id=m.pk,
        user_id=m.user_id,
        name=str(m.user),
        email=m.user.email,
        is_proven=is_proven,
        role=Role(m.role),
        since=m.created_at,
        last_sign_in=m.user.last_login,
        is_you=m.user_id == actor.user_id,
    )


def _people(actor: Actor) -> QuerySet[Membership]:
    members = Membership.objects.filter(workspace_id=actor.workspace_id)
    return members.filter(service=None)


def member_emails(*, actor: Actor) -> list[str]:
    """Return the addresses of the workspace's members."""
    actor.require("read")
    return list(_people(actor).values_list("user__email", flat=True))


def members_at(*, actor: Actor, addresses: Iterable[str]) -> list[int]:
    """Return the members who sign in with one of some addresses."""
    actor.require("read")
    wanted = {address.strip().lower() for address in addresses}
    members = Membership.objects.filter(workspace_id=actor.workspace_id)
    known = members.order_by("user_id").values_list("user_id", "user__email")
    return [user_id for user_id, email in known if email.lower() in wanted]


def list_addresses(*, actor: Actor) -> list[tuple[int, str]]:
    """Return the actor's own further addresses as (id, address), first kept first."""
    actor.require("read")
    own = OwnAddress.objects.filter(user_id=actor.user_id).order_by("pk")
    return list(own.values_list("pk", "email"))


def own_names(*, actor: Actor) -> tuple[str, frozenset[str]]:
    """Return the actor's name, and every address that is theirs, in lower case."""
    actor.require("read")
    user = get_user(user_id=actor.user_id)
    further = [email for _, email in list_addresses(actor=actor)]
    return user.name, frozenset(a.lower() for a in (user.email, *further))


def list_people(*, actor: Actor) -> list[tuple[int, str]]:
    """Return the workspace's members as (user id, name), by name, for a choice."""
    actor.require("read")
    users = User.objects.filter(membership__in=_people(actor))
    return sorted(((u.pk, str(u)) for u in users), key=lambda pair: pair[1].lower())


def check_members(
    *, actor: Actor, user_ids: Iterable[int | None], who: str = "The owner"
) -> None:
    """Raise ``NotFound`` unless each is a member who can sign in; ``None`` is nobody.

    ``who`` begins the sentence that says so.
    """
    actor.require("read")
    if wanted := {user_id for user_id in user_ids if user_id is not None}:
        members = Membership.objects.filter(
            workspace_id=actor.workspace_id, user__is_active=True, user_id__in=wanted
        )
        if members.count() < len(wanted):
            raise NotFound(f"{who} is not a member of this workspace.")


def list_invitations(
    *, actor: Actor, now: datetime, page: Page = 1, size: int | None = None
) -> Listed[InvitationCard]:
    """Return the invitations that still work, latest first.

    Raises ``NotAllowed`` for everybody but owners.
    """
    actor.require("administer")
    waiting = rows(Invitation, actor).filter(
        accepted_at=None, revoked_at=None, expires_at__gt=now
    )
    known = waiting.select_related("workspace", "invited_by")
    latest = known.order_by("-created_at", "-pk")
    return listed(latest, lambda part: [_card(one) for one in part], page, size)


def invitation_of(*, token: str, now: datetime) -> InvitationCard:
    """Return what an invitation's link says, or raise ``NotFound``."""
    found = (
        Invitation.objects.filter(
            token_hash=token_hash(token),
            accepted_at=None,
            revoked_at=None,
            expires_at__gt=now,
        )
        .select_related("workspace", "invited_by")
        .first()
    )
    if found is None:
        raise NotFound(
            "This invitation was used, taken back or is too old. Ask for a new one."
        )
    return _card(found)


def _card(found: Invitation) -> InvitationCard:
    return InvitationCard(
        id=found.pk,
        workspace_id=found.workspace_id,
        workspace=found.workspace.name,
        role=Role(found.role),
        email=found.email,
        invited_by=str(found.invited_by or ""),
        expires_at=found.expires_at,
    )


def link_works(*, token: str, now: datetime) -> bool:
    """Return whether a one-time link would still sign its person in."""
    return SignInLink.objects.filter(
        token_hash=token_hash(token),
        used_at=None,
        expires_at__gt=now,
        user__is_active=True,
    ).exists()


def list_products(
    *,
    actor: Actor,
    with_archived: bool = False,
    page: Page = 1,
    size: int | None = None,
) -> Listed[ProductRow]:
    """Return the workspace's products by name; the archived ones last if wanted."""
    actor.require("read")
    products = rows(Product, actor).order_by("is_archived", "name", "pk")
    shown = products if with_archived else products.filter(is_archived=False)
    return listed(
        shown,
        lambda part: [ProductRow(**plain_of(one, ProductRow)) for one in part],
        page,
        size,
    )
