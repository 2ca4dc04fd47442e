"""A record beside its list: by mouse, by keyboard alone, on a phone, for axe."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from leadline.stakeholders.models import Commitment
from tests.beside import KINDS, NAMES, a_promise
from tests.browser.conftest import Browsing, faults
from tests.conftest import Person


# Those of customers and launches are tables like the others.
@pytest.fixture(params=[kind for kind in KINDS if kind not in ("customer", "launch")])
def path(request: pytest.FixtureRequest, ana: Person) -> str:
    """The address of a list of three, by name."""
    kind = str(request.param)
    for name in NAMES:
        KINDS[kind].make(ana, name)
    url = reverse(KINDS[kind].list, args=[ana.actor.workspace_id])
    return f"{url}?sort={KINDS[kind].order}" if KINDS[kind].order else url


def has_title(page: Page, name: str) -> None:
    expect(page.locator("#peek-title")).to_contain_text(name)


def row(page: Page, name: str) -> Locator:
    return page.locator("[data-item] a[data-peek]", has_text=name)


def test_by_mouse_a_row_opens_beside_the_list_and_the_way_back_closes_it(
    ana: Person, browsing: Browsing, path: str
) -> None:
    page = browsing.open(ana, path)

    row(page, NAMES[0]).click()
    has_title(page, NAMES[0])
    expect(page).to_have_url(re.compile(r"open=\d+"))
    expect(page.locator(".peek-bar")).to_contain_text("1 of 3")
    page.get_by_role("link", name="The next").click()
    has_title(page, NAMES[1])
    row(page, NAMES[2]).click()
    has_title(page, NAMES[2])
    page.go_back()

    expect(page.locator("#peek-title")).to_have_count(0)
    expect(page).not_to_have_url(re.compile(r"open="))
    expect(page.locator("[data-item]")).to_have_count(3)


def test_by_keys_alone_one_goes_through_the_list_and_is_back_on_the_row(
    ana: Person, browsing: Browsing, path: str
) -> None:
    page = browsing.open(ana, path)

    page.keyboard.press("j")
    first = row(page, NAMES[0])
    expect(first).to_be_focused()
    first.press("Enter")
    expect(page.locator("#peek-title")).to_be_focused()
    has_title(page, NAMES[0])
    page.keyboard.press("j")
    has_title(page, NAMES[1])
    expect(page.locator("#peek-title")).to_be_focused()
    page.keyboard.press("j")
    has_title(page, NAMES[2])
    page.keyboard.press("k")
    has_title(page, NAMES[1])
    page.keyboard.press("Escape")

    expect(page.locator("#peek-title")).to_have_count(0)
    second = row(page, NAMES[1])
    expect(second).to_be_focused()
    expect(page).not_to_have_url(re.compile(r"open="))


def test_its_address_opens_it_again_also_without_script(
    ana: Person, browsing: Browsing, path: str
) -> None:
    page = browsing.open(ana, path)
    row(page, NAMES[1]).click()
    has_title(page, NAMES[1])
    expect(page).to_have_url(re.compile(r"open=\d+"))
    shared = page.url.removeprefix(browsing.address)

    again = browsing.open(ana, shared)
    plain = browsing.open(ana, shared, script=False)

    has_title(again, NAMES[1])
    has_title(plain, NAMES[1])
    plain.get_by_role("link", name="The next").click()
    has_title(plain, NAMES[2])
    plain.get_by_role("link", name="Close", exact=True).click()
    expect(plain.locator("#peek-title")).to_have_count(0)


def test_a_filter_closes_what_may_not_be_in_the_list_any_more(
    ana: Person, browsing: Browsing, path: str
) -> None:
    page = browsing.open(ana, path)
    row(page, NAMES[1]).click()
    has_title(page, NAMES[1])

    page.locator("main input[type=search]").fill("port")

    expect(page.locator("[data-item]")).to_have_count(1)
    expect(page.locator("#peek-title")).to_have_count(0)


def test_on_a_phone_it_is_a_sheet_over_the_list(
    ana: Person, browsing: Browsing, path: str
) -> None:
    page = browsing.open(ana, path, size="phone")
    link = row(page, NAMES[1])

    link.click()
    has_title(page, NAMES[1])
    expect(page.locator("[inert] [data-item]")).to_have_count(3)
    box = page.locator(".peek").bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 390)
    page.get_by_role("link", name="Close", exact=True).click()

    expect(page.locator("#peek-title")).to_have_count(0)
    expect(link).to_be_focused()
    expect(page.locator("[inert]")).to_have_count(0)


def test_axe_finds_nothing_wide_or_narrow_light_or_dark(
    ana: Person,
    browsing: Browsing,
    path: str,
    every_view: Callable[..., Iterator[Page]],
) -> None:
    page = browsing.open(ana, path)
    row(page, NAMES[1]).click()
    has_title(page, NAMES[1])
    expect(page).to_have_url(re.compile(r"open=\d+"))

    for view in every_view(ana, page.url.removeprefix(browsing.address)):
        assert faults(view) == []
        wide = view.evaluate("document.documentElement.scrollWidth")
        assert wide <= (view.viewport_size or {"width": 0})["width"]


def test_by_keys_one_goes_on_past_the_end_of_a_page_and_back(
    ana: Person, browsing: Browsing
) -> None:
    for n in range(51):
        a_promise(ana, f"Thing {n:02}")
    last = Commitment.objects.get(what="Thing 49").pk
    url = reverse("stakeholders:promises", args=[ana.actor.workspace_id])
    page = browsing.open(ana, f"{url}?open={last}")
    has_title(page, "Thing 49")

    page.keyboard.press("j")
    has_title(page, "Thing 50")
    expect(page.locator("#peek-title")).to_be_focused()
    expect(page.locator("[data-item]")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"page=2"))
    page.keyboard.press("k")
    has_title(page, "Thing 49")
    expect(page.locator("[data-item]")).to_have_count(50)
    expect(page).not_to_have_url(re.compile(r"page="))
    page.get_by_role("link", name="The next").click()

    has_title(page, "Thing 50")
    expect(page.locator(".peek-bar")).to_contain_text("51 of 51")
    expect(row(page, "Thing 50")).to_have_attribute("aria-current", "true")
