"""Access tokens and service accounts: which open, and for whom."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Count, Q, QuerySet

from leadline.accounts.models import (
    ApiToken,
    KeptAnswer,
    ProviderIdentity,
    ServiceAccount,
)
from leadline.accounts.queries.actors import rows
from leadline.accounts.queries.steps import has_second_step
from leadline.accounts.types import (
    KEPT_FOR,
    Actor,
    AnswerKept,
    Bearer,
    Role,
    ServiceRow,
    TokenRow,
    TokenState,
    grants_of,
)
from leadline.foundation.errors import NotFound, StepNeeded
from leadline.foundation.paging import Listed, Page, listed, the_one
from leadline.foundation.signing import is_access_token, token_hash

FOR_ASSISTANTS = "mcp"
ASKED = (
    "pk workspace_id workspace__name workspace__requires_second_step user_id "
    "user__name user__email user__is_active member_id member__role member__service "
    "name scopes expires_at revoked_at last_used_at assistant assistant__key_until"
).split()


def bearer_of(*, token: str, surface: str, now: datetime) -> Bearer | None:
    """Return who comes with a token, or ``None`` where it opens nothing.

    That is one that never was, was revoked or expired, whose holder left the
    workspace, even if they came back, or was switched off. A service account's user
    never signs in; its membership alone counts. Raises ``StepNeeded`` for somebody
    whom the workspace would not let in before a second step is set up, unless a
    company's provider, which asks for its own, signs them in.
    """
    if not is_access_token(token):
        return None
    row: Any = the_one(_asked().filter(digest=token_hash(token)))
    if row is None or row.member_id is None:
        return None
    is_service = row.member__service is not None
    is_here = row.user__is_active or is_service
    if _state_of(row, now, is_here=is_here) != TokenState.OPEN:
        return None
    if row.assistant is not None:
        until = row.assistant__key_until
        if surface != FOR_ASSISTANTS or until is None or now >= until:
            return None
    asks_step = row.workspace__requires_second_step and not is_service
    if asks_step and _lacks_step(row.user_id):
        name = row.workspace__name
        raise StepNeeded(f"{name} asks for a second step. Set one up first.")
    scopes = tuple(row.scopes)
    actor = Actor(
        row.workspace_id,
        row.user_id,
        Role(row.member__role),
        surface,
        grants=grants_of(scopes),
    )
    return Bearer(
        actor=actor,
        token_id=row.pk,
        name=row.name,
        holder=row.user__name or row.user__email,
        is_service=is_service,
        scopes=scopes,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
    )


@cache
def _asked() -> QuerySet[ApiToken, Any]:
    """Return the question of every request, put once: what decides, and no more."""
    return ApiToken.objects.values_list(*ASKED, named=True)


def kept_answer(*, token_id: int, key: str, now: datetime) -> AnswerKept | None:
    """Return what a request with a key was answered, ``None`` where it is new."""
    found = KeptAnswer.objects.filter(
        token=token_id, key=key, created_at__gt=now - KEPT_FOR
    )
    row = found.first()
    if row is None:
        return None
    return AnswerKept(row.asked, row.status, row.body, dict(row.headers))


def list_tokens(
    *, actor: Actor, now: datetime, page: Page = 1, size: int | None = None
) -> Listed[TokenRow]:
    """Return the actor's own tokens, those that open first, then the newest."""
    actor.require("read")
    own = rows(ApiToken, actor).filter(user_id=actor.user_id)
    own = own.exclude(assistant__isnull=False, assistant__key_until=None)
    return _listed(own, now, page, size)


def list_service_tokens(
    *,
    actor: Actor,
    service_id: int,
    now: datetime,
    page: Page = 1,
    size: int | None = None,
) -> Listed[TokenRow]:
    """Return the tokens of a service account, those that open first.

    Raises ``NotAllowed`` for everybody but owners, ``NotFound``.
    """
    actor.require("administer")
    service = service_row(actor, service_id)
    held = rows(ApiToken, actor).filter(member_id=service.member_id)
    return _listed(held, now, page, size)


def list_service_accounts(
    *, actor: Actor, now: datetime, page: Page = 1, size: int | None = None
) -> Listed[ServiceRow]:
    """Return the workspace's service accounts by name.

    Raises ``NotAllowed`` for everybody but owners.
    """
    actor.require("administer")
    found = rows(ServiceAccount, actor).select_related("member__user", "made_by")
    ordered = found.order_by("member__user__name", "pk")
    still = Q(revoked_at=None, expires_at__gt=now)

    def make(part: list[ServiceAccount]) -> list[ServiceRow]:
        members = [one.member_id for one in part]
        tokens = rows(ApiToken, actor).filter(still, member_id__in=members)
        counted = tokens.values("member_id").annotate(n=Count("pk"))
        held = {one["member_id"]: one["n"] for one in counted.order_by()}
        return [
            ServiceRow(
                id=one.pk,
                member_id=one.member_id,
                name=str(one),
                role=Role(one.member.role),
                made_by=str(one.made_by or ""),
                since=one.created_at,
                open_tokens=held.get(one.member_id, 0),
            )
            for one in part
        ]

    return listed(ordered, lambda part: make(list(part)), page, size)


def service_row(actor: Actor, service_id: int) -> ServiceAccount:
    """Return the row of a service account, for actions, or raise ``NotFound``."""
    found = rows(ServiceAccount, actor).filter(pk=service_id)
    row = found.select_related("member__user").first()
    if row is None:
        raise NotFound("There is no such service account.")
    return row


def _listed(
    found: QuerySet[ApiToken], now: datetime, page: Page, size: int | None
) -> Listed[TokenRow]:
    known = found.select_related("user", "made_by", "member__service", "assistant")
    latest = sorted(known.order_by("-created_at", "-pk"), key=lambda t: _shut(t, now))
    return listed(latest, lambda part: [_line(one, now) for one in part], page, size)


def _shut(row: ApiToken, now: datetime) -> bool:
    return not is_open(row, now)


def is_open(row: ApiToken, now: datetime) -> bool:
    """Return whether a token is neither revoked nor over, and its holder still here."""
    return _state(row, now) == TokenState.OPEN


def _line(row: ApiToken, now: datetime) -> TokenRow:
    return TokenRow(
        id=row.pk,
        name=row.name,
        ending=row.ending,
        scopes=tuple(row.scopes),
        holder=str(row.user),
        holder_id=row.user_id,
        made_by=str(row.made_by or ""),
        made_at=row.created_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
        state=_state(row, now),
        assistant=row.assistant.address if hasattr(row, "assistant") else "",
    )


def _lacks_step(user_id: int) -> bool:
    theirs = ProviderIdentity.objects.filter(user=user_id)
    return not (has_second_step(user_id=user_id) or theirs.exists())


def _is_service(row: ApiToken) -> bool:
    return row.member is not None and hasattr(row.member, "service")


def _state(row: ApiToken, now: datetime) -> TokenState:
    is_here = row.member is not None and (row.user.is_active or _is_service(row))
    return _state_of(row, now, is_here=is_here)


def _state_of(row: Any, now: datetime, *, is_here: bool) -> TokenState:
    if row.revoked_at is not None:
        return TokenState.REVOKED
    if row.expires_at <= now:
        return TokenState.EXPIRED
    return TokenState.OPEN if is_here else TokenState.LEFT
