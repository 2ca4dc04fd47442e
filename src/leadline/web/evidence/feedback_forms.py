"""The form of one piece of feedback, and the customer it names."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from django import forms

from leadline.accounts.types import Actor
from leadline.evidence import actions, queries
from leadline.evidence.types import (
    FeedbackKind,
    FeedbackSpeech,
)
from leadline.foundation.errors import Invalid
from leadline.web.shell.fields import day_field
from leadline.web.shell.seen import SeenForm
from leadline.web.shell.suggest import Suggest


class FeedbackForm(SeenForm):
    """One piece of feedback, written or mended by hand."""

    words = forms.CharField(
        label="What was said",
        help_text="In their words, not in ours.",
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": "5"}),
    )
    author = forms.CharField(
        label="Who said it",
        help_text="Somebody at the customer. Leave it empty if you do not know.",
        max_length=160,
        required=False,
    )
    author_email = forms.EmailField(
        label="Their e-mail",
        help_text="Its domain finds the customer.",
        required=False,
    )
    customer_name = forms.CharField(
        label="Customer",
        max_length=200,
        required=False,
        widget=Suggest("customer", tick="add_customer"),
    )
    add_customer = forms.BooleanField(
        label="A new customer: add it under this name", required=False
    )
    noted_by = forms.CharField(
        label="Who wrote it down",
        help_text="A colleague, where it is not their own mail or message.",
        max_length=160,
        required=False,
        widget=Suggest("person", "colleague"),
    )
    speech = forms.ChoiceField(
        label="Whose words these are",
        choices=[("", "By what it is"), *FeedbackSpeech.choices],
        help_text="Notes of sales, interviews, lost deals and the market are reported.",
        required=False,
    )
    said_on = day_field("When it was said", is_past=True, at_end=False)
    source = forms.CharField(
        label="Where it was said",
        max_length=60,
        required=False,
        help_text="An interview, a call, a fair.",
        widget=Suggest("source"),
    )
    kind = forms.ChoiceField(
        label="What it is", choices=[("", "Not said"), *FeedbackKind.choices],
        required=False,
    )  # fmt: skip
    area = forms.CharField(
        label="Area of the product", max_length=80, required=False,
        widget=Suggest("area"),
    )  # fmt: skip
    link = forms.URLField(
        label="Link", max_length=1000, required=False, assume_scheme="https"
    )


def customer_of(actor: Actor, said: dict[str, Any], *, now: datetime) -> int | None:
    """Return the customer of the name that was said, added where that was asked for.

    ``None`` without a name; ``Invalid`` where there is none of it.
    """
    name = said["customer_name"].strip()
    known = queries.customer_named(actor=actor, name=name) if name else None
    if name and known is None and said.get("add_customer"):
        values = {"name": name}
        known = actions.save_customer(actor=actor, now=now, values=values).id
    if name and known is None:
        raise Invalid(
            f"There is no customer “{name}”. Tick that it is a new one to add it.",
            field="customer_name",
        )
    return known


def noon(day: date) -> datetime:
    """Return the middle of a day: no zone makes another day of it."""
    return datetime.combine(day, time(12), UTC)
