"""Writes of the connections domain."""

from leadline.connections.actions.deliveries import (
    claim_deliveries,
    note_lines,
    send_again,
    settle_delivery,
    take_delivery,
    take_switched_off,
    try_endpoint,
)
from leadline.connections.actions.endpoints import (
    add_endpoint,
    change_endpoint,
    remove_endpoint,
    rotate_secret,
    switch_endpoint,
)
from leadline.connections.actions.forms import (
    renew_form,
    set_form,
    switch_form,
    take_form,
)

__all__ = [
    "add_endpoint",
    "change_endpoint",
    "claim_deliveries",
    "note_lines",
    "remove_endpoint",
    "renew_form",
    "rotate_secret",
    "send_again",
    "set_form",
    "settle_delivery",
    "switch_endpoint",
    "switch_form",
    "take_delivery",
    "take_form",
    "take_switched_off",
    "try_endpoint",
]
