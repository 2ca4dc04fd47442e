"""A range is typed and read back; a metric is filled by a question to a database."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import expect

from leadline.roadmap.models import Bet
from leadline.strategy import jobs
from leadline.strategy.models import Reading
from tests.browser.conftest import Browsing, faults
from tests.conftest import Person
from tests.factories import make_bet, make_metric, make_team
from tests.strategy.test_filling import Silent


@pytest.mark.parametrize(("size", "theme"), [("desk", "light"), ("phone", "dark")])
def test_a_range_is_typed_by_keyboard_and_said_back(
    browsing: Browsing, ana: Person, size: str, theme: str
) -> None:
    make_team(ana.actor, "Web")
    bet = make_bet(ana.actor, "Single sign-on")
    path = f"/w/{ana.actor.workspace_id}/roadmap/bets/{bet.pk}/change/"
    page = browsing.open(ana, path, size=size, theme=theme)
    field = page.get_by_label("Web")

    field.press("Control+A")
    field.press_sequentially("8 to 20")
    back = page.locator("[role=status]", has_text="One time in ten below 8")
    expect(back).to_contain_text("one time in ten above 20 person-weeks")
    expect(back.locator("svg.dens-pic")).to_be_visible()
    assert faults(page) == []
    field.press("Control+A")
    field.press_sequentially("20 to 8")
    expect(page.locator("[role=status]", has_text="runs down")).to_be_visible()
    field.press("Control+A")
    field.press_sequentially("about 12")
    field.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Single sign-on")
    effort = Bet.objects.get().efforts.get()
    assert [float(end) for end in (effort.p10, effort.p50, effort.p90)] == [9.6, 12, 15]


def test_a_metric_is_filled_by_a_question(
    browsing: Browsing, olu: Person, tmp_path: Path, settings: object
) -> None:
    settings.METRIC_FOLDERS = [str(tmp_path)]
    with sqlite3.connect(tmp_path / "shop.sqlite3") as base:
        base.execute("create table orders (day text, n integer)")
        base.execute("insert into orders values ('2026-11-18', 1234)")
    metric = make_metric(olu.actor, "Orders", currency="", unit="orders")
    area = f"/w/{olu.actor.workspace_id}/strategy/metrics/"
    page = browsing.open(olu, f"{area}sources/new/")

    page.get_by_label("Name it").fill("Shop")
    page.get_by_label("Kind", exact=True).select_option("sqlite")
    page.get_by_label("Address, or path").fill(str(tmp_path / "shop.sqlite3"))
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("from 1 database")
    assert faults(page) == []
    page.goto(f"{browsing.address}{area}{metric.pk}/")
    page.get_by_role("link", name="Let it fill itself").click()
    page.get_by_label("The question, in SQL").fill("delete from orders")
    page.get_by_role("button", name="Run it once").click()
    expect(page.locator(".field-error")).to_contain_text("Only one question is sent")
    page.get_by_label("The question, in SQL").fill("select day, n from orders")
    page.get_by_role("button", name="Run it once").click()
    expect(page.get_by_role("table")).to_contain_text("1,234 orders")
    assert faults(page) == []
    page.get_by_role("button", name="Let it fill the metric").click()
    expect(page.get_by_text("Every day from Shop")).to_be_visible()
    assert not Reading.objects.exists()

    jobs.ask_for_readings(actor=olu.actor, progress=Silent(), metric_id=metric.pk)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1,234 orders")
    expect(page.get_by_role("cell", name="Shop, asked by SQL")).to_be_visible()
    assert faults(page) == []
