"""Writes of who was told, and of briefings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from leadline.accounts.actions import record
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import Conflict, Invalid
from leadline.stakeholders.models import Briefing, Mailing, Told
from leadline.stakeholders.queries import get_briefing, get_person
from leadline.stakeholders.types import Audience

MOST_ADDRESSES = 100


@transaction.atomic
def mark_told(
    *,
    actor: Actor,
    person_id: int,
    subject: str,
    how: str,
    now: datetime,
    is_needless: bool = False,
) -> Told:
    """Note that somebody was told of a change, or need not be, with why.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` without how, or why not.
    """
    actor.require("change")
    person = get_person(actor=actor, person_id=person_id)
    if not how.strip():
        raise Invalid(
            "Say why they need not know." if is_needless else "Say how they were told."
        )
    made = Told(
        workspace_id=actor.workspace_id,
        person=person,
        subject=subject[:60],
        told_at=now,
        how=how.strip()[:240],
        is_needless=is_needless,
        user_id=actor.user_id,
    )
    made.save()
    record(
        actor=actor,
        verb="stakeholders.mark_told",
        subject=person,
        of=made.subject,
        is_needless=is_needless,
    )
    return made


@transaction.atomic
def create_briefing(
    *,
    actor: Actor,
    audience: str,
    title: str,
    body: str,
    facts: dict[str, Any],
    now: datetime,
) -> Briefing:
    """Keep a briefing as a draft, with the facts it was made from.

    Raises ``NotAllowed``, ``Invalid`` without a title or words, or for nobody.
    """
    actor.require("change")
    if audience not in Audience.values:
        raise Invalid("Choose for whom the briefing is.")
    made = Briefing(
        workspace_id=actor.workspace_id,
        audience=audience,
        facts=facts,
        made_at=now,
        user_id=actor.user_id,
    )
    _fill(made, title, body)
    made.save()
    record(
        actor=actor, verb="stakeholders.create_briefing", subject=made,
        audience=audience,
    )  # fmt: skip
    return made


@transaction.atomic
def change_briefing(
    *, actor: Actor, briefing_id: int, title: str, body: str
) -> Briefing:
    """Edit a draft.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` once it is sent.
    """
    actor.require("change")
    found = _draft(actor, briefing_id)
    _fill(found, title, body)
    found.save()
    record(actor=actor, verb="stakeholders.change_briefing", subject=found)
    return found


@transaction.atomic
def send_briefing(
    *, actor: Actor, briefing_id: int, addresses: Sequence[str], now: datetime
) -> Briefing:
    """Close a draft and name the addresses it goes to; a job mails it.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` without an address or for one that
    is none, ``Conflict`` once it is sent.
    """
    actor.require("change")
    found = _draft(actor, briefing_id)
    wanted = list(dict.fromkeys(a.strip().lower() for a in addresses if a.strip()))
    if not 1 <= len(wanted) <= MOST_ADDRESSES:
        raise Invalid(f"Give 1 to {MOST_ADDRESSES} addresses.")
    for address in wanted:
        try:
            validate_email(address)
        except ValidationError:
            raise Invalid(f"{address[:80]} is no e-mail address.") from None
    found.sent_at = now
    found.save(update_fields=["sent_at"])
    for address in wanted:
        Mailing(workspace_id=actor.workspace_id, briefing=found, address=address).save()
    record(
        actor=actor, verb="stakeholders.send_briefing", subject=found, to=len(wanted)
    )
    return found


@transaction.atomic
def mark_mailed(
    *, actor: Actor, briefing_id: int, address: str, now: datetime, fault: str = ""
) -> None:
    """Keep that an address was mailed, or what went wrong with it.

    Raises ``NotAllowed``, ``NotFound``.
    """
    actor.require("change")
    get_briefing(actor=actor, briefing_id=briefing_id)
    mailing = rows(Mailing, actor).filter(briefing_id=briefing_id, address=address)
    if fault:
        mailing.update(fault=fault[:240])
    else:
        mailing.update(mailed_at=now, fault="")
    one = rows(Briefing, actor).get(pk=briefing_id)
    record(
        actor=actor, verb="stakeholders.mark_mailed", subject=one, is_fault=bool(fault)
    )


def _draft(actor: Actor, briefing_id: int) -> Briefing:
    get_briefing(actor=actor, briefing_id=briefing_id)
    found = rows(Briefing, actor).select_for_update().get(pk=briefing_id)
    if found.sent_at is not None:
        raise Conflict("This briefing is sent; write the next one.")
    return found


def _fill(briefing: Briefing, title: str, body: str) -> None:
    if not title.strip() or not body.strip():
        raise Invalid("A briefing has a title and words.")
    briefing.title = " ".join(title.split())[:160]
    briefing.body = body.strip()
