"""Columns of a list, chosen by mouse, kept in its address, looked at by axe."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import Browsing, faults
from tests.conftest import Person
from tests.factories import make_bet


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_column_is_chosen_and_stays_in_the_address(
    ana: Person, browsing: Browsing, size: str
) -> None:
    make_bet(ana.actor, "Book a berth", growth=100_000)
    url = reverse("roadmap:bets", args=[ana.actor.workspace_id])
    page = browsing.open(ana, url, size=size)
    if size == "phone":
        page.get_by_role("button", name="Filters").click()

    page.locator("summary", has_text="Columns").click()
    page.get_by_role("checkbox", name="Sure it works").check()

    expect(page.locator("thead")).to_contain_text("Sure it works")
    expect(page).to_have_url(re.compile("columns=confidence"))
    assert faults(page) == []
