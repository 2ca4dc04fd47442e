"""Writes of people: who they are, and contacts with them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from leadline.accounts.actions import hand_over, record, result_of, take_version
from leadline.accounts.queries import check_members, rows
from leadline.accounts.types import (
    Actor,
    Kept,
)
from leadline.evidence.queries import customer_named
from leadline.evidence.queries.rows import get_customer
from leadline.foundation.errors import Conflict, Invalid, NotAllowed
from leadline.foundation.plain import changed_in, names_of
from leadline.stakeholders.models import ContactNote, JudgementShare, Person
from leadline.stakeholders.queries import people_who_are, readers_for
from leadline.stakeholders.queries.rows import get_person
from leadline.stakeholders.types import ContactKind, Function, PersonIn, PersonRemoved


@transaction.atomic
def create_person(*, actor: Actor, person: PersonIn) -> Kept:
    """Add a stakeholder.

    Raises ``NotAllowed``, ``Invalid`` without a name or for a function that cannot be,
    ``NotFound`` for another's owner, account or customer, ``Conflict`` when that name
    of that organisation is there.
    """
    actor.require("change")
    made = Person(workspace_id=actor.workspace_id)
    _fill(actor, made, person)
    made.save()
    record(actor=actor, verb="stakeholders.create_person", subject=made, name=made.name)
    hand_over(actor=actor, subject=made, to=made.owner_id)
    return result_of(made)


@transaction.atomic
def change_person(
    *, actor: Actor, person_id: int, seen: int | None = None, **said: Any
) -> Kept:
    """Say anew some of who a stakeholder is: the fields of ``PersonIn`` by name.

    Who turns out to be them loses what was shared with them about themselves, for good.
    Raises what ``create_person`` raises, ``Stale`` where ``seen`` is not the version
    that stands, and ``NotAllowed`` for who would not be the
    stakeholder any more by their own word: judgements of them would open to them.
    """
    actor.require("change")
    changed = get_person(actor=actor, person_id=person_id)
    take_version(actor=actor, row=changed, seen=seen)
    person = changed_in(_standing(changed, said), said, "stakeholder")
    was_them = changed.pk in people_who_are(actor=actor)
    owner = changed.owner_id
    _fill(actor, changed, person)
    changed.save()
    readers = dict(readers_for(actor=actor, person_id=changed.pk))
    is_them = changed.pk in people_who_are(actor=actor)
    if was_them and not is_them and readers:
        raise NotAllowed(
            "By this you would not be this stakeholder any more; ask a colleague to "
            "change the name, address or account."
        )
    kept = [*readers, *(() if is_them else (actor.user_id,))]
    shared = rows(JudgementShare, actor).filter(judgement__person=changed)
    shared.exclude(user_id__in=kept).delete()
    record(
        actor=actor, verb="stakeholders.change_person", subject=changed,
        version=changed.version, name=changed.name,
    )  # fmt: skip
    hand_over(actor=actor, subject=changed, to=changed.owner_id, was=owner)
    return result_of(changed)


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
) -> Kept:
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
    return Kept(made.pk, person.name)


@transaction.atomic
def remove_person(*, actor: Actor, person_id: int) -> PersonRemoved:
    """Take a stakeholder off the lists; promises and history stay.

    Raises ``NotAllowed``, ``NotFound``.
    """
    actor.require("change")
    person = get_person(actor=actor, person_id=person_id)
    take_version(actor=actor, row=person, seen=None)
    person.is_archived = not person.is_archived
    person.save(update_fields=["is_archived"])
    record(
        actor=actor, verb="stakeholders.remove_person", subject=person,
        version=person.version, is_archived=person.is_archived,
    )  # fmt: skip
    return PersonRemoved(person.pk, person.name, person.version, person.is_archived)


def _fill(actor: Actor, row: Person, said: PersonIn) -> None:
    name, organisation = said.name.strip()[:120], said.organisation.strip()[:120]
    if not name:
        raise Invalid("Give the stakeholder a name.", field="name")
    if said.function not in Function.values:
        raise Invalid(
            "Say what they do: engineering, sales, customer and so on.",
            field="function",
        )
    same = rows(Person, actor).filter(name=name, organisation=organisation)
    if same.exclude(pk=row.pk).exists():
        raise Conflict(f"{name} is there already.", field="name")
    if said.cadence_days is not None and not 1 <= said.cadence_days <= 730:
        raise Invalid("Speak to them every 1 to 730 days.", field="cadence_days")
    check_members(actor=actor, user_ids=[said.owner_id])
    check_members(actor=actor, user_ids=[said.account_id], who="That account")
    if said.customer_id is not None:
        get_customer(actor=actor, customer_id=said.customer_id)
    row.name, row.organisation, row.function = name, organisation, said.function
    row.title, row.email = said.title.strip()[:120], said.email.strip().lower()
    row.is_organisation = said.is_organisation
    row.owner_id, row.cadence_days = said.owner_id, said.cadence_days
    row.customer_id = said.customer_id or _customer_named(actor, row, said.customer)
    row.account_id = said.account_id


def _standing(row: Person, said: dict[str, Any]) -> PersonIn:
    """Return what is known of somebody, where nobody names another customer of theirs.

    A customer that is named stands for the one that is kept.
    """
    names = [name for name in names_of(PersonIn) if name != "customer"]
    known = {name: getattr(row, name) for name in names}
    if "customer" in said:
        known["customer_id"] = None
    return PersonIn(**known)


def _customer_named(actor: Actor, row: Person, name: str) -> int | None:
    """Return the customer of a name; the known one where its name stays."""
    name = name.strip()
    if row.customer is not None and row.customer.name == name:
        return row.customer_id
    found = customer_named(actor=actor, name=name) if name else None
    if name and found is None:
        raise Invalid(
            f"There is no customer “{name}”. Add it first, or leave it out.",
            field="customer",
        )
    return found
