"""Whose decision it is and who took it: the page says what its history says."""

from __future__ import annotations

import re

import pytest

from leadline.decisions import actions, queries
from tests.conftest import Person
from tests.decisions.making import NOW, make_decision, option_of


def page_of(person: Person, pk: int) -> str:
    path = f"/w/{person.actor.workspace_id}/decisions/{pk}/"
    text = re.sub(r"<[^>]+>", " ", person.browser.get(path).content.decode())
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(
    ("decider", "said"),
    [("ana", "ana decided"), ("olu", "up to olu, written down by ana"),
     ("", "ana decided")],
)  # fmt: skip
def test_a_decision_names_who_wrote_it_down(
    ana: Person, olu: Person, decider: str, said: str
) -> None:
    known = {"ana": ana.user.pk, "olu": olu.user.pk, "": None}
    made = make_decision(ana, decider_id=known[decider])
    was = queries.decision_page(actor=ana.actor, decision_id=made.pk)
    assert was.who == f"{decider or 'Nobody'} decides"

    actions.seat_chair(actor=ana.actor, decision_id=made.pk, now=NOW)
    actions.hear_chair(actor=ana.actor, decision_id=made.pk, now=NOW)
    actions.decide(
        actor=ana.actor, decision_id=made.pk, option_id=option_of(made).pk,
        because="it holds", now=NOW,
        override="Nobody has said a word about it yet, and it is due today.",
    )  # fmt: skip

    assert said in page_of(ana, made.pk)


def test_a_chair_without_a_word_shows_no_count(ana: Person) -> None:
    make_decision(ana, decider_id=ana.user.pk)
    workspace = f"/w/{ana.actor.workspace_id}"
    for path in ("/decisions/", "/"):
        assert "0 words" not in ana.browser.get(workspace + path).content.decode()
