"""Messages to channels that no comment brings: read off the audit log, and by day.

The audit log is what waits to be told, as for webhooks (ADR 66): a channel keeps the
line, and the day, up to which it was told. Nothing is left out and nothing told twice.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from leadline.accounts.queries import lines_after, list_people, rows
from leadline.accounts.types import Actor
from leadline.conversation.actions.mails import CHANNELS_BY_ONE_AN_HOUR, HOUR
from leadline.conversation.models import Channel, Outgoing
from leadline.conversation.queries.heard import day_of, days_come, heard_lines
from leadline.conversation.types import BY_LINE

MOST_LINES = 500


@transaction.atomic
def note_heard(*, actor: Actor, now: datetime) -> int:
    """Put on its way what channels are to hear of since; return of how many.

    Two that do this at once write each message once. What one person sets off beyond
    the bound of an hour in a channel waits for the hours after it.
    """
    actor.require("administer")
    today = day_of(actor=actor, now=now)
    made: list[Outgoing] = []
    for channel in rows(Channel, actor).filter(is_on=True).order_by("pk"):
        if BY_LINE & set(channel.hears):
            made += _of_lines(actor, channel, now)
            made += _of_days(actor, channel, now, today)
    rows(Outgoing, actor).bulk_create(made)
    return len(made)


def _of_lines(actor: Actor, channel: Channel, now: datetime) -> list[Outgoing]:
    lines = lines_after(actor=actor, sequence=channel.told_to, most=MOST_LINES)
    own = rows(Channel, actor).filter(pk=channel.pk, told_to=channel.told_to)
    if not lines or not own.update(told_to=lines[-1].sequence):
        return []
    people = {pk for pk, _ in list_people(actor=actor)}
    before = rows(Outgoing, actor).filter(channel=channel, created_at__gt=now - HOUR)
    set_off = list(before.values_list("by_id", flat=True))
    made = []
    for line in heard_lines(actor=actor, lines=lines, hears=channel.hears):
        waits = set_off.count(line.user_id) // CHANNELS_BY_ONE_AN_HOUR
        set_off.append(line.user_id)
        made.append(
            Outgoing(
                workspace_id=actor.workspace_id, channel=channel, line=line.sequence,
                by_id=line.user_id if line.user_id in people else None,
                due_at=now + waits * HOUR, created_at=now,
            )
        )  # fmt: skip
    return made


def _of_days(
    actor: Actor, channel: Channel, now: datetime, today: date
) -> list[Outgoing]:
    after = channel.day_to or today
    own = rows(Channel, actor).filter(pk=channel.pk, day_to=channel.day_to)
    if channel.day_to == today or not own.update(day_to=today):
        return []
    come = days_come(actor=actor, hears=channel.hears, after=after, today=today)
    return [
        Outgoing(
            workspace_id=actor.workspace_id, channel=channel, about=about,
            record_id=record_id, day=day, due_at=now, created_at=now,
        )
        for about, record_id, day in come
    ]  # fmt: skip
