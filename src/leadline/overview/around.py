"""All that is on record around a customer or a person, in short lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, Count, F, Max, Q, QuerySet, Value, When

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.conversation.types import About
from leadline.decisions.models import (
    ChairWord,
    Decision,
    DecisionNeed,
    DecisionPerson,
)
from leadline.evidence.models import Feedback, Need
from leadline.evidence.queries.rows import get_customer
from leadline.evidence.types import FeedbackState, NeedState
from leadline.foundation.errors import NotFound
from leadline.foundation.paging import Listed, Page, listed
from leadline.foundation.text import first_words
from leadline.launches.models import Launch, LaunchLetter
from leadline.roadmap.models import Bet, BetCommitment, BetNeed
from leadline.stakeholders.models import Commitment, ContactNote, Person, Told
from leadline.stakeholders.queries.promises import OPEN
from leadline.stakeholders.queries.rows import get_person
from leadline.stakeholders.types import Direction

SHOWN, MOST, LONGEST = 5, 500, 140
"""Rows of a list on the page, lines of what was told that are read, letters of one."""


class Whom(models.TextChoices):
    """Around whom."""

    CUSTOMER = "customer", "Customer"
    PERSON = "person", "Person"


class AroundPart(models.TextChoices):
    """The lists around somebody."""

    PROMISES = "promises", "Promises both ways"
    NEEDS = "needs", "Needs they spoke of"
    WORDS = "words", "What they said"
    BETS = "bets", "Bets that answer them"
    DECISIONS = "decisions", "Decisions that touch them"
    LAUNCHES = "launches", "Launches for them"
    PEOPLE = "people", "Stakeholders"
    CONTACTS = "contacts", "Spoken to"
    TOLD = "told", "Told them"


@dataclass(frozen=True, slots=True)
class Beside:
    """One record: ``label`` is its state or kind, ``at`` its day, ``who`` a person.

    ``is_ours`` says of a promise that we gave it, and of none else.
    """

    kind: str
    id: int
    title: str
    label: str = ""
    at: date | None = None
    who: str = ""
    is_ours: bool | None = None


@dataclass(frozen=True, slots=True)
class _Of:
    """The sets of rows that everything around somebody is found by."""

    people: QuerySet[Person]
    pieces: QuerySet[Feedback]
    letters: Q
    actor: Actor

    @property
    def needs(self) -> QuerySet[Any, Any]:
        """The ids of the needs they spoke of."""
        spoken = self.pieces.filter(need__isnull=False).order_by()
        return spoken.values("need_id")

    @property
    def bets(self) -> QuerySet[Bet]:
        """The bets that answer their needs or honour a promise to or of them."""
        answer = rows(BetNeed, self.actor).filter(need_id__in=self.needs)
        honour = rows(BetCommitment, self.actor).filter(
            commitment__person__in=self.people
        )
        return rows(Bet, self.actor).filter(
            Q(pk__in=answer.values("bet_id")) | Q(pk__in=honour.values("bet_id"))
        )


def around(
    *,
    actor: Actor,
    whom: str,
    pk: int,
    part: str,
    page: Page = 1,
    size: int | None = None,
) -> Listed[Beside]:
    """Return one list around a customer or a person; raises ``NotFound``."""
    actor.require("read")
    if part not in AroundPart.values:
        raise NotFound("There is no such list.")
    return LISTS[AroundPart(part)](_of(actor, whom, pk), page, size)


def all_around(
    *, actor: Actor, whom: str, pk: int, parts: Iterable[str] = tuple(AroundPart)
) -> dict[AroundPart, Listed[Beside]]:
    """Return the beginning of each list that holds something; raises ``NotFound``."""
    actor.require("read")
    of = _of(actor, whom, pk)
    found = ((AroundPart(p), LISTS[AroundPart(p)](of, 1, SHOWN)) for p in parts)
    return {part: some for part, some in found if some}


def name_of(*, actor: Actor, whom: str, pk: int) -> str:
    """Return the name of the customer or person; raises ``NotFound``."""
    actor.require("read")
    if whom == Whom.CUSTOMER:
        return get_customer(actor=actor, customer_id=pk).name
    if whom == Whom.PERSON:
        return get_person(actor=actor, person_id=pk).name
    raise NotFound("There is nothing of that kind.")


def _of(actor: Actor, whom: str, pk: int) -> _Of:
    counted = rows(Feedback, actor).filter(set_aside="")
    counted = counted.exclude(state=FeedbackState.ARCHIVED)
    if whom == Whom.CUSTOMER:
        get_customer(actor=actor, customer_id=pk)
        people = rows(Person, actor).filter(customer_id=pk)
        letters = Q(customer_id=pk) | Q(person__in=people)
        return _Of(people, counted.filter(customer_id=pk), letters, actor)
    if whom != Whom.PERSON:
        raise NotFound("There is nothing of that kind.")
    person = get_person(actor=actor, person_id=pk)
    people = rows(Person, actor).filter(pk=pk)
    return _Of(people, _said_by(counted, person), Q(person_id=pk), actor)


def _said_by(pieces: QuerySet[Feedback], person: Person) -> QuerySet[Feedback]:
    """Return what a person said: by their address, or by name at their customer."""
    is_theirs = Q(pk__in=[])
    if person.email:
        is_theirs |= Q(author_email__iexact=person.email)
    if person.customer_id is not None:
        is_theirs |= Q(author=person.name, customer_id=person.customer_id)
    return pieces.filter(is_theirs)


def _promises(of: _Of, page: Page, size: int | None) -> Listed[Beside]:
    ended = Case(When(state__in=OPEN, then=Value(0)), default=Value(1))
    found = rows(Commitment, of.actor).filter(person__in=of.people)
    found = found.order_by(ended, F("due_date").asc(nulls_last=True), "pk")

    def shown(part: QuerySet[Commitment]) -> Iterator[Beside]:
        for one in part.select_related("person"):
            is_ours = one.direction == Direction.GIVEN
            yield Beside(
                "promise", one.pk, one.what, one.get_state_display(), one.due_date,
                one.person.name, is_ours,
            )  # fmt: skip

    return listed(found, lambda part: list(shown(part)), page, size)


def _needs(of: _Of, page: Page, size: int | None) -> Listed[Beside]:
    spoken = of.pieces.filter(need__isnull=False).order_by().values("need_id")
    counted = spoken.annotate(n=Count("pk"), last=Max("said_at")).order_by(
        "-n", "-last"
    )

    def shown(part: QuerySet[Any, Any]) -> list[Beside]:
        several = list(part)
        ids = [one["need_id"] for one in several]
        needs = rows(Need, of.actor).in_bulk(ids)
        return [
            Beside(
                "need", one["need_id"], needs[one["need_id"]].statement,
                NeedState(needs[one["need_id"]].state).label, one["last"].date(),
            )
            for one in several
        ]  # fmt: skip

    return listed(counted, shown, page, size)


def _words(of: _Of, page: Page, size: int | None) -> Listed[Beside]:
    return listed(
        of.pieces.order_by("-said_at", "-pk"),
        lambda part: [
            Beside(
                "feedback", one.pk, first_words(one.words, LONGEST), one.source,
                one.said_at.date(), one.author,
            )
            for one in part
        ],
        page,
        size,
    )  # fmt: skip


def _bets(of: _Of, page: Page, size: int | None) -> Listed[Beside]:
    return listed(
        of.bets.order_by("title", "pk"),
        lambda part: [
            Beside("bet", bet.pk, bet.title, bet.get_state_display()) for bet in part
        ],
        page,
        size,
    )


def _decisions(of: _Of, page: Page, size: int | None) -> Listed[Beside]:
    touching = rows(DecisionNeed, of.actor).filter(need_id__in=of.needs)
    named = rows(DecisionPerson, of.actor).filter(person__in=of.people)
    heard = rows(ChairWord, of.actor).filter(feedback__in=of.pieces.order_by())
    links = (touching, named, heard)
    is_theirs = Q(pk__in=[])
    for link in links:
        is_theirs |= Q(pk__in=link.values("decision_id"))
    found = rows(Decision, of.actor).filter(is_theirs).order_by("-pk")
    return listed(
        found,
        lambda part: [
            Beside(
                "decision", one.pk, one.question, one.get_state_display(),
                one.decided_at.date() if one.decided_at else one.due_date,
            )
            for one in part
        ],
        page,
        size,
    )  # fmt: skip


def _launches(of: _Of, page: Page, size: int | None) -> Listed[Beside]:
    letters = rows(LaunchLetter, of.actor).filter(of.letters)
    is_theirs = Q(bet__in=of.bets.order_by()) | Q(pk__in=letters.values("launch_id"))
    found = rows(Launch, of.actor).filter(is_theirs).order_by("-day", "-pk")
    return listed(
        found,
        lambda part: [
            Beside(
                "launch", one.pk, one.title, one.get_state_display(),
                one.launched_on or one.day,
            )
            for one in part
        ],
        page,
        size,
    )  # fmt: skip


def _people(of: _Of, page: Page, size: int | None) -> Listed[Beside]:
    found = of.people.filter(is_archived=False).order_by("name", "pk")
    return listed(
        found,
        lambda part: [
            Beside(
                "person", one.pk, one.name, one.title or one.get_function_display(),
                one.last_contact,
            )
            for one in part
        ],
        page,
        size,
    )  # fmt: skip


def _contacts(of: _Of, page: Page, size: int | None) -> Listed[Beside]:
    found = rows(ContactNote, of.actor).filter(person__in=of.people)
    return listed(
        found.order_by("-on_date", "-pk").select_related("person"),
        lambda part: [
            Beside(
                "person", one.person_id,
                first_words(one.note or one.words or "Nothing noted", LONGEST),
                one.get_kind_display(), one.on_date, one.person.name,
            )
            for one in part
        ],
        page,
        size,
    )  # fmt: skip


def _told(of: _Of, page: Page, size: int | None) -> Listed[Beside]:
    """Return what was told, the latest first: changes, and letters of launches."""
    told = rows(Told, of.actor).filter(person__in=of.people, is_needless=False)
    lines = [
        (one.told_at, *_key(one.subject), one.how, one.person.name)
        for one in told.select_related("person").order_by("-told_at")[:MOST]
    ]
    sent = rows(LaunchLetter, of.actor).filter(
        of.letters, told_at__isnull=False, is_needless=False
    )
    for letter in sent.select_related("person", "customer").order_by("-told_at")[:MOST]:
        whom = letter.person or letter.customer
        at = letter.told_at
        if at is not None:
            name = whom.name if whom else ""
            lines.append((at, About.LAUNCH, letter.launch_id, letter.how, name))
    lines.sort(key=lambda line: line[0], reverse=True)

    def shown(part: list[Any]) -> list[Beside]:
        names = _names(of.actor, {(kind, pk) for _, kind, pk, *_ in part})
        return [
            Beside(kind, pk, names[kind, pk], how, at.date(), who)
            for at, kind, pk, how, who in part
            if (kind, pk) in names
        ]

    return listed(lines, shown, page, size)


def _key(subject: str) -> tuple[str, int]:
    """Return the kind and the id that what was told is about."""
    kind, _, pk = subject.partition(":")
    return kind, int(pk)


def _names(actor: Actor, keys: set[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Return what records of several kinds are called, those that are still there."""
    kinds: dict[str, tuple[type[Any], str]] = {
        "bet": (Bet, "title"),
        "decision": (Decision, "question"),
        "promise": (Commitment, "what"),
        "launch": (Launch, "title"),
    }
    names: dict[tuple[str, int], str] = {}
    for kind, (model, name) in kinds.items():
        ids = [pk for of, pk in keys if of == kind]
        found = rows(model, actor).filter(pk__in=ids).values_list("pk", name)
        names |= {(kind, pk): text for pk, text in found}
    return names


LISTS: dict[AroundPart, Callable[[_Of, Page, int | None], Listed[Beside]]] = {
    AroundPart.PROMISES: _promises,
    AroundPart.NEEDS: _needs,
    AroundPart.WORDS: _words,
    AroundPart.BETS: _bets,
    AroundPart.DECISIONS: _decisions,
    AroundPart.LAUNCHES: _launches,
    AroundPart.PEOPLE: _people,
    AroundPart.CONTACTS: _contacts,
    AroundPart.TOLD: _told,
}
