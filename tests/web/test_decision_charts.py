"""Charts of decisions: ranges of one unit share an axis, words have an age."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from leadline.decisions.types import PredictionRow, Span
from leadline.web.decisions.charts import axes_by_unit, shared_axis


class Said:
    """A prediction as far as its bar goes."""

    def __init__(self, unit: str, *ends: int) -> None:
        self.unit = unit
        self.span = Span(*map(Decimal, ends)) if ends else None


def test_ranges_of_one_unit_share_an_axis_and_others_do_not() -> None:
    rows: list[PredictionRow] = [
        *(Said("ports", 10, 20, 30), Said("ports", 100, 110, 120)),
        *(Said("days", 1, 2, 3), Said("", 5, 6, 7), Said("votes")),
    ]  # type: ignore[list-item]

    axes = axes_by_unit(rows)

    assert set(axes) == {"ports", "days"}
    assert axes["ports"][0] < 10
    assert axes["ports"][1] > 120
    assert axes["days"][1] < 10


def test_what_happened_outside_a_range_lies_on_the_axis_too() -> None:
    range_of_ten = Span(Decimal(10), Decimal(15), Decimal(20))

    assert shared_axis([replace(range_of_ten, actual=Decimal(50))])[1] > 50
    assert shared_axis([range_of_ten])[1] < 50
    alike = Span(Decimal(5), Decimal(5), Decimal(5))
    assert shared_axis([alike]) == (4, 6)
