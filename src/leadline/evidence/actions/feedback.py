"""What people do to pieces of feedback: write down, mend, sort, assign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import TextChoices

from leadline.accounts.actions import (
    record,
    result_of,
    take_version,
)
from leadline.accounts.models import Product
from leadline.accounts.queries import rows
from leadline.accounts.types import (
    Actor,
    Kept,
)
from leadline.evidence.actions.aside import _keep_decided
from leadline.evidence.actions.changes import Hand, _lots
from leadline.evidence.actions.demand import refresh_demand
from leadline.evidence.actions.placing import start_placing
from leadline.evidence.actions.speech import Colleagues
from leadline.evidence.bridge import own_words
from leadline.evidence.models import Contact, Customer, Feedback, Need
from leadline.evidence.queries.finding import CustomerFinder
from leadline.evidence.types import (
    FeedbackIn,
    FeedbackKept,
    FeedbackKind,
    FeedbackSide,
    FeedbackSpeech,
    FeedbackState,
    NeedBy,
    NeedState,
    Receipt,
    SetAside,
)
from leadline.foundation.errors import Conflict, Invalid, NotFound

BY_HAND = "Written by hand"
EDITABLE = frozenset(
    {"words", "author", "author_email", "area", "kind", "language", "link"}
    | {"noted_by", "speech"}
    | {"customer_id", "product_id", "said_at"}
)

BOUNDS = {
    "votes": (0, 2_147_483_647),
    "rating": (0, 32_767),
    "rating_max": (1, 32_767),
    "nps": (0, 10),
}
CHOICES: dict[str, type[TextChoices]] = {
    "kind": FeedbackKind,
    "side": FeedbackSide,
    "speech": FeedbackSpeech,
    "set_aside": SetAside,
}


def _check(actor: Actor, values: dict[str, Any]) -> None:
    """Raise ``Invalid`` or ``NotFound`` for values that a piece cannot have."""
    if not str(values.get("words", "-")).strip():
        raise Invalid("Write down what was said.", field="words")
    for name, known in CHOICES.items():
        if values.get(name) and values[name] not in known.values:
            what, there = name.replace("_", " "), ", ".join(known.values)
            raise Invalid(
                f"There is no such {what} of feedback. There are: {there}.", field=name
            )
    link = values.get("link")
    if link and not link.startswith(("https://", "http://")):
        raise Invalid("A link starts with https:// or http://.", field="link")
    customer_id, product_id = values.get("customer_id"), values.get("product_id")
    if customer_id and not rows(Customer, actor).filter(pk=customer_id).exists():
        raise NotFound("There is no such customer.")
    if product_id and not rows(Product, actor).filter(pk=product_id).exists():
        raise NotFound("There is no such product.")


@transaction.atomic
def record_feedback(
    *,
    actor: Actor,
    piece: FeedbackIn,
    now: datetime,
    customer_id: int | None = None,
    need_id: int | None = None,
    state: FeedbackState = FeedbackState.NEW,
) -> FeedbackKept:
    """Write down one piece; its account is found by address, domain or name.

    A colleague's name goes to who wrote it down (see ``Colleagues``); a piece that is
    put into a need is not set aside, and another one's need is looked for after it,
    where needs stand. Raises ``NotAllowed``, also for a reader who puts it into a need,
    ``Invalid`` for no words,
    an unknown kind or a link that is none, ``NotFound``, ``Conflict`` when the
    source's id is there already.
    """
    actor.require("add_words")
    if need_id is not None:
        actor.require("change")
    piece = _taken_apart(replace(piece, source=piece.source or BY_HAND))
    values: dict[str, Any] = {
        name: getattr(piece, name).strip()
        for name in ("words", "original", "area", "kind", "language", "link")
    }
    product = _product(actor, piece.product)
    customer, contact = _who(actor, piece)
    values |= (
        Colleagues(actor)
        .told(piece, contact, is_customers=bool(customer_id or need_id))
        .values()
    )
    values |= _as_its_source_has_it(piece)
    values["side"] = piece.side or values.get("side") or FeedbackSide.CUSTOMER
    values["set_aside"] = "" if need_id else piece.set_aside
    _check(actor, values | {"customer_id": customer_id})
    known = rows(Feedback, actor).filter(source=piece.source, source_id=piece.source_id)
    if piece.source_id and known.exists():
        raise Conflict("This piece is there already, under the same id.")
    need = _target(actor, need_id) if need_id else None
    said_at = piece.said_at or now
    made = Feedback(
        workspace_id=actor.workspace_id,
        source=piece.source,
        source_id=piece.source_id,
        said_at=said_at if said_at.tzinfo else said_at.replace(tzinfo=UTC),
        customer_id=customer_id or (customer.pk if customer else None),
        contact=contact,
        product=product,
        need=need,
        need_by=NeedBy.PERSON if need else NeedBy.NONE,
        state=state,
        touched_at=now,
        created_at=now,
        fingerprint=piece.fingerprint,
        row_hash=piece.row_hash,
        **values,
    )
    made.save()
    refresh_demand(actor=actor, need_ids={need.pk} if need else set())
    record(actor=actor, verb="evidence.record_feedback", subject=made)
    if need is None and made.side == FeedbackSide.CUSTOMER and not made.set_aside:
        start_placing(actor=actor)
    return _kept(made)


def _product(actor: Actor, name: str) -> Product | None:
    """Return the product of a name, or raise ``Invalid`` where there is none."""
    product = rows(Product, actor).filter(name=name).first() if name else None
    if name and product is None:
        raise Invalid(f"There is no product “{name}”.", field="product")
    return product


def _as_its_source_has_it(piece: FeedbackIn) -> dict[str, Any]:
    """Return the figures and fields that a source keeps of a piece, or refuse them."""
    for name, (least, most) in BOUNDS.items():
        figure = getattr(piece, name)
        if figure is not None and not least <= figure <= most:
            raise Invalid(f"From {least} to {most}.", field=name)
    if piece.rating is not None and piece.rating_max is None:
        raise Invalid("Say out of how many the rating is.", field="rating_max")
    if (piece.rating or 0) > (piece.rating_max or 0):
        raise Invalid("A rating is no more than what it is out of.", field="rating")
    named = ("votes", "rating", "rating_max", "nps", "source_status", "own_fields")
    said = {name: getattr(piece, name) for name in named}
    return said | {"tags": dict.fromkeys(piece.tags, True)}


def _kept(piece: Feedback) -> FeedbackKept:
    customer = piece.customer.name if piece.customer else ""
    return FeedbackKept(piece.pk, str(piece), customer=customer)


def _taken_apart(piece: FeedbackIn) -> FeedbackIn:
    """Return a piece of several lines without what a mail puts around the words."""
    if piece.original or "\n" not in piece.words.strip():
        return piece
    own = own_words(piece.words)
    if not own.words.strip():
        return piece
    return replace(piece, words=own.words, original=own.original)


def _who(actor: Actor, piece: FeedbackIn) -> tuple[Customer | None, Contact | None]:
    """Return the account and the contact behind a piece, as far as they are known."""
    people = CustomerFinder(
        actor,
        external_ids=[piece.customer_id],
        addresses=[piece.author_email],
        domains=[piece.customer_domain],
        names=[piece.customer_name],
    )
    customer = people.find(
        external_id=piece.customer_id,
        address=piece.author_email,
        domain=piece.customer_domain,
        name=piece.customer_name,
    )
    return customer, people.contact(piece.author_email)


@transaction.atomic
def edit_feedback(
    *,
    actor: Actor,
    feedback_id: int,
    now: datetime,
    values: dict[str, Any],
    seen: int | None = None,
) -> Kept:
    """Mend what is known of a piece; a later import leaves these fields alone.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid``, ``Stale`` where ``seen`` is not
    the version that stands.
    """
    actor.require("change")
    piece = rows(Feedback, actor).select_for_update().filter(pk=feedback_id).first()
    if piece is None:
        raise NotFound("There is no such piece of feedback.")
    if unknown := values.keys() - EDITABLE:
        raise Invalid(f"This cannot be edited: {', '.join(sorted(unknown))}.")
    _check(actor, values)
    take_version(actor=actor, row=piece, seen=seen)
    changed = {k: v for k, v in values.items() if getattr(piece, k) != v}
    for name, value in changed.items():
        setattr(piece, name, value)
    edited = {name.removesuffix("_id") for name in changed}
    piece.edited_fields = sorted(edited | set(piece.edited_fields))
    piece.touched_at = now
    if "said_at" in changed:
        piece.is_dated = True
    piece.save()
    refresh_demand(actor=actor, need_ids={piece.need_id} if piece.need_id else set())
    record(
        actor=actor,
        verb="evidence.edit_feedback",
        subject=piece,
        fields=sorted(changed),
        version=piece.version,
    )
    return result_of(piece)


def _target(actor: Actor, need_id: int) -> Need:
    """Return the need that pieces may be put into."""
    need = rows(Need, actor).filter(pk=need_id).first()
    if need is None:
        raise NotFound("There is no such need.")
    if need.state == NeedState.MERGED:
        raise Conflict("That need was merged into another; choose that one.")
    return need


@transaction.atomic
def move_feedback(
    *,
    actor: Actor,
    feedback_ids: Sequence[int],
    need_id: int | None,
    now: datetime,
) -> Receipt:
    """Put pieces into a need, or into none; later groupings leave them there.

    New pieces are triaged by it; in a need a piece counts, so one that was set aside
    comes back. Raises ``NotAllowed``, ``NotFound``, ``Invalid`` for no or too many
    pieces, ``Conflict`` for a merged need, or for words of ours.
    """
    actor.require("change")
    if not feedback_ids:
        raise Invalid("Choose at least one piece of feedback.")
    need = _target(actor, need_id) if need_id is not None else None
    hand = Hand(actor, pieces=feedback_ids)
    hand.set_pieces(need=need, need_by=NeedBy.PERSON, confidence=None, touched_at=now)
    if need is not None:
        _count_again(actor, hand)
    hand.set_state_where_new(FeedbackState.TRIAGED)
    return hand.close("move_feedback", need, to=need_id)


def _count_again(actor: Actor, hand: Hand) -> None:
    """Bring back pieces that were set aside, as a person has found their need."""
    aside: list[int] = []
    for lot in _lots(hand.pieces):
        there = rows(Feedback, actor).filter(pk__in=lot)
        if there.filter(side=FeedbackSide.OURS).exists():
            raise Conflict(
                "Words of ours stand for no need; say first that they count."
            )
        aside += there.exclude(set_aside="").values_list("pk", flat=True)
    for lot in _lots(aside):
        rows(Feedback, actor).filter(pk__in=lot).update(set_aside="")
    _keep_decided(actor, aside)


@transaction.atomic
def triage_feedback(
    *,
    actor: Actor,
    feedback_ids: Sequence[int],
    state: FeedbackState,
    now: datetime,
) -> Receipt:
    """Mark pieces as triaged, archived or new; archived ones count for no need.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` for no or too many pieces.
    """
    actor.require("change")
    if not feedback_ids:
        raise Invalid("Choose at least one piece of feedback.")
    hand = Hand(actor, pieces=feedback_ids)
    hand.set_pieces(state=FeedbackState(state), touched_at=now)
    return hand.close("triage_feedback", state=FeedbackState(state).value)
