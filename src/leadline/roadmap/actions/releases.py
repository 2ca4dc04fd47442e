"""Writes of what outside people may hear of."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from leadline.accounts.actions import record, result_of
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.foundation.errors import Invalid
from leadline.roadmap.models import BetRelease
from leadline.roadmap.queries.rows import get_bet
from leadline.stakeholders.queries.rows import get_person
from leadline.stakeholders.types import PARTNERS


@transaction.atomic
def release_bet(
    *, actor: Actor, bet_id: int, person_id: int, words: str = "", now: datetime
) -> Kept:
    """Let a partner hear of a bet and its quarter, by a name of its own or its title.

    Said again, it changes the name. Raises ``NotAllowed``, ``NotFound``, ``Invalid``
    for somebody who is no partner, supplier or analyst.
    """
    actor.require("change")
    bet = get_bet(actor=actor, bet_id=bet_id)
    person = get_person(actor=actor, person_id=person_id)
    if person.function not in PARTNERS:
        raise Invalid("A bet is released to a partner, a supplier or an analyst.")
    name = " ".join(words.split())[:160] or bet.title
    made, _ = rows(BetRelease, actor).update_or_create(
        workspace_id=actor.workspace_id,
        bet=bet,
        person=person,
        defaults={"words": name, "at": now, "user_id": actor.user_id},
    )
    record(
        actor=actor, verb="roadmap.release_bet", subject=bet, person=person_id,
        is_released=True,
    )  # fmt: skip
    return result_of(made)


@transaction.atomic
def withhold_bet(*, actor: Actor, bet_id: int, person_id: int) -> None:
    """Take a release back; briefings that went out stay as they were.

    Safe to say twice. Raises ``NotAllowed``, ``NotFound``.
    """
    actor.require("change")
    bet = get_bet(actor=actor, bet_id=bet_id)
    person = get_person(actor=actor, person_id=person_id)
    rows(BetRelease, actor).filter(bet=bet, person=person).delete()
    record(
        actor=actor, verb="roadmap.release_bet", subject=bet, person=person_id,
        is_released=False,
    )  # fmt: skip
