"""What the fields of every form say when they refuse, in the words of the house."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import ngettext_lazy

NEEDED = "This is needed."
FIELDS: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": NEEDED},
    forms.BooleanField: {"required": "Tick this to go on."},
    forms.ChoiceField: {
        "required": "Choose one.",
        "invalid_choice": "“%(value)s” is not one of the choices.",
    },
    forms.MultipleChoiceField: {
        "required": "Choose at least one.",
        "invalid_choice": "“%(value)s” is not one of the choices.",
        "invalid_list": "Choose from the list.",
    },
    forms.FileField: {
        "required": "Choose a file.",
        "invalid": "Choose a file.",
        "missing": "Choose a file.",
        "empty": "The file is empty.",
        "max_length": ngettext_lazy(
            "The file's name may have at most %(max)d character; it has %(length)d.",
            "The file's name may have at most %(max)d characters; it has %(length)d.",
            "max",
        ),
    },
    forms.IntegerField: {"invalid": "Write a whole number."},
    forms.DecimalField: {"invalid": "Write a number."},
    forms.DateField: {"invalid": "Write a day, such as 27 Nov 2026."},
    forms.TimeField: {"invalid": "Write a time, such as 17:30."},
    forms.DateTimeField: {
        "invalid": "Write a day and a time, such as 2026-11-27 17:30."
    },
    forms.URLField: {"invalid": "Write a whole address, such as https://example.org."},
}
WEB = FIELDS[forms.URLField]["invalid"]
CHECKS: dict[type, Any] = {
    validators.MinValueValidator: "At least %(limit_value)s.",
    validators.MaxValueValidator: "At most %(limit_value)s.",
    validators.MinLengthValidator: ngettext_lazy(
        "At least %(limit_value)d character; it has %(show_value)d.",
        "At least %(limit_value)d characters; it has %(show_value)d.",
        "limit_value",
    ),
    validators.MaxLengthValidator: ngettext_lazy(
        "At most %(limit_value)d character; it has %(show_value)d.",
        "At most %(limit_value)d characters; it has %(show_value)d.",
        "limit_value",
    ),
    validators.EmailValidator: "Write an e-mail address, such as ana@example.org.",
    validators.URLValidator: WEB,
    validators.ProhibitNullCharactersValidator: "A text has no NUL character.",
}
DIGITS: dict[str, Any] = {
    "invalid": "Write a number.",
    "max_digits": ngettext_lazy(
        "At most %(max)s digit in all.", "At most %(max)s digits in all.", "max"
    ),
    "max_decimal_places": ngettext_lazy(
        "At most %(max)s decimal place.", "At most %(max)s decimal places.", "max"
    ),
    "max_whole_digits": ngettext_lazy(
        "At most %(max)s digit before the decimal point.",
        "At most %(max)s digits before the decimal point.",
        "max",
    ),
}


def refuse_plainly() -> None:
    """Let every field and check of Django's say it so; called once, at the start."""
    for kind, words in FIELDS.items():
        own = vars(kind).get("default_error_messages", {})
        kind.default_error_messages = {**own, **words}
    for check, said in CHECKS.items():
        check.message = said  # type: ignore[attr-defined]
    validators.DecimalValidator.messages.update(DIGITS)
