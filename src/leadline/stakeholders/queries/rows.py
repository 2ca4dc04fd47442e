"""The rows themselves, for actions; surfaces read what the other modules return."""

from __future__ import annotations

from leadline.accounts.queries import members_at, rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.foundation.paging import the_one
from leadline.stakeholders.models import Commitment, Person


def get_person(*, actor: Actor, person_id: int) -> Person:
    """Return one stakeholder, or raise ``NotFound``."""
    actor.require("read")
    found = the_one(rows(Person, actor).filter(pk=person_id))
    if found is None:
        raise NotFound("There is no such stakeholder.")
    return found


def get_promise(*, actor: Actor, promise_id: int) -> Commitment:
    """Return one promise, or raise ``NotFound``."""
    actor.require("read")
    found = the_one(rows(Commitment, actor).filter(pk=promise_id))
    if found is None:
        raise NotFound("There is no such promise.")
    return found


def member_of(*, actor: Actor, person: Person) -> int | None:
    """Return the member who a stakeholder is, by account or address, if they are one.

    A name tells nobody for sure.
    """
    actor.require("read")
    if person.account_id is not None or not person.email:
        return person.account_id
    return next(iter(members_at(actor=actor, addresses=[person.email])), None)
