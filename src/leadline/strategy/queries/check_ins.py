"""Reads of check-ins: the history of a goal, and the newest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import zip_longest

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.paging import Listed, Page, listed
from leadline.strategy.models import CheckIn
from leadline.strategy.types import CheckInRow, GoalState, MeasureRow, Moved, ReadingRow

NEWEST = ("-on_date", "-pk")


def check_ins_of(
    *,
    actor: Actor,
    goal_id: int,
    measures: Sequence[MeasureRow] = (),
    readings: Mapping[int, Sequence[ReadingRow]] | None = None,
    page: Page = 1,
    size: int | None = None,
) -> Listed[CheckInRow]:
    """Return the check-ins of a goal, newest first.

    With its measures and their readings each says what moved since the one before.
    """
    found = list(_with_before(actor).filter(goal_id=goal_id).order_by(*NEWEST))
    older = [one.on_date for one in found[1:]]

    def make(part: Sequence[tuple[CheckIn, date | None]]) -> list[CheckInRow]:
        return [
            _row(one, _moved(measures, readings or {}, one.on_date, before))
            for one, before in part
        ]

    return listed(list(zip_longest(found, older)), make, page, size)


def latest_check_ins(
    *, actor: Actor, goal_ids: Collection[int]
) -> dict[int, CheckInRow]:
    """Return the newest check-in of each goal that has one."""
    own = rows(CheckIn, actor).filter(goal=OuterRef("goal")).order_by(*NEWEST)
    found = _with_before(actor).filter(
        goal_id__in=goal_ids, pk=Subquery(own.values("pk")[:1])
    )
    return {one.goal_id: _row(one) for one in found}


def newest_check_ins(*, actor: Actor, since: date, limit: int) -> list[CheckInRow]:
    """Return the newest check-ins on open goals since a day, one of a goal."""
    own = rows(CheckIn, actor).filter(goal=OuterRef("goal")).order_by(*NEWEST)
    found = _with_before(actor).filter(
        on_date__gte=since,
        goal__state=GoalState.OPEN,
        pk=Subquery(own.values("pk")[:1]),
    )
    return [_row(one) for one in found.order_by(*NEWEST)[:limit]]


def list_check_ins(
    *, actor: Actor, page: Page = 1, size: int | None = None
) -> Listed[CheckInRow]:
    """Return the check-ins on all goals, newest first."""
    found = _with_before(actor).order_by(*NEWEST)
    return listed(found, lambda part: [_row(one) for one in part], page, size)


def check_ins_saying(*, actor: Actor, text: str, limit: int) -> list[CheckInRow]:
    """Return the newest check-ins whose reason holds some words."""
    found = _with_before(actor).filter(reason__icontains=text)
    return [_row(one) for one in found.order_by(*NEWEST)[:limit]]


def _with_before(actor: Actor) -> QuerySet[CheckIn]:
    earlier = rows(CheckIn, actor).filter(
        Q(on_date__lt=OuterRef("on_date"))
        | Q(on_date=OuterRef("on_date"), pk__lt=OuterRef("pk")),
        goal=OuterRef("goal"),
    )
    before = earlier.order_by(*NEWEST).values("confidence")[:1]
    found = rows(CheckIn, actor).annotate(before=Subquery(before))
    return found.annotate(goal_name=F("goal__name")).select_related("author")


def _moved(
    measures: Sequence[MeasureRow],
    readings: Mapping[int, Sequence[ReadingRow]],
    day: date,
    before: date | None,
) -> tuple[Moved, ...]:
    found = []
    for measure in measures:
        read = readings.get(measure.id, ())
        days = [one.on_date for one in read]
        now = bisect_right(days, day)
        was = bisect_right(days, before) if before else 0
        if now:
            earlier = read[was - 1].value if was else None
            found.append(Moved(measure, read[now - 1].value, earlier))
    return tuple(found)


def _row(one: CheckIn, moved: tuple[Moved, ...] = ()) -> CheckInRow:
    return CheckInRow(
        id=one.pk,
        goal_id=one.goal_id,
        goal=getattr(one, "goal_name", ""),
        author=str(one.author) if one.author else "",
        author_id=one.author_id,
        on_date=one.on_date,
        confidence=one.confidence,
        reason=one.reason,
        before=getattr(one, "before", None),
        moved=moved,
    )
