"""The main job, end to end, in the browser, on Leadline as people run it.

Customers and four files of reviews come in, the needs behind them are found, one
becomes a bet, the plan is optimised and committed, and its line is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.reviews import write_files
from tests.browser.served import Site, serve

SLOW = 240_000


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with serve(tmp_path / "data") as found:
        yield found


def press(target: Locator) -> None:
    """Use a control as the keyboard does."""
    target.focus()
    target.press("Enter")


def tap(target: Locator) -> None:
    """Use a control as the mouse does."""
    target.click()


@pytest.mark.parametrize("use", [tap, press], ids=["by mouse", "by keyboard"])
def test_from_four_files_to_the_line_of_a_committed_plan(
    chromium: Browser, site: Site, tmp_path: Path, use: Callable[[Locator], None]
) -> None:
    page = chromium.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    page.set_default_timeout(20_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    customers, files, total = write_files(tmp_path)

    sign_in(page, site, use)
    page.get_by_label("Count in").select_option("EUR")
    use(page.get_by_role("button", name="Save"))
    bring(page, customers, use)
    for file in files:
        bring(page, file, use)
    statement = group(page, use)
    bet_on_it(page, use)
    name_a_team(page, use)
    plan_it(page, use)
    read_the_line(page, use, statement, total)

    assert errors == []


def sign_in(page: Page, site: Site, use: Callable[[Locator], None]) -> None:
    page.goto(site.link)
    use(page.get_by_role("button", name=re.compile("sign in", re.I)))
    expect(page.locator("h1")).to_contain_text("Nothing is on record yet")


def bring(page: Page, file: Path, use: Callable[[Locator], None]) -> None:
    """Import one file: choose, check what was read, write."""
    use(page.get_by_role("navigation").get_by_role("link", name="Customers").first)
    use(page.get_by_role("navigation").get_by_role("link", name="Imports").first)
    page.get_by_label("File", exact=False).first.set_input_files(file)
    use(page.get_by_role("button", name="Look at the file"))
    use(page.get_by_role("button", name=re.compile(r"^Import [\d,]+ ")))
    expect(page.locator("h1")).to_contain_text("are new", timeout=SLOW)


def group(page: Page, use: Callable[[Locator], None]) -> str:
    """Wait for the needs, and open the one that most customers have, then its page."""
    done = page.get_by_role("region", name="What came in is being put into needs")
    expect(done).to_have_count(0, timeout=SLOW)
    use(page.get_by_role("link", name="See the needs behind it"))
    first = page.locator("#needs tbody tr").first.get_by_role("link")
    statement = first.inner_text()
    use(first)
    expect(page.locator("#peek-title")).to_contain_text(statement)
    use(page.get_by_role("link", name="Open page"))
    expect(page.locator("h1")).to_contain_text(statement)
    return statement


def bet_on_it(page: Page, use: Callable[[Locator], None]) -> None:
    """Make a bet from the need in one step, and say what it may bring."""
    use(page.get_by_role("button", name=re.compile("make a bet", re.I)))
    expect(page.locator("h1")).to_contain_text("Say what it takes")
    expect(page.get_by_label("The bet, in one line")).not_to_be_empty()


def name_a_team(page: Page, use: Callable[[Locator], None]) -> None:
    """Name a team, give it weeks, and say what the bet takes of it."""
    bet = page.url
    use(page.get_by_role("navigation").get_by_role("link", name="Plan").first)
    use(page.get_by_role("link", name=re.compile("teams", re.I)).first)
    page.get_by_role("textbox", name="Name", exact=True).fill("Web")
    use(page.get_by_role("button", name="Add the team"))
    expect(page.locator(".grid-form tbody input").first).to_be_visible()
    for cell in page.locator(".grid-form tbody input").all():
        cell.fill("40")
    use(page.get_by_role("button", name="Save", exact=True))
    expect(page.get_by_text("Plans made before keep theirs")).to_be_visible()
    page.goto(bet)
    page.get_by_label("Growth").fill("50000..90000..140000")
    page.get_by_label("Web").fill("4..6..9")
    use(page.get_by_role("button", name="Save", exact=True))
    expect(page.locator("#main")).to_contain_text("6")


def plan_it(page: Page, use: Callable[[Locator], None]) -> None:
    """Let Leadline find the best plan, and commit it."""
    use(page.get_by_role("navigation").get_by_role("link", name="Plan").first)
    use(page.get_by_role("link", name=re.compile("find the best plan", re.I)).first)
    page.get_by_label("Name of the plan").fill("Next quarters")
    page.get_by_label("Why you plan").fill("The year begins")
    use(page.get_by_role("button", name="Find the best plan"))
    expect(page.locator("h1")).to_contain_text("Next quarters", timeout=SLOW)
    expect(page.locator("#main")).to_contain_text("nothing had to be chosen")
    page.get_by_label("Why", exact=True).first.fill("Agreed with the teams")
    use(page.get_by_role("button", name=re.compile("commit", re.I)))
    expect(page.locator("#main")).to_contain_text("Committed")


def read_the_line(
    page: Page, use: Callable[[Locator], None], statement: str, total: int
) -> None:
    """See the line of the plan, and that every review is in the record."""
    use(page.get_by_role("link", name="Its line"))
    line = page.locator(".sounding")
    expect(line).to_contain_text(statement)
    expect(line).to_contain_text("Next quarters")
    use(page.get_by_role("navigation").get_by_role("link", name="Customers").first)
    page.wait_for_url("**/evidence/**")
    page.goto(page.url.split("?")[0] + "?state=all")
    expect(page.locator("#main")).to_contain_text(f"{total:,}")
