"""Writes of hearing: what a person says of words, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from leadline.accounts.queries import rows
from leadline.accounts.types import (
    Actor,
    Kept,
)
from leadline.decisions.actions.chair import _keep_scores
from leadline.decisions.actions.decisions import _record
from leadline.decisions.bridge import USUAL_BAR
from leadline.decisions.models import ChairWord, Decision, Saying
from leadline.decisions.queries.hearing import seen_of
from leadline.decisions.queries.rows import get_option, held_open, words_of_customers
from leadline.decisions.types import Guesser, Side, Told, WordState
from leadline.foundation.errors import Conflict, Invalid, NotFound

KEPT = timedelta(days=1)


@transaction.atomic
def say_words(*, actor: Actor, decision_id: int, told: Told, now: datetime) -> Kept:
    """Say where words stand: on sides of options, off the subject, or no more.

    What is said stands under the actor's name; options that nobody spoke to stay
    unsaid and under no name. Raises ``NotAllowed``, ``NotFound``, ``Invalid`` for an
    unknown side, ``Conflict`` once the decision is taken, or when somebody else said
    something of the words since they were shown.
    """
    actor.require("change")
    decision = held_open(actor=actor, decision_id=decision_id)
    on = words_of_customers(actor=actor, decision_id=decision_id)
    found = on.filter(feedback_id__in=told.feedback_ids).select_related("set_by")
    words = list(found.order_by("pk"))
    if not words or {w.feedback_id for w in words} != set(told.feedback_ids):
        raise NotFound("These words are not on this chair any more.")
    if seen_of(actor=actor, words=words) != told.seen:
        raise Conflict(_who_was_first(actor, words))
    was = {w.pk: _state(w) for w in words}
    if told.is_off:
        changed = _put_off(actor, words)
    else:
        changed = _take_sides(actor, decision, words, told)
    steps = [[w.pk, *was.get(w.pk, (None, None, None)), *_state(w)] for w in changed]
    saying = Saying(
        workspace_id=actor.workspace_id,
        decision=decision,
        said_by_id=actor.user_id,
        said_at=now,
        steps=steps,
    )
    saying.save()
    rows(Saying, actor).filter(said_at__lt=now - KEPT).delete()
    _keep_scores(actor, decision, now)
    _record(
        actor,
        "decisions.say_words",
        decision,
        [(ChairWord, [word.pk for word in changed])],
        feedback=list(told.feedback_ids),
        sides=[list(pair) for pair in told.sides],
        off=told.is_off,
    )
    return Kept(saying.pk, decision.question)


@transaction.atomic
def take_back(
    *, actor: Actor, decision_id: int, saying_id: int, now: datetime
) -> tuple[int, ...]:
    """Take back what the actor said of words; return whose words wait again.

    Raises ``NotAllowed``, ``NotFound`` also for what others said, ``Conflict`` once the
    decision is taken or when somebody else spoke to the words since.
    """
    actor.require("change")
    decision = held_open(actor=actor, decision_id=decision_id)
    own = rows(Saying, actor).filter(decision=decision, said_by_id=actor.user_id)
    saying = own.filter(pk=saying_id).first()
    if saying is None:
        raise NotFound("There is nothing of yours to take back.")
    words = {
        w.pk: w
        for w in rows(ChairWord, actor)
        .filter(decision=decision, pk__in=[step[0] for step in saying.steps])
        .select_related("set_by")
    }
    if any(
        step[0] not in words or list(_state(words[step[0]])) != step[4:]
        for step in saying.steps
    ):
        raise Conflict(
            "Somebody else spoke to these words since. What they said stays; correct "
            "it among all words."
        )
    pks = list(words)
    for pk, side, state, set_by, *_ in saying.steps:
        word = words[pk]
        if state is None:
            word.delete()
            continue
        word.side, word.state, word.set_by_id = side, state, set_by
        word.save()
    saying.delete()
    _keep_scores(actor, decision, now)
    back = tuple(sorted({w.feedback_id for w in words.values()}))
    _record(
        actor, "decisions.take_back", decision, [(ChairWord, pks)], feedback=list(back)
    )
    return back


@transaction.atomic
def take_guesses(
    *,
    actor: Actor,
    decision_id: int,
    guesses: Sequence[tuple[int, int, str, float]],
    asked: int,
    now: datetime,
) -> int:
    """Keep what the operator's model guessed of words that wait; return how many.

    Guesses are (feedback, option, side, how sure). They take the place of our own
    model's for that option; what a person has heard stays as it was said. ``asked``
    words have left this machine, which the audit log keeps. Raises ``NotAllowed``,
    ``NotFound``, ``Conflict`` once the decision is taken.
    """
    actor.require("change")
    decision = held_open(actor=actor, decision_id=decision_id)
    by_word: dict[int, list[ChairWord]] = {}
    for word in words_of_customers(actor=actor, decision_id=decision_id):
        by_word.setdefault(word.feedback_id, []).append(word)
    pks = []
    for feedback_id, option_id, side, chance in guesses:
        get_option(actor=actor, decision_id=decision_id, option_id=option_id)
        beside = by_word.get(feedback_id, [])
        if not any(word.state == WordState.PROPOSED for word in beside):
            continue
        here = [word for word in beside if word.option_id == option_id]
        word = (
            here[0] if here else _new(actor, decision, beside, feedback_id, option_id)
        )
        if word.state != WordState.PROPOSED:
            continue
        word.guess, word.guess_by, word.chance = side, Guesser.OPERATOR, chance
        word.side = side if chance >= USUAL_BAR else Side.NEITHER
        word.save()
        pks.append(word.pk)
    _record(
        actor,
        "decisions.take_guesses",
        decision,
        [(ChairWord, pks)],
        asked=asked,
        guessed=len(pks),
    )
    return len(pks)


def _state(word: ChairWord) -> tuple[str, str, int | None]:
    return str(word.side), str(word.state), word.set_by_id


def _put_off(actor: Actor, words: list[ChairWord]) -> list[ChairWord]:
    for word in words:
        word.state, word.set_by_id = WordState.REJECTED, actor.user_id
        word.save()
    return words


def _take_sides(
    actor: Actor, decision: Decision, words: list[ChairWord], told: Told
) -> list[ChairWord]:
    """Set what was said of each word; the rest is unsaid, unless one stays."""
    beside = {(w.feedback_id, w.option_id): w for w in words}
    changed: list[ChairWord] = []
    for option_id, side in told.sides:
        if side not in Side.values:
            raise Invalid("Words stand for an option, against it, or neither.")
        get_option(actor=actor, decision_id=decision.pk, option_id=option_id)
        for feedback_id in told.feedback_ids:
            word = beside.get((feedback_id, option_id)) or _new(
                actor, decision, words, feedback_id, option_id
            )
            word.side, word.state = side, WordState.CONFIRMED
            word.set_by_id = actor.user_id
            word.save()
            changed.append(word)
    if not told.stays:
        for word in words:
            if word.state == WordState.PROPOSED:
                word.side, word.state = Side.NEITHER, WordState.UNSAID
                word.save()
                changed.append(word)
    return changed


def _new(
    actor: Actor,
    decision: Decision,
    words: Iterable[ChairWord],
    feedback_id: int,
    option_id: int,
) -> ChairWord:
    strength = max(w.strength for w in words if w.feedback_id == feedback_id)
    return ChairWord(
        side=Side.NEITHER,
        workspace_id=actor.workspace_id,
        decision=decision,
        option_id=option_id,
        feedback_id=feedback_id,
        strength=strength,
    )


def _who_was_first(actor: Actor, words: list[ChairWord]) -> str:
    others = {str(w.set_by) for w in words if w.set_by_id not in (None, actor.user_id)}
    if not others:
        return "These words were looked at elsewhere in the meantime; nothing changed."
    who = " and ".join(sorted(others))
    return f"{who} heard these words a moment ago. What they said stays."
