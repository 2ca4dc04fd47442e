"""Customers, contacts, feedback and needs."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from leadline.api.operations import Ask, Op, Record, among, body, body_of, part_of
from leadline.api.shapes import build, said_in
from leadline.evidence import actions, queries
from leadline.evidence.types import (
    NPS_GROUPS,
    TRENDS,
    WAITING,
    ContactCard,
    CustomerCard,
    CustomerFilter,
    CustomerIn,
    CustomerState,
    FeedbackCard,
    FeedbackFilter,
    FeedbackIn,
    FeedbackKind,
    FeedbackRow,
    FeedbackSide,
    FeedbackState,
    NeedFilter,
    NeedRow,
    NeedState,
    SetAside,
)
from leadline.foundation.paging import Listed

OWN = frozenset({"id", "version"})
CUSTOMERS = Record(
    "customer",
    "customers",
    "evidence",
    CustomerCard,
    lambda ask, pk: queries.customer_card(actor=ask.actor, customer_id=pk),
    ("evidence:customer_card",),
)
CONTACTS = Record(
    "contact",
    "contacts",
    "evidence",
    ContactCard,
    lambda ask, pk: queries.contact_card(actor=ask.actor, contact_id=pk),
    ("evidence:contact_card",),
)
FEEDBACK = Record(
    "feedback",
    "feedback",
    "evidence",
    FeedbackCard,
    lambda ask, pk: queries.feedback_card(actor=ask.actor, feedback_id=pk),
    ("evidence:feedback_card",),
)
NEEDS = Record(
    "need",
    "needs",
    "evidence",
    NeedRow,
    lambda ask, pk: queries.needs_by_id(actor=ask.actor, need_ids=[pk], now=ask.now)[0],
    ("evidence:needs_by_id",),
)


@dataclass(frozen=True, slots=True)
class FeedbackSaid(FeedbackIn):
    """One piece of feedback; an empty value means that nobody said.

    ``customer_id`` is a customer's id here. Without one the customer is found by what
    the source says: ``customer_external_id`` (what a customer has as ``external_id``),
    ``customer_domain``, ``customer_name`` or ``author_email``. ``need_id`` is the need
    that it speaks of.
    """

    # A file's own number is a word there; an id of ours is a number.
    customer_id: int | None = None  # type: ignore[assignment]
    customer_external_id: str = ""
    need_id: int | None = None


AS_SAID = {one.name for one in fields(FeedbackIn)} - {"customer_id"}


def _write(ask: Ask) -> Any:
    said: FeedbackSaid = build(FeedbackSaid, ask.body)
    piece = FeedbackIn(
        **{name: getattr(said, name) for name in AS_SAID - {"source"}},
        source=said.source or "API",
        customer_id=said.customer_external_id,
    )
    return actions.record_feedback(
        actor=ask.actor,
        now=ask.now,
        piece=piece,
        customer_id=said.customer_id,
        need_id=said.need_id,
    )


def _contacts(ask: Ask) -> Listed[ContactCard]:
    queries.customer_card(actor=ask.actor, customer_id=ask.id)
    return queries.contacts_of(
        actor=ask.actor, customer_id=ask.id, page=ask.page, size=ask.size
    )


def _change_contact(ask: Ask) -> Any:
    stands = queries.contact_card(actor=ask.actor, contact_id=ask.id)
    kept = {name: getattr(stands, name) for name in ("name", "email", "title")}
    return actions.save_contact(
        actor=ask.actor,
        customer_id=stands.customer_id,
        contact_id=ask.id,
        seen=ask.seen,
        **(kept | said_in(ask.body)),
    )


def _change_need(ask: Ask) -> None:
    """Say several things of a need; the version that was seen counts for the first."""
    said, seen = said_in(ask.body), ask.seen
    who = {"actor": ask.actor}
    if "statement" in said:
        actions.rename_need(
            **who, need_id=ask.id, statement=said["statement"], seen=seen
        )
        seen = None
    anew = {name: said[name] for name in ("owner_id", "state") if name in said}
    if anew:
        actions.change_needs(
            **who,
            need_ids=[ask.id],
            seen={} if seen is None else {ask.id: seen},
            reason=said.get("reason", ""),
            **anew,
        )
    if "product_id" in said:
        actions.set_product_of_need(
            **who, need_id=ask.id, product_id=said["product_id"]
        )


def _split(ask: Ask) -> Any:
    done = actions.split_need(
        actor=ask.actor, need_id=ask.id, now=ask.now, **said_in(ask.body)
    )
    return NEEDS.get(ask, done.need_id or 0)


OPS: list[Op] = [
    CUSTOMERS.lists(
        lambda ask: queries.list_customer_cards(
            actor=ask.actor, wanted=ask.wanted, page=ask.page, size=ask.size
        ),
        "evidence:list_customer_cards",
        query=CustomerFilter,
        words=among(state=CustomerState),
        no_filters=frozenset({"heard"}),
    ),
    CUSTOMERS.gets(),
    CUSTOMERS.makes(
        lambda ask: actions.save_customer(
            actor=ask.actor, now=ask.now, values=said_in(ask.body, CustomerIn)
        ),
        "evidence:save_customer",
        body=body_of(CustomerIn, without=frozenset({"row"})),
    ),
    CUSTOMERS.changes(
        lambda ask: actions.save_customer(
            actor=ask.actor,
            now=ask.now,
            customer_id=ask.id,
            seen=ask.seen,
            values=said_in(ask.body, CustomerCard),
        ),
        "evidence:save_customer",
        body=part_of(CustomerCard, without=OWN),
    ),
    CONTACTS.lists(
        _contacts, "evidence:contacts_of", "evidence:customer_card",
        path="customers/{int:id}/contacts",
    ),
    CONTACTS.gets(),
    CONTACTS.makes(
        lambda ask: actions.save_contact(
            actor=ask.actor, customer_id=ask.id, **said_in(ask.body)
        ),
        "evidence:save_contact",
        path="customers/{int:id}/contacts",
        body=body(
            "ContactIn", "A person at a customer.",
            name=str, email=(str, ""), title=(str, ""),
        ),
    ),
    CONTACTS.changes(
        _change_contact,
        "evidence:save_contact",
        body=part_of(ContactCard, without=OWN | {"customer_id"}),
    ),
    CONTACTS.removes(
        lambda ask: actions.remove_contact(actor=ask.actor, contact_id=ask.id),
        "evidence:remove_contact",
    ),
    FEEDBACK.lists(
        lambda ask: queries.list_feedback(
            actor=ask.actor, wanted=ask.wanted, page=ask.page, per_page=ask.size
        ),
        "evidence:list_feedback",
        query=FeedbackFilter,
        words=among(
            kind=FeedbackKind,
            state=(*FeedbackState, WAITING, "all"),
            side=FeedbackSide,
            set_aside=(*SetAside, "any"),
            nps=NPS_GROUPS,
        ),
        answers=FeedbackRow,
    ),
    FEEDBACK.gets(),
    FEEDBACK.makes(
        _write,
        "evidence:record_feedback",
        body=body_of(FeedbackSaid, without=frozenset({"row", "original", "voters"})),
    ),
    FEEDBACK.changes(
        lambda ask: actions.edit_feedback(
            actor=ask.actor, feedback_id=ask.id, now=ask.now, values=said_in(ask.body),
            seen=ask.seen,
        ),
        "evidence:edit_feedback",
        body=part_of(
            FeedbackSaid,
            only=frozenset(
                "words author author_email area kind language link noted_by speech "
                "said_at".split()
            ),
            name="FeedbackPart",
        ),
    ),
    FEEDBACK.acts(
        "move",
        lambda ask: actions.move_feedback(
            actor=ask.actor,
            feedback_ids=[ask.id],
            now=ask.now,
            need_id=ask.body.need_id,
        ),
        "evidence:move_feedback",
        body=body(
            "MoveIn", "The need that a piece speaks of, or none.", need_id=int | None
        ),
        summary="Put a piece into a need, or into none",
    ),
    FEEDBACK.acts(
        "triage",
        lambda ask: actions.triage_feedback(
            actor=ask.actor, feedback_ids=[ask.id], now=ask.now, state=ask.body.state
        ),
        "evidence:triage_feedback",
        body=body("TriageIn", "Where a piece stands.", state=FeedbackState),
        summary="Say that a piece is triaged, archived or new",
    ),
    FEEDBACK.acts(
        "set_aside",
        lambda ask: actions.set_aside_feedback(
            actor=ask.actor, feedback_ids=[ask.id], now=ask.now, reason=ask.body.reason
        ),
        "evidence:set_aside_feedback",
        body=body("AsideIn", "Why a piece counts for nothing.", reason=SetAside),
        summary="Set a piece aside, so that it counts for nothing",
    ),
    FEEDBACK.acts(
        "bring_back",
        lambda ask: actions.bring_back_feedback(
            actor=ask.actor, feedback_ids=[ask.id], now=ask.now
        ),
        "evidence:bring_back_feedback",
        summary="Bring a piece back that was set aside",
    ),
    NEEDS.lists(
        lambda ask: queries.list_needs(
            actor=ask.actor,
            wanted=ask.wanted,
            now=ask.now,
            page=ask.page,
            per_page=ask.size,
        ),
        "evidence:list_needs",
        query=NeedFilter,
        words=among(
            state=(*NeedState, "all"), named=("guess", "person"), trend=TRENDS
        ),
    ),
    NEEDS.gets(),
    NEEDS.makes(
        lambda ask: actions.create_need(
            actor=ask.actor, now=ask.now, **said_in(ask.body)
        ),
        "evidence:create_need",
        body=body(
            "NeedIn",
            "A need in a customer's words, and the pieces that speak of it.",
            statement=str,
            product_id=(int | None, None),
            feedback_ids=(tuple[int, ...], ()),
        ),
    ),
    NEEDS.changes(
        _change_need,
        "evidence:rename_need",
        "evidence:change_needs",
        "evidence:set_product_of_need",
        body=body(
            "NeedPart",
            "What is said anew of a need; `reason` goes with another state.",
            statement=(str, ""),
            state=(str, ""),
            owner_id=(int | None, None),
            product_id=(int | None, None),
            reason=(str, ""),
        ),
    ),
    NEEDS.acts(
        "confirm",
        lambda ask: actions.confirm_need(actor=ask.actor, need_id=ask.id),
        "evidence:confirm_need",
        summary="Say that the name that Leadline gave a need is right",
    ),
    Op(
        "split_need",
        "POST",
        "needs/{int:id}/split",
        "evidence",
        "Give pieces of a need a need of their own",
        ("evidence:split_need", "evidence:needs_by_id"),
        _split,
        answers=NeedRow,
        body=body(
            "SplitIn",
            "The pieces that speak of another need, and its words.",
            feedback_ids=tuple[int, ...],
            statement=str,
        ),
        has_version=True,
        status=201,
        home="needs",
    ),
    NEEDS.acts(
        "merge",
        lambda ask: actions.merge_needs(
            actor=ask.actor, keep_id=ask.id, **said_in(ask.body)
        ),
        "evidence:merge_needs",
        body=body(
            "MergeIn", "The needs that are folded into this one.",
            absorb_ids=tuple[int, ...], reason=(str, ""),
        ),
        summary="Fold other needs into this one",
    ),
]  # fmt: skip
