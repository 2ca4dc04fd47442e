"""Forms of the attention area."""

from __future__ import annotations

from django import forms

from leadline.attention.types import SAYABLE
from leadline.web.shell.number_fields import AmountField


class CalendarForm(forms.Form):
    """A calendar file."""

    about = "file"
    file = forms.FileField(
        label="Calendar file (.ics, its .zip, or .csv from Outlook)",
        widget=forms.ClearableFileInput(
            attrs={"class": "input", "accept": ".ics,.csv,.zip"}
        ),
        help_text="Exported from your calendar. Titles and attendees stay yours: "
        "nobody else sees them, owners of the workspace do not either.",
    )
    name = forms.CharField(
        label="Name it", required=False, max_length=160,
        help_text="Bring the same name in again, and it takes its own place.",
    )  # fmt: skip


class AddressForm(forms.Form):
    """The address of a calendar."""

    about = "address"
    address = forms.CharField(
        label="Address of the calendar", max_length=2000,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
        help_text="The private address your calendar gives out: https:// or webcal://. "
        "Read at once and every six hours; kept as a secret.",
    )  # fmt: skip
    name = forms.CharField(label="Name it", required=False, max_length=160)


class RuleForm(forms.Form):
    """What titles with some words are for."""

    words = forms.CharField(label="A title that holds", max_length=80)
    kind = forms.ChoiceField(label="is", choices=SAYABLE)


class TargetForm(forms.Form):
    """How many hours with the market."""

    hours = AmountField(
        label="Hours a week with customers and the market", min_value=0.5,
        max_value=40, decimal_places=1,
    )  # fmt: skip
