"""Writes of judgements: their author's, shared by name, never with whom they judge.

No line of the audit log says what was judged, nor of whom: its subject is the row.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from leadline.accounts.actions import record
from leadline.accounts.queries import list_members, list_people, rows
from leadline.accounts.types import (
    Actor,
    Kept,
)
from leadline.foundation.errors import Conflict, Invalid, NotAllowed
from leadline.stakeholders.models import (
    Judgement,
    JudgementShare,
    Listening,
    Person,
    StanceChange,
)
from leadline.stakeholders.queries import people_who_are, readers_for
from leadline.stakeholders.queries.rows import get_person
from leadline.stakeholders.types import JudgementIn, Stance


@transaction.atomic
def judge_person(
    *, actor: Actor, person_id: int, judgement: JudgementIn, now: datetime
) -> Kept:
    """Write what one thinks of a stakeholder, and name who may read it.

    A new stance is kept as a change without a reason; ``set_stance`` takes one. Raises
    ``NotAllowed``, also about oneself, ``NotFound``, ``Invalid`` for a stance or place
    that cannot be, and for sharing with the person or with who is no member.
    """
    actor.require("judge")
    person = _other(actor, person_id)
    if not {judgement.stance, judgement.wanted} <= set(Stance.values):
        raise Invalid("Somebody is for it, open or against it.")
    _check_place(judgement.influence, judgement.interest)
    _check_readers(actor, person.pk, judgement.shared_with)
    made, is_new = _own(actor, person)
    if not is_new:
        _note_change(made, judgement.stance, "", now)
    made.wants, made.worries = judgement.wants.strip(), judgement.worries.strip()
    made.next_move = judgement.next_move.strip()
    made.influence, made.interest = judgement.influence, judgement.interest
    made.stance, made.wanted = judgement.stance, judgement.wanted
    made.save()
    _share(actor, [made], judgement.shared_with)
    record(actor=actor, verb="stakeholders.judge_person", subject=made)
    return Kept(made.pk, person.name)


@transaction.atomic
def move_person(*, actor: Actor, person_id: int, influence: int, interest: int) -> Kept:
    """Put a stakeholder elsewhere on one's own map.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` outside 0 to 100.
    """
    actor.require("judge")
    _check_place(influence, interest)
    person = _other(actor, person_id)
    moved, _ = _own(actor, person)
    moved.influence, moved.interest = influence, interest
    moved.save(update_fields=["influence", "interest"])
    record(actor=actor, verb="stakeholders.move_person", subject=moved)
    return Kept(moved.pk, person.name)


@transaction.atomic
def set_stance(
    *, actor: Actor, person_id: int, stance: str, why: str, now: datetime
) -> Kept:
    """Say that a stakeholder stands elsewhere now in one's eyes, and why.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` for an unknown stance or without a
    reason, ``Conflict`` when they stand there already.
    """
    actor.require("judge")
    if stance not in Stance.values:
        raise Invalid("Somebody is for it, open or against it.")
    if not why.strip():
        raise Invalid("Say what changed their mind; you will want to know later.")
    person = _other(actor, person_id)
    own, _ = _own(actor, person)
    if own.stance == stance:
        raise Conflict("They stand there already.")
    _note_change(own, stance, why, now)
    own.stance = stance
    own.save(update_fields=["stance"])
    record(actor=actor, verb="stakeholders.set_stance", subject=own)
    return Kept(own.pk, person.name)


@transaction.atomic
def set_listening(
    *, actor: Actor, listener_id: int, heeded_id: int, weight: int
) -> None:
    """Say how much one stakeholder listens to another: 3, 1, or 0 for not at all.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` for oneself or another weight.
    """
    actor.require("judge")
    if listener_id == heeded_id:
        raise Invalid("Nobody is swayed by themselves.")
    if weight not in (0, 1, 3):
        raise Invalid("Somebody listens strongly, a little, or not at all.")
    listener, heeded = _other(actor, listener_id), _other(actor, heeded_id)
    known = rows(Listening, actor).filter(
        author_id=actor.user_id, listener=listener, heeded=heeded
    )
    own, _ = _own(actor, listener)
    _own(actor, heeded)
    if weight == 0:
        known.delete()
    elif not known.update(weight=weight):
        Listening(
            workspace_id=actor.workspace_id, author_id=actor.user_id,
            listener=listener, heeded=heeded, weight=weight,
        ).save()  # fmt: skip
    record(actor=actor, verb="stakeholders.set_listening", subject=own)


@transaction.atomic
def share_judgements(*, actor: Actor, user_id: int, is_shared: bool) -> tuple[int, int]:
    """Let a member read all one thinks of people, or none of it any more.

    What is about that member is left out. Returns how many judgements were shared or
    taken back, and how many were left out. Raises ``NotAllowed``, ``Invalid`` for who
    is no other member.
    """
    actor.require("judge")
    if user_id == actor.user_id or user_id not in dict(list_people(actor=actor)):
        raise Invalid("Share it with another member of this workspace.")
    own = rows(Judgement, actor).filter(author_id=actor.user_id).order_by("pk")
    if is_shared:
        them = people_who_are(actor=actor, user_id=user_id)
        told = [one for one in own if one.person_id not in them]
        _share(actor, told, (user_id,), keep=True)
        count, left = len(told), len(own) - len(told)
    else:
        shared = rows(JudgementShare, actor).filter(
            judgement__author_id=actor.user_id, user_id=user_id
        )
        count, left = shared.count(), 0
        shared.delete()
    if own:
        record(
            actor=actor, verb="stakeholders.share_judgements", subject=own[0],
            is_shared=is_shared,
        )  # fmt: skip
    return count, left


def _other(actor: Actor, person_id: int) -> Person:
    """Return a stakeholder who is not the actor themselves."""
    person = get_person(actor=actor, person_id=person_id)
    if person.pk in people_who_are(actor=actor):
        raise NotAllowed("This is you: one judges others here, not oneself.")
    return person


def _own(actor: Actor, person: Person) -> tuple[Judgement, bool]:
    """Return the actor's judgement of somebody, made where there is none yet."""
    own = rows(Judgement, actor).filter(author_id=actor.user_id, person=person)
    found = own.select_for_update().first()
    if found is not None:
        return found, False
    made = Judgement(
        workspace_id=actor.workspace_id, author_id=actor.user_id, person=person
    )
    made.save()
    return made, True


def _note_change(own: Judgement, stance: str, why: str, now: datetime) -> None:
    if own.stance != stance:
        StanceChange(
            workspace_id=own.workspace_id, judgement=own, at=now, was=own.stance,
            stance=stance, why=why.strip()[:500],
        ).save()  # fmt: skip


def _check_readers(actor: Actor, person_id: int, user_ids: Iterable[int]) -> None:
    allowed = dict(readers_for(actor=actor, person_id=person_id))
    if set(user_ids) - set(allowed):
        raise Invalid(
            "Share it with other members of this workspace; never with the person "
            "themselves."
        )


def _share(
    actor: Actor, own: list[Judgement], user_ids: Iterable[int], keep: bool = False
) -> None:
    """Share judgements with members, and unless ``keep`` with no others."""
    wanted = set(user_ids)
    member_of = {one.user_id: one.id for one in list_members(actor=actor)}
    for one in own:
        shared = rows(JudgementShare, actor).filter(judgement=one)
        if not keep:
            shared.exclude(user_id__in=wanted).delete()
        for user_id in wanted - set(shared.values_list("user_id", flat=True)):
            JudgementShare(
                workspace_id=actor.workspace_id, judgement=one, user_id=user_id,
                member_id=member_of[user_id],
            ).save()  # fmt: skip


def _check_place(influence: int, interest: int) -> None:
    if not (0 <= influence <= 100 and 0 <= interest <= 100):
        raise Invalid("Influence and interest are between 0 and 100.")
