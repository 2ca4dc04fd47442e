"""Links by which people without an account read one record: which open, and what."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime
from functools import lru_cache

from django.contrib.auth.hashers import check_password, make_password
from django.utils.crypto import salted_hmac

from leadline.accounts.models import Share
from leadline.accounts.queries.actors import rows, workspace_row
from leadline.accounts.types import (
    GRANTS,
    Actor,
    OpenShare,
    Role,
    SharedKind,
    ShareRow,
    ShareState,
    SharingRules,
)
from leadline.foundation.errors import NotFound
from leadline.foundation.paging import Listed, Page, listed

NOTHING = "Nothing is shared here."
SHARES = "change"
"""The grant that a link's maker has to hold, when making it and ever after."""


def share_hash(token: str) -> str:
    """Return the keyed hash under which a link's key is kept: 64 hexadecimal digits."""
    return salted_hmac("leadline.share", token, algorithm="sha256").hexdigest()


def open_share(*, token: str, now: datetime) -> OpenShare:
    """Return what a link opens at a moment; a password is not looked at here.

    Raises the same ``NotFound`` after the same reads for a link that never was,
    expired, was taken back, whose maker may not share any more or whose workspace
    allows no links.
    """
    hashed = share_hash(token)
    return _opened(_row(hashed), hashed, now)


def unlock_share(*, token: str, password: str, now: datetime) -> OpenShare:
    """Return what a link with a password opens; raises ``NotFound`` as ``open_share``.

    One password is hashed for every try, also where there is no such link.
    """
    hashed = share_hash(token)
    row = _row(hashed)
    kept = row.password if row is not None and row.password else _nobodys()
    fits = check_password(password, kept)
    share = _opened(row, hashed, now)
    if not (fits and share.has_password):
        raise NotFound(NOTHING)
    return share


def own_share(*, actor: Actor, share_id: int, now: datetime) -> OpenShare:
    """Return what a link of the actor's own opens, for a look at it without counting.

    Raises ``NotFound`` for another's, and for one that does not open.
    """
    actor.require(SHARES)
    row = rows(Share, actor).filter(pk=share_id, made_by_id=actor.user_id)
    found = row.select_related("workspace", "made_by", "member").first()
    return _opened(found, found.token_hash if found else "", now)


def list_shares(
    *,
    actor: Actor,
    now: datetime,
    kind: str = "",
    record_id: int = 0,
    page: Page = 1,
    size: int | None = 50,
) -> Listed[ShareRow]:
    """Return the links of a workspace, or of one record of it, the newest first.

    Owners see all of them, everybody else their own. Raises ``NotAllowed`` for who
    may not share.
    """
    actor.require(SHARES)
    found = rows(Share, actor).select_related("made_by", "member")
    found = found.order_by("-created_at", "-pk")
    if not actor.may("administer"):
        found = found.filter(made_by_id=actor.user_id)
    if kind:
        found = found.filter(kind=kind, record_id=record_id)
    return listed(
        found, lambda part: [_line(actor, row, now) for row in part], page, size
    )


def sharing_rules(*, actor: Actor) -> SharingRules:
    """Return whether the workspace allows links, and which sites may frame one."""
    actor.require("read")
    workspace = workspace_row(actor)
    return SharingRules(workspace.is_sharing_off, tuple(workspace.embed_sites))


def _row(hashed: str) -> Share | None:
    shares = Share.objects.select_related("workspace", "made_by", "member")
    return shares.filter(token_hash=hashed).first()


def _opened(row: Share | None, hashed: str, now: datetime) -> OpenShare:
    """Return what a row opens; one comparison is made where there is none, too."""
    is_same = hmac.compare_digest(row.token_hash if row else "0" * 64, hashed)
    if row is None or row.member is None or not is_same:
        raise NotFound(NOTHING)
    rules = row.workspace
    if _state(row, now) != ShareState.OPEN or rules.is_sharing_off:
        raise NotFound(NOTHING)
    return OpenShare(
        id=row.pk,
        actor=Actor(row.workspace_id, row.made_by_id, Role(row.member.role), "link"),
        kind=SharedKind(row.kind),
        record_id=row.record_id,
        shown_as=row.shown_as,
        made_by=row.made_by.name,
        workspace=rules.name,
        timezone=rules.timezone,
        label=row.label,
        has_names=row.has_names,
        has_money=row.has_money,
        has_password=bool(row.password),
        expires_at=row.expires_at,
        sites=tuple(rules.embed_sites) if row.may_embed else (),
    )


@lru_cache(maxsize=1)
def _nobodys() -> str:
    """Return the hash of a password that nobody has."""
    return make_password(secrets.token_urlsafe())


def _line(actor: Actor, row: Share, now: datetime) -> ShareRow:
    return ShareRow(
        id=row.pk,
        kind=SharedKind(row.kind),
        record_id=row.record_id,
        title=row.title,
        label=row.label,
        made_by=str(row.made_by),
        is_mine=row.made_by_id == actor.user_id,
        made_at=row.created_at,
        expires_at=row.expires_at,
        ended_at=row.ended_at,
        state=_state(row, now),
        has_names=row.has_names,
        has_money=row.has_money,
        has_password=bool(row.password),
        may_embed=row.may_embed,
        opened=row.opened,
        opened_at=row.opened_at,
    )


def _state(row: Share, now: datetime) -> ShareState:
    if row.ended_at is not None:
        return ShareState.ENDED
    if row.expires_at <= now:
        return ShareState.EXPIRED
    is_able = row.member is not None and SHARES in GRANTS[Role(row.member.role)]
    return ShareState.OPEN if is_able and row.made_by.is_active else ShareState.LEFT
