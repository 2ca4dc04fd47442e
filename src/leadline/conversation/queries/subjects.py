"""The records that are talked about: what they are called, and who answers for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q

from leadline.accounts.models import WorkspaceModel
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.conversation.types import TALKED, About, Subject
from leadline.decisions.models import Decision, Prediction
from leadline.evidence.models import Customer, Feedback, Need
from leadline.foundation.errors import NotFound
from leadline.launches.models import Launch, LaunchStep
from leadline.roadmap.models import Bet, Plan
from leadline.stakeholders.models import Briefing, Commitment, Person
from leadline.strategy.models import Goal, Metric, MonthReview

# What each kind is kept in, and the column that names who answers for it.
KINDS: dict[About, tuple[type[WorkspaceModel], str]] = {
    About.NEED: (Need, "owner_id"),
    About.FEEDBACK: (Feedback, ""),
    About.CUSTOMER: (Customer, ""),
    About.BET: (Bet, "owner_id"),
    About.GOAL: (Goal, "owner_id"),
    About.METRIC: (Metric, ""),
    About.PLAN: (Plan, ""),
    About.DECISION: (Decision, "decider_id"),
    About.PREDICTION: (Prediction, "judge_id"),
    About.PERSON: (Person, "owner_id"),
    About.PROMISE: (Commitment, ""),
    About.LAUNCH: (Launch, "owner_id"),
    About.REVIEW: (MonthReview, ""),
    About.STEP: (LaunchStep, "owner_id"),
    About.BRIEFING: (Briefing, ""),
}
KIND_OF = {model._meta.label_lower: about for about, (model, _) in KINDS.items()}
"""The kind of a record by the name that the audit log has for its table."""
# Their title is the beginning of what a customer or a colleague said.
OF_WORDS = frozenset({About.FEEDBACK})
LONGEST_TITLE = 200


def subject_of(*, actor: Actor, about: str, record_id: int) -> Subject:
    """Return a record of the actor's workspace, or raise ``NotFound``.

    Of every kind here each member of a workspace reads each record; whoever gets
    nothing from this query cannot read, write or be told of what is said about it.
    """
    actor.require("read")
    if about not in TALKED:
        raise NotFound("There is no such kind of record to talk about.")
    kind = About(about)
    row = rows(KINDS[kind][0], actor).filter(pk=record_id).first()
    if row is None:
        raise NotFound("There is no such record.")
    return _subject(kind, row)


def place_of_record(
    *, actor: Actor, about: str, record_id: int
) -> tuple[About, int, str]:
    """Return on whose page a record stands, its number, and its place on that page.

    A step stands on the page of its launch. Raises ``NotFound``.
    """
    actor.require("read")
    if about not in About.values:
        raise NotFound("There is no such kind of record.")
    kind = About(about)
    row = rows(KINDS[kind][0], actor).filter(pk=record_id).first()
    if row is None:
        raise NotFound("There is no such record.")
    if isinstance(row, LaunchStep):
        return About.LAUNCH, row.launch_id, f"#step-{row.pk}"
    return kind, row.pk, ""


def subjects_of(
    *, actor: Actor, places: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], Subject]:
    """Return records by kind and number, in one query a kind; none that is gone."""
    actor.require("read")
    wanted: dict[About, set[int]] = defaultdict(set)
    for about, record_id in places:
        wanted[About(about)].add(record_id)
    return {
        (kind.value, row.pk): _subject(kind, row)
        for kind, pks in wanted.items()
        for row in rows(KINDS[kind][0], actor).filter(pk__in=pks)
    }


def subjects_of_log(*, actor: Actor, keys: Iterable[str]) -> dict[str, Subject]:
    """Return the records that lines of the audit log are about, by the log's key.

    Only of the kinds that every member reads, and none that is gone.
    """
    places = {}
    for key in set(keys):
        table, _, pk = key.partition(":")
        if table in KIND_OF and pk.isdecimal():
            places[key] = (KIND_OF[table].value, int(pk))
    found = subjects_of(actor=actor, places=places.values())
    return {key: found[place] for key, place in places.items() if place in found}


def still_there(*, actor: Actor, kinds: Collection[str] = tuple(KINDS)) -> Q:
    """Return what holds of rows whose record, of one of some kinds, was not taken
    back."""
    actor.require("read")
    found = Q()
    for kind, (model, _) in KINDS.items():
        if kind not in kinds:
            continue
        there = rows(model, actor).filter(pk=OuterRef("record_id"))
        found |= Q(Exists(there), about=kind)
    return found


def _subject(kind: About, row: Any) -> Subject:
    title = " ".join(str(row).split())[:LONGEST_TITLE]
    owner = KINDS[kind][1]
    owner_id = getattr(row, owner) if owner else None
    return Subject(kind, row.pk, title, owner_id, is_of_words=kind in OF_WORDS)
