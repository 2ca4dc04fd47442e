"""A calendar is brought in, a series corrected, and the share moves."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Browsing, faults
from tests.conftest import Person
from tests.contracts.areas.attention import week_now


def tap(target: Locator) -> None:
    target.click()


def press(target: Locator) -> None:
    target.focus()
    target.press("Enter")


@pytest.mark.parametrize(
    ("use", "size", "theme"),
    [(tap, "desk", "light"), (press, "phone", "dark")],
    ids=["by mouse", "by keyboard"],
)
def test_a_series_is_corrected_and_the_share_moves(
    ana: Person, browsing: Browsing, tmp_path: Path, use, size: str, theme: str
) -> None:
    file = tmp_path / "mine.ics"
    file.write_bytes(week_now())
    home = f"/w/{ana.actor.workspace_id}/attention/"
    page = browsing.open(ana, home, size=size, theme=theme)
    use(page.get_by_role("link", name="Choose a file"))
    page.get_by_label("Calendar file").set_input_files(file)
    use(page.get_by_role("button", name="Bring it in"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("5 h of your 6 h")
    assert faults(page) == []

    entry = page.get_by_role("listitem").filter(has_text="Customer interview").first
    use(entry.locator("summary"))
    entry.get_by_role("combobox").select_option("focus")
    use(entry.get_by_role("button", name="Save", exact=True))
    expect(page.get_by_role("heading", level=1)).to_contain_text("0 h of your 6 h")

    use(page.locator("summary", has_text="Your target"))
    page.get_by_label("Hours a week with").fill("4")
    use(page.get_by_role("button", name="Save", exact=True).last)
    expect(page.get_by_role("heading", level=1)).to_contain_text("0 h of your 4 h")
