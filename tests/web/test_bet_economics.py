"""The page of a bet: what it acts on, what it costs, what supports its value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from leadline.evidence.models import Customer, Feedback, Need
from leadline.evidence.types import CustomerState, FeedbackKind
from leadline.roadmap import actions, queries
from leadline.roadmap.models import Bet
from leadline.strategy import actions as strategy
from tests.conftest import Person
from tests.factories import NOW, make_bet


def at(person: Person, name: str, *args: int) -> str:
    return reverse(f"roadmap:{name}", args=[person.actor.workspace_id, *args])


def page(person: Person, bet: Bet) -> str:
    html = person.browser.get(at(person, "bet", bet.pk)).content.decode()
    return " ".join(html.split())


@pytest.fixture
def bet(ana: Person) -> Bet:
    return make_bet(ana.actor, "Sign-on", growth=1000)


@pytest.fixture
def ports(ana: Person) -> int:
    return strategy.add_sheet_segment(actor=ana.actor, name="Ports").id


def test_without_effects_it_is_called_a_bare_opinion(ana: Person, bet: Bet) -> None:
    assert "A bare opinion" in page(ana, bet)
    assert "the sheet</a>, and bets can act on it" in page(ana, bet)


def test_an_effect_is_said_and_taken_off(ana: Person, bet: Bet, ports: int) -> None:
    said = {
        "driver": "churn", "way": "less", "text": "5 to 30%", "segment": str(ports),
        "ramp": "50, 100",
    }  # fmt: skip
    assert ana.browser.post(at(ana, "effect_new", bet.pk), said).status_code == 302
    shown = page(ana, bet)
    assert "A bare opinion" not in shown
    assert "5 to 30% less" in shown
    assert "50%, then 100% of it" in shown
    (row,) = queries.effects_of_bets(actor=ana.actor, bet_ids=[bet.pk])[bet.pk]
    assert row.segment == "Ports"
    ana.browser.post(at(ana, "effect_remove", row.id))
    assert "A bare opinion" in page(ana, bet)


def test_what_cannot_be_read_is_refused_with_the_reason(
    ana: Person, bet: Bet, ports: int
) -> None:
    said = {"driver": "churn", "way": "less", "text": "some"}
    answer = ana.browser.post(at(ana, "effect_new", bet.pk), said)
    assert answer.status_code == 422
    assert "cannot be read" in answer.content.decode()


def test_costs_are_said_beside_the_teams(ana: Person, bet: Bet, ports: int) -> None:
    said = {"once": "6k to 9k", "year": "4k"}
    ana.browser.post(at(ana, "bet_costs", bet.pk), said)
    assert "It costs €6,000 to €9,000 once and €4,000 a year" in page(ana, bet)
    ana.browser.post(at(ana, "bet_costs", bet.pk), {"once": "", "year": ""})
    assert "It costs" not in page(ana, bet).replace("It costs once</label>", "")


def test_a_reader_sees_and_changes_nothing(
    ben: Person, ana: Person, bet: Bet, ports: int
) -> None:
    said = {"driver": "churn", "way": "less", "text": "5"}
    assert ben.browser.post(at(ben, "effect_new", bet.pk), said).status_code == 403
    assert "Say what it acts on" not in page(ben, bet)
    assert "Say what it acts on" in page(ana, bet)


def customer(person: Person, name: str, **fields: object) -> Customer:
    said: dict[str, object] = {
        "revenue_amount": Decimal(1000), "revenue_currency": "EUR", "segment": "Ports",
        "since_date": date(2025, 1, 1),
    }  # fmt: skip
    return Customer.objects.create(
        workspace_id=person.actor.workspace_id, name=name, name_key=name,
        **(said | fields),
    )  # fmt: skip


def asked_by(
    person: Person, bet: Bet, customers: list[Customer], **said: object
) -> None:
    need = Need.objects.create(
        workspace_id=person.actor.workspace_id, statement="Sign in once"
    )
    actions.set_bet_needs(
        actor=person.actor, bet_id=bet.pk, need_ids=[need.pk], now=NOW
    )
    for one in customers:
        Feedback.objects.create(
            workspace_id=person.actor.workspace_id, words="Sign-on, please",
            customer=one, need=need, said_at=NOW, fingerprint=str(one.pk), **said,
        )  # fmt: skip


def supported(person: Person, bet: Bet) -> str:
    html = person.browser.get(at(person, "bet_support", bet.pk)).content.decode()
    return " ".join(html.split())


def test_few_who_left_support_no_claim(ana: Person, bet: Bet) -> None:
    here = [customer(ana, f"P{n}") for n in range(6)]
    here.append(customer(ana, "Gone", state=CustomerState.LOST))
    customer(ana, "Hospital", segment="Hospitals", revenue_amount=Decimal(4000))
    customer(ana, "Maybe", state=CustomerState.PROSPECT)
    asked_by(ana, bet, here[:3] + here[-1:], kind=FeedbackKind.LOST_DEAL)
    shown = supported(ana, bet)
    assert "3 accounts, €3,000 a year" in shown
    assert "30% of all revenue" in shown
    assert "1 of 4 who asked left, 0 of 4 others: few" in shown
    assert "4 of 4 lost deals" in shown
    assert "Hospitals: <b>no word</b>" in shown


@pytest.mark.parametrize(
    ("left", "words"), [(9, "more than chance lets expect"), (3, "no difference")]
)
def test_a_difference_is_claimed_where_chance_does_not_make_it(
    ana: Person, bet: Bet, left: int, words: str
) -> None:
    asked = [
        customer(ana, f"A{n}", state=CustomerState.LOST if n < left else "active")
        for n in range(12)
    ]
    for n in range(12):
        state = CustomerState.LOST if n < 2 else CustomerState.ACTIVE
        customer(ana, f"B{n}", state=state)
    asked_by(ana, bet, asked)
    assert words in supported(ana, bet)


def test_a_bet_of_another_workspace_is_not_found(cleo: Person, bet: Bet) -> None:
    for name in ("bet_support", "bet_costs", "effect_new"):
        address = at(cleo, name, bet.pk)
        method = cleo.browser.get if name == "bet_support" else cleo.browser.post
        asked = {"driver": "churn", "way": "less", "text": "5"}
        assert method(address, asked).status_code == 404
