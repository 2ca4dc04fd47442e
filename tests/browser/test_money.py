"""One figure for one need on every page, in dollars, and in euros after a switch.

The accounts and the feedback come in through the pages, into a workspace in which
nobody has said a currency.
"""

from __future__ import annotations

import csv
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from leadline.accounts.models import Workspace
from leadline.decisions.actions import create_decision
from leadline.decisions.types import DecisionIn, OptionIn
from leadline.evidence.actions import create_need, move_feedback
from leadline.evidence.models import Customer, Feedback
from leadline.importing.jobs import run_import
from leadline.roadmap import actions as roadmap
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import PersonIn, PromiseIn
from tests.browser.conftest import Browsing, faults
from tests.conftest import Person
from tests.factories import make_bet, make_plan, make_team
from tests.importing.test_run import Silent

ACCOUNTS = [
    ["Account", "Domain", "Segment", "ARR"],
    ["Harbour Freight", "harbour.example", "Ports", "$120,000"],
    ["Birch Mills", "birch.example", "Mills", "$30k"],
    ["Silent Sands", "sands.example", "Ports", "$900,000"],
]
WORDS = [
    ["Ticket", "Created", "Company", "Description"],
    ["T1", "2026-10-02", "Harbour Freight", "My crew types three passwords a shift"],
    ["T2", "2026-10-05", "Birch Mills", "One login for all our tools, please"],
    ["T3", "2026-10-09", "Harbour Freight", "The gate tablet logs us out at lunch"],
]
# What the two who speak pay together: as it was said, and at 0.8 euros a dollar.
DOLLARS, EUROS = "$150k", "€120k"
SUMS = re.compile(r"(?:US\$|[$€]|USD |EUR )\d[\d.,]*(?:k|m)?")


@pytest.fixture(autouse=True)
def _uploads(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def fresh(acme: Workspace, olu: Person) -> Person:
    """Nobody has said a currency in this workspace, nor a time zone."""
    Workspace.objects.filter(pk=acme.pk).update(currency="")
    return olu


def bring(page: Page, who: Person, file: Path, rows: list[list[str]]) -> None:
    """Import a file through the pages; its job runs here."""
    with file.open("w", newline="") as out:
        csv.writer(out).writerows(rows)
    page.goto(re.sub(r"(/w/\d+/).*", r"\1import/", page.url))
    page.get_by_label("File", exact=False).first.set_input_files(file)
    page.get_by_role("button", name="Look at the file").click()
    page.get_by_role("button", name=re.compile(r"^Import \d+ ")).click()
    expect(page.get_by_text("is coming in")).to_be_visible()
    pk = int(page.url.rstrip("/").rsplit("/", 1)[1])
    run_import(actor=who.actor, progress=Silent(), import_id=pk)


def a_need_with_all_that_hangs_on_it(who: Person) -> dict[str, str]:
    """Two customers mean one need. A bet answers it, a plan holds the bet, a decision
    is about it, and both were promised it for a day that is past."""
    actor, now = who.actor, timezone.now()
    need = create_need(actor=actor, statement="Sign in once", now=now)
    pieces = list(Feedback.objects.values_list("pk", flat=True))
    move_feedback(actor=actor, feedback_ids=pieces, need_id=need.pk, now=now)
    team = make_team(actor, Q2027Q1=20)
    bet = make_bet(actor, "Single sign-on", growth=50_000, effort={team: 4})
    roadmap.set_bet_needs(actor=actor, bet_id=bet.pk, need_ids=[need.pk], now=now)
    plan = make_plan(actor)
    roadmap.commit_plan(actor=actor, plan_id=plan.pk, reason="Agreed", now=now)
    options = (OptionIn("Buy", ""), OptionIn("Build", ""))
    about = DecisionIn("Buy or build?", options=options, need_ids=(need.pk,))
    decision = create_decision(actor=actor, decision=about, now=now)
    for customer in Customer.objects.filter(
        name__in=["Harbour Freight", "Birch Mills"]
    ):
        promise_it(who, customer, bet.pk)
    root = f"/w/{actor.workspace_id}/"
    return {
        "today": root,
        "needs": f"{root}evidence/needs/",
        "need": f"{root}evidence/needs/{need.pk}/",
        "bet": f"{root}roadmap/bets/{bet.pk}/",
        "plan": f"{root}roadmap/plans/{plan.pk}/?view=table",
        "decision": f"{root}decisions/{decision.pk}/",
        "line": f"{root}line/need/{need.pk}/",
        "grounds": f"{root}roadmap/bets/{bet.pk}/grounds/",
    }


def promise_it(who: Person, customer: Customer, bet_id: int) -> None:
    now = timezone.now()
    person = stakeholders.create_person(
        actor=who.actor,
        person=PersonIn(
            f"Kim {customer.name[0]}.", "customer", customer_id=customer.pk
        ),
    )
    promise = stakeholders.create_promise(
        actor=who.actor,
        promise=PromiseIn(
            person.pk, "One login", state="agreed",
            due_date=now.date() - timedelta(days=9),
        ),
        now=now,
    )  # fmt: skip
    roadmap.honour_promise(actor=who.actor, promise_id=promise.pk, bet_id=bet_id)


def read(page: Page, address: str) -> str:
    page.goto(address)
    return page.get_by_role("main").inner_text()


def a_briefing(page: Page, root: str) -> str:
    """Draft a briefing for sales, and read it."""
    page.goto(f"{root}stakeholders/briefings/")
    page.get_by_label("For", exact=True).select_option("sales")
    page.get_by_role("button", name="Make a draft").click()
    expect(page.get_by_text("At stake", exact=True)).to_be_visible()
    return page.get_by_role("main").inner_text()


def answers(page: Page, places: dict[str, str], *, answered: bool) -> None:
    """Say on the bet's own page whether it answers the need: Today lists what no bet
    answers."""
    page.goto(places["grounds"])
    page.get_by_role("checkbox", name="Sign in once").set_checked(answered)
    page.get_by_role("button", name="Save these needs").click()
    expect(page.get_by_text("The needs are saved.")).to_be_visible()


def figures(page: Page, places: dict[str, str], root: str) -> dict[str, str]:
    """Return what each page says, as text."""
    seen = {
        name: read(page, address)
        for name, address in places.items()
        if name not in ("today", "grounds")
    }
    seen["briefing"] = a_briefing(page, root)
    answers(page, places, answered=False)
    seen["today"] = read(page, places["today"])
    answers(page, places, answered=True)
    return seen


def test_one_figure_for_one_need_on_every_page_before_and_after_a_switch(
    fresh: Person, browsing: Browsing, tmp_path: Path
) -> None:
    root = f"{browsing.address}/w/{fresh.actor.workspace_id}/"
    page = browsing.open(fresh, f"/w/{fresh.actor.workspace_id}/")
    expect(page.get_by_label("Count in")).to_have_value("")

    bring(page, fresh, tmp_path / "accounts.csv", ACCOUNTS)
    bring(page, fresh, tmp_path / "tickets.csv", WORDS)
    relative = a_need_with_all_that_hangs_on_it(fresh)
    places = {name: browsing.address + path for name, path in relative.items()}

    page.goto(root)
    expect(page.get_by_text("Leadline counts in USD")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Acme counts in USD")).to_be_visible()
    in_dollars = figures(page, places, root)
    assert set(in_dollars) == {"today", "needs", "need", "bet", "plan", "decision",
                               "line", "briefing"}  # fmt: skip
    for name, text in in_dollars.items():
        assert DOLLARS in text, (name, SUMS.findall(text))
        assert "€" not in text, (name, SUMS.findall(text))

    # Settings: count in euros. Without a rate nothing stands in a large figure.
    page.goto(f"{root}settings/")
    page.get_by_label("Currency").select_option("EUR")
    counted = page.locator("form", has=page.get_by_label("Currency"))
    counted.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The workspace's settings are saved.")).to_be_visible()
    for name in ("need", "bet"):
        page.goto(places[name])
        large = page.locator(".stat", has_text="Revenue behind it").locator("dd")
        expect(large.first).to_have_text("no rate")
        expect(large.nth(1)).to_contain_text(f"not in it {DOLLARS} of 2 customers")
    assert faults(page) == []

    page.goto(f"{root}settings/money/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("no rate to EUR")
    page.get_by_label("is worth").fill("0.8")
    page.get_by_label("said by").fill("Finance")
    page.get_by_role("button", name="Write it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("counts in EUR")

    in_euros = figures(page, places, root)
    for name, text in in_euros.items():
        assert EUROS in text, (name, SUMS.findall(text))
        assert "$" not in text, (name, SUMS.findall(text))


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_currency_and_time_zone_are_asked_on_the_first_page(
    fresh: Person, browsing: Browsing, size: str
) -> None:
    here = f"/w/{fresh.actor.workspace_id}/"
    page = browsing.open(fresh, here, size=size, zone="America/Sao_Paulo")

    zone = page.get_by_label("Time zone")
    expect(zone).to_have_value("America/Sao_Paulo")
    expect(page.get_by_text("The time zone is what your browser says.")).to_be_visible()
    assert faults(page) == []
    zone.select_option("America/Bogota")
    page.get_by_label("Count in").select_option("BRL")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("counts in BRL and keeps America/Bogota")).to_be_visible()
    expect(page.get_by_label("Time zone")).to_have_count(0)
    kept = Workspace.objects.get(pk=fresh.actor.workspace_id)
    fresh.user.refresh_from_db()
    assert (kept.currency, kept.timezone) == ("BRL", "America/Bogota")
    assert fresh.user.timezone == "America/Bogota"


def test_a_zone_that_the_list_does_not_know_proposes_nothing(
    fresh: Person, browsing: Browsing
) -> None:
    page = browsing.open(fresh, "/", zone="Europe/Oslo")
    page.add_init_script(
        "Intl.DateTimeFormat.prototype.resolvedOptions ="
        " () => ({ timeZone: 'Mars/Base' })"
    )
    page.goto(f"{browsing.address}/w/{fresh.actor.workspace_id}/")

    expect(page.get_by_label("Time zone")).to_have_value("UTC")
    expect(page.get_by_text("what your browser says")).to_be_hidden()
