"""What "Find or do" shows: groups of records, of things to do, of what waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from leadline.accounts.types import Actor
from leadline.foundation.matching import begins_in
from leadline.overview.search import (
    SHORTEST,
    Hit,
    find,
    find_alike,
    find_called,
    known_records,
)
from leadline.overview.waiting import first_of_mine
from leadline.web.overview.doings import doings_by, offered_at_once, record_in
from leadline.web.overview.things_to_do import Doing
from leadline.web.shell.addresses import ICONS, PAGES

OF_A_KIND, ON_PAGE, TO_DO, MOST_PARTS = 4, 20, 6, 8
ALL = "search"
TITLES = {
    "need": "Needs",
    "bet": "Bets",
    "goal": "Goals",
    "decision": "Decisions",
    "plan": "Plans",
    "metric": "Metrics",
    "prediction": "Predictions",
    "person": "People",
    "promise": "Promises",
    "customer": "Customers",
    "launch": "Launches",
    "review": "Reviews",
    "feedback": "Customers\u2019 words",
}


@dataclass(frozen=True, slots=True)
class Option:
    """A row: its icon, its words, more words, a day, and where it leads.

    ``press`` names what the browser does by itself, ``key`` the keys that do the
    same; ``is_voice`` tells that the words are a customer's.
    """

    label: str
    icon: str
    url: str = ""
    where: str = ""
    due: date | None = None
    press: str = ""
    key: str = ""
    is_voice: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a title; ``kind`` names it where they are records of one."""

    title: str
    options: list[Option]
    kind: str = ""


def palette(*, actor: Actor, text: str) -> list[Group]:
    """Return the groups for what was typed, or for nothing yet."""
    if len(text.strip()) < SHORTEST:
        mine = first_of_mine(actor=actor, on=timezone.localdate())
        return _filled(
            Group("Waits for you", [_of_hit(hit, actor) for hit in mine]),
            Group("Do", [_of_doing(one) for one in offered_at_once(actor)]),
        )
    known = known_records(actor=actor)
    hits = find(actor=actor, text=text, each=OF_A_KIND, known=known)
    named = record_in(text)
    meant = hits if named == text.strip().lower() else find_called(
        actor=actor, text=named, each=OF_A_KIND, known=known
    )  # fmt: skip
    can = doings_by(text, actor=actor, hits=meant, most=TO_DO)
    pages = [_of_doing(one) for one in can if one.is_place]
    rest = [_of_doing(one) for one in can if not one.is_place]
    found, do = _by_kind(hits, actor, text), Group("Do", rest)
    # Records that hold the words inside of others come after what is known by them.
    is_sure = any(begins_in(text, hit.words) for hit in hits)
    return _filled(Group("Go to", pages), *([*found, do] if is_sure else [do, *found]))


@dataclass(frozen=True, slots=True)
class FoundPage:
    """The page of what was found, with the kinds one can look at alone.

    ``kinds`` are each kind's name, its title, how many are shown, and whether there
    may be more; ``kind`` is the one that was asked for. ``parts`` are what that kind is
    looked at by, each with its number; ``part`` is the one that was asked for.
    """

    groups: list[Group]
    kinds: list[tuple[str, str, int, bool]]
    kind: str
    parts: list[tuple[str, int]]
    part: str

    @property
    def count(self) -> int:
        """How many records are shown; the way to all pieces is none."""
        return sum(one.icon != ALL for group in self.groups for one in group.options)


def found_page(*, actor: Actor, text: str, kind: str = "", part: str = "") -> FoundPage:
    """Return what holds ``text``; of one ``kind``, and one ``part`` of it, alone."""
    kind = kind if kind in TITLES else ""
    hits = find(actor=actor, text=text, each=ON_PAGE)
    counts = Counter(hit.kind for hit in hits)
    kinds = [(k, TITLES[k], n, n >= ON_PAGE) for k, n in counts.items()]
    parts: list[tuple[str, int]] = []
    if kind:
        hits = find(actor=actor, text=text, each=ON_PAGE * 5, kind=kind)
        parts = Counter(hit.part for hit in hits if hit.part).most_common(MOST_PARTS)
        part = part if part in dict(parts) else ""
        hits = [hit for hit in hits if part in {"", hit.part}]
    return FoundPage(
        _by_kind(hits, actor, text), kinds, kind, parts if len(parts) > 1 else [], part
    )


def alike_groups(*, actor: Actor, text: str) -> list[Group]:
    """Return what means ``text`` in other words, in groups."""
    hits = find_alike(actor=actor, text=text)
    return _by_kind(hits, actor, text, has_every=False)


def _filled(*groups: Group) -> list[Group]:
    return [group for group in groups if group.options]


def _by_kind(
    hits: Iterable[Hit], actor: Actor, text: str, *, has_every: bool = True
) -> list[Group]:
    """Return a group for each kind, in the order of the hits; their words last."""
    lots: dict[str, list[Option]] = {}
    for hit in hits:
        lots.setdefault(hit.kind, []).append(_of_hit(hit, actor))
    if has_every and "feedback" in lots:
        inbox = reverse("evidence:feedback", args=[actor.workspace_id])
        query = urlencode({"text": text})
        every = Option(f"All pieces that say “{text}”", ALL, f"{inbox}?{query}")
        lots["feedback"].append(every)
    return [Group(TITLES[kind], lot, kind) for kind, lot in lots.items()]


def _of_hit(hit: Hit, actor: Actor) -> Option:
    return Option(
        hit.title,
        ICONS[hit.kind],
        reverse(PAGES[hit.kind], args=[actor.workspace_id, hit.id]),
        hit.detail,
        hit.due,
        is_voice=hit.kind == "feedback",
    )


def _of_doing(one: Doing) -> Option:
    return Option(one.label, one.icon, one.url, press=one.press, key=one.key)
