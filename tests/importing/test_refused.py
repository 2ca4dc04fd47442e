"""A refused row comes back whole, is mended, and comes in."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from leadline.evidence.models import Feedback
from leadline.evidence.queries import each_refusal
from leadline.foundation.text import plain_cell
from leadline.importing import run
from leadline.importing.refused import refused_header, refused_lines, source_name
from tests.conftest import Person
from tests.importing.test_run import NOW, Silent, bring, draft, table

HEADER = ["id", "text", "date", "company"]
ROWS = [
    ["1", "The crane is loud", "2026-03-05", "Quay"],
    ["2", "", "2026-03-06", "Dock"],
    ["3", "-5 degrees and the gate is stuck", "31/31/2026", "Pier, Ltd"],
    ["1", "Another under the same number", "2026-03-07", "Quay"],
]


@pytest.fixture(autouse=True)
def _uploads(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.django_db
def test_refused_rows_come_back_whole_and_come_in_when_mended(ana: Person) -> None:
    pk = draft(ana, table(ROWS, HEADER), "harbour.csv")
    run.run_import(actor=ana.actor, import_id=pk, now=NOW, progress=Silent())

    lines = list(refused_lines(HEADER, each_refusal(actor=ana.actor, import_id=pk)))

    assert [line[:5] for line in lines] == [
        ["2", "", "2026-03-06", "Dock", 2],
        ["3", "-5 degrees and the gate is stuck", "31/31/2026", "Pier, Ltd", 3],
        ["1", "Another under the same number", "2026-03-07", "Quay", 4],
    ]
    lines[0][1], lines[1][2], lines[2][0] = "The pier is wet", "30/03/2026", "4"
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(refused_header(HEADER))
    writer.writerows([plain_cell(cell) for cell in line] for line in lines)
    counts = bring(ana, out.getvalue().encode(), "harbour-refused.csv")

    assert (counts["created"], counts.get("refused", 0)) == (3, 0)
    mended = Feedback.objects.get(source_id="3")
    assert mended.words == "-5 degrees and the gate is stuck"
    assert (mended.source, mended.own_fields) == ("harbour", {})
    assert mended.customer is not None
    assert mended.customer.name == "Pier, Ltd"
    assert Feedback.objects.count() == 4


def test_rows_that_were_refused_before_they_were_kept_whole_have_no_cells() -> None:
    lines = list(refused_lines(["id", "text"], [(7, "No words.", [])]))

    assert lines == [["", "", 7, "No words."]]


def test_a_file_that_is_refused_again_has_our_two_columns_once() -> None:
    columns = refused_header(["id", "text"])

    assert refused_header(columns) == columns
    again = [(1, "Still none.", ["8", "", "7", "No words."])]
    assert list(refused_lines(columns, again)) == [["8", "", 1, "Still none."]]


@pytest.mark.parametrize(
    ("name", "source"),
    [("a.csv", "a"), ("a-refused.csv", "a"), ("a-refused-refused (2).csv", "a"),
     ("refused.csv", "refused")],
)  # fmt: skip
def test_a_mended_file_keeps_the_source_of_the_first(name: str, source: str) -> None:
    assert source_name(name) == source
