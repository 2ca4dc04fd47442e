"""Channels of Slack and Teams that comments are told to; for owners.

The address of a channel is a secret: it stands in no log, no message and no page.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db import transaction

from leadline.accounts.actions import record, result_of, take_version
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.conversation.models import Channel
from leadline.conversation.queries.rows import get_channel
from leadline.conversation.types import ChannelKind
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.fetch import plain_address
from leadline.foundation.lockbox import lock

MOST = 10


@transaction.atomic
def add_channel(
    *, actor: Actor, kind: str, name: str, address: str, with_words: bool = False
) -> Kept:
    """Name a channel by the address that its team gave for incoming messages.

    Raises ``NotAllowed``, ``Invalid`` for an address that is not encrypted,
    ``Conflict`` for a name in use or too many.
    """
    actor.require("administer")
    name = " ".join(name.split())[:80]
    if not name:
        raise Invalid("Give the channel a name.", field="name")
    if kind not in ChannelKind.values:
        raise Invalid("Choose Slack or Microsoft Teams.", field="kind")
    address = address.strip()
    if not address.lower().startswith("https://"):
        raise Invalid("The address begins with https://.", field="address")
    try:
        address = plain_address(address)
    except Invalid as error:
        raise Invalid(str(error), field="address") from None
    own = rows(Channel, actor)
    if own.filter(name=name).exists():
        raise Conflict("There is a channel of that name.", field="name")
    if own.count() >= MOST:
        raise Conflict("Ten channels are enough; take one out first.", field="name")
    made = Channel(
        workspace_id=actor.workspace_id, kind=kind, name=name, address=lock(address),
        server_name=(urlsplit(address).hostname or "")[:253], with_words=with_words,
    )  # fmt: skip
    made.save()
    record(
        actor=actor, verb="conversation.add_channel", subject=made, kind=kind,
        name=name, with_words=with_words, version=made.version,
    )  # fmt: skip
    return result_of(made)


@transaction.atomic
def switch_channel(
    *, actor: Actor, channel_id: int, is_on: bool, seen: int | None = None
) -> Kept:
    """Tell a channel, or be silent there for a while.

    Raises ``NotAllowed``, ``NotFound``, ``Stale``.
    """
    actor.require("administer")
    channel = get_channel(actor=actor, channel_id=channel_id)
    take_version(actor=actor, row=channel, seen=seen)
    channel.is_on, channel.fault = is_on, ""
    channel.save(update_fields=["is_on", "fault"])
    record(
        actor=actor, verb="conversation.switch_channel", subject=channel, on=is_on,
        version=channel.version,
    )  # fmt: skip
    return result_of(channel)


@transaction.atomic
def remove_channel(*, actor: Actor, channel_id: int) -> None:
    """Forget a channel and its address; raises ``NotAllowed``, ``NotFound``."""
    actor.require("administer")
    channel = get_channel(actor=actor, channel_id=channel_id)
    record(
        actor=actor, verb="conversation.remove_channel", subject=channel,
        name=channel.name,
    )  # fmt: skip
    channel.delete()
