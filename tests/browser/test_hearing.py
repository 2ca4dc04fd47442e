"""Words are heard by key without a page load, on a phone by button, and undone."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from leadline.decisions.models import ChairWord
from leadline.decisions.types import WordState
from tests.browser.conftest import Browsing, faults
from tests.conftest import Person
from tests.decisions.hearing import wait, words_waiting
from tests.decisions.making import make_decision, option_of
from tests.effort import ends

SIXTY_SECONDS = 60


def address(person: Person, pk: int) -> str:
    return f"/w/{person.actor.workspace_id}/decisions/{pk}/hear/"


def left(page: Page, n: int) -> None:
    expect(page.locator(".hear-progress b")).to_have_text(f"{n} left")


def settled(page: Page, n: int) -> None:
    """The next word stands there and has the focus: only then does a key count."""
    left(page, n)
    expect(page.locator("[data-hear-stage]")).to_be_focused()


def key(page: Page, name: str, then: int) -> None:
    page.keyboard.press(name)
    settled(page, then)


def test_twenty_words_by_key_within_a_minute(ana: Person, browsing: Browsing) -> None:
    made = words_waiting(ana, 21)
    page = browsing.open(ana, address(ana, made.pk))
    left(page, 21)
    page.evaluate("window.stayed = true")
    page.keyboard.press("2")
    with ends(SIXTY_SECONDS):
        for n in range(20):
            key(page, "fano"[n % 4], 20 - n)

    assert page.evaluate("window.stayed"), "no page was loaded between words"
    buy, said = option_of(made), ChairWord.objects.exclude(state=WordState.PROPOSED)
    assert said.filter(option=buy).count() == 20, "the second option stayed chosen"
    assert {w.side for w in said} == {"for", "against", "neither"}
    assert said.filter(state=WordState.REJECTED).count() == 5
    expect(page.locator("#live")).to_have_text(re.compile(r"off the\s+subject$"))
    key(page, "u", 2)
    key(page, "u", 3)
    expect(page.locator("#live")).to_have_text("Taken back.")


def test_keys_stay_leave_for_later_and_take_a_guess(
    ana: Person, browsing: Browsing
) -> None:
    made = make_decision(ana, "Build", "Buy")
    wait(ana, made, "Point it at our directory", guess="for", strength=0.9)
    wait(ana, made, "We would rather have our own", strength=0.8)
    page = browsing.open(ana, address(ana, made.pk))
    expect(page.get_by_text("A guess: for Buy")).to_be_visible()

    key(page, "Enter", 1)
    page.keyboard.press("ArrowRight")
    expect(page.locator("#live")).to_contain_text("comes back")
    settled(page, 1)
    page.keyboard.press("1")
    page.keyboard.press("Shift+F")
    build = page.locator("[data-hear-row]").first
    expect(build.get_by_role("button", name="For")).to_have_attribute(
        "aria-pressed", "true"
    )
    settled(page, 1)
    page.keyboard.press("2")
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="2 words are heard")).to_be_visible()

    stand = {
        (w.feedback.words[:5], w.option.title, w.side) for w in ChairWord.objects.all()
    }
    assert stand == {
        ("Point", "Buy", "for"), ("We wo", "Build", "for"), ("We wo", "Buy", "against"),
    }  # fmt: skip


def test_a_key_held_down_and_enter_on_a_button_say_nothing_more(
    ana: Person, browsing: Browsing
) -> None:
    made = words_waiting(ana, 4)
    page = browsing.open(ana, address(ana, made.pk))
    page.keyboard.down("f")
    settled(page, 3)
    for _ in range(3):
        page.keyboard.down("f")
    page.keyboard.up("f")
    page.get_by_role("button", name="Off the subject").click()
    left(page, 2)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    expect(page.locator("[data-hear-stage]")).to_be_focused()
    page.keyboard.press("Enter")
    page.evaluate("new Promise(requestAnimationFrame)")

    assert asked == []
    left(page, 2)


def test_a_phone_hears_by_button(ana: Person, browsing: Browsing) -> None:
    made = words_waiting(ana, 3)
    page = browsing.open(ana, address(ana, made.pk), size="phone")
    for button in page.locator("main form.hear button").all():
        if button.is_visible():
            assert button.bounding_box()["height"] >= 44, button.inner_text()

    row = page.get_by_role("group", name="Buy")
    row.get_by_role("button", name="Against").click()
    settled(page, 2)
    page.get_by_role("button", name="Undo").click()
    settled(page, 3)
    page.get_by_role("button", name="Next, say it later").click()
    expect(page.get_by_text("berth number 1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_every_view_holds(ana: Person, every_view) -> None:
    made = make_decision(ana, "Build", "Buy")
    wait(ana, made, "Point it at our directory", guess="for")
    for page in every_view(ana, address(ana, made.pk)):
        expect(page.get_by_text("A guess: for Buy")).to_be_visible()
        assert faults(page) == []
