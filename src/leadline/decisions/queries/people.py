"""Reads of who has a say in a decision."""

from __future__ import annotations

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions.models import DecisionPerson
from leadline.decisions.types import Part, SaidOn, SayRow
from leadline.foundation.errors import NotFound
from leadline.stakeholders.queries import speaks_for
from leadline.stakeholders.types import Stance

SHOWN = 12


def people_of_decision(*, actor: Actor, decision_id: int) -> list[SayRow]:
    """Return who is asked before a decision and who is told, by name."""
    actor.require("read")
    found = rows(DecisionPerson, actor).filter(decision_id=decision_id)
    listed = list(
        found.select_related("person", "said_by", "option").order_by(
            "part", "person__name"
        )
    )
    them = speaks_for(actor=actor) if listed else set()
    return [
        SayRow(
            one.person_id, one.person.name, one.person.organisation, Part(one.part),
            Stance(one.stance) if one.stance else None, one.why, one.said_at,
            str(one.said_by or ""), one.option.title if one.option else "",
            one.option_id, one.part == Part.ASKED and one.person_id in them,
        )
        for one in listed
    ]  # fmt: skip


def get_say(*, actor: Actor, decision_id: int, person_id: int) -> DecisionPerson:
    """Return what somebody has to do with a decision, or raise ``NotFound``."""
    actor.require("read")
    found = rows(DecisionPerson, actor).filter(decision_id=decision_id)
    say = found.filter(person_id=person_id).select_related("person").first()
    if say is None:
        raise NotFound("They have no say in this decision.")
    return say


def own_say(*, actor: Actor, decision_id: int) -> DecisionPerson | None:
    """Return the actor's own say, where they are asked before the decision."""
    actor.require("read")
    found = rows(DecisionPerson, actor).filter(
        decision_id=decision_id, part=Part.ASKED,
        person_id__in=speaks_for(actor=actor),
    )  # fmt: skip
    return found.select_related("person").order_by("pk").first()


def decisions_of_person(*, actor: Actor, person_id: int) -> list[SaidOn]:
    """Return the newest decisions somebody has a say in."""
    actor.require("read")
    found = rows(DecisionPerson, actor).filter(person_id=person_id)
    listed = found.select_related("decision").order_by("-decision_id")[:SHOWN]
    return [
        SaidOn(
            one.decision_id, one.decision.question, one.decision.get_state_display(),
            Part(one.part), Stance(one.stance) if one.stance else None,
        )
        for one in listed
    ]  # fmt: skip
