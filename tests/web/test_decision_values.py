"""Decisions edited where they stand: kept, refused, met by another's, taken back."""

from __future__ import annotations

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from leadline.accounts.models import Workspace
from leadline.accounts.types import Role
from leadline.decisions.actions import change_decision
from leadline.decisions.models import (
    ChairWord,
    Decision,
    DecisionBet,
    DecisionNeed,
    Option,
)
from tests.conftest import Person, join
from tests.decisions.making import (
    full_chair,
    make_customer,
    make_decision,
    option_of,
    speak,
)
from tests.decisions.test_chair import decide
from tests.evidence.makers import want
from tests.factories import NOW, make_bet
from tests.web.test_values import HTMX, keep, opened, undo

# The value and what is typed; the column has the value's name.
TYPED: dict[str, tuple[str, object]] = {
    "question": ("Buy or build?", "Buy or build?"),
    "due_date": ("2027-03-01", date(2027, 3, 1)),
    "door": ("one_way", "one_way"),
    "consulted": ("Petra", "Petra"),
    "context": ("The port grows", "The port grows"),
    "criteria": ("It is cheap", "It is cheap"),
}


@pytest.fixture
def dana(acme: Workspace) -> Person:
    return join("dana", acme, Role.LEAD)


@pytest.fixture
def decision(ana: Person) -> Decision:
    return make_decision(ana)


def address(person: Person, decision: Decision, name: str) -> str:
    args = [person.actor.workspace_id, decision.pk, name]
    return reverse("decisions:decision_value", args=args)


@pytest.mark.parametrize("name", TYPED)
def test_a_value_is_kept_shown_and_taken_back(
    ana: Person, decision: Decision, name: str
) -> None:
    typed, value = TYPED[name]
    before, url = getattr(decision, name), address(ana, decision, name)

    kept = keep(ana, url, opened(ana, url), {name: typed})

    decision.refresh_from_db()
    assert (kept.status_code, getattr(decision, name)) == (200, value)
    assert kept["HX-Trigger-After-Settle"] == "leadline:changed"
    ana.browser.post(undo(kept))
    decision.refresh_from_db()
    assert getattr(decision, name) == before


def test_who_decides_and_what_it_touches_are_values_too(
    ana: Person, ben: Person, decision: Decision
) -> None:
    bet, need = make_bet(ana.actor), want(ana.actor)
    make_customer(ana, "Ports", "Ferries", 100)
    said = {
        "decider_id": ben.user.pk, "bet_ids": [bet.pk], "need_ids": [need.pk],
        "segments": ["Ferries"],
    }  # fmt: skip

    for name, value in said.items():
        url = address(ana, decision, name)
        assert keep(ana, url, opened(ana, url), {name: value}).status_code == 200

    decision.refresh_from_db()
    assert decision.decider_id == ben.user.pk
    assert DecisionBet.objects.get(decision=decision).bet_id == bet.pk
    assert DecisionNeed.objects.get(decision=decision).need_id == need.pk
    url = address(ana, decision, "bet_ids")
    gone = keep(ana, url, opened(ana, url), {"bet_ids": []})
    assert not DecisionBet.objects.filter(decision=decision).exists()
    ana.browser.post(undo(gone))
    assert DecisionBet.objects.get(decision=decision).bet_id == bet.pk


def test_words_on_the_chair_and_options_stay_where_a_value_is_kept(
    ana: Person, decision: Decision
) -> None:
    speak(ana, decision, for_="Please buy it")
    url = address(ana, decision, "question")

    keep(ana, url, opened(ana, url), {"question": "Shall we?"})

    assert ChairWord.objects.filter(option=option_of(decision)).count() == 1


def test_options_are_put_back_until_something_stands_beside_one(
    ana: Person, decision: Decision
) -> None:
    url = address(ana, decision, "options")
    stood = set(
        Option.objects.filter(decision=decision).values_list("title", flat=True)
    )

    kept = keep(ana, url, opened(ana, url), {"options": "Build\nBuy: from Acme"})
    back = ana.browser.post(undo(kept))
    assert back.status_code == 302
    assert (
        set(Option.objects.filter(decision=decision).values_list("title", flat=True))
        == stood
    )

    speak(ana, decision, for_="Please buy it")
    final = keep(ana, url, opened(ana, url), {"options": "Build\nRent"})
    decision.refresh_from_db()
    late = ana.browser.post(f"{url}back/?options=Buy&version={decision.version}")

    assert "back/" not in final.content.decode()
    assert late.status_code == 302  # nothing stands beside an option any more


def test_options_are_said_anew_and_the_page_is_read_again(
    ana: Person, decision: Decision
) -> None:
    url = address(ana, decision, "options")
    page = reverse("decisions:decision", args=[ana.actor.workspace_id, decision.pk])
    on_page = {**HTMX, "HX-Current-URL": f"http://testserver{page}"}

    beside = keep(ana, url, opened(ana, url), {"options": "Build\nBuy: from Acme"})
    there = ana.browser.post(url, {"options": "Build\nRent"}, headers=on_page)
    one = keep(ana, url, opened(ana, url), {"options": "Build\nBuild"})

    assert "from Acme" in beside.content.decode()
    assert there["HX-Refresh"] == "true"
    assert one.status_code == 422
    titles = Option.objects.filter(decision=decision).values_list("title", flat=True)
    assert set(titles) == {"Build", "Rent"}
    assert "Edit options" in ana.browser.get(page).content.decode()


def test_anothers_words_stand_beside_mine_and_other_values_are_left(
    ana: Person, dana: Person, decision: Decision
) -> None:
    question, door = (address(ana, decision, name) for name in ("question", "door"))
    seen = opened(ana, question), opened(ana, door)
    change_decision(
        actor=dana.actor, decision_id=decision.pk, now=NOW, question="Theirs?"
    )

    met = keep(ana, question, seen[0], {"question": "Mine it is?"})
    kept = keep(ana, door, seen[1], {"door": "one_way"})

    text = unescape(met.content.decode())
    decision.refresh_from_db()
    assert (met.status_code, kept.status_code) == (422, 200)
    assert "dana wrote “Theirs?” meanwhile" in text
    assert 'value="Mine it is?"' in text
    assert (decision.question, decision.door) == ("Theirs?", "one_way")


def test_a_way_back_undoes_nothing_that_somebody_did_since(
    ana: Person, dana: Person, decision: Decision
) -> None:
    url = address(ana, decision, "door")
    kept = keep(ana, url, opened(ana, url), {"door": "one_way"})
    change_decision(
        actor=dana.actor, decision_id=decision.pk, now=NOW, question="Theirs?"
    )

    assert ana.browser.post(undo(kept)).status_code == 409
    decision.refresh_from_db()
    assert decision.door == "one_way"


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("question", "", "needed"),
        ("question", "x" * 241, "At most 240"),
        ("due_date", "soon", "is not a day"),
        ("door", "ajar", "not one of"),
        ("decider_id", "999999", "not one of"),
        ("bet_ids", "999999", "not one of"),
    ],
)
def test_a_refusal_stands_at_the_field(
    ana: Person, decision: Decision, name: str, typed: str, said: str
) -> None:
    url = address(ana, decision, name)

    refused = keep(ana, url, opened(ana, url), {name: typed})

    assert refused.status_code == 422
    assert "field-error" in refused.content.decode()
    assert said in refused.content.decode()


def test_what_is_taken_offers_no_field_and_refuses_a_late_one(
    ana: Person, decision: Decision
) -> None:
    url = address(ana, decision, "question")
    seen = opened(ana, url)
    full_chair(ana, decision)
    decide(ana, decision)

    shown = ana.browser.get(f"{url}?shown=yes", headers=HTMX).content.decode()
    late = keep(ana, url, seen, {"question": "Rewritten?"})

    decision.refresh_from_db()
    assert "Edit the" not in shown
    assert late.status_code == 422
    assert "Reverse it with a reason" in late.content.decode()
    assert decision.question != "Rewritten?"


def test_who_may_only_read_sees_values_and_opens_none(
    ana: Person, ben: Person, cleo: Person, client: Any, decision: Decision
) -> None:
    url = address(ana, decision, "door")
    back = f"{url}back/?door=one_way&version=1"

    seen = ben.browser.get(f"{url}?shown=yes", headers=HTMX)
    assert (seen.status_code, "value-door" in seen.content.decode()) == (200, False)
    assert ben.browser.get(url, headers=HTMX).status_code == 403
    assert ben.browser.post(back).status_code == 403
    assert keep(ben, url, "", {"door": "one_way"}).status_code == 403
    assert cleo.browser.get(url).status_code == 404
    assert cleo.browser.post(back).status_code == 404
    assert client.get(url).status_code == 302
    assert ana.browser.get(address(ana, decision, "state")).status_code == 404


def test_without_script_a_value_has_a_page_of_its_own(
    ana: Person, decision: Decision
) -> None:
    url = address(ana, decision, "question")

    assert "<h1>" in ana.browser.get(url).content.decode()
    assert "<h1>" in ana.browser.post(url, {"question": ""}).content.decode()
    assert ana.browser.post(url, {"question": "Other words?"}).status_code == 302
    decision.refresh_from_db()
    assert decision.question == "Other words?"
