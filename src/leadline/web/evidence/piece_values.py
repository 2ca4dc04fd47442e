"""The values of a piece of feedback, each edited where it stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from leadline.accounts.types import Actor
from leadline.evidence import actions
from leadline.evidence.types import (
    FeedbackCard,
    FeedbackSpeech,
    FeedbackState,
    Receipt,
)
from leadline.foundation.errors import Stale
from leadline.web.evidence.addresses import undo_of
from leadline.web.evidence.feedback_forms import FeedbackForm, customer_of, noon
from leadline.web.evidence.forms import ASIDE_REASONS, needs_to_choose
from leadline.web.evidence.piece import about_piece
from leadline.web.shell.fields import id_field
from leadline.web.shell.requests import Request
from leadline.web.shell.seen import SeenForm
from leadline.web.shell.values import Edit, Kind

SORTED = ("state", "need_id", "counts")
PLAIN = ("words", "author", "author_email", "kind", "area", "link", "noted_by")


class FeedbackValueForm(FeedbackForm):
    """What is said of a piece in single values."""

    state = forms.ChoiceField(label="State", choices=FeedbackState.choices)
    need_id = id_field("The need behind it")
    counts = forms.ChoiceField(
        label="Whether it counts", required=False,
        choices=[("", "It counts"), *ASIDE_REASONS],
    )  # fmt: skip


def _told(piece: FeedbackCard) -> dict[str, Any]:
    names = (*PLAIN, "source", "speech", "state", "need_id", "counts")
    return {
        **{name: getattr(piece, name) for name in names},
        "customer_name": piece.customer,
        "said_on": piece.said_at.date() if piece.is_dated else None,
    }


def _read(request: Request, pk: int) -> dict[str, Any]:
    about = about_piece(request, pk)
    return {**about, "row": about["piece"]}


def _form(edit: Edit, data: Any) -> FeedbackValueForm:
    piece: FeedbackCard = edit.row
    form = FeedbackValueForm(data, initial=_told(piece))
    own = [(str(piece.need_id), piece.need)] if piece.need_id else []
    needs = dict([*own, *needs_to_choose(edit.actor)])
    offered = [("", "No need"), *needs.items()]
    form.fields["need_id"].choices = offered  # type: ignore[attr-defined]
    form.fields["speech"].choices = FeedbackSpeech.choices  # type: ignore[attr-defined]
    for needed in ("speech", "said_on"):
        form.fields[needed].required = True
    return form


def _mended(
    actor: Actor, piece: FeedbackCard, said: dict[str, Any], *, now: datetime
) -> dict[str, Any]:
    """Return what was said as columns, of the fields that were asked for.

    A customer is found by its name, or added; ``Invalid`` where there is none of it.
    """
    values = {name: said[name] for name in PLAIN if name in said}
    was = _told(piece)
    if said.get("speech"):
        values["speech"] = said["speech"]
    if said.get("said_on") and said["said_on"] != was["said_on"]:
        values["said_at"] = noon(said["said_on"])
    if said.get("customer_name", was["customer_name"]).strip() != was["customer_name"]:
        values["customer_id"] = customer_of(actor, said, now=now)
    return values


def _keep(edit: Edit, form: SeenForm, seen: int | None) -> Receipt | None:
    """Keep one value; return the receipt of one that is taken back as a whole."""
    actor, piece, name, said = edit.actor, edit.row, edit.name, form.cleaned_data
    now = timezone.now()
    if name not in SORTED:
        values = _mended(actor, piece, said, now=now)
        actions.edit_feedback(
            actor=actor, feedback_id=piece.id, now=now, seen=seen, values=values
        )
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


def _undo(request: Request, receipt: Receipt | None) -> str | None:
    return undo_of(request, receipt) if receipt else None


PIECE = Kind(
    word="piece of feedback",
    labels={
        "words": "words", "state": "state", "need_id": "need", "counts": "standing",
        "customer_name": "customer", "author": "speaker", "author_email": "e-mail",
        "said_on": "day", "kind": "kind", "area": "area", "speech": "speech",
        "noted_by": "colleague", "link": "link",
    },
    fields={"customer_name": ("customer_name", "add_customer")},
    url_name="evidence:piece_value", own="evidence:feedback_item",
    template="evidence/_piece_value.html", title="words",
    read=_read, form=_form, keep=_keep, undo=_undo,
)  # fmt: skip
