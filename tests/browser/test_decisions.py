"""A decision with the customer in the room, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from leadline.accounts.actions import new_claim, take_job
from leadline.accounts.jobs import run_job
from leadline.accounts.models import Job
from leadline.decisions.models import Decision
from leadline.evidence import actions as evidence
from leadline.roadmap import actions as roadmap
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import PersonIn
from tests import factories as make
from tests.browser.conftest import Browsing, faults
from tests.conftest import Person
from tests.decisions.making import NOW, REASON, make_customer, make_decision, say
from tests.factories import as_row

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
        target.nth(nth).press("Enter")
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
    expect(page.get_by_role("progressbar")).to_be_visible()
    job = take_job(claim=new_claim(), now=timezone.now())
    assert job
    run_job(as_row(Job, job))
    expect(page.get_by_role("link", name="2 words wait")).to_be_visible()
    press(page, "Look at the words", keyboard)
    expect(page.get_by_role("heading", level=1)).to_contain_text("to be looked at")
    proposed = page.get_by_role("region", name="Proposed").get_by_role("listitem")
    for left in (1, 0):
        item = proposed.first
        side = "Against it" if "dockers" in item.inner_text() else "For it"
        button = item.get_by_role("button", name=side)
        if keyboard:
            button.press("Enter")
        else:
            button.click()
        expect(proposed).to_have_count(left)
    press(page, "Back to the chair", keyboard)
    press(page, "Meeting", keyboard)
    page.wait_for_url("**/meeting/")
    place = page.get_by_role("status").first
    expect(place).to_contain_text("1")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("s")
    expect(place).to_contain_text("The sentence")
    press(page, "Finish the sentence", keyboard)
    press(page, "The room has heard it", keyboard)
    buy = page.get_by_role("radio", name="Buy")
    if keyboard:
        buy.press("Space")
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


def say_where_they_stand(page: Page, keyboard: bool) -> None:
    """Name Petra, hear why she is against, and see that she was not asked."""
    toggle(page, "Name somebody", keyboard)
    page.get_by_label("Who", exact=True).select_option(label="Petra Lang")
    page.get_by_label("is", exact=True).select_option(label="told after")
    press(page, "Name them", keyboard)
    toggle(page, "Where they stand", keyboard)
    page.get_by_label("On this they are").select_option("against")
    press(page, "Save", keyboard)
    expect(page.get_by_text("Say why they are against it")).to_be_visible()
    page.get_by_label("Why, as they said it").fill("Nobody showed me three years.")
    press(page, "Save", keyboard)
    expect(page.get_by_text("Against it, and not asked before.")).to_be_visible()
    assert faults(page) == []


def toggle(page: Page, name: str, keyboard: bool) -> None:
    summary = page.get_by_text(name, exact=False).and_(page.locator("summary"))
    if keyboard:
        summary.press("Enter")
    else:
        summary.click()


@pytest.mark.parametrize(
    ("keyboard", "size", "theme"),
    [(False, "desk", "light"), (True, "phone", "dark")],
    ids=["by mouse", "by keyboard"],
)
def test_who_is_against_and_was_not_asked_is_seen(
    ana: Person, browsing: Browsing, keyboard: bool, size: str, theme: str
) -> None:
    person = stakeholders.create_person(
        actor=ana.actor, person=PersonIn("Petra Lang", "finance")
    )
    decision = make_decision(ana)
    space = f"/w/{ana.actor.workspace_id}"
    page = browsing.open(
        ana, f"{space}/decisions/{decision.pk}/", size=size, theme=theme
    )

    say_where_they_stand(page, keyboard)

    press(page, "Petra Lang", keyboard)
    page.wait_for_url(f"**{space}/stakeholders/{person.pk}/")
    heading = page.get_by_role("heading", name="Decisions they have a say in")
    expect(heading).to_be_visible()
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


def test_what_a_decision_touches_is_found_among_many(
    ana: Person, browsing: Browsing
) -> None:
    for n in range(12):
        statement = f"Need number {n}" if n else "Know the tide"
        evidence.create_need(actor=ana.actor, statement=statement, now=NOW)
    page = browsing.open(ana, f"/w/{ana.actor.workspace_id}/decisions/new/")
    needs = page.get_by_role("group", name="Needs it touches")
    page.get_by_label("The question").fill("Buy tide tables?")

    needs.get_by_role("searchbox").fill("tide")
    expect(needs.get_by_role("checkbox")).to_have_count(1)
    needs.get_by_label("Know the tide").check()
    needs.get_by_role("searchbox").fill("number 3")
    expect(needs.get_by_role("checkbox")).to_have_count(2)
    needs.get_by_role("searchbox").press("Enter")
    expect(needs.get_by_role("checkbox")).to_have_count(2)
    assert faults(page) == []
    page.get_by_role("button", name="Open the decision").click()

    aside = page.get_by_role("complementary", name="what it touches and its history")
    touched = aside.get_by_role("link", name="Know the tide", exact=True)
    expect(touched).to_be_visible()
