"""A person forgotten: name and addresses go, the record keeps its chain.

A line of the audit log that held an address loses it and keeps its place and its hash.
A later line, sealed as all are, says which lines were emptied and what they say now:
so ``leadline check`` tells emptied lines from rewritten ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.db.models import Q

from leadline.accounts.actions.audit import record
from leadline.accounts.actions.people import keep_an_owner
from leadline.accounts.models import (
    ApiToken,
    Event,
    Invitation,
    LinkWish,
    Membership,
    OwnAddress,
    ProviderIdentity,
    SignInLink,
    User,
)
from leadline.accounts.queries.forgotten import emptied_seal
from leadline.accounts.queries.people import any_user
from leadline.accounts.queries.portable import is_private
from leadline.accounts.queries.tables import every_table
from leadline.accounts.types import FORGOTTEN_NAME, Actor, Role

OWNERS = ("user", "author")
ADDRESSES = {"email", "author_email", "organiser"}
"""Columns that hold an address without saying so by their type."""
NAMES = {"noted_by"}
"""Columns that hold the name of somebody of the house as a text."""
WAYS_IN = (
    ApiToken, Authenticator, EmailAddress, OwnAddress, ProviderIdentity, SignInLink,
)  # fmt: skip


@transaction.atomic
def forget_person(*, user_id: int, surface: str) -> dict[str, int]:
    """Forget who somebody is, everywhere; return how many rows went and were emptied.

    What is theirs alone is deleted, and so are their sessions, links and memberships;
    their name and addresses are taken out of every table and line of the log. What
    they did for a workspace stays, of somebody without a name. Raises ``NotFound``,
    ``Conflict`` for the last owner of a workspace.
    """
    user = any_user(user_id)
    known = [user.email, *OwnAddress.objects.filter(user=user).values_list(
        "email", flat=True
    )]  # fmt: skip
    gone = f"gone-{user.pk}@gone.invalid"
    members = list(Membership.objects.filter(user=user).order_by("workspace_id"))
    for member in members:
        if member.role == Role.OWNER:
            keep_an_owner(member)
    counts = {"deleted": _delete_own(user), "emptied": 0, "addresses": 0}
    counts["addresses"] = _take_addresses_out(known, gone, user)
    was = [*known, *([user.name] if user.name else [])]
    user.email, user.name, user.is_active = gone, FORGOTTEN_NAME, False
    user.password, user.last_login = make_password(None), None
    user.save()
    for member in members:
        actor = Actor(member.workspace_id, user.pk, Role(member.role), surface)
        member_id = member.pk
        member.delete()
        record(
            actor=actor, verb="accounts.remove_member",
            subject=Membership(pk=member_id), user=user.pk, role=actor.role,
        )  # fmt: skip
    counts["emptied"] = _empty_lines(user, was, gone, surface)
    return counts


def _delete_own(user: User) -> int:
    """Delete what is a person's own, and every way in."""
    count = 0
    for model in every_table():
        if not is_private(model) or model is OwnAddress:
            continue
        for field in model._meta.concrete_fields:
            if field.related_model is User and field.name in OWNERS:
                count += model._base_manager.filter(**{field.name: user}).delete()[0]
    for session in UserSession.objects.filter(user=user):
        session.end()
    for table in WAYS_IN:
        count += table._base_manager.filter(user=user).delete()[0]
    LinkWish.objects.filter(asked_by=user).delete()
    return count


def _take_addresses_out(known: list[str], gone: str, user: User) -> int:
    """Put nobody's address and name where theirs stand; return in how many rows."""
    count = 0
    for model in every_table():
        if model in (User, Event):
            continue
        kept, rows = getattr(model, "SEALED", None) or (), model._base_manager
        open_ones = [f for f in model._meta.concrete_fields if f.attname not in kept]
        if empty := getattr(model, "FORGOTTEN", {}):
            theirs = Q(account_id=user.pk)
            for address in known:
                theirs |= Q(email__iexact=address)
            said = {name: text.format(user.pk) for name, text in empty.items()}
            count += rows.filter(theirs).update(**said)
        for field in open_ones:
            if isinstance(field, models.JSONField):
                count += _rewrite(model, field.attname, known, user)
            elif isinstance(field, models.EmailField) or field.name in ADDRESSES:
                count += sum(
                    rows.filter(**{f"{field.attname}__iexact": address}).update(
                        **{field.attname: gone}
                    )
                    for address in known
                )
            elif field.name in NAMES and user.name:
                theirs = Q(**{field.attname: user.name})
                count += rows.filter(theirs).update(**{field.attname: FORGOTTEN_NAME})
    return count + Invitation.objects.filter(email=gone).count()


def _rewrite(model: Any, column: str, known: list[str], user: User) -> int:
    """Take a person out of a column of JSON, such as the guests of a calendar.

    The domain of an address stays: by it hours are told to be of the house or not.
    """
    count = 0
    for address in known:
        there = f"gone-{user.pk}@{address.rpartition('@')[2]}"
        found = model._base_manager.filter(**{f"{column}__icontains": address})
        for pk, value in found.values_list("pk", column):
            said = _without(value, [address, user.name or address], there)
            model._base_manager.filter(pk=pk).update(**{column: said})
            count += 1
    return count


def _empty_lines(user: User, was: list[str], gone: str, surface: str) -> int:
    """Take addresses and name out of the lines of every log; return of how many."""
    emptied: dict[int, list[Event]] = {}
    for event in Event.objects.order_by("workspace_id", "sequence").iterator():
        detail = _without(event.detail, was, gone)
        if detail != event.detail:
            event.detail = detail
            event.save(update_fields=["detail"])
            emptied.setdefault(event.workspace_id, []).append(event)
    for workspace_id, events in sorted(emptied.items()):
        actor = Actor(workspace_id, user.pk, Role.READER, surface)
        record(
            actor=actor, verb="accounts.forget_person", subject=user,
            lines=_seals(events),
        )  # fmt: skip
    return sum(map(len, emptied.values()))


def _seals(events: Iterable[Event]) -> dict[str, str]:
    return {str(event.sequence): emptied_seal(event) for event in events}


def _without(value: Any, was: list[str], gone: str) -> Any:
    """Return a value of a line without what names the person."""
    if isinstance(value, dict):
        return {key: _without(part, was, gone) for key, part in value.items()}
    if isinstance(value, list):
        return [_without(part, was, gone) for part in value]
    if isinstance(value, str):
        low = value.lower()
        addresses = [word for word in was if "@" in word]
        is_told = any(address.lower() in low for address in addresses)
        for word in was:
            if is_told or low == word.lower():
                nobody = gone if "@" in word else FORGOTTEN_NAME
                value = re.sub(re.escape(word), nobody, value, flags=re.IGNORECASE)
    return value
