"""Forms of briefings."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from leadline.accounts.types import Actor
from leadline.stakeholders.queries import list_partners
from leadline.stakeholders.types import Audience

TO_PARTNER = "partner:"


class AudienceForm(forms.Form):
    """For whom: an audience inside, or one partner outside."""

    audience = forms.ChoiceField(label="For")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inside = [
            (value, label)
            for value, label in Audience.choices
            if value != Audience.PARTNERS
        ]
        outside = [
            (f"{TO_PARTNER}{pk}", name) for pk, name in list_partners(actor=actor)
        ]
        choices: list[Any] = [("Inside", inside)]
        if outside:
            choices.append(("One partner", outside))
        self.fields["audience"].choices = choices  # type: ignore[attr-defined]

    @property
    def of(self) -> str:
        """The audience."""
        chosen: str = self.cleaned_data["audience"]
        return Audience.PARTNERS if chosen.startswith(TO_PARTNER) else chosen

    @property
    def partner_id(self) -> int | None:
        """The partner, where it is for one."""
        chosen: str = self.cleaned_data["audience"]
        is_one = chosen.startswith(TO_PARTNER)
        return int(chosen.removeprefix(TO_PARTNER)) if is_one else None


class BriefingForm(forms.Form):
    """The words of a draft."""

    title = forms.CharField(
        label="Headline", max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    body = forms.CharField(
        label="Opening", max_length=20_000, required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Sentences you leave as they are stay traced to their record.",
    )  # fmt: skip


class SendForm(forms.Form):
    """To whom it goes."""

    about = "to"
    to = forms.CharField(
        label="E-mail addresses", max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One on each line, or with commas in between. Each gets a mail of "
        "its own.",
    )  # fmt: skip

    def addresses(self) -> list[str]:
        """Return the addresses."""
        return re.split(r"[\s,;]+", self.cleaned_data["to"].strip())
