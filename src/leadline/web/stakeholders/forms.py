"""Forms of the stakeholders area."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from leadline.accounts.queries import list_people as list_members
from leadline.accounts.types import Actor
from leadline.stakeholders.types import (
    ContactKind,
    Function,
    PersonFilter,
    Reading,
    Stance,
)
from leadline.web.shell.fields import day_field, id_field
from leadline.web.shell.number_fields import WholeField
from leadline.web.shell.seen import SeenForm
from leadline.web.shell.suggest import Suggest

SORTS = [("silence", "Longest silence first"), ("name", "Name")]
JUDGED_SORTS = [
    ("influence", "Most influence first"), ("sway", "Most sway first"),
]  # fmt: skip


def area(label: str, rows: int = 2, help_text: str = "") -> forms.CharField:
    """Return a field for some lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, required=False, max_length=4000, widget=widget, help_text=help_text
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
    owner = id_field("Owner")
    silent = forms.BooleanField(label="Silent too long", required=False)
    gone = forms.BooleanField(label="Taken off the lists", required=False)
    sort = forms.ChoiceField(label="Order", required=False, choices=SORTS)
    by = id_field("Whose reading")

    def __init__(
        self, *args: Any, actor: Actor, readings: Sequence[Reading], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.readings = readings
        authors = [(r.author_id, "Yours" if r.is_mine else r.author) for r in readings]
        self.fields["by"].choices = [("", "The first"), *authors]  # type: ignore[attr-defined]
        if len(readings) < 2:
            del self.fields["by"]
        # A kept view may ask for an order that one may not see any more: it is let be.
        if readings or self.data.get("sort") in dict(JUDGED_SORTS):
            self.fields["sort"].choices = [*SORTS, *JUDGED_SORTS]  # type: ignore[attr-defined]
        if not readings:
            del self.fields["stance"]
        self.fields["text"].widget.input_type = "search"
        members = list_members(actor=actor)
        self.fields["owner"].choices = [("", "Anybody"), *members]  # type: ignore[attr-defined]

    def only(self) -> PersonFilter:
        """Return what was asked for."""
        said = dict(self.cleaned_data)
        said["sort"] = said["sort"] or "silence"
        said["by"] = self.reading.author_id if self.reading else None
        return PersonFilter(**said)

    @property
    def reading(self) -> Reading | None:
        """Whose judgements stand beside the people: who was asked for, else first."""
        asked = self.cleaned_data.get("by")
        found = [r for r in self.readings if asked in (None, r.author_id)]
        return found[0] if found else None


class PersonForm(SeenForm):
    """The facts of a stakeholder."""

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
        widget=Suggest("customer"),
    )  # fmt: skip
    is_organisation = forms.BooleanField(
        label="It is an organisation that speaks with one voice", required=False
    )
    account_id = id_field(
        "Their own account here",
        help_text="Nothing that others think of them is ever shown to it.",
    )
    owner_id = id_field("Who looks after them")
    cadence_days = WholeField(
        label="Speak to them every so many days", required=False, min_value=1,
        max_value=730,
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = list_members(actor=actor)
        self.fields["owner_id"].choices = [("", "Nobody yet"), *members]  # type: ignore[attr-defined]
        self.fields["account_id"].choices = [("", "None, or not known"), *members]  # type: ignore[attr-defined]


class ContactForm(forms.Form):
    """That somebody was spoken to."""

    on_date = day_field("On", required=True, is_past=True, at_end=False)
    kind = forms.ChoiceField(label="By", choices=ContactKind.choices)
    note = area(
        "What it was about",
        help_text="Everybody in this workspace reads it. What you think of them "
        "belongs into your own judgement.",
    )
    words = area("In their words")
