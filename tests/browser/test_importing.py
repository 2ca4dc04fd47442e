"""The check before an import: what was read wrong is put right by hand."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from leadline.evidence.models import Feedback
from leadline.importing.jobs import run_import
from tests.browser.conftest import Browsing, faults
from tests.conftest import Person
from tests.importing.test_run import Silent

ROWS = [
    ["1", "05/02/2026", "Jolanta", "Zażółć w raporcie drukuje się jako krzaki"],
    ["2", "06/02/2026", "Piotr", "Grafik gaśnie, gdy dwie osoby klikają naraz"],
    ["3", "wczoraj", "Ewa", "Eksport godzin zaokrągla przerwy w górę"],
    ["4", "07/03/2026", "Marek", "Nie widać dyżuru bez zasięgu w piwnicy"],
]


@pytest.fixture(autouse=True)
def _uploads(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def polish_file(folder: Path) -> Path:
    """Two lines above the header, semicolons, the letters of Central Europe."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerows([["numer", "kiedy", "kto", "co"], *ROWS])
    file = folder / "zgloszenia.csv"
    file.write_bytes(out.getvalue().encode("cp1250"))
    return file


def bring(page: Page, file: Path) -> None:
    page.get_by_label("File", exact=False).first.set_input_files(file)
    page.get_by_role("button", name="Look at the file").click()


def words_of(page: Page) -> Locator:
    return page.get_by_role("region", name="Their own words")


def choose(page: Page, field: Locator, **option: str) -> None:
    """Choose, and wait until the page that read the file again stands there."""
    before = page.locator("#check").element_handle()
    field.select_option(**option)
    page.wait_for_function("part => !part.isConnected", arg=before)


def become(page: Page, **fields: str) -> None:
    """Say what columns become; the page reads the file again after each."""
    for column, label in fields.items():
        choice = page.get_by_label(f"{column} becomes")
        chosen = choice.locator("option:checked").inner_text()
        if chosen != label:
            choose(page, choice, label=label)


@pytest.mark.parametrize(
    ("size", "theme"), [("desk", "light"), ("phone", "dark")], ids=["desk", "phone"]
)
def test_encoding_header_and_order_of_dates_are_put_right_by_hand(
    ana: Person, browsing: Browsing, tmp_path: Path, size: str, theme: str
) -> None:
    page = browsing.open(
        ana, f"/w/{ana.actor.workspace_id}/import/", size=size, theme=theme
    )
    bring(page, polish_file(tmp_path))
    expect(page.get_by_role("heading", level=1)).to_contain_text("row")
    become(page, numer="Its number in the source", kiedy="When it was said")
    become(page, kto="Who said it", co="What was said")

    choose(page, page.get_by_label("Encoding"), value="cp1252")
    expect(words_of(page)).not_to_contain_text("Zażółć")
    choose(page, page.get_by_label("Encoding"), value="cp1250")
    become(page, numer="Its number in the source", kiedy="When it was said")
    become(page, kto="Who said it", co="What was said")
    expect(words_of(page)).to_contain_text("Zażółć w raporcie")

    choose(page, page.get_by_label("Header row"), value="0")
    expect(page.get_by_label("Column 1 becomes")).to_be_visible()
    choose(page, page.get_by_label("Header row"), value="1")
    become(page, numer="Its number in the source", kiedy="When it was said")
    become(page, kto="Who said it", co="What was said")

    ask = page.get_by_role("group", name="Which comes first in “kiedy”")
    expect(ask).to_contain_text("Thu 5 February 2026")
    expect(ask.get_by_role("radio", checked=True)).to_have_count(0)
    assert faults(page) == []
    ask.get_by_label("Day first").check()
    expect(ask).to_have_count(0)
    expect(words_of(page)).to_contain_text("5 Feb 2026")
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 of 4 rows come in")
    expect(page.get_by_role("region", name="Row 3, whole")).to_contain_text("wczoraj")
    assert faults(page) == []


def test_refused_rows_are_mended_and_brought_again(
    ana: Person, browsing: Browsing, tmp_path: Path
) -> None:
    home = f"/w/{ana.actor.workspace_id}/import/"
    page = browsing.open(ana, home)
    out = io.StringIO()
    writer = csv.writer(out)
    header = ["Ticket id", "Created", "Requester", "Description"]
    rows = [["1", "2026-02-05", "Kim", "The rota prints without the night shift"],
            ["2", "yesterday", "Lee", "High water was forty minutes off"]]  # fmt: skip
    writer.writerows([header, *rows])
    file = tmp_path / "tickets.csv"
    file.write_text(out.getvalue())
    bring(page, file)
    with page.expect_download() as kept:
        page.get_by_role("link", name="Export the 1 row").click()
    page.get_by_role("button", name="Import 1 piece").click()
    expect(page.get_by_text("is coming in")).to_be_visible()
    first = int(page.url.rstrip("/").rsplit("/", 1)[1])
    run_import(actor=ana.actor, progress=Silent(), import_id=first)
    page.goto(browsing.address + home + f"{first}/")

    mended = tmp_path / "mended.csv"
    text = Path(kept.value.path()).read_text(encoding="utf-8-sig")
    mended.write_text(text.replace("yesterday", "2026-02-06"))
    page.get_by_label("Mended rows").set_input_files(mended)
    page.get_by_role("button", name="Bring mended rows").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 of 1 row comes in")
    page.get_by_role("button", name="Import 1 piece").click()
    expect(page.get_by_text("is coming in")).to_be_visible()
    second = int(page.url.rstrip("/").rsplit("/", 1)[1])
    run_import(actor=ana.actor, progress=Silent(), import_id=second)

    said = Feedback.objects.order_by("source_id").values_list("source_id", "author")
    assert list(said) == [("1", "Kim"), ("2", "Lee")]
