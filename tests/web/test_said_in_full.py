"""Figures with their unit and words with their subject, as a board would read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from leadline.decisions.types import ForecastRow
from leadline.overview.briefing.times import moves
from leadline.overview.briefing.types import Place, day_words
from leadline.roadmap.types import (
    BetBacking,
    BetName,
    BetState,
    LeftOutRow,
    forcing,
    in_money,
    in_quarters,
    pushed_out,
    without_price,
)
from tests import factories as make
from tests.conftest import Person
from tests.decisions.making import NOW
from tests.evidence.makers import want

PLAN = SimpleNamespace(currency="EUR", shown=lambda amount: (amount, "EUR"))


def said(unit: str) -> str:
    numbers = (Decimal(45), Decimal(60), Decimal(72))
    return ForecastRow("Ana", 1, None, *numbers, NOW, 1, "", unit).words


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("%", "60% (45% to 72%)"),
        ("ports", "60 ports (45 to 72)"),
        ("EUR", "€60 (€45 to €72)"),
        ("", "60 (45 to 72)"),
    ],
)
def test_a_forecast_of_a_number_names_its_unit(unit: str, words: str) -> None:
    assert said(unit) == words


@pytest.mark.parametrize(
    ("why", "shown"),
    [
        (
            "capacity (costs at most 165.598; not proven in the time)",
            "capacity (costs at most €166; not proven in the time)",
        ),
        (
            "(a plan with it brings 18,889.5 less; neither is proven)",
            "(a plan with it brings €19k less; neither is proven)",
        ),
        ("(costs at most 1.2e+06; not proven)", "(costs at most €1.20m; not proven)"),
        ("Capacity of Mobile in 2027Q3", "Capacity of Mobile in 2027Q3"),
        ("growth would fall below 200000", "growth would fall below €200,000"),
        ("“Grow” would fall below 1.5e+06", "“Grow” would fall below €1,500,000"),
    ],
)
def test_what_a_bet_costs_is_money(why: str, shown: str) -> None:
    assert in_money(why, PLAN) == shown


@pytest.mark.parametrize(
    ("why", "shown"),
    [
        ("capacity (costs at most 165.598; not proven in the time)", "at most €166"),
        ("(a plan with it brings 18,889.5 less; neither is proven)", "about €19k"),
        ("capacity (cost not found in the time)", "not worked out"),
    ],
)
def test_where_the_words_name_a_price_it_is_not_called_none(
    why: str, shown: str
) -> None:
    assert without_price(why, PLAN) == shown


def test_a_reader_is_not_told_of_an_objective() -> None:
    told = "would lower what the plan weighs"
    assert in_quarters("would lower the objective") == told
    assert in_quarters(
        "adds nothing to the objective, with “The objective” that it needs"
    ) == ("adds nothing to what the plan weighs, with “The objective” that it needs")


def test_a_bet_pushes_nothing_out_only_where_that_was_worked_out() -> None:
    def left(cost: float | None, why: str = "capacity", *out: str) -> LeftOutRow:
        names = tuple(BetName(1, title, BetState.CANDIDATE) for title in out)
        return LeftOutRow(
            BetName(2, "Tides", BetState.CANDIDATE), why, cost, names, BetBacking()
        )

    assert pushed_out(left(None)) == "not worked out"
    assert pushed_out(left(0.0)) == "Nothing"
    assert pushed_out(left(12.0, "capacity", "Grow", "Earn")) == "Grow, Earn"
    priced = "what forcing a bet in costs a year"
    assert forcing([left(None), left(0.0)]) == priced
    at_most = left(None, "capacity (costs at most 165.6; not proven)", "Grow")
    assert forcing([at_most]) == priced
    assert forcing([left(None)]) == "what forcing one in costs is not worked out"


def test_the_subject_of_a_mail_does_not_run_into_its_text(ana: Person) -> None:
    need = want(ana.actor, "See the open shifts")
    piece = make.make_voice(ana.actor, need, make.make_customer(ana.actor, "Elbe"))
    piece.words = "Zugang für Externe\n\nExterne bekommen keinen Zugang."
    piece.save()

    page = ana.browser.get(f"/w/{ana.actor.workspace_id}/evidence/needs/{need.pk}/")

    assert "Zugang für Externe · Externe bekommen keinen" in page.content.decode()


def test_a_question_that_is_new_ends_with_one_sign() -> None:
    asked = Place("Build or buy?", "1 December", "2026-12-01")

    assert [move.what for move in moves({}, {"decision:1": asked}, {})] == [
        "Build or buy? 1 December"
    ]


def test_a_day_of_another_year_than_the_letter_says_so() -> None:
    on = date(2026, 11, 28)
    before = {
        "promise:1": {"what": "Price list", "when": "1 May", "order": "2026-05-01"},
        "promise:2": {"what": "Audit", "when": "", "order": ""},
        "bet:3": {"what": "Search", "when": "Q4 2026", "order": "2026Q4"},
    }
    after = {
        "promise:1": Place("Price list", "2 January", "2027-01-02"),
        "promise:2": Place("Audit", "31 December", "2026-12-31"),
        "bet:3": Place("Search", "Q1 2027", "2027Q1"),
        "decision:4": Place("Buy?", "4 March", "2027-03-04"),
    }

    assert [move.what for move in moves(before, after, on=on)] == [
        "Audit, no day to 31 December",
        "Price list, 1 May to 2 January 2027",
        "Search, Q4 2026 to Q1 2027",
        "Buy? 4 March 2027",
    ]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 12, 31), "31 December"),
        (date(2027, 1, 1), "1 January 2027"),
        (date(2025, 12, 31), "31 December 2025"),
    ],
)
def test_a_letter_says_no_year_but_another(day: date, words: str) -> None:
    assert day_words(day, date(2026, 11, 28)) == words
