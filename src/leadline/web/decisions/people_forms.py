"""Forms about who has a say in a decision."""

from __future__ import annotations

from typing import Any

from django import forms

from leadline.accounts.types import Actor
from leadline.decisions.types import Part
from leadline.stakeholders.queries import person_choices
from leadline.stakeholders.types import Stance


class SayForm(forms.Form):
    """Naming somebody."""

    person_id = forms.TypedChoiceField(label="Who", coerce=int)
    part = forms.ChoiceField(label="is", choices=Part.choices)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [("", "Choose"), *person_choices(actor=actor)]
        self.fields["person_id"].choices = people  # type: ignore[attr-defined]


class HeardForm(forms.Form):
    """Where somebody stands on this question."""

    stance = forms.ChoiceField(label="On this they are", choices=Stance.choices)
    why = forms.CharField(label="Why, as they said it", required=False, max_length=500)
