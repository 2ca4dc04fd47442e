"""One figure for one need on every page, in whatever the workspace counts."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.test import Client

from leadline.accounts.models import ExchangeRate, Workspace
from leadline.decisions.actions import create_decision
from leadline.decisions.types import DecisionIn, OptionIn
from leadline.evidence.actions import refresh_demand
from leadline.roadmap.actions import set_bet_needs
from tests.conftest import Person
from tests.evidence.makers import account, say, want
from tests.factories import NOW, make_bet, make_plan, make_team

TAG = re.compile(r"<[^>]+>")


@pytest.fixture
def pages(acme: Workspace, ana: Person) -> dict[str, str]:
    """Customers who pay in dollars ask for one need, in a workspace without a
    currency; a bet, a plan and a decision hang on the need."""
    Workspace.objects.filter(pk=acme.pk).update(currency="")
    need = want(ana.actor, "Sign in once")
    for name, amount in (("Harbour", 120_000), ("Birch", 30_000)):
        who = account(
            ana.actor, name, revenue_amount=Decimal(amount), revenue_currency="USD",
            segment="Ports",
        )  # fmt: skip
        say(ana.actor, need=need, customer=who)
    refresh_demand(actor=ana.actor, need_ids=[need.pk])
    web = make_team(ana.actor, Q2027Q1=20)
    bet = make_bet(ana.actor, "Single sign-on", growth=50_000, effort={web: 4})
    set_bet_needs(actor=ana.actor, bet_id=bet.pk, need_ids=[need.pk], now=NOW)
    plan = make_plan(ana.actor)
    options = (OptionIn("Buy", ""), OptionIn("Build", ""))
    decision = create_decision(
        actor=ana.actor,
        decision=DecisionIn("Buy or build?", options=options, need_ids=(need.pk,)),
        now=datetime.now(UTC),
    )
    root = f"/w/{acme.pk}/"
    return {
        "needs": f"{root}evidence/needs/",
        "need": f"{root}evidence/needs/{need.pk}/",
        "bet": f"{root}roadmap/bets/{bet.pk}/",
        "bets": f"{root}roadmap/bets/",
        "plan": f"{root}roadmap/plans/{plan.pk}/?view=table",
        "decision": f"{root}decisions/{decision.pk}/",
        "line": f"{root}line/need/{need.pk}/",
    }


def read(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return " ".join(TAG.sub(" ", answer.content.decode()).split())


def switch(who: Person, currency: str) -> None:
    form = {"name": "Acme", "currency": currency, "timezone": "UTC"}
    address = f"/w/{who.actor.workspace_id}/settings/change/"
    assert who.browser.post(address, form).status_code == 302


def write_rate(who: Person, value: str, base: str = "USD", quote: str = "EUR") -> int:
    form = {"base": base, "quote": quote, "value": value, "source": "Finance",
            "on_date": "2026-01-02"}  # fmt: skip
    address = f"/w/{who.actor.workspace_id}/settings/money/add/"
    return who.browser.post(address, form).status_code


def test_every_page_says_one_figure_and_the_other_after_a_switch(
    pages: dict[str, str], olu: Person
) -> None:
    root = f"/w/{olu.actor.workspace_id}/"
    today = read(olu.browser, root)
    assert "Leadline counts in USD" in today
    for name, path in pages.items():
        found = read(olu.browser, path)
        assert "$150k" in found, name
        assert "€" not in found.replace("€100k", "").replace("€60k", ""), name

    switch(olu, "EUR")
    assert "1 currency has no rate to EUR" in read(
        olu.browser, f"{root}settings/money/"
    )
    for name in ("need", "bet"):
        found = read(olu.browser, pages[name])
        figure, note = found.split("Revenue behind it", 1)[1].split("a year", 1)
        assert figure.strip() == "no rate", name
        assert "not in it $150k of 2 customers without a rate" in note, name

    assert write_rate(olu, "0.8") == 302
    for name, path in pages.items():
        found = read(olu.browser, path)
        assert "€120k" in found, name
        assert not re.search(r"\$\d", found), name
    assert "€40k" in read(olu.browser, pages["bet"]), "the bet's growth, converted"
    tip = olu.browser.get(pages["need"]).content.decode()
    assert "$150,000 at 0.8 EUR for 1 USD (2 Jan 2026, Finance)" in tip

    assert write_rate(olu, "0.9") == 302
    assert "€135k" in read(olu.browser, pages["need"]), "a rate changes it at once"

    pair = read(olu.browser, f"{root}settings/money/pairs/USD/EUR/")
    assert "One USD was 0.9 EUR on 2 Jan 2026" in pair
    kept = ExchangeRate.objects.get()
    gone = olu.browser.post(f"{root}settings/money/{kept.pk}/remove/")
    assert gone.status_code == 302
    assert "$150k (without a rate)" in read(olu.browser, pages["needs"])
    lost = olu.browser.get(f"{root}settings/money/pairs/USD/EUR/")
    assert lost.status_code == 404


def test_what_has_no_rate_is_named_and_customers_are_sorted_by_what_they_pay(
    pages: dict[str, str], olu: Person
) -> None:
    for name, amount, code in (("Alp", 200_000, "CHF"), ("Fjord", 140_000, "SEK")):
        account(olu.actor, name, revenue_amount=amount, revenue_currency=code)
    switch(olu, "EUR")
    write_rate(olu, "0.8")
    write_rate(olu, "0.1", base="SEK")
    path = f"/w/{olu.actor.workspace_id}/evidence/customers/?sort=-revenue"
    listed = read(olu.browser, path)
    places = [listed.index(name) for name in ("Harbour", "Birch", "Fjord", "Alp")]
    assert places == sorted(places)
    assert "200k (without a rate)" in listed


def test_the_currency_is_asked_first_and_a_reader_is_not_asked(
    acme: Workspace, ana: Person, ben: Person
) -> None:
    Workspace.objects.filter(pk=acme.pk).update(currency="")
    root = f"/w/{acme.pk}/"
    assert "Which currency do you count in" in read(ana.browser, root)
    assert "Which currency do you count in" not in read(ben.browser, root)
    address = f"{root}settings/currency/"
    assert ben.browser.post(address, {"currency": "SEK"}).status_code == 403
    sent = ana.browser.post(address, {"currency": "SEK", "back": "today"})
    assert (sent.status_code, sent["location"]) == (302, root)
    assert Workspace.objects.get(pk=acme.pk).currency == "SEK"
    assert ana.browser.post(address, {"currency": "EUR"}).status_code == 409


@pytest.mark.parametrize("zone", ["Mars/Base", "europe/oslo", "../UTC", "x" * 99])
def test_an_unknown_time_zone_is_refused_and_nothing_is_settled(
    acme: Workspace, ana: Person, zone: str
) -> None:
    Workspace.objects.filter(pk=acme.pk).update(currency="")
    address = f"/w/{acme.pk}/settings/currency/"

    sent = ana.browser.post(address, {"currency": "SEK", "timezone": zone})

    assert sent.status_code == 422
    assert "There is no such time zone" in sent.content.decode()
    assert Workspace.objects.get(pk=acme.pk).currency == ""


def test_the_settings_choose_no_currency_that_nobody_said(olu: Person) -> None:
    Workspace.objects.update(currency="")
    home = f"/w/{olu.actor.workspace_id}/settings/"
    said = {"name": "Acme", "timezone": "UTC"}

    page = olu.browser.get(home).content.decode()
    refused = olu.browser.post(f"{home}change/", {**said, "currency": ""})

    assert '<option value="" selected>Choose</option>' in page
    assert refused.status_code == 422
    assert Workspace.objects.get().currency == ""


def test_the_time_zone_is_asked_with_the_currency_and_only_once(
    acme: Workspace, ana: Person
) -> None:
    Workspace.objects.filter(pk=acme.pk).update(currency="")
    root = f"/w/{acme.pk}/"
    address = f"{root}settings/currency/"
    assert 'data-zone="UTC"' in ana.browser.get(root).content.decode()

    ana.browser.post(address, {"currency": "SEK", "timezone": "Europe/Stockholm"})

    kept = Workspace.objects.get(pk=acme.pk)
    assert (kept.currency, kept.timezone) == ("SEK", "Europe/Stockholm")
    Workspace.objects.filter(pk=acme.pk).update(is_currency_guessed=True)
    again = ana.browser.get(root).content.decode()
    assert "Leadline counts in SEK" in again
    assert "data-zone=" not in again


def test_lists_are_sorted_by_money_where_no_currency_is_said_yet(
    acme: Workspace, ana: Person
) -> None:
    Workspace.objects.filter(pk=acme.pk).update(currency="")
    for path in ("evidence/needs/?sort=-revenue", "evidence/customers/?sort=-revenue",
                 "roadmap/bets/?sort=-growth", "attention/"):  # fmt: skip
        read(ana.browser, f"/w/{acme.pk}/{path}")


def test_a_wrong_rate_is_said_where_it_was_written_and_readers_write_none(
    ana: Person, ben: Person
) -> None:
    assert write_rate(ana, "1,054") == 422
    assert write_rate(ana, "0.8", base="EUR") == 422
    assert write_rate(ben, "0.8") == 403
    page = read(ben.browser, f"/w/{ben.actor.workspace_id}/settings/money/")
    assert "Leads and owners write rates." in page
