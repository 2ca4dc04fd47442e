"""Rows of one file that speak of the same piece or account, told without tables."""

from __future__ import annotations

from leadline.evidence.types import (
    SAME_ACCOUNT,
    SAME_ID,
    CustomerIn,
    FeedbackIn,
    Settled,
    customer_fault,
    feedback_fault,
    settle_account,
    settle_piece,
    words_key,
)
from leadline.foundation.text import normal_name, plain_domain


class Repeats:
    """Remembers the rows of a file by their keys, as the tables will.

    Settles each record by the rules that writing it follows; ``settle`` returns what
    it is and, where it is refused, why.
    """

    def __init__(self) -> None:
        self._pieces: dict[tuple[str, str], tuple[str, str]] = {}
        self._accounts: list[tuple[str, str]] = []
        self._by_id: dict[str, int] = {}
        self._by_domain: dict[str, int] = {}
        self._by_name: dict[str, int] = {}

    def settle(self, record: FeedbackIn | CustomerIn) -> tuple[Settled, str]:
        """Return what becomes of the next record of the file."""
        if isinstance(record, FeedbackIn):
            return self._piece(record)
        return self._account(record)

    def _piece(self, row: FeedbackIn) -> tuple[Settled, str]:
        if fault := feedback_fault(row):
            return Settled.REFUSED, fault
        if not row.source_id:
            return Settled.NEW, ""
        key = (row.source, row.source_id)
        before = self._pieces.get(key, ("", ""))
        found = settle_piece(row, *before)
        if found is Settled.NEW:
            self._pieces[key] = (row.row_hash, words_key(row.words))
        return found, SAME_ID if found is Settled.REFUSED else ""

    def _account(self, row: CustomerIn) -> tuple[Settled, str]:
        if fault := customer_fault(row):
            return Settled.REFUSED, fault
        domain, name = plain_domain(row.domain), normal_name(row.name)
        place = self._by_id.get(
            row.external_id, self._by_domain.get(domain, self._by_name.get(name, -1))
        )
        if place >= 0 and row.external_id not in ("", self._accounts[place][0]):
            place = -1
        before = self._accounts[place][1] if place >= 0 else ""
        found = settle_account(row, before)
        if found is Settled.NEW:
            self._remember(row, domain, name)
        return found, SAME_ACCOUNT if found is Settled.REFUSED else ""

    def _remember(self, row: CustomerIn, domain: str, name: str) -> None:
        place = len(self._accounts)
        self._accounts.append((row.external_id, row.row_hash))
        if row.external_id:
            self._by_id.setdefault(row.external_id, place)
        if domain:
            self._by_domain.setdefault(domain, place)
        self._by_name.setdefault(name, place)
