from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from leadline.evidence.actions import undo_import
from leadline.evidence.models import Customer, Feedback, Import
from leadline.evidence.types import ImportState
from leadline.foundation.errors import Invalid, NotAllowed, NotFound
from leadline.foundation.jobs import Cancelled
from leadline.importing import checking, drafts, preview, run
from leadline.importing.looking import look_at
from tests.conftest import Person

NOW = datetime(2026, 11, 1, tzinfo=UTC)
HEADER = ["id", "text", "date", "author", "email", "company", "channel"]


class Silent:
    """Progress nobody looks at; stops the work after ``stop_after`` steps."""

    def __init__(self, stop_after: int = 10**9) -> None:
        self.left = stop_after
        self.started_at = NOW

    def step(self, done: int, total: int, message: str = "") -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.fixture(autouse=True)
def _uploads(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path


def table(rows: list[list[str]], header: list[str] = HEADER) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return out.getvalue().encode()


def pieces(n: int, words: str = "Export stops at row") -> list[list[str]]:
    return [
        [f"T{i}", f"{words} {i}", "2026-03-05 10:00", "Kim", f"kim@firm{i % 7}.io",
         f"Firm {i % 7}", "support"]
        for i in range(n)
    ]  # fmt: skip


def draft(person: Person, content: bytes, name: str = "tickets.csv") -> int:
    path = drafts.keep_upload(actor=person.actor, file_name=name, chunks=[content])
    return drafts.start_draft(actor=person.actor, path=path, file_name=name)


def bring(person: Person, content: bytes, name: str = "tickets.csv") -> dict[str, int]:
    pk = draft(person, content, name)
    return run.run_import(actor=person.actor, import_id=pk, now=NOW, progress=Silent())


def outcome(counts: dict[str, int]) -> tuple[int, ...]:
    names = ("created", "updated", "unchanged", "refused")
    return tuple(counts.get(name, 0) for name in names)


@pytest.mark.django_db
def test_a_file_comes_in_with_its_dates_authors_and_customers(ana: Person) -> None:
    assert outcome(bring(ana, table(pieces(9)))) == (9, 0, 0, 0)

    piece = Feedback.objects.get(source_id="T8")
    assert (piece.words, piece.author, piece.source) == (
        "Export stops at row 8", "Kim", "support",
    )  # fmt: skip
    assert piece.said_at == datetime(2026, 3, 5, 10, tzinfo=UTC)
    assert piece.customer is not None
    assert piece.customer.name == "Firm 1"
    assert Customer.objects.count() == 7


@pytest.mark.django_db
def test_the_same_file_again_changes_nothing_and_a_changed_row_updates(
    ana: Person,
) -> None:
    rows = pieces(6)
    bring(ana, table(rows))

    assert outcome(bring(ana, table(rows))) == (0, 0, 6, 0)
    rows[2][1] = "Export now stops at once"
    assert outcome(bring(ana, table(rows))) == (0, 1, 5, 0)
    assert Feedback.objects.get(source_id="T2").words == "Export now stops at once"


@pytest.mark.django_db
def test_rows_that_cannot_come_in_are_refused_with_the_reason(ana: Person) -> None:
    rows = [*pieces(3), ["T9", "", "2026-01-01", "", "", "", ""],
            ["T10", "Fine words here", "31/31/2026", "", "", "", ""]]  # fmt: skip
    pk = draft(ana, table(rows))

    seen = list(preview.read_rows(actor=ana.actor, import_id=pk, now=NOW))
    dry = checking.look_at_draft(
        actor=ana.actor, import_id=pk, now=NOW, progress=Silent()
    )
    counts = run.run_import(actor=ana.actor, import_id=pk, now=NOW, progress=Silent())

    assert [row.record is None for row in seen] == [False] * 3 + [True] * 2
    assert (dry["good"], dry["refused_count"]) == (3, 2)
    assert outcome(counts) == (3, 0, 0, 2)
    assert "Nothing was said" in seen[3].message
    assert "no date" in seen[4].message


@pytest.mark.django_db
def test_an_import_that_was_stopped_goes_on_where_it_was(ana: Person) -> None:
    pk = draft(ana, table(pieces(1800)))
    with pytest.raises(Cancelled):
        run.run_import(
            actor=ana.actor, import_id=pk, now=NOW, progress=Silent(stop_after=1)
        )
    half = Feedback.objects.count()
    assert Import.objects.get(pk=pk).state == ImportState.FAILED

    run.run_import(actor=ana.actor, import_id=pk, now=NOW, progress=Silent())

    assert (0 < half < 1800, Feedback.objects.count()) == (True, 1800)
    assert Import.objects.get(pk=pk).counts["created"] == 1800


@pytest.mark.django_db
def test_undo_takes_back_what_came_in(ana: Person) -> None:
    pk = draft(ana, table(pieces(5)))
    run.run_import(actor=ana.actor, import_id=pk, now=NOW, progress=Silent())

    undo_import(actor=ana.actor, import_id=pk, now=NOW)

    assert (Feedback.objects.count(), Customer.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_customers_come_in_with_revenue_and_own_fields(ana: Person) -> None:
    header = ["Company name", "Domain", "ARR", "Segment", "Owner", "Seats"]
    rows = [
        ["Acme GmbH", "acme.io", "€120.000", "Mid", "Eve", "40"],
        ["Bolt", "bolt.dev", "9,500 USD", "Small", "Eve", "4"],
        ["Core", "core.dev", "", "Small", "Eve", "2"],
    ]

    assert outcome(bring(ana, table(rows, header), "accounts.csv")) == (3, 0, 0, 0)
    acme = Customer.objects.get(name="Acme GmbH")
    assert (acme.revenue_amount, acme.revenue_currency) == (120_000, "EUR")
    assert acme.own_fields == {"Seats": "40"}
    assert Customer.objects.get(name="Bolt").revenue_currency == "USD"


@pytest.mark.django_db
def test_the_name_of_a_column_says_the_currency_and_kr_says_none(ana: Person) -> None:
    rows = [["Acme", "12.000"], ["Bolt", "CHF 9'500"], ["Søn", "kr 95.000"]]

    assert outcome(bring(ana, table(rows, ["Name", "ARR (USD)"]), "a.csv")) == (
        2,
        0,
        0,
        1,
    )
    assert dict(Customer.objects.values_list("name", "revenue_currency")) == {
        "Acme": "USD", "Bolt": "CHF",
    }  # fmt: skip
    outcome(bring(ana, table(rows, ["Name", "ARR (DKK)"]), "b.csv"))
    assert Customer.objects.get(name="Søn").revenue_currency == "DKK"


@pytest.mark.django_db
def test_a_file_over_the_limit_or_without_rows_leaves_nothing_behind(
    ana: Person, settings: object, tmp_path: Path
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 10
    with pytest.raises(Invalid, match="over"):
        draft(ana, table(pieces(2)))
    settings.UPLOAD_LIMIT_BYTES = 10**6
    with pytest.raises(Invalid, match="no rows"):
        draft(ana, table([]))

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.django_db
def test_importing_is_closed_to_a_reader_and_invisible_to_a_stranger(
    ana: Person, ben: Person, cleo: Person
) -> None:
    pk = draft(ana, table(pieces(2)))

    with pytest.raises(NotAllowed):
        draft(ben, table(pieces(2)))
    with pytest.raises(NotAllowed):
        run.run_import(actor=ben.actor, import_id=pk, now=NOW, progress=Silent())
    with pytest.raises(NotFound):
        list(preview.read_rows(actor=cleo.actor, import_id=pk, now=NOW))


def test_a_path_outside_the_data_folder_is_refused() -> None:
    with pytest.raises(Invalid, match="outside"):
        drafts.file_of("../../etc/passwd")


@pytest.mark.django_db
def test_another_column_of_dates_is_judged_by_its_own_order(ana: Person) -> None:
    header = ["text", "created", "closed"]
    rows = [["The crane is loud", "25/03/2026", "03/26/2026"],
            ["The pier is wet", "04/03/2026", "03/05/2026"]]  # fmt: skip
    pk = draft(ana, table(rows, header))
    before = Import.objects.get(pk=pk)
    assert before.options["day_first"] is True

    checking.map_draft(
        actor=ana.actor,
        import_id=pk,
        mapping={"text": "words", "created": "own", "closed": "said_at"},
        options=before.options,
        day_first=None,
    )

    options = Import.objects.get(pk=pk).options
    assert (options["day_first"], options["dates"]["column"]) == (False, "closed")
    run.run_import(actor=ana.actor, import_id=pk, now=NOW, progress=Silent())
    days = sorted(Feedback.objects.values_list("said_at__day", flat=True))
    assert days == [5, 26]


@pytest.mark.django_db
def test_ratings_are_of_the_scale_that_the_largest_fits(ana: Person) -> None:
    rows = [[f"The crane is loud {n}", str(n % 5)] for n in range(400)]

    bring(ana, table([*rows, ["The pier is fine", "9"]], ["text", "rating"]))

    assert set(Feedback.objects.values_list("rating_max", flat=True)) == {10}


@pytest.mark.django_db
def test_the_dry_run_settles_every_row_as_the_run_does(ana: Person) -> None:
    header = ["Idea ID", "Title", "Description", "Votes", "Voter email", "Company"]
    rows = [
        ["1", "Night tide", "Show the tide at night", "2", "bo@dock.example", "N/A"],
        ["1", "Night tide", "Show the tide at night", "2", "cy@pier.example", "Pier"],
        ["2", "Dim map", "Let me dim the map", "1", "bo@dock.example", "-"],
        ["2", "Another", "Something else entirely", "1", "di@quay.example", ""],
        ["1.2E+17", "Lamp", "A lamp for the gate", "0", "", ""],
        ["1.2E+17", "Rope", "A rope for the gate", "0", "", ""],
        ["3", "", "", "5", "bo@dock.example", ""],
        ["4", "Bell", "Ring a bell at noon", "2", "bo@dock.example", ""],
        ["4", "Bell", "Ring a bell at noon", "2", "BO@dock.example", ""],
    ]
    pk = draft(ana, table(rows, header), "ideas.csv")

    dry = look_at(preview.read_rows(actor=ana.actor, import_id=pk, now=NOW)).counts
    counts = run.run_import(actor=ana.actor, import_id=pk, now=NOW, progress=Silent())

    assert (dry["good"], dry["joined"], dry["refused"]) == (5, 2, 2)
    assert (counts["created"], counts["joined"], counts["refused"]) == (5, 2, 2)
    assert Feedback.objects.count() == 5
    assert {name for name in Customer.objects.values_list("name", flat=True)} == {
        "Pier"
    }
