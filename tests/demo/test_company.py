"""The example company is believable and hangs together, the same every time."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

import pytest

from leadline.demo.build import company
from leadline.demo.company import Company
from leadline.demo.grammar import expand
from leadline.demo.needs import need_texts
from leadline.demo.slots import slots_of
from leadline.foundation.periods import period_of

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def harbour() -> Company:
    return company(1, TODAY)


def test_the_same_seed_and_day_make_the_same_company(harbour: Company) -> None:
    assert company(1, TODAY) == harbour


def test_another_seed_makes_other_words(harbour: Company) -> None:
    other = company(2, TODAY)

    assert {p.words for p in other.pieces} != {p.words for p in harbour.pieces}
    assert [n.key for n in other.needs] == [n.key for n in harbour.needs]


def test_there_is_a_year_of_feedback_from_every_source(harbour: Company) -> None:
    sources = Counter(piece.source for piece in harbour.pieces)

    assert len(harbour.pieces) >= 3000
    assert set(sources) == {
        "Support",
        "App review",
        "Interview",
        "Sales note",
        "Lost deal",
        "Survey",
        "Analyst",
    }
    assert {p.language for p in harbour.pieces} == {"en", "de", "fr", "es"}


def test_no_two_pieces_are_equal_except_marked_copies(harbour: Company) -> None:
    originals = [p.words.casefold() for p in harbour.pieces if not p.copy_of]

    assert len(originals) == len(set(originals))


def test_every_need_has_twelve_sentences_and_twenty_pieces(harbour: Company) -> None:
    pieces = Counter(p.need for p in harbour.pieces)

    assert {n.key for n in need_texts() if len(n.core) < 12} == set()
    assert {n.key for n in harbour.needs if pieces[n.key] < 20} == set()
    assert pieces[""] >= 200, "noise belongs to no need"


def test_every_sentence_can_be_filled_in_for_those_who_may_say_it() -> None:
    rng = Random(3)
    for need in need_texts():
        for line in (*need.core, *need.cost, *need.now):
            for world in line.worlds:
                slots = slots_of(world=world, staff=90, said=TODAY, rng=rng)
                said = expand(line.text, slots, rng)
                assert not set("[]{}|") & set(said), said
        assert set(need.foreign) == {"de", "fr", "es"}


def test_nothing_is_said_or_measured_in_the_future(harbour: Company) -> None:
    midnight = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)

    assert max(p.said_at for p in harbour.pieces) < midnight
    assert max(r.day for m in harbour.metrics for r in m.readings) <= TODAY
    assert max(c.since for c in harbour.customers) < TODAY
    assert max(p.made_on for p in harbour.past_plans) < TODAY


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 12, 31)])
def test_the_company_hangs_on_any_day(today: date) -> None:
    one = company(1, today)

    assert one.quarters[0] == period_of(today)
    assert min(goal.due for goal in one.goals) > today
    assert all(len(m.readings) in (13, 53) for m in one.metrics)


def test_addresses_belong_to_the_customers_they_are_from(harbour: Company) -> None:
    domains = {c.external_id: c.domain for c in harbour.customers}
    with_both = [p for p in harbour.pieces if p.customer and p.email]

    assert len(with_both) > 1000
    assert {p.email.split("@")[1] for p in with_both if not _at_home(p, domains)} == (
        set()
    )
    for customer in harbour.customers:
        assert {c.email.split("@")[1] for c in customer.contacts} == {customer.domain}
        assert customer.domain.endswith(".example")


def _at_home(piece: object, domains: dict[str, str]) -> bool:
    email, customer = getattr(piece, "email", ""), getattr(piece, "customer", "")
    return str(email).split("@")[1] == domains[customer]


def test_customers_differ_and_pay(harbour: Company) -> None:
    customers = harbour.customers

    assert len(customers) == 214
    assert len({c.domain for c in customers}) == 214
    assert len({c.external_id for c in customers}) == 214
    assert {c.currency for c in customers} == {"EUR", "GBP", "USD"}
    assert min(c.revenue for c in customers) > Decimal(500)
    assert {len(c.contacts) for c in customers} <= {1, 2, 3, 4}
    assert len({c.segment for c in customers}) == 5


def test_every_reference_resolves(harbour: Company) -> None:
    needs = {n.key for n in harbour.needs}
    bets = {b.key for b in harbour.bets}
    goals = {g.key for g in harbour.goals}
    teams = {t.key for t in harbour.teams}
    metrics = {m.key for m in harbour.metrics}
    people = {p.name for p in harbour.people}
    pieces = {p.source_id for p in harbour.pieces}
    customers = {c.external_id for c in harbour.customers}

    assert {p.need for p in harbour.pieces} | {p.also for p in harbour.pieces} <= (
        needs | {""}
    )
    assert {p.copy_of for p in harbour.pieces} <= pieces | {""}
    assert {p.customer for p in harbour.pieces} <= customers | {""}
    assert len(pieces) == len(harbour.pieces)
    for bet in harbour.bets:
        assert set(bet.needs) <= needs
        assert set(bet.goals) <= goals
        assert {*bet.after, *bet.instead_of} <= bets
        assert {team for team, _ in bet.effort} <= teams
    assert {g.parent for g in harbour.goals} <= goals | {""}
    assert {g.metric for g in harbour.goals} <= metrics
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

    assert share_of_last_quarter("sso") > 0.35
    assert share_of_last_quarter("swap") < 0.2
    assert share_of_last_quarter("update-crash") > 0.95
    assert share_of_last_quarter("tide") > 0.8
