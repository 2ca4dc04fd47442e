"""What was done is undone where it stands, by key and by button, and counts follow."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from leadline.conversation.models import Thread
from leadline.evidence.actions import create_need, record_feedback
from leadline.evidence.types import FeedbackIn
from tests.browser.conftest import Browsing
from tests.conftest import Person
from tests.conversation.talking import begin, need_of
from tests.overview.asking import Day

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
ARCHIVE = "main [data-item] button[name=archive]"


def stays(page: Page) -> None:
    """Leave a mark that goes with the page, and nothing that is not typed."""
    page.evaluate("document.documentElement.dataset.stays = 'yes'")


def stayed(page: Page) -> None:
    expect(page.locator("html[data-stays=yes]")).to_have_count(1)


def test_a_list_takes_back_what_was_done_by_key_and_by_button(
    ana: Person, browsing: Browsing
) -> None:
    create_need(actor=ana.actor, statement="Swap a shift", now=NOW)
    for words in ("Slow", "Late", "Lost"):
        record_feedback(
            actor=ana.actor, piece=FeedbackIn(words=words, said_at=NOW), now=NOW
        )
    page = browsing.open(ana, f"/w/{ana.actor.workspace_id}/evidence/feedback/")
    stays(page)
    second = page.locator(ARCHIVE).nth(1)
    number = second.get_attribute("value")
    own = page.locator(f"main button[name=archive][value='{number}']")
    waits = page.locator(".side .nav [data-waits=pieces] [aria-hidden]")
    undo = page.get_by_role("button", name="Undo")
    expect(waits).to_have_text("3")

    for again in ("Control+z", "button"):
        second.press("Enter")
        expect(own).to_have_count(0)
        expect(waits).to_have_text("2")
        if again == "button":
            undo.click()
        else:
            page.keyboard.press(again)
        expect(own).to_be_focused()
        expect(waits).to_have_text("3")
        expect(page.locator("#toasts")).to_contain_text("Undone: everything is as")
        expect(undo).to_have_count(0)
        page.get_by_role("button", name="Dismiss").click()
    expect(page).to_have_url(re.compile("/evidence/feedback/$"))
    stayed(page)


def test_today_says_what_asks_as_lines_are_done_and_undone(
    ana: Person, browsing: Browsing
) -> None:
    Day(ana, datetime.now(UTC)).full()
    page = browsing.open(ana, f"/w/{ana.actor.workspace_id}/")
    stays(page)
    head = page.locator("#headline")
    before = head.inner_text()
    row = page.locator(".todo", has_text="The timeline")
    promises = page.locator(".side .nav [data-waits=promises] [aria-hidden]")
    waited = promises.inner_text()

    row.locator("a.cover").press("e")
    row.get_by_label("What shows it").press("Enter")
    expect(row.locator("s")).to_be_visible()
    expect(head).not_to_have_text(before)
    expect(promises).not_to_have_text(waited)
    page.locator("#headline").click()
    page.keyboard.press("Control+z")
    expect(row.locator("s")).to_have_count(0)
    expect(head).to_have_text(before)
    expect(page.locator(":focus")).to_have_count(1)

    row.locator("a.cover").press("s")
    row.get_by_role("button", name="Tomorrow").press("Enter")
    expect(page.locator("#asleep")).to_contain_text("1 snoozed")
    row.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator("#asleep")).to_have_text("")
    expect(page.locator("#toasts [data-undo]")).to_have_count(0)
    expect(promises).to_have_text(waited)
    stayed(page)


def test_a_thread_is_taken_up_again_on_its_page_and_what_is_refused_is_told(
    ana: Person, ben: Person, browsing: Browsing
) -> None:
    need = need_of(ana)
    begin(ana, need, "Who knows more?")
    path = f"/w/{ana.actor.workspace_id}/evidence/needs/{need.pk}/"
    page = browsing.open(ana, path)
    stays(page)
    page.locator("#talk").evaluate("place => place.scrollIntoView()")

    for is_refused in (False, True):
        page.get_by_role("button", name="Resolve").press("Enter")
        expect(page.locator("details.resolved")).to_have_count(1)
        if is_refused:
            Thread.objects.all().delete()
        page.get_by_role("button", name="Undo").click()
        if not is_refused:
            expect(page.get_by_role("button", name="Resolve")).to_be_focused()
            expect(page.locator("#talk form.write[hx-post]")).not_to_have_count(0)
    expect(page.locator("#notices")).to_contain_text("There is no such thread")
    expect(page).to_have_url(re.compile(f"{path}$"))
    stayed(page)
