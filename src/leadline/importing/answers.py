"""Answers to mails of ours, among the mails of a mailbox: each becomes a comment.

Who answers is known by an address that the mailbox's own server vouches for, and what
by a name that only those know who got the mail. What answers no mail of ours, or comes
from nobody of the workspace, is a mail as all others.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from leadline.accounts.queries import actor_for, members_at
from leadline.accounts.types import Actor
from leadline.conversation import actions
from leadline.conversation.queries.names import ELSEWHERE, LETTER, place_named
from leadline.foundation.errors import LeadlineError
from leadline.foundation.mailing import answers_to
from leadline.foundation.words import plural
from leadline.importing.mailed import Box, Reply

UNPROVEN = "the server of the mailbox does not vouch for who wrote"
OFF = "whoever runs the machine named no address for answers (LEADLINE_ANSWERS_TO)"
OTHERS = "it answers a mail of another workspace"
SEVERAL = "it answers a digest, which is about several things"


def take_answers(*, actor: Actor, box: Box, now: datetime) -> tuple[Box, str]:
    """Write the answers of a mailbox down; return the rest, and what did not go."""
    actor.require("administer")
    others: list[bytes] = []
    faults: list[str] = []
    for reply in box.replies:
        place = place_named(actor=actor, names=reply.names)
        writers = members_at(actor=actor, addresses=[reply.address]) if place else []
        if place and place[0] == ELSEWHERE:
            faults.append(OTHERS)
        elif place is None or not writers:
            others.append(reply.entry)
        elif fault := _take(actor, reply, place, writers[0], now):
            faults.append(fault)
    return box.with_mails(others), _said(faults)


def _take(
    actor: Actor, reply: Reply, place: tuple[str, int], user_id: int, now: datetime
) -> str:
    """Write one answer in its writer's name; return what keeps it from that."""
    if not answers_to():
        return OFF
    if not reply.is_proven:
        return UNPROVEN
    if place[0] == LETTER:
        return SEVERAL
    came = datetime.fromtimestamp(reply.came, UTC) if reply.came else now
    try:
        writer = actor_for(
            user_id=user_id, workspace_id=actor.workspace_id, surface="mail",
            asks_step=True,
        )  # fmt: skip
        actions.answer_by_mail(
            actor=writer, place=place, text=reply.text, came=came, now=now
        )
    except LeadlineError as error:
        return str(error).rstrip(".")
    return ""


def _said(faults: Iterable[str]) -> str:
    told = list(faults)
    if not told:
        return ""
    many = plural(len(told), "answer by mail was", "answers by mail were")
    return f"{many} not taken: {'; '.join(dict.fromkeys(told))}."
