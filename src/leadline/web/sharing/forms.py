"""Forms of sharing."""

from __future__ import annotations

from typing import Any

from django import forms

from leadline.accounts.types import (
    DAYS,
    LONGEST_PASSWORD,
    MOST_DAYS,
    SHORTEST_PASSWORD,
    SharedKind,
    SharingRules,
    ShownAs,
)
from leadline.web.shell.number_fields import WholeField

NAMES_OF_A_ROADMAP = (
    "Says who asked for each bet and to which customers it is promised. Without, a "
    "customer's name in a text becomes “a customer” and the whole name of one of their "
    "people “a person”; first names alone, and your colleagues' names, stay."
)
NEVER_FILLED = {"autocomplete": "off", "spellcheck": "false"}


class ShareForm(forms.Form):
    """For whom a record is shared, for how long, and how much of it."""

    label = forms.CharField(
        label="For",
        max_length=80,
        required=False,
        help_text="For your list of links; it is not on the page.",
    )
    days = WholeField(
        label="Ends after, in days", min_value=1, max_value=MOST_DAYS, initial=DAYS
    )
    shown_as = forms.ChoiceField(
        label="Shown as", choices=ShownAs.choices, initial=ShownAs.NOW
    )
    has_names = forms.BooleanField(label="With names of customers", required=False)
    has_money = forms.BooleanField(label="With money", required=False)
    may_embed = forms.BooleanField(label="Other sites may embed it", required=False)
    password = forms.CharField(
        label="Password",
        required=False,
        strip=False,
        min_length=SHORTEST_PASSWORD,
        max_length=LONGEST_PASSWORD,
        help_text=(
            f"At least {SHORTEST_PASSWORD} characters, asked each time the page is "
            "opened. It cannot be shown again."
        ),
        widget=forms.TextInput(attrs=NEVER_FILLED),
    )

    def __init__(
        self, *args: Any, kind: SharedKind, rules: SharingRules, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if kind == SharedKind.ROADMAP:
            self.fields["has_names"].help_text = NAMES_OF_A_ROADMAP
        if kind != SharedKind.ROADMAP:
            del self.fields["shown_as"], self.fields["may_embed"]
        elif not rules.sites:
            del self.fields["may_embed"]


class PasswordForm(forms.Form):
    """The password of a link; told apart from no other try."""

    password = forms.CharField(
        strip=False, max_length=LONGEST_PASSWORD, widget=forms.PasswordInput()
    )


class RulesForm(forms.Form):
    """Whether the workspace shares by link, and where a roadmap may be embedded."""

    is_off = forms.BooleanField(
        label="No links: nothing here is shared with people without an account",
        required=False,
    )
    sites = forms.CharField(
        label="Sites that may embed a roadmap or the form",
        required=False,
        max_length=2000,
        help_text="One a line, such as https://www.example.com.",
        widget=forms.Textarea(attrs={"rows": "3"}),
    )
