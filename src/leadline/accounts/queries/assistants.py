"""Assistants that were let in, by what they bring."""

from __future__ import annotations

from datetime import datetime

from django.core import signing

from leadline.accounts.models import Assistant
from leadline.accounts.types import Admission
from leadline.foundation.signing import token_hash

RENEWAL = "leadline.assistant.renewal"


def assistant_in(renewal: str) -> int | None:
    """Return whose a key to renew by is, ``None`` for one that is none of ours.

    It is signed, so that one that was spent is known from one that never was.
    """
    try:
        return int(signing.Signer(salt=RENEWAL).unsign_object(renewal)["a"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None


def knows_assistant(*, address: str) -> bool:
    """Return whether anybody let in the assistant that an address tells of."""
    return Assistant.objects.filter(address=address).exists()


def admission_by_code(*, code: str) -> Admission | None:
    """Return which assistant a code is for, spent or not; ``None`` for none."""
    return _admission(Assistant.objects.filter(code=token_hash(code)).first())


def admission_by_renewal(*, renewal: str, now: datetime) -> Admission | None:
    """Return which assistant renews its key, by a spent one too; ``None`` for none."""
    number = assistant_in(renewal)
    if number is None:
        return None
    open_ones = Assistant.objects.filter(token__revoked_at=None)
    open_ones = open_ones.filter(token__expires_at__gt=now)
    return _admission(open_ones.filter(pk=number).first())


def _admission(row: Assistant | None) -> Admission | None:
    if row is None:
        return None
    return Admission(
        address=row.address,
        back_to=row.back_to,
        challenge=row.challenge,
        scopes=tuple(row.token.scopes),
        code_until=row.code_until,
        ends_at=row.token.expires_at,
    )
