"""The sheet filled from nothing, read back while typing, and odds that move with it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from leadline.evidence.models import Customer
from leadline.roadmap import actions as roadmap
from leadline.roadmap.models import BetEffect
from leadline.roadmap.types import EffectIn
from leadline.strategy import actions as strategy
from leadline.strategy.models import GoalMeasure, Metric, SheetCell
from leadline.strategy.queries import sheet
from tests.browser.conftest import Browsing, faults
from tests.conftest import Person
from tests.factories import (
    make_bet,
    make_customer,
    make_goal,
    make_metric,
    make_plan,
    make_reading,
    make_team,
)
from tests.web.roadmap import run_next

ODDS = re.compile(r"(\d+|over 99|under 1)%")


@pytest.fixture
def record(olu: Person) -> None:
    """What a workspace knows before anybody thinks of economics."""
    since = timezone.localdate() - timedelta(days=800)
    for segment, count, price in (("Clinics", 12, 4000), ("Ports", 5, 12_000)):
        for n in range(count):
            made = make_customer(olu.actor, f"{segment} {n}", price)
            Customer.objects.filter(pk=made.pk).update(
                segment=segment, since_date=since
            )


@pytest.fixture
def goal(olu: Person, record: None) -> None:
    """108,000 a year are wanted to be more."""
    metric = make_metric(olu.actor, "Recurring revenue")
    make_reading(olu.actor, metric, timezone.localdate(), 108_000)
    year = timezone.localdate().year + 1
    make_goal(
        olu.actor, "Grow", metric_id=metric.pk, baseline=Decimal(108_000),
        target=Decimal(120_000), target_date=date(year, 12, 31),
    )  # fmt: skip


def address(person: Person, path: str) -> str:
    return f"/w/{person.actor.workspace_id}/{path}"


def odds_on(page: Page) -> str:
    """Return the odds with the plan, as the page of goals says them."""
    said = ODDS.search(page.locator(".chance-odds").first.inner_text())
    assert said
    return said.group()


def test_the_sheet_is_filled_from_nothing_by_keyboard_in_few_steps(
    olu: Person, goal: None, browsing: Browsing
) -> None:
    page = browsing.open(olu, address(olu, "strategy/economics/"))
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "What do you expect of the business?"
    )
    page.get_by_role("button", name="Start from what is there").press("Enter")
    expect(page.get_by_label("Customers, Clinics")).to_have_value("12")
    expect(page.get_by_label("Price a year, Ports")).to_have_value("12,000")
    run_next()

    for label, text in (
        ("New a year, Clinics", "1 to 5"),
        ("Leave a year, Clinics", "5 to 15%"),
        ("Product teams a year", "20k to 30k"),
    ):
        field = page.get_by_label(label)
        field.press("Control+A")
        field.press_sequentially(text)
        field.press("Tab")
        expect(page.locator(".cell-box", has=page.get_by_label(label))).to_contain_text(
            "olu"
        )
    run_next()
    page.wait_for_load_state("networkidle")  # a cell asked for again is no fault
    page.reload()

    expect(page.get_by_role("heading", level=1)).to_contain_text("If nothing is built")
    expect(page.get_by_role("heading", level=1)).to_contain_text("in ten")
    expect(
        page.get_by_role("img", name="Revenue a year, doing nothing")
    ).to_be_visible()
    drives = page.get_by_role("region", name=re.compile("What drives"))
    expect(drives.get_by_role("img")).to_be_visible()
    assert faults(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    expect(drives.get_by_role("img")).to_be_hidden()
    expect(drives.get_by_text("of all doubt").first).to_be_visible()
    written = sheet(actor=olu.actor)
    assert written.revenue == 108_000
    assert SheetCell.objects.filter(source="said").count() == 3


@pytest.mark.parametrize(("size", "theme"), [("desk", "light"), ("phone", "dark")])
def test_a_range_is_read_back_while_it_is_typed_beside_its_curve(
    olu: Person, record: None, browsing: Browsing, size: str, theme: str
) -> None:
    strategy.add_sheet_segment(actor=olu.actor, name="Clinics")
    page = browsing.open(
        olu, address(olu, "strategy/economics/"), size=size, theme=theme
    )
    field = page.get_by_label("New a year, Clinics")
    back = page.locator(".ask .readback")

    field.click()
    expect(back).to_contain_text("Write what you expect")
    field.press_sequentially("8 to 20")
    expect(back).to_contain_text("One time in ten below 8")
    expect(back.locator("svg.dens-pic")).to_be_visible()
    assert faults(page) == []
    field.fill("20 to 8")
    expect(back).to_contain_text("runs down")
    expect(back.locator("svg")).to_have_count(0)
    assert not SheetCell.objects.exists()
    field.fill("30% chance of nothing, else 8 to 20")
    expect(back.locator(".dens-spike")).to_have_count(1)
    field.press("Enter")
    expect(page.locator(".cell-box", has=field)).to_contain_text("olu")
    assert SheetCell.objects.get().nothing == Decimal("0.3")


@pytest.fixture
def planned(olu: Person, goal: None) -> Any:
    """A full sheet, one bet in the plan to steer by, and its odds."""
    today, now = timezone.localdate(), timezone.now()
    segment = strategy.add_sheet_segment(actor=olu.actor, name="Clinics").id
    said = {"customers": "27", "price": "4000", "new": "1 to 5", "churn": "5 to 15%"}
    for driver, text in said.items():
        strategy.say_cell(
            actor=olu.actor, segment_id=segment, driver=driver, text=text, today=today
        )
    strategy.set_yardstick(
        actor=olu.actor, metric_id=Metric.objects.get().pk, figure="revenue_year"
    )
    web = make_team(olu.actor, "Web", **{f"Q{today.year + 1}Q1": 20})
    bet = make_bet(olu.actor, "Single sign-on", growth=1_000, effort={web: 5})
    plan = make_plan(olu.actor, first_period=f"{today.year + 1}Q1", periods=1)
    roadmap.commit_plan(actor=olu.actor, plan_id=plan.pk, reason="Agreed", now=now)
    roadmap.project_plan(actor=olu.actor, today=today, now=now)
    return bet


def test_odds_move_after_a_bet_is_said_to_act_and_say_why_they_were_old(
    olu: Person, planned: Any, browsing: Browsing
) -> None:
    page = browsing.open(olu, address(olu, "strategy/goals/"))
    before = odds_on(page)
    expect(page.get_by_text("by the number of futures")).to_be_visible()
    page.goto(f"{browsing.address}{address(olu, f'roadmap/bets/{planned.pk}/')}")
    page.get_by_text("Say what it acts on").click()
    page.get_by_label("It moves", exact=True).select_option("new")
    page.get_by_label("Which way").select_option("more")
    page.get_by_label("By how much").fill("60 to 140")
    page.get_by_role("button", name="Save it").click()
    expect(page.get_by_role("region", name="Effects of this bet")).to_contain_text(
        "more"
    )
    assert BetEffect.objects.count() == 1

    page.goto(f"{browsing.address}{address(olu, 'strategy/goals/')}")
    expect(page.get_by_text("what “Single sign-on” brings")).to_be_visible()
    assert odds_on(page) == before
    page.get_by_role("link", name="Work them out again").click()
    expect(page.get_by_text("Old figures: since")).to_contain_text(
        "what “Single sign-on” brings"
    )
    assert faults(page) == []
    page.get_by_role("button", name="Work it out again").press("Enter")
    expect(page.get_by_text("Being worked out anew")).to_be_visible()
    run_next()
    expect(page.get_by_text("Being worked out anew")).to_have_count(0)
    page.goto(f"{browsing.address}{address(olu, 'strategy/goals/')}")
    assert odds_on(page) != before
    expect(page.get_by_text("what “Single sign-on” brings")).to_have_count(0)


def test_a_goal_that_no_future_reaches_says_how_far_it_is_off(
    olu: Person, planned: Any, browsing: Browsing
) -> None:
    GoalMeasure.objects.update(target=Decimal(900_000))
    roadmap.project_plan(
        actor=olu.actor, today=timezone.localdate(), now=timezone.now()
    )
    page = browsing.open(olu, address(olu, "strategy/economics/"))

    notice = page.get_by_text("is out of reach as it stands").locator("..")
    expect(notice).to_contain_text("the goal asks for €")
    expect(notice).to_contain_text("give it more time, or find bets")
    assert faults(page) == []
    roadmap.add_effect(
        actor=olu.actor,
        bet_id=planned.pk,
        effect=EffectIn("customers", "more", "900 to 2000"),
        now=timezone.now(),
    )
    roadmap.project_plan(
        actor=olu.actor, today=timezone.localdate(), now=timezone.now()
    )
    page.reload()
    expect(page.get_by_text("is out of reach as it stands")).to_have_count(0)


def test_a_review_with_odds_prints_on_one_page(
    olu: Person, planned: Any, browsing: Browsing
) -> None:
    page = browsing.open(olu, address(olu, "strategy/reviews/"))
    page.get_by_role("button", name="Make it from the record").click()
    goal = page.get_by_role("row", name=re.compile("^Grow"))
    expect(goal).to_contain_text(re.compile(r"\d%,\s+\d+%\s+without"))
    printed = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    assert faults(page) == []
