"""Examples for the addresses of stakeholders."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from leadline.accounts.types import Kept
from leadline.stakeholders import actions
from leadline.stakeholders.models import Person
from leadline.stakeholders.types import JudgementIn, PersonIn
from tests.contracts.examples import Examples
from tests.factories import as_row


def person_of(e: Examples) -> Person:
    """Petra, whom Jonas listens to and who was spoken to today."""

    def make() -> Person:
        said = PersonIn("Petra Lang", "finance")
        petra = actions.create_person(actor=e.actor, person=said)
        judge(e, petra, wants="Costs over three years")
        jonas = other_of(e)
        actions.set_listening(
            actor=e.actor, listener_id=jonas.pk, heeded_id=petra.pk, weight=3
        )
        today = datetime.now(UTC).date()
        actions.log_contact(
            actor=e.actor, person_id=petra.pk, on_date=today, kind="call",
            today=today, words="Show me the third year",
        )  # fmt: skip
        return as_row(Person, petra)

    return e.once("person", make)


def other_of(e: Examples) -> Person:
    def make() -> Person:
        said = PersonIn("Jonas Falk", "sales")
        jonas = actions.create_person(actor=e.actor, person=said)
        judge(e, jonas, stance="against")
        return as_row(Person, jonas)

    return e.once("other_person", make)


def judge(e: Examples, person: Kept, **said: str) -> None:
    actions.judge_person(
        actor=e.actor, person_id=person.pk, judgement=JudgementIn(**said),
        now=datetime.now(UTC),
    )  # fmt: skip


THINGS: dict[str, Callable[[Examples], object]] = {
    "stakeholders": lambda e: person_of(e).pk,
    "stakeholders/<int:pk>/values/<str:name>/:name": lambda e: "title",
    "stakeholders/<int:pk>/values/<str:name>/back/:name": lambda e: "name",
}
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {
    "stakeholders:person_new": lambda e: {"name": "Ove", "function": "customer"},
    "stakeholders:person_value": lambda e: {"title": "CFO"},
    "stakeholders:person_judgement": lambda e: {
        "influence": 5, "interest": 9, "stance": "open", "wanted": "for",
    },
    "stakeholders:sharing": lambda e: {
        "user_id": e.member.user_id, "share": "yes",
    },
    "stakeholders:person_place": lambda e: {"influence": 70, "interest": 60},
    "stakeholders:person_stance": lambda e: {"stance": "for", "why": "She saw it"},
    "stakeholders:person_contact": lambda e: {"on_date": "2026-11-01", "kind": "call"},
    "stakeholders:person_listens": lambda e: {
        "heeded_id": other_of(e).pk, "weight": 1,
    },
}  # fmt: skip
PUBLIC: set[str] = set()
READERS_OWN: set[str] = set()
