"""Writes the rows of a customer list: each account once, however often it comes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.evidence.actions.chunks import AT_ONCE, NO_CELLS, Chunk
from leadline.evidence.actions.currency import NO_CURRENCY, settle_by
from leadline.evidence.actions.demand import refresh_demand
from leadline.evidence.actions.feedback_rows import (
    CHUNK_LIMIT,
    _close_chunk,
    _running,
)
from leadline.evidence.models import Customer, Feedback, Import
from leadline.evidence.queries.finding import CustomerFinder
from leadline.evidence.types import (
    SAME_ACCOUNT,
    CustomerIn,
    ImportKind,
    Refusal,
    SavedRows,
    Settled,
    customer_fault,
    settle_account,
)
from leadline.foundation.errors import Invalid
from leadline.foundation.text import normal_name, plain_domain

COLUMNS = [
    "external_id",
    "name",
    "name_key",
    "domain",
    "segment",
    "plan",
    "revenue_amount",
    "revenue_currency",
    "since_date",
    "owner",
    "country",
    "state",
    "own_fields",
]


class _CustomerChunk(Chunk[Customer]):
    """Sorts the rows of one chunk of a customer list."""

    columns = COLUMNS

    def __init__(self, actor: Actor, into: Import, lot: Sequence[CustomerIn]) -> None:
        super().__init__(actor, into)
        self.currency = settle_by(
            actor=actor,
            named=(
                r.revenue_currency.upper() for r in lot if r.revenue_amount is not None
            ),
        )
        self.known = CustomerFinder(
            actor,
            external_ids=[r.external_id for r in lot],
            domains=[r.domain for r in lot],
            names=[r.name for r in lot],
        )
        self.met: dict[int, str] = {}

    def take(self, lot: Iterable[CustomerIn], now: datetime) -> None:
        """Plan what becomes of each row."""
        for row in lot:
            fault = customer_fault(row)
            if not (fault or self.currency) and row.revenue_amount is not None:
                fault = "" if row.revenue_currency else NO_CURRENCY
            if fault:
                self.refuse(row.row, fault)
                continue
            there = self._there(row)
            settled = settle_account(row, self._met(there))
            if there is None:
                self._make(row, now)
            elif settled is Settled.REFUSED:
                self.refuse(row.row, SAME_ACCOUNT)
            elif settled is Settled.REPEATED:
                self.repeats += 1
            elif there.row_hash == row.row_hash:
                self.unchanged.append(there)
                self.met[id(there)] = row.row_hash
            else:
                self.update(row.row, there, self._values(row, there), row.row_hash)
                self.met[id(there)] = row.row_hash

    repeats = namesakes = 0

    def _met(self, there: Customer | None) -> str:
        """Return the hash of the row that this file had for the account before."""
        if there is None:
            return ""
        if there.pk and there.seen_import_id == self.into.pk:
            return self.met.get(id(there)) or there.row_hash
        return self.met.get(id(there), "")

    def _there(self, row: CustomerIn) -> Customer | None:
        """Return the account that the row means.

        Two accounts may share a domain or a name as long as their ids differ, or
        this file has named the one before and gives another an id now.
        """
        found = self.known.find(
            external_id=row.external_id, address="", domain=row.domain, name=row.name
        )
        if found and row.external_id and found.external_id != row.external_id:
            return None if found.external_id or self._met(found) else found
        return found

    def _make(self, row: CustomerIn, now: datetime) -> None:
        """Plan a new account; one of its name may be there, told apart by an id."""
        self.namesakes += normal_name(row.name)[:200] in self.known.by_name
        customer = Customer(created_at=now, **self._values(row, None))
        self.create(customer, row.row_hash)
        self.known.add(customer)
        self.met[id(customer)] = row.row_hash

    def _values(self, row: CustomerIn, there: Customer | None) -> dict[str, Any]:
        """Return what the row says, by column; what it does not say is not there."""
        values: dict[str, Any] = {
            name: getattr(row, name).strip()
            for name in ("external_id", "segment", "plan", "owner", "country", "state")
        }
        values["domain"] = plain_domain(row.domain)
        values["since_date"] = row.since_date
        values = {name: value for name, value in values.items() if value}
        name = row.name.strip()
        if there is None:
            name = name or plain_domain(row.domain) or row.external_id
        if name:
            values |= {"name": name, "name_key": normal_name(name)[:200]}
        if row.revenue_amount is not None:
            values["revenue_amount"] = row.revenue_amount
            currency = row.revenue_currency.upper()
            values["revenue_currency"] = currency or self.currency
        if row.own_fields:
            values["own_fields"] = (there.own_fields if there else {}) | row.own_fields
        return values

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each outcome."""
        counts = super().counts
        counts["unchanged"] += self.repeats
        counts["namesakes"] = self.namesakes
        return counts


@transaction.atomic
def save_customer_rows(
    *,
    actor: Actor,
    import_id: int,
    lot: Sequence[CustomerIn],
    cursor: int,
    now: datetime,
    refused: Sequence[Refusal] = (),
    cells: Mapping[int, Sequence[str]] = NO_CELLS,
) -> SavedRows:
    """Write one chunk of a customer list, together with how far the file is read.

    An account is known again by external id, then domain, then name (without case,
    punctuation and legal form). What a person edited stays. A chunk that was
    written already changes nothing. ``cells`` are the rows as they came, by number.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` for more than 5,000 rows,
    ``Conflict`` when the import is not running.
    """
    actor.require("change")
    into = _running(actor, import_id, ImportKind.CUSTOMERS)
    if len(lot) > CHUNK_LIMIT:
        raise Invalid(f"Write at most {CHUNK_LIMIT} rows at once.")
    if cursor <= into.cursor:
        return SavedRows(into.counts, into.cursor)
    chunk = _CustomerChunk(actor, into, lot)
    chunk.cells = cells
    chunk.refused.extend(refused)
    chunk.take(lot, now)
    chunk.write(Customer)
    chunk.write_notes(now)
    refresh_demand(actor=actor, need_ids=_needs_of(actor, list(chunk.updated)))
    return _close_chunk(actor, into, chunk.counts, cursor)


def _needs_of(actor: Actor, customer_ids: list[int]) -> set[int]:
    """Return the needs that these customers have spoken of."""
    needs: set[int] = set()
    for start in range(0, len(customer_ids), AT_ONCE):
        part = customer_ids[start : start + AT_ONCE]
        spoken = rows(Feedback, actor).filter(customer__in=part, need__isnull=False)
        needs.update(
            pk for pk in spoken.values_list("need_id", flat=True).distinct() if pk
        )
    return needs
