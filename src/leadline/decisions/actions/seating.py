"""Seating the customer: words are looked for first, then kept in one short write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from leadline.accounts.actions import start_job
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions.actions.chair import _keep_scores, _options
from leadline.decisions.actions.decisions import _note_change, _record
from leadline.decisions.bridge import propose
from leadline.decisions.models import ChairWord, Decision, Option
from leadline.decisions.queries import SEATING, looked_through, seating_of
from leadline.decisions.queries.rows import held_open
from leadline.decisions.types import Deed, Guesser, Heard, WordState
from leadline.evidence.models import Feedback
from leadline.evidence.types import FeedbackSide, FeedbackState
from leadline.foundation.errors import Conflict
from leadline.foundation.language_model import operators_model

if TYPE_CHECKING:
    from leadline.decisions.bridge import Proposal

ASK_MODEL, SEAT = "decisions.ask_model", SEATING


@dataclass(frozen=True, slots=True)
class _Search:
    """What was asked, where it was looked for, and what was found."""

    asked: list[tuple[str, str]]
    looked_at: int
    fresh: list[tuple[int, str]]
    proposals: Sequence[Proposal]


@transaction.atomic
def start_seating(*, actor: Actor, decision_id: int) -> int:
    """Queue the search for words about a decision; return the job that does it.

    Once: while one waits or runs, it is that one. Raises what :func:`seat_chair`
    raises at once.
    """
    actor.require("change")
    _options(actor, held_open(actor=actor, decision_id=decision_id))
    if going_on := seating_of(actor=actor, decision_id=decision_id):
        return going_on
    return start_job(actor=actor, kind=SEAT, args={"decision_id": decision_id}).pk


def seat_chair(*, actor: Actor, decision_id: int, now: datetime) -> Heard:
    """Look for words for and against each option and propose them.

    The search takes seconds and holds nobody up: it is done before anything is
    written. What a person has looked at stays as it is; older proposals make room;
    words that changed or went since they were read are not proposed. Raises
    ``NotAllowed``, ``NotFound``, ``Conflict`` once the decision is taken, while it
    has fewer than two options, or when it asks something else than it did before the
    search.
    """
    actor.require("change")
    found = _look(actor, decision_id, now)
    with transaction.atomic():
        return _keep(actor, decision_id, found, now)


def _look(actor: Actor, decision_id: int, now: datetime) -> _Search:
    """Read the question and the words, and find those that are about it."""
    with transaction.atomic():  # held for a moment only: taken ones end here
        decision = held_open(actor=actor, decision_id=decision_id)
        options = _options(actor, decision)
    pieces = looked_through(actor=actor, decision_id=decision_id, now=now)
    seen = _seen(actor, decision)
    fresh = [(pk, words) for pk, words in pieces if pk not in seen]
    asked = _asked(decision, options)
    found = propose([words for _, words in fresh], decision.question, asked[1:])
    return _Search(asked, len(pieces), fresh, found)


def _asked(decision: Decision, options: Sequence[Option]) -> list[tuple[str, str]]:
    """Return the question, then each option with its note."""
    return [(decision.question, ""), *((o.title, o.note) for o in options)]


def _seen(actor: Actor, decision: Decision) -> set[int]:
    """Return the pieces that a person has looked at."""
    words = rows(ChairWord, actor).filter(decision=decision)
    looked_at = words.exclude(state=WordState.PROPOSED)
    return set(looked_at.values_list("feedback_id", flat=True))


def _unchanged(actor: Actor, found: _Search) -> set[int]:
    """Return the proposed pieces that still count and say what was read."""
    read = dict(found.fresh[one.word] for one in found.proposals)
    there = rows(Feedback, actor).filter(
        pk__in=read, side=FeedbackSide.CUSTOMER, set_aside=""
    )
    counting = there.exclude(state=FeedbackState.ARCHIVED)
    now = counting.values_list("pk", "words")
    return {pk for pk, words in now if read[pk] == words}


def _keep(actor: Actor, decision_id: int, found: _Search, now: datetime) -> Heard:
    decision = held_open(actor=actor, decision_id=decision_id)
    options = _options(actor, decision)
    if _asked(decision, options) != found.asked:
        raise Conflict(
            "The question or its options changed while their words were looked for. "
            "Look for words again."
        )
    words = rows(ChairWord, actor).filter(decision=decision)
    older = words.filter(state=WordState.PROPOSED)
    touched = list(older.values_list("pk", flat=True))
    older.delete()
    seen = _seen(actor, decision)
    same = _unchanged(actor, found)
    n: set[int] = set()
    for one in found.proposals:
        feedback_id = found.fresh[one.word][0]
        if feedback_id in seen or feedback_id not in same:
            continue
        n.add(feedback_id)
        word = ChairWord(
            workspace_id=actor.workspace_id,
            decision=decision,
            option=options[one.option],
            feedback_id=feedback_id,
            side=one.side,
            strength=one.strength,
            guess=one.guess,
            guess_by=Guesser.OURS if one.guess else "",
            chance=one.likely,
            passage=one.passage,
        )
        word.save()
        touched.append(word.pk)
    decision.looked_at = found.looked_at
    _keep_scores(actor, decision, now)
    what = f"{found.looked_at} pieces looked through, {len(n)} words proposed"
    _note_change(actor, decision, now, Deed.SEARCHED, what)
    _record(
        actor,
        "decisions.seat_chair",
        decision,
        [(ChairWord, touched)],
        looked_at=found.looked_at,
        proposed=len(n),
    )
    if n and operators_model():
        start_job(actor=actor, kind=ASK_MODEL, args={"decision_id": decision.pk})
    return Heard(len(n), found.looked_at)
