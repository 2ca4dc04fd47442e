"""Reads of promises."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.foundation.once import once
from leadline.foundation.paging import Listed, Page, listed
from leadline.stakeholders.models import Commitment, CommitmentStep
from leadline.stakeholders.queries.rows import get_promise
from leadline.stakeholders.types import (
    STILL_OPEN,
    Direction,
    Function,
    Part,
    PromiseRow,
    PromisesHeld,
    PromisesKept,
    PromiseState,
    StepKind,
    StepRow,
)

GROUPS = {
    "state": "state", "person": "person__name", "direction": "direction",
    "part": "part",
}  # fmt: skip
OPEN = [PromiseState.OFFERED, PromiseState.AGREED, PromiseState.AT_RISK]


def promise_row(*, actor: Actor, promise_id: int, on: date) -> PromiseRow:
    """Return one promise as it stands on a day, or raise ``NotFound``."""
    actor.require("read")
    found = _rows(rows(Commitment, actor).filter(pk=promise_id), on)
    if not found:
        raise NotFound("There is no such promise.")
    return found[0]


def list_promises(
    *,
    actor: Actor,
    on: date,
    text: str = "",
    state: str = "",
    direction: str = "",
    person_id: int | None = None,
    ids: Iterable[int] | None = None,
    group: str = "",
    page: Page = 1,
    size: int | None = None,
) -> Listed[PromiseRow]:
    """Return promises, open ones by their date first, in the order of their groups."""
    actor.require("read")
    found = _found(actor, text, state, direction)
    if person_id is not None:
        found = found.filter(person_id=person_id)
    if ids is not None:
        found = found.filter(pk__in=list(ids))
    return listed(_ordered(found, group), lambda part: _rows(part, on), page, size)


def promises_held(
    *,
    actor: Actor,
    on: date,
    text: str = "",
    state: str = "",
    direction: str = "",
    ids: Iterable[int] | None = None,
) -> PromisesHeld:
    """Return how many of the promises that match are open, and late."""
    actor.require("read")
    opened = _found(actor, text, state, direction).filter(state__in=OPEN)
    if ids is not None:
        opened = opened.filter(pk__in=list(ids))
    late = Count("pk", filter=Q(due_date__lt=on))
    return PromisesHeld(**opened.aggregate(opened=Count("pk"), late=late))


def _ordered(found: QuerySet[Commitment], group: str = "") -> QuerySet[Commitment]:
    ended = Case(When(state__in=OPEN, then=Value(0)), default=Value(1))
    first = [GROUPS[group]] if group in GROUPS else []
    return found.order_by(*first, ended, F("due_date").asc(nulls_last=True), "pk")


def _found(actor: Actor, text: str, state: str, direction: str) -> QuerySet[Commitment]:
    found = rows(Commitment, actor)
    if text:
        found = found.filter(Q(what__icontains=text) | Q(person__name__icontains=text))
    if state == STILL_OPEN:
        found = found.filter(state__in=OPEN)
    elif state:
        found = found.filter(state=state)
    if direction:
        found = found.filter(direction=direction)
    return found


def open_promises(
    *, actor: Actor, person_ids: Iterable[int], on: date
) -> dict[int, tuple[int, int]]:
    """Return how many promises are open with each person, and late, where any are."""
    actor.require("read")
    found = rows(Commitment, actor).filter(
        person_id__in=list(person_ids), state__in=OPEN
    )
    counted = (
        found.order_by()
        .values("person_id")
        .annotate(n=Count("pk"), late=Count("pk", filter=Q(due_date__lt=on)))
    )
    return {row["person_id"]: (row["n"], row["late"]) for row in counted}


def due_promises(
    *, actor: Actor, on: date, days: int = 7, size: int | None = 6
) -> Listed[PromiseRow]:
    """Return open promises that are late or due within some days.

    A page that only reads asks once.
    """
    actor.require("read")
    key = ("due promises", actor.workspace_id, on, days, size)
    return once(key, lambda: _due(actor, on, days, size))


def _due(actor: Actor, on: date, days: int, size: int | None) -> Listed[PromiseRow]:
    found = rows(Commitment, actor).filter(
        state__in=OPEN, due_date__lte=on + timedelta(days=days)
    )
    due = found.order_by("due_date", "pk")
    return listed(due, lambda part: _rows(part, on), size=size)


def kept_promises(
    *, actor: Actor, direction: str = "", person_id: int | None = None
) -> PromisesKept:
    """Return how many promises were kept of those that were kept or broken."""
    actor.require("read")
    found = rows(Commitment, actor)
    if direction:
        found = found.filter(direction=direction)
    if person_id is not None:
        found = found.filter(person_id=person_id)
    kept = found.filter(state=PromiseState.KEPT)
    return PromisesKept(
        kept=kept.count(),
        late=kept.filter(settled_on__gt=F("due_date")).count(),
        broken=found.filter(state=PromiseState.BROKEN).count(),
    )


def steps_of(*, actor: Actor, promise_id: int) -> list[StepRow]:
    """Return what became of a promise, the newest first."""
    actor.require("read")
    get_promise(actor=actor, promise_id=promise_id)
    found = rows(CommitmentStep, actor).filter(commitment_id=promise_id)
    return [
        StepRow(
            at=s.at,
            kind=StepKind(s.kind),
            was=s.was,
            state=PromiseState(s.state),
            why=s.why,
            person=str(s.user or ""),
            moved_from=s.moved_from,
            moved_to=s.moved_to,
        )
        for s in found.select_related("user").order_by("-at", "-pk")
    ]


def _rows(found: QuerySet[Commitment], on: date) -> list[PromiseRow]:
    return [_row(c, on) for c in found.select_related("person")]


def _row(c: Commitment, on: date) -> PromiseRow:
    until = c.settled_on or on
    late = (until - c.due_date).days if c.due_date else 0
    return PromiseRow(
        id=c.pk,
        what=c.what,
        person_id=c.person_id,
        person=c.person.name,
        function=Function(c.person.function),
        direction=Direction(c.direction),
        part=Part(c.part),
        state=PromiseState(c.state),
        due_date=c.due_date,
        settled_on=c.settled_on,
        proof=c.evidence,
        days_late=max(0, late),
        version=c.version,
    )
