"""Whether a launch goes, asked as a decision like any other."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from leadline.accounts.actions import record, take_version
from leadline.accounts.queries import actor_for, rows
from leadline.accounts.types import Actor, Kept
from leadline.decisions.actions import create_decision
from leadline.decisions.models import Option
from leadline.decisions.types import DecisionIn, DecisionState, Door, OptionIn
from leadline.foundation.errors import Conflict, NotFound
from leadline.launches.models import Launch
from leadline.launches.queries.launches import launch_row
from leadline.launches.queries.rows import launch_in_preparation
from leadline.launches.types import LaunchKind, LaunchRow
from leadline.roadmap.models import BetNeed

GO, WAIT = "Go", "Wait"
AHEAD = timedelta(days=14)
HARD_TO_UNDO = (LaunchKind.NEW, LaunchKind.PRICE, LaunchKind.SUNSET)


@transaction.atomic
def ask_to_go(
    *, actor: Actor, launch_id: int, now: datetime, today: date, seen: int | None = None
) -> Kept:
    """Open the decision whether a launch goes, and return that decision.

    Its question, options, decider, needs and bet are filled in from the launch; it is
    due two weeks before the day, today at the earliest. Raises ``NotAllowed``,
    ``NotFound``, ``Stale``, ``Conflict`` once the launch ended, and while a decision on
    it stands.
    """
    actor.require("change")
    launch = launch_in_preparation(actor=actor, launch_id=launch_id)
    take_version(actor=actor, row=launch, seen=seen)
    asked = launch.decision
    if asked is not None and asked.state != DecisionState.REVERSED:
        raise Conflict("This is asked already. Take that decision, or take it back.")
    row = launch_row(actor=actor, launch_id=launch_id)
    said = DecisionIn(
        question=_question(launch),
        context=_context(row),
        options=(
            OptionIn(GO, f"It goes to market on {launch.day:%-d %B %Y}."),
            OptionIn(WAIT, "It does not go yet; the day moves."),
        ),
        door=Door.ONE_WAY if launch.kind in HARD_TO_UNDO else Door.TWO_WAY,
        decider_id=_decider(actor, launch),
        due_date=max(today, launch.day - AHEAD),
        bet_ids=(launch.bet_id,) if launch.bet_id else (),
        need_ids=_needs(actor, launch),
    )
    made = create_decision(actor=actor, decision=said, now=now)
    launch.decision_id = made.pk
    launch.go = rows(Option, actor).get(decision_id=made.pk, title=GO)
    launch.save()
    record(
        actor=actor, verb="launches.ask_to_go", subject=launch,
        version=launch.version, decision=made.pk,
    )  # fmt: skip
    return made


def _question(launch: Launch) -> str:
    return f"Does “{launch.title}” go to market on {launch.day:%-d %B %Y}?"


def _decider(actor: Actor, launch: Launch) -> int | None:
    """Return who leads the launch, while they are a member."""
    try:
        found = actor_for(
            user_id=launch.owner_id,
            workspace_id=actor.workspace_id,
            surface=actor.surface,
        )
    except NotFound:
        return None
    return found.user_id


def _context(row: LaunchRow) -> str:
    """Return how far the way to market is, as it stands when the question is asked."""
    lines = [f"{row.done} of {row.needed} steps were done when this was asked."]
    for part in row.parts:
        if part.needed:
            lines.append(f"- {part.part.label}: {part.done} of {part.needed}")
    return "\n".join(lines)


def _needs(actor: Actor, launch: Launch) -> tuple[int, ...]:
    if launch.bet_id is None:
        return ()
    links = rows(BetNeed, actor).filter(bet_id=launch.bet_id)
    return tuple(links.values_list("need_id", flat=True))
