"""What people do to needs; no later grouping undoes it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from leadline.accounts.actions import (
    hand_over,
    record,
    result_of,
    take_version,
)
from leadline.accounts.models import Product
from leadline.accounts.queries import check_members, rows
from leadline.accounts.types import (
    Actor,
    Kept,
)
from leadline.evidence.actions.changes import Hand
from leadline.evidence.actions.demand import refresh_demand
from leadline.evidence.models import Feedback, Need
from leadline.evidence.types import NeedBy, NeedState, Receipt
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.text import one_line

SHORTEST, LONGEST = 3, 240
SAID_STATES = {NeedState.OPEN, NeedState.MET, NeedState.DISMISSED}


def _statement(text: str) -> str:
    """Return a statement fit to be kept, or raise ``Invalid``."""
    statement = one_line(text)
    if not SHORTEST <= len(statement) <= LONGEST:
        raise Invalid(
            f"Write the need in {SHORTEST} to {LONGEST} characters, "
            "as a customer would say it.",
            field="statement",
        )
    return statement


def _get(actor: Actor, need_id: int, seen: int | None = None) -> Need:
    """Return one need to change, locked, its version counted up.

    Raises ``NotFound``, ``Conflict`` for a merged one, ``Stale``.
    """
    need = rows(Need, actor).select_for_update().filter(pk=need_id).first()
    if need is None:
        raise NotFound("There is no such need.")
    if need.state == NeedState.MERGED:
        raise Conflict("This need was merged into another; change that one.")
    take_version(actor=actor, row=need, seen=seen)
    return need


@transaction.atomic
def create_need(
    *,
    actor: Actor,
    statement: str,
    now: datetime,
    product_id: int | None = None,
    feedback_ids: Sequence[int] = (),
) -> Kept:
    """Write a need down by hand, with the pieces that speak of it.

    Raises ``NotAllowed``, ``Invalid`` for an unfit statement, ``NotFound``.
    """
    actor.require("change")
    if product_id and not rows(Product, actor).filter(pk=product_id).exists():
        raise NotFound("There is no such product.")
    need = Need(
        workspace_id=actor.workspace_id,
        statement=_statement(statement),
        product_id=product_id,
        is_named_by_person=True,
        is_made_by_person=True,
        is_corrected=True,
        created_at=now,
    )
    need.save()
    hand = Hand(actor, pieces=feedback_ids)
    hand.makes(need)
    hand.set_pieces(need=need, need_by=NeedBy.PERSON, touched_at=now)
    hand.close("create_need", need, statement=need.statement)
    return result_of(need)


@transaction.atomic
def rename_need(
    *, actor: Actor, need_id: int, statement: str, seen: int | None = None
) -> Receipt:
    """Put a need into better words; later groupings keep them.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid``, ``Conflict`` for a merged need,
    ``Stale`` where ``seen`` is not the version that stands.
    """
    actor.require("change")
    need = _get(actor, need_id, seen)
    hand = Hand(actor, needs=[need.pk])
    before, need.statement = need.statement, _statement(statement)
    need.is_named_by_person = need.is_corrected = True
    need.save(update_fields=["statement", "is_named_by_person", "is_corrected"])
    return hand.close("rename_need", need, before=before, after=need.statement)


@transaction.atomic
def confirm_need(*, actor: Actor, need_id: int) -> Receipt:
    """Say that the name Leadline gave a need is right; later groupings keep it.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` for a merged need.
    """
    actor.require("change")
    need = _get(actor, need_id)
    hand = Hand(actor, needs=[need.pk])
    need.is_named_by_person = need.is_corrected = True
    need.save(update_fields=["is_named_by_person", "is_corrected"])
    return hand.close("confirm_need", need, statement=need.statement)


@transaction.atomic
def merge_needs(
    *,
    actor: Actor,
    keep_id: int,
    absorb_ids: Sequence[int],
    reason: str = "",
    seen: Mapping[int, int] | None = None,
) -> Receipt:
    """Fold needs into one and move their feedback along, now and in later groupings.

    The absorbed needs stay as signposts, so old links still resolve. ``seen`` are the
    versions, by need, that were seen of them. Raises ``NotAllowed``, ``NotFound``,
    ``Invalid`` for a merge into itself, ``Conflict`` when one of them was merged
    already, ``Stale`` where ``seen`` is not what stands.
    """
    actor.require("change")
    absorbed = sorted(set(absorb_ids))
    if not absorbed or keep_id in absorbed:
        raise Invalid("Choose at least two different needs to merge.")
    stood = seen or {}
    keep = _get(actor, keep_id, stood.get(keep_id))
    spoken = rows(Feedback, actor).filter(need__in=absorbed)
    pieces = list(spoken.values_list("pk", flat=True))
    signposts = rows(Need, actor).filter(merged_into__in=absorbed)
    hand = Hand(
        actor,
        pieces=pieces,
        needs=[keep.pk, *absorbed, *signposts.values_list("pk", flat=True)],
    )
    for need_id in absorbed:
        _get(actor, need_id, stood.get(need_id))
    hand.set_pieces(need=keep)
    signposts.update(merged_into=keep)
    rows(Need, actor).filter(pk__in=absorbed).update(
        state=NeedState.MERGED, merged_into=keep, is_corrected=True
    )
    rows(Need, actor).filter(pk=keep.pk).update(is_corrected=True)
    return hand.close("merge_needs", keep, absorbed=absorbed, reason=reason)


@transaction.atomic
def split_need(
    *,
    actor: Actor,
    need_id: int,
    feedback_ids: Sequence[int],
    statement: str,
    now: datetime,
) -> Receipt:
    """Give some pieces of a need a need of their own; ``Receipt.need_id`` is the new.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` when no piece or every piece is
    chosen, or one is not of this need, ``Conflict`` for a merged need.
    """
    actor.require("change")
    need = _get(actor, need_id)
    chosen = set(feedback_ids)
    own = set(rows(Feedback, actor).filter(need=need).values_list("pk", flat=True))
    if not chosen or not chosen <= own:
        raise Invalid("Choose the pieces of this need that belong to the new one.")
    if chosen == own:
        raise Invalid("Leave at least one piece with the need, or rename it instead.")
    new = Need(
        workspace_id=actor.workspace_id,
        statement=_statement(statement),
        product_id=need.product_id,
        is_named_by_person=True,
        is_made_by_person=True,
        is_corrected=True,
        created_at=now,
    )
    new.save()
    hand = Hand(actor, pieces=chosen, needs=[need.pk])
    hand.makes(new)
    hand.set_pieces(need=new, need_by=NeedBy.PERSON, touched_at=now)
    need.is_corrected = True
    need.save(update_fields=["is_corrected"])
    return hand.close("split_need", new, from_need=need.pk, statement=new.statement)


@transaction.atomic
def change_needs(
    *,
    actor: Actor,
    need_ids: Collection[int],
    seen: Mapping[int, int] | None = None,
    reason: str = "",
    **said: Any,
) -> Receipt:
    """Say of one need or several who owns them or where they stand, all or none.

    ``said`` names what is said anew: ``owner_id``, a member's id or ``None``, and
    ``state``, any but merged. What is not named stays. ``seen`` is the version that was
    seen, by the need's id.

    Raises ``NotAllowed``, ``NotFound`` for a need or an owner that is not there,
    ``Invalid`` for a field or a state that is none, ``Conflict`` for a merged need,
    ``Stale`` where another version stands.
    """
    actor.require("change")
    _check_said(actor, said)
    wanted = sorted(set(need_ids))
    hand = Hand(actor, needs=wanted)
    if not wanted:
        raise Invalid("Choose at least one need.")
    for need_id in wanted:
        need = _get(actor, need_id, (seen or {}).get(need_id))
        was = {name: getattr(need, name) for name in said}
        for name, value in said.items():
            setattr(need, name, value)
        need.is_corrected = True
        need.save(update_fields=[*said, "is_corrected"])
        record(
            actor=actor,
            verb="evidence.change_needs",
            subject=need,
            version=need.version,
            was=was,
            reason=reason,
            **said,
        )
        before = was.get("owner_id", need.owner_id)
        hand_over(actor=actor, subject=need, to=need.owner_id, was=before)
    return hand.keep("change_needs", wanted)


def _check_said(actor: Actor, said: dict[str, Any]) -> None:
    """Refuse what cannot be said of a need."""
    unknown = sorted(said.keys() - {"owner_id", "state"})
    if unknown or not said:
        name = unknown[0] if unknown else ""
        raise Invalid("Say who owns the need, or where it stands.", field=name)
    if said.get("state", NeedState.OPEN) not in SAID_STATES:
        raise Invalid("A need is open, met or dismissed.", field="state")
    check_members(actor=actor, user_ids=[said.get("owner_id")])


@transaction.atomic
def dismiss_need(*, actor: Actor, need_id: int, reason: str = "") -> Receipt:
    """Put a need aside; feedback like it follows it there in later groupings.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` for a merged need.
    """
    actor.require("change")
    return _set_state(actor, need_id, NeedState.DISMISSED, "dismiss_need", reason)


@transaction.atomic
def reopen_need(*, actor: Actor, need_id: int, reason: str = "") -> Receipt:
    """Open a need that was dismissed or met.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` for a merged need.
    """
    actor.require("change")
    return _set_state(actor, need_id, NeedState.OPEN, "reopen_need", reason)


@transaction.atomic
def meet_need(*, actor: Actor, need_id: int, reason: str = "") -> Receipt:
    """Say that a need is met; its feedback still counts, so one sees whether it is.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` for a merged need.
    """
    actor.require("change")
    return _set_state(actor, need_id, NeedState.MET, "meet_need", reason)


def _set_state(
    actor: Actor, need_id: int, state: NeedState, verb: str, reason: str
) -> Receipt:
    need = _get(actor, need_id)
    hand = Hand(actor, needs=[need.pk])
    need.state, need.is_corrected = state, True
    need.save(update_fields=["state", "is_corrected"])
    return hand.close(verb, need, reason=reason)


@transaction.atomic
def set_product_of_need(*, actor: Actor, need_id: int, product_id: int | None) -> Kept:
    """Say which product a need is about.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` for a merged need.
    """
    actor.require("change")
    need = _get(actor, need_id)
    if product_id and not rows(Product, actor).filter(pk=product_id).exists():
        raise NotFound("There is no such product.")
    need.product_id = product_id
    need.save(update_fields=["product"])
    record(
        actor=actor,
        verb="evidence.set_product_of_need",
        subject=need,
        version=need.version,
        product=product_id,
    )
    refresh_demand(actor=actor, need_ids={need.pk})
    return result_of(need)
