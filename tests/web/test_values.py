"""Values edited where they stand: kept, refused, met by somebody else's, taken back."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from leadline.accounts.models import Workspace
from leadline.accounts.types import Role
from leadline.evidence.actions import change_needs, rename_need
from leadline.evidence.models import Need
from leadline.roadmap.actions import change_bet
from leadline.roadmap.models import Bet, BetEffort, BetGoal
from tests.conftest import Person, join
from tests.evidence.makers import want
from tests.factories import NOW, make_bet, make_goal, make_team

HTMX = {"HX-Request": "true"}
PAGES = {"need": "evidence:need_value", "bet": "roadmap:bet_value"}
# The value, what is typed, and what the record then says in which column.
OF_BET = {
    "title": ({"title": "Better"}, "title", "Better"),
    "state": ({"state": "doing", "reason": "It began"}, "state", "doing"),
    "earliest": ({"earliest": "2027Q3"}, "earliest", "2027Q3"),
    "duration": ({"duration": "3"}, "duration", 3),
    "confidence": ({"confidence": "70"}, "confidence", 70),
    "summary": ({"summary": "Why it works"}, "summary", "Why it works"),
    "growth": ({"growth": "10 to 30"}, "growth_p90", 30),
    "scores": ({"impact": "2", "urgency": "5"}, "urgency", 5),
}  # fmt: skip
OF_NEED = {
    "statement": ({"statement": "Close a month"}, "statement", "Close a month"),
    "state": ({"state": "met"}, "state", "met"),
}


@pytest.fixture
def dana(acme: Workspace) -> Person:
    return join("dana", acme, Role.LEAD)


def address(person: Person, kind: str, pk: int, name: str) -> str:
    return reverse(PAGES[kind], args=[person.actor.workspace_id, pk, name])


def opened(person: Person, url: str) -> str:
    """Open a field; return the stamp of the version it was opened at."""
    text = person.browser.get(url, headers=HTMX).content.decode()
    found = re.search(r'name="seen" value="([^"]*)"', text)
    assert found, text
    return unescape(found[1])


def keep(person: Person, url: str, seen: str, typed: dict[str, Any]) -> Any:
    return person.browser.post(url, {**typed, "seen": seen}, headers=HTMX)


def undo(response: Any) -> str:
    found = re.search(r'action="([^"]*(?:back|undo)/[^"]*)"', response.content.decode())
    assert found, response.content.decode()
    return unescape(found[1])


@pytest.mark.parametrize("name", OF_BET)
def test_a_value_of_a_bet_is_kept_shown_and_taken_back(ana: Person, name: str) -> None:
    typed, column, value = OF_BET[name]
    bet = make_bet(ana.actor, "Good", growth=5)
    before = getattr(bet, column)
    url = address(ana, "bet", bet.pk, name)

    kept = keep(ana, url, opened(ana, url), typed)

    bet.refresh_from_db()
    assert kept.status_code == 200
    assert getattr(bet, column) == value
    assert kept["HX-Trigger-After-Settle"] == "leadline:changed"
    assert f'id="value-{name}"' in kept.content.decode()

    ana.browser.post(undo(kept))

    bet.refresh_from_db()
    assert getattr(bet, column) == before


@pytest.mark.parametrize("name", OF_NEED)
def test_a_value_of_a_need_is_kept_shown_and_taken_back(ana: Person, name: str) -> None:
    typed, column, value = OF_NEED[name]
    need = want(ana.actor, "Close the month")
    before = getattr(need, column)
    url = address(ana, "need", need.pk, name)

    kept = keep(ana, url, opened(ana, url), typed)

    need.refresh_from_db()
    assert (kept.status_code, getattr(need, column)) == (200, value)

    ana.browser.post(undo(kept))

    need.refresh_from_db()
    assert getattr(need, column) == before


@pytest.mark.parametrize("kind", PAGES)
def test_an_owner_is_chosen_and_taken_back(ana: Person, ben: Person, kind: str) -> None:
    made: Any = want(ana.actor) if kind == "need" else make_bet(ana.actor)
    before = made.owner_id
    url = address(ana, kind, made.pk, "owner_id")

    kept = keep(ana, url, opened(ana, url), {"owner_id": ben.user.pk})

    made.refresh_from_db()
    assert made.owner_id == ben.user.pk
    assert "ben" in kept.content.decode()
    ana.browser.post(undo(kept))
    made.refresh_from_db()
    assert made.owner_id == before


def test_goals_and_the_effort_of_a_team_are_values_too(ana: Person) -> None:
    team, other = make_team(ana.actor, "Web"), make_team(ana.actor, "App")
    bet = make_bet(ana.actor, effort={team: 4, other: 2})
    goal = make_goal(ana.actor)
    goals = address(ana, "bet", bet.pk, "goals")
    effort = address(ana, "bet", bet.pk, "effort")

    set_goals = keep(ana, goals, opened(ana, goals), {"goals": [goal.pk]})
    served = BetGoal.objects.filter(bet=bet).values_list("goal_id", flat=True)
    assert list(served) == [goal.pk]
    ana.browser.post(undo(set_goals))
    assert list(served.all()) == []
    third = make_team(ana.actor, "Data")
    typed = {f"team_{team.pk}": "6 to 10", f"team_{third.pk}": "1"}
    kept = keep(ana, effort, opened(ana, effort), typed)

    found = BetEffort.objects.filter(bet=bet).values_list("team_id", "p90")
    assert dict(found) == {team.pk: 10, third.pk: 1}
    ana.browser.post(undo(kept))
    assert dict(found.all()) == {team.pk: 4, other.pk: 2}


@pytest.mark.parametrize("kind", PAGES)
def test_what_somebody_else_wrote_meanwhile_stands_beside_what_was_typed(
    ana: Person, dana: Person, kind: str
) -> None:
    if kind == "bet":
        bet = make_bet(ana.actor, "Good")
        name, pk = "title", bet.pk
    else:
        name, pk = "statement", want(ana.actor, "Good words").pk
    url = address(ana, kind, pk, name)
    seen = opened(ana, url)
    if kind == "bet":
        change_bet(actor=dana.actor, bet_id=pk, now=NOW, title="Theirs")
    else:
        rename_need(actor=dana.actor, need_id=pk, statement="Theirs")

    met = keep(ana, url, seen, {name: "Mine it is"})

    text = unescape(met.content.decode())
    assert met.status_code == 422
    assert "dana wrote “Theirs” meanwhile" in text
    assert 'value="Mine it is"' in text
    stamp = re.search(r'name="seen" value="([^"]*)"', met.content.decode())
    assert stamp
    again = keep(ana, url, unescape(stamp[1]), {name: "Mine it is"})
    assert again.status_code == 200


def test_a_change_of_something_else_is_kept_on_top_of(
    ana: Person, dana: Person
) -> None:
    bet, need = make_bet(ana.actor, "Good"), want(ana.actor, "Good words")
    of_bet = address(ana, "bet", bet.pk, "confidence")
    of_need = address(ana, "need", need.pk, "statement")
    seen = opened(ana, of_bet), opened(ana, of_need)
    change_bet(actor=dana.actor, bet_id=bet.pk, now=NOW, title="Theirs")
    change_needs(actor=dana.actor, need_ids=[need.pk], owner_id=dana.user.pk)

    keep(ana, of_bet, seen[0], {"confidence": "60"})
    keep(ana, of_need, seen[1], {"statement": "Better words"})

    bet.refresh_from_db()
    need.refresh_from_db()
    assert (bet.title, bet.confidence) == ("Theirs", 60)
    assert (need.statement, need.owner_id) == ("Better words", dana.user.pk)


def test_a_way_back_does_not_undo_what_somebody_did_since(
    ana: Person, dana: Person
) -> None:
    bet = make_bet(ana.actor, "Good")
    url = address(ana, "bet", bet.pk, "title")
    kept = keep(ana, url, opened(ana, url), {"title": "Better"})
    change_bet(actor=dana.actor, bet_id=bet.pk, now=NOW, title="Theirs")

    back = ana.browser.post(undo(kept))

    bet.refresh_from_db()
    assert (back.status_code, bet.title) == (409, "Theirs")


@pytest.mark.parametrize(
    ("kind", "name", "typed", "said"),
    [
        ("bet", "title", {"title": ""}, "needed"),
        ("bet", "growth", {"growth": "30 to 10"}, ""),
        ("bet", "state", {"state": "done", "reason": ""}, "needed"),
        ("need", "statement", {"statement": "ab"}, "3 to 240"),
        ("need", "state", {"state": "merged"}, "not one of"),
        ("need", "owner_id", {"owner_id": "999999"}, "not one of"),
    ],
)
def test_a_refusal_stands_at_the_field_and_keeps_what_was_typed(
    ana: Person, kind: str, name: str, typed: dict[str, str], said: str
) -> None:
    pk = make_bet(ana.actor).pk if kind == "bet" else want(ana.actor).pk
    url = address(ana, kind, pk, name)

    refused = keep(ana, url, opened(ana, url), typed)

    assert refused.status_code == 422
    assert "field-error" in refused.content.decode()
    assert said in refused.content.decode()


@pytest.mark.parametrize("kind", PAGES)
def test_who_may_only_read_sees_values_and_opens_none(
    ana: Person, ben: Person, cleo: Person, client: Any, kind: str
) -> None:
    made: Any = want(ana.actor) if kind == "need" else make_bet(ana.actor)
    url = address(ana, kind, made.pk, "owner_id")

    seen = ben.browser.get(f"{url}?shown=yes", headers=HTMX)
    assert (seen.status_code, "value-owner_id" in seen.content.decode()) == (200, False)
    assert ben.browser.get(url, headers=HTMX).status_code == 403
    assert keep(ben, url, "", {"owner_id": ben.user.pk}).status_code == 403
    for stranger in (cleo.browser, client):
        answer = stranger.get(url)
        assert answer.status_code == (404 if stranger is not client else 302)
    assert ana.browser.get(address(ana, kind, made.pk, "no")).status_code == 404


@pytest.mark.parametrize("kind", PAGES)
def test_without_script_a_value_has_a_page_of_its_own(ana: Person, kind: str) -> None:
    made: Any = want(ana.actor) if kind == "need" else make_bet(ana.actor)
    name = "statement" if kind == "need" else "title"
    url = address(ana, kind, made.pk, name)

    page = ana.browser.get(url)
    refused = ana.browser.post(url, {name: ""})
    kept = ana.browser.post(url, {name: "Other words"})

    assert "<h1>" in page.content.decode()
    assert "<h1>" in refused.content.decode()
    assert kept.status_code == 302
    table: Any = Need if kind == "need" else Bet
    assert str(table.objects.get(pk=made.pk)) == "Other words"
