"""Past decisions appear while a question is typed, and beside a decision."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import OF_COLOURS, Browsing, faults, turn
from tests.conftest import Person
from tests.decisions.making import make_decision
from tests.decisions.test_similar import SIGN_ON, close


def test_what_was_decided_before_comes_and_goes_with_the_question(
    ana: Person, browsing: Browsing
) -> None:
    close(ana, make_decision(ana, question=SIGN_ON))
    page = browsing.open(
        ana, reverse("decisions:decision_new", args=[ana.actor.workspace_id])
    )
    field = page.get_by_label("The question, so that it can be answered")

    field.fill("Build sign-on ourselves, or buy it?")
    expect(page.get_by_role("link", name=SIGN_ON)).to_be_visible()
    assert faults(page) == []
    turn(page, "dark")
    assert faults(page, OF_COLOURS) == []
    field.fill("Rename the product?")
    expect(page.get_by_role("link", name=SIGN_ON)).to_have_count(0)


def test_it_stands_beside_a_decision(ana: Person, browsing: Browsing) -> None:
    close(ana, make_decision(ana, question=SIGN_ON))
    made = make_decision(ana, question=SIGN_ON)
    args = [ana.actor.workspace_id, made.pk]
    page = browsing.open(ana, reverse("decisions:decision", args=args))

    part = page.get_by_role("region", name="Decided before, and how it came out")
    expect(part).to_contain_text("Asks about the same")
