"""Forms of the accounts area."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from zoneinfo import available_timezones

from allauth.account.forms import ChangePasswordForm, LoginForm, SetPasswordForm
from django import forms
from django.contrib.auth.password_validation import validate_password

from leadline.accounts.queries import workspace_of
from leadline.accounts.types import (
    CURRENCIES,
    NO_ZONE,
    Actor,
    JobState,
    Role,
    Theme,
    role_text,
)
from leadline.foundation.money import Rate
from leadline.importing.rates import read_rate

ZONES = [(zone, zone) for zone in sorted(available_timezones())]
ROLES = {role: f"{role.label}: {role_text(role)}" for role in Role}


def _input(**attrs: str) -> dict[str, str]:
    return {"class": "input", **attrs}


class SignInForm(LoginForm):  # type: ignore[misc]
    """The address in lower case, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label = "Email", "Password"
        login.widget = forms.EmailInput(attrs=_input(autocomplete="username"))
        password.widget = forms.PasswordInput(
            attrs=_input(autocomplete="current-password")
        )
        password.help_text = ""

    def clean_login(self) -> str:
        """Return the address as it is kept."""
        return str(super().clean_login()).lower()


class AskForLinkForm(forms.Form):
    """Whom to send a one-time link."""

    email = forms.EmailField(
        label="Email", widget=forms.EmailInput(attrs=_input(autocomplete="username"))
    )


class JoinForm(forms.Form):
    """A new account for somebody who was invited."""

    about = "email"
    name = forms.CharField(
        label="Your name",
        max_length=120,
        widget=forms.TextInput(attrs=_input(autocomplete="name")),
    )
    email = forms.EmailField(
        label="Email",
        help_text="Your own: where it has to be proven whose it is, only a link that "
        "is mailed there opens this account.",
        widget=forms.EmailInput(attrs=_input(autocomplete="username")),
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        help_text="At least 10 characters. Three words that only you would put "
        "together are better than signs.",
        widget=forms.PasswordInput(attrs=_input(autocomplete="new-password")),
    )

    def clean_password(self) -> str:
        """Return the password if it is hard enough to guess."""
        password = str(self.cleaned_data["password"])
        validate_password(password)
        return password


class WorkspaceForm(forms.Form):
    """Name, currency and time zone of the workspace."""

    name = forms.CharField(max_length=120, widget=forms.TextInput(attrs=_input()))
    currency = forms.ChoiceField(
        choices=[("", "Choose"), *((code, code) for code in CURRENCIES)],
        help_text="Every figure is then counted in it, by the rates under Money.",
        widget=forms.Select(attrs=_input()),
    )
    timezone = forms.ChoiceField(
        label="Time zone", choices=ZONES, widget=forms.Select(attrs=_input())
    )


class CurrencyForm(forms.Form):
    """Which currency the workspace counts in and which time zone it keeps, asked for
    the first time; the browser's zone is proposed where a script runs."""

    currency = forms.ChoiceField(
        label="Count in",
        choices=[("", "Choose"), *((code, code) for code in CURRENCIES)],
        widget=forms.Select(attrs=_input()),
    )
    timezone = forms.ChoiceField(
        label="Time zone",
        choices=ZONES,
        required=False,
        widget=forms.Select(
            attrs=_input(**{"data-zone": NO_ZONE, "data-zone-note": "zone-note"})
        ),
    )

    def __init__(self, *args: Any, has_zone: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_zone:
            del self.fields["timezone"]


def currency_form(actor: Actor) -> CurrencyForm | None:
    """Return the form where the currency is not said or only guessed, to who may."""
    workspace = workspace_of(actor=actor)
    is_open = not workspace.currency or workspace.is_currency_guessed
    if not (is_open and actor.can_change):
        return None
    start = {"currency": workspace.currency, "timezone": workspace.timezone}
    return CurrencyForm(initial=start, has_zone=workspace.timezone != NO_ZONE)


class RateForm(forms.Form):
    """A rate by hand: what one unit of a currency is worth in another."""

    base = forms.CharField(
        label="One", max_length=3, widget=forms.TextInput(attrs=_input(size="4"))
    )
    value = forms.CharField(
        label="is worth",
        max_length=40,
        widget=forms.TextInput(attrs=_input(inputmode="decimal", autocomplete="off")),
    )
    quote = forms.CharField(
        label="in", max_length=3, widget=forms.TextInput(attrs=_input(size="4"))
    )
    on_date = forms.DateField(
        label="on", widget=forms.DateInput(attrs=_input(type="date"), format="%Y-%m-%d")
    )
    source = forms.CharField(
        label="said by",
        max_length=120,
        help_text="The bank, your finance department, a contract.",
        widget=forms.TextInput(attrs=_input()),
    )

    def clean_value(self) -> Decimal:
        """Return the rate as a number."""
        try:
            return read_rate(self.cleaned_data["value"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def rate(self) -> Rate:
        """Return what was said."""
        said = self.cleaned_data
        return Rate(
            base=said["base"].upper(),
            quote=said["quote"].upper(),
            value=said["value"],
            on_date=said["on_date"],
            source=said["source"],
        )


class RatesFileForm(forms.Form):
    """A file of rates."""

    about = "file"
    file = forms.FileField(
        label="File",
        widget=forms.FileInput(
            attrs={"class": "input", "accept": ".csv,.tsv,.txt,.xml,.zip,.xlsx"}
        ),
        help_text="The European Central Bank's CSV, XML or ZIP, or a table with the "
        "columns date, base, quote, rate and source.",
    )


class ProfileForm(forms.Form):
    """How a person is called, and how pages look to them."""

    name = forms.CharField(
        max_length=120, widget=forms.TextInput(attrs=_input(autocomplete="name"))
    )
    theme = forms.ChoiceField(
        label="Light or dark",
        choices=Theme.choices,
        widget=forms.Select(attrs=_input()),
    )
    timezone = forms.ChoiceField(
        label="Time zone",
        choices=ZONES,
        help_text="Times on pages are shown in it.",
        widget=forms.Select(attrs=_input()),
    )


class AddressForm(forms.Form):
    """A further address of one's own."""

    email = forms.EmailField(
        label="Another address of yours",
        widget=forms.EmailInput(attrs=_input(autocomplete="email")),
    )


def password_form(data: Any, *, user: Any, knows_old: bool) -> forms.Form:
    """Return the form for a new password; it asks for the old one if there is one."""
    kind = ChangePasswordForm if knows_old else SetPasswordForm
    form: forms.Form = kind(data=data, user=user)
    labels = {
        "oldpassword": "Password until now",
        "password1": "New password",
        "password2": "New password again",
    }
    for name, field in form.fields.items():
        old = name == "oldpassword"
        field.label = labels[name]
        field.help_text = "" if name != "password1" else "At least 10 characters."
        field.widget = forms.PasswordInput(
            attrs=_input(autocomplete="current-password" if old else "new-password")
        )
    return form


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    role = forms.ChoiceField(
        choices=Role.choices,
        initial=Role.CONTRIBUTOR,
        widget=forms.Select(attrs=_input()),
    )
    email = forms.EmailField(
        label="Email",
        required=False,
        help_text="If given, only this person can use the link.",
        widget=forms.EmailInput(attrs=_input(autocomplete="off")),
    )


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(choices=Role.choices)


class ProductForm(forms.Form):
    """The name of a product."""

    name = forms.CharField(
        label="Name of the product",
        max_length=120,
        widget=forms.TextInput(attrs=_input()),
    )


class AuditFilter(forms.Form):
    """Which lines of the audit log to show."""

    verb = forms.CharField(required=False, max_length=60)
    person = forms.IntegerField(required=False, min_value=1)
    day = forms.DateField(
        required=False, widget=forms.DateInput(attrs=_input(type="date"))
    )
    page = forms.IntegerField(required=False, min_value=1)


class JobFilter(forms.Form):
    """Which jobs to show."""

    state = forms.ChoiceField(
        choices=[("", "Any state"), *JobState.choices],
        required=False,
        widget=forms.Select(attrs=_input()),
    )


class ViewForm(forms.Form):
    """A list's filter and the name to keep it under."""

    page = forms.RegexField(r"^[a-z_]+:[a-z_]+$", max_length=60)
    name = forms.CharField(max_length=80)
    query = forms.CharField(max_length=1000, required=False)
    is_shared = forms.BooleanField(required=False)
