"""What is kept of the use of a token: when, how often, and what was answered."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from leadline.accounts.actions.audit import record
from leadline.accounts.models import ApiToken, KeptAnswer
from leadline.accounts.types import KEPT_FOR, AnswerKept, Bearer

NOTED_EVERY = timedelta(minutes=10)


def note_token_use(*, bearer: Bearer, now: datetime) -> None:
    """Keep when a token was last used; the log holds its first use of each day.

    Costs nothing within ten minutes of the last note.
    """
    last = bearer.last_used_at
    if last is not None and now - last < NOTED_EVERY and last.date() == now.date():
        return
    _note(bearer, now)


@transaction.atomic
def _note(bearer: Bearer, now: datetime) -> None:
    tokens = ApiToken.objects.filter(pk=bearer.token_id)
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    is_first = tokens.filter(Q(last_used_at=None) | Q(last_used_at__lt=today)).update(
        last_used_at=now
    )
    if is_first:
        record(
            actor=bearer.actor,
            verb="accounts.use_token",
            subject=ApiToken(pk=bearer.token_id),
            name=bearer.name,
        )
    else:
        tokens.update(last_used_at=now)


def take_requests(
    *, token_id: int, window: datetime, lot: int, most: int
) -> int | None:
    """Take a lot of requests out of a token's minute for one process.

    Returns how many are taken by now, ``None`` where fewer than a lot are left.
    """
    token = ApiToken.objects.filter(pk=token_id)
    begun = token.exclude(window_at=window)
    if begun.update(window_at=window, window_used=lot):
        return lot
    same = token.filter(window_at=window, window_used__lte=most - lot)
    if not same.update(window_used=F("window_used") + lot):
        return None
    return token.values_list("window_used", flat=True).first()


def keep_answer(*, token_id: int, key: str, answer: AnswerKept, now: datetime) -> None:
    """Keep what a request with a key was answered; forget what is older than a day.

    Call it in the transaction of what was done: a second one with the same key fails.
    """
    own = KeptAnswer.objects.filter(token=token_id)
    own.filter(created_at__lte=now - KEPT_FOR).delete()
    KeptAnswer.objects.create(
        token_id=token_id,
        key=key,
        asked=answer.asked,
        status=answer.status,
        body=answer.body,
        headers=answer.headers,
        created_at=now,
    )
