"""Tools over what customers say: needs, feedback, customers."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.utils import timezone

from leadline.accounts.types import Area
from leadline.evidence.actions import record_feedback
from leadline.evidence.queries import (
    customer_card,
    heard_of_customer,
    list_feedback,
    list_needs,
    need_page,
    needs_of_customer,
    quotes_of,
)
from leadline.evidence.types import FeedbackFilter, FeedbackIn, NeedFilter, NeedRow
from leadline.mcp.caller import actor_for
from leadline.mcp.shapes import (
    PAGE,
    Id,
    Money,
    Named,
    Quote,
    Shape,
    Text,
    money_of,
    next_of,
    page_of,
    quote_of,
)

MOST_QUOTES, MOST_NEEDS = 12, 25
SOURCE = "Assistant"
Trend = Literal["", "rising", "falling", "flat", "unknown", "asked"]


class Need(Shape):
    """A need with the demand behind it.

    ``name_is_a_guess``: nobody has confirmed what it is called. ``trend`` compares
    recent weeks with those before; ``trend_chance`` is how likely it is real.
    """

    id: int
    statement: str
    name_is_a_guess: bool
    state: str
    product: str
    owner: str
    pieces: int
    customers: int
    revenue_a_year: Money | None
    trend: str
    trend_chance: float
    last_said_at: datetime | None


class Needs(Shape):
    """A page of needs; ``next`` is the cursor of the next one, "" at the end."""

    items: list[Need]
    total: int
    next: str


class Segment(Shape):
    """A segment's share of all customers beside its share of those who ask.

    Shares are of one. Where ``asking_share`` is far from ``base_share``, demand says
    more about who was heard than about everybody.
    """

    segment: str
    customers: int
    asking: int
    base_share: float
    asking_share: float


class NeedTold(Shape):
    """A need, who asks, who is silent, how deep the evidence is, and words."""

    need: Need
    all_customers: int
    without_customer: int
    segments: list[Segment]
    silent_segments: list[str]
    evidence_reached: list[str]
    evidence_missing: list[str]
    quotes: list[Quote]
    similar: list[Named]


class Pieces(Shape):
    """A page of feedback; ``next`` is the cursor of the next one, "" at the end."""

    items: list[Quote]
    total: int
    is_total_a_floor: bool
    next: str


class NeedSaid(Shape):
    """A need that a customer has spoken of, and how often."""

    id: int
    statement: str
    pieces: int
    last_said_at: datetime


class Customer(Shape):
    """A customer, what was heard of them, and what they need."""

    id: int
    name: str
    segment: str
    plan: str
    state: str
    country: str
    owner: str
    revenue_a_year: Money | None
    pieces: int
    last_heard_at: datetime | None
    needs: list[NeedSaid]
    newest: list[Quote]


class Kept(Shape):
    """What was written down."""

    id: int
    customer: str = ""


def _need(row: NeedRow) -> Need:
    return Need(
        id=row.id,
        statement=row.statement,
        name_is_a_guess=not row.is_confirmed,
        state=row.state_label,
        product=row.product,
        owner=row.owner,
        pieces=row.pieces,
        customers=row.customers,
        revenue_a_year=money_of(row.revenue),
        trend=row.trend.direction,
        trend_chance=row.trend.chance,
        last_said_at=row.last_at,
    )


def find_needs(text: Text = "", trend: Trend = "", cursor: Text = "") -> Needs:
    """List open needs, most customers first, 25 at a time, each with the demand behind.

    ``text`` narrows by words of the need; ``trend`` is rising, falling, flat, unknown
    or asked (a rise that only interviews and surveys show).
    """
    found = list_needs(
        actor=actor_for(Area.EVIDENCE),
        wanted=NeedFilter(text=text, trend=trend),
        now=timezone.now(),
        page=page_of(cursor),
        per_page=PAGE,
    )
    return Needs(
        items=[_need(row) for row in found], total=found.total, next=next_of(found)
    )


def get_need(id: Id) -> NeedTold:
    """Read one need: demand with its number of customers, whom it leaves out, how deep
    the evidence is, and up to 12 customers' words."""
    actor = actor_for(Area.EVIDENCE)
    page = need_page(actor=actor, need_id=id, now=timezone.now())
    quotes = quotes_of(actor=actor, need_id=id, per_page=MOST_QUOTES)
    return NeedTold(
        need=_need(page.row),
        all_customers=page.all_customers,
        without_customer=page.without_customer,
        segments=[
            Segment(
                segment=s.segment,
                customers=s.customers,
                asking=s.asking,
                base_share=s.base_share,
                asking_share=s.asking_share,
            )
            for s in page.segments
        ],
        silent_segments=[s.segment for s in page.silent],
        evidence_reached=page.depth.reached,
        evidence_missing=page.depth.missing,
        quotes=[
            quote_of(q, id=q.id, words=q.words, source=q.source, at=q.said_at)
            for q in quotes
        ],
        similar=[
            Named(kind="need", id=pk, title=name) for pk, name, *_ in page.similar
        ],
    )


def find_feedback(
    text: Text = "",
    segment: Text = "",
    customer_id: Id | None = None,
    cursor: Text = "",
) -> Pieces:
    """List what customers said, newest first, 25 at a time, by words, segment or
    customer. Words of our own people and what was set aside are left out."""
    found = list_feedback(
        actor=actor_for(Area.EVIDENCE),
        wanted=FeedbackFilter(text=text, segment=segment, customer_id=customer_id),
        page=page_of(cursor),
        per_page=PAGE,
    )
    return Pieces(
        items=[
            quote_of(row, id=row.id, words=row.words, source=row.source, at=row.said_at)
            for row in found
        ],
        total=found.total,
        is_total_a_floor=found.is_more,
        next=next_of(found),
    )


def get_customer(id: Id) -> Customer:
    """Read one customer: what they pay, what they need, and their newest words."""
    actor = actor_for(Area.EVIDENCE)
    row = heard_of_customer(actor=actor, customer_id=id)
    card = customer_card(actor=actor, customer_id=id)
    needs = needs_of_customer(actor=actor, customer_id=id, limit=MOST_NEEDS)
    return Customer(
        id=row.id,
        name=row.name,
        segment=row.segment,
        plan=row.plan,
        state=row.state_label,
        country=card.country,
        owner=row.owner,
        revenue_a_year=money_of(row.paid),
        pieces=row.pieces,
        last_heard_at=row.last_at,
        needs=[
            NeedSaid(
                id=n.id, statement=n.statement, pieces=n.pieces, last_said_at=n.last_at
            )
            for n in needs
        ],
        newest=find_feedback(customer_id=id).items[:MOST_QUOTES],
    )


def add_feedback(
    words: Text, customer: Text = "", said_by: Text = "", link: Text = ""
) -> Kept:
    """Write down what a customer said, in their own words.

    ``customer`` is the name of the company, ``said_by`` of the person, ``link`` where
    it was said. It waits in the inbox like everything that comes in.
    """
    made = record_feedback(
        actor=actor_for(Area.EVIDENCE, right="write"),
        piece=FeedbackIn(
            words=words,
            customer_name=customer,
            author=said_by,
            link=link,
            source=SOURCE,
        ),
        now=timezone.now(),
    )
    return Kept(id=made.id, customer=made.customer)
