"""Channels of Slack and Teams, and what they hear; for owners.

The address of a channel is a secret: it stands in no log, no message and no page.
"""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction

from leadline.accounts.actions import record, result_of, take_version
from leadline.accounts.queries import last_line, rows
from leadline.accounts.types import Actor, Kept
from leadline.conversation.models import Channel
from leadline.conversation.queries.heard import day_of
from leadline.conversation.queries.rows import get_channel
from leadline.conversation.types import BY_LINE, ChannelIn, ChannelKind, Heard
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.fetch import plain_address
from leadline.foundation.lockbox import lock

MOST = 10


@transaction.atomic
def add_channel(*, actor: Actor, channel: ChannelIn, now: datetime) -> Kept:
    """Name a channel by the address that its team gave for incoming messages.

    Raises ``NotAllowed``, ``Invalid`` for an address that is not encrypted or a channel
    that hears nothing, ``Conflict`` for a name in use or too many.
    """
    actor.require("administer")
    if rows(Channel, actor).count() >= MOST:
        raise Conflict("Ten channels are enough; take one out first.", field="name")
    made = Channel(workspace_id=actor.workspace_id)
    _fill(actor, made, channel)
    _address(made, channel.address)
    _begin_now(actor, made, now)
    made.save()
    record(
        actor=actor, verb="conversation.add_channel", subject=made, kind=made.kind,
        name=made.name, hears=made.hears, with_words=made.with_words,
        version=made.version,
    )  # fmt: skip
    return result_of(made)


@transaction.atomic
def change_channel(
    *,
    actor: Actor,
    channel_id: int,
    channel: ChannelIn,
    now: datetime,
    seen: int | None = None,
) -> Kept:
    """Change what a channel is called and hears and, where one is given, its address.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid``, ``Conflict``, ``Stale``.
    """
    actor.require("administer")
    row = get_channel(actor=actor, channel_id=channel_id)
    take_version(actor=actor, row=row, seen=seen)
    if not BY_LINE & set(row.hears):
        _begin_now(actor, row, now)
    _fill(actor, row, channel)
    if channel.address:
        _address(row, channel.address)
        row.fault = ""
    row.save()
    record(
        actor=actor, verb="conversation.change_channel", subject=row, kind=row.kind,
        name=row.name, hears=row.hears, with_words=row.with_words, version=row.version,
    )  # fmt: skip
    return result_of(row)


def _fill(actor: Actor, row: Channel, said: ChannelIn) -> None:
    row.name = " ".join(said.name.split())[:80]
    if not row.name:
        raise Invalid("Give the channel a name.", field="name")
    if said.kind not in ChannelKind.values:
        raise Invalid("Choose Slack or Microsoft Teams.", field="kind")
    if rows(Channel, actor).filter(name=row.name).exclude(pk=row.pk).exists():
        raise Conflict("There is a channel of that name.", field="name")
    if unknown := set(said.hears) - set(Heard.values):
        raise Invalid(f"No channel hears of {min(unknown)!r}.", field="hears")
    if not said.hears:
        raise Invalid("Choose what it hears.", field="hears")
    row.hears = [what.value for what in Heard if what.value in said.hears]
    row.kind, row.with_words = said.kind, said.with_words


def _address(row: Channel, said: str) -> None:
    address = said.strip()
    if not address.lower().startswith("https://"):
        raise Invalid("The address begins with https://.", field="address")
    try:
        address = plain_address(address)
    except Invalid as error:
        raise Invalid(str(error), field="address") from None
    row.address = lock(address)
    row.server_name = (urlsplit(address).hostname or "")[:253]


def _begin_now(actor: Actor, row: Channel, now: datetime) -> None:
    """Let a channel hear what happens from now on, and nothing from before."""
    row.told_to = last_line(actor=actor)
    row.day_to = day_of(actor=actor, now=now)


@transaction.atomic
def switch_channel(
    *,
    actor: Actor,
    channel_id: int,
    is_on: bool,
    now: datetime,
    seen: int | None = None,
) -> Kept:
    """Tell a channel, or be silent there for a while: what happens then is not told.

    Raises ``NotAllowed``, ``NotFound``, ``Stale``.
    """
    actor.require("administer")
    channel = get_channel(actor=actor, channel_id=channel_id)
    take_version(actor=actor, row=channel, seen=seen)
    if is_on and not channel.is_on:
        _begin_now(actor, channel, now)
    channel.is_on, channel.fault = is_on, ""
    channel.save()
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
