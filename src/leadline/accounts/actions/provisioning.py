"""A company's directory writes who is here, over SCIM, and in which groups.

A person is switched on by a membership and off by taking it away, which ends what
they have open here at once. Nobody's address, password or account changes.
"""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from leadline.accounts.actions.audit import record, record_rows
from leadline.accounts.actions.people import (
    clean_email,
    give_role,
    remove_member,
)
from leadline.accounts.actions.proving import begin_anew_unless_proven, note_proven
from leadline.accounts.models import (
    DirectoryAccess,
    DirectoryRecord,
    Membership,
    ServiceAccount,
    Share,
    User,
    Workspace,
)
from leadline.accounts.queries import rows
from leadline.accounts.queries.people import opens_for_others
from leadline.accounts.types import (
    GRANTS,
    GROUP,
    PERSON,
    Actor,
    DirectoryItem,
    Role,
)
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.jobs import clock
from leadline.foundation.signing import new_token, token_hash

KEY = "ll_scim_"
MANY = 1000
"""How many people one line of the record names whose role changed at once."""


@transaction.atomic
def make_directory_access(*, actor: Actor, now: datetime) -> str:
    """Return a new key for the company's directory; one made before ends.

    Only its hash is kept. Raises ``NotAllowed``.
    """
    actor.require("administer")
    token = KEY + new_token()[0]
    row, _ = DirectoryAccess.objects.update_or_create(
        workspace_id=actor.workspace_id,
        defaults={
            "made_by_id": actor.user_id,
            "token_hash": token_hash(token),
            "ending": token[-4:],
            "created_at": now,
            "used_at": None,
        },
    )
    record(actor=actor, verb="accounts.make_directory_access", subject=row)
    return token


@transaction.atomic
def end_directory_access(*, actor: Actor) -> None:
    """End the directory's key; who is here stays.

    Raises ``NotAllowed``, ``NotFound`` where there is none.
    """
    actor.require("administer")
    row = _access(actor)
    record(actor=actor, verb="accounts.end_directory_access", subject=row)
    row.delete()


@transaction.atomic
def set_directory_groups(
    *, actor: Actor, owner_group: str, lead_group: str, contributor_group: str
) -> None:
    """Say which groups of the directory give which role; all others read.

    Raises ``NotAllowed``, ``NotFound`` without an access.
    """
    actor.require("administer")
    row = _access(actor)
    row.owner_group = owner_group.strip()
    row.lead_group = lead_group.strip()
    row.contributor_group = contributor_group.strip()
    row.save(update_fields=["owner_group", "lead_group", "contributor_group"])
    record(
        actor=actor,
        verb="accounts.set_directory_groups",
        subject=row,
        groups=[row.owner_group, row.lead_group, row.contributor_group],
    )
    _settle_roles(actor)


@transaction.atomic
def note_directory_used(*, actor: Actor, now: datetime) -> None:
    """Keep when the directory was last here."""
    actor.require("administer")
    rows(DirectoryAccess, actor).update(used_at=now)


@transaction.atomic
def keep_directory_item(*, actor: Actor, item: DirectoryItem) -> None:
    """Keep what the directory wrote, and switch its person on or off.

    Raises ``NotAllowed``, ``Conflict`` for the last owner of a workspace.
    """
    actor.require("administer")
    row, _ = DirectoryRecord.objects.update_or_create(
        workspace_id=actor.workspace_id,
        kind=item.kind,
        key=item.key,
        defaults={"data": item.data},
    )
    if item.kind == PERSON:
        _keep_person(actor, row, item)
    _settle_roles(actor, item.key if item.kind == PERSON else "")


@transaction.atomic
def remove_directory_item(*, actor: Actor, kind: str, key: str) -> None:
    """Take out what the directory took out; its person is switched off.

    Raises ``NotAllowed``, ``Conflict`` for the last owner of a workspace.
    """
    actor.require("administer")
    row = rows(DirectoryRecord, actor).filter(kind=kind, key=key).first()
    if row is None:
        return
    if row.user is not None:
        _switch_off(actor, row.user)
    row.delete()
    if kind != PERSON:
        _settle_roles(actor)


def _access(actor: Actor) -> DirectoryAccess:
    row = rows(DirectoryAccess, actor).first()
    if row is None:
        raise NotFound("No directory has access here.")
    return row


def _keep_person(actor: Actor, row: DirectoryRecord, item: DirectoryItem) -> None:
    """Find or make whose account it is; without an address there is none yet."""
    if row.user is None:
        row.user = _account(actor, item)
        row.save(update_fields=["user"])
    if row.user is None:
        return
    here = Membership.objects.filter(workspace_id=actor.workspace_id, user=row.user)
    if not item.is_active:
        _switch_off(actor, row.user)
    elif not (here.exists() or _is_others(actor, row.user)):
        _begin_anew(actor, [row.user.pk])
        member = Membership.objects.create(
            workspace_id=actor.workspace_id, user=row.user, role=Role.READER
        )
        record(
            actor=actor,
            verb="accounts.join_by_directory",
            subject=member,
            user=row.user.pk,
            email=row.user.email,
        )


def _begin_anew(actor: Actor, user_ids: list[int]) -> None:
    """End what opened accounts that a directory lets in or raises, unless proven."""
    begin_anew_unless_proven(user_ids, workspace_id=actor.workspace_id, now=clock())


def _is_others(actor: Actor, user: User) -> bool:
    """Return whether an account opens what the key's owner has no say in.

    Whoever has it joins by an invitation that they accept, and by nothing else.
    """
    return opens_for_others(user_id=user.pk, owner_id=actor.user_id)


def _account(actor: Actor, item: DirectoryItem) -> User | None:
    """Return the account of an address, made where a switched on person has none."""
    try:
        address = clean_email(item.email)
    except Invalid:
        return None
    user = User.objects.filter(email=address).first()
    if user is None and item.is_active:
        user = User(email=address, name=item.name[:120])
        user.set_unusable_password()
        user.save()
        note_proven(user.pk, clock())
    is_program = ServiceAccount.objects.filter(member__user=user).exists()
    return None if is_program else user


def _switch_off(actor: Actor, user: User) -> None:
    """Take the membership; who belongs nowhere else is signed out everywhere."""
    here = Membership.objects.filter(workspace_id=actor.workspace_id, user=user)
    if (member := here.first()) is None:
        return
    if user.pk == actor.user_id:
        raise Conflict("The owner who gave the directory its key is not switched off.")
    remove_member(actor=actor, member_id=member.pk)
    if not Membership.objects.filter(user=user).exists():
        for session in UserSession.objects.filter(user=user):
            session.end()


def _settle_roles(actor: Actor, key: str = "") -> None:
    """Give people of the directory, or the one of a key, the role of their groups.

    That is the highest of them; whom no group names reads.
    """
    access = rows(DirectoryAccess, actor).first()
    named = {
        Role.OWNER: access.owner_group if access else "",
        Role.LEAD: access.lead_group if access else "",
        Role.CONTRIBUTOR: access.contributor_group if access else "",
    }
    if not any(named.values()):
        return
    Workspace.objects.select_for_update().get(pk=actor.workspace_id)
    held: dict[str, set[str]] = {}
    groups = rows(DirectoryRecord, actor).filter(kind=GROUP)
    names = [name for name in named.values() if name]
    for group in groups.filter(data__displayName__in=names):
        for member in group.data.get("members") or []:
            name = str(group.data.get("displayName", ""))
            held.setdefault(str(member.get("value", "")), set()).add(name)
    people = rows(DirectoryRecord, actor).filter(kind=PERSON, user__isnull=False)
    if key:
        people = people.filter(key=key)
    roles: dict[int, Role] = {
        user_id or 0: next(
            (r for r, name in named.items() if name and name in held.get(one, ())),
            Role.READER,
        )
        for one, user_id in people.values_list("key", "user_id")
    }
    here = Membership.objects.filter(workspace_id=actor.workspace_id)
    members = here.exclude(user_id=actor.user_id)
    if key:
        members = members.filter(user_id__in=roles)
    changed: dict[tuple[str, Role], list[int]] = {}
    for pk, user_id, old in members.values_list("pk", "user_id", "role"):
        new = roles.get(user_id, Role(old))
        if new != old:
            changed.setdefault((old, new), []).append(pk)
    for (old, new), ids in changed.items():
        for at in range(0, len(ids), MANY):
            _give_roles(actor, ids[at : at + MANY], old, new)


def _give_roles(actor: Actor, ids: list[int], old: str, new: Role) -> None:
    """Give members who have one role another, many in a line of the record."""
    lot = list(Membership.objects.filter(pk__in=ids).order_by("pk"))
    if list(Role).index(new) > list(Role).index(Role(old)):
        _begin_anew(actor, [member.user_id for member in lot])
    if old == Role.OWNER or len(lot) == 1:
        for member in lot:
            give_role(actor, member, new, by="scim")
        return
    Membership.objects.filter(pk__in=ids).update(role=new)
    if "change" not in GRANTS[new]:
        Share.objects.filter(member__in=ids).update(member=None)
    record_rows(
        actor=actor,
        verb="accounts.change_role",
        subject=Workspace(pk=actor.workspace_id),
        touched=[(Membership, ids)],
        detail={
            "users": [member.user_id for member in lot],
            "before": old,
            "after": new,
            "provider": "scim",
        },
    )
