"""Links by which people without an account read one record."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F

from leadline.accounts.actions.audit import record
from leadline.accounts.models import Membership, Share, Workspace
from leadline.accounts.queries import rows, share_hash, sharing_rules
from leadline.accounts.types import (
    LONGEST_PASSWORD,
    MOST_DAYS,
    SHORTEST_PASSWORD,
    Actor,
    Kept,
    ShareIn,
    SharingRules,
    ShownAs,
)
from leadline.foundation.errors import Invalid, NotAllowed, NotFound

MOST_SITES = 10


@transaction.atomic
def share_record(*, actor: Actor, share: ShareIn, now: datetime) -> tuple[Kept, str]:
    """Return a new link to a record and its key, which is shown only once.

    The caller has made sure that the actor reads the record. Raises ``NotAllowed`` for
    readers and where the workspace allows no links, ``Invalid`` for a time, a password
    or a way to show it that is out of bounds.
    """
    actor.require("change")
    rules = sharing_rules(actor=actor)
    if rules.is_off:
        raise NotAllowed("An owner has switched off sharing by link.")
    _check(share, rules)
    token = secrets.token_urlsafe(32)
    made = Share.objects.create(
        workspace_id=actor.workspace_id,
        kind=share.kind,
        record_id=share.record_id,
        title=share.title[:200],
        label=share.label.strip()[:80],
        shown_as=share.shown_as,
        made_by_id=actor.user_id,
        member=Membership.objects.get(
            workspace_id=actor.workspace_id, user_id=actor.user_id
        ),
        token_hash=share_hash(token),
        password=make_password(share.password) if share.password else "",
        has_names=share.has_names,
        has_money=share.has_money,
        may_embed=share.may_embed,
        created_at=now,
        expires_at=now + timedelta(days=share.days),
    )
    record(
        actor=actor,
        verb="accounts.share_record",
        subject=made,
        record=f"{share.kind}:{share.record_id}",
        title=made.title,
        label=made.label,
        days=share.days,
        has_names=share.has_names,
        has_money=share.has_money,
        has_password=bool(share.password),
        may_embed=share.may_embed,
    )
    return Kept(made.pk, made.title), token


def _check(share: ShareIn, rules: SharingRules) -> None:
    if not 1 <= share.days <= MOST_DAYS:
        raise Invalid(f"A link opens for 1 to {MOST_DAYS} days.", field="days")
    if share.password and not (
        SHORTEST_PASSWORD <= len(share.password) <= LONGEST_PASSWORD
    ):
        raise Invalid(
            f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.",
            field="password",
        )
    if share.shown_as and share.shown_as not in ShownAs.values:
        raise Invalid("There is no such way to show it.", field="shown_as")
    if share.may_embed and not rules.sites:
        raise Invalid(
            "An owner has to name the sites that may embed it first.",
            field="may_embed",
        )
    if share.may_embed and share.password:
        raise Invalid(
            "What other pages embed cannot ask for a password.", field="may_embed"
        )


@transaction.atomic
def end_share(*, actor: Actor, share_id: int, now: datetime) -> Kept:
    """Take a link back: it opens nothing from now on.

    Owners end every link, others their own. Raises ``NotAllowed`` for readers,
    ``NotFound`` for another's link and for one that was taken back before.
    """
    actor.require("change")
    found = rows(Share, actor).select_for_update().filter(pk=share_id, ended_at=None)
    if not actor.may("administer"):
        found = found.filter(made_by_id=actor.user_id)
    share = found.first()
    if share is None:
        raise NotFound("There is no such link.")
    share.ended_at = now
    share.save(update_fields=["ended_at"])
    record(actor=actor, verb="accounts.end_share", subject=share, title=share.title)
    return Kept(share.pk, share.title)


def note_opened(*, share_id: int, now: datetime) -> None:
    """Count that a link was opened, and when; nothing is kept of who did."""
    Share.objects.filter(pk=share_id).update(opened=F("opened") + 1, opened_at=now)


@transaction.atomic
def change_sharing(*, actor: Actor, is_off: bool, sites: str) -> SharingRules:
    """Say whether the workspace allows links, and which sites may embed a roadmap.

    ``sites`` are addresses such as ``https://www.example.com``, one a line. While
    sharing is off no link opens. Raises ``NotAllowed`` for all but owners, ``Invalid``
    for what is no such address.
    """
    actor.require("administer")
    kept = tuple(dict.fromkeys(_site(line) for line in sites.split()))
    if len(kept) > MOST_SITES:
        raise Invalid(f"Name at most {MOST_SITES} sites.", field="sites")
    workspace = Workspace.objects.select_for_update().get(pk=actor.workspace_id)
    before = {"is_off": workspace.is_sharing_off, "sites": workspace.embed_sites}
    workspace.is_sharing_off, workspace.embed_sites = is_off, list(kept)
    workspace.save(update_fields=["is_sharing_off", "embed_sites"])
    record(
        actor=actor,
        verb="accounts.change_sharing",
        subject=workspace,
        before=before,
        after={"is_off": is_off, "sites": list(kept)},
    )
    return SharingRules(is_off, kept)


def _site(text: str) -> str:
    """Return an address as a header names it: scheme, host and port, nothing else."""
    refusal = Invalid(
        f"“{text[:80]}” is no site. Write it as https://www.example.com, without a "
        "folder.",
        field="sites",
    )
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise refusal from None
    plain = all(one.isascii() and (one.isalnum() or one in "-.") for one in host)
    bare = not (
        parts.path.strip("/") or parts.query or parts.fragment or parts.username
    )
    if parts.scheme != "https" or not host or not plain or not bare or len(text) > 200:
        raise refusal
    return f"https://{host}" + (f":{port}" if port else "")
