"""Writes of decisions before they are taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction

from leadline.accounts.actions import (
    hand_over,
    record_rows,
    result_of,
    take_version,
)
from leadline.accounts.queries import check_members, rows
from leadline.accounts.queries.seals import Touched
from leadline.accounts.types import (
    Actor,
    Kept,
)
from leadline.decisions.models import (
    ChairWord,
    Decision,
    DecisionBet,
    DecisionChange,
    DecisionGoal,
    DecisionNeed,
    DecisionPerson,
    DecisionSegment,
    Option,
)
from leadline.decisions.queries.rows import held_open, segments_named
from leadline.decisions.types import DecisionIn, DecisionState, Deed, Door, OptionIn
from leadline.evidence.models import Need
from leadline.evidence.queries import list_segments
from leadline.foundation.errors import Invalid, NotFound
from leadline.foundation.plain import changed_in, names_of
from leadline.roadmap.models import Bet
from leadline.strategy.models import Goal

MOST_OPTIONS = 12
LINKS: dict[str, Any] = {
    "need": DecisionNeed,
    "bet": DecisionBet,
    "goal": DecisionGoal,
}


@transaction.atomic
def create_decision(*, actor: Actor, decision: DecisionIn, now: datetime) -> Kept:
    """Open a decision with its question, options and what it touches.

    Raises ``NotAllowed``, ``Invalid`` without a question or for options that repeat,
    ``NotFound`` for a need, bet, goal or person of another workspace.
    """
    actor.require("change")
    created = Decision(workspace_id=actor.workspace_id)
    _fill(actor, created, decision)
    created.save()
    _, touched = _set_options(actor, created, decision.options)
    _set_links(actor, created, decision)
    _note_change(actor, created, now, Deed.OPENED)
    _record(
        actor,
        "decisions.create_decision",
        created,
        touched,
        question=created.question,
        options=[option.title for option in decision.options],
    )
    hand_over(actor=actor, subject=created, to=created.decider_id)
    return result_of(created)


@transaction.atomic
def change_decision(
    *,
    actor: Actor,
    decision_id: int,
    now: datetime,
    seen: int | None = None,
    **said: Any,
) -> Kept:
    """Say some of an open decision anew: the fields of ``DecisionIn`` by name.

    With other options the chair is to be heard again. Raises what ``create_decision``
    raises, ``Stale`` where ``seen`` is not the version that stands, and ``Conflict``
    once it is taken: a taken decision is reversed, never rewritten.
    """
    actor.require("change")
    changed = held_open(actor=actor, decision_id=decision_id)
    take_version(actor=actor, row=changed, seen=seen)
    decider = changed.decider_id
    decision = changed_in(_standing(actor, changed), said, "decision")
    _fill(actor, changed, decision)
    other_options, touched = _set_options(actor, changed, decision.options)
    _set_links(actor, changed, decision)
    if other_options and changed.state == DecisionState.HEARD:
        changed.state, changed.heard_at = DecisionState.DRAFT, None
    changed.save()
    deed = Deed.OPTIONS if other_options else Deed.FRAMED
    _note_change(actor, changed, now, deed)
    _record(
        actor,
        "decisions.change_decision",
        changed,
        touched,
        version=changed.version,
        question=changed.question,
        options=[option.title for option in decision.options],
    )
    hand_over(actor=actor, subject=changed, to=changed.decider_id, was=decider)
    return result_of(changed)


def _record(
    actor: Actor,
    verb: str,
    decision: Decision,
    touched: Sequence[Touched],
    **detail: object,
) -> None:
    """Write a line that vouches for a decision and what of its parts was touched."""
    record_rows(
        actor=actor, verb=verb, subject=decision, touched=touched, detail=detail
    )


def _note_change(
    actor: Actor,
    decision: Decision,
    now: datetime,
    deed: Deed,
    what: str = "",
    why: str = "",
) -> None:
    """Add a line to the decision's history; without words the deed's own."""
    DecisionChange(
        workspace_id=actor.workspace_id,
        decision=decision,
        at=now,
        user_id=actor.user_id,
        kind=deed,
        what=(what or deed.label)[:240],
        why=why,
    ).save()


def _standing(actor: Actor, row: Decision) -> DecisionIn:
    """Return what is said about a decision now."""
    links: dict[str, Any] = {
        f"{kind}_ids": tuple(
            rows(table, actor).filter(decision=row).values_list(f"{kind}_id", flat=True)
        )
        for kind, table in LINKS.items()
    }
    options = rows(Option, actor).filter(decision=row).order_by("position", "pk")
    plain = set(names_of(DecisionIn)) - {"options", "segments", *links}
    return DecisionIn(
        options=tuple(OptionIn(option.title, option.note) for option in options),
        segments=segments_named(actor=actor, decision_id=row.pk),
        **{name: getattr(row, name) for name in plain},
        **links,
    )


def _fill(actor: Actor, row: Decision, said: DecisionIn) -> None:
    question = said.question.strip()
    if not question:
        raise Invalid("Ask the question that is to be decided.", field="question")
    if said.door not in Door.values:
        raise Invalid("A door is one-way or two-way.", field="door")
    check_members(actor=actor, user_ids=[said.decider_id], who="The decider")
    row.question, row.context = question[:240], said.context.strip()
    row.criteria, row.consulted = said.criteria.strip(), said.consulted.strip()[:500]
    row.door, row.decider_id = said.door, said.decider_id
    row.due_date = said.due_date


def _set_options(
    actor: Actor, row: Decision, said: Sequence[OptionIn]
) -> tuple[bool, list[Touched]]:
    """Keep options by their title; return whether there are others, and what changed.

    What stood on the chair beside an option that is gone goes with it, and who was
    for it or against it is so no more.
    """
    titles = [option.title.strip()[:160] for option in said if option.title.strip()]
    if len({title.casefold() for title in titles}) < len(titles):
        raise Invalid("Two options have the same title.", field="options")
    if len(titles) > MOST_OPTIONS:
        raise Invalid(
            f"At most {MOST_OPTIONS} options; more are never weighed.", field="options"
        )
    known = {
        option.title: option for option in rows(Option, actor).filter(decision=row)
    }
    gone = [option for title, option in known.items() if title not in titles]
    pks = [option.pk for option in gone]
    parts: tuple[Any, ...] = (ChairWord, DecisionPerson)
    touched: list[Touched] = [
        (
            table,
            list(
                rows(table, actor).filter(option__in=pks).values_list("pk", flat=True)
            ),
        )
        for table in parts
    ]
    rows(ChairWord, actor).filter(option__in=pks).delete()
    for option in gone:
        option.delete()
    notes = {o.title.strip()[:160]: o.note.strip() for o in said}
    for position, title in enumerate(titles):
        option = known.get(title) or Option(
            workspace_id=actor.workspace_id, decision=row, title=title
        )
        option.note, option.position = notes[title], position
        option.save()
        pks.append(option.pk)
    is_other = bool(gone) or set(titles) != set(known)
    return is_other, [*touched, (Option, pks)]


def _set_links(actor: Actor, row: Decision, said: DecisionIn) -> None:
    _link(actor, row, DecisionNeed, Need, "need_id", said.need_ids)
    _link(actor, row, DecisionBet, Bet, "bet_id", said.bet_ids)
    _link(actor, row, DecisionGoal, Goal, "goal_id", said.goal_ids)
    _set_segments(actor, row, said.segments)


def _set_segments(actor: Actor, row: Decision, names: Sequence[str]) -> None:
    """Name the segments it touches; ``Invalid`` for one that no customer is of."""
    known = set(list_segments(actor=actor)) | set(
        segments_named(actor=actor, decision_id=row.pk)
    )
    for name in names:
        if name not in known:
            raise Invalid(f"No customer is of “{name[:80]}”.", field="segments")
    links = rows(DecisionSegment, actor).filter(decision=row)
    links.exclude(name__in=names).delete()
    kept = set(links.values_list("name", flat=True))
    for name in dict.fromkeys(names):
        if name not in kept:
            DecisionSegment(
                workspace_id=actor.workspace_id, decision=row, name=name
            ).save()


def _link(
    actor: Actor,
    row: Decision,
    link: type[DecisionNeed] | type[DecisionBet] | type[DecisionGoal],
    model: type[models.Model],
    field: str,
    ids: Sequence[int],
) -> None:
    wanted = set(ids)
    if rows(model, actor).filter(pk__in=wanted).count() < len(wanted):  # type: ignore[type-var]
        raise NotFound("There is no such need, bet or goal.")
    links = rows(link, actor).filter(decision=row)
    links.exclude(**{f"{field}__in": wanted}).delete()
    known = set(links.values_list(field, flat=True))
    for pk in sorted(wanted - known):
        link(workspace_id=actor.workspace_id, decision=row, **{field: pk}).save()
