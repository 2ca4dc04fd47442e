"""Rows of a list put together by what they say, over pages too."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from leadline.roadmap.actions import set_bet_owners
from leadline.stakeholders.actions import move_promise
from tests.beside import a_promise
from tests.conftest import Person
from tests.decisions.making import make_decision
from tests.factories import NOW, make_bet

BETS, PROMISES = "roadmap:bets", "stakeholders:promises"
DECISIONS = "decisions:decisions"


def heads(person: Person, of: str, **query: str) -> list[str]:
    """The heads of the groups with the rows below each, in their order."""
    url = reverse(of, args=[person.actor.workspace_id])
    text = person.browser.get(url, query).content.decode()
    found = re.findall(
        r'scope="rowgroup"[^>]*>([^<]*)<|data-peek="\d+"[^>]*>([^<]*)<', text
    )
    return [f"[{head}]" if head else " ".join(name.split()) for head, name in found]


def test_bets_stand_under_who_leads_them_and_those_of_nobody_last(
    ana: Person, ben: Person
) -> None:
    made = {name: make_bet(ana.actor, name).pk for name in ("A", "B", "C")}
    owners = {made["A"]: None, made["B"]: ben.user.pk, made["C"]: ana.user.pk}
    set_bet_owners(actor=ana.actor, owners=owners, now=NOW)

    found = heads(ana, BETS, group="owner", sort="title")

    assert found == ["[ana]", "C", "[ben]", "B", "[None]", "A"]
    assert heads(ana, BETS, sort="title") == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("group", "said"),
    [
        ("state", ["[Agreed]", "One", "[Kept]", "Two"]),
        ("person", ["[For One]", "One", "[For Two]", "Two"]),
        ("direction", ["[We promised]", "One", "Two"]),
        ("part", ["[Other]", "One", "Two"]),
    ],
)
def test_promises_are_put_together(ana: Person, group: str, said: list[str]) -> None:
    a_promise(ana, "One")
    two = a_promise(ana, "Two")
    move_promise(actor=ana.actor, promise_id=two, state="kept", now=NOW, on=NOW.date())

    assert heads(ana, PROMISES, group=group) == said


def test_decisions_are_put_together_by_their_decider(ana: Person, ben: Person) -> None:
    make_decision(ana, question="One?", decider_id=ben.user.pk)
    make_decision(ana, question="Two?")

    found = heads(ana, DECISIONS, group="decider")

    assert found == ["[ben]", "One?", "[None]", "Two?"]


def test_a_group_goes_on_over_the_edge_of_a_page(ana: Person) -> None:
    for n in range(51):
        a_promise(ana, f"Thing {n:02}")

    second = heads(ana, PROMISES, group="direction", page="2")

    assert second == ["[We promised]", "Thing 50"]


@pytest.mark.parametrize("page", [BETS, PROMISES, DECISIONS])
def test_what_is_no_group_is_refused_and_grouping_narrows_nothing(
    ana: Person, page: str
) -> None:
    url = reverse(page, args=[ana.actor.workspace_id])

    assert ana.browser.get(url, {"group": "weather"}).status_code == 422
    text = ana.browser.get(url, {"group": "state"}).content.decode()
    assert "match" not in text[text.index("<h1") : text.index("</h1")]
