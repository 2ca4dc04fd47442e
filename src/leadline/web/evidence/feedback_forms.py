"""Forms of one piece of feedback: written down, mended, one value of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from django import forms

from leadline.accounts.types import Actor
from leadline.evidence import actions, queries
from leadline.evidence.types import (
    FeedbackCard,
    FeedbackKind,
    FeedbackSpeech,
    FeedbackState,
    Receipt,
)
from leadline.foundation.errors import Invalid, NotFound, Stale
from leadline.web.evidence.forms import ASIDE_REASONS, needs_to_choose
from leadline.web.shell.fields import day_field, id_field
from leadline.web.shell.seen import SeenForm
from leadline.web.shell.suggest import Suggest
from leadline.web.shell.values import leave_only

LABELS = {
    "words": "words", "state": "state", "need_id": "need", "counts": "standing",
    "customer_name": "customer", "author": "speaker", "author_email": "e-mail",
    "said_on": "day", "kind": "kind", "area": "area", "speech": "speech",
    "noted_by": "colleague", "link": "link",
}  # fmt: skip
SORTED = ("state", "need_id", "counts")
PLAIN = ("words", "author", "author_email", "kind", "area", "link", "noted_by")


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


class FeedbackValueForm(FeedbackForm):
    """What is said of a piece in single values."""

    state = forms.ChoiceField(label="State", choices=FeedbackState.choices)
    need_id = id_field("The need behind it")
    counts = forms.ChoiceField(
        label="Whether it counts", required=False,
        choices=[("", "It counts"), *ASIDE_REASONS],
    )  # fmt: skip

    def __init__(
        self, data: Any, *, actor: Actor, piece: FeedbackCard, name: str
    ) -> None:
        super().__init__(data, initial=told(piece))
        own = [(str(piece.need_id), piece.need)] if piece.need_id else []
        needs = dict([*own, *needs_to_choose(actor)])
        offered = [("", "No need"), *needs.items()]
        self.fields["need_id"].choices = offered  # type: ignore[attr-defined]
        speech = FeedbackSpeech.choices
        self.fields["speech"].choices = speech  # type: ignore[attr-defined]
        for needed in ("speech", "said_on"):
            self.fields[needed].required = True
        leave_only(self, name, *(["add_customer"] if name == "customer_name" else []))
        self.watch(piece.version)


def told(piece: FeedbackCard) -> dict[str, Any]:
    """Return a piece as its forms show it."""
    names = (*PLAIN, "source", "speech", "state", "need_id", "counts")
    return {
        **{name: getattr(piece, name) for name in names},
        "customer_name": piece.customer,
        "said_on": piece.said_at.date() if piece.is_dated else None,
    }


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


def mended(
    actor: Actor, piece: FeedbackCard, said: dict[str, Any], *, now: datetime
) -> dict[str, Any]:
    """Return what was said as columns, of the fields that were asked for.

    A customer is found by its name, or added; ``Invalid`` where there is none of it.
    """
    values = {name: said[name] for name in PLAIN if name in said}
    was = told(piece)
    if said.get("speech"):
        values["speech"] = said["speech"]
    if said.get("said_on") and said["said_on"] != was["said_on"]:
        values["said_at"] = noon(said["said_on"])
    if said.get("customer_name", was["customer_name"]).strip() != was["customer_name"]:
        values["customer_id"] = customer_of(actor, said, now=now)
    return values


def noon(day: date) -> datetime:
    """Return the middle of a day: no zone makes another day of it."""
    return datetime.combine(day, time(12), UTC)


def label_of(name: str) -> str:
    """Return what a value is called; raise ``NotFound`` for one no piece has."""
    if name not in LABELS:
        raise NotFound("A piece of feedback has no such value.")
    return LABELS[name]


def keep_value(
    actor: Actor,
    piece: FeedbackCard,
    name: str,
    form: FeedbackValueForm,
    seen: int | None,
    *,
    now: datetime,
) -> Receipt | None:
    """Keep one value, said on top of the version ``seen``.

    Returns the receipt of a change that is taken back as a whole.
    """
    said = form.cleaned_data
    if name not in SORTED:
        actions.edit_feedback(
            actor=actor, feedback_id=piece.id, now=now, seen=seen,
            values=mended(actor, piece, said, now=now),
        )  # fmt: skip
        return None
    if seen not in (None, piece.version):
        raise Stale("", version=piece.version, by="Somebody")
    ids = [piece.id]
    if name == "state":
        return actions.triage_feedback(actor=actor, feedback_ids=ids, now=now, **said)
    if name == "need_id":
        return actions.move_feedback(actor=actor, feedback_ids=ids, now=now, **said)
    if not said["counts"]:
        return actions.bring_back_feedback(actor=actor, feedback_ids=ids, now=now)
    return actions.set_aside_feedback(
        actor=actor, feedback_ids=ids, reason=said["counts"], now=now
    )
