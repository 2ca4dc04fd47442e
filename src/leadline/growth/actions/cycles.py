"""Assessments: by oneself, by peers whom nobody can tell apart, by a manager.

Ratings, notes and comments never go into the audit log.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from leadline.accounts.actions import record
from leadline.accounts.queries import list_members, rows
from leadline.accounts.types import Actor, Kept
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.foundation.signing import new_token
from leadline.growth.models import (
    Cycle,
    EvidenceNote,
    Framework,
    PeerComment,
    PeerLink,
    PeerRating,
    Share,
)
from leadline.growth.queries import MEASURES, framework_text, peer_page
from leadline.growth.queries.rows import get_cycle, peer_link
from leadline.growth.types import FrameworkPlan, parse_framework

LINK_DAYS = 30
MOST_PEERS = 30
LONGEST = 4000


@transaction.atomic
def load_framework(*, actor: Actor, text: str) -> Kept:
    """Load a framework of one's own as YAML; assessments begun before keep theirs.

    Raises ``NotAllowed`` below a lead, ``Invalid`` naming what is wrong.
    """
    actor.require("plan")
    plan = parse_framework(text)
    made = Framework(workspace_id=actor.workspace_id, name=plan.name, text=text)
    made.save()
    record(actor=actor, verb="growth.load_framework", subject=made, name=plan.name)
    return Kept(made.pk, made.name)


@transaction.atomic
def open_cycle(*, actor: Actor, name: str, on: date) -> Kept:
    """Begin an assessment of oneself with the framework as it is now.

    Raises ``Invalid`` without a name, ``Conflict`` while another is open.
    """
    actor.require("read")
    if not name.strip():
        raise Invalid(
            "Name it, so that you find it again: “Autumn 2026”.", field="name"
        )
    own = rows(Cycle, actor).filter(user_id=actor.user_id)
    if own.filter(closed_on__isnull=True).exists():
        raise Conflict("Close the assessment that is open first.")
    made = Cycle(
        workspace_id=actor.workspace_id,
        user_id=actor.user_id,
        name=name.strip()[:80],
        text=framework_text(actor=actor),
        started_on=on,
    )
    made.save()
    record(actor=actor, verb="growth.open_cycle", subject=made)
    return Kept(made.pk, made.name)


@transaction.atomic
def rate_oneself(
    *,
    actor: Actor,
    cycle_id: int,
    levels: Mapping[str, int],
    notes: Mapping[str, str],
) -> Kept:
    """Say where one stands on each competency.

    Raises ``NotFound``, ``Invalid`` for a level that is not there, ``Conflict`` once
    the assessment is closed.
    """
    actor.require("read")
    cycle = _open(actor, cycle_id)
    cycle.own = _checked(parse_framework(cycle.text), levels)
    cycle.notes = {key: words.strip()[:LONGEST] for key, words in notes.items()}
    cycle.save(update_fields=["own", "notes"])
    record(actor=actor, verb="growth.rate_oneself", subject=cycle)
    return Kept(cycle.pk, cycle.name)


@transaction.atomic
def peer_link_for(*, actor: Actor, cycle_id: int, on: date) -> str:
    """Make a link with which one peer answers once, without an account; return its key.

    Raises ``NotFound``, ``Conflict`` once closed or with too many links.
    """
    actor.require("read")
    cycle = _open(actor, cycle_id)
    if rows(PeerLink, actor).filter(cycle=cycle).count() >= MOST_PEERS:
        raise Conflict(f"At most {MOST_PEERS} links for one assessment.")
    token, digest = new_token()
    link = PeerLink(
        workspace_id=actor.workspace_id,
        cycle=cycle,
        token_hash=digest,
        ends_on=on + timedelta(days=LINK_DAYS),
    )
    link.save()
    record(actor=actor, verb="growth.peer_link", subject=cycle)
    return token


@transaction.atomic
def take_back_links(*, actor: Actor, cycle_id: int) -> None:
    """Make every link of an assessment that nobody used yet work no more.

    All at once: a list of single links would tell who has answered. Raises
    ``NotFound``, ``Conflict`` once closed.
    """
    actor.require("read")
    cycle = _open(actor, cycle_id)
    unused = rows(PeerLink, actor).filter(cycle=cycle, is_used=False)
    unused.update(is_revoked=True)
    record(actor=actor, verb="growth.take_back_links", subject=cycle)


@transaction.atomic
def answer_as_peer(
    *,
    actor: Actor,
    token: str,
    levels: Mapping[str, int],
    comment: str,
    on: date,
) -> None:
    """Keep a peer's answer: each rating a row of its own, the comment apart.

    Nothing ties the rows to the link or to each other: ids are random, there is no
    moment, no order. Raises ``NotFound`` for a link that works no more, ``Invalid``
    for a level that is not there or an empty answer.
    """
    actor.require("read")
    link = peer_link(actor=actor, token=token)
    # Whoever closes waits for this answer, or this answer finds it closed: one that
    # came in after the look would be told from the others by the difference.
    cycle = rows(Cycle, actor).select_for_update().get(pk=link.cycle_id)
    page = peer_page(actor=actor, token=token, on=on)
    checked = _checked(page.framework, levels)
    if len(checked) < len(page.framework.competencies):
        raise Invalid("Rate each of them; leave none out, so that none stands out.")
    used = (
        rows(PeerLink, actor)
        .filter(pk=link.pk, is_used=False, is_revoked=False)
        .update(is_used=True)
    )
    if not used:
        raise NotFound("This link was used already.")
    same = {
        "workspace_id": actor.workspace_id,
        "cycle_id": cycle.pk,
        "created_at": datetime.combine(cycle.started_on, time(), UTC),
    }
    rows(PeerRating, actor).bulk_create(
        PeerRating(competency=key, level=level, **same)
        for key, level in checked.items()
    )
    if comment.strip():
        PeerComment(words=comment.strip()[:LONGEST], **same).save(force_insert=True)


@transaction.atomic
def ask_manager(*, actor: Actor, cycle_id: int, user_id: int | None) -> Kept:
    """Name the member who gives the manager's view; what was said before goes.

    Raises ``NotFound``, ``Invalid`` for oneself, ``Conflict`` once closed.
    """
    actor.require("read")
    cycle = _open(actor, cycle_id)
    if user_id == actor.user_id:
        raise Invalid("Somebody else gives the manager's view.", field="user_id")
    if user_id is not None:
        _member(actor, user_id)
    if cycle.manager_id != user_id:
        cycle.managers_view = {}
    cycle.manager_id = user_id
    cycle.save(update_fields=["manager", "managers_view"])
    record(actor=actor, verb="growth.ask_manager", subject=cycle)
    return Kept(cycle.pk, cycle.name)


@transaction.atomic
def rate_as_manager(*, actor: Actor, cycle_id: int, levels: Mapping[str, int]) -> None:
    """Give the manager's view of somebody who asked for it.

    Raises ``NotFound`` unless the actor was asked, ``Invalid`` for a level that is not
    there, ``Conflict`` once closed.
    """
    actor.require("read")
    asked = rows(Cycle, actor).filter(manager_id=actor.user_id, pk=cycle_id)
    cycle = asked.select_for_update().first()
    if cycle is None:
        raise NotFound("Nobody asked you for a view of this.")
    if cycle.closed_on is not None:
        raise Conflict("This assessment is closed.")
    cycle.managers_view = _checked(parse_framework(cycle.text), levels)
    cycle.save(update_fields=["managers_view"])
    record(actor=actor, verb="growth.rate_as_manager", subject=cycle)


@transaction.atomic
def close_cycle(*, actor: Actor, cycle_id: int, on: date) -> Kept:
    """Close an assessment: nobody answers any more, and what peers said is shown.

    It is shown once, and only from four answers on. Raises ``NotFound``, ``Conflict``
    when it is closed.
    """
    actor.require("read")
    cycle = _open(actor, cycle_id)
    cycle.closed_on = on
    cycle.save(update_fields=["closed_on"])
    record(actor=actor, verb="growth.close_cycle", subject=cycle)
    return Kept(cycle.pk, cycle.name)


@transaction.atomic
def share_cycle(
    *, actor: Actor, cycle_id: int, user_id: int, is_shared: bool = True
) -> None:
    """Let a member see an assessment of one's own, or no longer.

    Raises ``NotFound``, ``Invalid`` for oneself, ``NotAllowed`` while it is open: what
    peers said would be seen growing.
    """
    actor.require("read")
    cycle = get_cycle(actor=actor, cycle_id=cycle_id)
    if user_id == actor.user_id:
        raise Invalid("It is yours already.", field="user_id")
    known = rows(Share, actor).filter(cycle=cycle, user_id=user_id)
    if not is_shared:
        known.delete()
    elif cycle.closed_on is None:
        raise NotAllowed(
            "Close it first: an open assessment is yours alone.", field="user_id"
        )
    elif not known.exists():
        Share(
            workspace_id=actor.workspace_id, cycle=cycle, user_id=user_id,
            member_id=_member(actor, user_id),
        ).save()  # fmt: skip
    record(actor=actor, verb="growth.share_cycle", subject=cycle, is_shared=is_shared)


@transaction.atomic
def explain_measure(
    *, actor: Actor, measure: str, is_hidden: bool, explanation: str
) -> None:
    """Hide what the record says of oneself, or explain it.

    Raises ``NotFound`` for an unknown measure.
    """
    actor.require("read")
    if measure not in {one.key for one in MEASURES}:
        raise NotFound("There is no such measure.")
    own = rows(EvidenceNote, actor).filter(user_id=actor.user_id, measure=measure)
    note = own.first() or EvidenceNote(
        workspace_id=actor.workspace_id, user_id=actor.user_id, measure=measure
    )
    note.is_hidden, note.explanation = is_hidden, explanation.strip()[:500]
    note.save()
    record(actor=actor, verb="growth.note_evidence", subject=note)


def _open(actor: Actor, cycle_id: int) -> Cycle:
    get_cycle(actor=actor, cycle_id=cycle_id)
    cycle = rows(Cycle, actor).select_for_update().get(pk=cycle_id)
    if cycle.closed_on is not None:
        raise Conflict("This assessment is closed; begin a new one.")
    return cycle


def _member(actor: Actor, user_id: int) -> int:
    """Return the membership of somebody."""
    found = {one.user_id: one.id for one in list_members(actor=actor)}
    if user_id not in found:
        raise NotFound("They are not a member of this workspace.")
    return found[user_id]


def _checked(plan: FrameworkPlan, levels: Mapping[str, int]) -> dict[str, int]:
    keys = {one.key for one in plan.competencies}
    for key, level in levels.items():
        if key not in keys or not 1 <= level <= len(plan.levels):
            raise Invalid(f"A level lies between 1 and {len(plan.levels)}.")
    return dict(levels)
