"""What a dry run says: as JSON for programs, and in words for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from leadline.evidence.types import CustomerIn, FeedbackIn
from leadline.importing.fields import FIELDS, LEAVE_OUT, OWN_FIELD
from leadline.importing.looking import SHOWN_NOTES, Looked
from leadline.importing.mapping import Match
from leadline.importing.reading import Reading
from leadline.importing.records import Record

SHOWN_LINES = 20


def as_json(reading: Reading, looked: Looked) -> dict[str, Any]:
    """Return everything a dry run found out, as plain values."""
    return reading_as_json(reading) | {
        "rows": looked.rows,
        "good": looked.good,
        "repeated": looked.counts["repeated"],
        "joined": looked.counts["joined"],
        "undated": looked.counts["without_date"],
        "refused": [{"row": n, "reason": reason} for n, reason in looked.refused],
        "notes": [{"row": n, "text": text} for n, text in notes_of(reading, looked)],
        "records": [record_as_json(record) for record in looked.records],
    }


def reading_as_json(reading: Reading) -> dict[str, Any]:
    """Return how a file is read, as plain values."""
    shape = reading.shape
    return {
        "kind": reading.kind,
        "shape": {
            "encoding": shape.encoding,
            "delimiter": "" if shape.format == "json" else shape.delimiter,
            "header_row": header_row(reading),
            "format": shape.format,
            "sheet": shape.sheet,
        },
        "dates": {
            "order": reading.dates.order,
            "sure": reading.dates.sure,
            "why": reading.dates.why,
        },
        "columns": [
            {"column": m.column, "field": m.field, "sure": m.sure, "why": m.why}
            for m in reading.matches
        ],
    }


def header_row(reading: Reading) -> int:
    """Return the row of the header as people count, 0 where there is none."""
    if reading.shape.format not in {"csv", "xlsx"}:
        return 0
    return reading.shape.header_at + 1


def notes_of(reading: Reading, looked: Looked) -> list[tuple[int, str]]:
    """Return what is to be told of the file (row 0) and of its rows."""
    notes = [(0, text) for text in getattr(reading.shape, "notes", ())]
    dates = reading.dates
    if not dates.sure:
        notes.append((0, f"The order of day and month is not sure: {dates.why}."))
    counts = looked.counts
    notes += [(0, text) for text in counted(counts)]
    notes += looked.notes
    if counts["mended"] > SHOWN_NOTES:
        notes.append((0, f"{counts['mended']} rows have notes; the first are shown."))
    return notes


COUNTED = {
    "without_date": ("One row has no date.", "{n:,} rows have no date."),
    "ours": (
        "One row holds our own words and is kept as ours.",
        "{n:,} rows hold our own words and are kept as ours.",
    ),
    "set_aside": (
        "One row is set aside: it asks for nothing.",
        "{n:,} rows are set aside: they ask for nothing.",
    ),
    "joined": (
        "One row names a further voter of a piece.",
        "{n:,} rows name further voters of a piece.",
    ),
    "repeated": (
        "One row repeats an earlier row and changes nothing.",
        "{n:,} rows repeat an earlier row and change nothing.",
    ),
}


def counted(counts: Mapping[str, int]) -> Iterator[str]:
    """Yield a sentence for each thing that was counted among the rows."""
    for name, (one, many) in COUNTED.items():
        if number := counts[name]:
            yield one if number == 1 else many.format(n=number)


def record_as_json(record: Record) -> dict[str, Any]:
    """Return a record as it would come in, by field."""
    if isinstance(record, CustomerIn):
        return _account(record)
    return _piece(record)


def _account(record: CustomerIn) -> dict[str, Any]:
    revenue = record.revenue_amount
    return {
        "row": record.row,
        "customer": record.name,
        "external_id": record.external_id,
        "customer_domain": record.domain,
        "revenue": None if revenue is None else float(revenue),
        "currency": record.revenue_currency,
        "segment": record.segment,
        "plan": record.plan,
        "since": record.since_date.isoformat() if record.since_date else None,
        "owner": record.owner,
        "country": record.country,
        "state": record.state,
        "own_fields": record.own_fields,
    }


def _piece(record: FeedbackIn) -> dict[str, Any]:
    names = (
        "row words original set_aside source_id author author_email noted_by "
        "customer_id customer_domain source product area kind language link votes "
        "rating rating_max nps source_status own_fields"
    ).split()
    found = {name: getattr(record, name) for name in names}
    people = {voter.email or voter.name for voter in record.voters}
    return found | {
        "said_at": record.said_at.isoformat() if record.said_at else None,
        "customer": record.customer_name,
        "side": record.side or "customer",
        "tags": list(record.tags),
        "votes": len(people) or None if record.votes is None else record.votes,
        "voters": [
            {"name": v.name, "email": v.email, "customer": v.customer_name}
            for v in record.voters
        ],
    }


def in_words(reading: Reading, looked: Looked) -> Iterator[str]:
    """Yield the lines that tell a person how a file is read and what would come in."""
    yield from how_it_is_read(reading)
    for number, reason in looked.refused[:SHOWN_LINES]:
        yield f"row {number}: {reason}"
    more = len(looked.refused) - SHOWN_LINES
    if more > 0:
        said = "One more row is" if more == 1 else f"{more} more rows are"
        yield f"{said} refused."
    yield from _told(notes_of(reading, looked))
    yield f"{looked.good} of {looked.rows} rows can come in. Nothing was written."


def how_it_is_read(reading: Reading) -> Iterator[str]:
    """Yield the lines that tell how a file is read and what its columns become."""
    shape = reading.shape
    parts = [shape.format.upper(), shape.encoding]
    parts += [f"sheet “{shape.sheet}”"] if shape.sheet else []
    row = header_row(reading)
    parts += [f"header in row {row}" if row else "no header"] * (
        shape.format in {"csv", "xlsx"}
    )
    yield f"Read as {reading.kind}: {', '.join(part for part in parts if part)}."
    width = max(len(match.column) for match in reading.matches)
    for match in reading.matches:
        yield f"  {match.column:<{min(width, 40)}}  {becomes(reading.kind, match)}"
    if reading.dates.order:
        yield f"Dates: {reading.dates.order}, {reading.dates.why}."


def becomes(kind: str, match: Match) -> str:
    """Return what a column becomes and how sure that is, in words."""
    labels = {field.key: field.label for field in FIELDS[kind]}
    labels |= {OWN_FIELD: "a field of its own", LEAVE_OUT: "left out"}
    doubt = "" if match.sure else ", not sure"
    why = match.why.removeprefix("left out: ")
    return f"{labels.get(match.field, match.field)}{doubt}" + (
        f" ({why})" if why else ""
    )


def _told(notes: list[tuple[int, str]]) -> Iterator[str]:
    for number, text in notes[:SHOWN_LINES]:
        yield f"row {number}: {text}" if number else text
    more = len(notes) - SHOWN_LINES
    if more > 0:
        said = "One more note is" if more == 1 else f"{more} more notes are"
        yield f"{said} in the JSON (--json)."


def counts_in_words(counts: dict[str, int]) -> str:
    """Return what came of the rows of an import, in one sentence."""
    names = (
        ("created", "new"),
        ("updated", "changed"),
        ("unchanged", "as before"),
        ("joined", "with a further voter"),
        ("refused", "refused"),
    )
    parts = [
        f"{counts.get(name, 0)} {word}"
        for name, word in names
        if name != "joined" or counts.get(name)
    ]
    return ", ".join(parts) + "."
