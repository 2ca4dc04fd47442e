"""Writes of the stakeholders domain."""

from leadline.stakeholders.actions.people import (
    change_person,
    create_person,
    log_contact,
    move_person,
    remove_person,
    set_listening,
    set_stance,
)
from leadline.stakeholders.actions.promises import (
    create_commitment,
    move_commitment,
    set_commitment_date,
)

__all__ = [
    "change_person",
    "create_commitment",
    "create_person",
    "log_contact",
    "move_commitment",
    "move_person",
    "remove_person",
    "set_commitment_date",
    "set_listening",
    "set_stance",
]
