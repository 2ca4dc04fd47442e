"""Reads of assessments: one's own, and those shared with one."""

from __future__ import annotations

from datetime import date, datetime
from importlib.resources import files
from statistics import median

from django.db.models import Q

from leadline.accounts.queries import get_user, rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.foundation.paging import Listed, Page, listed
from leadline.growth.models import (
    Cycle,
    Framework,
    PeerComment,
    PeerLink,
    PeerRating,
    Share,
    Step,
)
from leadline.growth.queries.record import record_of
from leadline.growth.queries.rows import get_cycle, peer_link
from leadline.growth.types import (
    FEWEST_PEERS,
    CyclePage,
    CycleRow,
    FrameworkPlan,
    OwnCycle,
    PeerPage,
    RecordRow,
    SkillRow,
    StepRow,
    StepState,
    parse_framework,
)


def framework_text(*, actor: Actor) -> str:
    """Return the workspace's framework as YAML: the newest of its own, else ours."""
    actor.require("read")
    own = rows(Framework, actor).order_by("-pk").values_list("text", flat=True).first()
    return own or _ours()


def _ours() -> str:
    return (files("leadline.growth") / "framework.yaml").read_text(encoding="utf-8")


def framework_of(*, actor: Actor) -> FrameworkPlan:
    """Return the workspace's framework."""
    actor.require("read")
    return parse_framework(framework_text(actor=actor))


def own_cycle(*, actor: Actor, cycle_id: int) -> OwnCycle:
    """Return what the actor said in an assessment of their own, or ``NotFound``."""
    actor.require("read")
    cycle = get_cycle(actor=actor, cycle_id=cycle_id)
    plan = parse_framework(cycle.text)
    return OwnCycle(cycle.pk, cycle.name, plan, dict(cycle.own), dict(cycle.notes))


def _visible(actor: Actor, cycle_id: int) -> Cycle:
    """Return an assessment that is one's own, shared with one, or to be rated."""
    shared = rows(Share, actor).filter(user_id=actor.user_id).values("cycle_id")
    mine = Q(user_id=actor.user_id) | Q(pk__in=shared)
    found = rows(Cycle, actor).filter(mine, pk=cycle_id).select_related("user").first()
    if found is None:
        raise NotFound("There is no such assessment.")
    return found


def list_cycles(
    *, actor: Actor, page: Page = 1, size: int | None = None
) -> Listed[CycleRow]:
    """Return one's own assessments and those of others that one may see or rate."""
    actor.require("read")
    shared = rows(Share, actor).filter(user_id=actor.user_id).values("cycle_id")
    found = rows(Cycle, actor).filter(
        Q(user_id=actor.user_id)
        | Q(pk__in=shared)
        | Q(manager_id=actor.user_id, closed_on__isnull=True)
    )
    newest = found.select_related("user").order_by("-pk").distinct()
    return listed(newest, lambda part: [_row(c) for c in part], page, size)


def _row(cycle: Cycle) -> CycleRow:
    return CycleRow(
        cycle.pk, cycle.name, cycle.started_on, cycle.closed_on is None,
        str(cycle.user), cycle.user_id,
    )  # fmt: skip


def cycle_page(
    *,
    actor: Actor,
    cycle_id: int,
    now: datetime,
    record: list[RecordRow] | None = None,
) -> CyclePage:
    """Return an assessment: for its owner, or for who it is shared with.

    ``record`` is what ``record_of`` said of the actor, when it was read already.

    What peers said comes only once the assessment is closed and four or more answered;
    it is shown once, so no difference between two looks tells one from the others.
    """
    actor.require("read")
    cycle = _visible(actor, cycle_id)
    is_own = cycle.user_id == actor.user_id
    peers, comments, enough = _peers(actor, cycle)
    plan = parse_framework(cycle.text)
    shown: list[RecordRow] = []
    if is_own:
        shown = record_of(actor=actor, now=now) if record is None else record
    shares = rows(Share, actor).filter(cycle=cycle).select_related("user")
    return CyclePage(
        row=_row(cycle),
        framework=plan,
        skills=[
            SkillRow(
                competency=c,
                own=cycle.own.get(c.key),
                peers=peers.get(c.key),
                manager=cycle.managers_view.get(c.key),
                record=[row for row in shown if row.competency == c.key],
                note=cycle.notes.get(c.key, ""),
            )
            for c in plan.competencies
        ],
        comments=comments,
        has_enough_peers=enough,
        invited=rows(PeerLink, actor).filter(cycle=cycle).count(),
        shared_with=[(s.user_id, str(s.user)) for s in shares] if is_own else [],
        manager=str(cycle.manager or ""),
        is_own=is_own,
    )


def _peers(actor: Actor, cycle: Cycle) -> tuple[dict[str, float], list[str], bool]:
    """Return medians and comments of a closed cycle with four answers, else nothing."""
    ratings = rows(PeerRating, actor).filter(cycle=cycle)
    by_key: dict[str, list[int]] = {}
    for key, level in ratings.values_list("competency", "level"):
        by_key.setdefault(key, []).append(level)
    answers = max((len(levels) for levels in by_key.values()), default=0)
    enough = answers >= FEWEST_PEERS
    if cycle.closed_on is None or not enough:
        return {}, [], enough
    medians = {
        key: float(median(levels))
        for key, levels in by_key.items()
        if len(levels) >= FEWEST_PEERS
    }
    found = rows(PeerComment, actor).filter(cycle=cycle).order_by("id")
    words = list(found.values_list("words", flat=True))
    return medians, words if len(words) >= FEWEST_PEERS else [], True


def peer_page(*, actor: Actor, token: str, on: date) -> PeerPage:
    """Return what a peer sees; raise ``NotFound`` when the link works no more."""
    actor.require("read")
    link = peer_link(actor=actor, token=token)
    cycle = rows(Cycle, actor).select_related("user").get(pk=link.cycle_id)
    if cycle.closed_on is not None or link.ends_on < on:
        raise NotFound("This link has ended.")
    return PeerPage(get_user(user_id=cycle.user_id).called, parse_framework(cycle.text))


def asked_view(*, actor: Actor, cycle_id: int) -> tuple[FrameworkPlan, str]:
    """Return the framework and the person of a view the actor was asked for."""
    actor.require("read")
    asked = rows(Cycle, actor).filter(manager_id=actor.user_id, pk=cycle_id)
    found = asked.filter(closed_on__isnull=True).select_related("user").first()
    if found is None:
        raise NotFound("Nobody asked you for a view of this.")
    return parse_framework(found.text), str(found.user)


def next_step(*, actor: Actor) -> tuple[str, date] | None:
    """Return one's own open step that is looked at next, and its day."""
    actor.require("read")
    own = rows(Step, actor).filter(user_id=actor.user_id, state=StepState.OPEN)
    return own.order_by("due_on", "pk").values_list("what", "due_on").first()


def list_steps(
    *, actor: Actor, now: datetime, record: list[RecordRow] | None = None
) -> list[StepRow]:
    """Return one's own next steps, open ones first, with what the record says."""
    actor.require("read")
    own = rows(Step, actor).filter(user_id=actor.user_id).order_by("due_on", "pk")
    said = record_of(actor=actor, now=now) if record is None else record
    seen = {row.key: row.value for row in said}
    steps = [
        StepRow(
            s.pk, s.what, s.competency, s.due_on, s.with_whom, s.seen_by,
            StepState(s.state), s.learned, s.target, s.baseline,
            seen.get(s.seen_by, ""),
        )
        for s in own
    ]  # fmt: skip
    return sorted(steps, key=lambda step: step.state != StepState.OPEN)
