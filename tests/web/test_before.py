"""Past decisions on a decision's page and under a question that is typed."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.conftest import Person
from tests.decisions.making import make_decision
from tests.decisions.test_similar import SIGN_ON, close

pytestmark = pytest.mark.django_db


def asked(who: Person, *, script: bool = True, **query: object) -> Any:
    url = reverse("decisions:before", args=[who.actor.workspace_id])
    headers = {"HX-Request": "true"} if script else {}
    return who.browser.get(url, query, headers=headers).content.decode()


def test_a_near_decision_stands_under_the_question(ana: Person) -> None:
    close(ana, make_decision(ana, question=SIGN_ON))

    part = asked(ana, question="Build sign-on ourselves, or buy it?")

    assert SIGN_ON in part
    assert "<html" not in part
    assert "Nobody has looked back on it yet" in part


@pytest.mark.parametrize(
    "question", ["", "Rename the product?", "Sign-on? No", "a" * 5000]
)
def test_nothing_is_shown_where_nothing_is_near(ana: Person, question: str) -> None:
    close(ana, make_decision(ana, question=SIGN_ON))

    assert "<section" not in asked(ana, question=question)


def test_the_page_of_a_decision_asks_for_it_and_leads_there_without_a_script(
    ana: Person,
) -> None:
    close(ana, make_decision(ana, question=SIGN_ON))
    made = make_decision(ana, question=SIGN_ON)
    url = reverse("decisions:decision", args=[ana.actor.workspace_id, made.pk])

    page = ana.browser.get(url).content.decode()
    assert f"before/?decision={made.pk}" in page
    whole = asked(ana, script=False, decision=made.pk)
    assert "<html" in whole
    assert "1 decision taken before is near this one" in whole


def test_a_new_question_is_compared_while_it_is_typed(ana: Person) -> None:
    address = reverse("decisions:decision_new", args=[ana.actor.workspace_id])

    assert 'id="before"' in ana.browser.get(address).content.decode()
