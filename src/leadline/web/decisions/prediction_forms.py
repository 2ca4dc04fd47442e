"""Forms of predictions, outcomes and reviews."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from leadline.accounts.queries import list_people
from leadline.accounts.types import Actor
from leadline.decisions.queries import open_decision_names
from leadline.decisions.types import (
    ForecastIn,
    OutcomeIn,
    PredictionIn,
    PredictionKind,
    PredictionState,
    Result,
    Way,
)
from leadline.foundation.measures import is_currency
from leadline.foundation.ranges import Asked, SaidRange
from leadline.roadmap.queries import list_bet_names
from leadline.strategy.queries import list_goal_names, list_metric_names, list_metrics
from leadline.web.shell.fields import day_field, id_field
from leadline.web.shell.number_fields import (
    AmountField,
    CurrencyField,
    WholeField,
    in_currency,
)
from leadline.web.shell.range_field import HINT, RangeField


class PredictionFilterForm(forms.Form):
    """Which predictions the list shows."""

    is_filter = True
    text = forms.CharField(label="Words", required=False, max_length=100)
    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "Any"), *PredictionState.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["text"].widget.input_type = "search"


def money_of(unit: str) -> str:
    """Return the currency that a unit is, by its code or its sign, or ""."""
    found = CurrencyField().code(unit)
    return found if is_currency(found) else ""


class PredictionForm(forms.Form):
    """A question about the future."""

    text = forms.CharField(
        label="What will happen", max_length=240,
        help_text="“At least 30 of the 38 customers sign in with their own login”",
    )  # fmt: skip
    kind = forms.ChoiceField(label="Kind", choices=PredictionKind.choices)
    resolve_on = day_field("To be settled on", required=True)
    rule = forms.CharField(
        label="How one will know", required=False, max_length=500,
        help_text="What is looked at, and what counts.",
    )  # fmt: skip
    judge_id = id_field(
        "Who says what came out",
        help_text="On that day or after it; an owner may in their stead.",
    )
    unit = forms.CharField(label="Unit of the number", required=False, max_length=40)
    metric_id = id_field("Or the metric it is read from")
    way = forms.ChoiceField(
        label="It happens when the metric reads", required=False,
        choices=[("", "I will say it myself"), *Way.choices],
    )  # fmt: skip
    bar = AmountField(label="this number", required=False, is_percent=True)
    decision_id = id_field("About the decision")
    bet_id = id_field("About the bet")
    goal_id = id_field("About the goal")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: dict[str, list[Any]] = {
            "judge_id": list(list_people(actor=actor)),
            "metric_id": [("", "No metric"), *list_metric_names(actor=actor)],
            "decision_id": [("", "No decision"), *open_decision_names(actor=actor)],
            "bet_id": [("", "No bet")]
            + [(b.id, b.title) for b in list_bet_names(actor=actor)],
            "goal_id": [("", "No goal"), *list_goal_names(actor=actor)],
        }
        for name, choices in chosen.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if self.is_bound:
            in_currency(self, self._asked_in(actor), "bar")

    def _asked_in(self, actor: Actor) -> str:
        """Return the currency of the number asked for, or ""."""
        chosen = str(self["metric_id"].value() or "")
        if not chosen:
            return money_of(str(self["unit"].value() or ""))
        found = (m for m in list_metrics(actor=actor) if str(m.id) == chosen)
        metric = next(found, None)
        return metric.currency if metric else ""

    def prediction(self) -> PredictionIn:
        """Return what was said."""
        return PredictionIn(**self.cleaned_data)


class ForecastForm(forms.Form):
    """One person's answer."""

    shows: ClassVar = {"p50": "said"}

    probability = WholeField(
        label="How likely, in percent", min_value=1, max_value=99, required=False,
        is_percent=True,
    )  # fmt: skip
    said = RangeField(
        label="What do you expect", required=False, places=4, help_text=HINT
    )

    def __init__(self, *args: Any, kind: str, unit: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["said"]
        assert isinstance(field, RangeField)
        # A number of per cent may bear its sign whatever the unit is called.
        field.asked = Asked(money_of(unit) or "%")
        del self.fields["said" if kind == "event" else "probability"]

    def clean_said(self) -> SaidRange | None:
        """Refuse one number: it says nothing of how sure one is."""
        said: SaidRange | None = self.cleaned_data["said"]
        if said is not None and said.is_exact:
            raise forms.ValidationError(
                "Write a range, such as 8 to 20: one number does not say how sure you "
                "are."
            )
        return said

    def forecast(self) -> ForecastIn:
        """Return what was said."""
        said: SaidRange | None = self.cleaned_data.get("said")
        if said is None:
            return ForecastIn(probability=self.cleaned_data.get("probability"))
        return ForecastIn(p10=said.low, p50=said.mid, p90=said.high)


class OutcomeForm(forms.Form):
    """What came out."""

    happened = forms.TypedChoiceField(
        label="Outcome", required=False, empty_value=None,
        choices=[("", "Choose"), ("yes", "It happened"), ("no", "It did not happen")],
        coerce=lambda word: word == "yes",
    )  # fmt: skip
    value = AmountField(label="It came out at", required=False, is_percent=True)
    from_reading = forms.BooleanField(
        label="Take it from the metric's first reading since that day", required=False
    )
    source = forms.CharField(
        label="Where that is known from", required=False, max_length=240
    )
    lesson = forms.CharField(
        label="What it teaches", required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    is_void = forms.BooleanField(
        label="Void: the question lost its meaning", required=False
    )

    def __init__(
        self,
        *args: Any,
        kind: str,
        can_be_read: bool,
        unit: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        in_currency(self, money_of(unit), "value")
        is_event = kind == "event"
        del self.fields["value" if is_event else "happened"]
        if not can_be_read:
            del self.fields["from_reading"]

    def outcome(self) -> OutcomeIn:
        """Return what was said."""
        return OutcomeIn(**self.cleaned_data)


MARKS = [
    (5, "5: as well as one can"), (4, "4: well"), (3, "3: well enough"),
    (2, "2: hastily"), (1, "1: badly"),
]  # fmt: skip


class ReviewForm(forms.Form):
    """How a decision was taken, apart from how it went."""

    process = forms.TypedChoiceField(
        label="How was it taken, with what could be known then", choices=MARKS,
        coerce=int, initial=3,
    )  # fmt: skip
    result = forms.ChoiceField(label="How did it go", choices=Result.choices)
    lesson = forms.CharField(
        label="What did you learn", max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
