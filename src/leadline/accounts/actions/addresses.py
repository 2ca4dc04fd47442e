"""The further addresses of a person, for their own calendar.

No address goes into the audit log: owners read it, and these are the person's alone.
"""

from __future__ import annotations

from django.db import transaction

from leadline.accounts.actions.audit import record
from leadline.accounts.actions.people import clean_email
from leadline.accounts.models import OwnAddress, User
from leadline.accounts.types import (
    Actor,
    Kept,
)
from leadline.foundation.errors import Conflict, NotFound

MOST_ADDRESSES = 20


@transaction.atomic
def add_address(*, actor: Actor, email: str) -> Kept:
    """Keep a further address of the actor's own; the same one again stays one.

    Raises ``Invalid`` for what is no address, ``Conflict`` beyond twenty and for the
    address one signs in with.
    """
    actor.require("read")
    address = clean_email(email)
    user = User.objects.select_for_update().get(pk=actor.user_id)
    if address == user.email:
        raise Conflict(
            "You sign in with this address, so it is known already.", field="email"
        )
    own = OwnAddress.objects.filter(user=user)
    if (known := own.filter(email=address).first()) is not None:
        return Kept(known.pk, known.email)
    if own.count() >= MOST_ADDRESSES:
        raise Conflict(
            "Twenty addresses are enough; take one out first.", field="email"
        )
    made = OwnAddress.objects.create(user=user, email=address)
    record(actor=actor, verb="accounts.add_address", subject=made)
    return Kept(made.pk, made.email)


@transaction.atomic
def remove_address(*, actor: Actor, address_id: int) -> None:
    """Take out one of the actor's own addresses; raises ``NotFound`` for others'."""
    actor.require("read")
    own = OwnAddress.objects.filter(user_id=actor.user_id)
    address = own.filter(pk=address_id).first()
    if address is None:
        raise NotFound("You have no such address.")
    record(actor=actor, verb="accounts.remove_address", subject=address)
    address.delete()
