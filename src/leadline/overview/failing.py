"""How many things of a workspace failed when they were last tried, for its operator."""

from __future__ import annotations

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.attention.models import CalendarSource
from leadline.connections.models import Endpoint, Intake
from leadline.conversation.models import Channel, Outgoing
from leadline.conversation.types import LetterState
from leadline.stakeholders.models import Mailing
from leadline.strategy.models import MetricQuery


def count_failing(*, actor: Actor) -> dict[str, int]:
    """Return counts by kind: subscribed calendars, metrics' questions, channels,
    mails that did not leave, webhooks and ways in. Nothing tells of whom they are."""
    actor.require("administer")
    return {
        "calendar": rows(CalendarSource, actor).filter(failures__gt=0).count(),
        "channel": rows(Channel, actor).exclude(fault="").count(),
        "mail": rows(Outgoing, actor).filter(state=LetterState.FAILED).count()
        + rows(Mailing, actor).filter(mailed_at=None).exclude(fault="").count(),
        "metric": rows(MetricQuery, actor).filter(failures__gt=0).count(),
        "way_in": rows(Intake, actor).exclude(fault="").count(),
        "webhook": rows(Endpoint, actor).exclude(failing_since=None).count(),
    }
