"""Examples for the addresses of decisions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from leadline.decisions import actions
from leadline.decisions.models import ChairWord, Decision, DecisionPerson, Option
from leadline.decisions.types import DecisionIn, OptionIn
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import PersonIn
from tests.contracts.areas.stakeholders import person_of
from tests.contracts.examples import Examples
from tests.factories import as_row


def decision_of(e: Examples) -> Decision:
    """A decision on a bet, with words on its chair."""

    def make() -> Decision:
        now = datetime.now(UTC)
        said = DecisionIn(
            "Build or buy?",
            options=(OptionIn("Build"), OptionIn("Buy")),
            bet_ids=(e.bet.pk,),
            need_ids=(e.need.pk,),
        )
        made = actions.create_decision(actor=e.actor, decision=said, now=now)
        option = Option.objects.filter(decision_id=made.pk).first()
        for piece in (e.feedback,):
            actions.add_word(
                actor=e.actor,
                decision_id=made.pk,
                option_id=option.pk,
                feedback_id=piece.pk,
                side="against",
                now=now,
            )
        return as_row(Decision, made)

    return e.once("decision", make)


def heard(e: Examples) -> Decision:
    made = decision_of(e)
    made.refresh_from_db()
    if made.state == "draft":
        now = datetime.now(UTC)
        actions.hear_chair(actor=e.actor, decision_id=made.pk, now=now)
    return made


def decided(e: Examples) -> Decision:
    made = heard(e)
    made.refresh_from_db()
    if made.state == "heard":
        actions.decide(
            actor=e.actor,
            decision_id=made.pk,
            option_id=Option.objects.filter(decision_id=made.pk).first().pk,
            because="it is ours",
            override="We know only one customer and cannot wait for another.",
            now=datetime.now(UTC),
        )
    return made


def word_of(e: Examples) -> ChairWord:
    return ChairWord.objects.get(decision=decision_of(e))


def reversing(e: Examples) -> dict[str, object]:
    decided(e)
    return {"reason": "The price doubled"}


def moving(e: Examples) -> dict[str, object]:
    decided(e)
    return {"review_date": "2099-01-05", "why": "The pilot is late"}


def deciding(e: Examples) -> dict[str, object]:
    return {
        "option_id": Option.objects.filter(decision=heard(e)).first().pk,
        "because": "it is ours",
        "override": "We know only one customer and cannot wait for another.",
    }


def say_of(e: Examples) -> DecisionPerson:
    return e.once(
        "say",
        lambda: as_row(DecisionPerson, actions.name_person(
            actor=e.actor, decision_id=decision_of(e).pk, person_id=person_of(e).pk,
            part="asked", now=datetime.now(UTC),
        )),
    )  # fmt: skip


def answering(e: Examples) -> dict[str, object]:
    """Ask the owner themselves, by their account, before the decision."""
    person = stakeholders.create_person(
        actor=e.actor,
        person=PersonIn("Ana Asked", "product", account_id=e.actor.user_id),
    )
    actions.name_person(
        actor=e.actor, decision_id=decision_of(e).pk, person_id=person.pk,
        part="asked", now=datetime.now(UTC),
    )  # fmt: skip
    return {"stance": "for", "why": "It is cheap."}


THINGS: dict[str, Callable[[Examples], object]] = {
    "decisions": lambda e: decision_of(e).pk,
    "decisions/<int:pk>/values/<str:name>/:name": lambda e: "question",
    "decisions/<int:pk>/values/<str:name>/back/:name": lambda e: "question",
    "word_id": lambda e: word_of(e).pk,
    "person_id": lambda e: say_of(e).person_id,
}
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {
    "decisions:decision_new": lambda e: {"question": "Why?", "door": "two_way"},
    "decisions:decision_value": lambda e: {"question": "Why now?"},
    "decisions:words": lambda e: {
        "feedback_id": e.feedback.pk, "side": "for",
        "option_id": word_of(e).option_id,
    },
    "decisions:word": lambda e: {"side": "for"},
    "decisions:say": lambda e: {"go": "undo"},
    "decisions:name_person": lambda e: {
        "person_id": person_of(e).pk, "part": "asked",
    },
    "decisions:answer_asked": answering,
    "decisions:hear_person": lambda e: {"stance": "for", "why": "It is cheap."},
    "decisions:decide": deciding,
    "decisions:reverse": reversing,
    "decisions:review_move": moving,
    "decisions:ageing": lambda e: {"days": 90},
}  # fmt: skip
PUBLIC: set[str] = set()
READERS_OWN: set[str] = set()
