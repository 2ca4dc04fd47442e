"""Who was told what, and briefings from the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from leadline.accounts.actions import start_job
from leadline.accounts.types import Kept
from leadline.api.operations import Ask, Op, Record, among, body
from leadline.api.shapes import said_in
from leadline.api.stakeholders import PROMISES
from leadline.foundation.errors import Conflict
from leadline.foundation.mailing import can_mail, own_address
from leadline.overview.briefing import draft_briefing
from leadline.stakeholders import actions, queries
from leadline.stakeholders.types import Audience, BriefingRow

AREA = "stakeholders"


@dataclass(frozen=True, slots=True)
class BriefingFilter:
    """For whom the briefings are that a list shows."""

    audience: str = ""


BRIEFINGS = Record(
    "briefing",
    "briefings",
    AREA,
    BriefingRow,
    lambda ask, pk: queries.get_briefing(actor=ask.actor, briefing_id=pk),
    (f"{AREA}:get_briefing",),
    has_version=False,
)


def _take_promise_back(ask: Ask) -> Any:
    ask.actor.require("change")
    seen = ask.seen
    if seen is None:
        now = queries.promise_row(actor=ask.actor, promise_id=ask.id, on=ask.today)
        seen = now.version
    return actions.take_promise_back(
        actor=ask.actor, promise_id=ask.id, seen=seen, now=ask.now
    )


def _draft(ask: Ask) -> Any:
    said = said_in(ask.body)
    ask.actor.require("change")
    draft = draft_briefing(
        actor=ask.actor,
        audience=ask.body.audience.value,
        now=ask.now,
        partner_id=said.get("partner_id"),
    )
    return actions.create_briefing(
        actor=ask.actor,
        title=draft.title,
        body=draft.body,
        facts=draft.facts,
        now=ask.now,
        parts=draft.parts,
        audience=ask.body.audience.value,
        partner_id=said.get("partner_id"),
    )


def _change(ask: Ask) -> Any:
    ask.actor.require("change")
    stands = queries.get_briefing(actor=ask.actor, briefing_id=ask.id)
    kept = {"title": stands.title, "body": stands.body}
    return actions.change_briefing(
        actor=ask.actor, briefing_id=ask.id, **(kept | said_in(ask.body))
    )


def _mail(ask: Ask) -> None:
    # A program's request does not say where people reach Leadline.
    here = own_address()
    base = f"{here}/w/{ask.actor.workspace_id}/" if here else ""
    args = {"briefing_id": ask.id, "base": base}
    start_job(actor=ask.actor, kind="stakeholders.mail_briefing", args=args)


def _send(ask: Ask) -> None:
    ask.actor.require("change")
    queries.get_briefing(actor=ask.actor, briefing_id=ask.id)
    if not can_mail():
        raise Conflict(
            "No mail server is set up here. Send it yourself and note that with "
            "mark-sent, or ask the operator to set LEADLINE_SMTP_URL."
        )
    actions.send_briefing(
        actor=ask.actor, briefing_id=ask.id, addresses=ask.body.addresses
    )
    _mail(ask)


def _send_again(ask: Ask) -> None:
    actions.retry_briefing(actor=ask.actor, briefing_id=ask.id)
    _mail(ask)


OPS: list[Op] = [
    PROMISES.acts(
        "take_back",
        _take_promise_back,
        f"{AREA}:take_promise_back",
        summary="Take back the last change of a promise's state",
    ),
    Op(
        "mark_told",
        "POST",
        "people/{int:id}/told",
        AREA,
        "Note that somebody was told of a change, or need not be",
        (f"{AREA}:mark_told",),
        lambda ask: actions.mark_told(
            actor=ask.actor, person_id=ask.id, now=ask.now, **said_in(ask.body)
        ),
        answers=Kept,
        body=body(
            "ToldIn",
            "Of what, as `decision:12`, and how; or why it is needless.",
            subject=str,
            how=str,
            is_needless=(bool, False),
        ),
    ),
    Op(
        "take_back_told",
        "DELETE",
        "told/{int:id}",
        AREA,
        "Take back that somebody was told, as who noted it",
        (f"{AREA}:take_back_told",),
        lambda ask: actions.take_back_told(actor=ask.actor, told_id=ask.id),
        status=204,
    ),
    BRIEFINGS.lists(
        lambda ask: queries.list_briefings(
            actor=ask.actor,
            audience=ask.wanted.audience,
            page=ask.page,
            size=ask.size,
        ),
        f"{AREA}:list_briefings",
        query=BriefingFilter,
        words=among(audience=Audience),
    ),
    BRIEFINGS.gets(),
    BRIEFINGS.makes(
        _draft,
        f"{AREA}:create_briefing",
        body=body(
            "BriefingFor",
            "For whom a draft is made from the record; a partner where it is for one.",
            audience=Audience,
            partner_id=(int | None, None),
        ),
    ),
    BRIEFINGS.changes(
        _change,
        f"{AREA}:change_briefing",
        body=body(
            "BriefingPart",
            "What is said anew in a draft; the rest of it stays.",
            title=(str, ""),
            body=(str, ""),
        ),
    ),
    BRIEFINGS.acts(
        "mark_sent",
        lambda ask: actions.mark_sent_by_hand(
            actor=ask.actor, briefing_id=ask.id, now=ask.now
        ),
        f"{AREA}:mark_sent_by_hand",
        summary="Note that a draft was sent by other means than Leadline's mail",
    ),
    BRIEFINGS.acts(
        "send",
        _send,
        f"{AREA}:send_briefing",
        body=body(
            "SendIn", "The addresses that it is mailed to.", addresses=tuple[str, ...]
        ),
        summary="Close a draft and mail it; its state says who has got it",
    ),
    BRIEFINGS.acts(
        "send_again",
        _send_again,
        f"{AREA}:retry_briefing",
        summary="Mail a briefing once more to those whom it did not reach",
    ),
]
