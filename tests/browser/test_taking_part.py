"""Somebody who reads predicts, and writes down what a customer said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from leadline.decisions import actions as decisions
from leadline.decisions.models import Forecast
from leadline.decisions.types import ForecastIn, PredictionIn
from leadline.evidence.models import Feedback
from tests.browser.conftest import Browsing, faults
from tests.conftest import Person


def test_a_reader_predicts(ana: Person, ben: Person, browsing: Browsing) -> None:
    now = datetime.now(UTC)
    asked = PredictionIn(
        "Will thirty ports sign in?", "event", resolve_on=now.date() + timedelta(30)
    )
    made = decisions.create_prediction(actor=ana.actor, prediction=asked, on=now.date())
    decisions.answer_prediction(
        actor=ana.actor, prediction_id=made.pk, forecast=ForecastIn(probability=83),
        now=now,
    )  # fmt: skip

    page = browsing.open(ben, f"/w/{ben.actor.workspace_id}/decisions/outcomes/")
    page.get_by_role("link", name="Will thirty ports sign in?").click()
    expect(page.get_by_text("1 person has answered.")).to_be_visible()
    expect(page.get_by_text("83 %")).to_have_count(0)
    expect(page.get_by_text("ana says what came out, on")).to_be_visible()
    expect(page.get_by_role("button", name="Save the outcome")).to_have_count(0)
    page.get_by_label("How likely, in percent").fill("40")
    page.get_by_role("button", name="Save my forecast").click()

    expect(page.get_by_text("83")).to_be_visible()
    assert Forecast.objects.get(user=ben.user).probability == 40
    assert faults(page) == []


def test_a_reader_writes_down_what_a_customer_said(
    ana: Person, ben: Person, browsing: Browsing
) -> None:
    home = f"/w/{ben.actor.workspace_id}/evidence/feedback/"
    page = browsing.open(ben, home, size="phone", theme="dark")
    page.get_by_role("link", name="Write one down").click()
    page.get_by_label("What was said").fill("The gate list is printed twice")
    page.get_by_role("main").get_by_role("button").last.click()

    expect(page.get_by_role("main").get_by_text("The gate list").first).to_be_visible()
    assert Feedback.objects.get().words == "The gate list is printed twice"
    assert faults(page) == []
