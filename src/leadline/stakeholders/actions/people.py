"""Writes of people: who they are, where they stand, contacts, who they listen to."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from leadline.accounts.actions import record
from leadline.accounts.queries import actor_for, rows
from leadline.accounts.types import Actor
from leadline.evidence.queries import get_customer
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.stakeholders.models import ContactNote, Listening, Person, StanceChange
from leadline.stakeholders.queries import get_person
from leadline.stakeholders.types import ContactKind, Function, PersonIn, Stance


@transaction.atomic
def create_person(*, actor: Actor, person: PersonIn) -> Person:
    """Add a stakeholder.

    Raises ``NotAllowed``, ``Invalid`` without a name or for a function, stance or
    place that cannot be, ``NotFound`` for another's owner or customer, ``Conflict``
    when that name of that organisation is there.
    """
    actor.require("change")
    made = Person(workspace_id=actor.workspace_id, stance=person.stance)
    _fill(actor, made, person)
    made.save()
    record(actor=actor, verb="stakeholders.create_person", subject=made, name=made.name)
    return made


@transaction.atomic
def change_person(*, actor: Actor, person_id: int, person: PersonIn) -> Person:
    """Say anew who a stakeholder is; their stance changes by ``set_stance`` alone.

    Raises what ``create_person`` raises.
    """
    actor.require("change")
    changed = get_person(actor=actor, person_id=person_id)
    _fill(actor, changed, person)
    changed.save()
    record(
        actor=actor, verb="stakeholders.change_person", subject=changed,
        name=changed.name,
    )  # fmt: skip
    return changed


@transaction.atomic
def move_person(
    *, actor: Actor, person_id: int, influence: int, interest: int
) -> Person:
    """Put a stakeholder elsewhere on the map.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` outside 0 to 100.
    """
    actor.require("change")
    moved = get_person(actor=actor, person_id=person_id)
    _check_place(influence, interest)
    was = (moved.influence, moved.interest)
    moved.influence, moved.interest = influence, interest
    moved.save(update_fields=["influence", "interest"])
    record(
        actor=actor, verb="stakeholders.move_person", subject=moved, was=was,
        influence=influence, interest=interest,
    )  # fmt: skip
    return moved


@transaction.atomic
def set_stance(
    *, actor: Actor, person_id: int, stance: str, why: str, now: datetime
) -> Person:
    """Say that a stakeholder stands elsewhere now, and why.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` for an unknown stance or without a
    reason, ``Conflict`` when they stand there already.
    """
    actor.require("change")
    if stance not in Stance.values:
        raise Invalid("Somebody is for it, open or against it.")
    if not why.strip():
        raise Invalid("Say what changed their mind; you will want to know later.")
    person = get_person(actor=actor, person_id=person_id)
    if person.stance == stance:
        raise Conflict("They stand there already.")
    StanceChange(
        workspace_id=actor.workspace_id, person=person, at=now, was=person.stance,
        stance=stance, why=why.strip()[:500], user_id=actor.user_id,
    ).save()  # fmt: skip
    person.stance = stance
    person.save(update_fields=["stance"])
    record(actor=actor, verb="stakeholders.set_stance", subject=person, stance=stance)
    return person


@transaction.atomic
def log_contact(
    *,
    actor: Actor,
    person_id: int,
    on_date: date,
    kind: str,
    today: date,
    note: str = "",
    words: str = "",
) -> ContactNote:
    """Note that somebody was spoken to; the note stays out of the audit log.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` for a day to come or an unknown
    kind.
    """
    actor.require("change")
    person = get_person(actor=actor, person_id=person_id)
    if kind not in ContactKind.values:
        raise Invalid("Say how you spoke: meeting, call, message or corridor.")
    if on_date > today:
        raise Invalid("That day has not come yet.")
    made = ContactNote(
        workspace_id=actor.workspace_id, person=person, on_date=on_date, kind=kind,
        note=note.strip(), words=words.strip(), user_id=actor.user_id,
    )  # fmt: skip
    made.save()
    if person.last_contact is None or on_date > person.last_contact:
        person.last_contact = on_date
        person.save(update_fields=["last_contact"])
    record(
        actor=actor, verb="stakeholders.log_contact", subject=person, on=on_date,
        kind=kind,
    )  # fmt: skip
    return made


@transaction.atomic
def set_listening(
    *, actor: Actor, listener_id: int, heeded_id: int, weight: int
) -> None:
    """Say how much one stakeholder listens to another: 3, 1, or 0 for not at all.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` for oneself or another weight.
    """
    actor.require("change")
    listener = get_person(actor=actor, person_id=listener_id)
    heeded = get_person(actor=actor, person_id=heeded_id)
    if listener_id == heeded_id:
        raise Invalid("Nobody is swayed by themselves.")
    if weight not in (0, 1, 3):
        raise Invalid("Somebody listens strongly, a little, or not at all.")
    known = rows(Listening, actor).filter(listener=listener, heeded=heeded)
    if weight == 0:
        known.delete()
    elif not known.update(weight=weight):
        Listening(
            workspace_id=actor.workspace_id, listener=listener, heeded=heeded,
            weight=weight,
        ).save()  # fmt: skip
    record(
        actor=actor, verb="stakeholders.set_listening", subject=listener,
        heeded=heeded_id, weight=weight,
    )  # fmt: skip


@transaction.atomic
def remove_person(*, actor: Actor, person_id: int) -> Person:
    """Take a stakeholder off the lists; promises and history stay.

    Raises ``NotAllowed``, ``NotFound``.
    """
    actor.require("change")
    person = get_person(actor=actor, person_id=person_id)
    person.is_archived = not person.is_archived
    person.save(update_fields=["is_archived"])
    record(
        actor=actor, verb="stakeholders.remove_person", subject=person,
        is_archived=person.is_archived,
    )  # fmt: skip
    return person


def _fill(actor: Actor, row: Person, said: PersonIn) -> None:
    name, organisation = said.name.strip()[:120], said.organisation.strip()[:120]
    if not name:
        raise Invalid("Give the stakeholder a name.")
    if said.function not in Function.values:
        raise Invalid("Say what they do: engineering, sales, customer and so on.")
    if not {said.stance, said.wanted} <= set(Stance.values):
        raise Invalid("Somebody is for it, open or against it.")
    _check_place(said.influence, said.interest)
    same = rows(Person, actor).filter(name=name, organisation=organisation)
    if same.exclude(pk=row.pk).exists():
        raise Conflict(f"{name} is there already.")
    if said.cadence_days is not None and not 1 <= said.cadence_days <= 730:
        raise Invalid("Speak to them every 1 to 730 days.")
    if said.owner_id is not None:
        try:
            actor_for(
                user_id=said.owner_id, workspace_id=actor.workspace_id,
                surface=actor.surface,
            )  # fmt: skip
        except NotFound:
            raise NotFound("The owner is not a member of this workspace.") from None
    if said.customer_id is not None:
        get_customer(actor=actor, customer_id=said.customer_id)
    row.name, row.organisation, row.function = name, organisation, said.function
    row.title, row.email = said.title.strip()[:120], said.email.strip().lower()
    row.is_organisation = said.is_organisation
    row.wants, row.worries = said.wants.strip(), said.worries.strip()
    row.next_move = said.next_move.strip()
    row.influence, row.interest, row.wanted = said.influence, said.interest, said.wanted
    row.owner_id, row.cadence_days = said.owner_id, said.cadence_days
    row.customer_id = said.customer_id


def _check_place(influence: int, interest: int) -> None:
    if not (0 <= influence <= 100 and 0 <= interest <= 100):
        raise Invalid("Influence and interest are between 0 and 100.")
