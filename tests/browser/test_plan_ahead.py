"""A plan in many futures, by mouse and by keyboard: drag, pick, approve, explain."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from leadline.roadmap import actions
from leadline.roadmap.models import Bet, Plan, PlanItem
from leadline.roadmap.types import Range
from tests.browser.conftest import Browsing, faults
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_plan, make_team
from tests.web.roadmap import run_next

CHANGED = "The plan is changed; reason and cost are saved."


def tap(target: Locator) -> None:
    target.click()


def press(target: Locator) -> None:
    target.focus()
    target.press("Enter")


def spread(low: int, middle: int, high: int) -> Range:
    return Range(Decimal(low), Decimal(middle), Decimal(high))


@pytest.fixture
def world(ana: Person) -> dict[str, Bet]:
    """Two quarters of one team, and bets for growth and for profit."""
    web = make_team(ana.actor, "Web", Q2027Q1=20, Q2027Q2=20)
    growth, profit = spread(50_000, 100_000, 180_000), spread(40_000, 70_000, 90_000)
    said: dict[str, dict[str, Any]] = {
        "Base": {"growth": growth}, "Upper floor": {"growth": growth},
        "Save A": {"profit": profit}, "Save B": {"profit": profit},
        "Save C": {"profit": profit}, "Save D": {"profit": profit},
    }  # fmt: skip
    bets = {
        name: make_bet(ana.actor, name, effort={web: 10}, **values)
        for name, values in said.items()
    }
    return bets


@pytest.fixture
def plan(ana: Person, world: dict[str, Bet]) -> Plan:
    return make_plan(
        ana.actor, "Balanced", growth=1.0, profit=0.5, discount=0.05, futures=50,
        time_limit=15.0,
    )  # fmt: skip


def address(person: Person, path: str) -> str:
    return f"/w/{person.actor.workspace_id}/roadmap/{path}"


def where(plan: Plan, bet: Bet) -> str:
    return PlanItem.objects.get(plan=plan, bet=bet).period


def bar(page: Page, title: str) -> Locator:
    return page.locator("a.bet[data-places]", has_text=title)


def test_a_bet_is_lifted_moved_and_dropped_by_keyboard_with_its_price_read_out(
    ana: Person, world: dict[str, Bet], plan: Plan, browsing: Browsing
) -> None:
    page = browsing.open(ana, address(ana, f"plans/{plan.pk}/"))
    said = page.locator("[data-carry-say]")
    before = where(plan, world["Base"])

    bar(page, "Base").press("Space")
    expect(said).to_contain_text("where it was")
    page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("“Base” to Q2 2027 costs €")
    page.keyboard.press("Escape")
    expect(said).to_contain_text("back where it was")
    expect(page.locator(".drop")).to_have_count(0)
    expect(bar(page, "Base")).to_be_focused()

    page.keyboard.press("Space")
    expect(page.locator(".drop-on")).to_contain_text("where it is")
    page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("“Base” to Q2 2027 costs €")
    expect(bar(page, "Base")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Why?")).to_be_focused()
    page.keyboard.type("The port waits")
    page.keyboard.press("Enter")

    expect(
        page.get_by_text("The plan is changed; reason and cost are saved.")
    ).to_be_visible()
    expect(page.locator("#p-history")).to_contain_text("The port waits")
    assert (before, where(plan, world["Base"])) == ("2027Q1", "2027Q2")


def test_a_bet_is_dragged_by_mouse_and_asks_why(
    ana: Person, world: dict[str, Bet], plan: Plan, browsing: Browsing
) -> None:
    page = browsing.open(ana, address(ana, f"plans/{plan.pk}/"))
    head = page.locator(".tl-head .lane > span")
    start = bar(page, "Base").bounding_box()
    there = head.nth(1).bounding_box()
    assert start
    assert there

    page.mouse.move(start["x"] + 20, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 60, start["y"] + 10, steps=4)
    expect(page.locator(".drop")).to_have_count(2)
    page.mouse.move(there["x"] + there["width"] / 2, start["y"] + 10, steps=8)
    expect(page.locator(".drop-on")).to_contain_text("costs €")
    page.mouse.up()

    expect(page.get_by_label("Why?")).to_be_focused()
    assert page.url.endswith(f"plans/{plan.pk}/")
    assert faults(page) == []
    page.get_by_label("Why?").fill("Two people left")
    page.get_by_role("button", name="Move to Q2 2027").click()
    expect(
        page.get_by_text("The plan is changed; reason and cost are saved.")
    ).to_be_visible()
    assert where(plan, world["Base"]) == "2027Q2"


def test_a_place_that_cannot_be_says_why_and_takes_no_drop(
    ana: Person, world: dict[str, Bet], browsing: Browsing
) -> None:
    # A whole quarter lies between the two, so the second stands in the third.
    web = world["Base"].efforts.first().team
    actions.set_capacity(actor=ana.actor, weeks={(web.pk, "2027Q3"): Decimal(20)})
    actions.link_bets(
        actor=ana.actor, bet_id=world["Upper floor"].pk, other_id=world["Base"].pk,
        kind="after", gap=1, now=NOW,
    )  # fmt: skip
    plan = make_plan(ana.actor, periods=3, growth=1.0, profit=0.5, discount=0.05)
    page = browsing.open(ana, address(ana, f"plans/{plan.pk}/"))

    bar(page, "Upper floor").press("Space")
    expect(page.locator(".drop-on")).to_contain_text("where it is")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-carry-say]")).to_contain_text(
        "Q2 2027: it cannot be there. “Upper floor” starts too early after “Base”"
    )
    expect(page.locator(".drop-on")).to_have_class("drop c9 w8 drop-no drop-on")
    expect(bar(page, "Upper floor")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move it")).to_be_disabled()
    assert faults(page) == []


@pytest.mark.parametrize("use", [tap, press], ids=["by mouse", "by keyboard"])
def test_a_point_of_the_frontier_is_picked_and_becomes_a_plan(
    ana: Person, plan: Plan, browsing: Browsing, use: Any
) -> None:
    page = browsing.open(ana, address(ana, f"plans/{plan.pk}/ways/"))
    use(page.get_by_role("button", name="Work it out"))
    expect(page.get_by_role("button", name="Stop the search")).to_be_visible()
    run_next()
    most = page.get_by_role("row", name="Most profit")
    expect(most).to_be_visible()
    assert faults(page) == []
    use(most.locator("summary"))
    most.get_by_label("Why").fill("Petra asked")
    use(most.get_by_role("button", name="Make it a plan"))

    expect(page.get_by_role("heading", level=1)).to_contain_text("most profit")
    expect(page.get_by_text("Petra asked")).to_be_visible()


@pytest.mark.parametrize("use", [tap, press], ids=["by mouse", "by keyboard"])
def test_a_scenario_is_approved_beside_the_plan(
    ana: Person, plan: Plan, browsing: Browsing, use: Any
) -> None:
    actions.commit_plan(actor=ana.actor, plan_id=plan.pk, reason="Agreed", now=NOW)
    other = make_plan(ana.actor, "Profit first", growth=0.0, profit=1.0)
    page = browsing.open(
        ana, address(ana, f"plans/compare/?one={plan.pk}&other={other.pk}")
    )

    expect(page.get_by_text("in the same 2,000 futures")).to_be_visible()
    page.get_by_label("Why this one").fill("Growth may wait")
    use(page.get_by_role("button", name="Approve as the plan"))

    expect(page.get_by_role("heading", level=1)).to_contain_text("Profit first")
    states = dict(Plan.objects.values_list("name", "state"))
    assert states == {"Balanced": "superseded", "Profit first": "committed"}


def test_an_impossible_wish_says_what_to_drop(
    ana: Person, world: dict[str, Bet], browsing: Browsing
) -> None:
    forced = [
        world[name].pk for name in ("Base", "Save A", "Save B", "Save C", "Save D")
    ]
    actions.set_bet_state(
        actor=ana.actor, bet_ids=forced, state="committed", reason="All of it", now=NOW
    )
    page = browsing.open(ana, address(ana, "plans/new/"))
    page.get_by_label("Name of the plan").fill("Everything")
    page.get_by_label("Why you plan").fill("We want it all")
    page.get_by_label("From").select_option("2027Q1")
    page.get_by_label("For how many quarters").fill("2")
    page.get_by_role("button", name="Find the best plan").click()
    expect(page.get_by_text("You may leave this page")).to_be_visible()
    run_next()

    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "Everything is impossible as asked"
    )
    clash = page.get_by_role("region", name="The smallest set of demands")
    expect(clash).to_contain_text("“Save A” is committed")
    expect(clash).to_contain_text("take any one of them back")
    assert faults(page) == []


def test_the_pages_hold_in_light_and_dark_wide_and_narrow(
    ana: Person, world: dict[str, Bet], plan: Plan, every_view: Any
) -> None:
    actions.work_out_ways(actor=ana.actor, plan_id=plan.pk, time_limit=15)
    other = make_plan(ana.actor, "Profit first", growth=0.0, profit=1.0)
    paths = [
        f"plans/{plan.pk}/", f"plans/{plan.pk}/ways/",
        f"bets/{world['Base'].pk}/standing/", "plans/new/",
        f"plans/compare/?one={plan.pk}&other={other.pk}", "../decisions/learn/",
    ]  # fmt: skip
    for path in paths:
        for page in every_view(ana, address(ana, path)):
            assert faults(page) == [], path
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= page.viewport_size["width"], path
