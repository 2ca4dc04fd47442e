"""A budget and a share of the effort, asked for and read in a browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from leadline.roadmap import actions
from leadline.roadmap.models import Bet, Plan
from tests.browser.conftest import Browsing, faults
from tests.conftest import Person
from tests.factories import NOW, make_goal
from tests.web.roadmap import at, make_bets, make_web, run_next, set_goals


@pytest.fixture
def bets(ana: Person) -> dict[str, Bet]:
    found = make_bets(ana, make_web(ana))
    actions.set_bet_costs(
        actor=ana.actor, bet_id=found["Big"].pk, once="50k", year="", now=NOW
    )
    set_goals(ana, found["Least"], make_goal(ana.actor, "Keep the lights on"))
    return found


def test_a_budget_and_a_share_are_asked_for_and_what_they_keep_out_is_read(
    ana: Person, bets: dict[str, Bet], browsing: Browsing, every_view: Any
) -> None:
    page = browsing.open(ana, at(ana, "plans/new/"))
    page.get_by_label("Name of the plan").fill("Frugal")
    page.get_by_label("Why you plan").fill("Money is short")
    page.get_by_label("From").select_option("2027Q1")
    page.get_by_label("For how many quarters").fill("2")
    page.get_by_text("Limits: a budget, and shares of the effort").press("Enter")
    page.get_by_label("Budget in all").fill("40k")
    page.get_by_label("Share 1: goal or product").select_option(
        label="Goal: Keep the lights on"
    )
    page.get_by_label("Share 1: at least, percent").fill("20")
    assert faults(page) == []
    page.get_by_role("button", name="Find the best plan").click()
    expect(page.get_by_text("You may leave this page")).to_be_visible()
    run_next()

    limits = page.locator("#p-limits")
    limits.get_by_text("Limits of money and effort").click()
    budget = limits.get_by_role("row", name="Budget in all")
    expect(budget).to_contain_text("€40k")
    expect(budget.get_by_role("link", name="Big")).to_be_visible()
    share = limits.get_by_role("row", name="“Keep the lights on”, at least")
    expect(share).to_contain_text("20% of the effort")
    for path in (f"plans/{Plan.objects.get().pk}/", "plans/new/"):
        for view in every_view(ana, at(ana, path)):
            assert faults(view) == [], path
            wide = view.evaluate("document.documentElement.scrollWidth")
            assert wide <= view.viewport_size["width"], path
