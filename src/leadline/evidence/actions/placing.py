"""Finds the need of new pieces, and starts grouping when there is something to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from leadline.accounts.actions import record, result_of, start_job
from leadline.accounts.models import Job
from leadline.accounts.queries import rows
from leadline.accounts.queries.actors import workspace_row
from leadline.accounts.types import Actor, JobState, Kept
from leadline.evidence.actions.demand import refresh_demand
from leadline.evidence.bridge import MEMBERS_READ, Standing, nearest_groups
from leadline.evidence.models import Feedback, Need
from leadline.evidence.queries import not_grouped
from leadline.evidence.queries.grouping import GROUP_JOB, PLACE_JOB
from leadline.evidence.types import FeedbackSide, FeedbackState, NeedBy, NeedState

Report = Callable[[int, int, str], None]
SURE = 0.8
AT_MOST = 20_000
MOSTLY_NEW = 0.5
"""From this share of loose pieces to placed ones on, grouping all anew says more."""


def _silent(done: int, total: int, message: str) -> None:
    """Report to nobody."""


@transaction.atomic
def start_grouping(*, actor: Actor) -> Kept:
    """Queue the grouping of all feedback, once; return the job that will do it.

    One that waits already takes everything in. One that runs may have read the
    pieces before; then what it has not seen is placed after it. Raises
    ``NotAllowed`` for a reader.
    """
    actor.require("change")
    jobs = rows(Job, actor).select_for_update().filter(kind=GROUP_JOB)
    if waiting := jobs.filter(state=JobState.QUEUED).order_by("pk").first():
        return result_of(waiting)
    if running := jobs.filter(state=JobState.RUNNING).order_by("pk").first():
        start_placing(actor=actor)
        return result_of(running)
    return start_job(actor=actor, kind=GROUP_JOB, args={})


@transaction.atomic
def start_after_import(*, actor: Actor) -> Kept | None:
    """Queue what gives the pieces of an import their needs; return the job.

    Where needs stand, new pieces join the ones they surely mean and the others wait:
    a handful of rows must not move what people have read and confirmed. All is
    grouped anew where nothing stands yet, or where much of what counts is new; then
    nobody's picture is older than the news. Raises ``NotAllowed`` for a reader.
    """
    actor.require("change")
    placed = rows(Feedback, actor).filter(need__isnull=False).count()
    if len(not_grouped(actor=actor)) >= MOSTLY_NEW * placed:
        return start_grouping(actor=actor)
    return start_placing(actor=actor)


@transaction.atomic
def start_placing(*, actor: Actor) -> Kept | None:
    """Queue the search for the needs of new pieces, where needs stand already.

    Once: a job that waits takes the newest pieces in. Raises ``NotAllowed``.
    """
    actor.require("add_words")
    queued = rows(Job, actor).select_for_update().filter(state=JobState.QUEUED)
    if job := queued.filter(kind__in=(GROUP_JOB, PLACE_JOB)).order_by("pk").first():
        return result_of(job)
    grouped = rows(Feedback, actor).filter(need__isnull=False)
    running = rows(Job, actor).filter(kind=GROUP_JOB, state=JobState.RUNNING)
    if not grouped.exists() and not running.exists():
        return None
    return start_job(actor=actor, kind=PLACE_JOB, args={})


def place_feedback(
    *, actor: Actor, now: datetime, report: Report = _silent
) -> dict[str, Any]:
    """Put pieces that were never grouped into the standing needs they surely mean.

    Where it is not sure, a piece waits. Read first and written at once: killed, it
    leaves all as it was; a piece that was placed meanwhile stays. Whoever adds words
    starts it, a reader too. Raises ``NotAllowed``.
    """
    actor.require("add_words")
    workspace = workspace_row(actor)
    new = dict(
        rows(Feedback, actor)
        .filter(pk__in=not_grouped(actor=actor)[-AT_MOST:])
        .values_list("pk", "words")
    )
    report(0, len(new), "Reading")
    known = _standing(actor) if new else []
    found = nearest_groups(list(new.values()), known, SURE)
    with transaction.atomic():
        needs, placed = set(), 0
        there = rows(Feedback, actor).filter(
            need=None,
            need_by=NeedBy.NONE,
            side=FeedbackSide.CUSTOMER,
            set_aside="",
        )
        open_to = rows(Need, actor).exclude(state=NeedState.MERGED)
        standing = set(open_to.values_list("pk", flat=True))
        for pk, (need_id, sure) in zip(new, found, strict=True):
            home = need_id if need_id in standing else None
            done = there.filter(pk=pk).update(
                need_id=home,
                grouped_as=home,
                need_by=NeedBy.MACHINE,
                confidence=None if home is None else sure,
            )
            if home is not None:
                placed += done
                needs.add(home)
        refresh_demand(actor=actor, need_ids=needs)
        counts = {"pieces": len(new), "placed": placed, "waiting": len(new) - placed}
        record(actor=actor, verb="evidence.place_feedback", subject=workspace, **counts)
    return counts


def _standing(actor: Actor) -> list[Standing]:
    """Return the words of the pieces that stand best for each need."""
    place = Window(
        RowNumber(),
        partition_by=F("need_id"),
        order_by=[F("confidence").desc(nulls_last=True), F("pk").desc()],
    )
    grouped = rows(Feedback, actor).filter(need__isnull=False)
    best = grouped.exclude(state=FeedbackState.ARCHIVED).annotate(place=place)
    chosen = best.filter(place__lte=MEMBERS_READ).order_by("need_id", "place")
    words: dict[int, list[str]] = {}
    for need_id, text in chosen.values_list("need_id", "words"):
        if need_id is not None:
            words.setdefault(need_id, []).append(text)
    return [Standing(need_id, said) for need_id, said in words.items()]
