"""A launch from its template to go: by keyboard alone, and on a phone."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from leadline.launches import queries
from leadline.launches.models import Launch, LaunchStep
from leadline.launches.types import Verdict
from tests.browser.conftest import Browsing, faults
from tests.conftest import Person
from tests.launches.launching import begin, change, done, finish
from tests.launches.test_go import ask, take

PICTURES = os.environ.get("LEADLINE_LAUNCH_PICTURES", "")
WIDE = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def soon(who: Person, title: str = "Quiet hours", **said: object) -> Launch:
    day = timezone.localdate() + timedelta(days=40)
    return begin(who, title, day=day, owner_id=who.actor.user_id, **said)


def test_from_template_to_go_by_keyboard(ana: Person, browsing: Browsing) -> None:
    home = f"/w/{ana.actor.workspace_id}"
    page = browsing.open(ana, f"{home}/launches/")
    page.keyboard.press("c")
    title = page.get_by_label("What goes to market")
    expect(title).to_be_visible()
    title.press_sequentially("Quiet hours")
    page.get_by_label("Kind").press_sequentially("Minor")
    page.get_by_label("Day", exact=True).fill("2037-03-02")
    page.get_by_label("Day", exact=True).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "4 steps have no owner"
    )
    launch = Launch.objects.get()
    step = LaunchStep.objects.get(part="support")

    page.locator(f"#tick-{step.pk}").press("Enter")
    shown = page.locator(f"#step-{step.pk}").get_by_label("What shows it")
    expect(shown).to_be_visible()
    expect(page.get_by_text("Say what shows that it is done")).to_be_visible()
    assert faults(page) == []
    picture(page, "step-desk-light")
    shown.press_sequentially("The night line tried it")
    shown.press("Enter")
    expect(page.locator(f"#tick-{step.pk}")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#l-count")).to_contain_text("1 of 4 steps done")
    expect(page.locator(f"#edit-{step.pk}")).to_be_focused()
    finish(ana, launch)

    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("every step is done")
    page.get_by_role("button", name="Ask whether it goes").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Does “Quiet hours” go to market on 2 March 2037?"
    )
    launch.refresh_from_db()
    assert launch.decision is not None
    take(ana, launch.decision, "Go", timezone.now())
    page.get_by_role("link", name="Quiet hours").last.press("Enter")
    expect(page.get_by_role("heading", name="Go", exact=True)).to_be_visible()
    verdict = queries.standing_of(actor=ana.actor, launch_id=launch.pk)
    assert verdict == Verdict.GO


def test_a_step_is_answered_on_a_phone(
    ana: Person, ben: Person, browsing: Browsing
) -> None:
    launch = soon(ana)
    step = change(
        ana, LaunchStep.objects.get(part="support"), owner_id=ben.actor.user_id,
        today=timezone.localdate(),
    )  # fmt: skip
    place = f"/w/{ana.actor.workspace_id}/launches/{launch.pk}/"
    page = browsing.open(ben, place, size="phone", theme="dark")
    expect(page.locator("#l-silent")).to_contain_text("ben")
    assert page.evaluate(WIDE)
    page.locator(f"#edit-{step.pk}").click()
    page.locator(f"#step-{step.pk}").get_by_label("State", exact=True).select_option(
        "blocked"
    )
    page.get_by_label("Why it is blocked").fill("Waits for the text")
    assert faults(page) == []
    picture(page, "answer-phone-dark")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(f"#step-{step.pk}")).to_contain_text("Blocked: Waits")
    expect(page.locator("#l-silent")).not_to_contain_text("ben")


VIEWS = [("desk", "light"), ("phone", "dark"), ("desk", "dark"), ("phone", "light")]


@pytest.mark.parametrize(("size", "theme"), VIEWS)
def test_launches_at_rest_have_no_fault(
    ana: Person, ben: Person, browsing: Browsing, size: str, theme: str
) -> None:
    launch = soon(ana, "Sign in with the account of the hospital", kind="major")
    badge = soon(ana, "Clock in with a badge")
    change(ana, LaunchStep.objects.filter(launch=badge).first(),
           owner_id=ben.actor.user_id)  # fmt: skip
    for step in LaunchStep.objects.filter(launch=launch)[:3]:
        done(ana, step)
    ask(ana, launch, timezone.localdate())
    home = f"/w/{ana.actor.workspace_id}/launches/"
    page = browsing.open(ana, home, size=size, theme=theme)
    for path, name in (("", "launches"), (f"{launch.pk}/", "launch"),
                       ("templates/", "templates"), ("new/", "new")):  # fmt: skip
        browsing.go(page, f"{home}{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert faults(page) == []
        picture(page, f"{name}-{size}-{theme}")
        for width in (320, 390):
            if size == "phone":
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate(WIDE), (name, width)
