"""Taking a decision, with the chair, and taking it back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from leadline.accounts.actions import (
    record,
    result_of,
)
from leadline.accounts.queries import rows
from leadline.accounts.types import (
    Actor,
    Kept,
)
from leadline.decisions.actions.decisions import _note_change
from leadline.decisions.models import Decision, Option
from leadline.decisions.queries import chair_of
from leadline.decisions.queries.predictions import REVIEWABLE
from leadline.decisions.queries.rows import get_decision, get_option, held_open
from leadline.decisions.types import (
    Chair,
    ChairVerdict,
    DecisionState,
    Deed,
)
from leadline.foundation.errors import Conflict, Invalid, NotAllowed

SHORTEST_OVERRIDE = 40


@transaction.atomic
def decide(
    *,
    actor: Actor,
    decision_id: int,
    option_id: int,
    because: str,
    now: datetime,
    reasons: str = "",
    confidence: int | None = None,
    review_date: date | None = None,
    override: str = "",
    wording: str = "",
    premortem: str = "",
) -> Kept:
    """Take a decision whose chair was heard, and finish the sentence.

    ``wording`` is how the choice reads in it, where its title does not; ``premortem``
    the likeliest reason it goes badly, as the room imagined it.

    With a weak or empty chair it takes an ``override``: the written reason for
    deciding anyway, which stays with the decision and is counted. The chair is scored
    anew at this moment and kept as it was.

    Raises ``NotAllowed`` for somebody who is neither the decider nor a lead,
    ``NotFound``, ``Invalid`` without a because or with a confidence or review date that
    cannot be, ``Conflict`` before the chair was heard, around a weak or empty chair
    without an override, or once it is taken.
    """
    actor.require("change")
    decision = held_open(actor=actor, decision_id=decision_id)
    if decision.decider_id not in (None, actor.user_id) and not actor.may("plan"):
        raise NotAllowed("The decider takes this decision, or a lead.")
    option = get_option(actor=actor, decision_id=decision_id, option_id=option_id)
    because = " ".join(because.split()).rstrip(".")
    if not because:
        raise Invalid(
            "Finish the sentence: say because of what you choose this.", field="because"
        )
    _check(confidence, review_date, now)
    if decision.state != DecisionState.HEARD:
        raise Conflict("Hear the chair first: read both sides, then decide.")
    chair = chair_of(actor=actor, decision_id=decision_id, now=now)
    kept = _override(chair, override.strip())
    _close(decision, option, chair, because, now)
    decision.sentence = chair.sentence(
        option.pk, option.title, because, " ".join(wording.split())[:160]
    )
    decision.cites_against = option.pk in chair.strongest_against
    decision.override, decision.premortem = kept, premortem.strip()
    decision.reasons, decision.confidence = reasons.strip(), confidence
    decision.review_date = review_date
    decision.save()
    what = f"Decided: {option.title}"
    _note_change(actor, decision, now, Deed.DECIDED, what, kept or decision.reasons)
    record(
        actor=actor,
        verb="decisions.decide",
        subject=decision,
        choice=option.title,
        sentence=decision.sentence,
        verdict=chair.verdict,
        override=kept,
    )
    return result_of(decision)


def _override(chair: Chair, override: str) -> str:
    """Return the override to keep; refuse to go around the chair without one."""
    if chair.verdict == ChairVerdict.TAKEN:
        return ""
    if len(override) < SHORTEST_OVERRIDE:
        weak = " and ".join(s.label.lower() for s in chair.scores if s.is_weak)
        raise Conflict(
            f"The chair is {chair.verdict}{f' ({weak})' if weak else ''}. Hear more "
            f"customers, or write in at least {SHORTEST_OVERRIDE} characters why you "
            "decide without them; it stays visible.",
            field="override",
        )
    return override


def _check(confidence: int | None, review_date: date | None, now: datetime) -> None:
    if confidence is not None and not 1 <= confidence <= 99:
        raise Invalid("Confidence is between 1 and 99 percent.", field="confidence")
    if review_date is not None and review_date <= now.date():
        raise Invalid("The review is on a day to come.", field="review_date")


def _close(
    decision: Decision, option: Option, chair: Chair, because: str, now: datetime
) -> None:
    scores = {score.name: score.value for score in chair.scores}
    decision.state, decision.decided_at = DecisionState.DECIDED, now
    decision.choice, decision.because = option, because[:500]
    decision.chair_verdict = chair.verdict
    decision.chair_coverage = scores["coverage"]
    decision.chair_freshness = scores["freshness"]
    decision.chair_diversity = scores["diversity"]


@transaction.atomic
def move_review(
    *, actor: Actor, decision_id: int, review_date: date, why: str, now: datetime
) -> Kept:
    """Look at a taken decision again on another day; who is named on it is to be told.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` without a reason or for a day that
    is past or the same, ``Conflict`` while it is open or after it was reversed.
    """
    actor.require("change")
    get_decision(actor=actor, decision_id=decision_id)
    found = rows(Decision, actor).select_for_update().get(pk=decision_id)
    if found.state not in REVIEWABLE:
        raise Conflict("Only a taken decision is looked at again.")
    if not why.strip():
        raise Invalid("Say why the day moves; people wait for it.")
    _check(None, review_date, now)
    if review_date == found.review_date:
        raise Invalid("That is the day it is looked at again already.")
    was, found.review_date = found.review_date, review_date
    found.review_moved_at = now
    found.save(update_fields=["review_date", "review_moved_at"])
    what = f"Looked at again on {review_date:%-d %B %Y}"
    _note_change(actor, found, now, Deed.MOVED, what, why.strip())
    record(
        actor=actor,
        verb="decisions.move_review",
        subject=found,
        was=was,
        review_date=review_date,
        why=why.strip(),
    )
    return result_of(found)


@transaction.atomic
def reverse_decision(
    *,
    actor: Actor,
    decision_id: int,
    reason: str,
    now: datetime,
    superseded_by: int | None = None,
) -> Kept:
    """Take a taken decision back, with the reason and the decision that follows it.

    Raises ``NotAllowed`` below a lead, ``NotFound``, ``Invalid`` without a reason or
    for a decision that supersedes itself, ``Conflict`` while it is still open.
    """
    actor.require("plan")
    if not reason.strip():
        raise Invalid("Say why the decision is taken back; people act on it.")
    get_decision(actor=actor, decision_id=decision_id)
    found = rows(Decision, actor).select_for_update().get(pk=decision_id)
    if found.state not in (DecisionState.DECIDED, DecisionState.REVIEWED):
        raise Conflict("Only a taken decision can be reversed.")
    if superseded_by is not None:
        if superseded_by == decision_id:
            raise Invalid("A decision cannot supersede itself.")
        get_decision(actor=actor, decision_id=superseded_by)
    found.state, found.superseded_by_id = DecisionState.REVERSED, superseded_by
    found.reversed_at = now
    found.save(update_fields=["state", "superseded_by", "reversed_at"])
    _note_change(actor, found, now, Deed.REVERSED, "Reversed", reason.strip())
    record(
        actor=actor,
        verb="decisions.reverse_decision",
        subject=found,
        reason=reason.strip(),
        superseded_by=superseded_by,
    )
    return result_of(found)
