"""Bets between now, next and later, words into needs, needs into one: by hand."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from leadline.evidence.actions import rename_need
from leadline.evidence.models import Feedback, Need
from leadline.foundation.periods import next_period, period_of
from leadline.roadmap.actions import move_bet
from leadline.roadmap.models import Plan, PlanItem
from tests.browser.conftest import OF_COLOURS, Browsing, comes, faults, turn
from tests.browser.test_narrow import as_a_phone
from tests.conftest import Person
from tests.evidence.makers import say, want
from tests.factories import make_bet, make_plan


@pytest.fixture
def quarters() -> list[str]:
    """This quarter and the three after it."""
    found = [period_of(timezone.localdate())]
    while len(found) < 4:
        found.append(next_period(found[-1]))
    return found


@pytest.fixture
def plan(ana: Person, quarters: list[str]) -> Plan:
    """A plan of this quarter and three more, with a bet in the first."""
    make_bet(ana.actor, "Book a berth", growth=1000)
    made = make_plan(ana.actor, first_period=quarters[0], periods=4)
    assert where(made) == quarters[0]
    return made


def where(plan: Plan) -> str:
    return PlanItem.objects.get(plan=plan).period


def columns(person: Person, plan: Plan) -> str:
    at = reverse("roadmap:plan_detail", args=[person.actor.workspace_id, plan.pk])
    return f"{at}?view=now"


def need_of(piece: Feedback) -> str:
    found = Feedback.objects.get(pk=piece.pk).need
    return found.statement if found else ""


def went_into(need: Need) -> int | None:
    return Need.objects.get(pk=need.pk).merged_into_id


def needs(page: Page, name: str) -> None:
    expect(page.locator("#toasts")).to_contain_text(name)


def by_finger(page: Page, handle: Locator, onto: Locator) -> None:
    """Take a handle with a finger, draw it onto a place, and let go."""
    touches = page.context.new_cdp_session(page)

    def touch(kind: str, at: Locator | None) -> None:
        box = at and at.bounding_box()
        middle = box and {
            "x": box["x"] + box["width"] / 2,
            "y": box["y"] + min(box["height"] / 2, 20),
        }
        points = [middle] if middle else []
        touches.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    onto.evaluate("(place) => place.scrollIntoView({ block: 'center' })")
    touch("touchStart", handle)
    touch("touchMove", onto)
    expect(page.locator(".is-held")).to_have_count(1)
    touch("touchMove", onto)
    expect(page.locator(".is-onto")).to_have_count(1)
    touch("touchEnd", None)


def test_a_finger_moves_a_bet_by_its_handle_and_one_need_onto_another(
    ana: Person, plan: Plan, quarters: list[str], browsing: Browsing
) -> None:
    berth, gate = want(ana.actor, "Book a berth"), want(ana.actor, "Pass the gate")
    page = as_a_phone(browsing, browsing.open(ana, columns(ana, plan)), 390)
    browsing.go(page, columns(ana, plan))

    by_finger(page, page.locator(".bet-card .grip"), page.locator("[data-onto=next]"))
    expect(page.get_by_label("Why the plan changes")).to_be_focused()
    expect(page.locator("#hand input:checked")).to_have_value(quarters[1])
    page.get_by_label("Why the plan changes").fill("The port waits")
    page.get_by_role("button", name="Move it").click()
    expect(page.locator("[data-onto=next] .bet-card")).to_have_count(1)
    assert where(plan) == quarters[1]

    at = reverse("evidence:needs", args=[ana.actor.workspace_id])
    browsing.go(page, at)
    row = page.locator(f"tr[data-onto='{berth.pk}']")
    by_finger(page, row.locator(".grip"), page.locator(f"tr[data-onto='{gate.pk}']"))
    needs(page, "2 needs are one now: “Pass the gate”.")
    assert went_into(berth) == gate.pk


def test_a_bet_is_dragged_to_another_column_says_why_and_comes_back(
    ana: Person, plan: Plan, quarters: list[str], browsing: Browsing
) -> None:
    page = browsing.open(ana, columns(ana, plan))
    later = page.locator("[data-onto=later]")

    page.locator(".bet-card").drag_to(later)
    expect(page.get_by_label("Why the plan changes")).to_be_focused()
    chosen = page.locator("#hand input:checked")
    expect(chosen).to_have_value(quarters[2])
    assert faults(page) == []
    turn(page, theme="dark")
    assert faults(page, OF_COLOURS) == []
    page.get_by_label("Why the plan changes").fill("The port waits")
    page.get_by_role("button", name="Move it").click()

    expect(later.locator(".bet-card")).to_contain_text("by hand: The port waits")
    assert where(plan) == quarters[2]
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[data-onto=now] .bet-card")).to_have_count(1)
    comes(page, lambda: where(plan), quarters[0])


def test_by_keys_a_bet_goes_on_and_what_was_typed_outlasts_a_change_of_somebody_else(
    ana: Person, olu: Person, plan: Plan, quarters: list[str], browsing: Browsing
) -> None:
    page = browsing.open(ana, columns(ana, plan))
    link = page.locator("[data-hand-open]")
    why = page.get_by_label("Why the plan changes")

    link.press("ArrowRight")
    expect(why).to_be_focused()
    why.press("Escape")
    expect(page.locator("#hand")).to_be_hidden()
    expect(link).to_be_focused()
    link.press("ArrowRight")
    expect(why).to_be_focused()
    move_bet(
        actor=olu.actor, plan_id=plan.pk, bet_id=plan.items.get().bet_id,
        to_period=quarters[3], reason="Later", now=timezone.now(),
    )  # fmt: skip
    why.fill("The port waits")
    why.press("Enter")

    expect(page.locator("#hand [role=alert]")).to_contain_text("changed the plan")
    expect(why).to_have_value("The port waits")
    expect(page.locator("#hand input:checked")).to_have_value(quarters[1])
    assert where(plan) == quarters[3]
    why.press("Enter")
    expect(page.locator("[data-onto=next] .bet-card")).to_have_count(1)
    assert where(plan) == quarters[1]


def test_a_piece_is_dragged_onto_a_need_and_by_keys_it_is_put_there(
    ana: Person, browsing: Browsing
) -> None:
    berth, gate = want(ana.actor, "Book a berth"), want(ana.actor, "Pass the gate")
    words, other = say(ana.actor, "The queue is long"), say(ana.actor, "No slot again")
    at = reverse("evidence:feedback", args=[ana.actor.workspace_id])
    page = browsing.open(ana, at)
    row = page.locator("[data-item]", has_text="The queue is long")

    row.hover()
    row.locator(".grip").hover()
    page.mouse.down()
    page.mouse.move(700, 500, steps=3)
    place = page.locator(f"[data-tray] [data-onto='{gate.pk}']")
    expect(place).to_be_visible()
    place.hover()
    page.mouse.up()
    needs(page, "1 piece put into the need.")
    comes(page, lambda: need_of(words), gate.statement)
    page.get_by_role("button", name="Undo").click()
    needs(page, "Undone: everything is as before.")
    comes(page, lambda: need_of(words), "")

    row = page.locator("[data-item]", has_text="No slot again")
    row.locator("[data-focus]").press("n")
    choice = page.locator("#bulk-need")
    expect(choice).to_be_focused()
    choice.select_option(str(berth.pk))
    page.get_by_role("button", name="Put in need").press("Enter")
    needs(page, "1 piece put into the need.")
    comes(page, lambda: need_of(other), berth.statement)
    assert faults(page) == []


def test_from_the_page_of_a_need_a_piece_is_dropped_on_another(
    ana: Person, browsing: Browsing
) -> None:
    berth, gate = want(ana.actor, "Book a berth"), want(ana.actor, "Pass the gate")
    piece = say(ana.actor, "The queue is long", need=berth)
    at = reverse("evidence:need", args=[ana.actor.workspace_id, berth.pk])
    page = browsing.open(ana, at)
    row = page.locator(".quotes [data-item]")

    row.hover()
    row.locator(".grip").hover()
    page.mouse.down()
    page.mouse.move(700, 500, steps=3)
    page.locator(f"[data-tray] [data-onto='{gate.pk}']").hover()
    page.mouse.up()

    needs(page, "1 piece put into the need.")
    assert need_of(piece) == gate.statement
    assert faults(page) == []


def test_a_need_is_dropped_onto_another_and_one_somebody_changed_is_not(
    ana: Person, olu: Person, browsing: Browsing
) -> None:
    berth, gate = want(ana.actor, "Book a berth"), want(ana.actor, "Pass the gate")
    at = reverse("evidence:needs", args=[ana.actor.workspace_id])
    page = browsing.open(ana, at)

    def drop() -> None:
        link = page.get_by_role("link", name="Book a berth")
        link.drag_to(page.locator(f"tr[data-onto='{gate.pk}']"))

    rename_need(actor=olu.actor, need_id=gate.pk, statement="Pass the gate fast")
    drop()
    expect(page.get_by_role("heading", level=1)).to_contain_text("before you")
    assert went_into(berth) is None
    page.goto(browsing.address + at)
    drop()

    needs(page, "2 needs are one now: “Pass the gate fast”.")
    assert went_into(berth) == gate.pk
    page.get_by_role("button", name="Undo").click()
    comes(page, lambda: went_into(berth), None)
