"""Sorts feedback as people do: needs in words of their own, and put right by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from leadline.accounts.queries import list_products, rows
from leadline.accounts.types import Actor
from leadline.demo.company import Company, Piece
from leadline.demo.fill_evidence import FRESH, PRODUCT_OF_AREA
from leadline.evidence import actions
from leadline.evidence.models import Feedback, Need
from leadline.evidence.types import NeedState

# What is older was sorted by hand as it came; what is newer, Leadline puts in place.
SORTED = timedelta(days=45)
MET = {"calendar": "The calendar link is out; what comes now is about its details."}
NO_NEED = "Not a need: thanks, lost post, small talk."
SAME = "The same wish in other words."


def write_needs(actor: Actor, harbour: Company, now: datetime) -> dict[str, int]:
    """Write each need down in the words of somebody who knows it; return ids by key.

    With the pieces that were sorted by hand in a year and a half.
    """
    products = {product.name: product.id for product in list_products(actor=actor)}
    by_need = defaultdict(list)
    for pk, piece in _kept(actor, harbour).items():
        if piece.said_at < now - SORTED:
            by_need[piece.need].append(pk)
    return {
        need.key: actions.create_need(
            actor=actor,
            statement=need.name,
            now=now,
            product_id=products[PRODUCT_OF_AREA[need.area]],
            feedback_ids=by_need[need.key],
        ).pk
        for need in harbour.needs
    }


def correct(
    actor: Actor, harbour: Company, needs: Mapping[str, int], now: datetime
) -> None:
    """Put right what the grouping put elsewhere, but for the newest pieces.

    Of these, what was read for a decision's chair is put right as well.
    A group of its own that is one of the needs is merged into it; one of thanks and
    small talk is dismissed; what is left of a mixed one is dismissed when it is empty.
    """
    _move(actor, harbour, needs, now)
    _fold(actor, harbour, needs)
    for key, reason in MET.items():
        actions.meet_need(actor=actor, need_id=needs[key], reason=reason)


def _kept(actor: Actor, harbour: Company) -> dict[int, Piece]:
    """Return the pieces by where they are kept, without those that are set aside."""
    told = {(piece.source, piece.source_id): piece for piece in harbour.pieces}
    kept = rows(Feedback, actor).filter(set_aside="").order_by("pk")
    return {
        pk: told[source, source_id]
        for pk, source, source_id in kept.values_list("pk", "source", "source_id")
    }


def _move(
    actor: Actor, harbour: Company, needs: Mapping[str, int], now: datetime
) -> None:
    stands = dict(rows(Feedback, actor).values_list("pk", "need_id"))
    lots = defaultdict(list)
    for pk, piece in _kept(actor, harbour).items():
        home = needs.get(piece.need)
        is_read = piece.said_at < now - FRESH or bool(piece.labels)
        if is_read and stands[pk] != home:
            lots[home].append(pk)
    for home, feedback_ids in lots.items():
        actions.move_feedback(
            actor=actor, feedback_ids=feedback_ids, need_id=home, now=now
        )


def _fold(actor: Actor, harbour: Company, needs: Mapping[str, int]) -> None:
    """Do away with groups that nobody has named."""
    pieces = _kept(actor, harbour)
    inside = defaultdict(list)
    for pk, need_id in rows(Feedback, actor).values_list("pk", "need_id"):
        if pk in pieces:
            inside[need_id].append(pieces[pk].need)
    nameless = rows(Need, actor).filter(is_named_by_person=False)
    for need_id in nameless.values_list("pk", flat=True):
        keys = inside[need_id]
        home = needs.get(max(keys, key=keys.count)) if keys else None
        if home is None:
            actions.dismiss_need(actor=actor, need_id=need_id, reason=NO_NEED)
        else:
            actions.merge_needs(
                actor=actor, keep_id=home, absorb_ids=[need_id], reason=SAME
            )
    left = rows(Need, actor).filter(is_named_by_person=False, state=NeedState.OPEN)
    assert not left.exists()
