"""A roadmap is shared, opened on a phone without an account, and taken back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.conftest import Browsing, faults
from tests.conftest import Person


@pytest.fixture
def home(ana: Person) -> str:
    """A plan with a name of a customer in it, and the address of the plan."""
    factories.make_customer(ana.actor, "Klinikum Elbe", 412_350)
    team = factories.make_team(ana.actor, Q2027Q1=40, Q2027Q2=40)
    for title in ("Sign-on for Klinikum Elbe", "Badge", "R" + "o" * 58 + "ta"):
        factories.make_bet(ana.actor, title, growth=70_000, effort={team: 6})
    plan = factories.make_plan(ana.actor)
    return f"/w/{ana.actor.workspace_id}/roadmap/plans/{plan.pk}/"


def test_a_roadmap_is_shared_read_on_a_phone_and_taken_back(
    ana: Person, browsing: Browsing, home: str
) -> None:
    page = browsing.open(ana, home)
    page.get_by_role("link", name="Share", exact=True).click()
    page.get_by_label("For").fill("Works council")
    page.get_by_role("button", name="Make a link").click()
    link = page.get_by_role("textbox", name="The link").input_value()
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("#live")).to_have_text("Copied.")
    assert faults(page) == []

    path = link.removeprefix(browsing.address)
    seen = browsing.open(None, path, size="phone", theme="dark")
    name = "Sign-on for a customer"
    expect(seen.get_by_role("heading", name=name)).to_be_visible()
    expect(seen.get_by_text("Klinikum")).to_have_count(0)
    assert seen.context.cookies() == []
    assert faults(seen) == []
    seen.set_viewport_size({"width": 320, "height": 640})
    assert seen.evaluate("document.documentElement.scrollWidth") <= 320

    page.goto(f"{browsing.address}/w/{ana.actor.workspace_id}/settings/links/")
    row = page.get_by_role("row").filter(has_text="Works council")
    expect(row).to_contain_text("1")
    page.get_by_role("button", name="End the link").click()
    expect(page.get_by_text("Taken back")).to_be_visible()

    gone = browsing.open(None, path, size="phone")
    expect(gone.get_by_role("heading", level=1)).to_have_text("Nothing is shared here.")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_timeline_and_a_password_are_clean_wide_and_narrow(
    ana: Person, browsing: Browsing, home: str, theme: str
) -> None:
    page = browsing.open(ana, home)
    page.get_by_role("link", name="Share", exact=True).click()
    page.get_by_label("Shown as").select_option("timeline")
    page.get_by_label("Password").fill("crane-tide-41")
    page.get_by_role("button", name="Make a link").click()
    path = (
        page.get_by_role("textbox", name="The link")
        .input_value()
        .removeprefix(browsing.address)
    )

    for size in ("desk", "phone"):
        seen = browsing.open(None, path, size=size, theme=theme)
        assert faults(seen) == []
        seen.get_by_label("Password").fill("crane-tide-41")
        seen.get_by_role("button", name="Open").click()
        expect(seen.get_by_role("table")).to_be_visible()
        beyond = "box => box.scrollWidth - box.clientWidth"
        assert seen.locator(".scroll-x").evaluate(beyond) <= 0
        assert faults(seen) == []
