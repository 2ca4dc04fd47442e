"""A file read without a workspace: form, columns, order of dates, rows as records.

Drafts, previews, runs and the command all read files through this module, so that
what one of them says is what the others do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from leadline.foundation import child
from leadline.foundation.errors import Invalid
from leadline.foundation.tables import Row, TableShape, read_table, sniff_table
from leadline.importing.dates import Dates, dates_of
from leadline.importing.fields import FIELDS, LEAVE_OUT, OWN_FIELD
from leadline.importing.making import record_maker
from leadline.importing.mapping import Match, guess_mapping
from leadline.importing.records import Record, RowOptions
from leadline.importing.scores import read_rating, scale_of
from leadline.importing.voters import with_voters

GUESS_ROWS = 300
# What a column is shows in the beginning of its cells, however long they are.
LOOKED_AT = 5_000
WEIGHTS = {"high": 3, "medium": 2, "low": 0, "": 0}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person said about a file; what they left open is found out.

    ``header_row`` counts from 1 as people do; 0 says that there is no header.
    """

    kind: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header_row: int | None = None
    day_first: bool | None = None
    mapping: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is read: its form, what its columns become, how its dates go."""

    path: Path
    shape: TableShape
    kind: str
    matches: tuple[Match, ...]
    dates: Dates
    rating_max: int

    @property
    def mapping(self) -> dict[str, str]:
        """The columns with what they become."""
        return {match.column: match.field for match in self.matches}


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the file as it would come in, or why it would not."""

    number: int
    record: Record | None
    message: str
    note: str
    cells: tuple[str, ...] = ()


def read_file(
    path: Path, asked: Asked | None = None, *, now: dt.datetime | None = None
) -> Reading:
    """Look at a file and find out how it is to be read.

    ``now`` is the moment of reading: an order of dates that lies beyond it is wrong.

    Raises ``Invalid`` with what to do when it cannot be read, or when what a person
    said of it does not hold.
    """
    return child.run(child.for_file(path), _read, path, asked or Asked(), now)


def _read(path: Path, asked: Asked, now: dt.datetime | None) -> Reading:
    shape = sniff_table(
        path,
        encoding=asked.encoding,
        delimiter=asked.delimiter,
        sheet=asked.sheet,
        header_row=asked.header_row,
    )
    sample = sample_of(path, shape)
    kind = asked.kind or guess_kind(shape, sample)
    matches = with_said(kind, guess_columns(kind, shape, sample), asked.mapping)
    mapping = {match.column: match.field for match in matches}
    return Reading(
        path=path,
        shape=shape,
        kind=kind,
        matches=tuple(matches),
        dates=dates_of(path, shape, kind, mapping, asked.day_first, now),
        rating_max=rating_scale(path, shape, mapping),
    )


def sample_of(path: Path, shape: TableShape) -> list[tuple[str, ...]]:
    """Return the cells of the first rows, from which columns are guessed."""
    table = (row.cells for row in read_table(path, shape) if not row.aside)
    rows = [
        tuple(cell[:LOOKED_AT] for cell in cells) for cells in islice(table, GUESS_ROWS)
    ]
    if not rows:
        raise Invalid("The file has a header but no rows.")
    return rows


def guess_columns(
    kind: str, shape: TableShape, sample: list[tuple[str, ...]]
) -> list[Match]:
    """Return what each column becomes, as far as name and cells tell."""
    matches = guess_mapping(kind=kind, columns=shape.columns, rows=sample)
    return with_voters(matches, sample) if kind == "feedback" else matches


def guess_kind(shape: TableShape, sample: list[tuple[str, ...]]) -> str:
    """Return the kind whose fields fit better; long words speak for feedback."""
    matches = {kind: guess_columns(kind, shape, sample) for kind in FIELDS}
    scores = {
        kind: sum(
            WEIGHTS[m.confidence] for m in found if m.field not in ("", OWN_FIELD)
        )
        for kind, found in matches.items()
    }
    sure = {
        kind: {m.field for m in found if m.confidence in ("high", "medium")}
        for kind, found in matches.items()
    }
    has_words = any(match.field == "words" for match in matches["feedback"])
    scores["feedback"] += 4 * has_words
    scores["customers"] += 3 * bool(
        sure["customers"] & {"revenue", "revenue_month", "plan"}
    )
    account = {"domain", "revenue", "revenue_month", "segment", "plan", "owner",
               "country"}  # fmt: skip
    is_account = "name" in sure["customers"] and len(sure["customers"] & account) > 1
    said = {"title", "author", "author_email", "rating", "nps", "votes"}
    if is_account and not sure["feedback"] & said:
        scores["customers"] += 8
    return max(scores, key=lambda kind: scores[kind])


def with_said(kind: str, matches: list[Match], said: dict[str, str]) -> list[Match]:
    """Return the matches with what a person said; a guess gives way to it.

    Raises ``Invalid`` for a column or a field that there is not.
    """
    if not said:
        return matches
    mapping = override_mapping(kind, {m.column: m.field for m in matches}, said)
    return [with_field(match, mapping[match.column], said) for match in matches]


def with_field(match: Match, become: str, said: dict[str, str]) -> Match:
    """Return a match with what its column becomes now, and who says so."""
    if match.column in said:
        why, confidence = "you said so", "high"
    elif become != match.field:
        why, confidence = "another column was chosen for this", "high"
    else:
        return match
    return Match(match.column, become, confidence, match.filled, match.sample, why)


def override_mapping(
    kind: str, mapping: dict[str, str], said: dict[str, str]
) -> dict[str, str]:
    """Return the mapping with what a person said; a guess gives way to it.

    Raises ``Invalid`` for a column or a field that there is not.
    """
    known = {field.key for field in FIELDS[kind]} | {LEAVE_OUT, OWN_FIELD}
    for column, become in said.items():
        if column not in mapping:
            raise Invalid(f"There is no column “{column}”: {', '.join(mapping)}.")
        if become not in known:
            names = ", ".join(field.key for field in FIELDS[kind])
            raise Invalid(f"There is no field “{become}”. There are: {names}.")
    many = {field.key for field in FIELDS[kind] if field.many} | {OWN_FIELD}
    taken = set(said.values()) - many
    kept = {
        c: LEAVE_OUT if become in taken else become for c, become in mapping.items()
    }
    return {**kept, **said}


def check_mapping(kind: str, mapping: dict[str, str]) -> None:
    """Raise ``Invalid`` when a needed field has no column or a field has too many."""
    used = [become for become in mapping.values() if become not in ("", OWN_FIELD)]
    for wanted in FIELDS[kind]:
        if wanted.is_needed and wanted.key not in used and "title" not in used:
            raise Invalid(f"Choose the column that holds “{wanted.label}”.")
        if used.count(wanted.key) > 1 and not (wanted.many or wanted.key == "reply"):
            raise Invalid(f"Two columns become “{wanted.label}”. Choose one of them.")


def rating_scale(path: Path, shape: TableShape, mapping: dict[str, str]) -> int:
    """Return the scale of a column of ratings: what its largest rating fits."""
    places = [p for p, c in enumerate(shape.columns) if mapping.get(c) == "rating"]
    if not places:
        return 5
    largest = 0.0
    for row in read_table(path, shape):
        cell = row.cells[places[0]][:LOOKED_AT]
        found = read_rating(cell) if cell else None
        if found and not found[1]:
            largest = max(largest, found[0])
    return scale_of(largest)


def row_options(
    reading: Reading, *, now: dt.datetime, zone: str, source: str, currency: str
) -> RowOptions:
    """Return how the rows of a reading become records."""
    return RowOptions(
        zone=ZoneInfo(zone),
        now=now,
        day_first=reading.dates.day_first,
        source=source,
        currency=currency,
        rating_max=reading.rating_max,
    )


def records_of(
    path: Path,
    shape: TableShape,
    *,
    kind: str,
    mapping: dict[str, str],
    options: RowOptions,
    skip: int = 0,
) -> Iterator[ReadRow]:
    """Yield every row behind ``skip``, made into a record or refused with a reason."""
    given = (path, shape, kind, mapping, options, skip)
    yield from child.stream(child.for_file(path), _made, *given)


def _made(
    path: Path,
    shape: TableShape,
    kind: str,
    mapping: dict[str, str],
    options: RowOptions,
    skip: int,
) -> Iterator[ReadRow]:
    make = record_maker(
        kind=kind, columns=shape.columns, mapping=mapping, options=options
    )
    for row in read_table(path, shape, skip=skip):
        if row.aside:
            yield ReadRow(row.number, None, row.aside, "", row.cells)
            continue
        try:
            record, notes = make(row)
        except ValueError as error:
            yield ReadRow(row.number, None, str(error), _note(row, []), row.cells)
        else:
            yield ReadRow(row.number, record, "", _note(row, notes), row.cells)


def _note(row: Row, notes: list[str]) -> str:
    if not notes:
        return row.note
    return " ".join([row.note, *notes] if row.note else notes)
