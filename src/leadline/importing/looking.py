"""What an import would do: every row read and settled, and none of them written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from leadline.evidence.types import CustomerIn, FeedbackIn, Settled, VoterIn
from leadline.importing.reading import ReadRow
from leadline.importing.records import Record
from leadline.importing.repeats import Repeats

SHOWN_RECORDS = 20
SHOWN_NOTES = 200


@dataclass(slots=True)
class Looked:
    """What came of every row: counts, refusals, notes, and the first records."""

    rows: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    refused: list[tuple[int, str]] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)

    @property
    def good(self) -> int:
        """How many pieces or accounts there would be."""
        return self.counts["good"]


class Look:
    """Takes the rows of a file one by one and says in the end what came of them."""

    def __init__(self) -> None:
        self.looked = Looked()
        self.repeats = Repeats()

    def take(self, row: ReadRow) -> str:
        """Settle one more row; return why it is refused, or nothing."""
        looked = self.looked
        looked.rows += 1
        if row.record is None:
            return self._refuse(row.number, row.message)
        settled, reason = self.repeats.settle(row.record)
        if settled is Settled.REFUSED:
            return self._refuse(row.number, reason)
        if row.note:
            looked.counts["mended"] += 1
            if len(looked.notes) < SHOWN_NOTES:
                looked.notes.append((row.number, row.note))
        if settled is Settled.NEW:
            looked.counts["good"] += 1
            self._count(row.record)
            if len(looked.records) < SHOWN_RECORDS:
                looked.records.append(row.record)
            return ""
        looked.counts[settled.value] += 1
        if settled is Settled.JOINED and isinstance(row.record, FeedbackIn):
            self._join(row.record)
        return ""

    def _refuse(self, number: int, reason: str) -> str:
        self.looked.counts["refused"] += 1
        self.looked.refused.append((number, reason))
        return reason

    def _count(self, record: Record) -> None:
        """Count what a person would want to know before the rows come in."""
        counts = self.looked.counts
        if isinstance(record, CustomerIn):
            counts["without_revenue"] += record.revenue_amount is None
            return
        names = record.customer_id or record.customer_name or record.customer_domain
        counts["without_customer"] += not (names or record.author_email)
        counts["without_date"] += record.said_at is None
        counts["ours"] += record.side == "ours"
        counts["set_aside"] += bool(record.set_aside)

    def _join(self, row: FeedbackIn) -> None:
        """Add a voter to the record that is shown already, if it is one."""
        for at, record in enumerate(self.looked.records):
            if not isinstance(record, FeedbackIn):
                continue
            same = (record.source, record.source_id) == (row.source, row.source_id)
            if same:
                known = {voter_key(voter) for voter in record.voters}
                fresh = [v for v in row.voters if voter_key(v) not in known]
                self.looked.records[at] = replace(
                    record, voters=(*record.voters, *fresh)
                )


def voter_key(voter: VoterIn) -> str:
    """Return what tells two voters of a piece apart."""
    return voter.email or voter.name.casefold()


def look_at(rows: Iterable[ReadRow]) -> Looked:
    """Read every row and return what would come in and what not."""
    look = Look()
    for row in rows:
        look.take(row)
    return look.looked
