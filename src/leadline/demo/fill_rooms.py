"""Asks before a decision, and holds its options against each other, as people do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from leadline.accounts.types import Actor
from leadline.decisions import actions, queries
from leadline.decisions.types import CellIn, CriterionIn, Part

LETTERS = "ABC"
Said = Sequence[str]


@dataclass(frozen=True, slots=True)
class Room:
    """A decision that is still open, its options by letter, and who may answer."""

    actor: Actor
    decision_id: int
    options: Mapping[str, int]
    people: Mapping[str, int]
    account: Callable[[str], Actor | None]


def room_of(
    actor: Actor,
    decision_id: int,
    people: Mapping[str, int],
    account: Callable[[str], Actor | None],
) -> Room:
    """Return the room of a decision; its options are A, B and C in their order."""
    page = queries.decision_page(actor=actor, decision_id=decision_id)
    options = dict(zip(LETTERS, (option.id for option in page.options), strict=False))
    return Room(actor, decision_id, options, people, account)


def ask(room: Room, said: Said, when: datetime) -> None:
    """Name somebody, and keep where they stand: ``[who, part, stance, why, option]``.

    Who has an account and is asked answers alone; for everybody else it is written
    down by whom they told.
    """
    who, part, stance, why, *option = said
    person_id = room.people[who]
    actions.name_person(
        actor=room.actor, decision_id=room.decision_id, person_id=person_id,
        part=part, now=when,
    )  # fmt: skip
    if not stance:
        return
    told: dict[str, Any] = {
        "decision_id": room.decision_id, "stance": stance, "why": why, "now": when,
        "option_id": room.options[option[0]] if option else None,
    }  # fmt: skip
    own = room.account(who)
    if own is not None and part == Part.ASKED:
        actions.answer_asked(actor=own, **told)
    else:
        actions.hear_person(actor=room.actor, person_id=person_id, **told)


def compare(room: Room, table: Sequence[Mapping[str, Any]], when: datetime) -> None:
    """Write what each option does by each criterion, where somebody said it."""
    if not table:
        return
    criteria = [
        CriterionIn(
            row["by"],
            row.get("note", ""),
            tuple(
                CellIn(room.options[letter], *row[letter])
                for letter in LETTERS
                if letter in row
            ),
        )
        for row in table
    ]
    actions.compare_options(
        actor=room.actor, decision_id=room.decision_id, criteria=criteria, now=when
    )
