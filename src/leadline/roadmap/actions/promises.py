"""Writes of which bets honour which promises."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from leadline.accounts.actions import record, result_of, take_version
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
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


@transaction.atomic
def set_bets_of_promise(
    *,
    actor: Actor,
    promise_id: int,
    bet_ids: Collection[int],
    seen: int | None = None,
) -> Kept:
    """Say which bets honour a promise, in place of those said before.

    Raises ``NotAllowed``, ``NotFound`` for a promise or bet that is not there,
    ``Stale`` where ``seen`` is not the version of the promise that stands.
    """
    actor.require("change")
    promise = get_promise(actor=actor, promise_id=promise_id)
    take_version(actor=actor, row=promise, seen=seen)
    links = rows(BetCommitment, actor).filter(commitment=promise)
    stand = set(links.values_list("bet_id", flat=True))
    for bet_id in sorted(stand ^ set(bet_ids)):
        honour_promise(
            actor=actor, promise_id=promise_id, bet_id=bet_id,
            is_honoured=bet_id not in stand,
        )  # fmt: skip
    record(
        actor=actor, verb="roadmap.set_bets_of_promise", subject=promise,
        version=promise.version, was=sorted(stand), now=sorted(bet_ids),
    )  # fmt: skip
    return result_of(promise)
