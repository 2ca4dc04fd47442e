"""Writes of the connections domain."""

from leadline.connections.actions.deliveries import (
    claim_deliveries,
    note_lines,
    put_back_deliveries,
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
from leadline.connections.actions.intakes import (
    add_intake,
    claim_intakes,
    feed_of,
    gather_arrivals,
    note_feed,
    read_aside,
    remove_intake,
    renew_intake,
    settle_arrivals,
    switch_intake,
    take_arrival,
)
from leadline.connections.actions.mailboxes import (
    add_mailbox,
    mailbox_of,
    note_mailbox,
    set_mailbox_password,
)

__all__ = [
    "add_endpoint",
    "add_intake",
    "add_mailbox",
    "change_endpoint",
    "claim_deliveries",
    "claim_intakes",
    "feed_of",
    "gather_arrivals",
    "mailbox_of",
    "note_feed",
    "note_lines",
    "note_mailbox",
    "put_back_deliveries",
    "read_aside",
    "remove_endpoint",
    "remove_intake",
    "renew_form",
    "renew_intake",
    "rotate_secret",
    "send_again",
    "set_form",
    "set_mailbox_password",
    "settle_arrivals",
    "settle_delivery",
    "switch_endpoint",
    "switch_form",
    "switch_intake",
    "take_arrival",
    "take_delivery",
    "take_form",
    "take_switched_off",
    "try_endpoint",
]
