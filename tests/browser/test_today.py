"""Today as a working page: ten things answered without leaving it, mostly by keys."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OF_COLOURS, Browsing, faults, turn
from tests.conftest import Person
from tests.overview.asking import Day


@pytest.fixture
def here(ana: Person) -> str:
    Day(ana, datetime.now(UTC)).full()
    return reverse("overview:today", args=[ana.actor.workspace_id])


def line(page: Page, words: str) -> Locator:
    return page.locator(".todo", has_text=words)


def opened(page: Page, words: str, key: str = "e") -> Locator:
    """Go to a line by its link, press a key on it, and return its form."""
    row = line(page, words)
    link = row.locator("a.cover")
    link.focus()
    expect(link).to_be_focused()
    link.press(key)
    expect(row.locator(".todo-form")).to_be_visible()
    expect(row.locator(".todo-form [data-focus]")).to_be_focused()
    return row


def struck(row: Locator, how: str) -> None:
    expect(row.locator("s")).to_be_visible()
    expect(row.locator(".todo-main .faint")).to_have_text(how)


def test_ten_things_are_answered_on_today_without_leaving_it(
    ana: Person, here: str, browsing: Browsing
) -> None:
    page = browsing.open(ana, here)
    left: list[str] = []
    page.on("framenavigated", lambda frame: left.append(frame.url))
    expect(page.locator(".todo")).to_have_count(11)

    row = opened(page, "The timeline")
    row.get_by_label("What shows it").press("Enter")
    struck(row, "kept")

    row = opened(page, "A price list", "m")
    later = Day(ana, datetime.now(UTC)).day(9)
    row.get_by_label("The new day").fill(f"{later:%Y-%m-%d}")
    row.get_by_label("Why it moves").fill("The board meets later")
    row.get_by_label("Why it moves").press("Enter")
    expect(row.locator("s")).to_be_visible()

    row = opened(page, "A visit")
    row.get_by_role("button", name="Agreed", exact=True).press("Enter")
    struck(row, "agreed")

    row = opened(page, "Petra")
    row.get_by_label("What they said").fill("Wants the cost")
    row.get_by_label("What they said").press("Enter")
    struck(row, "told")

    row = opened(page, "Jonas", "s")
    row.get_by_role("button", name="Tomorrow").press("Enter")
    expect(row.locator("s")).to_be_visible()

    row = opened(page, "Thirty accounts")
    row.get_by_label("How likely").fill("70")
    row.get_by_label("How likely").press("Enter")
    struck(row, "answered")

    row = opened(page, "Forty ports")
    row.get_by_label("What do you expect").fill("8 to 20")
    row.get_by_label("What do you expect").press("Enter")
    struck(row, "answered")

    row = opened(page, "The prototype worked")
    row.get_by_label("Outcome", exact=True).select_option("yes")
    row.get_by_label("Where that is known from").fill("The log of the tunnel")
    row.get_by_label("Where that is known from").press("Enter")
    struck(row, "it is on record")

    row = opened(page, "Write the guide")
    row.get_by_label("What shows it").fill("guide.example")
    row.get_by_label("What shows it").press("Enter")
    struck(row, "done")

    row = opened(page, "Build or buy")
    row.get_by_role("group", name="Buy").get_by_role("button", name="For").press(
        "Enter"
    )
    struck(row, "heard")

    assert left == [], "it left the page"
    assert page.locator(".todo s").count() == 10


def test_what_was_done_is_undone_and_what_was_opened_is_left_by_key(
    ana: Person, here: str, browsing: Browsing
) -> None:
    page = browsing.open(ana, here)
    row = opened(page, "Grow in ports")
    row.get_by_label("How sure are you").press("Escape")
    expect(row.locator(".todo-form")).to_have_count(0)

    row = opened(page, "Grow in ports")
    row.get_by_label("How sure are you").fill("60")
    row.get_by_label("Why").fill("Two tenders decide it")
    row.get_by_label("Why").press("Enter")
    struck(row, "checked in")
    row.get_by_role("button", name="Undo").press("Enter")

    expect(row.locator("s")).to_have_count(0)
    expect(row.locator("a.cover")).to_be_visible()


def test_a_refusal_stands_beside_its_field(
    ana: Person, here: str, browsing: Browsing
) -> None:
    page = browsing.open(ana, here)
    row = opened(page, "Thirty accounts")
    row.get_by_label("How likely").press("Enter")

    expect(row.locator(".todo-form")).to_contain_text("between 1 and 99")


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_axe_finds_nothing_with_lines_open_and_done(
    ana: Person, here: str, browsing: Browsing, size: str
) -> None:
    page = browsing.open(ana, here, size=size)
    opened(page, "The timeline")
    opened(page, "Build or buy")
    row = opened(page, "Jonas", "s")
    row.get_by_role("button", name="Monday").click()
    expect(row.locator("s")).to_be_visible()
    row.hover()

    assert faults(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    turn(page, "dark")
    assert faults(page, OF_COLOURS) == []
