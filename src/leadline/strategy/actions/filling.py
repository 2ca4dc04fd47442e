"""Metrics that fill themselves: questions, what they answered, and what went wrong."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from leadline.accounts.actions import record, result_of, take_version
from leadline.accounts.queries import actor_for, rows
from leadline.accounts.types import Actor, Kept
from leadline.foundation.errors import Invalid, NotFound
from leadline.foundation.sql import Answer, ask
from leadline.foundation.sql.asking import plain_question
from leadline.strategy.models import MetricQuery, Reading
from leadline.strategy.queries.filling import place_of
from leadline.strategy.queries.rows import (
    get_metric,
    get_metric_query,
    get_metric_source,
)
from leadline.strategy.types import (
    OFF_AFTER,
    SHOWN,
    Filled,
    FilledRow,
    MetricQueryIn,
    Rhythm,
)

LONGEST_WAIT = timedelta(days=7)
SOON = timedelta(minutes=10)


def try_metric_query(
    *, actor: Actor, metric_id: int, query: MetricQueryIn, day: date
) -> Filled:
    """Ask once and say what would be written; nothing is.

    Raises ``NotAllowed`` below a lead, ``NotFound``, ``Invalid`` with what to do.
    """
    actor.require("plan")
    metric = get_metric(actor=actor, metric_id=metric_id)
    source = get_metric_source(actor=actor, source_id=query.source_id)
    answer = ask(place_of(actor=actor, source_id=source.pk), query.sql)
    with transaction.atomic():
        record(
            actor=actor,
            verb="strategy.try_metric_query",
            subject=metric,
            source=source.name,
            sql=query.sql.strip(),
        )
    return _compared(actor, metric_id, answer, day)[0]


@transaction.atomic
def save_metric_query(
    *,
    actor: Actor,
    metric_id: int,
    query: MetricQueryIn,
    now: datetime,
    seen: int | None = None,
) -> Kept:
    """Let a metric be filled by a question, from now on.

    Raises ``NotAllowed`` below a lead, ``NotFound``, ``Invalid``, ``Stale``.
    """
    actor.require("plan")
    metric = get_metric(actor=actor, metric_id=metric_id)
    source = get_metric_source(actor=actor, source_id=query.source_id)
    if query.hours not in Rhythm.values:
        raise Invalid("Say how often it is asked.", field="hours")
    row = rows(MetricQuery, actor).filter(metric=metric).first()
    if row is None:
        row = MetricQuery(workspace_id=actor.workspace_id, metric=metric)
    else:
        take_version(actor=actor, row=row, seen=seen)
    row.source, row.user_id = source, actor.user_id
    row.sql, row.hours = plain_question(query.sql), query.hours
    row.next_at, row.fault, row.failures = now, "", 0
    row.save()
    record(
        actor=actor,
        verb="strategy.save_metric_query",
        subject=metric,
        source=source.name,
        sql=row.sql,
        hours=row.hours,
    )
    return result_of(row)


@transaction.atomic
def switch_metric_query(
    *, actor: Actor, metric_id: int, on: bool, now: datetime
) -> Kept:
    """Ask the question of a metric no more for now, or again from now on.

    Raises ``NotAllowed`` below a lead, ``NotFound``.
    """
    actor.require("plan")
    row = get_metric_query(actor=actor, metric_id=metric_id)
    take_version(actor=actor, row=row, seen=None)
    row.next_at = now if on else None
    if on:
        row.fault, row.failures, row.user_id = "", 0, actor.user_id
    row.save(update_fields=["next_at", "fault", "failures", "user"])
    record(actor=actor, verb="strategy.switch_metric_query", subject=row.metric, on=on)
    return result_of(row)


@transaction.atomic
def remove_metric_query(*, actor: Actor, metric_id: int) -> Kept:
    """Let a metric be filled by hand and from files again; its readings stay.

    Raises ``NotAllowed`` below a lead, ``NotFound``.
    """
    actor.require("plan")
    row = get_metric_query(actor=actor, metric_id=metric_id)
    kept = result_of(row)
    record(actor=actor, verb="strategy.remove_metric_query", subject=row.metric)
    row.delete()
    return kept


def fill_metric(*, actor: Actor, metric_id: int, now: datetime, day: date) -> Filled:
    """Ask the question of a metric and write what it answered.

    A day that a person wrote stays as it is. Raises ``NotAllowed`` below a lead,
    ``NotFound``, ``Invalid``, which keeps everything.
    """
    actor.require("plan")
    row = get_metric_query(actor=actor, metric_id=metric_id)
    answer = ask(place_of(actor=actor, source_id=row.source_id), row.sql)
    with transaction.atomic():
        # Read anew: it may have been changed or taken away while it was asked.
        still = get_metric_query(actor=actor, metric_id=metric_id)
        if still.version != row.version:
            raise Invalid("It was changed while it was asked; it is asked again.")
        filled, changed = _compared(actor, metric_id, answer, day)
        for reading in changed:
            reading.is_asked = True
            reading.source, reading.note = _named(still), ""
        new = [reading for reading in changed if reading.pk is None]
        old = [reading for reading in changed if reading.pk is not None]
        rows(Reading, actor).bulk_create(new, batch_size=500)
        rows(Reading, actor).bulk_update(
            old, ["value", "source", "note", "is_asked"], batch_size=500
        )
        still.read_at, still.fault, still.failures = now, "", 0
        if still.next_at is not None:
            still.next_at = now + timedelta(hours=still.hours)
        still.save(update_fields=["read_at", "next_at", "fault", "failures"])
        if changed:
            record(
                actor=actor,
                verb="strategy.fill_metric",
                subject=still.metric,
                created=filled.new,
                updated=filled.changed,
                source=_named(still),
            )
    return filled


@transaction.atomic
def note_query_failure(
    *, actor: Actor, metric_id: int, why: str, now: datetime, counts: bool = True
) -> None:
    """Keep why a question was not answered, and wait longer each time; after
    ``OFF_AFTER`` failures in a row it is off.

    One that does not count, since this machine was busy, is asked again soon. Raises
    ``NotFound``.
    """
    actor.require("plan")
    row = get_metric_query(actor=actor, metric_id=metric_id)
    if not counts:
        row.fault = why[:300]
        row.next_at = row.next_at and now + SOON
        row.save(update_fields=["fault", "next_at"])
        return
    row.failures = min(row.failures + 1, OFF_AFTER)
    row.fault = why[:300]
    if row.next_at is not None:
        wait = timedelta(hours=row.hours) * 2 ** (row.failures - 1)
        row.next_at = now + min(wait, max(LONGEST_WAIT, timedelta(hours=row.hours)))
    if row.failures >= OFF_AFTER:
        row.next_at = None
    row.save(update_fields=["failures", "fault", "next_at"])


@transaction.atomic
def claim_due_queries(*, actor: Actor, now: datetime) -> list[tuple[Actor, int]]:
    """Return the metrics whose question fell due, each with who asks, once.

    Whoever calls first gets it: the next time is moved on at once. One whose author
    may not ask any more is switched off and says so.
    """
    actor.require("plan")
    due = rows(MetricQuery, actor).filter(next_at__lte=now, metric__is_archived=False)
    found = []
    for row in due.order_by("next_at")[:100]:
        still = Q(pk=row.pk, next_at=row.next_at)
        later = now + timedelta(hours=row.hours)
        if not rows(MetricQuery, actor).filter(still).update(next_at=later):
            continue
        asks = _author(actor, row)
        if asks is None:
            row.next_at, row.failures = None, OFF_AFTER
            row.fault = (
                "Who wrote the question may not ask it any more. Somebody else who "
                "may switches it on."
            )
            row.save(update_fields=["next_at", "failures", "fault"])
            continue
        found.append((asks, row.metric_id))
    return found


def _author(actor: Actor, row: MetricQuery) -> Actor | None:
    try:
        found = actor_for(
            user_id=row.user_id, workspace_id=actor.workspace_id, surface="job"
        )
    except NotFound:
        return None
    return found if found.can_plan else None


def _named(row: MetricQuery) -> str:
    return f"{row.source.name}, asked by SQL"


def _compared(
    actor: Actor, metric_id: int, answer: Answer, day: date
) -> tuple[Filled, list[Reading]]:
    """Return what an answer changes, and the readings that it makes or changes."""
    known = {r.on_date: r for r in rows(Reading, actor).filter(metric_id=metric_id)}
    new = same = kept = 0
    shown: list[FilledRow] = []
    changed: list[Reading] = []
    for on_date, value in sorted((on or day, value) for on, value in answer.rows):
        row = known.get(on_date)
        before: Decimal | None = row.value if row else None
        by_hand = row is not None and not row.is_asked
        shown.append(FilledRow(on_date, value, before, by_hand))
        if row is None:
            new += 1
            row = Reading(
                workspace_id=actor.workspace_id, metric_id=metric_id, on_date=on_date
            )
        elif by_hand or before == value:
            kept += by_hand
            same += not by_hand
            continue
        row.value = value
        changed.append(row)
    filled = Filled(
        rows=tuple(shown[: -SHOWN - 1 : -1]),
        new=new,
        changed=len(changed) - new,
        unchanged=same,
        kept=kept,
        passed_over=answer.passed_over,
    )
    return filled, changed
