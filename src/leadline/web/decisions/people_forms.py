"""Forms about who has a say in a decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from leadline.accounts.types import Actor
from leadline.decisions.types import OptionRow, Part
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
    option_id = forms.TypedChoiceField(
        label="Which option they mean", required=False, coerce=int, empty_value=None
    )
    why = forms.CharField(label="Why, as they said it", required=False, max_length=500)

    def __init__(
        self, *args: Any, options: Sequence[OptionRow] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [("", "None in particular"), *((o.id, o.title) for o in options)]
        self.fields["option_id"].choices = named  # type: ignore[attr-defined]


class AnswerForm(HeardForm):
    """Where one stands oneself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stance"].label = "On this I am"
        self.fields["why"].label = "Why"
