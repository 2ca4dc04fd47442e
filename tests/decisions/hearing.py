"""Decisions with words that wait to be heard, for tests."""

from __future__ import annotations

from datetime import datetime

from leadline.decisions import actions, queries
from leadline.decisions.models import ChairWord, Decision, Option, Saying
from leadline.decisions.types import Guesser, Hearing, Side, Told, WordState
from leadline.evidence.models import Customer
from tests.conftest import Person
from tests.decisions.making import NOW, make_customer, make_decision, option_of, say
from tests.factories import as_row

TEXT = "The night crew asks about berth number {n}, and nobody can tell them."


def wait(
    person: Person,
    decision: Decision,
    text: str,
    customer: Customer | None = None,
    **fields: object,
) -> ChairWord:
    """Let words wait to be heard; ``guess`` and ``chance`` say what is guessed."""
    if fields.get("guess"):
        fields.setdefault("guess_by", Guesser.OURS)
        fields.setdefault("chance", 0.7)
    option = fields.pop("option", None) or option_of(decision)
    word = ChairWord(
        workspace_id=person.actor.workspace_id,
        decision=decision,
        option=option,
        feedback=say(person, text, customer),
        **{"side": Side.NEITHER, **fields},
    )
    word.save()
    return word


def words_waiting(person: Person, n: int = 3) -> Decision:
    """A decision with words of as many customers, the first the surest."""
    made = make_decision(person, "Build", "Buy")
    for at in range(n):
        customer = make_customer(person, f"Port {at}", f"Segment {at % 3}", 100)
        wait(person, made, TEXT.format(n=at), customer, strength=0.9 - at / 100)
    return made


def hearing(person: Person, decision: Decision, **fields: object) -> Hearing:
    return queries.hearing_of(
        actor=person.actor, decision_id=decision.pk, now=NOW, **fields
    )


def tell(
    person: Person,
    decision: Decision,
    *sides: tuple[Option, str],
    shown: Hearing | None = None,
    now: datetime = NOW,
    **fields: object,
) -> Saying:
    """Say something of the words that are shown."""
    shown = shown or hearing(person, decision)
    told = Told(
        feedback_ids=tuple(word.feedback_id for word in shown.words),
        seen=shown.seen,
        sides=tuple((option.pk, side) for option, side in sides),
        **fields,
    )
    return as_row(
        Saying,
        actions.say_words(
            actor=person.actor, decision_id=decision.pk, told=told, now=now
        ),
    )


def stands(decision: Decision) -> set[tuple[str, str, str, str]]:
    """What stands on the chair: words, option, side, state and under whose name."""
    return {
        (w.option.title, w.side, w.state, str(w.set_by or ""))
        for w in ChairWord.objects.filter(decision=decision).exclude(
            state=WordState.PROPOSED
        )
    }
