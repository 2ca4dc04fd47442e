"""Decisions and their chairs for tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from leadline.decisions import actions
from leadline.decisions.models import Decision, Option
from leadline.decisions.types import DecisionIn, OptionIn
from leadline.evidence import actions as evidence
from leadline.evidence.models import Customer, Feedback
from leadline.evidence.types import FeedbackIn
from tests.conftest import Person
from tests.factories import as_row

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
REASON = "The tender closes on Friday, and nobody of the ports answers the phone."


def make_decision(person: Person, *titles: str, **fields: object) -> Decision:
    options = tuple(OptionIn(title) for title in titles or ("Build", "Buy"))
    fields.setdefault("question", "Build or buy sign-on?")
    said = DecisionIn(options=options, **fields)
    return as_row(
        Decision, actions.create_decision(actor=person.actor, decision=said, now=NOW)
    )


def option_of(decision: Decision, title: str = "Buy") -> Option:
    return Option.objects.get(decision_id=decision.pk, title=title)


def make_customer(person: Person, name: str, segment: str, revenue: int) -> Customer:
    values = {
        "name": name, "segment": segment, "revenue_amount": revenue,
        "revenue_currency": "EUR", "is_another": True,
    }  # fmt: skip
    return as_row(
        Customer, evidence.save_customer(actor=person.actor, now=NOW, values=values)
    )


def say(
    person: Person,
    words: str,
    customer: Customer | None = None,
    days_ago: int = 3,
    need_id: int | None = None,
) -> Feedback:
    piece = FeedbackIn(
        words=words,
        said_at=NOW - timedelta(days=days_ago),
        customer_name=customer.name if customer else "",
    )
    return as_row(
        Feedback,
        evidence.record_feedback(
            actor=person.actor, piece=piece, now=NOW, need_id=need_id
        ),
    )


def speak(person: Person, decision: Decision, **words: str) -> None:
    """Put words of one customer a segment on the chair: ``for_=..., against=...``."""
    for n, (side, text) in enumerate(words.items()):
        customer = make_customer(person, f"{text[:20]} {n}", f"Segment {n}", 100)
        actions.add_word(
            actor=person.actor,
            decision_id=decision.pk,
            option_id=option_of(decision).pk,
            feedback_id=say(person, text, customer).pk,
            side=side.split("_")[0],
            now=NOW,
        )


def full_chair(person: Person, decision: Decision) -> None:
    speak(
        person,
        decision,
        for_1="We pay for a provider already, point it at you",
        for_2="Let us use our own accounts before spring",
        against_3="Our dockers have no email address",
        against_4="No staff data at a third company",
    )
    actions.hear_chair(actor=person.actor, decision_id=decision.pk, now=NOW)
