"""Forms of the day of a launch and of what came of it."""

from __future__ import annotations

from typing import Any

from django import forms

from leadline.decisions.types import Result
from leadline.launches.types import (
    HOW,
    LETTER,
    OUTCOME,
    Afterwards,
    LetterRow,
    OutcomeIn,
)
from leadline.web.shell.seen import SeenForm


class LetterForm(SeenForm):
    """A letter in the sender's own words."""

    text = forms.CharField(
        label="What you tell them", max_length=LETTER,
        widget=forms.Textarea(attrs={"rows": 10}),
    )  # fmt: skip

    def __init__(self, data: Any, *, letter: LetterRow) -> None:
        super().__init__(data, initial={"text": letter.text})
        self.watch(letter.version)


class ToldForm(forms.Form):
    """That somebody was told, or need not be."""

    how = forms.CharField(
        label="How, or why not", max_length=HOW,
        help_text="By mail on the day, at the visit; or why they need not know.",
    )  # fmt: skip


class OutcomeForm(forms.Form):
    """What came of a launch."""

    result = forms.ChoiceField(
        label="It came out", choices=[("", "Choose"), *Result.choices]
    )
    words = forms.CharField(
        label="What came of it, and where that is seen", max_length=OUTCOME,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, asked: Afterwards) -> None:
        super().__init__(data, auto_id=f"after-{asked.after.value}-%s")

    def said(self, after: int) -> OutcomeIn:
        """Return what was said."""
        return OutcomeIn(after, **self.cleaned_data)
