"""Forms beside a goal: a check-in, and a further measure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from leadline.accounts.types import Actor
from leadline.foundation.plain import plain_of
from leadline.strategy.queries import list_metric_names
from leadline.strategy.types import CheckInIn, GoalRow, MeasureIn, MeasureRow
from leadline.web.shell.fields import day_field, id_field
from leadline.web.shell.number_fields import (
    AmountField,
    CurrencyField,
    WholeField,
)
from leadline.web.shell.seen import SeenForm
from leadline.web.strategy.forms import ask_in_money

READING = "measure_"


class CheckInForm(forms.Form):
    """How sure one is of a goal, why, and what its measures read today."""

    confidence = WholeField(
        is_percent=True, min_value=0, max_value=100,
        label="How sure are you that it is reached by its day, percent",
        help_text="Your own estimate, from 0 to 100. 50 is a coin toss.",
    )  # fmt: skip
    reason = forms.CharField(
        label="Why", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What changed, what stands in the way, what you need.",
    )  # fmt: skip

    def __init__(self, data: Any, *, actor: Actor, goal: GoalRow) -> None:
        super().__init__(data)
        self.asked = [
            measure
            for measure in goal.measures
            if measure.metric_id is None or actor.can_change
        ]
        for measure in self.asked:
            self.fields[f"{READING}{measure.id}"] = AmountField(
                label=f"{measure.measure}, today", required=False,
                is_percent=True, currency=measure.currency,
                max_digits=20, decimal_places=4, help_text=_unit(measure),
            )  # fmt: skip

    @property
    def readings(self) -> Sequence[forms.BoundField]:
        """The fields for what was read, one a measure."""
        return [self[f"{READING}{measure.id}"] for measure in self.asked]

    def said(self) -> CheckInIn:
        """Return what the person says; a reading that was left empty is none."""
        clean = self.cleaned_data
        values: dict[int, Decimal] = {
            measure.id: value
            for measure in self.asked
            if (value := clean[f"{READING}{measure.id}"]) is not None
        }
        return CheckInIn(clean["confidence"], clean["reason"], values)


def _unit(measure: MeasureRow) -> str:
    unit = measure.currency or measure.unit
    return f"In {unit}. Leave it empty if nobody measured." if unit else ""


class MeasureForm(SeenForm):
    """Everything a person says about a measure of a goal."""

    metric_id = id_field(
        "Measured by", help_text="Progress follows the metric's readings."
    )
    measure = forms.CharField(
        label="Or, without a metric, what is measured", max_length=160, required=False,
        help_text="It is read in check-ins.",
    )  # fmt: skip
    unit = forms.CharField(label="Unit", max_length=24, required=False)
    currency = CurrencyField(label="Or currency", required=False)
    baseline = AmountField(label="It stood at", required=False, is_percent=True)
    baseline_date = day_field(
        "On", help_text="From this day on its pace is counted.", at_end=False
    )
    target = AmountField(label="It shall reach", required=False, is_percent=True)
    target_date = day_field("By")
    reason = forms.CharField(
        label="Why the goal changes", max_length=500, help_text="People steer by it."
    )

    def __init__(
        self,
        data: Any,
        *,
        actor: Actor,
        goal: GoalRow,
        measure: MeasureRow | None = None,
    ) -> None:
        super().__init__(data, initial=plain_of(measure, MeasureIn) if measure else {})
        metrics = list_metric_names(actor=actor)
        self.fields["metric_id"].choices = [("", "No metric"), *metrics]  # type: ignore[attr-defined]
        ask_in_money(self, ("baseline", "target"), actor=actor)
        self.watch(goal.version)


class ReasonForm(forms.Form):
    """Why something of a goal is taken away."""

    reason = forms.CharField(label="Why", max_length=500)
