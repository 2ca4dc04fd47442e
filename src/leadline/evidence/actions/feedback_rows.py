"""Writes the rows of a feedback file: each piece once, however often it comes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from leadline.accounts.actions import record_rows
from leadline.accounts.models import Product
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.evidence.actions.aside import _leave_needs
from leadline.evidence.actions.chunks import AT_ONCE, NO_CELLS, Chunk
from leadline.evidence.actions.demand import refresh_demand
from leadline.evidence.actions.speech import Colleagues
from leadline.evidence.actions.voter_rows import VoterRows
from leadline.evidence.models import Customer, Feedback, Import
from leadline.evidence.queries.finding import CustomerFinder
from leadline.evidence.types import (
    SAME_ID,
    FeedbackIn,
    FeedbackSide,
    ImportKind,
    ImportState,
    Refusal,
    SavedRows,
    Settled,
    VoterIn,
    feedback_fault,
    settle_piece,
    words_key,
)
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.text import normal_name, plain_domain

CHUNK_LIMIT = 5_000
COLUMNS = [
    "words",
    "original",
    "set_aside",
    "side",
    "votes",
    "rating",
    "rating_max",
    "nps",
    "tags",
    "source_status",
    "own_fields",
    "source_id",
    "said_at",
    "is_dated",
    "author",
    "author_email",
    "noted_by",
    "speech",
    "customer",
    "contact",
    "product",
    "area",
    "kind",
    "language",
    "link",
    "fingerprint",
]


@dataclass(slots=True)
class _News:
    """A row that adds or changes something: its piece and its account, if known."""

    row: FeedbackIn
    row_hash: str
    there: Feedback | None
    customer: Customer | None


class _FeedbackChunk(Chunk[Feedback]):
    """Sorts the rows of one chunk of a feedback file."""

    columns = COLUMNS

    def __init__(self, actor: Actor, into: Import, lot: Sequence[FeedbackIn]) -> None:
        super().__init__(actor, into)
        voters = [voter for row in lot for voter in row.voters]
        self.people = CustomerFinder(
            actor,
            external_ids=[r.customer_id for r in lot],
            addresses=[r.author_email for r in lot] + [v.email for v in voters],
            domains=[r.customer_domain for r in lot],
            names=[r.customer_name for r in lot] + [v.customer_name for v in voters],
        )
        self.colleagues = Colleagues(actor)
        self.voters = VoterRows(actor, into)
        self.makes_customers = bool(into.options.get("create_customers", True))
        self.products = dict(rows(Product, actor).values_list("name", "pk"))
        self.by_source_id: dict[tuple[str, str], Feedback] = {}
        self.by_fingerprint: dict[str, list[Feedback]] = defaultdict(list)
        self.met: dict[tuple[str, str], tuple[str, str]] = {}
        self.joined: list[FeedbackIn] = []
        self.open: list[_News] = []
        self.new_customers: list[Customer] = []
        self.repeats = 0
        self._load(lot)

    def _load(self, lot: Sequence[FeedbackIn]) -> None:
        """Fetch what is there already of the chunk's pieces."""
        named: dict[str, list[str]] = defaultdict(list)
        for row in lot:
            if row.source_id:
                named[row.source].append(row.source_id)
        table = rows(Feedback, self.actor)
        for source, ids in named.items():
            for start in range(0, len(ids), AT_ONCE):
                part = ids[start : start + AT_ONCE]
                for piece in table.filter(source=source, source_id__in=part):
                    self.by_source_id[piece.source, piece.source_id] = piece
        prints = list({row.fingerprint for row in lot if not row.source_id})
        for start in range(0, len(prints), AT_ONCE):
            part = prints[start : start + AT_ONCE]
            found = table.filter(fingerprint__in=part, source_id="").order_by("pk")
            for piece in found.exclude(seen_import_id=self.into.pk):
                self.by_fingerprint[piece.fingerprint].append(piece)

    def sort(self, lot: Iterable[FeedbackIn]) -> None:
        """Decide for each row whether it is refused, known, or has news."""
        for row in lot:
            if fault := feedback_fault(row):
                self.refuse(row.row, fault)
                continue
            row_hash = row.row_hash
            settled = self._settle(row, row_hash)
            if settled is Settled.REFUSED:
                self.refuse(row.row, SAME_ID)
            elif settled is Settled.REPEATED:
                self.repeats += 1
            elif settled is Settled.JOINED:
                self.joined.append(row)
            else:
                self._take(row, row_hash)

    def _take(self, row: FeedbackIn, row_hash: str) -> None:
        """Take a row that is the first of its piece in this file."""
        there = self._there(row)
        if there and there.row_hash == row_hash and there.customer_id:
            self.unchanged.append(there)
            self.voters.add(row, there)
        else:
            self.open.append(_News(row, row_hash, there, self._customer(row)))

    def _settle(self, row: FeedbackIn, row_hash: str) -> Settled:
        """Return what a row is beside an earlier one of its id in this file."""
        if not row.source_id:
            return Settled.NEW
        key = (row.source, row.source_id)
        there = self.by_source_id.get(key)
        if key not in self.met and there and there.seen_import_id == self.into.pk:
            self.met[key] = (there.row_hash, words_key(there.words))
        settled = settle_piece(row, *self.met.get(key, ("", "")))
        if settled is Settled.NEW:
            self.met[key] = (row_hash, words_key(row.words))
        return settled

    def _there(self, row: FeedbackIn) -> Feedback | None:
        """Return the piece that the row speaks of, if it is there."""
        if row.source_id:
            return self.by_source_id.get((row.source, row.source_id))
        waiting = self.by_fingerprint.get(row.fingerprint)
        return waiting.pop(0) if waiting else None

    def plan(self, now: datetime) -> None:
        """Plan the change that each row with news brings."""
        for news in self.open:
            row, there = news.row, news.there
            values = self._values(row)
            if news.customer:
                values["customer_id"] = news.customer.pk
            if there is not None:
                self.update(row.row, there, values, news.row_hash)
                self.voters.add(row, there)
                continue
            values.setdefault("said_at", now)
            piece = Feedback(source=row.source, created_at=now, **values)
            piece.is_dated = row.said_at is not None
            self.create(piece, news.row_hash)
            self.voters.add(row, piece)
            self.by_source_id.setdefault((row.source, row.source_id), piece)
        for row in self.joined:
            self.voters.add(row, self.by_source_id[row.source, row.source_id])

    def _values(self, row: FeedbackIn) -> dict[str, Any]:
        """Return what the row says, by column; what it does not say is not there."""
        link = row.link if row.link.startswith(("https://", "http://")) else ""
        values: dict[str, Any] = {
            "words": row.words.replace("\0", "").strip(),
            "source_id": row.source_id,
            "area": row.area,
            "kind": row.kind,
            "language": row.language,
            "link": link,
            "product_id": self.products.get(row.product),
            "side": row.side,
            "source_status": row.source_status,
            "tags": dict.fromkeys(row.tags, True),
            "own_fields": row.own_fields,
        }
        values = {name: value for name, value in values.items() if value}
        for name in ("votes", "rating", "rating_max", "nps"):
            if (number := getattr(row, name)) is not None:
                values[name] = number
        # Taken apart together: what one says depends on the others.
        values["original"] = row.original.replace("\0", "").strip()
        values["set_aside"] = row.set_aside
        values["fingerprint"] = row.fingerprint
        if row.said_at is not None:
            said_at = row.said_at
            values["said_at"] = (
                said_at if said_at.tzinfo else said_at.replace(tzinfo=UTC)
            )
            values["is_dated"] = True
        contact = self.people.contact(row.author_email)
        if contact:
            values["contact_id"] = contact.pk
        return values | self.colleagues.told(row, contact).values()

    def _customer(self, row: FeedbackIn) -> Customer | None:
        """Return the account of the row; make it when the row names a new one."""
        return self._account(row, row.author_email)

    def account_of(self, voter: VoterIn) -> Customer | None:
        """Return the account of a voter; make it when the voter names a new one."""
        before = len(self.new_customers)
        found = self._account(voter, voter.email)
        if len(self.new_customers) > before:
            self.new_customers[-1].save()
        return found

    def _account(self, row: FeedbackIn | VoterIn, address: str) -> Customer | None:
        found = self.people.find(
            external_id=row.customer_id,
            address=address,
            domain=row.customer_domain,
            name=row.customer_name,
        )
        us = self.colleagues.are_meant(
            name=row.customer_name, domain=row.customer_domain
        )
        if found or us or not self.makes_customers:
            return found
        name = row.customer_name or row.customer_id or row.customer_domain
        if not name.strip():
            return None
        customer = Customer(
            workspace_id=self.actor.workspace_id,
            external_id=row.customer_id,
            name=name.strip(),
            name_key=normal_name(name)[:200],
            domain=plain_domain(row.customer_domain)[:253],
            from_import=self.into,
        )
        self.people.add(customer)
        self.new_customers.append(customer)
        return customer

    def write_customers(self) -> None:
        """Write the new accounts first, so that their pieces can point at them."""
        table = rows(Customer, self.actor)
        table.bulk_create(self.new_customers, batch_size=AT_ONCE)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each outcome, and how many found their account."""
        found = sum(1 for news in self.open if news.customer)
        counts = super().counts
        counts["unchanged"] += self.repeats
        counts["joined"] = len(self.joined)
        counts["voters"] = len(self.voters.added)
        counts["customers"] = len(self.new_customers)
        counts["with_customer"] = found + len(self.unchanged)
        return counts


@transaction.atomic
def save_feedback_rows(
    *,
    actor: Actor,
    import_id: int,
    lot: Sequence[FeedbackIn],
    cursor: int,
    now: datetime,
    refused: Sequence[Refusal] = (),
    cells: Mapping[int, Sequence[str]] = NO_CELLS,
) -> SavedRows:
    """Write one chunk of a feedback file, together with how far the file is read.

    A piece is known again by source and source id, else by its words, date and
    author; equal rows of one file are as many pieces. A chunk that was written
    already (``cursor`` not beyond the import's) changes nothing, so that a job
    that was killed may repeat its last chunk. ``cells`` are the rows as they came,
    by number: what is refused is kept whole.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` for more than 5,000 rows,
    ``Conflict`` when the import is not running.
    """
    actor.require("change")
    into = _running(actor, import_id, ImportKind.FEEDBACK)
    if len(lot) > CHUNK_LIMIT:
        raise Invalid(f"Write at most {CHUNK_LIMIT} rows at once.")
    if cursor <= into.cursor:
        return SavedRows(into.counts, into.cursor)
    chunk = _FeedbackChunk(actor, into, lot)
    chunk.cells = cells
    chunk.refused.extend(refused)
    chunk.sort(lot)
    chunk.write_customers()
    chunk.plan(now)
    moved = _needs_behind(chunk)
    chunk.write(Feedback)
    _leave_needs(actor, _aside_with_need(chunk))
    moved |= chunk.voters.write(chunk.account_of)
    chunk.write_notes(now)
    fresh = {piece.pk for piece in chunk.created}
    chunk.voters.note(lambda piece: piece.pk not in fresh, now)
    refresh_demand(actor=actor, need_ids=moved)
    return _close_chunk(actor, into, chunk.counts, cursor, chunk.written)


def _running(actor: Actor, import_id: int, kind: ImportKind) -> Import:
    """Return the running import, locked, or say why rows cannot be written."""
    into = rows(Import, actor).select_for_update().filter(pk=import_id).first()
    if into is None:
        raise NotFound("There is no such import.")
    if into.kind != kind or into.state != ImportState.RUNNING:
        raise Conflict("Rows can only be written while their import runs.")
    return into


def _needs_behind(chunk: _FeedbackChunk) -> set[int]:
    """Return the needs whose demand the chunk's updates may change."""
    return {
        piece.need_id
        for _, piece in chunk.updated.values()
        if piece.need_id is not None
    }


def _aside_with_need(chunk: _FeedbackChunk) -> list[int]:
    """Return the pieces that have a need and by their row count no more."""
    return [
        piece.pk
        for _, piece in chunk.updated.values()
        if piece.need_id is not None
        and (piece.set_aside or piece.side == FeedbackSide.OURS)
    ]


def _close_chunk(
    actor: Actor,
    into: Import,
    counts: dict[str, int],
    cursor: int,
    pieces: Collection[int] = (),
) -> SavedRows:
    """Add the counts up, move the cursor, leave an audit line."""
    into.counts = dict(Counter(into.counts) + Counter(counts))
    into.cursor = cursor
    into.save(update_fields=["counts", "cursor"])
    record_rows(
        actor=actor,
        verb=f"evidence.save_{into.kind}_rows",
        subject=into,
        touched=[(Feedback, pieces)],
        detail={"cursor": cursor, **counts},
    )
    return SavedRows(into.counts, cursor)
