"""Predictions at every door: others' words hidden, calibration a person's own."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from leadline.accounts.models import Event
from leadline.decisions import actions
from leadline.decisions.models import Prediction
from tests import factories as make
from tests.conftest import Person
from tests.decisions.making import NOW, full_chair, make_decision, option_of
from tests.decisions.test_predictions import answer, ask, settle

SAID = 83
HIDDEN = f"{SAID}%"
PEOPLE = ["olu", "ben"]


@pytest.fixture
def anyone(request: pytest.FixtureRequest) -> Person:
    """The owner, and a reader, of Ana's workspace."""
    person: Person = request.getfixturevalue(request.param)
    return person


def at(person: Person, path: str = "") -> str:
    return f"/w/{person.actor.workspace_id}/{path}"


def read(person: Person, path: str) -> str:
    got = person.browser.get(at(person, path))
    assert got.status_code == 200, path
    parts = got.streaming_content if got.streaming else [got.content]
    return b"".join(parts).decode()


def doors(prediction: Prediction, decision_id: int) -> list[str]:
    """Every page and file that tells of a prediction."""
    return [
        "", "decisions/outcomes/", "decisions/outcomes.csv",
        f"decisions/predictions/{prediction.pk}/", f"decisions/{decision_id}/",
        f"decisions/{decision_id}/meeting/", f"decisions/{decision_id}/card/",
        "decisions/", "decisions/decisions.csv", "decisions/calibration/",
        f"roadmap/bets/{prediction.bet_id}/", f"strategy/goals/{prediction.goal_id}/",
        f"line/bet/{prediction.bet_id}/", f"line/goal/{prediction.goal_id}/",
        f"line/decision/{decision_id}/",
    ]  # fmt: skip


@pytest.mark.parametrize("anyone", PEOPLE, indirect=True)
def test_no_door_tells_what_another_said_before_one_answers(
    ana: Person, anyone: Person
) -> None:
    made = make_decision(ana)
    bet, goal = make.make_bet(ana.actor), make.make_goal(ana.actor)
    asked = ask(ana, decision_id=made.pk, bet_id=bet.pk, goal_id=goal.pk)
    answer(ana, asked, SAID)

    for door in doors(asked, made.pk):
        assert HIDDEN not in read(anyone, door), door
        assert f",{SAID}," not in read(anyone, door), door
    assert HIDDEN in read(ana, f"decisions/predictions/{asked.pk}/")
    assert f",{SAID}," in read(ana, "decisions/outcomes.csv")


def test_an_event_is_asked_with_a_bar_and_settled_from_its_reading(
    ana: Person,
) -> None:
    metric = make.make_metric(ana.actor, "Calls", currency="", unit="calls")
    form = {
        "text": "Calls stay below 25", "kind": "event", "resolve_on": "2099-01-05",
        "metric_id": metric.pk, "way": "at_most", "bar": "25",
    }  # fmt: skip
    refused = ana.browser.post(
        at(ana, "decisions/predictions/new/"), form | {"bar": ""}
    )
    made = ana.browser.post(at(ana, "decisions/predictions/new/"), form)
    make.make_reading(ana.actor, metric, date(2099, 1, 6), 24, "Switchboard")
    early = read(ana, made.url.split("/", 3)[3])
    Prediction.objects.update(resolve_on=date(2026, 1, 5))
    page = read(ana, made.url.split("/", 3)[3])
    ana.browser.post(f"{made.url}resolve/", {"from_reading": "on"})

    assert (refused.status_code, made.status_code) == (422, 302)
    assert "What came out" not in early
    assert "ana says what came out, on" in " ".join(early.split())
    assert "Calls</a> reads at most 25 calls" in " ".join(page.split())
    assert "24 calls on 2099-01-06: it happened" in page
    asked = Prediction.objects.get()
    assert (asked.happened, asked.source) == (
        True, "Switchboard, reading of 2099-01-06",
    )  # fmt: skip


def test_a_refused_answer_shows_no_more_than_none(ana: Person, olu: Person) -> None:
    asked = ask(ana)
    answer(ana, asked, SAID)

    path = at(olu, f"decisions/predictions/{asked.pk}/answer/")
    refused = olu.browser.post(path, {"probability": 120})

    assert refused.status_code == 422
    assert HIDDEN not in refused.content.decode()
    assert 'value="120"' in refused.content.decode()


def test_once_one_has_answered_the_file_still_holds_only_ones_own(
    ana: Person, olu: Person
) -> None:
    asked = ask(ana)
    answer(ana, asked, SAID)
    answer(olu, asked, 41)

    assert HIDDEN in read(olu, f"decisions/predictions/{asked.pk}/")
    assert f",{SAID}," not in read(olu, "decisions/outcomes.csv")


@pytest.mark.parametrize("anyone", PEOPLE, indirect=True)
def test_no_door_leads_to_a_calibration_that_is_not_shared(
    ana: Person, anyone: Person
) -> None:
    for n in range(3):
        asked = ask(ana, f"Prediction {n}")
        answer(ana, asked, SAID)
        settle(ana, asked, happened=n > 0)
    path = f"decisions/calibration/?person={ana.user.pk}"

    assert anyone.browser.get(at(anyone, path)).status_code in {403, 404}
    own = read(anyone, "decisions/calibration/")
    assert "Nothing that you predicted has come out yet" in own
    assert "Together" not in own

    actions.share_calibration(actor=ana.actor, is_shared=True)
    shown = " ".join(read(anyone, path).split())
    assert "3 forecasts and what came true lie 16 points apart" in shown
    assert "True share, 95% range" in shown
    actions.share_calibration(actor=ana.actor, is_shared=False)
    assert anyone.browser.get(at(anyone, path)).status_code in {403, 404}
    told = [str(event.detail) for event in Event.objects.all()]
    assert not any(str(SAID) in line for line in told)


@pytest.mark.parametrize("given", ["²", "9" * 30, "-1", "ana", ""])
def test_a_person_that_cannot_be_is_no_fault_of_the_page(
    ana: Person, given: str
) -> None:
    got = ana.browser.get(at(ana, "decisions/calibration/"), {"person": given})

    assert got.status_code in {200, 403, 404}


@pytest.mark.parametrize("given", ["²", "9" * 30])
def test_a_thing_that_cannot_be_leaves_the_form_open(ana: Person, given: str) -> None:
    got = ana.browser.get(at(ana, "decisions/predictions/new/"), {"decision": given})

    assert got.status_code == 200


def test_nobody_predicts_about_a_decision_that_is_taken(ana: Person) -> None:
    made = make_decision(ana)
    full_chair(ana, made)
    actions.decide(
        actor=ana.actor,
        decision_id=made.pk,
        option_id=option_of(made).pk,
        because="it is cheaper",
        now=NOW,
    )
    body = {
        "text": "Too late", "kind": "event", "resolve_on": "2099-06-30",
        "decision_id": made.pk,
    }  # fmt: skip

    got = ana.browser.post(at(ana, "decisions/predictions/new/"), body)

    assert got.status_code == 422
    assert "Too late" in got.content.decode()
    assert Prediction.objects.count() == 0


def test_nothing_came_out_keeps_its_unit(ana: Person) -> None:
    asked = ask(ana, kind="range", unit="calls")
    answer(ana, asked, p10=0, p50=1, p90=3)
    settle(ana, asked, value=0)

    assert "0 calls" in read(ana, f"decisions/predictions/{asked.pk}/")


def test_a_range_that_came_out_at_nothing_or_is_void_says_so(ana: Person) -> None:
    said = {"p10": Decimal(5), "p50": Decimal(8), "p90": Decimal(12)}
    nothing, void = (ask(ana, name, kind="range") for name in ("Nothing", "Gone"))
    for asked in (nothing, void):
        answer(ana, asked, **said)
    settle(ana, nothing, value=Decimal(0))
    settle(ana, void, is_void=True, source="")

    days = (
        (nothing, "Settled on"), (void, "Was to be settled on"),
        (ask(ana, "Coming", kind="range"), "To be settled on"),
    )  # fmt: skip
    for asked, told in days:
        text = " ".join(read(ana, f"decisions/predictions/{asked.pk}/").split())
        assert f">{told} {asked.resolve_on:%a}" in text, told
    page = read(ana, f"decisions/predictions/{nothing.pk}/")
    places = [float(x) for x in re.findall(r'actual-miss" d="M(-?[\d.]+) ', page)]

    assert places
    assert all(0 <= x <= 300 for x in places)
    assert "<b>Void</b>" in read(ana, "decisions/outcomes/")
