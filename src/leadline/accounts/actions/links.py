"""Signing in: one-time links, passwords, sessions."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.db import transaction

from leadline.accounts.actions.audit import record, record_for_person
from leadline.accounts.actions.proving import note_proven
from leadline.accounts.models import LinkWish, Membership, SignInLink, User
from leadline.accounts.queries import counts_as_owner
from leadline.accounts.queries.people import opens_for_others, user_row
from leadline.accounts.types import Actor, LinkUsed, LinkWay
from leadline.foundation.errors import NotAllowed, NotFound
from leadline.foundation.signing import new_token, token_hash

LINK_LASTS = timedelta(minutes=15)
START_LINK_LASTS = timedelta(hours=24)


@transaction.atomic
def issue_sign_in_link(
    *,
    user_id: int,
    now: datetime,
    lasts: timedelta = LINK_LASTS,
    way: LinkWay = LinkWay.SERVER,
    issued_by: int | None = None,
    skips_step: bool = False,
) -> str:
    """Return the key of a link that signs a user in once; only its hash is kept.

    The page is ``/sign-in/<key>/``. One that ``skips_step`` asks for no second step:
    it is for who runs the machine alone. Raises ``NotFound`` for an unknown user.
    """
    user = user_row(user_id)
    old = SignInLink.objects.filter(user=user, expires_at__lt=now)
    old.exclude(issued_by__isnull=False, told_at=None).delete()
    token, hashed = new_token()
    link = SignInLink.objects.create(
        user=user,
        way=way,
        token_hash=hashed,
        created_at=now,
        expires_at=now + lasts,
        issued_by_id=issued_by,
        skips_step=skips_step,
    )
    record_for_person(
        user_id=user.pk,
        verb="accounts.issue_sign_in_link",
        subject=link,
        surface="cli" if issued_by is None else "web",
        minutes=int(lasts.total_seconds() // 60),
        issued_by=issued_by,
        **({"skips_step": True} if skips_step else {}),
    )
    return token


def ask_for_link(*, email: str, now: datetime) -> str | None:
    """Return the key of a one-time link for an address, or ``None`` if unknown."""
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None:
        return None
    return issue_sign_in_link(user_id=user.pk, now=now, way=LinkWay.MAIL)


@transaction.atomic
def issue_member_link(*, actor: Actor, member_id: int, now: datetime) -> str:
    """Return the key of a one-time link for a member who cannot sign in.

    Raises ``NotAllowed`` unless the actor owns every workspace that the link would
    open, and for another owner unless a second one has agreed to the actor's wish,
    which is spent by it; ``NotFound`` for an unknown member.
    """
    actor.require("administer")
    here = Membership.objects.filter(workspace_id=actor.workspace_id)
    if (member := here.filter(pk=member_id).first()) is None:
        raise NotFound("There is no such member.")
    if opens_for_others(user_id=member.user_id, owner_id=actor.user_id):
        raise NotAllowed(
            "This person's account opens workspaces that you do not own. Whoever runs "
            "this server can make a link for them."
        )
    if member.user_id != actor.user_id and counts_as_owner(
        member_id=member_id, now=now
    ):
        _spend_wish(actor, member, now)
    return issue_sign_in_link(
        user_id=member.user_id, now=now, way=LinkWay.MEMBER, issued_by=actor.user_id
    )


def _spend_wish(actor: Actor, member: Membership, now: datetime) -> None:
    wishes = LinkWish.objects.filter(
        member=member,
        asked_by_id=actor.user_id,
        agreed_at__isnull=False,
        expires_at__gt=now,
    )
    if not wishes.delete()[0]:
        raise NotAllowed(
            "This person is an owner too. They, or another owner, have to agree first: "
            "ask them on the page of the members. Where there is none, whoever runs "
            "this server can make a link."
        )


@transaction.atomic
def use_sign_in_link(*, token: str, now: datetime) -> LinkUsed:
    """Spend a one-time link and return whom it signs in, and who made it.

    Raises ``NotFound`` for a link that was used, is too old or never was.
    """
    links = SignInLink.objects.filter(
        token_hash=token_hash(token), used_at=None, expires_at__gt=now
    )
    links = links.filter(user__is_active=True)
    link = links.select_related("user", "issued_by").first()
    if link is None or not links.update(used_at=now):
        raise NotFound("This link was used or is too old. Ask for a new one.")
    way, by = LinkWay(link.way), str(link.issued_by or "")
    if way == LinkWay.MAIL:
        note_proven(link.user_id, now)
    return LinkUsed(link.user_id, way, by, link.skips_step)


@transaction.atomic
def note_told(*, actor: Actor, now: datetime) -> None:
    """Keep that the actor knows of the links that others made for them."""
    actor.require("read")
    SignInLink.objects.filter(
        user_id=actor.user_id, issued_by__isnull=False, told_at=None
    ).update(told_at=now)
    user = user_row(actor.user_id)
    record(actor=actor, verb="accounts.note_told", subject=user)


def note_sign_in(
    *,
    user_id: int,
    how: str,
    ip: str,
    made_by: str = "",
    step: str = "",
    provider: str = "",
) -> None:
    """Write into the audit log that a person signed in, how, and by whose link.

    ``step`` is what proved it a second time, of ``StepKind``, ``provider`` which one
    of a company said who it is.
    """
    user = user_row(user_id)
    record_for_person(
        user_id=user_id,
        verb="accounts.sign_in",
        subject=user,
        surface="web",
        how=how,
        ip=ip,
        **({"link_made_by": made_by} if made_by else {}),
        **({"second_step": step} if step else {}),
        **({"provider": provider} if provider else {}),
    )


def note_sign_out(*, user_id: int) -> None:
    """Write into the audit log that a person signed out."""
    user = user_row(user_id)
    record_for_person(
        user_id=user_id, verb="accounts.sign_out", subject=user, surface="web"
    )


@transaction.atomic
def change_password(*, actor: Actor, password: str, now: datetime) -> None:
    """Set the actor's own password; links that wait stop working.

    The surface has checked the old password, or that a link signed them in which came
    by their own mail or from whoever runs the server.
    """
    actor.require("read")
    user = user_row(actor.user_id)
    user.set_password(password)
    user.save(update_fields=["password"])
    SignInLink.objects.filter(user=user, used_at=None).update(expires_at=now)
    record_for_person(
        user_id=user.pk,
        verb="accounts.change_password",
        subject=user,
        surface=actor.surface,
    )


def note_seen(*, session_key: str, ip: str, now: datetime) -> None:
    """Note that a browser is in use."""
    UserSession.objects.filter(session_key=session_key).update(last_seen_at=now, ip=ip)


@transaction.atomic
def end_session(*, actor: Actor, session_id: int) -> None:
    """Sign the actor out of one browser; raises ``NotFound`` for another's."""
    actor.require("read")
    session = UserSession.objects.filter(pk=session_id, user=actor.user_id).first()
    if session is None:
        raise NotFound("You are not signed in there.")
    session.end()
    user = user_row(actor.user_id)
    record(actor=actor, verb="accounts.end_session", subject=user, ended=1)


@transaction.atomic
def end_other_sessions(*, actor: Actor, current_key: str) -> int:
    """Sign the actor out everywhere else; return from how many browsers."""
    actor.require("read")
    others = UserSession.objects.filter(user=actor.user_id).exclude(
        session_key=current_key
    )
    ended = 0
    for session in others:
        session.end()
        ended += 1
    user = user_row(actor.user_id)
    record(actor=actor, verb="accounts.end_session", subject=user, ended=ended)
    return ended
