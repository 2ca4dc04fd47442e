"""What is asked of the reader: from what is on record, each with its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions.models import DecisionPerson
from leadline.decisions.queries import next_talks
from leadline.decisions.types import ChairVerdict, Part
from leadline.overview.briefing.audiences import Reader
from leadline.overview.briefing.record import Record
from leadline.overview.briefing.sources import (
    source_of_bet,
    source_of_decision,
    source_of_promise,
)
from leadline.overview.briefing.types import (
    Ask,
    Source,
    counted,
    day_words,
    listed,
)
from leadline.overview.telling import ToTell, to_tell
from leadline.stakeholders.models import Person
from leadline.stakeholders.types import Function

MOST = 5
NAMED = 4
Dated = tuple[date, Ask]


def asks_of(actor: Actor, record: Record, reader: Reader) -> tuple[list[Ask], int]:
    """Return what is asked of an audience, the nearest day first, and how much more."""
    found = [
        *_to_decide(actor, record, reader),
        *_to_say(actor, record, reader),
        *_promised(record, reader),
    ]
    if reader.tells:
        found += _to_tell(actor, record)
    if reader.meets:
        found += _to_meet(actor, record)
    found.sort(key=lambda one: (one[0], one[1].what))
    return [ask for _, ask in found[:MOST]], max(0, len(found) - MOST)


def _by(day: date | None, on: date) -> str:
    return day_words(day, on) if day else ""


def _to_decide(actor: Actor, record: Record, reader: Reader) -> Iterator[Dated]:
    """Yield the decisions that somebody of the audience takes."""
    people = _people(actor, reader)
    for one in record.waiting:
        address = one.address.lower()
        if address and address in people:
            chair = record.chairs[one.id]
            why = f"{chair.not_heard_on[:1].upper()}{chair.not_heard_on[1:]}."
            is_heard = chair.verdict != ChairVerdict.EMPTY
            yield (
                one.due_date or date.max,
                Ask(
                    f"{people[address]}: decide “{one.question}”",
                    "" if is_heard else why,
                    _by(one.due_date, record.on),
                    source_of_decision(one),
                ),
            )


def _people(actor: Actor, reader: Reader) -> dict[str, str]:
    """Return the names of the audience's people by their address."""
    found = rows(Person, actor).filter(
        function__in=reader.functions, is_archived=False
    ).exclude(email="")  # fmt: skip
    return {email.lower(): name for email, name in found.values_list("email", "name")}


def _to_say(actor: Actor, record: Record, reader: Reader) -> Iterator[Dated]:
    """Yield the open decisions on which people of the audience have not spoken."""
    open_ones = {one.id: one for one in record.waiting}
    silent = rows(DecisionPerson, actor).filter(
        decision_id__in=open_ones,
        part=Part.ASKED,
        stance="",
        person__function__in=reader.functions,
        person__is_archived=False,
    )
    names: dict[int, list[str]] = {}
    pairs = silent.order_by("person__name").values_list("decision_id", "person__name")
    for decision_id, name in pairs:
        names.setdefault(decision_id, []).append(name)
    for decision_id, asked in names.items():
        one = open_ones[decision_id]
        yield (
            one.due_date or date.max,
            Ask(
                f"{listed(asked)}: say where you stand on “{one.question}”",
                "You are asked before it is decided.",
                _by(one.due_date, record.on),
                source_of_decision(one),
            ),
        )


def _promised(record: Record, reader: Reader) -> Iterator[Dated]:
    """Yield what people of the audience promised us and have not kept yet."""
    for owed in record.received:
        row = owed.row
        if row.function not in reader.functions:
            continue
        late = f"{counted(row.days_late, 'day')} late" if row.days_late else ""
        yield (
            row.due_date or date.max,
            Ask(f"{row.person}: {row.what}", late, _by(row.due_date, record.on),
                source_of_promise(owed)),
        )  # fmt: skip


def _to_tell(actor: Actor, record: Record) -> Iterator[Dated]:
    """Yield, by change, the customers' people who have not been told of it."""
    outside = dict(
        rows(Person, actor)
        .filter(function=Function.CUSTOMER, is_archived=False)
        .values_list("pk", "organisation")
    )
    by_change: dict[str, list[ToTell]] = {}
    for one in to_tell(actor=actor, now=record.now):
        if one.person_id in outside:
            by_change.setdefault(one.change.subject, []).append(one)
    for several in by_change.values():
        change = several[0].change
        names = sorted({one.person for one in several})
        more = len(names) - NAMED
        whom = listed(
            [*names[:NAMED], f"{counted(more, 'other')}"] if more > 1 else names
        )
        key = f"{change.kind}:{change.id}"
        yield (
            record.on,
            Ask(
                f"Tell {whom}{change.news}",
                several[0].because[:1].upper() + several[0].because[1:],
                "",
                Source(key, PATHS[change.kind].format(change.id), change.what),
            ),
        )


PATHS = {
    "bet": "roadmap/bets/{}/",
    "decision": "decisions/{}/",
    "promise": "stakeholders/promises/{}/",
}


def _to_meet(actor: Actor, record: Record) -> Iterator[Dated]:
    """Yield whom to ask what is worth most to the plan; where no plan says so, the
    silent segment of a decision that is to be talked to next."""
    waiting = {one.id: one for one in record.waiting}
    for talk in next_talks(actor=actor, on=record.on):
        if talk.lesson is not None:
            names = " or ".join(voice.name for voice in talk.voices)
            yield (
                talk.lesson.by,
                Ask(
                    f"Bring us together with {names}",
                    talk.lesson.question,
                    _by(talk.lesson.by, record.on),
                    source_of_bet(talk.lesson.bet_id, talk.lesson.bet),
                ),
            )
            return
        if talk.segment is not None and talk.decision_id in waiting:
            one = waiting[talk.decision_id]
            yield (
                one.due_date or date.max,
                Ask(
                    f"Name two customers of “{talk.segment.name}” who would talk to us",
                    f"None of them has been heard on “{one.question}”.",
                    _by(one.due_date, record.on),
                    source_of_decision(one),
                ),
            )
            return
