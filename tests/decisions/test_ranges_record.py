"""Ranges read by the record of who says them: only one's own, only from enough."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from leadline.decisions import actions, queries
from leadline.decisions.types import (
    ForecastIn,
    OutcomeIn,
    PredictionIn,
    PredictionKind,
    RangesRecord,
)
from leadline.foundation.errors import Invalid
from leadline.foundation.ranges import Asked, SaidRange, read_range
from tests.conftest import Person
from tests.decisions.making import NOW

pytestmark = pytest.mark.django_db
COUNT = Asked("ports")


def settled_range(person: Person, number: int, value: str, **said: str) -> None:
    said = {"p10": "8", "p50": "12.65", "p90": "20"} | said
    asked = actions.create_prediction(
        actor=person.actor,
        prediction=PredictionIn(
            f"Ports in month {number}",
            kind=PredictionKind.RANGE,
            unit="ports",
            resolve_on=NOW.date() + timedelta(days=30),
        ),
        on=NOW.date(),
    )
    figures = {name: Decimal(figure) for name, figure in said.items()}
    actions.answer_prediction(
        actor=person.actor,
        prediction_id=asked.pk,
        forecast=ForecastIn(**figures),
        now=NOW,
    )
    actions.resolve_prediction(
        actor=person.actor,
        prediction_id=asked.pk,
        outcome=OutcomeIn(value=Decimal(value), source="Counted"),
        now=NOW + timedelta(days=31),
    )


def test_ranges_are_read_by_ones_own_record_from_enough_on(
    ana: Person, olu: Person
) -> None:
    said = read_range("8 to 20")
    for number in range(19):
        settled_range(ana, number, "25" if number < 8 else "12")

    before = queries.ranges_record(actor=ana.actor)
    assert (before.n, before.held, before.factor) == (19, 11, 1.0)
    assert "From 20 on" in before.words
    read = queries.read_by_own_record(actor=ana.actor, said=said, asked=COUNT)
    assert float(read.low) == pytest.approx(8)

    settled_range(ana, 19, "12")
    record = queries.ranges_record(actor=ana.actor)
    read = queries.read_by_own_record(actor=ana.actor, said=said, asked=COUNT)
    assert record.is_enough
    assert record.factor == pytest.approx(1.488, abs=0.001)
    assert read.mid == said.mid
    assert record.words_on(said, read, COUNT) == (
        "Your last 20 ranges held the truth 12 times, 60%. Eight in ten would be 16. "
        "So 8 to 20 is read as 6.4 to 25."
    )
    assert queries.ranges_record(actor=olu.actor).words.startswith("None of your")
    page = queries.calibration_of(actor=ana.actor, user_id=ana.user.pk, name="You")
    assert page.record == record


def test_a_record_of_numbers_without_a_width_is_none(ana: Person) -> None:
    settled_range(ana, 1, "12", p10="12", p50="12", p90="12")

    assert queries.ranges_record(actor=ana.actor).n == 0


def test_what_cannot_lie_within_its_bounds_is_refused(ana: Person) -> None:
    said = SaidRange(Decimal(-1), Decimal(2), Decimal(3))

    with pytest.raises(Invalid, match="not within"):
        queries.read_by_own_record(
            actor=ana.actor, said=said, asked=Asked("%", is_share=True)
        )


def test_a_record_says_what_it_rests_on() -> None:
    said = read_range("8 to 20")

    assert RangesRecord(1, 1, 1.0, 20).words == (
        "Your last range held the truth once, 100%. From 20 on yours are read by "
        "their record."
    )
    few = RangesRecord(19, 9, 1.0, 20)
    assert few.words_on(said, said, COUNT) == few.words
    exact = RangesRecord(20, 9, 2.0, 20)
    assert exact.words_on(read_range("7"), read_range("7"), COUNT) == exact.words
