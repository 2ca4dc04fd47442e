"""Every field of words that a bet declares is asked for, shown, exported, searched."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from leadline.foundation.plain import words_of
from leadline.roadmap import actions, queries
from leadline.roadmap.types import BetFilter, BetSaid
from tests.conftest import Person
from tests.factories import NOW, make_bet

WORDS = "Zebras sign nothing"


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(words_of(BetSaid)))
def test_a_declared_field_is_everywhere(ana: Person, name: str) -> None:
    said = words_of(BetSaid)[name]
    bet = make_bet(ana.actor, **{name: WORDS})
    here = f"/w/{ana.actor.workspace_id}/roadmap/bets"

    page = ana.browser.get(f"{here}/{bet.pk}/").content.decode()
    form = ana.browser.get(f"{here}/{bet.pk}/change/").content.decode()
    assert WORDS in page
    assert WORDS in form
    assert said.label in form
    file = b"".join(ana.browser.get(f"{here}.csv", {"state": "all"})).decode()
    line = next(csv.DictReader(StringIO(file.removeprefix("\ufeff"))))
    assert line[name.replace("_", " ")] == WORDS
    found = queries.list_bets(
        actor=ana.actor, only=BetFilter(text="zebras", state="all")
    )
    assert [row.id for row in found] == [bet.pk] * said.is_searched


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(words_of(BetSaid)))
def test_a_declared_field_changes_alone(ana: Person, name: str) -> None:
    bet = make_bet(ana.actor, growth=7, **{name: WORDS})

    actions.change_bet(actor=ana.actor, bet_id=bet.pk, now=NOW, **{name: "Other"})

    row = queries.bet_page(actor=ana.actor, bet_id=bet.pk).bet
    assert (getattr(row, name), row.title, row.growth.p50) == ("Other", bet.title, 7)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(words_of(BetSaid)))
def test_a_declared_field_is_no_longer_than_it_says(ana: Person, name: str) -> None:
    bet, longest = make_bet(ana.actor), words_of(BetSaid)[name].longest
    address = f"/w/{ana.actor.workspace_id}/roadmap/bets/{bet.pk}/change/"
    sent = {"title": bet.title, "duration": 1, "seen": bet.version}

    for length in (longest, longest + 1):
        ana.browser.post(address, {**sent, name: "x" * length})

    row = queries.bet_page(actor=ana.actor, bet_id=bet.pk).bet
    assert len(getattr(row, name)) == longest
