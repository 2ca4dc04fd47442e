"""Criteria and options put in order by the arrow keys and by dragging."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import expect

from leadline.decisions.models import Criterion, Option
from tests.browser.conftest import Browsing, comes, faults
from tests.conftest import Person
from tests.decisions.making import make_decision


def criteria() -> list[str]:
    return list(Criterion.objects.order_by("position").values_list("title", flat=True))


def options() -> list[str]:
    return list(Option.objects.order_by("position").values_list("title", flat=True))


def test_lines_are_put_in_order_by_keys_and_by_dragging(
    ana: Person, browsing: Browsing
) -> None:
    made = make_decision(ana, "Build", "Buy", "Wait")
    url = reverse("decisions:compare", args=[ana.actor.workspace_id, made.pk])
    ana.browser.post(url, {"name0": "Cost", "name1": "Time", "name2": "Risk"})
    page = browsing.open(ana, url)
    assert faults(page) == []

    handle = page.get_by_role("button", name="Move Risk up or down")
    handle.press("ArrowUp")
    expect(page.locator("#live")).to_have_text("Risk is line 2 of 4.")
    expect(handle).to_be_focused()
    handle.press("ArrowUp")
    expect(page.locator("#live")).to_have_text("Risk is line 1 of 4.")
    wait = page.get_by_role("button", name="Move Wait up or down")
    wait.hover()
    from_, to = wait.bounding_box(), page.locator(".order li").first.bounding_box()
    assert from_ is not None
    assert to is not None
    page.mouse.move(from_["x"] + 8, from_["y"] + 8)
    page.mouse.down()
    page.mouse.move(to["x"] + 8, to["y"] + 2, steps=4)
    page.mouse.up()
    expect(page.locator(".order li").first).to_contain_text("Wait")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#toasts")).to_contain_text("The options are compared.")

    comes(page, criteria, ["Risk", "Cost", "Time"])
    assert options() == ["Wait", "Build", "Buy"]
