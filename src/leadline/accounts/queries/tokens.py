"""Access tokens and service accounts: which open, and for whom."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from leadline.accounts.models import (
    ApiToken,
    Assistant,
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
from leadline.foundation.paging import Listed, Page, listed
from leadline.foundation.signing import is_access_token, token_hash

FOR_ASSISTANTS = "mcp"


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
    found = ApiToken.objects.select_related(
        "user", "member__service", "workspace", "assistant"
    )
    row = found.filter(digest=token_hash(token)).first()
    if row is None or row.member is None or not is_open(row, now):
        return None
    if hasattr(row, "assistant") and not _opens_to(row.assistant, surface, now):
        return None
    if _lacks_step(row):
        raise StepNeeded(f"{row.workspace} asks for a second step. Set one up first.")
    scopes = tuple(row.scopes)
    actor = Actor(
        row.workspace_id,
        row.user_id,
        Role(row.member.role),
        surface,
        grants=grants_of(scopes),
    )
    return Bearer(
        actor=actor,
        token_id=row.pk,
        name=row.name,
        holder=str(row.user),
        is_service=_is_service(row),
        scopes=scopes,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
    )


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


def _opens_to(assistant: Assistant, surface: str, now: datetime) -> bool:
    """Return whether the key of an assistant is good now; it is for its surface."""
    until = assistant.key_until
    return surface == FOR_ASSISTANTS and until is not None and now < until


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


def _lacks_step(row: ApiToken) -> bool:
    if _is_service(row) or not row.workspace.requires_second_step:
        return False
    theirs = ProviderIdentity.objects.filter(user=row.user_id)
    return not (has_second_step(user_id=row.user_id) or theirs.exists())


def _is_service(row: ApiToken) -> bool:
    return row.member is not None and hasattr(row.member, "service")


def _state(row: ApiToken, now: datetime) -> TokenState:
    if row.revoked_at is not None:
        return TokenState.REVOKED
    if row.expires_at <= now:
        return TokenState.EXPIRED
    is_here = row.member is not None and (row.user.is_active or _is_service(row))
    return TokenState.OPEN if is_here else TokenState.LEFT
