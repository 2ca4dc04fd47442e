"""Reads of launches: the list by function, one launch, what waits for an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Case, Count, Q, QuerySet, Value, When

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.decisions.types import DecisionState
from leadline.foundation.errors import NotFound
from leadline.foundation.paging import Listed, Page, listed
from leadline.launches.models import Launch, LaunchStep
from leadline.launches.queries.rows import get_launch
from leadline.launches.queries.steps import _own_steps, _step_row
from leadline.launches.types import (
    STILL_OPEN,
    Held,
    LaunchFilter,
    LaunchKind,
    LaunchPage,
    LaunchPart,
    LaunchRow,
    LaunchState,
    LaunchStepRow,
    PartPage,
    PartReady,
    Ready,
    Silent,
    StepState,
    Verdict,
)

EVERY = LaunchFilter()
COUNTS = ("steps", "spare", "done", "blocked", "asked", "silent", "loose")
OPEN_STEPS = [StepState.OPEN, StepState.BLOCKED]


def list_launches(
    *,
    actor: Actor,
    only: LaunchFilter = EVERY,
    page: Page = 1,
    size: int | None = None,
) -> Listed[LaunchRow]:
    """Return launches with each function's readiness, those in preparation first."""
    actor.require("read")
    found = rows(Launch, actor)
    if only.text:
        found = found.filter(title__icontains=only.text)
    if only.state:
        wanted = LaunchState.PREPARING if only.state == STILL_OPEN else only.state
        found = found.filter(state=wanted)
    if only.kind:
        found = found.filter(kind=only.kind)
    ended = Case(When(state=LaunchState.PREPARING, then=Value(0)), default=Value(1))
    return listed(
        found.order_by(ended, "day", "pk"), lambda part: _rows(actor, part), page, size
    )


def launch_row(*, actor: Actor, launch_id: int) -> LaunchRow:
    """Return one launch with each function's readiness, or raise ``NotFound``."""
    actor.require("read")
    found = _rows(actor, rows(Launch, actor).filter(pk=launch_id))
    if not found:
        raise NotFound("There is no such launch.")
    return found[0]


def launch_page(*, actor: Actor, launch_id: int) -> LaunchPage:
    """Return a launch with its steps by function and who has not answered."""
    actor.require("read")
    row = launch_row(actor=actor, launch_id=launch_id)
    steps = [
        _step_row(step)
        for step in _own_steps(actor).filter(launch_id=launch_id).order_by("days", "pk")
    ]
    by_part: dict[LaunchPart, list[LaunchStepRow]] = defaultdict(list)
    for step in steps:
        by_part[step.part].append(step)
    parts = tuple(PartPage(one, tuple(by_part[one.part])) for one in row.parts)
    return LaunchPage(row, parts, tuple(_silent(steps)))


def launches_of_bet(*, actor: Actor, bet_id: int, limit: int = 5) -> list[LaunchRow]:
    """Return the newest launches of a bet."""
    actor.require("read")
    found = rows(Launch, actor).filter(bet_id=bet_id).order_by("-day", "-pk")
    return _rows(actor, found[:limit])


def launch_of_decision(*, actor: Actor, decision_id: int) -> Kept | None:
    """Return the launch whose go a decision is, if it is one's."""
    actor.require("read")
    found = rows(Launch, actor).filter(decision_id=decision_id).first()
    return Kept(found.pk, found.title, found.version) if found else None


def launches_held(*, actor: Actor, only: LaunchFilter = EVERY) -> Held:
    """Return how many launches that match are in preparation, and which parts wait."""
    actor.require("read")
    opened = [row for row in list_launches(actor=actor, only=only) if row.is_open]
    counted = []
    for n, part in enumerate(LaunchPart):
        told = [row.parts[n].ready for row in opened]
        needed = sum(one != Ready.NOT_NEEDED for one in told)
        counted.append((part, sum(one == Ready.READY for one in told), needed))
    return Held(len(opened), tuple(counted))


def silent_of_launches(*, actor: Actor, limit: int = 8) -> list[Silent]:
    """Return who was asked about launches in preparation and has said nothing."""
    actor.require("read")
    steps = _own_steps(actor).filter(
        launch__state=LaunchState.PREPARING, state__in=OPEN_STEPS,
        owner__isnull=False, answered_on__isnull=True,
    )  # fmt: skip
    return _silent([_step_row(step) for step in steps.order_by("pk")])[:limit]


def standing_of(*, actor: Actor, launch_id: int) -> Verdict:
    """Return what was decided on whether a launch goes, or raise ``NotFound``."""
    actor.require("read")
    return _verdict(get_launch(actor=actor, launch_id=launch_id))


def _silent(steps: Sequence[LaunchStepRow]) -> list[Silent]:
    """Return who has not answered, by launch and person, asked longest ago first."""
    found: dict[tuple[int, int], list[LaunchStepRow]] = defaultdict(list)
    for step in steps:
        if step.is_silent and step.owner_id is not None:
            found[step.launch_id, step.owner_id].append(step)
    told = [
        Silent(
            launch_id, lot[0].launch, owner_id, lot[0].owner,
            tuple(dict.fromkeys(step.part for step in lot)), len(lot),
            min((step.asked_on for step in lot if step.asked_on), default=None),
        )
        for (launch_id, owner_id), lot in found.items()
    ]  # fmt: skip
    return sorted(told, key=lambda one: (one.asked_on or date.max, one.owner))


def _rows(actor: Actor, found: QuerySet[Launch]) -> list[LaunchRow]:
    told = list(found.select_related("bet", "owner", "decision__choice"))
    parts = _parts(actor, [row.pk for row in told])
    return [_row(row, parts[row.pk]) for row in told]


def _parts(
    actor: Actor, launch_ids: Collection[int]
) -> defaultdict[int, dict[str, PartReady]]:
    """Return the readiness of each function that has steps, by launch."""
    asked = Q(owner__isnull=False, state__in=OPEN_STEPS)
    counted = (
        rows(LaunchStep, actor)
        .filter(launch_id__in=launch_ids)
        .order_by()
        .values("launch_id", "part")
        .annotate(
            steps=Count("pk"),
            spare=Count("pk", filter=Q(state=StepState.NOT_NEEDED)),
            done=Count("pk", filter=Q(state=StepState.DONE)),
            blocked=Count("pk", filter=Q(state=StepState.BLOCKED)),
            asked=Count("pk", filter=asked),
            silent=Count("pk", filter=asked & Q(answered_on__isnull=True)),
            loose=Count("pk", filter=Q(owner__isnull=True, state__in=OPEN_STEPS)),
        )
    )
    found: defaultdict[int, dict[str, PartReady]] = defaultdict(dict)
    for row in counted:
        part = LaunchPart(row["part"])
        counts = {name: row[name] for name in COUNTS}  # type: ignore[literal-required]
        found[row["launch_id"]][part] = PartReady(part, **counts)
    return found


def _verdict(row: Launch) -> Verdict:
    """Return what was decided: only a decision that stands says go or wait."""
    decision = row.decision
    if decision is None:
        return Verdict.NOT_ASKED
    if decision.state == DecisionState.REVERSED:
        return Verdict.BACK
    if decision.choice_id is None:
        return Verdict.OPEN
    return Verdict.GO if decision.choice_id == row.go_id else Verdict.WAIT


def _row(row: Launch, parts: dict[str, PartReady]) -> LaunchRow:
    decision = row.decision
    return LaunchRow(
        id=row.pk,
        version=row.version,
        title=row.title,
        kind=LaunchKind(row.kind),
        state=LaunchState(row.state),
        summary=row.summary,
        day=row.day,
        first_day=row.first_day,
        launched_on=row.launched_on,
        why=row.why,
        bet_id=row.bet_id,
        bet=str(row.bet or ""),
        owner_id=row.owner_id,
        owner=str(row.owner or ""),
        verdict=_verdict(row),
        decision_id=row.decision_id,
        decision_due=decision.due_date if decision else None,
        choice=str(decision.choice or "") if decision else "",
        parts=tuple(parts.get(part, PartReady(part)) for part in LaunchPart),
    )
