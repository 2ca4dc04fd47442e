"""Reads of who has a say in a decision."""

from __future__ import annotations

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions.models import DecisionPerson
from leadline.decisions.queries.rows import get_say, own_say
from leadline.decisions.types import Part, SaidOn, SayRow
from leadline.foundation.paging import Listed, Page, listed
from leadline.stakeholders.queries import speaks_for
from leadline.stakeholders.types import Stance


def people_of_decision(*, actor: Actor, decision_id: int) -> list[SayRow]:
    """Return who is asked before a decision and who is told, by name."""
    actor.require("read")
    found = rows(DecisionPerson, actor).filter(decision_id=decision_id)
    says = list(
        found.select_related("person", "said_by", "option").order_by(
            "part", "person__name"
        )
    )
    them = speaks_for(actor=actor) if says else set()
    return [
        SayRow(
            one.person_id, one.person.name, one.person.organisation, Part(one.part),
            Stance(one.stance) if one.stance else None, one.why, one.said_at,
            str(one.said_by or ""), one.option.title if one.option else "",
            one.option_id, one.part == Part.ASKED and one.person_id in them,
        )
        for one in says
    ]  # fmt: skip


def asked_as(*, actor: Actor, decision_id: int) -> int | None:
    """Return as which stakeholder the actor is asked before a decision, if they are."""
    actor.require("read")
    say = own_say(actor=actor, decision_id=decision_id)
    return say.person_id if say else None


def check_say(*, actor: Actor, decision_id: int, person_id: int) -> None:
    """Raise ``NotFound`` where somebody has nothing to do with a decision."""
    actor.require("read")
    get_say(actor=actor, decision_id=decision_id, person_id=person_id)


def decisions_of_person(
    *, actor: Actor, person_id: int, page: Page = 1, size: int | None = None
) -> Listed[SaidOn]:
    """Return the decisions somebody has a say in, the newest first."""
    actor.require("read")
    found = rows(DecisionPerson, actor).filter(person_id=person_id)
    newest = found.select_related("decision").order_by("-decision_id")
    return listed(newest, lambda part: [_said_on(one) for one in part], page, size)


def _said_on(one: DecisionPerson) -> SaidOn:
    return SaidOn(
        one.decision_id,
        one.decision.question,
        one.decision.get_state_display(),
        Part(one.part),
        Stance(one.stance) if one.stance else None,
    )
