"""An assessment with four peers who have no account, and a step done."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Browsing, faults
from tests.conftest import Person


def tap(target: Locator) -> None:
    target.click()


def press(target: Locator) -> None:
    target.focus()
    target.press("Enter")


def choose_all(page: Page, level: str) -> None:
    expect(page.get_by_role("combobox").first).to_be_visible()
    for select in page.get_by_role("combobox").all():
        select.select_option(level)


@pytest.mark.parametrize(
    ("use", "size", "theme"),
    [(tap, "desk", "light"), (press, "phone", "dark")],
    ids=["by mouse", "by keyboard"],
)
def test_four_peers_answer_without_accounts_and_a_step_is_done(
    ana: Person, browsing: Browsing, use, size: str, theme: str
) -> None:
    home = f"/w/{ana.actor.workspace_id}/growth/"
    page = browsing.open(ana, home, size=size, theme=theme)
    page.get_by_label("Name it").fill("Autumn 2026")
    use(page.get_by_role("button", name="Begin an assessment"))
    choose_all(page, "4")
    use(page.get_by_role("button", name="Save", exact=True))

    shown, link = page.get_by_role("main").locator("code"), ""
    for n in range(4):
        use(page.get_by_role("button", name="Make a link for a peer"))
        expect(shown).not_to_have_text(link)
        link = shown.inner_text()
        peer = browsing.open(None, link.removeprefix(browsing.address), size=size)
        if n == 0:
            assert faults(peer) == []
        choose_all(peer, str(2 + n % 2))
        use(peer.get_by_role("button", name="Send my answer"))
        expect(peer.get_by_role("heading", level=1)).to_contain_text("Thank you")
        assert "peers 2" not in page.get_by_role("main").inner_text()
    use(page.get_by_role("button", name="Close it and see"))
    chart = page.get_by_role("img", name="Domain expertise, of 5: you 4 peers 2.5")
    expect(chart).to_be_visible()
    expect(page.get_by_text("Where views differ")).to_be_visible()
    assert faults(page) == []

    page.goto(browsing.address + home)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Others see less")
    expect(page.get_by_text("What Group asks for")).to_be_visible()
    page.get_by_label("What will you do differently").fill("Visit a night shift")
    page.get_by_label("Looked at again on").fill("2037-01-05")
    use(page.get_by_role("button", name="Take it on"))
    summary = page.get_by_text("It is done, or dropped")
    use(summary)
    page.get_by_label("What did you learn").fill("Silence is an answer")
    use(page.get_by_role("button", name="Done", exact=True))
    expect(page.get_by_text("Silence is an answer")).to_be_visible()
