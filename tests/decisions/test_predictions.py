"""Predictions: hidden until answered, locked, settled; calibration stays private."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from leadline.accounts.models import Event
from leadline.decisions import actions, queries
from leadline.decisions.models import Forecast, Prediction
from leadline.decisions.types import (
    DecisionState,
    ForecastIn,
    OutcomeIn,
    PredictionIn,
    PredictionState,
)
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from tests import factories as make
from tests.conftest import Person
from tests.decisions.making import NOW, full_chair, make_decision, option_of
from tests.factories import as_row

DAY = NOW.date() + timedelta(days=30)


def ask(person: Person, text: str = "Thirty sign in", **fields: object) -> Prediction:
    fields.setdefault("resolve_on", DAY)
    asked = PredictionIn(text, **fields)
    return as_row(
        Prediction,
        actions.create_prediction(actor=person.actor, prediction=asked, on=NOW.date()),
    )


def answer(person: Person, of: Prediction, probability: int = 70, **said: object):
    if not said:
        said = {"probability": probability}
    forecast = ForecastIn(**said)
    return actions.answer_prediction(
        actor=person.actor, prediction_id=of.pk, forecast=forecast, now=NOW
    )


def settle(person: Person, of: Prediction, **came: object) -> Prediction:
    came.setdefault("source", "Counted")
    return as_row(
        Prediction,
        actions.resolve_prediction(
            actor=person.actor,
            prediction_id=of.pk,
            outcome=OutcomeIn(**came),
            now=NOW + timedelta(days=31),
        ),
    )


def page(person: Person, of: Prediction):
    return queries.prediction_page(actor=person.actor, prediction_id=of.pk)


def test_others_are_hidden_until_one_has_answered(
    ana: Person, olu: Person, ben: Person
) -> None:
    asked = ask(ana)
    answer(ana, asked, 80)

    assert page(olu, asked).forecasts is None
    assert page(ben, asked).forecasts is None
    assert page(olu, asked).row.people == 1
    answer(olu, asked, 40)

    said = page(olu, asked).forecasts
    assert {(f.person, f.probability) for f in said} == {("ana", 80), ("olu", 40)}
    settle(ana, asked, happened=True)
    assert {f.verdict for f in page(ben, asked).forecasts} == {
        "leaned right", "leaned wrong",
    }  # fmt: skip


def test_on_an_open_decision_forecasts_stay_blind_until_it_is_taken(
    ana: Person, olu: Person, ben: Person
) -> None:
    made = make_decision(ana)
    asked = ask(ana, decision_id=made.pk)
    answer(ana, asked, 80)
    answer(olu, asked, 40)

    assert page(olu, asked).forecasts is None
    assert page(olu, asked).row.mine.probability == 40
    full_chair(ana, made)
    actions.decide(
        actor=ana.actor, decision_id=made.pk, option_id=option_of(made).pk,
        because="it is cheaper", now=NOW,
    )  # fmt: skip

    assert {f.probability for f in page(ben, asked).forecasts} == {80, 40}


def test_no_line_of_the_log_tells_what_was_said(ana: Person) -> None:
    asked = ask(ana)
    answer(ana, asked, 83)

    told = [str(event.detail) for event in Event.objects.all()]
    assert not any("83" in line for line in told)


def test_the_last_word_counts_and_all_are_kept(ana: Person) -> None:
    asked = ask(ana)
    answer(ana, asked, 80)
    answer(ana, asked, 30)

    mine = page(ana, asked).row.mine
    assert (mine.probability, mine.times) == (30, 2)
    assert Forecast.objects.count() == 2


def test_a_prediction_is_locked_when_its_decision_is_taken_or_its_day_has_come(
    ana: Person,
) -> None:
    made = make_decision(ana)
    asked = ask(ana, decision_id=made.pk)
    full_chair(ana, made)
    actions.decide(
        actor=ana.actor,
        decision_id=made.pk,
        option_id=option_of(made).pk,
        because="it is cheaper",
        now=NOW,
    )
    assert page(ana, asked).is_locked
    with pytest.raises(Conflict, match="locked"):
        answer(ana, asked)
    late = ask(ana)
    with pytest.raises(Conflict, match="locked"):
        actions.answer_prediction(
            actor=ana.actor,
            prediction_id=late.pk,
            forecast=ForecastIn(probability=50),
            now=NOW + timedelta(days=30),
        )


@pytest.mark.parametrize(
    ("fields", "failure", "words"),
    [
        ({"text": " "}, Invalid, "will happen"),
        ({"kind": "wish"}, Invalid, "event or of a number"),
        ({"resolve_on": None}, Invalid, "day to come"),
        ({"resolve_on": NOW.date()}, Invalid, "day to come"),
        ({"decision_id": 99_999}, NotFound, "decision"),
        ({"bet_id": 99_999}, NotFound, "bet"),
        ({"metric_id": 99_999}, NotFound, "metric"),
    ],
)
def test_what_cannot_be_settled_is_refused(
    ana: Person, fields: dict, failure: type[Exception], words: str
) -> None:
    with pytest.raises(failure, match=words):
        ask(ana, **fields)


@pytest.mark.parametrize("probability", [0, 100, None])
def test_nobody_is_certain(ana: Person, probability: int | None) -> None:
    with pytest.raises(Invalid, match="between 1 and 99"):
        answer(ana, ask(ana), probability)


def test_a_range_is_in_order_and_settled_from_the_metrics_reading(ana: Person) -> None:
    metric = make.make_metric(ana.actor, "Calls", currency="", unit="calls")
    asked = ask(ana, kind="range", metric_id=metric.pk)
    low, middle, high = Decimal(14), Decimal(21), Decimal(31)
    with pytest.raises(Invalid, match="low number comes first"):
        answer(ana, asked, p10=high, p50=middle, p90=low)
    with pytest.raises(Invalid, match="low, the middle"):
        answer(ana, asked, p10=low)
    answer(ana, asked, p10=low, p50=middle, p90=high)
    with pytest.raises(Conflict, match="no reading"):
        settle(ana, asked, from_reading=True)
    make.make_reading(ana.actor, metric, DAY - timedelta(days=1), 99)
    make.make_reading(ana.actor, metric, DAY + timedelta(days=1), 19, "Switchboard")

    settle(ana, asked, from_reading=True)

    row = page(ana, asked).row
    assert row.came_out == "19 calls"
    assert row.source.startswith("Switchboard, reading of")
    assert row.mine.verdict == "inside the range"


@pytest.mark.parametrize(
    ("way", "bar", "reading", "came"),
    [
        ("at_least", 20, 20, "It happened"),
        ("at_least", 20, 19, "It did not happen"),
        ("at_most", 20, 20, "It happened"),
        ("at_most", 20, 21, "It did not happen"),
    ],
)
def test_an_event_is_settled_by_a_reading_beside_its_bar(
    ana: Person, way: str, bar: int, reading: int, came: str
) -> None:
    metric = make.make_metric(ana.actor, "Calls", currency="", unit="calls")
    goal = make.make_goal(ana.actor, "Fewer calls")
    asked = ask(ana, metric_id=metric.pk, goal_id=goal.pk, way=way, bar=Decimal(bar))
    assert (page(ana, asked).can_be_read, page(ana, asked).would_be) == (True, "")
    make.make_reading(ana.actor, metric, DAY + timedelta(days=1), reading)

    proposed = page(ana, asked).would_be
    settle(ana, asked, from_reading=True, source="")

    row = page(ana, asked).row
    assert (row.came_out, row.goal) == (came, "Fewer calls")
    assert proposed == came[0].lower() + came[1:]
    assert row.source.startswith("Finance, reading of")
    assert [p.id for p in queries.predictions_of(
        actor=ana.actor, goal_ids=[goal.pk]
    )] == [asked.pk]  # fmt: skip


def test_a_bar_that_nothing_could_reach_is_refused(ana: Person, cleo: Person) -> None:
    metric = make.make_metric(ana.actor, "Calls", currency="", unit="calls")
    whole = {"metric_id": metric.pk, "way": "at_least", "bar": Decimal(20)}
    for fields, failure, words in (
        ({"way": ""}, Invalid, "Say the number"),
        ({"bar": None}, Invalid, "Say the number"),
        ({"way": "about"}, Invalid, "at least or at most"),
        ({"kind": "range"}, Invalid, "only an event"),
        ({"metric_id": None}, Invalid, "Name the metric"),
        ({"goal_id": make.make_goal(cleo.actor).pk}, NotFound, "goal"),
    ):
        with pytest.raises(failure, match=words):
            ask(ana, **(whole | fields))
    asked = ask(ana, metric_id=metric.pk)
    make.make_reading(ana.actor, metric, DAY, 20)
    assert not page(ana, asked).can_be_read
    with pytest.raises(Invalid, match="No number was named"):
        settle(ana, asked, from_reading=True)


def test_an_outcome_has_a_source_and_comes_once(ana: Person, ben: Person) -> None:
    asked = ask(ana)
    with pytest.raises(Invalid, match="Say what came out"):
        settle(ana, asked)
    with pytest.raises(Invalid, match="where that is known"):
        settle(ana, asked, happened=True, source=" ")
    with pytest.raises(NotAllowed):
        settle(ben, asked, happened=True)
    settle(ana, asked, happened=True, lesson="Ports swap within a crew")
    with pytest.raises(Conflict, match="already"):
        settle(ana, asked, happened=False)
    void = settle(ana, ask(ana), is_void=True, source="")
    assert void.state == PredictionState.VOID


def test_a_person_sees_their_own_calibration_and_nobody_elses(
    ana: Person, olu: Person, ben: Person, cleo: Person
) -> None:
    for n in range(4):
        asked = ask(ana, f"Prediction {n}")
        answer(ana, asked, 75)
        settle(ana, asked, happened=n > 0)

    own = queries.calibration_of(actor=ana.actor, user_id=ana.user.pk, name="You")

    assert (own.n, own.is_enough) == (4, False)
    assert own.brier == pytest.approx(3 / 4 * 0.0625 + 1 / 4 * 0.5625)
    assert [(b.n, b.said, b.came) for b in own.bins] == [(4, 0.75, 0.75)]
    assert queries.hint_for(actor=ana.actor, probability=73).endswith("3 of 4 times.")
    for person in (olu, ben, cleo):
        with pytest.raises(NotAllowed, match="until they share"):
            queries.calibration_of(actor=person.actor, user_id=ana.user.pk, name="Ana")
        assert queries.team_calibration(actor=person.actor).n == 0
        assert queries.sharing_people(actor=person.actor) == []


def test_sharing_is_a_persons_own_and_can_be_taken_back(
    ana: Person, olu: Person, cleo: Person
) -> None:
    asked = ask(ana)
    answer(ana, asked)
    settle(ana, asked, happened=True)

    actions.share_calibration(actor=ana.actor, is_shared=True)
    actions.share_calibration(actor=ana.actor, is_shared=True)

    found = queries.calibration_of(actor=olu.actor, user_id=ana.user.pk, name="Ana")
    assert found.n == 1
    assert queries.team_calibration(actor=olu.actor).n == 1
    assert queries.sharing_people(actor=olu.actor) == [(ana.user.pk, "ana")]
    with pytest.raises(NotAllowed):
        queries.calibration_of(actor=cleo.actor, user_id=ana.user.pk, name="Ana")
    actions.share_calibration(actor=ana.actor, is_shared=False)
    assert queries.team_calibration(actor=olu.actor).n == 0


def test_how_a_decision_was_taken_is_told_apart_from_how_it_went(ana: Person) -> None:
    made = make_decision(ana, "Build", "Buy", "Wait", consulted="Petra")
    asked = ask(ana, decision_id=made.pk)
    answer(ana, asked, 80)

    def review(**fields: object):
        said = {"process": 4, "result": "worse", "lesson": "Ask ports first"} | fields
        return actions.review_decision(
            actor=ana.actor, decision_id=made.pk, now=NOW, **said
        )

    with pytest.raises(Conflict, match="Only a taken"):
        review()
    full_chair(ana, made)
    actions.decide(
        actor=ana.actor,
        decision_id=made.pk,
        option_id=option_of(made).pk,
        because="it is cheaper",
        premortem="The ports cannot sign in",
        now=NOW,
    )
    settle(ana, asked, happened=False)
    for fields, words in (
        ({"process": 6}, "1 to 5"), ({"result": "fine"}, "better"),
        ({"lesson": " "}, "learned"),
    ):  # fmt: skip
        with pytest.raises(Invalid, match=words):
            review(**fields)
    review()

    found = queries.review_of(actor=ana.actor, decision_id=made.pk)
    assert found.quadrant == "taken well, bad luck"
    assert found.told == (
        "by the marks of ana: 4 of 5 for how it was taken, and it came out worse than "
        "expected. The one forecast was wrong."
    )
    assert all(held for _, held in found.checks)
    made.refresh_from_db()
    assert made.state == DecisionState.REVIEWED


@pytest.mark.parametrize("n", [1, 3])
def test_lists_take_the_same_queries_for_any_number(
    ana: Person, n: int, django_assert_num_queries: object
) -> None:
    for i in range(n):
        answer(ana, ask(ana, f"Prediction {i}"))

    with django_assert_num_queries(2):
        found = queries.list_predictions(actor=ana.actor)

    assert len(found) == n


def test_what_was_said_on_the_day_of_the_outcome_does_not_count(ana: Person) -> None:
    asked = ask(ana)
    answer(ana, asked, 99)
    settle(ana, asked, happened=True, source="I did it")
    Prediction.objects.update(resolved_at=NOW + timedelta(hours=1))

    own = queries.calibration_of(actor=ana.actor, user_id=ana.user.pk, name="You")
    assert own.n == 0


@pytest.mark.parametrize(("is_void", "counted"), [(False, 1), (True, 0)])
def test_what_was_called_void_tells_nothing_of_who_forecast_it(
    ana: Person, is_void: bool, counted: int
) -> None:
    asked = ask(ana)
    answer(ana, asked, 80)
    settle(ana, asked, happened=True, is_void=is_void)

    own = queries.calibration_of(actor=ana.actor, user_id=ana.user.pk, name="You")

    assert own.n == counted
