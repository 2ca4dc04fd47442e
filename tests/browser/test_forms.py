"""Forms by mouse and keyboard: days in words, what is refused on top, drafts."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from leadline.evidence.models import Customer
from leadline.stakeholders.models import Commitment
from tests.browser.conftest import OF_COLOURS, Browsing, comes, faults, turn
from tests.conftest import Person
from tests.evidence.makers import account
from tests.stakeholders.test_people import add


@pytest.fixture
def path(ana: Person) -> str:
    add(ana, "Petra Lang")
    return reverse("stakeholders:promise_new", args=[ana.actor.workspace_id])


def kept_as_draft(page: Page) -> None:
    expect(page.locator("[data-draft-said]")).to_contain_text("Kept as a draft")


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_day_is_typed_in_words_by_keys_alone_and_said_back(
    ana: Person, browsing: Browsing, path: str, size: str
) -> None:
    page = browsing.open(ana, path, size=size)
    page.get_by_label("What was promised").fill("Sign-on")
    day = page.get_by_label("By", exact=False).and_(page.locator("[name=due_date]"))

    day.press_sequentially("Q2 2028")
    expect(page.locator("[data-day-read]")).to_have_text("Friday 30 June 2028")
    assert faults(page) == []
    day.press("Enter")

    expect(page.locator("h1")).to_contain_text("Sign-on")
    comes(page, lambda: str(Commitment.objects.get().due_date), "2028-06-30")


def test_the_calendar_writes_its_day_into_the_line(
    ana: Person, browsing: Browsing, path: str
) -> None:
    page = browsing.open(ana, path)
    expect(page.locator("[data-day-pick]")).to_be_visible()

    page.locator("[data-day-calendar]").evaluate(
        "field => { field.value = '2028-03-01';"
        " field.dispatchEvent(new Event('change', { bubbles: true })); }"
    )

    line = page.locator("[name=due_date]")
    expect(line).to_have_value("2028-03-01")
    expect(line).to_be_focused()
    expect(page.locator("[data-day-read]")).to_have_text("Wednesday 1 March 2028")


def test_what_is_refused_has_the_focus_and_leads_to_its_fields(
    ana: Person, browsing: Browsing, path: str
) -> None:
    page = browsing.open(ana, path)
    page.locator("[name=due_date]").fill("soon")
    page.locator("form[data-draft]").evaluate("form => { form.noValidate = true; }")
    page.get_by_role("button", name="Write it down").click()

    top = page.locator("[data-refused]")
    expect(top).to_be_focused()
    expect(top).to_contain_text("2 fields have to be looked at")
    assert faults(page) == []
    turn(page, "dark")
    assert faults(page, OF_COLOURS) == []
    top.get_by_role("link", name="What was promised").press("Enter")
    expect(page.get_by_label("What was promised")).to_be_focused()
    top.get_by_role("link", name="By").click()
    expect(page.locator("[name=due_date]")).to_be_focused()


def test_what_was_typed_and_not_saved_is_put_back(
    ana: Person, browsing: Browsing, path: str
) -> None:
    page = browsing.open(ana, path)
    page.get_by_label("What was promised").fill("Costs over three years")
    page.get_by_label("Part of the way to market").select_option("price")
    kept_as_draft(page)

    page.reload()
    offer = page.locator("[data-draft-offer]")
    expect(offer).to_contain_text("did not save it")
    expect(page.get_by_label("What was promised")).to_have_value("")
    assert faults(page) == []
    offer.get_by_role("button", name="Put it back").press("Enter")

    expect(offer).to_have_count(0)
    words = page.get_by_label("What was promised")
    expect(words).to_have_value("Costs over three years")
    expect(page.get_by_label("Part of the way to market")).to_have_value("price")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator("h1")).to_contain_text("Costs over three years")
    page.goto(f"{browsing.address}{path}")
    expect(page.locator("form[data-draft]")).to_be_visible()
    expect(page.locator("[data-draft-offer]")).to_have_count(0)


def test_a_draft_is_thrown_away_and_none_stays_when_one_signs_out(
    ana: Person, browsing: Browsing, path: str
) -> None:
    page = browsing.open(ana, path)
    words = page.get_by_label("What was promised")
    words.fill("Never mind")
    kept_as_draft(page)
    page.reload()
    page.get_by_role("button", name="Throw it away").click()
    expect(page.locator("[data-draft-offer]")).to_be_hidden()
    page.reload()
    expect(words).to_be_visible()
    expect(page.locator("[data-draft-offer]")).to_have_count(0)
    words.fill("Something private")
    kept_as_draft(page)

    page.context.clear_cookies()
    page.goto(f"{browsing.address}{path}")

    expect(page.locator(".sign-form")).to_be_visible()
    assert (
        page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('draft:'))")
        == []
    )


@pytest.fixture
def piece_path(ana: Person) -> str:
    account(ana.actor, "Port of Kiel")
    account(ana.actor, "Port of Lagos")
    return reverse("evidence:feedback_add", args=[ana.actor.workspace_id])


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_customer_is_found_by_keys_while_one_types(
    ana: Person, browsing: Browsing, piece_path: str, size: str
) -> None:
    page = browsing.open(ana, piece_path, size=size)
    page.get_by_label("What was said").fill("Too slow")
    line = page.get_by_role("combobox", name="Customer")
    options = page.locator(".suggest-list [role=option]")

    line.press_sequentially("port")
    expect(options).to_have_count(3)
    assert faults(page) == []
    line.press("ArrowDown")
    line.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    line.press("Escape")
    expect(options).to_have_count(0)
    line.press_sequentially(" of l")
    expect(options.first).to_have_text("Port of Lagos")
    line.press("ArrowDown")
    line.press("Enter")
    expect(line).to_have_value("Port of Lagos")
    expect(options).to_have_count(0)
    page.get_by_role("button", name="Write it down").click()

    expect(page.locator(".props-more")).to_contain_text("Port of Lagos")


def test_a_customer_that_is_new_is_added_by_mouse(
    ana: Person, browsing: Browsing, piece_path: str
) -> None:
    page = browsing.open(ana, piece_path)
    page.get_by_label("What was said").fill("Too slow")
    page.get_by_role("combobox", name="Customer").press_sequentially("Port of Oslo")

    page.get_by_role("option", name="New customer “Port of Oslo”").click()
    expect(page.get_by_label("A new customer")).to_be_checked()
    page.get_by_role("button", name="Write it down").click()

    expect(page.locator(".props-more")).to_contain_text("Port of Oslo")
    comes(page, lambda: Customer.objects.filter(name="Port of Oslo").count(), 1)
