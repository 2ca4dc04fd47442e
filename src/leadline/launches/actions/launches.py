"""Writes of launches: begun, changed, launched, called off and taken up again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from leadline.accounts.actions import hand_over, record, result_of, take_version
from leadline.accounts.queries import check_members, rows
from leadline.accounts.types import Actor, Kept
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.plain import changed_in, plain_of
from leadline.launches.models import Launch, LaunchStep
from leadline.launches.queries.rows import get_launch, launch_in_preparation
from leadline.launches.queries.templates import template_plan
from leadline.launches.types import (
    SUMMARY,
    TITLE,
    WHY,
    LaunchIn,
    LaunchKind,
    LaunchState,
)
from leadline.roadmap.models import Bet

FIRST_YEAR, LAST_YEAR = 1990, 2189


@transaction.atomic
def create_launch(
    *, actor: Actor, launch: LaunchIn, template_id: int | None = None
) -> Kept:
    """Begin a launch with the steps of a template, else of what its kind is built in.

    Raises ``NotAllowed``, ``NotFound`` for a bet, owner or template of elsewhere,
    ``Invalid`` without a title, for an unknown kind or a day out of reach.
    """
    actor.require("change")
    made = Launch(workspace_id=actor.workspace_id)
    _fill(actor, made, launch)
    made.first_day = made.day
    plan = template_plan(actor=actor, kind=made.kind, template_id=template_id)
    made.save()
    for step in plan.steps:
        LaunchStep(
            workspace_id=actor.workspace_id,
            launch=made,
            part=step.part,
            title=step.title,
            days=step.days,
            lead_days=step.lead_days,
        ).save()
    record(
        actor=actor, verb="launches.create_launch", subject=made,
        title=made.title, day=made.day, template=plan.name,
    )  # fmt: skip
    hand_over(actor=actor, subject=made, to=made.owner_id)
    return result_of(made)


@transaction.atomic
def change_launch(
    *, actor: Actor, launch_id: int, seen: int | None = None, **said: Any
) -> Kept:
    """Say some of a launch anew: the fields of ``LaunchIn`` by name.

    The days of its steps move with its day. Raises what ``create_launch`` raises,
    ``Stale`` where ``seen`` is not the version that stands, ``Conflict`` once it was
    launched or called off.
    """
    actor.require("change")
    row = launch_in_preparation(actor=actor, launch_id=launch_id)
    take_version(actor=actor, row=row, seen=seen)
    was, owner = row.day, row.owner_id
    _fill(actor, row, changed_in(LaunchIn(**plain_of(row, LaunchIn)), said, "launch"))
    row.save()
    record(
        actor=actor, verb="launches.change_launch", subject=row, version=row.version,
        title=row.title, was=was, day=row.day,
    )  # fmt: skip
    hand_over(actor=actor, subject=row, to=row.owner_id, was=owner)
    return result_of(row)


@transaction.atomic
def mark_launched(
    *, actor: Actor, launch_id: int, on: date, today: date, seen: int | None = None
) -> Kept:
    """Say that a launch went to market on a day.

    Whatever is not done stays open and is seen. Raises ``NotAllowed``, ``NotFound``,
    ``Stale``, ``Invalid`` for a day to come, ``Conflict`` unless it is in preparation.
    """
    actor.require("change")
    row = launch_in_preparation(actor=actor, launch_id=launch_id)
    take_version(actor=actor, row=row, seen=seen)
    if on > today:
        raise Invalid("Say it on the day, not before.", field="on")
    row.state, row.launched_on = LaunchState.LAUNCHED, on
    row.save()
    record(
        actor=actor, verb="launches.mark_launched", subject=row, version=row.version,
        on=on, planned=row.day,
    )  # fmt: skip
    return result_of(row)


@transaction.atomic
def call_off(
    *, actor: Actor, launch_id: int, why: str, seen: int | None = None
) -> Kept:
    """Call a launch off, with the reason.

    Raises ``NotAllowed``, ``NotFound``, ``Stale``, ``Invalid`` without a reason,
    ``Conflict`` unless it is in preparation.
    """
    actor.require("change")
    row = launch_in_preparation(actor=actor, launch_id=launch_id)
    take_version(actor=actor, row=row, seen=seen)
    reason = " ".join(why.split())
    if not reason:
        raise Invalid("Say why; who works on it will ask.", field="why")
    row.state, row.why = LaunchState.OFF, _short(reason, WHY, "why")
    row.save()
    record(
        actor=actor, verb="launches.call_off", subject=row, version=row.version,
        why=reason,
    )  # fmt: skip
    return result_of(row)


@transaction.atomic
def take_up(*, actor: Actor, launch_id: int, seen: int | None = None) -> Kept:
    """Prepare a launch again that was called off or marked as launched by mistake.

    Raises ``NotAllowed``, ``NotFound``, ``Stale``, ``Conflict`` where it is already
    in preparation.
    """
    actor.require("change")
    row = get_launch(actor=actor, launch_id=launch_id)
    take_version(actor=actor, row=row, seen=seen)
    if row.state == LaunchState.PREPARING:
        raise Conflict("This launch is in preparation already.")
    was, row.state, row.launched_on = row.state, LaunchState.PREPARING, None
    row.why = ""
    row.save()
    record(
        actor=actor, verb="launches.take_up", subject=row, version=row.version, was=was
    )
    return result_of(row)


def _fill(actor: Actor, row: Launch, said: LaunchIn) -> None:
    title = " ".join(said.title.split())
    if not title:
        raise Invalid("Say what goes to market.", field="title")
    if said.kind not in LaunchKind.values:
        raise Invalid("Choose what kind of launch it is.", field="kind")
    if not FIRST_YEAR <= said.day.year <= LAST_YEAR:
        raise Invalid("That day is out of reach.", field="day")
    if said.bet_id is not None:
        _check_bet(actor, said.bet_id)
    check_members(actor=actor, user_ids=[said.owner_id])
    row.title = _short(title, TITLE, "title")
    row.summary = _short(" ".join(said.summary.split()), SUMMARY, "summary")
    row.kind, row.day = said.kind, said.day
    row.bet_id, row.owner_id = said.bet_id, said.owner_id


def _short(text: str, most: int, field: str) -> str:
    if len(text) > most:
        raise Invalid(f"At most {most} characters.", field=field)
    return text


def _check_bet(actor: Actor, bet_id: int) -> None:
    if not rows(Bet, actor).filter(pk=bet_id).exists():
        raise NotFound("There is no such bet.")
