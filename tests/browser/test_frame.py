"""The frame by keyboard, by eye and by axe."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from leadline.evidence.actions import create_need
from tests.browser.conftest import Browsing, faults
from tests.conftest import Person
from tests.web import frame_urls

pytestmark = pytest.mark.urls("tests.web.frame_urls")


def at(person: Person, path: str) -> str:
    return f"/w/{person.actor.workspace_id}/frame/{path}"


@pytest.fixture(autouse=True)
def _nothing_archived() -> None:
    frame_urls.archived.clear()


@pytest.mark.parametrize("path", ["/gallery/", "list", "error"])
def test_axe_finds_nothing_wide_or_narrow_light_or_dark(
    ana: Person, path: str, every_view: Callable[..., Iterator[Page]]
) -> None:
    inside = {"list": at(ana, "list/"), "error": at(ana, "fail/conflict/")}

    for page in every_view(ana, inside.get(path, path)):
        assert faults(page) == []


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_no_text_of_a_chart_is_drawn_under_eleven_pixels(
    ana: Person, browsing: Browsing, size: str
) -> None:
    page = browsing.open(ana, "/gallery/", size=size)

    sizes = page.evaluate(
        """() => [...document.querySelectorAll("svg text")]
            .filter((text) => text.getBoundingClientRect().width).map((text) => {
                const { a, b } = text.getScreenCTM();
                return parseFloat(getComputedStyle(text).fontSize) * Math.hypot(a, b);
            })"""
    )

    assert sizes
    assert min(sizes) >= 10.99


@pytest.mark.parametrize("path", ["/gallery/", "list"])
def test_a_page_of_320_pixels_does_not_scroll_sideways(
    ana: Person, browsing: Browsing, path: str
) -> None:
    page = browsing.open(ana, at(ana, "list/") if path == "list" else path)
    page.set_viewport_size({"width": 320, "height": 800})

    wide = page.evaluate("document.documentElement.scrollWidth")

    assert wide <= 320


def test_letters_lead_to_pages_but_not_while_typing(
    ana: Person, browsing: Browsing
) -> None:
    page = browsing.open(ana, at(ana, "list/"))
    page.get_by_label("Words").fill("gi")
    expect(page).to_have_url(re.compile(r"q=gi"))

    page.get_by_role("heading", level=1).click()
    page.keyboard.press("g")
    page.keyboard.press("i")

    expect(page).to_have_url(re.compile(r"/import/$"))


def test_a_page_offers_its_own_key_and_lists_it_under_the_question_mark(
    ana: Person, browsing: Browsing
) -> None:
    page = browsing.open(ana, at(ana, "list/"))

    page.keyboard.press("?")
    row = page.get_by_role("row", name="Create a need c")
    expect(row).to_be_visible()
    page.keyboard.press("Escape")
    expect(row).to_be_hidden()
    page.keyboard.press("c")

    expect(page.get_by_role("heading", level=1)).to_have_text("You are there.")


def test_a_list_is_worked_through_by_keys_and_the_place_is_kept(
    ana: Person, browsing: Browsing
) -> None:
    page = browsing.open(ana, at(ana, "list/"))

    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Swaps")).to_be_focused()
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Sign-on")).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_text("1 chosen")).to_be_visible()
    page.keyboard.press("e")

    expect(page.locator("#live")).to_have_text("2 needs")
    expect(page.get_by_role("link", name="Tides")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"there/\?Tides$"))


def test_a_filter_works_while_one_types_and_leaves_the_cursor_alone(
    ana: Person, browsing: Browsing
) -> None:
    page = browsing.open(ana, at(ana, "list/"))

    page.get_by_label("Words").press_sequentially("tid")

    expect(page.get_by_role("listitem").filter(has_text="Swaps")).to_have_count(0)
    expect(page.get_by_label("Words")).to_be_focused()
    expect(page).to_have_url(re.compile(r"q=tid"))
    expect(page.locator("#live")).to_have_text("1 needs")


def test_a_filter_works_without_script(ana: Person, browsing: Browsing) -> None:
    page = browsing.open(ana, at(ana, "list/"), script=False)

    page.get_by_label("Words").fill("tid")
    page.get_by_role("button", name="Show").click()

    expect(page.get_by_role("link", name="Tides")).to_be_visible()
    expect(page.get_by_role("link", name="Swaps")).to_have_count(0)


def test_what_cannot_be_undone_asks_first(ana: Person, browsing: Browsing) -> None:
    page = browsing.open(ana, at(ana, "list/"))

    page.get_by_role("button", name="Remove all").click()
    question = page.get_by_role("dialog")
    expect(question).to_contain_text("Remove all three needs?")
    question.get_by_role("button", name="Leave it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Three needs.")

    page.get_by_role("button", name="Remove all").click()
    question.get_by_role("button", name="Remove them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are there.")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()


def test_a_receipt_goes_after_eight_seconds_but_not_under_the_pointer(
    ana: Person, browsing: Browsing
) -> None:
    page = browsing.open(ana, at(ana, "there/"))
    page.clock.install()
    page.goto(browsing.address + at(ana, "receipt/"))
    receipt = page.get_by_text("Need merged.")
    expect(receipt).to_be_visible()

    receipt.hover()
    page.clock.run_for(20_000)
    expect(receipt).to_be_visible()
    page.mouse.move(0, 0)
    page.clock.run_for(9_000)

    expect(receipt).to_be_hidden()


def test_a_rule_that_is_broken_shows_its_notice_and_keeps_the_page(
    ana: Person, browsing: Browsing
) -> None:
    page = browsing.open(ana, at(ana, "list/"))
    page.get_by_label("Words").fill("t")

    page.get_by_role("button", name="Break by rule").click()

    expect(page.locator("#notices")).to_contain_text("Ben renamed this need")
    expect(page.get_by_label("Words")).to_have_value("t")


def test_light_and_dark_change_at_once_and_are_kept(
    ana: Person, browsing: Browsing
) -> None:
    page = browsing.open(ana, at(ana, "there/"))

    page.get_by_role("button", name="ana").click()
    with page.expect_response(re.compile("/theme/$")) as kept:
        page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert kept.value.status == 204

    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_sheet_of_a_phone_opens_without_script(
    ana: Person, browsing: Browsing
) -> None:
    page = browsing.open(ana, at(ana, "there/"), size="phone", script=False)

    page.get_by_role("button", name="More").click()

    sheet = page.get_by_role("dialog", name="More")
    expect(sheet.get_by_role("link", name="Stakeholders")).to_be_visible()
    expect(sheet.get_by_role("button", name="Sign out")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_person_walks_from_room_to_tab_to_room(
    ana: Person, browsing: Browsing, script: bool
) -> None:
    page = browsing.open(ana, at(ana, "there/"), script=script)

    page.get_by_role("navigation", name="Main").get_by_role(
        "link", name="People"
    ).click()
    tabs = page.get_by_role("navigation", name="In this room")
    tabs.get_by_role("link", name="Promises").click()

    expect(page).to_have_url(re.compile(r"/stakeholders/promises/$"))
    expect(tabs.locator("[aria-current=page]")).to_have_text("Promises")
    rooms = page.get_by_role("navigation", name="Main")
    expect(rooms.locator("[aria-current]")).to_have_text("People")


def test_on_a_phone_tabs_scroll_in_their_row_and_begin_at_the_current_one(
    olu: Person, browsing: Browsing
) -> None:
    path = f"/w/{olu.actor.workspace_id}/settings/sessions/"
    page = browsing.open(olu, path, size="phone")

    tab = page.get_by_role("navigation", name="In this room").locator("[aria-current]")

    expect(tab).to_have_text("Browsers")
    expect(tab).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert tab.bounding_box()["height"] >= 44


@pytest.mark.parametrize("height", [844, 640])
def test_what_more_opens_fits_a_phone_and_leaves_the_page_to_be_seen(
    ana: Person, browsing: Browsing, height: int
) -> None:
    page = browsing.open(ana, at(ana, "there/"), size="phone")
    page.set_viewport_size({"width": 390, "height": height})

    page.get_by_role("button", name="More").click()

    sheet = page.get_by_role("dialog", name="More")
    expect(sheet.get_by_role("button", name="Dark")).to_be_in_viewport(ratio=1)
    expect(sheet.get_by_role("button", name="Close")).to_be_in_viewport(ratio=1)
    assert sheet.bounding_box()["y"] > 0
    assert faults(page) == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_on_a_phone_filters_stand_behind_one_button_above_the_rows(
    ana: Person, browsing: Browsing, script: bool
) -> None:
    page = browsing.open(ana, at(ana, "list/"), size="phone", script=script)
    words, rows = page.get_by_label("Words"), page.get_by_role("listitem")
    expect(words).to_be_hidden()
    assert page.get_by_role("link", name="Swaps").bounding_box()["y"] <= 260

    page.get_by_role("button", name="Filters").click()
    words.fill("tid")
    if script:
        expect(page.locator("[data-in-force]")).to_have_text("1")
    else:
        page.get_by_role("button", name="Show").click()

    expect(rows.filter(has_text="Swaps")).to_have_count(0)
    expect(rows.filter(has_text="Tides")).to_have_count(1)


def test_letters_one_types_are_16_pixels_on_a_phone_so_that_it_does_not_zoom(
    ana: Person, browsing: Browsing
) -> None:
    page = browsing.open(ana, "/gallery/", size="phone")

    sizes = page.evaluate(
        """() => [...document.querySelectorAll("main :is(input, select, textarea)")]
            .filter((field) => !["checkbox", "radio"].includes(field.type))
            .map((field) => parseFloat(getComputedStyle(field).fontSize))"""
    )

    assert sizes
    assert min(sizes) >= 16


@pytest.mark.parametrize("width", [390, 320])
def test_one_long_word_breaks_rather_than_the_page(
    ana: Person, browsing: Browsing, width: int
) -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenversicherung"
    need = create_need(actor=ana.actor, statement=word, now=datetime.now(UTC))
    path = f"/w/{ana.actor.workspace_id}/evidence/needs/"
    page = browsing.open(ana, path, size="phone")
    page.set_viewport_size({"width": width, "height": 844})

    for address in (path, f"{path}{need.pk}/", f"{path}{need.pk}/values/statement/"):
        browsing.go(page, address)
        assert page.evaluate("document.documentElement.scrollWidth") == width, address


def test_the_skip_link_is_first_and_leads_to_the_page(
    ana: Person, browsing: Browsing
) -> None:
    page = browsing.open(ana, at(ana, "there/"))

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()


def test_find_or_do_leads_to_a_page_by_keys_and_gives_the_focus_back(
    ana: Person, browsing: Browsing
) -> None:
    page = browsing.open(ana, at(ana, "list/"))
    page.get_by_role("link", name="Create a need").focus()

    page.keyboard.press("Control+k")
    words = page.get_by_role("combobox", name="Find or do")
    expect(words).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Create a need")).to_be_focused()

    page.keyboard.press("Control+k")
    expect(words).to_be_focused()
    page.keyboard.type("feedb")
    found = page.locator("[role=option][data-href$='/feedback/']")
    expect(found).to_have_attribute("aria-selected", "true")
    assert faults(page) == []
    words.press("Enter")

    expect(page).to_have_url(re.compile(r"/feedback/$"))


def test_find_or_do_offers_what_the_page_can_do(
    ana: Person, browsing: Browsing
) -> None:
    page = browsing.open(ana, at(ana, "list/"))

    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Find or do")).to_be_focused()
    page.keyboard.type("create a n")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("You are there.")


def test_find_or_do_is_a_page_without_script(ana: Person, browsing: Browsing) -> None:
    page = browsing.open(ana, at(ana, "there/"), script=False)

    page.get_by_role("link", name="Find or do").click()

    expect(page).to_have_url(re.compile(r"/search/$"))


def test_find_or_do_takes_the_first_row_of_what_was_typed_last(
    ana: Person, browsing: Browsing
) -> None:
    page = browsing.open(ana, at(ana, "list/"))

    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Find or do")).to_be_focused()
    page.keyboard.type("feedb")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/feedback/$"))
