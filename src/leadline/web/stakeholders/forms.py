"""Forms of the stakeholders area."""

from __future__ import annotations

from typing import Any

from django import forms

from leadline.accounts.queries import list_people as list_members
from leadline.accounts.types import Actor
from leadline.stakeholders.queries import person_choices
from leadline.stakeholders.types import (
    CommitmentIn,
    CommitmentState,
    ContactKind,
    Direction,
    Function,
    Part,
    PersonFilter,
    PersonIn,
    Stance,
)
from leadline.web.strategy.forms import day_field, whole

SORTS = [
    ("silence", "Longest silence first"), ("sway", "Most sway first"),
    ("influence", "Most influence first"), ("name", "Name"),
]  # fmt: skip


def area(label: str, rows: int = 2) -> forms.CharField:
    """Return a field for some lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=4000, widget=widget)


def share(label: str, hint: str) -> forms.IntegerField:
    """Return a field for 0 to 100."""
    return forms.IntegerField(
        label=label, min_value=0, max_value=100, initial=50, help_text=hint
    )


class PersonFilterForm(forms.Form):
    """Which people the list shows."""

    is_filter = True
    text = forms.CharField(label="Words", required=False, max_length=100)
    function = forms.ChoiceField(
        label="Function", required=False, choices=[("", "Any"), *Function.choices]
    )
    stance = forms.ChoiceField(
        label="Stance", required=False, choices=[("", "Any"), *Stance.choices]
    )
    owner = forms.TypedChoiceField(
        label="Owner", required=False, coerce=whole, empty_value=None
    )
    silent = forms.BooleanField(label="Silent too long", required=False)
    gone = forms.BooleanField(label="Taken off the lists", required=False)
    sort = forms.ChoiceField(label="Order", required=False, choices=SORTS)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["text"].widget.input_type = "search"
        members = list_members(actor=actor)
        self.fields["owner"].choices = [("", "Anybody"), *members]  # type: ignore[attr-defined]

    def only(self) -> PersonFilter:
        """Return what was asked for."""
        said = dict(self.cleaned_data)
        said["sort"] = said["sort"] or "silence"
        return PersonFilter(**said)


class PersonForm(forms.Form):
    """Everything one says about a stakeholder."""

    name = forms.CharField(label="Name", max_length=120)
    title = forms.CharField(label="Position", max_length=120, required=False)
    organisation = forms.CharField(label="Company", max_length=120, required=False)
    function = forms.ChoiceField(label="Function", choices=Function.choices)
    email = forms.EmailField(
        label="E-mail", required=False,
        help_text="Finds them in your calendar.",
    )  # fmt: skip
    customer = forms.CharField(
        label="Customer they belong to", max_length=200, required=False,
        help_text="Its name, as in the list of customers.",
    )  # fmt: skip
    is_organisation = forms.BooleanField(
        label="It is an organisation that speaks with one voice", required=False
    )
    wants = area("What they want")
    worries = area("What worries them")
    next_move = area("Your next move")
    influence = share("Influence", "How much they can move, 0 to 100.")
    interest = share("Interest", "How much they care, 0 to 100.")
    stance = forms.ChoiceField(label="Where they stand", choices=Stance.choices)
    wanted = forms.ChoiceField(
        label="Where you want them", choices=Stance.choices, initial=Stance.FOR
    )
    owner_id = forms.TypedChoiceField(
        label="Who looks after them", required=False, coerce=whole, empty_value=None
    )
    cadence_days = forms.IntegerField(
        label="Speak to them every so many days", required=False, min_value=1,
        max_value=730,
    )  # fmt: skip

    def __init__(
        self, *args: Any, actor: Actor, is_new: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        members = list_members(actor=actor)
        self.fields["owner_id"].choices = [("", "Nobody yet"), *members]  # type: ignore[attr-defined]
        if not is_new:
            del self.fields["stance"]

    def person(self, **kept: Any) -> PersonIn:
        """Return what was said."""
        said = {k: v for k, v in self.cleaned_data.items() if k != "customer"}
        return PersonIn(**{**kept, **said})


class StanceForm(forms.Form):
    """A change of mind."""

    stance = forms.ChoiceField(label="They stand", choices=Stance.choices)
    why = forms.CharField(label="What changed their mind", max_length=500)


class ContactForm(forms.Form):
    """That somebody was spoken to."""

    on_date = day_field("On", required=True)
    kind = forms.ChoiceField(label="By", choices=ContactKind.choices)
    note = area("What it was about")
    words = area("In their words")


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


class PromiseFilterForm(forms.Form):
    """Which promises the list shows."""

    is_filter = True
    text = forms.CharField(label="Words", required=False, max_length=100)
    state = forms.ChoiceField(
        label="State", required=False,
        choices=[("", "Any"), ("open", "Open"), *CommitmentState.choices],
    )  # fmt: skip
    direction = forms.ChoiceField(
        label="Who promised", required=False, choices=[("", "Both"), *Direction.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["text"].widget.input_type = "search"


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
        label="It is",
        choices=[("offered", "offered, not agreed yet"), ("agreed", "agreed")],
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = person_choices(actor=actor)
        self.fields["person_id"].choices = people  # type: ignore[attr-defined]

    def commitment(self) -> CommitmentIn:
        """Return what was said."""
        return CommitmentIn(**self.cleaned_data)


class PromiseStateForm(forms.Form):
    """What became of a promise."""

    state = forms.ChoiceField(label="It is now")
    why = forms.CharField(label="Why", required=False, max_length=500)
    evidence = forms.CharField(
        label="What shows it", required=False, max_length=500,
        help_text="A link, or where it can be seen.",
    )  # fmt: skip

    def __init__(self, *args: Any, moves: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(move.value, move.label) for move in moves]
        self.fields["state"].choices = choices  # type: ignore[attr-defined]


class PromiseDateForm(forms.Form):
    """Moving the day of a promise."""

    due_date = day_field("The new day", required=True)
    why = forms.CharField(label="Why it moves", max_length=500)
