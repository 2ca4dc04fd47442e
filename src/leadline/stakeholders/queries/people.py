"""Reads of people: one, many; facts, with what the reader may know beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy

from leadline.accounts.queries import get_user, rows
from leadline.accounts.types import Actor
from leadline.foundation.paging import Listed, Page, listed
from leadline.stakeholders.models import ContactNote, Person
from leadline.stakeholders.queries.judgements import (
    judged_by,
    judgements_of,
    people_who_are,
)
from leadline.stakeholders.queries.rows import get_person
from leadline.stakeholders.types import (
    ContactKind,
    ContactRow,
    Function,
    Judged,
    PersonFilter,
    PersonPage,
    PersonRow,
)

SORTS: dict[str, list[str | OrderBy]] = {
    "silence": [F("last_contact").asc(nulls_first=True), "name"],
    "name": ["name", "pk"],
}
COLUMNS = (
    "id", "version", "name", "title", "organisation", "function", "is_organisation",
    "owner_id", "owner__name", "owner__email", "email", "customer_id", "customer__name",
    "is_archived", "last_contact", "cadence_days", "account_id",
)  # fmt: skip
SHOWN = 30


def _by_influence(row: PersonRow) -> tuple[int, str]:
    return (-row.judged.influence if row.judged else 1, row.name)


def _by_sway(row: PersonRow) -> float:
    return -row.judged.sway if row.judged else 1


BY_JUDGEMENT: dict[str, Callable[[PersonRow], Any]] = {
    "influence": _by_influence,
    "sway": _by_sway,
}


def list_people(
    *,
    actor: Actor,
    only: PersonFilter,
    on: date,
    page: Page = 1,
    size: int | None = None,
) -> Listed[PersonRow]:
    """Return stakeholders, the longest silence first unless asked otherwise.

    Beside each stands what ``only.by`` thinks of them, where the reader may know it;
    who was not judged comes last where judgements give the order, and not at all where
    a stance is asked for.
    """
    actor.require("read")
    found = rows(Person, actor).filter(is_archived=only.gone)
    if only.text:
        found = found.filter(
            Q(name__icontains=only.text)
            | Q(title__icontains=only.text)
            | Q(organisation__icontains=only.text)
        )
    if only.function:
        found = found.filter(function=only.function)
    if only.owner is not None:
        found = found.filter(owner_id=only.owner)
    judged = judged_by(actor=actor, author_id=only.by) if only.by else {}
    ordered = found.order_by(*SORTS.get(only.sort, SORTS["silence"]))
    matching = [
        row
        for row in _rows(ordered, on, judged)
        if (row.is_overdue or not only.silent)
        and (not only.stance or (row.judged and row.judged.stance == only.stance))
    ]
    if only.sort in BY_JUDGEMENT:
        matching.sort(key=BY_JUDGEMENT[only.sort])
    return listed(matching, list, page, size, of=rows(Person, actor))


def speaks_for(*, actor: Actor) -> set[int]:
    """Return the stakeholders as whom the actor may answer: by account, or address.

    Only the address they sign in with counts, and no name: anybody could take it on.
    """
    actor.require("read")
    email = get_user(user_id=actor.user_id).email.lower()
    known = Q(account_id=actor.user_id) | Q(account_id=None, email=email)
    return set(rows(Person, actor).filter(known).values_list("pk", flat=True))


def person_choices(*, actor: Actor) -> list[tuple[int, str]]:
    """Return stakeholders to choose from."""
    actor.require("read")
    found = rows(Person, actor).filter(is_archived=False).order_by("name")
    return [
        (pk, f"{name}, {organisation}" if organisation else name)
        for pk, name, organisation in found.values_list("pk", "name", "organisation")
    ]


def silent_people(*, actor: Actor, on: date, size: int) -> Listed[PersonRow]:
    """Return who was not spoken to for longer than meant, the longest silence first."""
    actor.require("read")
    meant = rows(Person, actor).filter(is_archived=False, cadence_days__isnull=False)
    told = meant.order_by(*SORTS["silence"])
    known = told.values_list("pk", "last_contact", "cadence_days")
    silent = [pk for pk, last, days in known if _is_silent(last, days, on)]

    def shown(part: Sequence[int]) -> list[PersonRow]:
        found = rows(Person, actor).filter(pk__in=part).order_by(*SORTS["silence"])
        return _rows(found, on) if part else []

    return listed(silent, shown, size=size)


def _is_silent(last: date | None, days: int | None, on: date) -> bool:
    return last is None or (on - last).days > (days or 0)


def kept_in_touch(*, actor: Actor, on: date) -> tuple[int, int]:
    """Return how many of the people one looks after were spoken to in time, of all."""
    actor.require("read")
    meant = rows(Person, actor).filter(
        is_archived=False, cadence_days__isnull=False, owner_id=actor.user_id
    )
    known = list(meant.values_list("last_contact", "cadence_days"))
    return sum(not _is_silent(last, days, on) for last, days in known), len(known)


def find_by_email(*, actor: Actor, emails: Iterable[str]) -> dict[str, PersonRow]:
    """Return stakeholders by their address in lower case."""
    actor.require("read")
    wanted = {email.lower() for email in emails if email}
    found = rows(Person, actor).filter(email__in=wanted)
    return {row.email: row for row in _rows(found, date.min)}


def person_page(*, actor: Actor, person_id: int, on: date) -> PersonPage:
    """Return every fact of a stakeholder, and the judgements the reader may know."""
    actor.require("read")
    get_person(actor=actor, person_id=person_id)
    contacts = rows(ContactNote, actor).filter(person_id=person_id)
    judgements = judgements_of(actor=actor, person_id=person_id)
    beside = {person_id: judgements[0]} if judgements else {}
    return PersonPage(
        row=_rows(rows(Person, actor).filter(pk=person_id), on, beside)[0],
        contacts=[
            ContactRow(
                c.on_date, ContactKind(c.kind), c.note, c.words, str(c.user or "")
            )
            for c in contacts.select_related("user").order_by("-on_date", "-pk")[:SHOWN]
        ],
        judgements=judgements,
        is_you=person_id in people_who_are(actor=actor),
    )


def _rows(
    found: QuerySet[Person], on: date, judged: Mapping[int, Judged] | None = None
) -> list[PersonRow]:
    return [_row(values, judged or {}, on) for values in found.values(*COLUMNS)]


def _row(values: dict[str, Any], judged: Mapping[int, Judged], on: date) -> PersonRow:
    """Return a row from plain values: a list may be of many hundred people."""
    p = dict(values)
    name, email = p.pop("owner__name"), p.pop("owner__email")
    last = p["last_contact"]
    return PersonRow(
        function=Function(p.pop("function")),
        owner=name or email or "",
        customer=p.pop("customer__name") or "",
        days_silent=(on - last).days if last else None,
        judged=judged.get(p["id"]),
        **p,
    )
