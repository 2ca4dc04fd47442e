"""People who have a say, talks with them, and promises.

What somebody thinks of people is theirs alone: it is in no answer and no filter here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from leadline.api.operations import Ask, Op, Record, among, body, body_of, part_of
from leadline.api.shapes import build, said_in
from leadline.stakeholders import actions, queries
from leadline.stakeholders.types import (
    STILL_OPEN,
    Direction,
    Function,
    PersonFilter,
    PersonIn,
    PersonRow,
    PromiseIn,
    PromiseRow,
    PromiseState,
)


@dataclass(frozen=True, slots=True)
class PromiseFilter:
    """Which promises a list shows."""

    text: str = ""
    state: str = ""
    direction: str = ""
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class PromiseChange:
    """What is said anew of a promise; `why` goes with another state or day."""

    what: str = ""
    person_id: int | None = None
    part: str = ""
    state: str = ""
    due_date: date | None = None
    why: str = ""
    proof: str = ""


PEOPLE = Record(
    "person",
    "people",
    "stakeholders",
    PersonRow,
    lambda ask, pk: (
        queries.person_page(actor=ask.actor, person_id=pk, on=ask.today).row
    ),
    ("stakeholders:person_page",),
    without=frozenset({"judged"}),
)
PROMISES = Record(
    "promise",
    "promises",
    "stakeholders",
    PromiseRow,
    lambda ask, pk: queries.promise_row(actor=ask.actor, promise_id=pk, on=ask.today),
    ("stakeholders:promise_row",),
)


def _change_promise(ask: Ask) -> None:
    """Say several things of a promise; the version that was seen counts for the first.

    A proof goes with the state that is said, and stands by itself where none is.
    """
    said, seen = said_in(ask.body), ask.seen
    who: dict[str, Any] = {"actor": ask.actor, "promise_id": ask.id}
    why, state = said.get("why", ""), said.get("state", "")
    own = ("what", "person_id", "part", *(() if state else ("proof",)))
    if anew := {name: said[name] for name in own if name in said}:
        actions.change_promise(**who, seen=seen, **anew)
        seen = None
    if "due_date" in said:
        actions.set_promise_date(
            **who, due_date=said["due_date"], why=why, now=ask.now, seen=seen
        )
        seen = None
    if state:
        actions.move_promise(
            **who,
            state=state,
            now=ask.now,
            on=ask.today,
            why=why,
            proof=said.get("proof", ""),
            seen=seen,
        )


def _people(ask: Ask) -> Any:
    return queries.list_people(
        actor=ask.actor, only=ask.wanted, on=ask.today, page=ask.page, size=ask.size
    )


OPS: list[Op] = [
    PEOPLE.lists(
        _people,
        "stakeholders:list_people",
        query=PersonFilter,
        words=among(function=Function),
        no_filters=frozenset({"stance", "by"}),
    ),
    PEOPLE.gets(),
    PEOPLE.makes(
        lambda ask: actions.create_person(
            actor=ask.actor, person=build(PersonIn, ask.body)
        ),
        "stakeholders:create_person",
        body=body_of(PersonIn),
    ),
    PEOPLE.changes(
        lambda ask: actions.change_person(
            actor=ask.actor,
            person_id=ask.id,
            seen=ask.seen,
            **said_in(ask.body, PersonIn),
        ),
        "stakeholders:change_person",
        body=part_of(PersonIn),
    ),
    PEOPLE.removes(
        lambda ask: actions.remove_person(actor=ask.actor, person_id=ask.id),
        "stakeholders:remove_person",
    ),
    PEOPLE.acts(
        "log_contact",
        lambda ask: actions.log_contact(
            actor=ask.actor, person_id=ask.id, today=ask.today, **said_in(ask.body)
        ),
        "stakeholders:log_contact",
        body=body(
            "TalkIn",
            "A talk with somebody: when, how, and what was said.",
            on_date=date,
            kind=str,
            note=(str, ""),
            words=(str, ""),
        ),
        summary="Write down a talk with somebody",
    ),
    PROMISES.lists(
        lambda ask: queries.list_promises(
            actor=ask.actor,
            on=ask.today,
            text=ask.wanted.text,
            state=ask.wanted.state,
            direction=ask.wanted.direction,
            person_id=ask.wanted.person_id,
            page=ask.page,
            size=ask.size,
        ),
        "stakeholders:list_promises",
        query=PromiseFilter,
        words=among(state=(*PromiseState, STILL_OPEN), direction=Direction),
    ),
    PROMISES.gets(),
    PROMISES.makes(
        lambda ask: actions.create_promise(
            actor=ask.actor, promise=build(PromiseIn, ask.body), now=ask.now
        ),
        "stakeholders:create_promise",
        body=body_of(PromiseIn),
    ),
    PROMISES.changes(
        _change_promise,
        "stakeholders:change_promise",
        "stakeholders:set_promise_date",
        "stakeholders:move_promise",
        body=part_of(PromiseChange),
    ),
]
