"""Writes of briefings: a draft, its words, to whom it goes, what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from leadline.accounts.actions import note_as_told, record, result_of
from leadline.accounts.queries import members_at, rows
from leadline.accounts.types import (
    Actor,
    Kept,
)
from leadline.foundation.errors import Conflict, Invalid
from leadline.stakeholders.models import Briefing, Mailing
from leadline.stakeholders.queries import get_briefing
from leadline.stakeholders.queries.rows import get_person, member_of
from leadline.stakeholders.types import PARTNERS, Audience, BriefingState

MOST_ADDRESSES = 100
REMOVABLE = ("figures", "words", "asks")


@transaction.atomic
def create_briefing(
    *,
    actor: Actor,
    audience: str,
    title: str,
    body: str,
    facts: Mapping[str, Any],
    now: datetime,
    parts: Mapping[str, Any] | None = None,
    partner_id: int | None = None,
) -> Kept:
    """Keep a briefing as a draft, with the parts and facts it was made from.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` without a title, for nobody, or
    for a partner who is none.
    """
    actor.require("change")
    if audience not in Audience.values:
        raise Invalid("Choose for whom the briefing is.")
    if (audience == Audience.PARTNERS) != (partner_id is not None):
        raise Invalid("Choose the partner this briefing is for.")
    if partner_id is not None:
        person = get_person(actor=actor, person_id=partner_id)
        if person.function not in PARTNERS:
            raise Invalid(f"{person.name} is no partner, supplier or analyst.")
    made = Briefing(
        workspace_id=actor.workspace_id,
        audience=audience,
        person_id=partner_id,
        parts=dict(parts or {}),
        facts=dict(facts),
        made_at=now,
        user_id=actor.user_id,
    )
    _fill(made, title, body)
    made.save()
    record(
        actor=actor, verb="stakeholders.create_briefing", subject=made,
        audience=audience,
    )  # fmt: skip
    return result_of(made)


@transaction.atomic
def change_briefing(
    *,
    actor: Actor,
    briefing_id: int,
    title: str,
    body: str,
    without: Mapping[str, Sequence[int]] | None = None,
) -> Kept:
    """Edit a draft; ``without`` names the places of figures, words or asks to drop.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` once it is sent.
    """
    actor.require("change")
    found = _draft(actor, briefing_id)
    _fill(found, title, body)
    for name, places in (without or {}).items():
        if name in REMOVABLE:
            kept = enumerate(found.parts.get(name, []))
            found.parts[name] = [one for n, one in kept if n not in set(places)]
    found.save()
    record(actor=actor, verb="stakeholders.change_briefing", subject=found)
    return result_of(found)


@transaction.atomic
def send_briefing(*, actor: Actor, briefing_id: int, addresses: Sequence[str]) -> Kept:
    """Close a draft and name the addresses it goes to; a job mails it.

    It is on its way, not sent, until the mail server took it. Raises ``NotAllowed``,
    ``NotFound``, ``Invalid`` without an address or for one that is none, ``Conflict``
    once it is closed.
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
    found.state = BriefingState.SENDING
    found.save(update_fields=["state"])
    for address in wanted:
        Mailing(workspace_id=actor.workspace_id, briefing=found, address=address).save()
    record(
        actor=actor, verb="stakeholders.send_briefing", subject=found, to=len(wanted)
    )
    return result_of(found)


@transaction.atomic
def retry_briefing(*, actor: Actor, briefing_id: int) -> Kept:
    """Put a briefing that did not reach all on its way again, to the rest.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` where there is no rest.
    """
    actor.require("change")
    get_briefing(actor=actor, briefing_id=briefing_id)
    found = rows(Briefing, actor).select_for_update().get(pk=briefing_id)
    if found.state != BriefingState.UNSENT:
        raise Conflict("There is nobody left to whom it could be sent again.")
    found.state = BriefingState.SENDING
    found.save(update_fields=["state"])
    rows(Mailing, actor).filter(briefing=found, mailed_at=None).update(fault="")
    record(actor=actor, verb="stakeholders.retry_briefing", subject=found)
    return result_of(found)


@transaction.atomic
def mark_sent_by_hand(*, actor: Actor, briefing_id: int, now: datetime) -> Kept:
    """Note that a person sent a draft themselves: by mail of their own, on paper.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` once it is closed.
    """
    actor.require("change")
    found = _draft(actor, briefing_id)
    found.state, found.sent_at = BriefingState.BY_HAND, now
    found.user_id = actor.user_id
    found.save(update_fields=["state", "sent_at", "user"])
    record(actor=actor, verb="stakeholders.sent_by_hand", subject=found)
    if found.person is not None:
        member = member_of(actor=actor, person=found.person)
        _tell(actor, found, [member] if member is not None else [])
    return result_of(found)


@transaction.atomic
def mark_mailed(
    *, actor: Actor, briefing_id: int, address: str, now: datetime, fault: str = ""
) -> None:
    """Keep that the server took a mail to an address, or what went wrong with it.

    With the last address the briefing is sent, or not sent to all. Raises
    ``NotAllowed``, ``NotFound``.
    """
    actor.require("change")
    get_briefing(actor=actor, briefing_id=briefing_id)
    one = rows(Briefing, actor).select_for_update().get(pk=briefing_id)
    mailings = rows(Mailing, actor).filter(briefing=one)
    mailing = mailings.filter(address=address)
    if fault:
        mailing.update(fault=fault[:240])
    else:
        mailing.update(mailed_at=now, fault="")
    if not mailings.filter(mailed_at=None, fault="").exists():
        is_whole = not mailings.filter(mailed_at=None).exists()
        one.state = BriefingState.SENT if is_whole else BriefingState.UNSENT
        one.sent_at = now if is_whole else None
        one.save(update_fields=["state", "sent_at"])
    record(
        actor=actor, verb="stakeholders.mark_mailed", subject=one, is_fault=bool(fault)
    )
    if not fault:
        _tell(actor, one, members_at(actor=actor, addresses=[address]))


def _draft(actor: Actor, briefing_id: int) -> Briefing:
    get_briefing(actor=actor, briefing_id=briefing_id)
    found = rows(Briefing, actor).select_for_update().get(pk=briefing_id)
    if found.state != BriefingState.DRAFT:
        raise Conflict("This briefing is closed; write the next one.")
    return found


def _fill(briefing: Briefing, title: str, body: str) -> None:
    words = " ".join(title.split())
    if not words:
        raise Invalid("A briefing has a headline.")
    briefing.title = words[:400]
    briefing.body = body.strip()


def _tell(actor: Actor, briefing: Briefing, members: Sequence[int]) -> None:
    """Say of members whom a briefing went to that it did."""
    for user_id in members:
        note_as_told(actor=actor, key=f"briefing:{briefing.pk}", user_id=user_id)
