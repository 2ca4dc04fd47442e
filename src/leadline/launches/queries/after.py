"""Reads of the day and afterwards: letters, and what came of launches."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, F, Q

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions.types import Result
from leadline.foundation.paging import Listed, Page, listed
from leadline.launches.models import Launch, LaunchLetter, LaunchOutcome
from leadline.launches.queries.rows import get_launch, get_letter
from leadline.launches.types import After, LaunchState
from leadline.launches.types.after import (
    Afterwards,
    LetterRow,
    LettersHeld,
    day_after,
)

BESIDE = ("launch", "customer", "person", "feedback__contact", "told_by")


def list_letters(
    *, actor: Actor, launch_id: int, page: Page = 1, size: int | None = None
) -> Listed[LetterRow]:
    """Return the letters of a launch, those that wait first."""
    actor.require("read")
    found = rows(LaunchLetter, actor).filter(launch_id=launch_id)
    ordered = found.select_related(*BESIDE).order_by(
        F("told_at").asc(nulls_first=True), "pk"
    )
    return listed(ordered, lambda part: [_letter(one) for one in part], page, size)


def letter_row(*, actor: Actor, letter_id: int) -> LetterRow:
    """Return one letter, or raise ``NotFound``."""
    actor.require("read")
    return _letter(get_letter(actor=actor, letter_id=letter_id))


def letters_held(*, actor: Actor, launch_id: int) -> LettersHeld:
    """Return how many letters a launch has, and how many were told."""
    actor.require("read")
    is_told = Q(told_at__isnull=False)
    return LettersHeld(
        **rows(LaunchLetter, actor)
        .filter(launch_id=launch_id)
        .aggregate(
            every=Count("pk"),
            told=Count("pk", filter=is_told & Q(is_needless=False)),
            needless=Count("pk", filter=is_told & Q(is_needless=True)),
        )
    )


def afterwards_of(*, actor: Actor, launch_id: int) -> list[Afterwards]:
    """Return what is asked after 30 and 90 days, and what was said; none before."""
    actor.require("read")
    launch = get_launch(actor=actor, launch_id=launch_id)
    if launch.launched_on is None:
        return []
    said = rows(LaunchOutcome, actor).filter(launch=launch).select_related("user")
    known = {one.after: one for one in said}
    return [_after(launch, launch.launched_on, one, known.get(one)) for one in After]


def outcomes_due(*, actor: Actor, on: date, size: int | None = 5) -> Listed[Afterwards]:
    """Return the launches of which it is time to say what came, longest due first."""
    actor.require("read")
    launches = rows(Launch, actor).filter(state=LaunchState.LAUNCHED)
    known = set(rows(LaunchOutcome, actor).values_list("launch_id", "after"))
    asked = [
        _after(row, row.launched_on, after, None)
        for row in launches
        for after in After
        if row.launched_on and (row.pk, after.value) not in known
    ]
    due = [one for one in asked if one.is_due(on)]
    due.sort(key=lambda one: (one.day, one.launch_id))
    return listed(due, tuple, size=size)


def _after(
    launch: Launch, on: date, after: After, said: LaunchOutcome | None
) -> Afterwards:
    day = day_after(on, after)
    if said is None:
        return Afterwards(launch.pk, launch.title, after, day)
    return Afterwards(
        launch.pk, launch.title, after, day, Result(said.result), said.words,
        str(said.user or ""), said.on_date,
    )  # fmt: skip


def _letter(row: LaunchLetter) -> LetterRow:
    piece, person = row.feedback, row.person
    contact = piece.contact if piece else None
    email = person.email if person else ""
    if piece:
        email = contact.email if contact else piece.author_email
    return LetterRow(
        id=row.pk,
        version=row.version,
        launch_id=row.launch_id,
        launch=row.launch.title,
        to=str(row),
        customer_id=row.customer_id,
        person_id=row.person_id,
        email=email,
        text=row.text,
        words=piece.words if piece else "",
        speaker=(piece.author or str(contact or "")) if piece else "",
        said_at=piece.said_at if piece and piece.is_dated else None,
        feedback_id=row.feedback_id,
        told_at=row.told_at,
        how=row.how,
        is_needless=row.is_needless,
        told_by=str(row.told_by or ""),
    )
