"""Writes of the day and afterwards: letters, told by a person, and what came of it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from leadline.accounts.actions import record, result_of, take_version
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.decisions.types import Result
from leadline.foundation.errors import Conflict, Invalid
from leadline.launches.actions.launches import _short
from leadline.launches.models import LaunchLetter, LaunchOutcome
from leadline.launches.queries.askers import _asked_by, _drafts
from leadline.launches.queries.rows import get_launch, get_letter
from leadline.launches.types import After, LaunchState
from leadline.launches.types.after import (
    HOW,
    LETTER,
    MOST_LETTERS,
    OUTCOME,
    OutcomeIn,
    day_after,
)
from leadline.stakeholders.actions import mark_told


@transaction.atomic
def draft_letters(*, actor: Actor, launch_id: int) -> int:
    """Draft a letter to each who asked or was promised it, and has none yet.

    Nothing is sent. Returns how many were drafted, at most as many as a launch may
    have; raises ``NotAllowed``, ``NotFound``, ``Conflict`` once it is called off.
    """
    actor.require("change")
    launch = get_launch(actor=actor, launch_id=launch_id)
    if launch.state == LaunchState.OFF:
        raise Conflict("This launch is called off; there is nothing to tell.")
    own = rows(LaunchLetter, actor).filter(launch=launch)
    room = MOST_LETTERS - own.count()
    missing = _asked_by(actor, launch, room)
    for draft in _drafts(actor, launch, missing):
        LaunchLetter(
            workspace_id=actor.workspace_id,
            launch=launch,
            customer_id=draft.customer_id,
            person_id=draft.person_id,
            feedback_id=draft.feedback_id,
            text=draft.text,
        ).save()
    if missing:
        record(
            actor=actor, verb="launches.draft_letters", subject=launch, n=len(missing)
        )
    return len(missing)


@transaction.atomic
def write_letter(
    *, actor: Actor, letter_id: int, text: str, seen: int | None = None
) -> Kept:
    """Write a letter in one's own words.

    Raises ``NotAllowed``, ``NotFound``, ``Stale``, ``Invalid`` without words,
    ``Conflict`` once it was told.
    """
    actor.require("change")
    row = get_letter(actor=actor, letter_id=letter_id)
    take_version(actor=actor, row=row, seen=seen)
    if row.told_at is not None:
        raise Conflict("It was told already; what was told stays.")
    words = text.strip()
    if not words:
        raise Invalid("Write what you tell them.", field="text")
    row.text = _short(words, LETTER, "text")
    row.save()
    record(
        actor=actor, verb="launches.write_letter", subject=row, version=row.version,
        launch=row.launch_id,
    )  # fmt: skip
    return result_of(row)


@transaction.atomic
def mark_letter(
    *,
    actor: Actor,
    letter_id: int,
    how: str,
    now: datetime,
    is_needless: bool = False,
    seen: int | None = None,
) -> Kept:
    """Note that somebody was told that it is here, or need not be, with why.

    A stakeholder counts as told of the launch from then on. Raises ``NotAllowed``,
    ``NotFound``, ``Stale``, ``Invalid`` without how, ``Conflict`` before it is on the
    market and once it was told.
    """
    actor.require("change")
    row = get_letter(actor=actor, letter_id=letter_id)
    take_version(actor=actor, row=row, seen=seen)
    if row.launch.state != LaunchState.LAUNCHED:
        raise Conflict("It is not on the market yet. Tell them on the day.")
    if row.told_at is not None:
        raise Conflict("It was told already; what was told stays.")
    words = " ".join(how.split())
    if not words:
        raise Invalid(
            "Say why they need not know." if is_needless else "Say how they were told.",
            field="how",
        )
    row.how, row.is_needless = _short(words, HOW, "how"), is_needless
    row.told_at, row.told_by_id = now, actor.user_id
    row.save()
    if row.person_id is not None:
        mark_told(
            actor=actor, person_id=row.person_id, subject=f"launch:{row.launch_id}",
            how=words, now=now, is_needless=is_needless,
        )  # fmt: skip
    record(
        actor=actor, verb="launches.mark_letter", subject=row, version=row.version,
        launch=row.launch_id, is_needless=is_needless,
    )  # fmt: skip
    return result_of(row)


@transaction.atomic
def say_outcome(*, actor: Actor, launch_id: int, said: OutcomeIn, today: date) -> Kept:
    """Say what came of a launch 30 or 90 days after it, against what was expected.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` without words or for other days,
    ``Conflict`` before that day and once it was said.
    """
    actor.require("change")
    launch = get_launch(actor=actor, launch_id=launch_id)
    if said.after not in After.values:
        raise Invalid("One asks after 30 and after 90 days.", field="after")
    if said.result not in Result.values:
        raise Invalid("Say how it came out.", field="result")
    words = said.words.strip()
    if not words:
        raise Invalid("Say what came of it, and where that is seen.", field="words")
    if launch.launched_on is None or day_after(launch.launched_on, said.after) > today:
        raise Conflict("It is too early to say what came of it.")
    known = rows(LaunchOutcome, actor).filter(launch=launch, after=said.after)
    if known.exists():
        raise Conflict("What came of it is said already.")
    row = LaunchOutcome(
        workspace_id=actor.workspace_id,
        launch=launch,
        after=said.after,
        result=said.result,
        words=_short(words, OUTCOME, "words"),
        on_date=today,
        user_id=actor.user_id,
    )
    row.save()
    record(
        actor=actor, verb="launches.say_outcome", subject=row, launch=launch.pk,
        after=said.after, result=said.result,
    )  # fmt: skip
    return Kept(row.pk, launch.title)
