"""Which rows of a file are on record already, and whom the others come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.evidence.models import Feedback
from leadline.evidence.queries.finding import CustomerFinder
from leadline.evidence.types import CustomerIn, FeedbackIn, Known
from leadline.foundation.text import normal_name, plain_domain

AT_ONCE = 400


def known_of(
    *, actor: Actor, lot: Sequence[FeedbackIn | CustomerIn]
) -> list[tuple[Known, object, str]]:
    """Return for each row what is on record of it, its customer and that one's name."""
    actor.require("read")
    pieces = [row for row in lot if isinstance(row, FeedbackIn)]
    there = _there(actor, pieces)
    finder = CustomerFinder(
        actor,
        external_ids=[_id(row) for row in lot],
        addresses=[row.author_email for row in pieces],
        domains=[_domain(row) for row in lot],
        names=[_name(row) for row in lot],
    )
    return [_known(row, there, finder) for row in lot]


def _known(
    row: FeedbackIn | CustomerIn, there: set[object], finder: CustomerFinder
) -> tuple[Known, object, str]:
    address = row.author_email if isinstance(row, FeedbackIn) else ""
    found = finder.find(
        external_id=_id(row), address=address, domain=_domain(row), name=_name(row)
    )
    if isinstance(row, CustomerIn):
        here = (Known.ACCOUNT, found.pk, found.name) if found else None
        return here or (Known.NOBODY, None, "")
    if ((row.source, row.source_id) if row.source_id else row.fingerprint) in there:
        return Known.PIECE, None, found.name if found else ""
    if found:
        return Known.CUSTOMER, found.pk, found.name
    if row.customer_id or row.customer_name or row.customer_domain:
        key = normal_name(row.customer_name) or plain_domain(row.customer_domain)
        return Known.NEW_CUSTOMER, row.customer_id or key, ""
    return Known.NOBODY, None, ""


def _there(actor: Actor, pieces: Sequence[FeedbackIn]) -> set[object]:
    """Return the ids, by source, and the fingerprints that are on record."""
    table = rows(Feedback, actor)
    found: set[object] = set()
    by_source: dict[str, list[str]] = defaultdict(list)
    for row in pieces:
        if row.source_id:
            by_source[row.source].append(row.source_id)
    for source, ids in by_source.items():
        for start in range(0, len(ids), AT_ONCE):
            part = table.filter(
                source=source, source_id__in=ids[start : start + AT_ONCE]
            )
            found.update(part.values_list("source", "source_id"))
    prints = [row.fingerprint for row in pieces if not row.source_id]
    for start in range(0, len(prints), AT_ONCE):
        lot = prints[start : start + AT_ONCE]
        same = table.filter(fingerprint__in=lot, source_id="")
        found.update(same.values_list("fingerprint", flat=True))
    return found


def _id(row: FeedbackIn | CustomerIn) -> str:
    return row.customer_id if isinstance(row, FeedbackIn) else row.external_id


def _domain(row: FeedbackIn | CustomerIn) -> str:
    return row.customer_domain if isinstance(row, FeedbackIn) else row.domain


def _name(row: FeedbackIn | CustomerIn) -> str:
    return row.customer_name if isinstance(row, FeedbackIn) else row.name
