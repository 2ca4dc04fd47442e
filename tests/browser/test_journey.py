"""The main job, end to end, in the browser, on Leadline as people run it.

Customers and files of reviews come in, the needs behind them are found, one becomes a
bet, the plan is optimised and committed, its line is read, and it is shared. With one
file that is a first hour, and what a person does in it is counted.
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
FIRST_HOUR, BRINGS = 40, 4


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with serve(tmp_path / "data") as found:
        yield found


class Hands:
    """Use controls by mouse or keyboard, and count what a person does."""

    def __init__(self, way: Callable[[Locator], None]) -> None:
        """Begin with nothing done."""
        self.way, self.done = way, 0

    def __call__(self, target: Locator) -> None:
        """Use a control."""
        self.done += 1
        self.way(target)

    def write(self, field: Locator, words: str) -> None:
        """Fill in a field."""
        self.done += 1
        field.fill(words)

    def go(self, page: Page, address: str) -> None:
        """Go back to a page that was open before."""
        self.done += 1
        page.goto(address)


def press(target: Locator) -> None:
    """Use a control as the keyboard does."""
    target.focus()
    target.press("Enter")


def tap(target: Locator) -> None:
    """Use a control as the mouse does."""
    target.click()


@pytest.mark.parametrize(
    ("way", "most"), [(tap, 4), (press, 1)], ids=["by mouse", "by keyboard"]
)
def test_from_files_to_the_line_of_a_committed_plan_that_is_shared(
    chromium: Browser,
    site: Site,
    tmp_path: Path,
    way: Callable[[Locator], None],
    most: int,
) -> None:
    use = Hands(way)
    page = chromium.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    page.set_default_timeout(20_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    customers, files, total = write_files(tmp_path, most)

    sign_in(page, site, use)
    page.get_by_label("Count in").select_option("EUR")
    use.done += 1
    use(page.get_by_role("button", name="Save"))
    bring(page, customers, use)
    for file in files:
        bring(page, file, use)
    statement = group(page, use)
    bet_on_it(page, use)
    name_a_team(page, use)
    plan_it(page, use)
    share(page, use)
    assert use.done <= FIRST_HOUR + BRINGS * (most - 1)
    read_the_line(page, use, statement, total)

    assert errors == []


def sign_in(page: Page, site: Site, use: Hands) -> None:
    page.goto(site.link)
    use(page.get_by_role("button", name=re.compile("sign in", re.I)))
    expect(page.locator("h1")).to_contain_text("Nothing is on record yet")


def bring(page: Page, file: Path, use: Hands) -> None:
    """Import one file: choose, check what was read, write."""
    use(page.get_by_role("link", name=re.compile("^Import( a file)?$")).first)
    page.get_by_label("File", exact=False).first.set_input_files(file)
    use.done += 1
    use(page.get_by_role("button", name="Look at the file"))
    use(page.get_by_role("button", name=re.compile(r"^Import [\d,]+ ")))
    expect(page.locator("h1")).to_contain_text("are new", timeout=SLOW)


def group(page: Page, use: Hands) -> str:
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


def bet_on_it(page: Page, use: Hands) -> None:
    """Make a bet from the need in one step, and say what it may bring."""
    use(page.get_by_role("button", name=re.compile("make a bet", re.I)))
    expect(page.locator("h1")).to_contain_text("Say what it takes")
    expect(page.get_by_label("The bet, in one line")).not_to_be_empty()


def name_a_team(page: Page, use: Hands) -> None:
    """Name a team, give it weeks, and say what the bet takes of it."""
    bet = page.url
    use(page.get_by_role("navigation").get_by_role("link", name="Plan").first)
    use(page.get_by_role("link", name=re.compile("teams", re.I)).first)
    use.write(page.get_by_role("textbox", name="Name", exact=True), "Web")
    use(page.get_by_role("button", name="Add the team"))
    expect(page.locator(".grid-form tbody input").first).to_be_visible()
    for cell in page.locator(".grid-form tbody input").all():
        use.write(cell, "40")
    use(page.get_by_role("button", name="Save", exact=True))
    expect(page.get_by_text("Plans made before keep theirs")).to_be_visible()
    use.go(page, bet)
    use.write(page.get_by_label("Growth"), "50000..90000..140000")
    use.write(page.get_by_label("Web"), "4..6..9")
    use(page.get_by_role("button", name="Save", exact=True))
    expect(page.locator("#main")).to_contain_text("6")


def plan_it(page: Page, use: Hands) -> None:
    """Let Leadline find the best plan, and commit it."""
    use(page.get_by_role("navigation").get_by_role("link", name="Plan").first)
    use(page.get_by_role("link", name=re.compile("find the best plan", re.I)).first)
    use.write(page.get_by_label("Name of the plan"), "Next quarters")
    expect(page.get_by_label("Why you plan")).not_to_be_empty()
    use(page.get_by_role("button", name="Find the best plan"))
    expect(page.locator("h1")).to_contain_text("Next quarters", timeout=SLOW)
    expect(page.locator("#main")).to_contain_text("nothing had to be chosen")
    use.write(page.get_by_label("Why", exact=True).first, "Agreed with the teams")
    use(page.get_by_role("button", name=re.compile("commit", re.I)))
    expect(page.locator("#main")).to_contain_text("Committed")


def share(page: Page, use: Hands) -> None:
    """Make a link by which anybody reads the plan, and come back to it."""
    plan = page.url
    use(page.get_by_role("link", name="Share", exact=True))
    use.write(page.get_by_label("For"), "Everybody in the company")
    use(page.get_by_role("button", name="Make a link"))
    expect(page.get_by_role("textbox", name="The link")).to_be_visible()
    page.goto(plan)


def read_the_line(page: Page, use: Hands, statement: str, total: int) -> None:
    """See the line of the plan, and that every review is in the record."""
    use(page.get_by_role("link", name="Its line"))
    line = page.locator(".sounding")
    expect(line).to_contain_text(statement)
    expect(line).to_contain_text("Next quarters")
    use(page.get_by_role("navigation").get_by_role("link", name="Customers").first)
    page.wait_for_url("**/evidence/**")
    page.goto(page.url.split("?")[0] + "?state=all")
    expect(page.locator("#main")).to_contain_text(f"{total:,}")
