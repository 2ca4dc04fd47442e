"""Forms of briefings."""

from __future__ import annotations

import re

from django import forms

from leadline.stakeholders.types import Audience


class AudienceForm(forms.Form):
    """For whom."""

    audience = forms.ChoiceField(label="For", choices=Audience.choices)


class BriefingForm(forms.Form):
    """The words of a draft."""

    title = forms.CharField(label="Title", max_length=160)
    body = forms.CharField(
        label="Words, in Markdown", max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 22}),
        help_text="Every figure leads to its source. Put your own sentence first.",
    )  # fmt: skip


class SendForm(forms.Form):
    """To whom it goes."""

    to = forms.CharField(
        label="E-mail addresses", max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One on each line, or with commas in between. Each gets a mail of "
        "its own.",
    )  # fmt: skip

    def addresses(self) -> list[str]:
        """Return the addresses."""
        return re.split(r"[\s,;]+", self.cleaned_data["to"].strip())
