"""Reads of people: one, many, who listens to whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.stakeholders.bridge import sway_of
from leadline.stakeholders.models import ContactNote, Listening, Person, StanceChange
from leadline.stakeholders.types import (
    ContactKind,
    ContactRow,
    Function,
    ListensRow,
    PersonFilter,
    PersonPage,
    PersonRow,
    Stance,
    StanceRow,
)

SORTS: dict[str, list[str | OrderBy]] = {
    "silence": [F("last_contact").asc(nulls_first=True), "name"],
    "name": ["name", "pk"],
    "influence": ["-influence", "name"],
}
SHOWN = 30


def get_person(*, actor: Actor, person_id: int) -> Person:
    """Return one stakeholder, or raise ``NotFound``."""
    actor.require("read")
    found = rows(Person, actor).filter(pk=person_id).first()
    if found is None:
        raise NotFound("There is no such stakeholder.")
    return found


def list_people(*, actor: Actor, only: PersonFilter, on: date) -> list[PersonRow]:
    """Return stakeholders, the longest silence first unless asked otherwise."""
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
    if only.stance:
        found = found.filter(stance=only.stance)
    if only.owner is not None:
        found = found.filter(owner_id=only.owner)
    listed = _rows(actor, found.order_by(*SORTS.get(only.sort, SORTS["silence"])), on)
    if only.sort == "sway":
        listed.sort(key=lambda row: -row.sway)
    return [row for row in listed if row.is_overdue] if only.silent else listed


def person_choices(*, actor: Actor) -> list[tuple[int, str]]:
    """Return stakeholders to choose from."""
    actor.require("read")
    found = rows(Person, actor).filter(is_archived=False).order_by("name")
    return [
        (pk, f"{name}, {organisation}" if organisation else name)
        for pk, name, organisation in found.values_list("pk", "name", "organisation")
    ]


def find_by_email(*, actor: Actor, emails: Iterable[str]) -> dict[str, PersonRow]:
    """Return stakeholders by their address in lower case."""
    actor.require("read")
    wanted = {email.lower() for email in emails if email}
    found = rows(Person, actor).filter(email__in=wanted)
    return {row.email: row for row in _rows(actor, found, date.min)}


def list_listening(*, actor: Actor) -> list[ListensRow]:
    """Return who listens to whom, without those taken off the lists."""
    actor.require("read")
    return _listening(_edges(actor))


def person_page(*, actor: Actor, person_id: int, on: date) -> PersonPage:
    """Return everything known of a stakeholder."""
    actor.require("read")
    get_person(actor=actor, person_id=person_id)
    edges = _edges(actor)
    contacts = rows(ContactNote, actor).filter(person_id=person_id)
    stances = rows(StanceChange, actor).filter(person_id=person_id)
    return PersonPage(
        row=_rows(actor, rows(Person, actor).filter(pk=person_id), on)[0],
        heeds=_listening(edges.filter(listener_id=person_id)),
        heeded_by=_listening(edges.filter(heeded_id=person_id)),
        contacts=[
            ContactRow(
                c.on_date, ContactKind(c.kind), c.note, c.words, str(c.user or "")
            )
            for c in contacts.select_related("user").order_by("-on_date", "-pk")[:SHOWN]
        ],
        stances=[
            StanceRow(s.at, Stance(s.was), Stance(s.stance), s.why, str(s.user or ""))
            for s in stances.select_related("user").order_by("-at", "-pk")[:SHOWN]
        ],
    )


def headline(*, actor: Actor, people: list[PersonRow]) -> str:
    """Return whom to win first, in a sentence, from stance, sway and silence.

    Of those who do not stand where they are wanted, those silent for too long come
    first; among them the one with the most sway.
    """
    actor.require("read")
    apart = [p for p in people if p.stance != p.wanted]
    if not apart:
        return "Everybody stands where you want them." if people else ""
    first = max(apart, key=lambda p: (p.is_overdue, p.sway, p.influence, -p.id))
    moved = [
        edge.listener
        for edge in list_listening(actor=actor)
        if edge.heeded_id == first.id
    ]
    name = first.name if first.is_organisation else first.name.split()[0]
    who = f": {_joined(moved)} listen{'s' if len(moved) == 1 else ''}" if moved else ""
    link = ", and" if moved else ":"
    if first.last_contact is None:
        return f"Win {name} first{who}{link} nobody has asked."
    if first.is_overdue:
        return f"Win {name} first{who}{link} the silence is {first.days_silent} days."
    return f"Win {name} first{who}."


def _joined(names: list[str]) -> str:
    short = [name.split()[0] for name in names[:3]]
    if len(names) > 3:
        return f"{', '.join(short)} and {len(names) - 3} more"
    return " and ".join([", ".join(short[:-1]), short[-1]] if len(short) > 2 else short)


def _rows(actor: Actor, found: QuerySet[Person], on: date) -> list[PersonRow]:
    edges = _edges(actor).values_list("listener_id", "heeded_id", "weight")
    sway = sway_of(edges)
    named = found.select_related("owner", "customer")
    return [_row(p, sway.get(p.pk, 0.0), on) for p in named]


def _edges(actor: Actor) -> QuerySet[Listening]:
    """Return who listens to whom among those on the lists."""
    return rows(Listening, actor).filter(
        listener__is_archived=False, heeded__is_archived=False
    )


def _row(p: Person, sway: float, on: date) -> PersonRow:
    return PersonRow(
        id=p.pk,
        name=p.name,
        title=p.title,
        organisation=p.organisation,
        function=Function(p.function),
        is_organisation=p.is_organisation,
        influence=p.influence,
        interest=p.interest,
        stance=Stance(p.stance),
        wanted=Stance(p.wanted),
        owner=str(p.owner or ""),
        owner_id=p.owner_id,
        email=p.email,
        customer_id=p.customer_id,
        customer=p.customer.name if p.customer else "",
        is_archived=p.is_archived,
        last_contact=p.last_contact,
        days_silent=(on - p.last_contact).days if p.last_contact else None,
        cadence_days=p.cadence_days,
        sway=sway,
        wants=p.wants,
        worries=p.worries,
        next_move=p.next_move,
    )


def _listening(found: QuerySet[Listening]) -> list[ListensRow]:
    listed = found.select_related("listener", "heeded").order_by("-weight", "pk")
    return [
        ListensRow(
            edge.pk, edge.listener_id, edge.listener.name, edge.heeded_id,
            edge.heeded.name, edge.weight > 1,
        )
        for edge in listed
    ]  # fmt: skip
