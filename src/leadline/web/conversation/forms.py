"""Forms of the conversation area."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms

from leadline.conversation.types import (
    LONGEST,
    TELLING,
    ChannelIn,
    ChannelKind,
    ChannelRow,
    Heard,
    Reason,
    Telling,
    Way,
)
from leadline.foundation.plain import plain_of
from leadline.web.shell.seen import SeenForm

HINT = "Markdown; @ and a name tells that person"


class CommentForm(SeenForm):
    """A comment; on one that stands it remembers which version was seen."""

    text = forms.CharField(
        label="Comment", max_length=LONGEST, strip=False,
        widget=forms.Textarea(
            attrs={"rows": 3, "class": "write-text", "data-write": "",
                   "placeholder": HINT}
        ),
    )  # fmt: skip


class TellingForm(SeenForm):
    """How one is told."""

    only_weekdays = forms.TypedChoiceField(
        label="Days", coerce=lambda said: said == "yes",
        choices=[("yes", "Every weekday"), ("no", "Every day")],
    )  # fmt: skip
    digest_at = forms.TimeField(
        label="Time", initial=time(7, 30),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip
    quiet_from = forms.TimeField(
        label="From", required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip
    quiet_to = forms.TimeField(
        label="To", required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip

    def __init__(self, data: Any, *, telling: Telling, version: int) -> None:
        """Fill it with how the person is told now."""
        stands = plain_of(telling, Telling)
        stands["only_weekdays"] = "yes" if telling.only_weekdays else "no"
        super().__init__(data, initial=stands)
        for reason in Reason:
            self.fields[reason.value] = forms.ChoiceField(
                label=reason.label, choices=Way.choices, widget=forms.RadioSelect
            )
        self.watch(version or None)

    @property
    def reasons(self) -> list[Any]:
        """The fields of the table, one a reason."""
        return [self[reason.value] for reason in Reason]

    def said(self) -> Telling:
        """Return what was chosen."""
        return Telling(**{name: self.cleaned_data[name] for name in TELLING})


class ChannelForm(SeenForm):
    """A channel of a team, by the address it takes messages at, and what it hears."""

    kind = forms.ChoiceField(label="Where", choices=ChannelKind.choices)
    name = forms.CharField(label="Name it", max_length=80)
    address = forms.CharField(
        label="Address for incoming messages", max_length=2000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "inputmode": "url"}),
        help_text="The incoming webhook of Slack, or the workflow of Teams that posts "
        "what it receives. Begins with https://; kept as a secret, not shown again.",
    )  # fmt: skip
    hears = forms.MultipleChoiceField(
        label="It hears", choices=Heard.choices, widget=forms.CheckboxSelectMultiple,
        initial=[Heard.COMMENTS.value],
    )  # fmt: skip
    with_words = forms.BooleanField(
        label="With words", required=False,
        help_text="The beginning of a comment, what was chosen, why a promise is at "
        "risk. Without, it says who did what, and how the record is called. Whoever is "
        "in the channel reads it, also who has no account here.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, channel: ChannelRow | None = None) -> None:
        """Fill it with a channel that stands, or ask for a new one."""
        initial = {}
        if channel is not None:
            names = ("kind", "name", "with_words")
            initial = {name: getattr(channel, name) for name in names}
            initial["hears"] = list(channel.hears)
        super().__init__(data, initial=initial)
        if channel is not None:
            self.fields["address"].required = False
            self.fields["address"].help_text = "Empty keeps the one that stands."
            self.watch(channel.version)

    def said(self) -> ChannelIn:
        """Return what was said."""
        said = self.cleaned_data
        return ChannelIn(
            said["kind"], said["name"], said["address"], tuple(said["hears"]),
            said["with_words"],
        )  # fmt: skip
