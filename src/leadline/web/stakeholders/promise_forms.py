"""Forms of promises: which the list shows, and a new one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from leadline.accounts.types import Actor
from leadline.roadmap.queries import unchecked_promises
from leadline.stakeholders.queries import person_choices
from leadline.stakeholders.types import (
    Direction,
    Part,
    PromiseIn,
    PromiseState,
)
from leadline.web.shell.columns import ColumnsMixin
from leadline.web.shell.fields import day_field

NO_BET = "none"
COLUMNS = (
    ("with", "With"),
    ("function", "Function"),
    ("direction", "Who promised"),
    ("part", "Part of the way"),
    ("state", "State"),
    ("by", "By"),
    ("bets", "Hangs on"),
    ("proof", "What shows it"),
)


class PromiseFilterForm(ColumnsMixin):
    """Which promises the list shows, and what of each."""

    offered = COLUMNS
    usual = ("with", "state", "by")
    groups = (
        ("state", "State"), ("person", "With"), ("direction", "Who promised"),
        ("part", "Part of the way"),
    )  # fmt: skip
    is_filter = True
    text = forms.CharField(label="Words", required=False, max_length=100)
    state = forms.ChoiceField(
        label="State", required=False,
        choices=[("", "Any"), ("open", "Open"), *PromiseState.choices],
    )  # fmt: skip
    direction = forms.ChoiceField(
        label="Who promised", required=False, choices=[("", "Both"), *Direction.choices]
    )
    bet = forms.ChoiceField(
        label="Hangs on", required=False,
        choices=[("", "Anything"), (NO_BET, "No bet, so no plan checks it")],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["text"].widget.input_type = "search"
        self.offer_columns()

    def only(self, actor: Actor) -> dict[str, Any]:
        """Return what was asked for, as the list of promises takes it."""
        said = self.cleaned_data
        only = {name: said[name] for name in ("text", "state", "direction")}
        if said["bet"] == NO_BET:
            only["ids"] = [one.id for one in unchecked_promises(actor=actor)]
        return {"on": timezone.localdate(), **only}

    @property
    def is_narrowed(self) -> bool:
        """Whether it leaves promises out."""
        names = ("text", "state", "direction", "bet")
        return any(self.cleaned_data[name] for name in names)


class PromiseForm(forms.Form):
    """A promise as it is said."""

    person_id = forms.TypedChoiceField(label="With whom", coerce=int)
    direction = forms.ChoiceField(label="Who promised", choices=Direction.choices)
    what = forms.CharField(label="What was promised", max_length=240)
    due_date = day_field("By")
    part = forms.ChoiceField(
        label="Part of the way to market", choices=Part.choices, initial=Part.OTHER
    )
    state = forms.ChoiceField(
        label="State",
        choices=[("offered", "offered, not agreed yet"), ("agreed", "agreed")],
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = person_choices(actor=actor)
        self.fields["person_id"].choices = people  # type: ignore[attr-defined]

    def promise(self) -> PromiseIn:
        """Return what was said."""
        return PromiseIn(**self.cleaned_data)
