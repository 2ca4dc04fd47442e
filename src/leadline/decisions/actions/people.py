"""Who has a say in a decision, and where they stand on it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from leadline.accounts.queries import rows
from leadline.accounts.types import (
    Actor,
    Kept,
)
from leadline.decisions.actions.decisions import _note_change, _record
from leadline.decisions.models import DecisionPerson
from leadline.decisions.queries.rows import (
    get_decision,
    get_option,
    get_say,
    held_open,
    own_say,
)
from leadline.decisions.types import Deed, Part
from leadline.foundation.errors import Conflict, Invalid, NotAllowed
from leadline.stakeholders.queries.rows import get_person
from leadline.stakeholders.types import Stance

MOST = 40


@transaction.atomic
def name_person(
    *, actor: Actor, decision_id: int, person_id: int, part: str, now: datetime
) -> Kept:
    """Say that a stakeholder is asked before a decision, or told after it.

    Once it is taken nobody can be asked before it any more. Raises ``NotAllowed``,
    ``NotFound``, ``Invalid`` for another part, ``Conflict`` when it is too late.
    """
    actor.require("change")
    if part not in Part.values:
        raise Invalid("Somebody is asked before, or told after.")
    person = get_person(actor=actor, person_id=person_id)
    if part == Part.ASKED:
        decision = held_open(actor=actor, decision_id=decision_id)
    else:
        decision = get_decision(actor=actor, decision_id=decision_id)
    named = rows(DecisionPerson, actor).filter(decision=decision)
    say = named.filter(person=person).first()
    if say is None and named.count() >= MOST:
        raise Conflict(f"{MOST} people are enough for one decision.")
    if say is not None and say.part == Part.ASKED and part == Part.TOLD:
        held_open(actor=actor, decision_id=decision_id)
    say = say or DecisionPerson(
        workspace_id=actor.workspace_id, decision=decision, person=person
    )
    say.part = part
    say.save()
    what = f"{person.name} is {Part(part).label}"
    _note_change(actor, decision, now, Deed.SAY, what)
    _record(
        actor, "decisions.name_person", decision, [(DecisionPerson, [say.pk])],
        person=person.name, part=part,
    )  # fmt: skip
    return Kept(say.pk, person.name)


@transaction.atomic
def hear_person(
    *,
    actor: Actor,
    decision_id: int,
    person_id: int,
    stance: str,
    why: str,
    now: datetime,
    option_id: int | None = None,
) -> Kept:
    """Keep where somebody stands on an open decision, and why; the history keeps both.

    ``option_id`` is what they are for or against; none where they named none. Raises
    ``NotAllowed``, ``NotFound`` also for an option of another decision, ``Invalid`` for
    no stance or no reason of who is against, ``Conflict`` once the decision is taken.
    """
    actor.require("change")
    decision = held_open(actor=actor, decision_id=decision_id)
    say = get_say(actor=actor, decision_id=decision_id, person_id=person_id)
    named = _keep_stance(say, stance, why, actor, now, option_id)
    what = f"{say.person.name} stands: {Stance(stance).label.lower()}{named}"
    _note_change(actor, decision, now, Deed.SAY, what, say.why)
    _record(
        actor, "decisions.hear_person", decision, [(DecisionPerson, [say.pk])],
        person=say.person.name, stance=stance, option=option_id,
    )  # fmt: skip
    return Kept(say.pk, say.person.name)


@transaction.atomic
def answer_asked(
    *,
    actor: Actor,
    decision_id: int,
    stance: str,
    why: str,
    now: datetime,
    option_id: int | None = None,
) -> Kept:
    """Say oneself where one stands on an open decision before which one is asked.

    Raises ``NotAllowed`` for who is not asked, ``NotFound``, ``Invalid`` for no stance
    or no reason of who is against, ``Conflict`` once the decision is taken.
    """
    actor.require("answer")
    decision = held_open(actor=actor, decision_id=decision_id)
    say = own_say(actor=actor, decision_id=decision_id)
    if say is None:
        raise NotAllowed("Nobody asked you before this decision.")
    named = _keep_stance(say, stance, why, actor, now, option_id)
    what = f"{say.person.name} answered: {Stance(stance).label.lower()}{named}"
    _note_change(actor, decision, now, Deed.SAY, what, say.why)
    _record(
        actor, "decisions.answer_asked", decision, [(DecisionPerson, [say.pk])],
        stance=stance,
    )  # fmt: skip
    return Kept(say.pk, say.person.name)


def _keep_stance(
    say: DecisionPerson,
    stance: str,
    why: str,
    actor: Actor,
    now: datetime,
    option_id: int | None,
) -> str:
    """Keep where somebody stands; return the option they named, for the history."""
    if stance not in Stance.values:
        raise Invalid("One is for it, open or against it.", field="stance")
    if stance == Stance.AGAINST and not why.strip():
        raise Invalid(
            "Say why they are against it; the room has to answer it.", field="why"
        )
    option = None
    if option_id is not None and stance != Stance.OPEN:
        option = get_option(
            actor=actor, decision_id=say.decision_id, option_id=option_id
        )
    say.option, say.stance, say.why = option, stance, why.strip()[:500]
    say.said_at, say.said_by_id = now, actor.user_id
    say.save()
    return f" “{option.title}”" if option else ""


@transaction.atomic
def drop_person(
    *, actor: Actor, decision_id: int, person_id: int, now: datetime
) -> None:
    """Say that somebody has no say in an open decision after all.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` once it is taken.
    """
    actor.require("change")
    decision = held_open(actor=actor, decision_id=decision_id)
    say = get_say(actor=actor, decision_id=decision_id, person_id=person_id)
    _note_change(actor, decision, now, Deed.SAY, f"{say.person.name} has no say")
    pk = say.pk
    say.delete()
    _record(
        actor, "decisions.drop_person", decision, [(DecisionPerson, [pk])],
        person=say.person.name,
    )  # fmt: skip
