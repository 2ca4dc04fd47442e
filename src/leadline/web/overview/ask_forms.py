"""What is asked on Today before a line of it is done: a word or two each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from leadline.decisions.types import Hearing, Side, Told
from leadline.strategy.types import CheckInIn
from leadline.web.shell.fields import day_field
from leadline.web.shell.number_fields import WholeField
from leadline.web.shell.requests import is_number

WAYS = [(way, way) for way in ("In person", "By phone", "By mail", "In writing")]
OFF = "off"


class KeepForm(forms.Form):
    """That a promise was kept."""

    proof = forms.CharField(label="What shows it", required=False, max_length=500)


class AgreeForm(forms.Form):
    """That a promise that was offered is agreed: nothing more to say."""


class MoveForm(forms.Form):
    """Another day for a promise."""

    due_date = day_field("The new day", required=True)
    why = forms.CharField(label="Why it moves", max_length=500)


class TellForm(forms.Form):
    """How somebody was told."""

    way = forms.ChoiceField(label="How", choices=WAYS)
    note = forms.CharField(label="What they said", required=False, max_length=200)

    def how(self) -> str:
        """Return both as one line."""
        way, note = self.cleaned_data["way"], self.cleaned_data["note"]
        return f"{way}: {note}" if note else str(way)


class NeedlessForm(forms.Form):
    """Why somebody need not be told."""

    how = forms.CharField(label="Why they need not know", max_length=240)


class DoneForm(forms.Form):
    """What shows that a step is done."""

    proof = forms.CharField(label="What shows it, or where to see it", max_length=500)


class BlockedForm(forms.Form):
    """Why a step cannot go on."""

    why = forms.CharField(label="Why it is blocked", max_length=300)


class CheckInForm(forms.Form):
    """How sure somebody is of a goal, and why; readings are given on its own page."""

    confidence = WholeField(
        label="How sure are you, percent", is_percent=True, min_value=0, max_value=100
    )
    reason = forms.CharField(label="Why", max_length=1000)

    def said(self) -> CheckInIn:
        """Return what the person says."""
        return CheckInIn(self.cleaned_data["confidence"], self.cleaned_data["reason"])


class WordForm(forms.Form):
    """Where the word that was shown stands: on one option's side, or off the subject.

    ``seen`` names what stood on the chair when it was shown.
    """

    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)
    word = forms.IntegerField(widget=forms.HiddenInput)
    side = forms.CharField(max_length=40)

    def __init__(self, data: Any, *, hearing: Hearing) -> None:
        self.hearing = hearing
        word = hearing.word
        start = {"seen": hearing.seen, "word": word.feedback_id if word else None}
        super().__init__(data, initial=start)

    def clean_side(self) -> tuple[tuple[int, str], ...]:
        """Return the option and the side that a button names; none for off."""
        said: str = self.cleaned_data["side"]
        if said == OFF:
            return ()
        option, _, side = said.partition("-")
        if not is_number(option) or side not in Side.values:
            raise forms.ValidationError("Say for, against, neither or off the subject.")
        return ((int(option), side),)

    def told(self) -> Told:
        """Return what was said of the word that was shown."""
        sides = self.cleaned_data["side"]
        return Told(
            feedback_ids=(self.cleaned_data["word"],),
            seen=self.cleaned_data["seen"],
            sides=sides,
            is_off=not sides,
        )


class SnoozeForm(forms.Form):
    """Until when a line sleeps: one of three days, or any other."""

    until = day_field("Another day")

    def __init__(self, data: Any, *, on: date) -> None:
        super().__init__(data)
        monday = on + timedelta(days=7 - on.weekday())
        days = {on + timedelta(days=1): "Tomorrow"}
        days.setdefault(monday, "Monday")
        days.setdefault(on + timedelta(days=7), "In a week")
        self.days = list(days.items())

    def clean_until(self) -> date:
        """Refuse no day at all."""
        until: date | None = self.cleaned_data["until"]
        if until is None:
            raise forms.ValidationError("Choose a day.")
        return until
