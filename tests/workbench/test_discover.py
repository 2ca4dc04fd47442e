"""Finding the needs in a file: what is read, told and written."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from leadline.foundation.errors import Invalid
from leadline.workbench.dates import days_of
from leadline.workbench.discover import (
    Columns,
    DiscoverSettings,
    Pieces,
    discover,
    read_pieces,
    write_discovery,
)

LOGIN = [
    "I cannot log in since the update", "Login fails with an error",
    "Signing in does not work any more", "Can't sign in on my phone",
    "The login page keeps spinning", "I am locked out and cannot log in",
]  # fmt: skip
DARK = [
    "Please add dark mode", "A dark theme would be easier on the eyes",
    "Night mode please", "We want a dark theme", "Dark colours for the evening",
    "Is there a dark mode?",
]  # fmt: skip
EXPORT = [
    "Export to Excel is missing", "CSV export of reports",
    "How do I export my report as a spreadsheet?", "We need the numbers in Excel",
    "Download the report as xlsx", "Exporting data to a spreadsheet fails",
]  # fmt: skip
SAID = [*LOGIN, *DARK, *EXPORT]
TRUTH = [0] * 6 + [1] * 6 + [2] * 6


def pieces(texts: list[str], **columns: object) -> Pieces:
    ids = [f"t{i}" for i in range(len(texts))]
    return Pieces(ids, texts, **columns)  # type: ignore[arg-type]


def partition(need_ids: list[str]) -> set[frozenset[int]]:
    return {
        frozenset(i for i, n in enumerate(need_ids) if n == need)
        for need in set(need_ids)
    }


EXPECTED = partition([str(t) for t in TRUTH])


@pytest.mark.parametrize("needs", [3, None])
def test_three_subjects_are_three_needs(needs: int | None) -> None:
    found = discover(pieces(SAID), DiscoverSettings(needs=needs))

    assert partition(found.need_ids) == EXPECTED
    assert [need.size for need in found.needs] == [6, 6, 6]
    assert [need.id for need in found.needs] == ["n01", "n02", "n03"]


def test_the_fast_encoder_finds_them_too() -> None:
    found = discover(pieces(SAID), DiscoverSettings(encoder="fast"))

    assert partition(found.need_ids) == EXPECTED


def test_rows_in_another_order_give_the_same_needs() -> None:
    order = [7, 3, 17, 0, 9, 12, 5, 1, 14, 8, 2, 16, 11, 4, 13, 6, 10, 15]

    one = discover(pieces(SAID))
    two = discover(pieces([SAID[i] for i in order]))

    assert [one.need_ids[i] for i in order] == two.need_ids
    assert [n.name for n in one.needs] == [n.name for n in two.needs]


def test_a_copy_counts_for_the_size_and_not_for_the_shape() -> None:
    found = discover(pieces([*SAID, "PLEASE add dark mode!!", DARK[0], DARK[0]]))

    assert partition(found.need_ids[:18]) == EXPECTED
    assert found.needs[0].size >= 8
    assert found.need_ids[-1] == found.need_ids[-2] == found.need_ids[6]


def test_rows_that_say_nothing_belong_to_no_need() -> None:
    found = discover(pieces([*SAID, "", "n/a", "👍", "<br>"]))

    assert found.need_ids[18:] == ["", "", "", ""]
    assert found.confidence[18:] == [0.0] * 4
    assert found.none == 4
    assert all(0 < sure <= 1 for sure in found.confidence[:18])


def test_pieces_set_aside_belong_to_no_need() -> None:
    away = "I am out of the office until Monday and will answer then."

    found = discover(pieces([*SAID, away, "Works again, thank you!"]))

    assert found.need_ids[18:] == ["", ""]


def test_quotes_and_names_are_the_customers_own_words() -> None:
    ends = ("\n\nKind regards\nRuth Falk", "\n\n> Did you restart?", "</p>")
    raw = [f"<p>Hi team,<br>{text}{ends[i % 3]}" for i, text in enumerate(SAID)]

    found = discover(pieces(raw))

    assert all(quote in SAID for need in found.needs for quote in need.quotes)
    assert not any("Ruth" in need.name or "Hi" in need.name for need in found.needs)
    assert not any("<p>" in need.name for need in found.needs)


def test_first_and_last_day_and_customers_are_told_where_known() -> None:
    days = [date(2026, 1, 1 + i) for i in range(18)]
    customers = ["Acme", "acme ", "", "Bolt", "Bolt", "Acme"] * 3

    found = discover(pieces(SAID, customers=customers, days=days))

    logs_in = next(n for n in found.needs if n.id == found.need_ids[0])
    assert (logs_in.first_seen, logs_in.last_seen) == ("2026-01-01", "2026-01-06")
    assert logs_in.customers == 2
    assert "customers" not in discover(pieces(SAID)).needs[0].as_json()


def test_nothing_said_and_too_many_needs_are_refused() -> None:
    with pytest.raises(Invalid, match="Name the column with the words"):
        discover(pieces(["", "-", "n/a"]))
    with pytest.raises(Invalid, match="ask for 1 to 18"):
        discover(pieces(SAID), DiscoverSettings(needs=19))


def test_progress_tells_each_step_to_its_end() -> None:
    told: dict[str, tuple[int, int]] = {}

    discover(pieces(SAID), progress=lambda s, d, t: told.update({s: (d, t)}))

    assert list(told) == ["Reading the words", "Grouping", "Naming"]
    assert all(done == total for done, total in told.values())


def test_the_files_are_the_contract(tmp_path: Path) -> None:
    found = discover(pieces([*SAID, "n/a"]))

    needs, assignments = write_discovery(found, tmp_path / "new" / "folder")

    written = json.loads(needs.read_text(encoding="utf-8"))
    assert list(written[0]) == [
        "id", "name", "keywords", "size", "quotes", "first_seen", "last_seen"
    ]  # fmt: skip
    with assignments.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["id", "need_id", "confidence"]
    assert [row["id"] for row in rows] == [f"t{i}" for i in range(19)]
    assert rows[-1] == {"id": "t18", "need_id": "", "confidence": "0.0000"}
    assert {row["need_id"] for row in rows[:-1]} == {need["id"] for need in written}


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(Invalid, match="Name another folder"):
        write_discovery(discover(pieces(SAID)), tmp_path / "taken")


def test_columns_are_found_by_name_in_any_table(tmp_path: Path) -> None:
    table = tmp_path / "feedback.csv"
    table.write_bytes(
        "Nr;Wörter;Firma;Am\n7;Zu langsam;Öl AG;03.02.2026\n".encode("cp1252")
    )

    read = read_pieces(table, Columns("wörter", id="Nr", customer="Firma", date="Am"))

    assert read == Pieces(["7"], ["Zu langsam"], ["Öl AG"], [date(2026, 2, 3)])


def test_json_lines_without_ids_get_the_number_of_the_row(tmp_path: Path) -> None:
    table = tmp_path / "feedback.jsonl"
    table.write_text('{"text": "Too slow"}\n\n{"text": "Too dear"}\n')

    assert read_pieces(table, Columns("text")).texts == ["Too slow", "Too dear"]


def test_a_missing_column_is_answered_with_those_there_are(tmp_path: Path) -> None:
    table = tmp_path / "feedback.csv"
    table.write_text("id,words\n1,Too slow\n")

    with pytest.raises(Invalid, match=r"no column 'text'. The file has: id, words"):
        read_pieces(table, Columns("text"))


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["2026-03-01", "2026-03-01T23:59:59Z"], [(2026, 3, 1), (2026, 3, 1)]),
        (["3/14/2026", "4/5/2026"], [(2026, 3, 14), (2026, 4, 5)]),
        (["14/3/2026", "4/5/2026"], [(2026, 3, 14), (2026, 5, 4)]),
        (["4.5.26", "4.5.2026 10:00"], [(2026, 5, 4), (2026, 5, 4)]),
        (["1 Mar 2026", "March 1, 2026 9:00 AM"], [(2026, 3, 1), (2026, 3, 1)]),
        (["Sun, 01 Mar 2026 10:00:00 +0000", "2026"], [(2026, 3, 1), None]),
        (["1772323200", "1772323200000"], [(2026, 3, 1), (2026, 3, 1)]),
        (["2026-03-01 at noon", "31/31/2026", "soon"], [(2026, 3, 1), None, None]),
    ],
)  # fmt: skip
def test_days_are_read_as_people_write_them(cells: list[str], days: list) -> None:
    assert days_of(cells) == [date(*day) if day else None for day in days]
