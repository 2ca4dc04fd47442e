"""Values edited where they stand: by mouse, by keyboard alone, on a phone, for axe."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from leadline.roadmap.actions import change_bet
from leadline.roadmap.models import Bet
from tests.beside import KINDS
from tests.browser.conftest import OF_COLOURS, Browsing, comes, faults, turn
from tests.conftest import Person
from tests.evidence.makers import say, want
from tests.factories import NOW, make_bet, make_goal


@pytest.fixture
def bet(ana: Person) -> Bet:
    return make_bet(ana.actor, "Book a berth", growth=100_000)


def beside(person: Person, bet: Bet) -> str:
    url = reverse("roadmap:bets", args=[person.actor.workspace_id])
    return f"{url}?open={bet.pk}"


def own_page(person: Person, bet: Bet) -> str:
    return reverse("roadmap:bet", args=[person.actor.workspace_id, bet.pk])


def kept(page: Page, text: str) -> None:
    expect(page.locator("#toasts")).to_contain_text(text)


def test_by_mouse_an_owner_is_chosen_beside_the_list_and_taken_back(
    ana: Person, ben: Person, bet: Bet, browsing: Browsing
) -> None:
    page = browsing.open(ana, beside(ana, bet))

    page.get_by_role("link", name="Edit the owner").click()
    page.get_by_label("Who leads it").select_option(label="ben")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_role("link", name="Edit the owner")).to_contain_text("ben")
    expect(page.locator("[data-item]")).to_contain_text("ben")
    page.get_by_role("button", name="Undo").click()
    kept(page, "Undone: the owner is what it was.")
    expect(page.locator("#peek-title")).to_contain_text("Book a berth")
    expect(page.locator("[data-item]")).not_to_contain_text("ben")


def test_what_stands_twice_on_the_page_is_read_again(
    ana: Person, bet: Bet, browsing: Browsing
) -> None:
    page = browsing.open(ana, own_page(ana, bet))

    page.get_by_role("link", name="Edit the growth").click()
    growth = page.locator("input#value-growth")
    growth.fill("30k")
    growth.press("Enter")

    expect(page.locator("#bet-figures")).to_contain_text("€30k")


@pytest.mark.parametrize("where", [beside, own_page])
def test_by_keys_alone_enter_opens_and_keeps_and_escape_leaves(
    ana: Person, bet: Bet, browsing: Browsing, where: object
) -> None:
    page = browsing.open(ana, where(ana, bet))  # type: ignore[operator]
    value = page.get_by_role("link", name="Edit the confidence")
    field = page.get_by_label("How sure it works, percent")

    value.press("Enter")
    expect(field).to_be_focused()
    field.fill("70")
    field.press("Enter")
    expect(value).to_contain_text("70%")
    expect(value).to_be_focused()
    value.press("Enter")
    expect(field).to_be_focused()
    field.fill("10")
    field.press("Escape")

    expect(value).to_contain_text("70%")
    expect(value).to_be_focused()
    if where is beside:
        expect(page.locator("#peek-title")).to_be_visible()
    comes(page, lambda: Bet.objects.get(pk=bet.pk).confidence, 70)


def test_a_target_is_moved_on_its_goals_page_and_what_hangs_on_it_is_read_again(
    ana: Person, browsing: Browsing
) -> None:
    goal = make_goal(ana.actor, measure="Ports", unit="ports", baseline=25, target=40)
    at = reverse("strategy:goal", args=[ana.actor.workspace_id, goal.pk])
    page = browsing.open(ana, at)

    page.get_by_role("link", name="Edit the target").click()
    expect(page.get_by_label("It shall reach")).to_be_visible()
    assert faults(page) == []
    page.get_by_label("It shall reach").fill("38")
    page.get_by_label("Why the goal changes").fill("The market shrank")
    page.get_by_role("button", name="Save", exact=True).click()

    kept(page, "The target is changed.")
    expect(page.locator(".measure-head + .stats")).to_contain_text("13 ports")
    page.get_by_role("button", name="Undo").click()
    kept(page, "Undone: the target is what it was.")
    expect(page.locator(".measure-head + .stats")).to_contain_text("15 ports")


def test_enter_keeps_a_choice_from_a_list(
    ana: Person, ben: Person, bet: Bet, browsing: Browsing
) -> None:
    page = browsing.open(ana, own_page(ana, bet))
    value = page.get_by_role("link", name="Edit the owner")

    value.press("Enter")
    field = page.get_by_label("Who leads it")
    expect(field).to_be_focused()
    field.select_option(label="ben")
    field.press("Enter")

    expect(value).to_contain_text("ben")
    comes(page, lambda: Bet.objects.get(pk=bet.pk).owner_id, ben.user.pk)


def test_somebody_elses_value_stands_beside_what_was_typed(
    olu: Person, ana: Person, bet: Bet, browsing: Browsing
) -> None:
    page = browsing.open(ana, beside(ana, bet))
    page.get_by_role("link", name="Edit the title").click()
    field = page.get_by_label("The bet, in one line")
    expect(field).to_be_visible()
    change_bet(actor=olu.actor, bet_id=bet.pk, now=NOW, title="Theirs")

    field.fill("Mine")
    field.press("Enter")

    expect(page.locator("[data-value-form]")).to_contain_text(
        "olu wrote “Theirs” meanwhile"
    )
    expect(field).to_have_value("Mine")
    field.press("Enter")
    expect(page.locator("#peek-title")).to_contain_text("Mine")


def test_on_a_phone_the_words_of_a_need_are_edited_in_the_sheet(
    ana: Person, browsing: Browsing
) -> None:
    need = want(ana.actor, "Close the month")
    say(ana.actor, "Close it, please", need=need)
    url = reverse("evidence:needs", args=[ana.actor.workspace_id])
    page = browsing.open(ana, f"{url}?open={need.pk}", size="phone")

    page.get_by_role("link", name="Edit the words").click()
    page.get_by_label("The need, as a customer would say it").fill("Close a month")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.locator("#peek-title")).to_contain_text("Close a month")
    expect(page.locator("[data-item] a[data-peek]")).to_contain_text("Close a month")


# A kind, what is opened by its button, the field, what is typed, what stands then.
BY_KEYS = [
    ("promise", "proof", "What shows it", "The minutes", "The minutes"),
    ("decision", "people asked", "Who is asked before", "Petra", "Petra"),
    ("piece", "area", "Area of the product", "Berths", "Berths"),
]


@pytest.mark.parametrize(("kind", "name", "label", "typed", "stands"), BY_KEYS)
def test_a_value_of_every_kind_is_kept_by_keys_left_by_escape_and_taken_back_by_mouse(
    ana: Person, browsing: Browsing, kind: str, name: str, label: str, typed: str,
    stands: str,
) -> None:  # fmt: skip
    pk = KINDS[kind].make(ana, "Book a berth")
    url = reverse(KINDS[kind].list, args=[ana.actor.workspace_id])
    page = browsing.open(ana, f"{url}?open={pk}")
    value = page.get_by_role("link", name=f"Edit the {name}")
    field = page.locator("[data-value-form]").get_by_label(label)

    value.press("Enter")
    expect(field).to_be_focused()
    assert faults(page) == []
    field.fill(typed)
    field.press("Enter")
    expect(value).to_contain_text(stands)
    expect(value).to_be_focused()
    value.click()
    expect(field).to_be_focused()
    field.fill("Something else")
    field.press("Escape")
    expect(value).to_contain_text(stands)
    page.get_by_role("button", name="Undo").click()

    kept(page, "is what it was")
    expect(value).not_to_contain_text(stands)
    expect(page.locator("#peek-title")).to_be_visible()


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_axe_finds_nothing_at_an_open_field(
    ana: Person, bet: Bet, browsing: Browsing, size: str
) -> None:
    page = browsing.open(ana, beside(ana, bet), size=size)
    page.get_by_role("link", name="Edit the state").click()
    expect(page.get_by_label("Why")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("[data-value-form] .field-error")).to_be_visible()

    assert faults(page) == []
    turn(page, "dark")
    assert faults(page, OF_COLOURS) == []
