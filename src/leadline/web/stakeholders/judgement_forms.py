"""Forms of what one thinks of people, and of who else may read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from leadline.accounts.types import Actor
from leadline.stakeholders.queries import person_choices
from leadline.stakeholders.types import JudgementIn, Stance
from leadline.web.shell.forms import Ticks
from leadline.web.shell.number_fields import WholeField
from leadline.web.stakeholders.forms import area


def share(label: str, hint: str) -> WholeField:
    """Return a field for 0 to 100."""
    return WholeField(
        label=label, min_value=0, max_value=100, initial=50, help_text=hint
    )


class JudgementForm(forms.Form):
    """What one thinks of a stakeholder."""

    stance = forms.ChoiceField(label="Where they stand", choices=Stance.choices)
    wanted = forms.ChoiceField(
        label="Where you want them", choices=Stance.choices, initial=Stance.FOR
    )
    influence = share("Influence", "How much they can move, 0 to 100.")
    interest = share("Interest", "How much they care, 0 to 100.")
    wants = area("What they want")
    worries = area("What worries them")
    next_move = area("Your next move")
    shared_with = forms.TypedMultipleChoiceField(
        label="Who else may read this", required=False, coerce=int, widget=Ticks
    )

    def __init__(
        self, *args: Any, readers: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shared_with"].choices = readers  # type: ignore[attr-defined]
        if not readers:
            del self.fields["shared_with"]

    def judgement(self) -> JudgementIn:
        """Return what was said."""
        said = dict(self.cleaned_data)
        said["shared_with"] = tuple(said.get("shared_with", ()))
        return JudgementIn(**said)


class StanceForm(forms.Form):
    """A change of mind."""

    stance = forms.ChoiceField(label="They stand", choices=Stance.choices)
    why = forms.CharField(label="What changed their mind", max_length=500)


class ListensForm(forms.Form):
    """Who somebody listens to."""

    heeded_id = forms.TypedChoiceField(label="Listens to", coerce=int)
    weight = forms.TypedChoiceField(
        label="How much", coerce=int,
        choices=[(3, "strongly"), (1, "a little"), (0, "not at all")],
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, person_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [one for one in person_choices(actor=actor) if one[0] != person_id]
        self.fields["heeded_id"].choices = others  # type: ignore[attr-defined]


class SharingForm(forms.Form):
    """Whether a member may read all one thinks of people."""

    user_id = forms.IntegerField()
    share = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
