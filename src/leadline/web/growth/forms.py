"""Forms of the growth area."""

from __future__ import annotations

from typing import Any

from django import forms

from leadline.accounts.queries import list_people
from leadline.accounts.types import Actor
from leadline.growth.queries import MEASURES
from leadline.growth.types import FrameworkPlan, StepIn
from leadline.web.shell.fields import day_field, id_field


class LevelsForm(forms.Form):
    """A level for each competency; notes where one rates oneself."""

    def __init__(
        self, *args: Any, plan: FrameworkPlan, notes: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        levels = [(n, f"{n}: {name}") for n, name in enumerate(plan.levels, 1)]
        for one in plan.competencies:
            told = " · ".join(f"{n}: {words}" for n, words in enumerate(one.levels, 1))
            self.fields[f"level_{one.key}"] = forms.TypedChoiceField(
                label=one.name, choices=[("", "Choose"), *levels], coerce=int,
                help_text=told,
            )  # fmt: skip
            if notes:
                self.fields[f"note_{one.key}"] = forms.CharField(
                    label=f"What shows it ({one.name})", required=False,
                    max_length=4000, widget=forms.Textarea(attrs={"rows": 2}),
                )  # fmt: skip

    def levels(self) -> dict[str, int]:
        """Return the level of each competency."""
        return {
            one.key: self.cleaned_data[f"level_{one.key}"]
            for one in self.plan.competencies
        }

    def notes(self) -> dict[str, str]:
        """Return what was noted."""
        told = {
            one.key: self.cleaned_data.get(f"note_{one.key}", "")
            for one in self.plan.competencies
        }
        return {key: words for key, words in told.items() if words}


class PeerForm(LevelsForm):
    """A peer's answer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comment"] = forms.CharField(
            label="Anything else, in your words", required=False, max_length=4000,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="Shown with those of others, in no order. Your style may give "
            "you away; write plainly.",
        )  # fmt: skip


class CycleForm(forms.Form):
    """Beginning an assessment."""

    name = forms.CharField(label="Name it", max_length=80)


class MemberForm(forms.Form):
    """Choosing a member of the workspace."""

    user_id = id_field("Who")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [p for p in list_people(actor=actor) if p[0] != actor.user_id]
        self.fields["user_id"].choices = [("", "Nobody"), *others]  # type: ignore[attr-defined]


class StepForm(forms.Form):
    """A next step."""

    what = forms.CharField(label="What will you do differently", max_length=240)
    competency = forms.ChoiceField(label="For")
    due_on = day_field("Looked at again on", required=True)
    with_whom = forms.CharField(label="With whom", required=False, max_length=120)
    target = forms.CharField(
        label="It is done when", required=False, max_length=120,
        help_text="“Finance spoken to before the options are fixed, three times.”",
    )  # fmt: skip
    seen_by = forms.ChoiceField(
        label="Seen in the record by", required=False,
        choices=[("", "Not in the record"), *((m.key, m.title) for m in MEASURES)],
    )  # fmt: skip

    def __init__(self, *args: Any, plan: FrameworkPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [(one.key, one.name) for one in plan.competencies]
        self.fields["competency"].choices = keys  # type: ignore[attr-defined]

    def step(self) -> StepIn:
        """Return what was said."""
        return StepIn(**self.cleaned_data)


class FrameworkForm(forms.Form):
    """A framework of one's own."""

    about = "text"
    text = forms.CharField(
        label="The framework, as YAML", max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
    )  # fmt: skip
