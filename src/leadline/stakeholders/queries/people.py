"""Reads of people: one, many, who listens to whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

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
COLUMNS = (
    "id", "name", "title", "organisation", "function", "is_organisation", "influence",
    "interest", "stance", "wanted", "owner_id", "owner__name", "owner__email", "email",
    "customer_id", "customer__name", "is_archived", "last_contact", "cadence_days",
    "wants", "worries", "next_move",
)  # fmt: skip
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


def silent_people(*, actor: Actor, on: date, limit: int) -> list[PersonRow]:
    """Return who was not spoken to for longer than meant, the longest silence first."""
    actor.require("read")
    meant = rows(Person, actor).filter(is_archived=False, cadence_days__isnull=False)
    told = meant.order_by(*SORTS["silence"])
    known = told.values_list("pk", "last_contact", "cadence_days")
    silent = [pk for pk, last, days in known if _is_silent(last, days, on)][:limit]
    found = rows(Person, actor).filter(pk__in=silent).order_by(*SORTS["silence"])
    return _rows(actor, found, on) if silent else []


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
    return {row.email: row for row in _rows(actor, found, date.min)}


def list_listening(*, actor: Actor) -> list[ListensRow]:
    """Return who listens to whom, without those taken off the lists."""
    actor.require("read")
    return _listening(_edges(actor))


def person_page(*, actor: Actor, person_id: int, on: date) -> PersonPage:
    """Return everything known of a stakeholder."""
    actor.require("read")
    get_person(actor=actor, person_id=person_id)
    contacts = rows(ContactNote, actor).filter(person_id=person_id)
    stances = rows(StanceChange, actor).filter(person_id=person_id)
    return PersonPage(
        row=_rows(actor, rows(Person, actor).filter(pk=person_id), on)[0],
        heeds=_listening(_edges(actor, listener=person_id)),
        heeded_by=_listening(_edges(actor, heeded=person_id)),
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


def first_to_win(*, actor: Actor, people: list[PersonRow]) -> PersonRow | None:
    """Return whom to win first, from stance, sway and silence.

    Of those who do not stand where they are wanted, those silent for too long come
    first; among them the one with the most sway.
    """
    actor.require("read")
    apart = [p for p in people if p.stance != p.wanted]
    return max(
        apart, key=lambda p: (p.is_overdue, p.sway, p.influence, -p.id), default=None
    )


def headline(*, actor: Actor, people: list[PersonRow]) -> str:
    """Return whom to win first, in a sentence."""
    first = first_to_win(actor=actor, people=people)
    if first is None:
        return "Everybody stands where you want them." if people else ""
    moved = [edge.listener for edge in _listening(_edges(actor, heeded=first.id))]
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
    return [_row(values, sway, on) for values in found.values(*COLUMNS)]


def _edges(actor: Actor, **ends: int) -> QuerySet[Listening]:
    """Return who listens to whom among those on the lists, some or all of them."""
    return rows(Listening, actor).filter(
        listener__is_archived=False, heeded__is_archived=False, **ends
    )


def _row(values: dict[str, Any], sway: Mapping[int, float], on: date) -> PersonRow:
    """Return a row from plain values: a list may be of many hundred people."""
    p = dict(values)
    name, email = p.pop("owner__name"), p.pop("owner__email")
    last = p["last_contact"]
    return PersonRow(
        function=Function(p.pop("function")),
        stance=Stance(p.pop("stance")),
        wanted=Stance(p.pop("wanted")),
        owner=name or email or "",
        customer=p.pop("customer__name") or "",
        days_silent=(on - last).days if last else None,
        sway=sway.get(p["id"], 0.0),
        **p,
    )


def _listening(found: QuerySet[Listening]) -> list[ListensRow]:
    listed = found.order_by("-weight", "pk").values_list(
        "pk", "listener_id", "listener__name", "heeded_id", "heeded__name", "weight"
    )
    return [
        ListensRow(pk, listener_id, listener, heeded_id, heeded, weight > 1)
        for pk, listener_id, listener, heeded_id, heeded, weight in listed
    ]
