"""The feedback form: its words and its switch for owners, and what it takes in."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import F

from leadline.accounts.actions import record, result_of, take_version
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.connections.models import FormPage
from leadline.connections.types import (
    FORM_SOURCE,
    LONGEST_WHO,
    LONGEST_WORDS,
    FormIn,
    FormSaid,
)
from leadline.evidence.actions import record_feedback
from leadline.evidence.types import FeedbackIn, FeedbackSpeech
from leadline.foundation.errors import Conflict, Invalid, NotFound


@transaction.atomic
def set_form(*, actor: Actor, form: FormIn, seen: int | None = None) -> Kept:
    """Word the form; the first time it is made, and not open yet.

    Raises ``NotAllowed``, ``Invalid`` for no title, ``Stale``.
    """
    actor.require("administer")
    title = " ".join(form.title.split())[:120]
    if not title:
        raise Invalid("Say what the page asks.", field="title")
    row = rows(FormPage, actor).select_for_update().first()
    if row is None:
        row = FormPage(workspace_id=actor.workspace_id, key=_new_key())
    else:
        take_version(actor=actor, row=row, seen=seen)
    row.title, row.lead = title, form.lead.strip()[:500]
    row.asks_who, row.may_embed = form.asks_who, form.may_embed
    row.save()
    record(
        actor=actor, verb="connections.set_form", subject=row, title=title,
        asks_who=row.asks_who, may_embed=row.may_embed, version=row.version,
    )  # fmt: skip
    return result_of(row)


@transaction.atomic
def switch_form(*, actor: Actor, is_on: bool, seen: int | None = None) -> Kept:
    """Open the form for everybody who has its address, or close it.

    Raises ``NotAllowed``, ``NotFound`` where nobody worded it, ``Stale``.
    """
    actor.require("administer")
    row = _form(actor)
    take_version(actor=actor, row=row, seen=seen)
    row.is_on = is_on
    row.save(update_fields=["is_on"])
    record(
        actor=actor, verb="connections.switch_form", subject=row, on=is_on,
        version=row.version,
    )  # fmt: skip
    return result_of(row)


@transaction.atomic
def renew_form(*, actor: Actor, seen: int | None = None) -> Kept:
    """Give the form another address; the one before leads nowhere from then on.

    Raises ``NotAllowed``, ``NotFound``, ``Stale``.
    """
    actor.require("administer")
    row = _form(actor)
    take_version(actor=actor, row=row, seen=seen)
    row.key = _new_key()
    row.save(update_fields=["key"])
    record(actor=actor, verb="connections.renew_form", subject=row, version=row.version)
    return result_of(row)


@transaction.atomic
def take_form(*, actor: Actor, said: FormSaid, sheet: str, now: datetime) -> bool:
    """Write down what somebody said on the form; return whether the sheet is new.

    Who they say they are is kept as text and makes them nobody's contact: it is not
    proven, and what customers ask for is weighed by what they pay. Nor does a
    colleague's name make it what that colleague wrote down. The actor stands for
    the workspace. Raises ``Invalid`` for no words or too many.
    """
    actor.require("administer")
    if not said.words.strip():
        raise Invalid("Write something first.", field="words")
    if len(said.words) > LONGEST_WORDS:
        raise Invalid(f"At most {LONGEST_WORDS:,} letters, please.", field="words")
    if max(len(said.name), len(said.email)) > LONGEST_WHO:
        raise Invalid(f"At most {LONGEST_WHO} letters, please.", field="name")
    row = _form(actor)
    piece = FeedbackIn(
        words=said.words, source=FORM_SOURCE, source_id=sheet, author=said.author,
        speech=FeedbackSpeech.DIRECT,
    )  # fmt: skip
    try:
        with transaction.atomic():
            record_feedback(actor=actor, piece=piece, now=now)
    except Conflict:
        return False  # the same sheet was sent before
    rows(FormPage, actor).filter(pk=row.pk).update(taken=F("taken") + 1)
    return True


def _form(actor: Actor) -> FormPage:
    row = rows(FormPage, actor).select_for_update().first()
    if row is None:
        raise NotFound("There is no form yet.")
    return row


def _new_key() -> str:
    return secrets.token_urlsafe(32)
