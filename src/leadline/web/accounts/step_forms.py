"""Forms of second steps: a code, a passkey, proof of who is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.base.forms import BaseAuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
)
from django import forms
from django.utils import timezone

from leadline.accounts.actions import spend_code
from leadline.accounts.types import StepKind

NO_PASSKEY = "That is not what a passkey says. Try again."
SPENT = "This code was used a moment ago. Wait for the next one."


def _code_widget() -> forms.TextInput:
    return forms.TextInput(
        attrs={
            "class": "input",
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "autocapitalize": "off",
        }
    )


def _spelled(code: object) -> str:
    """Return a code in one way of writing it, whatever stands between its digits.

    Those who check it pass over that too: spent is spent in every way of writing.

    >>> _spelled("12-34 5.6")
    '123456'
    """
    return "".join(sign for sign in str(code) if sign.isalnum()).lower()


class CodeForm(BaseAuthenticateForm):  # type: ignore[misc]
    """A code of the app, good once, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label, code.widget = "Code", _code_widget()
        code.max_length = 40
        code.help_text = "Six digits from your app, or one of your recovery codes."

    def clean_code(self) -> str:
        """Return a code that is right and was not used before."""
        code = _spelled(super().clean_code())
        if self.step.type == StepKind.APP:
            now = timezone.now()
            if not spend_code(user_id=self.user.pk, code=code, now=now):
                raise forms.ValidationError(SPENT)
        return code

    @property
    def step(self) -> Authenticator:
        """The second step that was taken."""
        return self.authenticator


class CredentialField(forms.JSONField):
    """What a browser says of a passkey: an object, read by those who know it."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """Return the object, or refuse what is none."""
        said = super().to_python(value)
        if not isinstance(said, dict):
            raise forms.ValidationError(NO_PASSKEY)
        return said


def _read(reader: Callable[[], Any]) -> Any:
    """Return what a reader makes of what anybody can send, or refuse it."""
    try:
        return reader()
    except forms.ValidationError:
        raise
    except Exception as error:  # parsers fail at nonsense in ways of their own
        raise forms.ValidationError(NO_PASSKEY) from error


class PasskeyForm(AuthenticateWebAuthnForm):  # type: ignore[misc]
    """What a passkey says; a script fills it in."""

    credential = CredentialField()

    def clean_credential(self) -> Authenticator:
        """Return the passkey that answered."""
        return _read(super().clean_credential)

    @property
    def step(self) -> Authenticator:
        """The second step that was taken."""
        return self.cleaned_data["credential"]


class PasskeySignInForm(LoginWebAuthnForm):  # type: ignore[misc]
    """What a passkey says of who is there, without a password."""

    credential = CredentialField()

    def clean_credential(self) -> Authenticator:
        """Return the passkey that answered."""
        return _read(super().clean_credential)

    @property
    def step(self) -> Authenticator:
        """The passkey, whose owner signs in."""
        return self.cleaned_data["credential"]


class NewAppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app, which shows that it has the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label, code.widget = "The code your app shows now", _code_widget()

    def clean_code(self) -> str:
        """Return the code; from now on it is spent."""
        code = _spelled(super().clean_code())
        spend_code(user_id=self.user.pk, code=code, now=timezone.now())
        return code


class NewPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """What a new passkey is called, and what a script fills in."""

    credential = CredentialField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.max_length = 60
        name.help_text = "Such as the device it lies on."
        name.widget = forms.TextInput(attrs={"class": "input", "maxlength": "60"})
        if "passwordless" in self.fields:
            del self.fields["passwordless"]

    def clean(self) -> dict[str, Any]:
        """Return name and passkey, once the browser's word holds."""
        said: dict[str, Any] = _read(super().clean)
        return said


class PasswordProofForm(forms.Form):
    """The password, once more."""

    password = forms.CharField(
        label="Password",
        strip=False,
        widget=forms.PasswordInput(
            attrs={"class": "input", "autocomplete": "current-password"}
        ),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Return the password if it is theirs."""
        password = str(self.cleaned_data["password"])
        if not self.user.check_password(password):
            raise forms.ValidationError("That is not your password.")
        return password
