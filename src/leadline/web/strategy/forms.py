"""Forms of the strategy area."""

from __future__ import annotations

from typing import Any

from django import forms

from leadline.accounts.queries import list_people, workspace_of
from leadline.accounts.types import Actor
from leadline.foundation.plain import plain_of
from leadline.strategy.queries import list_goal_names, list_metric_names
from leadline.strategy.types import (
    Direction,
    GoalKind,
    GoalRow,
    GoalState,
    MeasureIn,
    MetricIn,
    MetricRow,
)
from leadline.web.shell.fields import day_field, id_field, product_choices
from leadline.web.shell.number_fields import AmountField, CurrencyField, in_currency
from leadline.web.shell.seen import SeenForm


def ask_in_money(form: forms.Form, amounts: tuple[str, ...], *, actor: Actor) -> None:
    """Let the currency be written as a sign, and its sign stand beside the amounts."""
    field = form.fields["currency"]
    assert isinstance(field, CurrencyField)
    field.own = workspace_of(actor=actor).currency
    said = form["currency"].value() or ""
    for name in amounts:
        amount = form.fields[name]
        assert isinstance(amount, AmountField)
        amount.currency = field.code(str(said))


class GoalFilter(forms.Form):
    """Which goals the list shows."""

    is_filter = True
    text = forms.CharField(label="Words", required=False, max_length=100)
    kind = forms.ChoiceField(
        label="Good for", required=False, choices=[("", "Anything"), *GoalKind.choices]
    )
    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "Any"), *GoalState.choices]
    )
    owner = id_field("Owner")
    order = forms.ChoiceField(
        label="Order", required=False,
        choices=[("", "Tree"), ("pace", "Furthest behind"), ("owner", "By owner")],
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["text"].widget.input_type = "search"
        people = list_people(actor=actor)
        self.fields["owner"].choices = [("", "Anybody"), *people]  # type: ignore[attr-defined]


class GoalForm(SeenForm):
    """Everything a person says about a goal."""

    name = forms.CharField(label="The goal, in one line", max_length=160)
    kind = forms.ChoiceField(
        label="Good for",
        choices=GoalKind.choices,
        help_text="A guardrail is something that must not get worse.",
    )
    metric_id = id_field(
        "Measured by", help_text="Progress follows the metric's readings."
    )
    measure = forms.CharField(
        label="Or, without a metric, what is measured", max_length=160, required=False
    )
    unit = forms.CharField(
        label="Unit", max_length=24, required=False,
        help_text="Percent, customers, days. Not needed with a metric.",
    )  # fmt: skip
    currency = CurrencyField(label="Or currency", required=False)
    baseline = AmountField(label="It stood at", required=False, is_percent=True)
    baseline_date = day_field(
        "On", help_text="From this day on its pace is counted.", at_end=False
    )
    target = AmountField(label="It shall reach", required=False, is_percent=True)
    target_date = day_field("By")
    owner_id = id_field("Who answers for it")
    parent_id = id_field("Part of")
    product_id = id_field("Product")
    reason = forms.CharField(
        label="Why it changes", max_length=500, help_text="People steer by it."
    )

    def __init__(self, data: Any, *, actor: Actor, goal: GoalRow | None = None) -> None:
        super().__init__(data, initial=_said(goal) if goal else None)
        metrics = list_metric_names(actor=actor)
        goals = [g for g in list_goal_names(actor=actor) if g[0] != (goal and goal.id)]
        choices: dict[str, list[Any]] = {
            "metric_id": [("", "No metric"), *metrics],
            "owner_id": [("", "Nobody yet"), *list_people(actor=actor)],
            "parent_id": [("", "No other goal"), *goals],
            "product_id": product_choices(actor),
        }
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]
        ask_in_money(self, ("baseline", "target"), actor=actor)
        if goal is None:
            del self.fields["reason"]
        self.watch(goal.version if goal else None)


def _said(goal: GoalRow) -> dict[str, Any]:
    """Return what was said of a goal and its first measure, by field."""
    first = plain_of(goal.first, MeasureIn)
    return first | {
        name: getattr(goal, name)
        for name in ("name", "kind", "owner_id", "parent_id", "product_id")
    }


class GoalStateForm(forms.Form):
    """Closing a goal, or opening it again."""

    state = forms.ChoiceField(label="The goal is", choices=GoalState.choices)
    reason = forms.CharField(label="Why", max_length=500)


class MetricForm(SeenForm):
    """Everything a person says about a metric."""

    name = forms.CharField(label="What is measured", max_length=120)
    unit = forms.CharField(
        label="Unit", max_length=24, required=False,
        help_text="Percent, customers, days; leave it empty for money.",
    )  # fmt: skip
    currency = CurrencyField(label="Or currency", required=False)
    direction = forms.ChoiceField(label="Better is", choices=Direction.choices)
    product_id = id_field("Product")

    def __init__(self, data: Any, *, actor: Actor, metric: MetricRow | None) -> None:
        super().__init__(data, initial=plain_of(metric, MetricIn) if metric else None)
        self.fields["product_id"].choices = product_choices(actor)  # type: ignore[attr-defined]
        ask_in_money(self, (), actor=actor)
        self.watch(metric.version if metric else None)


class ReadingForm(forms.Form):
    """One reading by hand."""

    on_date = day_field("Day", required=True, is_past=True, at_end=False)
    value = AmountField(
        label="It measured", max_digits=20, decimal_places=4, is_percent=True,
    )  # fmt: skip
    source = forms.CharField(
        label="Where the number comes from", max_length=120,
        help_text="The report, the person or the system.",
    )  # fmt: skip
    note = forms.CharField(label="Note", max_length=240, required=False)

    def __init__(self, *args: Any, currency: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_currency(self, currency, "value")


class ReadingsFileForm(forms.Form):
    """A file of readings, or its rows pasted."""

    about = "file"
    file = forms.FileField(
        label="File", required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        help_text="Columns date and value; source and note if you have them.",
    )  # fmt: skip
    pasted = forms.CharField(
        label="Or paste the rows", required=False, max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Refuse a form without rows."""
        cleaned = super().clean() or {}
        if not cleaned.get("file") and not (cleaned.get("pasted") or "").strip():
            raise forms.ValidationError("Choose a file or paste rows.")
        return cleaned
