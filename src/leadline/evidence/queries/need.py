"""Reads of one need: its demand, its quotes, who asks and who is silent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from leadline.accounts.queries import rates_of, rows
from leadline.accounts.types import Actor
from leadline.evidence.bridge import last_weeks
from leadline.evidence.models import Customer, Feedback, Need
from leadline.evidence.queries.asking import all_revenue, said_of, voters_of
from leadline.evidence.queries.needs import HELD, need_rows
from leadline.evidence.queries.rows import get_need
from leadline.evidence.types import (
    CustomerState,
    Depth,
    FeedbackKind,
    FeedbackState,
    NeedPage,
    NeedRow,
    NeedState,
    QuoteRow,
    SegmentRow,
)
from leadline.foundation.errors import NotFound
from leadline.foundation.money import Rates
from leadline.foundation.paging import Listed, listed
from leadline.foundation.text import one_line

QUOTES = 20
SHOWN_WEEKS = 26
FRESH = timedelta(days=30)
QUIET = 0.5
WORTH_NAMING = 0.05
NO_SEGMENT = "No segment"
COLUMNS = (
    "id",
    "words",
    "author",
    "contact__name",
    "contact__title",
    "customer_id",
    "customer__name",
    "customer__segment",
    "customer__revenue_amount",
    "customer__revenue_currency",
    "source",
    "kind",
    "said_at",
    "is_dated",
    "confidence",
    "need_by",
    "side",
    "speech",
    "noted_by",
    "version",
)
MARKS = (
    "more than one account",
    "more than 10 accounts",
    "three segments or more",
    "more than one source",
    "newest under 30 days old",
    "a voice content with today",
    "revenue attached",
)


def _pieces(actor: Actor, need_id: int) -> QuerySet[Feedback]:
    spoken = rows(Feedback, actor).filter(need=need_id)
    return spoken.exclude(state=FeedbackState.ARCHIVED)


def quotes_of(
    *,
    actor: Actor,
    need_id: int,
    page: int = 1,
    sort: str = "newest",
    segment: str | None = None,
    per_page: int = QUOTES,
) -> Listed[QuoteRow]:
    """Return a page of what was said of a need, newest or most typical first.

    Of what is as typical, people's own words come before what was noted of them.
    """
    actor.require("read")
    found = _pieces(actor, need_id)
    if segment is not None:
        found = found.filter(customer__segment=segment)
    order: tuple[str, ...] = ("-said_at", "-id")
    if sort == "typical":
        order = ("-confidence", "speech", *order)
    rates = rates_of(actor=actor)
    return listed(
        found.order_by(*order), lambda part: _quotes(part, rates), page, per_page
    )


def get_quote(*, actor: Actor, feedback_id: int) -> QuoteRow:
    """Return one piece as it is quoted, or raise ``NotFound``."""
    actor.require("read")
    found = _quotes(rows(Feedback, actor).filter(pk=feedback_id), rates_of(actor=actor))
    if not found:
        raise NotFound("There is no such piece of feedback.")
    return found[0]


def _quotes(part: QuerySet[Feedback], rates: Rates) -> list[QuoteRow]:
    made = []
    for values in part.values_list(*COLUMNS):
        cells = dict(zip(COLUMNS, values, strict=True))
        made.append(
            QuoteRow(
                id=cells["id"],
                words=cells["words"],
                author=cells["author"],
                title=_title(cells),
                customer_id=cells["customer_id"],
                customer=cells["customer__name"] or "",
                segment=cells["customer__segment"] or "",
                paid=rates.one(
                    cells["customer__revenue_amount"],
                    cells["customer__revenue_currency"] or "",
                ),
                source=cells["source"],
                kind=FeedbackKind(cells["kind"]).label if cells["kind"] else "",
                said_at=cells["said_at"],
                is_dated=cells["is_dated"],
                confidence=cells["confidence"],
                need_by=cells["need_by"],
                side=cells["side"],
                speech=cells["speech"],
                noted_by=cells["noted_by"],
                version=cells["version"],
            )
        )
    return made


def _title(cells: dict[str, Any]) -> str:
    """Return the contact's position, where the contact is who said it."""
    is_speaker = one_line(cells["author"]) == one_line(cells["contact__name"] or "")
    return (cells["contact__title"] or "") if is_speaker else ""


def segments_of_need(*, actor: Actor, need_id: int) -> list[SegmentRow]:
    """Return who asks by segment, against all customers and prospects.

    ``heard`` is the share among those who ask over the share of the base: above 1
    a segment speaks louder than its number.
    """
    actor.require("read")
    base_of = rows(Customer, actor).filter(is_archived=False)
    base_of = base_of.exclude(state=CustomerState.LOST).order_by()
    base = dict(base_of.values_list("segment").annotate(n=Count("pk")))
    asking = _asking(actor, need_id)
    everyone = sum(base.values())
    askers = sum(count for count, _ in asking.values())
    found = []
    for segment, size in base.items():
        count, last = asking.get(segment, (0, None))
        share = size / everyone
        voice = count / askers if askers else 0.0
        label = segment or NO_SEGMENT
        row = SegmentRow(label, size, count, share, voice, voice / share, last)
        found.append(row)
    return sorted(found, key=lambda row: (-row.customers, row.segment))


def _asking(actor: Actor, need_id: int) -> dict[str, tuple[int, datetime | None]]:
    """Return by segment how many customers and prospects ask, by voice or by vote,
    and when one of them last spoke."""
    said = said_of(actor=actor, need_ids=[need_id])
    said = said.filter(customer__is_archived=False)
    spoken = said.exclude(customer__state=CustomerState.LOST).order_by()
    votes = voters_of(actor=actor, need_ids=[need_id])
    voted = votes.filter(customer__is_archived=False)
    voted = voted.exclude(customer__state=CustomerState.LOST)
    asking: dict[str, set[int | None]] = {}
    last: dict[str, datetime] = {}
    for segment, customer_id, when in spoken.values_list(
        "customer__segment", "customer_id"
    ).annotate(last=Max("said_at")):
        asking.setdefault(segment, set()).add(customer_id)
        last[segment] = max(when, last.get(segment, when))
    for segment, customer_id in voted.values_list("customer__segment", "customer_id"):
        asking.setdefault(segment, set()).add(customer_id)
    return {segment: (len(ids), last.get(segment)) for segment, ids in asking.items()}


def _depth(
    actor: Actor, row: NeedRow, segments: list[SegmentRow], now: datetime
) -> Depth:
    """Return how deep the evidence is: one mark for each thing that is there."""
    seen = _pieces(actor, row.id).aggregate(
        sources=Count("source", distinct=True),
        newest=Max("said_at", filter=Q(is_dated=True)),
        content=Count("pk", filter=Q(kind=FeedbackKind.PRAISE)),
    )
    newest = seen["newest"]
    marks = (
        row.customers > 1,
        row.customers > 10,
        sum(1 for row in segments if row.asking and row.segment != NO_SEGMENT) >= 3,
        seen["sources"] > 1,
        bool(newest and now - newest < FRESH),
        seen["content"] > 0,
        bool(row.revenue),
    )
    reached = [word for word, is_there in zip(MARKS, marks, strict=True) if is_there]
    missing = [word for word in MARKS if word not in reached]
    return Depth(len(reached), len(MARKS), reached, missing, seen["sources"])


def need_page(*, actor: Actor, need_id: int, now: datetime) -> NeedPage:
    """Return everything the page of one need shows beside its quotes.

    Raises ``NotFound``.
    """
    actor.require("read")
    need = get_need(actor=actor, need_id=need_id)
    row = need_rows(actor=actor, need_ids=[need_id], now=now)[0]
    segments = segments_of_need(actor=actor, need_id=need_id)
    merged = rows(Need, actor).filter(merged_into=need).order_by("statement")
    weeks = getattr(need, "demand", None)
    counts = last_weeks(weeks.weeks if weeks else {}, now, SHOWN_WEEKS)
    monday = now.astimezone(UTC).date() - timedelta(days=now.astimezone(UTC).weekday())
    starts = (monday - timedelta(weeks=n) for n in range(SHOWN_WEEKS - 1, -1, -1))
    pieces = _pieces(actor, need_id)
    return NeedPage(
        row=row,
        is_made_by_person=need.is_made_by_person,
        is_left=not need.is_made_by_person and not pieces.exists(),
        merged_into=need.merged_into_id,
        merged_from=list(merged.values_list("pk", "statement")),
        all_customers=sum(segment.customers for segment in segments),
        all_revenue=all_revenue(actor=actor),
        new_this_week=_new_since(pieces, now - timedelta(days=7)),
        segments=segments,
        silent=[s for s in segments if _is_silent(s)],
        without_customer=pieces.filter(customer=None).count(),
        depth=_depth(actor, row, segments, now),
        weeks_shown=[(d.isoformat(), n) for d, n in zip(starts, counts, strict=True)],
        similar=_similar(actor, need),
    )


def silent_about(*, actor: Actor, need_id: int) -> list[SegmentRow]:
    """Return the segments that are heard far less about a need than they are large."""
    actor.require("read")
    found = segments_of_need(actor=actor, need_id=need_id)
    return [row for row in found if _is_silent(row)]


def _is_silent(segment: SegmentRow) -> bool:
    """Whether a segment is large enough to matter and heard far below its number."""
    return segment.base_share >= WORTH_NAMING and segment.heard < QUIET


def _new_since(pieces: QuerySet[Feedback], since: datetime) -> int:
    """Return how many accounts asked for the first time since a moment."""
    asked = pieces.filter(is_dated=True, customer__isnull=False).order_by()
    first = asked.values("customer").annotate(first=Min("said_at"))
    return first.filter(first__gte=since).count()


def _similar(
    actor: Actor, need: Need, limit: int = 3
) -> list[tuple[int, str, int, int]]:
    """Return open needs with words in common: id, statement, accounts, shared ones.

    Needs that a later grouping left without any piece are none to go to.
    """
    mine = set(need.keywords)
    others = rows(Need, actor).filter(HELD, state=NeedState.OPEN).exclude(pk=need.pk)
    common = [
        (len(mine & set(words)), pk, statement)
        for pk, statement, words in others.values_list("pk", "statement", "keywords")
        if mine & set(words)
    ]
    best = sorted(common, key=lambda c: (-c[0], c[1]))[:limit]
    spoken = rows(Feedback, actor).filter(
        need__in=[need.pk, *(pk for _, pk, _ in best)], customer__isnull=False
    )
    accounts: dict[int | None, set[int | None]] = {}
    pairs = spoken.order_by().values_list("need_id", "customer_id").distinct()
    for need_id, customer_id in pairs:
        accounts.setdefault(need_id, set()).add(customer_id)
    own = accounts.get(need.pk, set())
    return [
        (pk, statement, len(accounts.get(pk, ())), len(own & accounts.get(pk, set())))
        for _, pk, statement in best
    ]
