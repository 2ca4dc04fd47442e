"""Writes of the chair: looking at words, putting others on it, hearing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from leadline.accounts.actions import record
from leadline.accounts.queries import rows
from leadline.accounts.types import (
    Actor,
    Kept,
)
from leadline.decisions.actions.decisions import _note_change, _record
from leadline.decisions.models import ChairSettings, ChairWord, Decision, Option
from leadline.decisions.queries import chair_of
from leadline.decisions.queries.rows import get_option, get_word, held_open
from leadline.decisions.types import (
    ChairHeard,
    ChairVerdict,
    DecisionState,
    Deed,
    Side,
    WordIn,
    WordState,
)
from leadline.evidence.queries.rows import get_feedback
from leadline.evidence.types import FeedbackSide
from leadline.foundation.errors import Conflict, Invalid

FEWEST_OPTIONS = 2


@transaction.atomic
def set_word(
    *,
    actor: Actor,
    decision_id: int,
    word_id: int,
    now: datetime,
    side: str = "",
    option_id: int | None = None,
    state: str = WordState.CONFIRMED,
) -> Kept:
    """Confirm a word, correct its side or option, or turn it down.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` for an unknown side or state,
    ``Conflict`` once the decision is taken or when the words stand there already.
    """
    actor.require("change")
    decision = held_open(actor=actor, decision_id=decision_id)
    word = get_word(actor=actor, decision_id=decision_id, word_id=word_id)
    if state not in (WordState.CONFIRMED, WordState.REJECTED):
        raise Invalid("A word is confirmed or turned down.")
    if side and side not in Side.values:
        raise Invalid("Words stand for an option, against it, or neither.")
    was = (word.side, word.state, word.option_id)
    if option_id is not None and option_id != word.option_id:
        option = get_option(actor=actor, decision_id=decision_id, option_id=option_id)
        others = rows(ChairWord, actor).filter(decision=decision, option=option)
        if others.filter(feedback_id=word.feedback_id).exclude(pk=word.pk).exists():
            raise Conflict("These words stand beside that option already.")
        word.option = option
    word.side, word.state = side or word.side, state
    word.set_by_id = actor.user_id
    word.save()
    _keep_scores(actor, decision, now)
    _record(
        actor,
        "decisions.set_word",
        decision,
        [(ChairWord, [word.pk])],
        word=word.pk,
        was=was,
        side=word.side,
        state=word.state,
        option=word.option_id,
    )
    return Kept(word.pk, decision.question)


@transaction.atomic
def reject_the_rest(*, actor: Actor, decision_id: int, now: datetime) -> int:
    """Leave every word that still waits unheard; return how many.

    Nobody read them, so they stand under nobody's name and say nothing about guesses.
    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` once the decision is taken.
    """
    actor.require("change")
    decision = held_open(actor=actor, decision_id=decision_id)
    waiting = rows(ChairWord, actor).filter(decision=decision, state=WordState.PROPOSED)
    n = waiting.values("feedback_id").distinct().count()
    pks = list(waiting.values_list("pk", flat=True))
    waiting.update(state=WordState.UNSAID, set_by=None)
    _keep_scores(actor, decision, now)
    _record(actor, "decisions.reject_the_rest", decision, [(ChairWord, pks)], words=n)
    return n


@transaction.atomic
def add_word(
    *,
    actor: Actor,
    decision_id: int,
    option_id: int,
    feedback_id: int,
    side: str,
    now: datetime,
) -> Kept:
    """Put a piece of feedback on the chair by hand.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` for an unknown side, ``Conflict``
    once the decision is taken, for words of ours, or those that are set aside.
    """
    actor.require("change")
    decision = held_open(actor=actor, decision_id=decision_id)
    word = _put_on(actor, decision, WordIn(feedback_id, option_id, side))
    _keep_scores(actor, decision, now)
    _say_put_on(actor, decision, [word])
    return Kept(word.pk, decision.question)


@transaction.atomic
def add_words(
    *, actor: Actor, decision_id: int, words: Sequence[WordIn], now: datetime
) -> int:
    """Put pieces of feedback on the chair by hand, and score it once, after the last.

    Return how many. Raises what :func:`add_word` does; then none is put on it.
    """
    actor.require("change")
    decision = held_open(actor=actor, decision_id=decision_id)
    put = [_put_on(actor, decision, one) for one in words]
    _keep_scores(actor, decision, now)
    _say_put_on(actor, decision, put)
    return len(words)


def _say_put_on(actor: Actor, decision: Decision, words: Sequence[ChairWord]) -> None:
    """Write a line for each word, once the scores are those that it vouches for."""
    for word in words:
        _record(
            actor,
            "decisions.add_word",
            decision,
            [(ChairWord, [word.pk])],
            feedback=word.feedback_id,
            side=word.side,
            option=word.option_id,
        )


def _put_on(actor: Actor, decision: Decision, one: WordIn) -> ChairWord:
    if one.side not in Side.values:
        raise Invalid("Words stand for an option, against it, or neither.")
    option = get_option(actor=actor, decision_id=decision.pk, option_id=one.option_id)
    piece = get_feedback(actor=actor, feedback_id=one.feedback_id)
    if piece.side == FeedbackSide.OURS or piece.set_aside:
        raise Conflict("Only what a customer said, and what counts, goes on the chair.")
    words = rows(ChairWord, actor).filter(decision=decision, option=option)
    word = words.filter(feedback=piece).first() or ChairWord(
        workspace_id=actor.workspace_id,
        decision=decision,
        option=option,
        feedback=piece,
        strength=0.8,
    )
    word.side, word.state = one.side, WordState.CONFIRMED
    word.set_by_id = actor.user_id
    word.save()
    return word


@transaction.atomic
def hear_chair(*, actor: Actor, decision_id: int, now: datetime) -> ChairHeard:
    """Say that the room has heard the chair: both sides were read.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` when nobody looked for words yet,
    when proposed words wait to be looked at, or it was heard already.
    """
    actor.require("change")
    decision = held_open(actor=actor, decision_id=decision_id)
    _options(actor, decision)
    if decision.state == DecisionState.HEARD:
        raise Conflict("The chair was heard already.")
    chair = chair_of(actor=actor, decision_id=decision_id, now=now)
    waiting = chair.waiting
    if waiting:
        raise Conflict(
            f"{waiting} proposed words wait: confirm or turn down each of them first."
        )
    if not decision.chair_verdict:
        raise Conflict("Nobody looked for words yet. Seat the customer first.")
    decision.state, decision.heard_at = DecisionState.HEARD, now
    _keep_scores(actor, decision, now)
    what = f"Chair heard: {decision.chair_verdict}"
    _note_change(actor, decision, now, Deed.HEARD, what)
    record(
        actor=actor,
        verb="decisions.hear_chair",
        subject=decision,
        verdict=decision.chair_verdict,
    )
    verdict = ChairVerdict(decision.chair_verdict)
    return ChairHeard(decision.pk, decision.question, decision.version, verdict)


@transaction.atomic
def set_half_life(*, actor: Actor, days: int) -> Kept:
    """Say after how many days a word is worth half in this workspace.

    Raises ``NotAllowed`` below an owner, ``Invalid`` outside 7 to 1,825 days.
    """
    actor.require("administer")
    if not 7 <= days <= 1825:
        raise Invalid("Words age between 7 days and five years (1,825 days).")
    found = rows(ChairSettings, actor).first() or ChairSettings(
        workspace_id=actor.workspace_id
    )
    found.half_life_days = days
    found.save()
    record(actor=actor, verb="decisions.set_half_life", subject=found, days=days)
    return Kept(found.pk, f"{days} days")


def _options(actor: Actor, decision: Decision) -> list[Option]:
    found = list(
        rows(Option, actor).filter(decision=decision).order_by("position", "pk")
    )
    if len(found) < FEWEST_OPTIONS:
        raise Conflict("A decision has at least two options; add another one.")
    return found


def _keep_scores(actor: Actor, decision: Decision, now: datetime) -> None:
    """Keep the chair's verdict and scores with the decision, for lists."""
    chair = chair_of(actor=actor, decision_id=decision.pk, now=now)
    scores = {score.name: score.value for score in chair.scores}
    decision.chair_verdict = chair.verdict
    decision.chair_coverage = scores["coverage"]
    decision.chair_freshness = scores["freshness"]
    decision.chair_diversity = scores["diversity"]
    decision.save()
