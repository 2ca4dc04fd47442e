"""A need that Acme's people talk about, and ways to say something about it."""

from __future__ import annotations

from datetime import UTC, datetime

from leadline.conversation import actions
from leadline.conversation.models import Comment, Note
from leadline.evidence import actions as evidence
from leadline.evidence.models import Need
from tests.conftest import Person
from tests.factories import as_row

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)  # a Wednesday


def need_of(who: Person) -> Need:
    return as_row(
        Need,
        evidence.create_need(
            actor=who.actor, statement="Swap a shift by phone", now=NOW
        ),
    )


def begin(who: Person, need: Need, text: str, now: datetime = NOW) -> Comment:
    kept = actions.begin_thread(
        actor=who.actor, about="need", record_id=need.pk, text=text, now=now
    )
    return Comment.objects.get(pk=kept.id)


def answer(who: Person, to: Comment, text: str, now: datetime = NOW) -> Comment:
    kept = actions.answer_thread(
        actor=who.actor, thread_id=to.thread_id, text=text, now=now
    )
    return Comment.objects.get(pk=kept.id)


def told(who: Person) -> list[str]:
    """Why somebody was told, in order."""
    notes = Note.objects.filter(user=who.user).order_by("pk")
    return list(notes.values_list("reason", flat=True))
