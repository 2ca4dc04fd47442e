"""A decision with the customer in the room, by mouse and by keyboard."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from leadline.decisions.models import Decision
from leadline.evidence import actions as evidence
from leadline.roadmap import actions as roadmap
from tests import factories as make
from tests.browser.conftest import Browsing, faults
from tests.conftest import Person
from tests.decisions.making import NOW, REASON, make_customer, say

WORDS = [
    ("Klinikum Elbe", "Hospitals", "We want to sign in through our identity provider"),
    ("Port of Gävle", "Ports", "Our dockers cannot sign in through a provider"),
]


def a_bet_with_voices(ana: Person) -> int:
    need = evidence.create_need(
        actor=ana.actor, statement="Sign in with our own provider", now=NOW
    )
    for name, segment, words in WORDS:
        customer = make_customer(ana, name, segment, 100)
        say(ana, words, customer, need_id=need.pk)
    bet = make.make_bet(ana.actor, "Single sign-on")
    roadmap.set_bet_needs(actor=ana.actor, bet_id=bet.pk, need_ids=[need.pk], now=NOW)
    return bet.pk


def press(page: Page, name: str, keyboard: bool, nth: int = 0) -> None:
    """Press a button or follow a link, by mouse or by keyboard."""
    target = page.get_by_role("button", name=name).or_(
        page.get_by_role("link", name=name)
    )
    if keyboard:
        target.nth(nth).focus()
        page.keyboard.press("Enter")
    else:
        target.nth(nth).click()


def walk(page: Page, keyboard: bool) -> None:
    press(page, "Open a decision", keyboard)
    page.get_by_label("The question").fill("Build or buy sign-on?")
    page.get_by_label("Options").fill(
        "Buy: sign in through the customer's identity provider\nWait: do nothing"
    )
    press(page, "Open the decision", keyboard)
    expect(page.get_by_role("heading", name="chair is empty")).to_be_visible()
    press(page, "Seat the customer", keyboard)
    press(page, "Look at the words", keyboard)
    expect(page.get_by_role("heading", level=1)).to_contain_text("to be looked at")
    proposed = page.get_by_role("region", name="Proposed").get_by_role("listitem")
    for left in (1, 0):
        item = proposed.first
        side = "Against it" if "dockers" in item.inner_text() else "For it"
        button = item.get_by_role("button", name=side)
        if keyboard:
            button.focus()
            page.keyboard.press("Enter")
        else:
            button.click()
        expect(proposed).to_have_count(left)
    press(page, "Back to the chair", keyboard)
    press(page, "Meeting", keyboard)
    expect(page.get_by_text("voice 1 of 2")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("n")
    expect(page.get_by_text("voice 2 of 2")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("n")
    press(page, "The room has heard it", keyboard)
    buy = page.get_by_role("radio", name="Buy")
    if keyboard:
        buy.focus()
        page.keyboard.press("Space")
    else:
        buy.check()
    page.get_by_label("because", exact=True).fill("hospitals leave in the spring")
    press(page, "Decide", keyboard)
    expect(page.get_by_text("The chair is weak (diversity)")).to_be_visible()
    page.get_by_label("Why decide without the customer").fill(REASON)
    press(page, "Decide", keyboard)
    expect(page.get_by_text("Closed around the chair.")).to_be_visible()


def check(page: Page) -> None:
    made = Decision.objects.get()
    assert made.state == "decided"
    assert "although Port of Gävle told us" in made.sentence
    assert made.override == REASON
    assert faults(page) == []


def test_a_decision_is_taken_by_mouse(ana: Person, browsing: Browsing) -> None:
    bet = a_bet_with_voices(ana)
    page = browsing.open(ana, f"/w/{ana.actor.workspace_id}/roadmap/bets/{bet}/")

    walk(page, keyboard=False)

    check(page)


def test_a_decision_is_taken_by_keyboard_on_a_phone_in_the_dark(
    ana: Person, browsing: Browsing
) -> None:
    bet = a_bet_with_voices(ana)
    path = f"/w/{ana.actor.workspace_id}/roadmap/bets/{bet}/"
    page = browsing.open(ana, path, size="phone", theme="dark")

    walk(page, keyboard=True)

    check(page)
