"""Two people predict, see each other, and read what came of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from leadline.decisions.models import Forecast, Prediction
from tests.browser.conftest import Browsing, faults
from tests.conftest import Person


def tap(target: Locator) -> None:
    target.click()


def press(target: Locator) -> None:
    target.focus()
    target.press("Enter")


def predict(page: Page, use, probability: str) -> None:
    page.get_by_label("How likely").fill(probability)
    use(page.get_by_role("button", name="Save my forecast"))
    expect(page.get_by_role("region", name="What people expect")).to_contain_text(
        f"{probability}%"
    )


@pytest.mark.parametrize("use", [tap, press], ids=["by mouse", "by keyboard"])
def test_two_people_predict_and_read_the_outcome(
    ana: Person, olu: Person, browsing: Browsing, use
) -> None:
    home = f"/w/{ana.actor.workspace_id}/decisions/"
    page = browsing.open(ana, f"{home}outcomes/")
    use(page.get_by_role("link", name="Make the first prediction"))
    page.get_by_label("What will happen").fill("Thirty accounts sign in by June")
    page.get_by_label("To be settled on").fill("2037-06-30")
    use(page.get_by_role("button", name="Ask it"))
    predict(page, use, "80")
    pk = Prediction.objects.get().pk

    other = browsing.open(olu, f"{home}predictions/{pk}/", size="phone", theme="dark")
    expect(other.get_by_text("1 person has answered")).to_be_visible()
    assert "80%" not in other.get_by_role("main").inner_text()
    predict(other, use, "40")
    expect(other.get_by_role("main")).to_contain_text("80%")

    expect(other.get_by_label("Outcome", exact=True)).to_have_count(0)

    # Its day comes, and who asked settles it.
    Prediction.objects.update(resolve_on=timezone.localdate())
    page.goto(browsing.address + f"{home}predictions/{pk}/")
    page.get_by_label("Outcome", exact=True).select_option("yes")
    page.get_by_label("Where that is known from").fill("Counted in the log")
    use(page.get_by_role("button", name="Save the outcome"))
    expect(page.get_by_text("leaned right")).to_be_visible()
    other.reload()
    expect(other.get_by_text("leaned wrong")).to_be_visible()
    assert faults(other) == []

    Forecast.objects.update(said_at=timezone.now() - timedelta(days=3))
    page.goto(browsing.address + f"{home}calibration/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "1 forecast and what came true"
    )
    expect(page.get_by_role("img", name="What was said")).to_be_visible()
    assert faults(page) == []
