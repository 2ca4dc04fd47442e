"""Assistants let in by signing in: a code for a minute, a key for an hour, the next."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.core import signing
from django.db import transaction

from leadline.accounts.actions.audit import record
from leadline.accounts.actions.tokens import check_may_make, write_token
from leadline.accounts.models import ApiToken, Assistant, Membership
from leadline.accounts.queries.assistants import RENEWAL, assistant_in
from leadline.accounts.queries.tokens import is_open
from leadline.accounts.types import (
    CODE_LASTS,
    KEY_LASTS,
    Actor,
    AssistantIn,
    AssistantKeys,
    Role,
)
from leadline.foundation.signing import new_access_token, new_token, token_hash

SURFACE = "mcp"
TWICE = "what is good once came twice"


@transaction.atomic
def admit_assistant(
    *, actor: Actor, assistant: AssistantIn, now: datetime, by_link_of: str = ""
) -> str:
    """Let an assistant act as the actor, as far as said; return a code for it.

    It is a token of the actor's own, listed and revoked as others are, which opens
    nothing until the assistant brought the code, and nothing but the surface for
    assistants. Raises what ``make_token`` raises.
    """
    actor.require("read")
    check_may_make(actor, by_link_of)
    member = Membership.objects.select_for_update().get(
        workspace_id=actor.workspace_id, user_id=actor.user_id
    )
    own = ApiToken.objects.filter(member=member, assistant__key_until=None)
    own.filter(assistant__code_until__lte=now).delete()  # nobody came for them
    token, _ = write_token(actor, member, assistant.token, now)  # a key nobody knows
    code, digest = new_token()
    Assistant.objects.create(
        workspace_id=actor.workspace_id,
        token=token,
        address=assistant.address,
        back_to=assistant.back_to,
        challenge=assistant.challenge,
        code=digest,
        code_until=now + CODE_LASTS,
        created_at=now,
    )
    record(
        actor=actor,
        verb="accounts.admit_assistant",
        subject=token,
        name=token.name,
        address=assistant.address,
        scopes=token.scopes,
        days=assistant.token.days,
    )
    return code


@transaction.atomic
def begin_assistant(*, code: str, now: datetime) -> AssistantKeys | None:
    """Return the first keys for a code; ``None`` for one that opens nothing.

    A code that comes twice was read by somebody: its token ends.
    """
    row = _locked(code=token_hash(code))
    if row is None:
        return None
    if row.key_until is not None:
        _end(row, now)
        return None
    if row.code_until <= now or not is_open(row.token, now):
        return None
    return _give_keys(row, now)


@transaction.atomic
def renew_assistant(*, renewal: str, now: datetime) -> AssistantKeys | None:
    """Return the next keys; ``None`` where what is brought opens nothing.

    One that was spent already was read by somebody: its token ends, and whoever holds
    the newer one is out as well.
    """
    row = _locked(pk=assistant_in(renewal))
    if row is None or not is_open(row.token, now):
        return None
    if not secrets.compare_digest(row.renewal, token_hash(renewal)):
        _end(row, now)
        return None
    return _give_keys(row, now)


def _locked(**which: object) -> Assistant | None:
    found = Assistant.objects.select_for_update(of=("self",)).filter(**which)
    return found.select_related("token__member", "token__user").first()


def _give_keys(row: Assistant, now: datetime) -> AssistantKeys:
    key = new_access_token()
    said = {"a": row.pk, "n": secrets.token_urlsafe(24)}
    renewal = signing.Signer(salt=RENEWAL).sign_object(said)
    row.key_until, row.renewal = now + KEY_LASTS, token_hash(renewal)
    row.save(update_fields=["key_until", "renewal"])
    row.token.digest, row.token.ending = token_hash(key), key[-4:]
    row.token.save(update_fields=["digest", "ending"])
    return AssistantKeys(key, renewal, tuple(row.token.scopes))


def _end(row: Assistant, now: datetime) -> None:
    token = row.token
    if token.revoked_at is not None or token.member is None:
        return
    token.revoked_at = now
    token.save(update_fields=["revoked_at"])
    holder = Actor(
        row.workspace_id, token.user_id, Role(token.member.role), SURFACE
    )  # fmt: skip
    record(
        actor=holder,
        verb="accounts.revoke_token",
        subject=token,
        name=token.name,
        why=TWICE,
    )
