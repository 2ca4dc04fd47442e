"""Writes of which bets honour which promises."""

from __future__ import annotations

from django.db import transaction

from leadline.accounts.actions import record
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.roadmap.models import BetCommitment
from leadline.roadmap.queries.rows import get_bet
from leadline.stakeholders.queries.rows import get_promise


@transaction.atomic
def honour_promise(
    *, actor: Actor, promise_id: int, bet_id: int, is_honoured: bool = True
) -> None:
    """Say that a bet honours a promise, or that it does no longer.

    Plans made afterwards keep the day of the promise. Safe to say twice. Raises
    ``NotAllowed``, ``NotFound``.
    """
    actor.require("change")
    bet = get_bet(actor=actor, bet_id=bet_id)
    promise = get_promise(actor=actor, promise_id=promise_id)
    known = rows(BetCommitment, actor).filter(bet=bet, commitment=promise)
    if not is_honoured:
        known.delete()
    elif not known.exists():
        BetCommitment(
            workspace_id=actor.workspace_id, bet=bet, commitment=promise
        ).save()
    record(
        actor=actor,
        verb="roadmap.honour_commitment",
        subject=bet,
        commitment=promise_id,
        is_honoured=is_honoured,
    )
