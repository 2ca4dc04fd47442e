"""Reads of judgements: one's own, and those that are shared; never of oneself.

A judgement is read by its author and by the members its author named, but never by the
person it is about, whoever wrote it. A tie says something of two people: it is read by
who may read what its author thinks of both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import Q, QuerySet

from leadline.accounts.queries import get_user, list_members, own_names, rows
from leadline.accounts.types import Actor
from leadline.stakeholders.bridge import sway_of
from leadline.stakeholders.models import (
    Judgement,
    JudgementShare,
    Listening,
    Person,
    StanceChange,
)
from leadline.stakeholders.queries.rows import get_person
from leadline.stakeholders.types import (
    Judged,
    ListensRow,
    PersonRow,
    Reading,
    Stance,
    StanceRow,
)

SHOWN = 30


def _is_them(person: Person, *, user_id: int, name: str, emails: Iterable[str]) -> bool:
    """Return whether a member is the stakeholder: by account, address, or else name.

    A name alone counts only where no account and no address tells who it is.
    """
    if person.account_id == user_id or (person.email and person.email in emails):
        return True
    if person.account_id is not None or person.email or person.is_organisation:
        return False
    return bool(name) and person.name.strip().lower() == name.strip().lower()


def people_who_are(*, actor: Actor, user_id: int | None = None) -> set[int]:
    """Return the stakeholders who are the actor themselves, or another member.

    Of another member only the address they sign in with tells: further ones are
    theirs alone.
    """
    actor.require("read")
    if user_id is None:
        user_id = actor.user_id
        name, emails = own_names(actor=actor)
    else:
        user = get_user(user_id=user_id)
        name, emails = user.name, frozenset({user.email.lower()})
    known = Q(account_id=user_id) | Q(email__in=emails) | Q(name__iexact=name.strip())
    return {
        person.pk
        for person in rows(Person, actor).filter(known)
        if _is_them(person, user_id=user_id, name=name, emails=emails)
    }


def readers_for(*, actor: Actor, person_id: int) -> list[tuple[int, str]]:
    """Return the members with whom one may share what one thinks of somebody."""
    actor.require("read")
    person = get_person(actor=actor, person_id=person_id)
    return [
        (member.user_id, member.name)
        for member in list_members(actor=actor)
        if member.user_id != actor.user_id
        and not _is_them(
            person, user_id=member.user_id, name=member.name,
            emails={member.email.lower()},
        )
    ]  # fmt: skip


def list_readings(*, actor: Actor) -> list[Reading]:
    """Return whose judgements the actor may read: their own first, then by name."""
    actor.require("read")
    found = _seen(actor, with_shares=True)
    count = Counter(one.author_id for one in found)
    names = {one.author_id: str(one.author) for one in found}
    shared = {
        (share.user_id, str(share.user))
        for one in found
        if one.author_id == actor.user_id
        for share in one.shares.all()
    }
    readings = [
        Reading(
            pk, name, pk == actor.user_id, count[pk],
            tuple(sorted(shared, key=lambda s: s[1])) if pk == actor.user_id else (),
        )
        for pk, name in names.items()
    ]  # fmt: skip
    return sorted(readings, key=lambda r: (not r.is_mine, r.author.lower()))


def judged_by(*, actor: Actor, author_id: int) -> dict[int, Judged]:
    """Return what an author thinks of each person, as far as the actor may read it."""
    actor.require("read")
    found = _seen(actor, Q(author_id=author_id))
    sway = _sway(_ties(actor, author_id, found)) if found else {}
    return {one.person_id: _judged(actor, one, sway) for one in found}


def judgements_of(*, actor: Actor, person_id: int) -> list[Judged]:
    """Return all that the actor may read of one person, their own judgement first."""
    actor.require("read")
    found = _seen(actor, Q(person_id=person_id), with_shares=True)
    found.sort(key=lambda one: (one.author_id != actor.user_id, str(one.author)))
    return [_whole(actor, one) for one in found]


def list_listening(*, actor: Actor, author_id: int) -> list[ListensRow]:
    """Return who listens to whom in an author's eyes, among those on the lists."""
    actor.require("read")
    return _ties(actor, author_id, _seen(actor, Q(author_id=author_id)))


def _ties(actor: Actor, author_id: int, judged: list[Judgement]) -> list[ListensRow]:
    """Return an author's ties between people whose judgement the actor may read."""
    seen = {one.person_id for one in judged}
    found = rows(Listening, actor).filter(
        author_id=author_id, listener__is_archived=False, heeded__is_archived=False
    )
    listed = found.order_by("-weight", "pk").values_list(
        "pk", "listener_id", "listener__name", "heeded_id", "heeded__name", "weight"
    )
    return [
        ListensRow(pk, listener_id, listener, heeded_id, heeded, weight > 1)
        for pk, listener_id, listener, heeded_id, heeded, weight in listed
        if listener_id in seen and heeded_id in seen
    ]


def minds_won(*, actor: Actor) -> int:
    """Return how many of the people one looks after came to stand for it, one holds."""
    actor.require("read")
    won = rows(Judgement, actor).filter(
        author_id=actor.user_id, person__owner_id=actor.user_id, stance=Stance.FOR,
        changes__stance=Stance.FOR,
    )  # fmt: skip
    return won.distinct().count()


def first_to_win(*, actor: Actor, people: Sequence[PersonRow]) -> PersonRow | None:
    """Return whom to win first, from stance, sway and silence.

    Of those who do not stand where they are wanted, those silent for too long come
    first; among them the one with the most sway. Nobody where nobody was judged.
    """
    actor.require("read")
    apart = [
        (p.is_overdue, p.judged.sway, p.judged.influence, -p.id, p)
        for p in people
        if p.judged and p.judged.stance != p.judged.wanted
    ]
    return max(apart, key=lambda found: found[:4])[4] if apart else None


def headline(
    *, actor: Actor, people: Sequence[PersonRow], ties: list[ListensRow] | None = None
) -> str:
    """Return whom to win first by what the actor may read, else who is silent.

    ``ties`` are those of the author whose judgements stand beside the people.
    """
    first = first_to_win(actor=actor, people=people)
    if first is None or first.judged is None:
        return _facts(people)
    if ties is None:
        ties = list_listening(actor=actor, author_id=first.judged.author_id)
    moved = [edge.listener for edge in ties if edge.heeded_id == first.id]
    who = f": {_joined(moved)} listen{'s' if len(moved) == 1 else ''}" if moved else ""
    link = ", and" if moved else ":"
    name = _short(first)
    if first.last_contact is None:
        return f"Win {name} first{who}{link} nobody has asked."
    if first.is_overdue:
        silent = f"no talk is noted for {first.days_silent} days"
        return f"Win {name} first{who}{link} {silent}."
    return f"Win {name} first{who}."


def _facts(people: Sequence[PersonRow]) -> str:
    """Return who was not spoken to for longest, of those one meant to speak to."""
    silent = [p for p in people if p.is_overdue]
    if silent:
        most = max(silent, key=lambda p: (p.days_silent is None, p.days_silent or 0))
        if most.days_silent is None:
            return f"Nobody has spoken to {_short(most)} yet."
        return f"Nobody has spoken to {_short(most)} for {most.days_silent} days."
    if people and all(p.judged for p in people):
        return "Everybody stands where you want them."
    return "Who has a say" if people else ""


def _short(row: PersonRow) -> str:
    return row.name if row.is_organisation else row.name.split()[0]


def _joined(names: list[str]) -> str:
    short = [name.split()[0] for name in names[:3]]
    if len(names) > 3:
        return f"{', '.join(short)} and {len(names) - 3} more"
    return " and ".join([", ".join(short[:-1]), short[-1]] if len(short) > 2 else short)


def _seen(
    actor: Actor, only: Q | None = None, *, with_shares: bool = False
) -> list[Judgement]:
    """Return the judgements that the actor may read; the one place that says so."""
    found = rows(Judgement, actor).filter(
        Q(author_id=actor.user_id)
        | Q(pk__in=_shared_with(actor).values("judgement_id")),
        only or Q(),
    )
    if with_shares:
        found = found.prefetch_related("shares__user")
    listed = list(found.select_related("author", "person").order_by("pk"))
    if not listed:
        return []
    name, emails = own_names(actor=actor)
    return [
        one
        for one in listed
        if not _is_them(one.person, user_id=actor.user_id, name=name, emails=emails)
    ]


def _shared_with(actor: Actor) -> QuerySet[JudgementShare]:
    return rows(JudgementShare, actor).filter(user_id=actor.user_id)


def _sway(ties: list[ListensRow]) -> dict[int, float]:
    return sway_of((t.listener_id, t.heeded_id, 3 if t.is_strong else 1) for t in ties)


def _judged(actor: Actor, one: Judgement, sway: dict[int, float]) -> Judged:
    return Judged(
        id=one.pk,
        author_id=one.author_id,
        author=str(one.author),
        is_mine=one.author_id == actor.user_id,
        influence=one.influence,
        interest=one.interest,
        stance=Stance(one.stance),
        wanted=Stance(one.wanted),
        wants=one.wants,
        worries=one.worries,
        next_move=one.next_move,
        sway=sway.get(one.person_id, 0.0),
    )


def _whole(actor: Actor, one: Judgement) -> Judged:
    """Return a judgement with its ties and what changed."""
    ties = list_listening(actor=actor, author_id=one.author_id)
    changes = rows(StanceChange, actor).filter(judgement=one).order_by("-at", "-pk")
    shares = [(share.user_id, str(share.user)) for share in one.shares.all()]
    is_mine = one.author_id == actor.user_id
    return replace(
        _judged(actor, one, _sway(ties)),
        shared_with=tuple(sorted(shares, key=lambda s: s[1])) if is_mine else (),
        heeds=[t for t in ties if t.listener_id == one.person_id],
        heeded_by=[t for t in ties if t.heeded_id == one.person_id],
        stances=[
            StanceRow(c.at, Stance(c.was), Stance(c.stance), c.why)
            for c in changes[:SHOWN]
        ],
    )
