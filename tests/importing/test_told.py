"""What a dry run says: the records as they would come in, and how many lines of it."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from leadline.evidence.types import CustomerIn, FeedbackIn, VoterIn
from leadline.importing.looking import SHOWN_RECORDS, Looked, look_at
from leadline.importing.reading import read_file, records_of, row_options
from leadline.importing.report import (
    SHOWN_LINES,
    as_json,
    in_words,
    notes_of,
    record_as_json,
)
from tests.importing.test_run import NOW

INES, BO = VoterIn("Ines", "ines@pier.example"), VoterIn("Bo")


def piece(**fields: Any) -> dict[str, Any]:
    """What is told of a piece with these fields."""
    return record_as_json(FeedbackIn(row=1, words="The gate is stuck", **fields))


@pytest.mark.parametrize(("side", "told"), [("", "customer"), ("ours", "ours")])
def test_words_that_name_no_side_are_a_customers(side: str, told: str) -> None:
    assert piece(side=side)["side"] == told


@pytest.mark.parametrize(
    ("votes", "voters", "told"),
    [
        (None, (), None),
        (None, (INES,), 1),
        (None, (INES, BO, INES), 2),
        (0, (INES, BO), 0),
        (7, (INES,), 7),
    ],
)
def test_votes_are_those_that_the_file_counts_or_its_voters(
    votes: int | None, voters: tuple[VoterIn, ...], told: int | None
) -> None:
    found = piece(votes=votes, voters=voters)

    assert (found["votes"], len(found["voters"])) == (told, len(voters))


def test_days_are_told_as_days_and_none_as_none() -> None:
    said = datetime(2026, 3, 4, 10, 11, tzinfo=UTC)
    since = CustomerIn(row=1, name="Pier", since_date=said.date(), revenue_amount=None)

    assert piece(said_at=said)["said_at"] == "2026-03-04T10:11:00+00:00"
    assert piece()["said_at"] is None
    assert record_as_json(since)["since"] == "2026-03-04"
    assert record_as_json(since)["revenue"] is None


def told(tmp_path: Path, rows: list[list[str]]) -> tuple[dict[str, Any], list[str]]:
    """Look at a file; return what is told as values and in words."""
    path = tmp_path / "file.csv"
    with path.open("w", newline="") as out:
        csv.writer(out).writerows([["id", "text", "created"], *rows])
    reading = read_file(path)
    options = row_options(reading, now=NOW, zone="UTC", source="x", currency="")
    looked = look_at(
        records_of(
            path, reading.shape,
            kind="feedback", mapping=reading.mapping, options=options,
        )
    )  # fmt: skip
    return as_json(reading, looked), list(in_words(reading, looked))


def good(many: int) -> list[list[str]]:
    return [[f"A{n}", f"The pump on pier {n} drips", "2026-03-04"] for n in range(many)]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (0, []),
        (1, ["One more row is refused."]),
        (2, ["2 more rows are refused."]),
    ],
)
def test_so_many_refused_rows_are_told_and_the_rest_counted(
    tmp_path: Path, more: int, said: list[str]
) -> None:
    empty = [[f"B{n}", "", "2026-03-04"] for n in range(SHOWN_LINES + more)]

    values, lines = told(tmp_path, [*good(3), *empty])

    refused = [line for line in lines if line.startswith("row ")]
    assert len(refused) == SHOWN_LINES
    assert [line for line in lines if "more row" in line] == said
    assert len(values["refused"]) == SHOWN_LINES + more
    assert lines[-1] == (
        f"3 of {3 + SHOWN_LINES + more} rows can come in. Nothing was written."
    )


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (0, []),
        (1, ["One more note is in the JSON (--json)."]),
        (2, ["2 more notes are in the JSON (--json)."]),
    ],
)
def test_so_many_notes_are_told_and_the_rest_left_to_the_json(
    tmp_path: Path, more: int, said: list[str]
) -> None:
    path = tmp_path / "file.csv"
    path.write_text("id,text\n1,The gate is stuck\n")
    notes = [(n, f"Note {n}") for n in range(1, SHOWN_LINES + more)]
    reading = read_file(path)
    looked = Looked(rows=1, notes=[(0, "Of the file"), *notes])

    lines = list(in_words(reading, looked))

    assert len(notes_of(reading, looked)) == SHOWN_LINES + more
    assert lines[-3 if said else -2].startswith(f"row {SHOWN_LINES - 1}: Note")
    assert [line for line in lines if "(--json)" in line] == said


@pytest.mark.parametrize("many", [SHOWN_RECORDS, SHOWN_RECORDS + 1])
def test_the_first_records_are_shown(tmp_path: Path, many: int) -> None:
    values, _ = told(tmp_path, good(many))

    assert (values["good"], len(values["records"])) == (many, SHOWN_RECORDS)
