"""The card and the meeting, on paper, on a screen and before a room."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from leadline.decisions import actions
from leadline.decisions.models import Decision
from leadline.evidence import actions as evidence
from tests.browser.conftest import Browsing, faults
from tests.conftest import Person
from tests.decisions.making import NOW, make_customer, make_decision, option_of, say
from tests.web.roadmap import run_next

SHORT = "We signed for nine. Keep what we signed, and ask the next one for eleven."
LONG = (
    "I stand before the board in March with one sheet of paper, and on that sheet the "
    "rota costs more than the tide gauge, which has been right since we bought it, and "
    "nobody on that board has ever asked me what the rota saved us in the two winters "
    "in which half of the crew was ill. If you raise the price, tell me what is better "
    "on the quay than it was before, and I will read it to them aloud; if there is "
    "nothing to read, they will ask why we do not go back to the board with magnets."
)


def a_chair(person: Person) -> Decision:
    """Make a decision with two for, two against, one of them long."""
    made = make_decision(person, question="Raise the price from 9 to 11?")
    for n, (side, words) in enumerate(
        [("for", SHORT), ("against", LONG), ("for", "Fine by us."),
         ("against", "Leave the price as it is."), ("against", "Not another rise!")]
    ):  # fmt: skip
        customer = make_customer(person, f"Port {n}", f"Ports {n}", 100)
        actions.add_word(
            actor=person.actor, decision_id=made.pk, side=side, now=NOW,
            option_id=option_of(made).pk, feedback_id=say(person, words, customer).pk,
        )  # fmt: skip
    return made


def door(person: Person, made: Decision, name: str) -> str:
    return f"/w/{person.actor.workspace_id}/decisions/{made.pk}/{name}"


def pages_in(paper: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", paper))


def test_each_card_is_one_page_of_paper_and_holds_its_words(
    ana: Person, browsing: Browsing
) -> None:
    made = a_chair(ana)
    page = browsing.open(ana, door(ana, made, "card/"))

    one = page.pdf(prefer_css_page_size=True)
    page.get_by_role("link", name="All 5 cards").click()
    expect(page.get_by_role("article")).to_have_count(5)
    every = page.pdf(prefer_css_page_size=True)

    assert (pages_in(one), pages_in(every)) == (1, 5)
    page.emulate_media(media="print")
    over = page.evaluate(
        "[...document.querySelectorAll('.card')].filter(c => c.scrollHeight > "
        "c.clientHeight + 1 || c.scrollWidth > c.clientWidth + 1).length"
    )
    assert over == 0
    page.emulate_media(media="screen")
    assert faults(page) == []


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_card_on_a_screen_shows_its_words_whole(
    ana: Person, browsing: Browsing, size: str
) -> None:
    made = a_chair(ana)

    page = browsing.open(ana, door(ana, made, "card/?voice=all"), size=size)

    for words in (SHORT, LONG):
        expect(page.get_by_role("heading", name=words)).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide
    assert faults(page) == []


def whole(page: Page) -> bool:
    """Whether the stage that shows fits the window, and no words are under 44 px."""
    return bool(
        page.evaluate(
            "document.documentElement.scrollHeight <= innerHeight + 1 && "
            "[...document.querySelectorAll('.is-on .meet-side:not(.is-off) > *')]"
            ".every(w => !w.matches('.meet-words') || "
            "parseFloat(getComputedStyle(w).fontSize) >= 44)"
        )
    )


def test_a_meeting_goes_by_key_and_asks_nothing_of_the_network(
    ana: Person, browsing: Browsing
) -> None:
    made = a_chair(ana)
    page = browsing.open(ana, door(ana, made, "meeting/"))
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.context.set_offline(True)
    place = page.get_by_role("status").first

    expect(page.get_by_text("Fine by us.")).to_be_visible()
    seen = []
    for _ in range(12):
        assert whole(page)
        seen.append(place.inner_text().split("\n")[0])
        if seen[-1] == "The sentence":
            break
        page.keyboard.press("ArrowRight")

    assert seen[-1] == "The sentence"
    assert seen[0].startswith("Pair 1 of")
    expect(page.get_by_role("link", name="Finish the sentence")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(place).to_contain_text("Voice alone")
    page.keyboard.press("s")
    expect(place).to_contain_text("The sentence")
    assert asked == []
    page.context.set_offline(False)
    assert faults(page) == []


def test_long_words_have_the_room_to_themselves(
    ana: Person, browsing: Browsing
) -> None:
    made = a_chair(ana)
    page = browsing.open(ana, door(ana, made, "meeting/"))
    page.set_viewport_size({"width": 1280, "height": 720})
    expect(page.get_by_role("status").first).to_contain_text("Pair 1 of 1")

    shown = page.locator(".is-on .meet-side:not(.is-off) .meet-words")
    for _ in range(6):
        if LONG in shown.all_inner_texts():
            break
        page.keyboard.press("ArrowRight")

    assert shown.all_inner_texts() == [LONG]


def test_a_meeting_fills_the_screen_and_is_left(
    ana: Person, browsing: Browsing
) -> None:
    made = a_chair(ana)
    page = browsing.open(ana, door(ana, made, "meeting/"))

    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement !== null")
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement === null")
    page.keyboard.press("Escape")

    page.wait_for_url(f"**/decisions/{made.pk}/")


@pytest.mark.parametrize(
    ("size", "theme"), [("desk", "dark"), ("phone", "light")], ids=["desk", "phone"]
)
def test_an_empty_meeting_leads_to_the_words_by_enter(
    ana: Person, browsing: Browsing, size: str, theme: str
) -> None:
    need = evidence.create_need(actor=ana.actor, statement="Sign in", now=NOW)
    say(ana, "Do not buy it, build it.", need_id=need.pk)
    made = make_decision(ana, need_ids=(need.pk,))
    empty = door(ana, made, "meeting/")
    assert faults(browsing.open(ana, empty, size=size, theme=theme)) == []

    # Opened anew: what looks for faults takes the focus from the button.
    page = browsing.open(ana, empty, size=size, theme=theme)
    expect(page.get_by_role("button", name="Look for their words")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator(".job")).to_be_visible()
    run_next()
    expect(page.get_by_role("link", name="Hear 1 word now")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/hear/")


def test_a_meeting_without_a_script_shows_every_voice(
    ana: Person, browsing: Browsing
) -> None:
    made = a_chair(ana)

    page = browsing.open(ana, door(ana, made, "meeting/"), script=False)

    for words in ("Fine by us.", "Leave the price as it is.", LONG):
        expect(page.get_by_text(words, exact=True).first).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("link", name="Finish the sentence")).to_be_visible()


@pytest.mark.parametrize(
    ("size", "theme"), [("desk", "dark"), ("phone", "light")], ids=["desk", "phone"]
)
def test_the_next_step_is_in_the_view_and_leads_on(
    ana: Person, browsing: Browsing, size: str, theme: str
) -> None:
    made = a_chair(ana)
    page = browsing.open(ana, door(ana, made, ""), size=size, theme=theme)
    step = page.get_by_role("region", name="Next: compare the options")
    expect(step.get_by_role("link", name="Compare the options")).to_be_in_viewport()
    assert faults(page) == []

    step.get_by_role("link", name="Compare the options").click()
    page.get_by_label("Name: criterion 1", exact=True).fill("Ports lost in a year")
    page.get_by_label("Words or figure: Buy, criterion 1").fill("3 (1 to 8)")
    page.get_by_label("Words or figure: Build, criterion 1").fill("not known")
    assert faults(page) == []
    page.get_by_role("button", name="Save").click()

    table = page.get_by_role("table")
    expect(table.get_by_role("cell", name="3 (1 to 8)")).to_be_visible()
    expect(table.get_by_role("cell", name="2 for 3 against")).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide
    assert faults(page) == []
