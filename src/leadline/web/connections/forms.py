"""Forms of the connections area."""

from __future__ import annotations

from typing import Any

from django import forms

from leadline.connections.types import (
    AREAS,
    HOURS,
    LONGEST_WHO,
    LONGEST_WORDS,
    EndpointIn,
    EndpointRow,
    FormCard,
    FormIn,
    FormSaid,
    IntakeIn,
    IntakeKind,
    IntakeWay,
    MailboxIn,
)
from leadline.web.shell.seen import SeenForm


class EndpointForm(SeenForm):
    """An address that is told what happens, and of what."""

    name = forms.CharField(
        label="What program it is", max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    address = forms.CharField(
        label="Address", max_length=2000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "inputmode": "url"}),
        help_text="Begins with https://. Kept as a secret, not shown again.",
    )  # fmt: skip
    areas = forms.MultipleChoiceField(
        label="It is told of changes to", choices=[(a.value, a.label) for a in AREAS],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, endpoint: EndpointRow | None = None
    ) -> None:
        """Fill it with an address that stands, or ask for a new one."""
        initial = {}
        if endpoint is not None:
            initial = {"name": endpoint.name, "areas": list(endpoint.areas)}
        super().__init__(data, initial=initial)
        if endpoint is not None:
            self.fields["address"].required = False
            self.fields["address"].help_text = "Empty keeps the one that stands."
            self.watch(endpoint.version)

    def said(self) -> EndpointIn:
        """Return what was said."""
        said = self.cleaned_data
        return EndpointIn(said["name"], said["address"], tuple(said["areas"]))


class OwnForm(SeenForm):
    """The page on which anybody says what they want, as an owner words it."""

    title = forms.CharField(label="What it asks", max_length=120)
    lead = forms.CharField(
        label="What stands below", max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    asks_who = forms.BooleanField(
        label="Ask for a name and an address", required=False,
        help_text="Both may stay empty. What is said there is proven by nothing.",
    )  # fmt: skip
    may_embed = forms.BooleanField(
        label="Sites may show it inside their pages", required=False,
        help_text="The sites that stand under Links, and no other.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, card: FormCard) -> None:
        """Fill it with how the page stands."""
        names = ("title", "lead", "asks_who", "may_embed")
        super().__init__(data, initial={name: getattr(card, name) for name in names})
        self.watch(card.version or None)

    def said(self) -> FormIn:
        """Return what was said."""
        return FormIn(**self.cleaned_data)


class SheetForm(forms.Form):
    """What somebody without an account writes; only machines see ``website``."""

    words = forms.CharField(
        label="Your words", max_length=LONGEST_WORDS, strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    name = forms.CharField(
        label="Your name", max_length=LONGEST_WHO, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    email = forms.EmailField(
        label="Your address, if we may ask back", max_length=LONGEST_WHO,
        required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    website = forms.CharField(required=False, max_length=500)
    sheet = forms.CharField(required=False, max_length=500)

    def __init__(self, data: Any = None, *, asks_who: bool) -> None:
        """Ask who it is only where an owner wants that."""
        super().__init__(data)
        if not asks_who:
            del self.fields["name"], self.fields["email"]

    @property
    def shown(self) -> list[Any]:
        """The fields that people see."""
        return [
            self[name] for name in ("words", "name", "email") if name in self.fields
        ]

    @property
    def is_of_a_machine(self) -> bool:
        """Whether a field is filled in that nobody sees."""
        return bool(self.cleaned_data["website"])

    def said(self) -> FormSaid:
        """Return what was said."""
        said = self.cleaned_data
        return FormSaid(said["words"], said.get("name", ""), said.get("email", ""))


OFTEN = {1: "Every hour", 6: "Every six hours", 24: "Every day", 168: "Every week"}


class IntakeForm(forms.Form):
    """A way in: what comes, and whether it is sent or read."""

    name = forms.CharField(
        label="Where it comes from", max_length=60,
        help_text="The source that its feedback gets, and what its imports are called.",
    )  # fmt: skip
    kind = forms.ChoiceField(label="What comes", choices=IntakeKind.choices)
    way = forms.ChoiceField(
        label="How", choices=[c for c in IntakeWay.choices if c[0] != IntakeWay.MAIL],
        widget=forms.RadioSelect, initial=IntakeWay.SENT,
    )  # fmt: skip
    address = forms.CharField(
        label="Address, where it is read", max_length=2000, required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "inputmode": "url"}),
        help_text="JSON, CSV, RSS or Atom. Kept as a secret, not shown again.",
    )  # fmt: skip
    every_hours = forms.TypedChoiceField(
        label="How often, where it is read", coerce=int, initial=24,
        choices=[(n, OFTEN[n]) for n in HOURS],
    )  # fmt: skip

    def said(self) -> IntakeIn:
        """Return what was said."""
        return IntakeIn(**self.cleaned_data)


class MailboxForm(forms.Form):
    """A mailbox whose mails come in."""

    name = forms.CharField(
        label="Where it comes from", max_length=60,
        help_text="The source that its feedback gets, and what its imports are called.",
    )  # fmt: skip
    server = forms.CharField(
        label="Server", max_length=260,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
        help_text="As imap.example.com; another port than 993 behind a colon.",
    )  # fmt: skip
    login = forms.CharField(
        label="Name of the mailbox", max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    password = forms.CharField(
        label="Password", max_length=300, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="One for programs, where the server gives them. Kept as a secret.",
    )  # fmt: skip
    folder = forms.CharField(label="Folder", max_length=120, initial="INBOX")
    move_to = forms.CharField(
        label="Move what was read to", max_length=120, required=False,
        help_text="A folder that is there. Empty leaves the mailbox as it is.",
    )  # fmt: skip
    checker = forms.CharField(
        label="Server that checks senders", max_length=253, required=False,
        help_text="As in the line Authentication-Results of your mails. Without it, "
        "who wrote is kept by name, and is nobody's customer until you say so.",
    )  # fmt: skip
    every_hours = forms.TypedChoiceField(
        label="How often", coerce=int, initial=1,
        choices=[(n, OFTEN[n]) for n in HOURS],
    )  # fmt: skip

    def said(self) -> MailboxIn:
        """Return what was said."""
        return MailboxIn(**self.cleaned_data)


class PasswordForm(forms.Form):
    """Another password of a mailbox."""

    password = forms.CharField(
        label="Password", max_length=300, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
