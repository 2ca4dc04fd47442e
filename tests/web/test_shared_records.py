"""Needs, goals and decisions that are shared: what strangers read of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client

from leadline.accounts.actions import share_record
from leadline.accounts.types import ShareIn
from leadline.decisions.actions import create_decision
from leadline.decisions.types import DecisionIn, OptionIn
from leadline.evidence.models import Contact, Feedback, Need
from tests import factories
from tests.conftest import Person

pytestmark = pytest.mark.django_db
HIDDEN = ("klinikum", "ines moreau", "€", "412", "3,000,000")


def read(person: Person, kind: str, pk: int, **said: object) -> str:
    what = ShareIn(kind, pk, "x", **said)
    _, token = share_record(actor=person.actor, share=what, now=datetime.now(UTC))
    answer = Client().get(f"/s/{token}/")
    assert answer.status_code == 200
    assert not answer.cookies
    return unescape(answer.content.decode())


@pytest.fixture
def need(ana: Person) -> Need:
    elbe = factories.make_customer(ana.actor, "Klinikum Elbe", 412_350)
    Contact.objects.create(
        workspace_id=ana.actor.workspace_id, customer=elbe, name="Ines Moreau"
    )
    found = factories.make_known_need(ana.actor, "Plan Klinikum Elbe's wards", (elbe,))
    Feedback.objects.update(
        words="At Klinikum Elbe it costs €412 a day", author="Ines Moreau"
    )
    return found


def test_a_shared_need_quotes_without_names_and_money(ana: Person, need: Need) -> None:
    page = read(ana, "need", need.pk)

    assert "Plan a customer's wards" in page
    assert "At a customer it costs an amount a day" in page
    assert "1 piece of feedback from 1 customer" in page
    for hidden in HIDDEN:
        assert hidden not in page.lower()


def test_a_shared_need_has_names_and_money_where_wanted(
    ana: Person, need: Need
) -> None:
    page = read(ana, "need", need.pk, has_names=True, has_money=True)

    assert "At Klinikum Elbe it costs €412 a day" in page
    assert "€412k" in page


def test_a_need_that_was_folded_into_another_opens_nothing(
    ana: Person, need: Need
) -> None:
    other = factories.make_known_need(ana.actor, "Other")
    what = ShareIn("need", need.pk, "x")
    _, token = share_record(actor=ana.actor, share=what, now=datetime.now(UTC))
    Need.objects.filter(pk=need.pk).update(merged_into=other, state="merged")

    assert Client().get(f"/s/{token}/").status_code == 404


def test_a_shared_goal_tells_the_way_instead_of_money(ana: Person, need: Need) -> None:
    metric = factories.make_metric(ana.actor)
    goal = factories.make_goal(
        ana.actor,
        "Earn €3m without Klinikum Elbe",
        metric_id=metric.pk,
        baseline=Decimal(2_000_000),
        target=Decimal(3_000_000),
        target_date=date(2027, 12, 31),
    )
    factories.make_reading(ana.actor, metric, date(2026, 11, 1), 2_500_000)

    page = read(ana, "goal", goal.pk)

    assert "Earn an amount without a customer" in page
    assert "50% of the way by 31 December 2027" in page
    for hidden in HIDDEN:
        assert hidden not in page.lower()
    assert "€2.50m, aims at €3.00m" in read(ana, "goal", goal.pk, has_money=True)


def test_a_shared_decision_shows_its_options_without_names(
    ana: Person, need: Need
) -> None:
    said = DecisionIn(
        question="Raise the price of Klinikum Elbe to €412?",
        context="Ines Moreau asked",
        options=(OptionIn("Raise by €12"), OptionIn("Leave it")),
    )
    made = create_decision(actor=ana.actor, decision=said, now=datetime.now(UTC))

    page = read(ana, "decision", made.pk)

    assert "Raise the price of a customer to an amount?" in page
    assert "A person asked" in page
    assert "Raise by an amount" in page
    for hidden in HIDDEN:
        assert hidden not in page.lower()


def test_each_kind_is_offered_on_its_page_to_who_may_share(
    ana: Person, ben: Person, cleo: Person, need: Need
) -> None:
    goal = factories.make_goal(ana.actor)
    space = f"/w/{ana.actor.workspace_id}"
    for kind, pk, home in (
        ("need", need.pk, f"{space}/evidence/needs/{need.pk}/"),
        ("goal", goal.pk, f"{space}/strategy/goals/{goal.pk}/"),
    ):
        there = f"{space}/share/{kind}/{pk}/"
        assert there in ana.browser.get(home).content.decode()
        assert there not in ben.browser.get(home).content.decode()
        assert ana.browser.get(there).status_code == 200
        assert ben.browser.get(there).status_code == 403
        assert cleo.browser.get(there).status_code == 404
    assert ana.browser.get(f"{space}/share/customer/1/").status_code == 404


def test_what_is_said_of_a_link_is_said_of_its_password(
    ana: Person, need: Need
) -> None:
    page = f"/w/{ana.actor.workspace_id}/share/need/{need.pk}/"
    body = {"days": "30", "shown_as": "now"}
    for password, said in (
        ("", "Anybody who has it can read the page."),
        ("crane-tide-41", "Anybody who has it and the password can read the page."),
    ):
        made = ana.browser.post(page, {**body, "password": password})
        assert said in " ".join(unescape(made.content.decode()).split())
    short = ana.browser.post(page, {**body, "password": "short"})
    assert "At least 8 characters" in short.content.decode()
