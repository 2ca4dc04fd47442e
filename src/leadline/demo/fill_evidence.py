"""Puts customers and feedback in, groups them, and corrects the grouping by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TypeVar

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.demo.accounts import address
from leadline.demo.company import Company, Customer, Piece
from leadline.evidence import actions
from leadline.evidence.actions.grouping import Report
from leadline.evidence.bridge import OwnWords, own_words
from leadline.evidence.models import Customer as CustomerRow
from leadline.evidence.models import Feedback
from leadline.evidence.types import (
    CustomerIn,
    FeedbackIn,
    FeedbackKind,
    FeedbackState,
    ImportFile,
    ImportKind,
)

T = TypeVar("T")
LOT = 2_000
FRESH = timedelta(days=10)
STARS = 5
KIND_OF_SOURCE = {
    "App review": FeedbackKind.REVIEW,
    "Interview": FeedbackKind.INTERVIEW,
    "Sales note": FeedbackKind.SALES_NOTE,
    "Lost deal": FeedbackKind.LOST_DEAL,
    "Analyst": FeedbackKind.MARKET_NOTE,
}
KINDS = {
    "bug": FeedbackKind.PROBLEM,
    "churn": FeedbackKind.PROBLEM,
    "wish": FeedbackKind.REQUEST,
    "praise": FeedbackKind.PRAISE,
    "question": FeedbackKind.QUESTION,
}
MAILS = ("Support",)
FILES = {
    "Support": "support-tickets.csv",
    "App review": "app-reviews.csv",
    "Interview": "interviews.xlsx",
    "Sales note": "sales-notes.csv",
    "Lost deal": "lost-deals.csv",
    "Survey": "survey.csv",
    "Analyst": "analysts.csv",
}
PRODUCT_OF_AREA = {
    "Access and identity": "Harbour Rota",
    "Planning": "Harbour Rota",
    "Mobile app": "Harbour Crew (mobile app)",
    "Pay and hours": "Harbour Hours (time and pay)",
    "Reports and integrations": "Harbour Insight (reports and interfaces)",
    "Start and support": "Harbour Rota",
}


def customers(actor: Actor, harbour: Company, now: datetime) -> None:
    """Import the accounts, then write down the people at each."""
    lot = [
        _account(c, line, harbour.today) for line, c in enumerate(harbour.customers, 2)
    ]
    started = actions.start_import(
        actor=actor,
        kind=ImportKind.CUSTOMERS,
        file=ImportFile("accounts-from-billing.csv"),
    )
    actions.begin_import(actor=actor, import_id=started.id)
    actions.save_customer_rows(
        actor=actor, import_id=started.id, lot=lot, cursor=len(lot), now=now
    )
    actions.finish_import(actor=actor, import_id=started.id, now=now)
    known = dict(rows(CustomerRow, actor).values_list("external_id", "pk"))
    for customer, name, title in _people(harbour):
        actions.save_contact(
            actor=actor,
            customer_id=known[customer.external_id],
            name=name,
            email=address(name, customer),
            title=title,
        )


def _people(harbour: Company) -> Iterator[tuple[Customer, str, str]]:
    """Yield who is known at each customer: those of the list, and who has written."""
    wrote: dict[str, dict[str, str]] = defaultdict(dict)
    for piece in harbour.pieces:
        if piece.customer and piece.author:
            wrote[piece.customer].setdefault(piece.author, piece.title)
    for customer in harbour.customers:
        listed = {person.name: person.title for person in customer.contacts}
        for name, title in (wrote[customer.external_id] | listed).items():
            yield customer, name, title


def _account(customer: Customer, line: int, today: date) -> CustomerIn:
    return CustomerIn(
        name=customer.name,
        external_id=customer.external_id,
        domain=customer.domain,
        segment=customer.segment,
        plan=customer.plan,
        revenue_amount=customer.revenue,
        revenue_currency=customer.currency,
        since_date=today - timedelta(days=customer.days),
        owner=customer.owner,
        country=customer.country,
        own_fields={
            "Staff planned": customer.staff,
            "Renews in month": customer.renewal_month,
            "Works council": "yes" if customer.works_council else "no",
            "Payroll": customer.payroll,
        },
        row=line,
    )


def feedback(actor: Actor, harbour: Company, now: datetime) -> None:
    """Import the year's feedback, a file for each source; mark the old as seen."""
    by_source: dict[str, list[Piece]] = defaultdict(list)
    for piece in harbour.pieces:
        by_source[piece.source].append(piece)
    for source, pieces in by_source.items():
        lot = [_row(piece, line) for line, piece in enumerate(pieces, 2)]
        _import(actor, FILES[source], lot, now)
    old = rows(Feedback, actor).filter(said_at__lt=now - FRESH)
    actions.triage_feedback(
        actor=actor,
        feedback_ids=list(old.values_list("pk", flat=True)),
        state=FeedbackState.TRIAGED,
        now=now,
    )


def _import(
    actor: Actor, file_name: str, lot: Sequence[FeedbackIn], now: datetime
) -> None:
    started = actions.start_import(
        actor=actor,
        kind=ImportKind.FEEDBACK,
        file=ImportFile(file_name, options={"create_customers": False}),
    )
    actions.begin_import(actor=actor, import_id=started.id)
    done = 0
    for part in _parts(lot, LOT):
        done += len(part)
        actions.save_feedback_rows(
            actor=actor, import_id=started.id, lot=part, cursor=done, now=now
        )
    actions.finish_import(actor=actor, import_id=started.id, now=now)


def _row(piece: Piece, line: int) -> FeedbackIn:
    """Return a piece as a row; a ticket comes as a mail and is taken apart."""
    came = piece.words if piece.source in MAILS else ""
    own = own_words(came) if came else OwnWords(piece.words, "", "")
    return FeedbackIn(
        words=own.words,
        original=own.original,
        set_aside=own.set_aside,
        source=piece.source,
        source_id=piece.source_id,
        said_at=piece.said_at,
        author=piece.author,
        author_email=piece.email,
        noted_by=piece.noted_by,
        customer_id=piece.customer,
        product=PRODUCT_OF_AREA.get(piece.area, ""),
        area=piece.area,
        kind=KIND_OF_SOURCE.get(piece.source) or KINDS[piece.kind],
        language=piece.language,
        rating=piece.stars,
        rating_max=None if piece.stars is None else STARS,
        nps=piece.nps,
        votes=piece.votes,
        tags=piece.tags,
        source_status=piece.status,
        row=line,
    )


def _parts(items: Sequence[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part


def group(actor: Actor, now: datetime, report: Report) -> None:
    """Group the feedback into needs."""
    actions.group_feedback(actor=actor, now=now, report=report)
