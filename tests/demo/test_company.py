"""The example company is believable and hangs together, the same every time."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from leadline.demo.build import company
from leadline.demo.company import Company
from leadline.demo.people import names_taken
from leadline.foundation.periods import period_of

TODAY = date(2026, 11, 23)
EIGHTEEN_MONTHS = timedelta(days=560)


@pytest.fixture(scope="module")
def harbour() -> Company:
    return company(TODAY)


def test_the_same_day_makes_the_same_company(harbour: Company) -> None:
    assert company(TODAY) == harbour


def test_feedback_comes_from_every_source(harbour: Company) -> None:
    sources = Counter(piece.source for piece in harbour.pieces)

    assert 1600 <= len(harbour.pieces) <= 1800
    assert set(sources) == {
        "Support",
        "App review",
        "Interview",
        "Sales note",
        "Lost deal",
        "Survey",
        "Analyst",
    }
    assert min(sources.values()) >= 12
    assert all(p.stars for p in harbour.pieces if p.source == "App review")
    assert all(p.nps is not None for p in harbour.pieces if p.source == "Survey")
    assert {"open", "pending", "solved", "closed"} <= {p.status for p in harbour.pieces}
    assert sum(bool(piece.tags) for piece in harbour.pieces) > 100
    assert sum(piece.votes is not None for piece in harbour.pieces) > 10


def test_one_in_three_is_not_english(harbour: Company) -> None:
    languages = Counter(piece.language for piece in harbour.pieces)
    share = {code: count / len(harbour.pieces) for code, count in languages.items()}

    assert share["en"] == pytest.approx(0.65, abs=0.06)
    assert share["de"] == pytest.approx(0.15, abs=0.04)
    assert share["fr"] == pytest.approx(0.10, abs=0.04)
    assert share["es"] == pytest.approx(0.10, abs=0.04)


def test_every_need_is_heard_and_some_words_belong_to_none(harbour: Company) -> None:
    pieces = Counter(p.need for p in harbour.pieces)

    assert len(harbour.needs) == 45
    assert {n.key for n in harbour.needs if pieces[n.key] < 15} == set()
    assert pieces[""] >= 55
    assert sum(bool(p.also) for p in harbour.pieces) >= 20


def test_needs_are_named_as_a_person_names_them(harbour: Company) -> None:
    names = [need.name for need in harbour.needs]
    people = {p.author for p in harbour.pieces} | {c.name for c in harbour.customers}

    assert len(set(names)) == len(names)
    assert max(len(name) for name in names) <= 70
    assert not [n for n in names if any(who and who in n for who in people)]


def test_nothing_is_said_or_measured_in_the_future(harbour: Company) -> None:
    midnight = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)

    assert max(p.said_at for p in harbour.pieces) < midnight
    assert min(p.said_at for p in harbour.pieces) > midnight - EIGHTEEN_MONTHS
    assert max(r.day for m in harbour.metrics for r in m.readings) <= TODAY
    assert max(p.made_on for p in harbour.past_plans) < TODAY


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 12, 31)])
def test_the_company_hangs_on_any_day(today: date) -> None:
    one = company(today, share=0.1)

    assert one.quarters[0] == period_of(today)
    assert min(goal.due for goal in one.goals) > today
    assert all(len(m.readings) in (13, 53) for m in one.metrics)
    assert max(p.said_at.date() for p in one.pieces) < today
    assert not [p.words for p in one.pieces if "{" in p.words]


def test_a_share_of_it_keeps_every_need_and_what_stands_on_a_chair(
    harbour: Company,
) -> None:
    few = company(TODAY, share=0.06)
    words = {piece.words for piece in few.pieces}

    assert len(few.pieces) < len(harbour.pieces) / 2
    assert {p.words for p in harbour.pieces if p.labels} <= words
    assert {p.need for p in few.pieces} == {p.need for p in harbour.pieces}


def test_addresses_belong_to_the_customers_they_are_from(harbour: Company) -> None:
    domains = {c.external_id: c.domain for c in harbour.customers}
    with_both = [p for p in harbour.pieces if p.customer and p.email]

    assert len(with_both) > 1000
    for piece in with_both:
        assert piece.email.split("@")[1] == domains[piece.customer]
        assert piece.email.isascii()
    assert {domain.rpartition(".")[2] for domain in domains.values()} == {"example"}


def test_customers_differ_and_pay(harbour: Company) -> None:
    customers = harbour.customers

    assert len(customers) == 214
    assert len({c.domain for c in customers}) == 214
    assert len({c.external_id for c in customers}) == 214
    assert len({c.key for c in customers}) == 214
    assert {c.currency for c in customers} == {"EUR", "GBP", "USD"}
    assert min(c.revenue for c in customers) > Decimal(1500)
    assert {len(c.contacts) for c in customers} <= {1, 2, 3, 4}
    assert len({c.segment for c in customers}) == 5
    heard = {p.customer for p in harbour.pieces} - {""}
    assert len(heard) >= 150


def test_every_reference_resolves(harbour: Company) -> None:
    needs = {n.key for n in harbour.needs}
    bets = {b.key for b in harbour.bets}
    goals = {g.key for g in harbour.goals}
    teams = {t.key for t in harbour.teams}
    people = {p.name for p in harbour.people}
    customers = {c.external_id for c in harbour.customers}

    assert {p.need for p in harbour.pieces} | {p.also for p in harbour.pieces} <= (
        needs | {""}
    )
    assert {p.customer for p in harbour.pieces} <= customers | {""}
    assert {p.noted_by for p in harbour.pieces} <= people | {""}
    assert len({p.source_id for p in harbour.pieces}) == len(harbour.pieces)
    for bet in harbour.bets:
        assert set(bet.needs) <= needs
        assert set(bet.goals) <= goals
        assert {*bet.after, *bet.instead_of} <= bets
        assert {team for team, _ in bet.effort} <= teams
    assert {g.parent for g in harbour.goals} <= goals | {""}
    assert {g.metric for g in harbour.goals} <= {m.key for m in harbour.metrics}
    assert {g.owner for g in harbour.goals} <= people
    assert {c.owner for c in harbour.customers} <= people
    assert {key for plan in harbour.past_plans for key in plan.bets} <= bets


def test_ranges_stand_in_order_and_bets_do_not_all_fit(harbour: Company) -> None:
    room = {t.key: sum(t.capacity[1:5], Decimal(0)) for t in harbour.teams}
    wanted: Counter[str] = Counter()
    for bet in harbour.bets:
        for span in (bet.growth, bet.profit, *(s for _, s in bet.effort)):
            assert span.p10 <= span.p50 <= span.p90, bet.key
        if bet.state != "done":
            wanted.update({team: int(span.p50) for team, span in bet.effort})

    assert [key for key in room if wanted[key] > room[key]], "nothing to choose"


def test_needs_rise_fade_and_burst(harbour: Company) -> None:
    def share_of_last_quarter(key: str) -> float:
        days = [
            (TODAY - p.said_at.date()).days for p in harbour.pieces if p.need == key
        ]
        return sum(day <= 91 for day in days) / len(days)

    assert share_of_last_quarter("sso") > 0.3
    assert share_of_last_quarter("swap") < 0.1
    assert share_of_last_quarter("update-crash") > 0.95
    assert share_of_last_quarter("tide") > 0.75


def test_no_customer_has_the_name_of_a_colleague_or_stakeholder(
    harbour: Company,
) -> None:
    names = {p.author for p in harbour.pieces if p.customer}
    names |= {contact.name for one in harbour.customers for contact in one.contacts}

    assert {"Ines Moreau", "Sinéad Fallon", "Tomás Iglesias"} <= names_taken()
    assert names.isdisjoint(names_taken())
