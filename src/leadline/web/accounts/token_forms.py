"""Forms of access tokens and service accounts."""

from __future__ import annotations

from django import forms

from leadline.accounts.types import (
    MOST_TOKEN_DAYS,
    READS,
    TOKEN_DAYS,
    WRITES,
    Area,
    Role,
    TokenIn,
    area_text,
    scope,
)
from leadline.web.shell.number_fields import WholeField

WRITABLE = [(one.value, area_text(one, WRITES)) for one in Area]
HELD = (Role.READER, Role.CONTRIBUTOR, Role.LEAD)


class TokenForm(forms.Form):
    """What a token is for, what it may read and change, and for how long."""

    name = forms.CharField(
        label="What for",
        max_length=80,
        help_text="The program that will use it, such as “Weekly sync”.",
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    days = WholeField(
        label="Ends after, in days",
        min_value=1,
        max_value=MOST_TOKEN_DAYS,
        initial=TOKEN_DAYS,
    )
    reads = forms.MultipleChoiceField(
        label="It may read",
        choices=Area.choices,
        initial=[one.value for one in Area],
        required=False,
        help_text="Something at least, here or below.",
        widget=forms.CheckboxSelectMultiple,
    )
    writes = forms.MultipleChoiceField(
        label="It may read and change",
        choices=WRITABLE,
        required=False,
        help_text="Never more than the role of its holder allows.",
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self) -> None:
        """Refuse a token that may do nothing."""
        super().clean()
        said = self.cleaned_data
        if not (said.get("reads") or said.get("writes")) and not self.errors:
            self.add_error("reads", "Choose what it may read or change.")

    def token(self) -> TokenIn:
        """Return what was said."""
        said = self.cleaned_data
        reads = [scope(area, READS) for area in said["reads"]]
        writes = [scope(area, WRITES) for area in said["writes"]]
        return TokenIn(said["name"], (*reads, *writes), said["days"])


class ServiceForm(forms.Form):
    """A program that is to be a member."""

    name = forms.CharField(
        max_length=120,
        help_text="What the record calls it.",
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        choices=[(role.value, role.label) for role in HELD],
        initial=Role.READER,
        help_text="What each role may do stands with the members.",
        widget=forms.Select(attrs={"class": "input"}),
    )
