"""Finds what somebody wants to do by the words they know it by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse

from leadline.accounts.types import Actor
from leadline.foundation.matching import find_in, words_of
from leadline.overview.search import Hit
from leadline.web.overview.things_to_do import (
    AT_ONCE,
    DOINGS,
    PLACE,
    QUERY,
    SYNONYMS,
    WITH_A_RECORD,
    Doing,
)
from leadline.web.shell.rooms import every_tab

VERBS = frozenset(
    word
    for _, label, _, _, _, also in WITH_A_RECORD
    for word in words_of(label, most=99) + words_of(also, most=99)
)


def offered_at_once(actor: Actor) -> list[Doing]:
    """Return what is offered before a word is typed."""
    return [one for one in doings(actor) if one.label in AT_ONCE]


def record_in(text: str) -> str:
    """Return the words that name a record, without those of what to do with it.

    >>> record_in("log a contact with petra")
    'petra'
    """
    return " ".join(word for word in words_of(text) if word not in VERBS)


def doings(actor: Actor) -> list[Doing]:
    """Return the pages of the rooms, then what this person may do from anywhere."""
    pages = [
        Doing(
            tab.label,
            tab.icon,
            tab.name,
            SYNONYMS.get(tab.name, ""),
            grant=tab.grant,
            key=f"g {tab.key}" if tab.key else "",
            is_place=True,
        )
        for _, tab in every_tab()
    ]
    return [_opened(one, actor) for one in (*pages, *DOINGS) if actor.may(one.grant)]


def _opened(one: Doing, actor: Actor) -> Doing:
    if not one.page:
        return one
    return replace(one, url=reverse(one.page, args=[actor.workspace_id]))


def doings_by(
    text: str, *, actor: Actor, hits: Iterable[Hit], most: int
) -> list[Doing]:
    """Return what ``text`` asks to do, the best first: from anywhere, or with a hit.

    What can be done with a record needs a word of what to do, besides the record's.
    """
    can = doings(actor)
    found = [
        can[f.place] for f in find_in(text, [one.words for one in can]) if f.has_all
    ]
    with_hits = [one for hit in hits for one in _with(hit, actor)]
    asked = [
        with_hits[f.place]
        for f in find_in(text, [one.words for one in with_hits])
        if f.has_all
    ]
    return [*found, *asked][:most]


def _with(hit: Hit, actor: Actor) -> Iterator[Doing]:
    for kind, label, icon, page, grant, also in WITH_A_RECORD:
        if kind == hit.kind and actor.may(grant):
            url = reverse(page, args=_arguments(page, hit, actor)) + PLACE.get(page, "")
            if page in QUERY:
                name, what = QUERY[page]
                url += "?" + urlencode({name: getattr(hit, what)})
            yield Doing(label.format(hit.title), icon, page, also, url=url)


def _arguments(page: str, hit: Hit, actor: Actor) -> list[int]:
    return [actor.workspace_id] if page in QUERY else [actor.workspace_id, hit.id]
