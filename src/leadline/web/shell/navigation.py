"""What the frame of every page needs: where the person is and may go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from leadline.accounts.queries import workspace_of
from leadline.accounts.types import Actor


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the navigation; ``also`` are pages that belong to it."""

    name: str
    label: str
    icon: str
    key: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as one page's navigation shows it."""

    label: str
    icon: str
    key: str
    url: str
    is_current: bool


GROUPS: list[tuple[str, list[Place]]] = [
    ("", [Place("overview:today", "Today", "compass", "t")]),
    (
        "Take soundings",
        [
            Place(
                "evidence:feedback", "Feedback", "message-square-quote", "f",
                ("evidence:feedback_item",),
            ),
            Place("evidence:needs", "Needs", "audio-lines", "n", ("evidence:need",)),
            Place(
                "evidence:customers", "Customers", "building-2", "c",
                ("evidence:customer",),
            ),
            Place("importing:start", "Import", "file-input", "i"),
        ],
    ),
    (
        "Steer",
        [
            Place("strategy:goals", "Goals", "target", "o", ("strategy:goal",)),
            Place("strategy:metrics", "Metrics", "chart-line", "m"),
            Place("roadmap:bets", "Bets", "dices", "b", ("roadmap:bet",)),
            Place(
                "roadmap:plan", "Plan", "chart-gantt", "p",
                (
                    "roadmap:plans", "roadmap:plan_detail", "roadmap:compare",
                    "roadmap:teams", "roadmap:move", "roadmap:plan_new",
                    "roadmap:plan_search",
                ),
            ),
            Place(
                "decisions:decisions", "Decisions", "gavel", "d",
                ("decisions:decision",),
            ),
        ],
    ),
    (
        "Answer for it",
        [
            Place(
                "decisions:outcomes", "Outcomes", "flag", "u",
                (
                    "decisions:prediction", "decisions:prediction_new",
                    "decisions:calibration",
                ),
            ),
            Place(
                "stakeholders:people", "Stakeholders", "users", "k",
                ("stakeholders:person", "stakeholders:tell"),
            ),
            Place(
                "stakeholders:promises", "Promises", "handshake", "r",
                ("stakeholders:promise", "stakeholders:promise_new"),
            ),
            Place(
                "stakeholders:briefings", "Briefings", "send", "l",
                ("stakeholders:briefing",),
            ),
            Place("attention:week", "Market time", "clock", "h"),
            Place("growth:growth", "Growth", "sprout", "w"),
        ],
    ),
]  # fmt: skip
KNOWN = {name for _, places in GROUPS for p in places for name in (p.name, *p.also)}
SETTINGS = Place("accounts:settings", "Settings", "settings", "s")
TABS = ["overview:today", "evidence:feedback", "evidence:needs", "roadmap:plan"]


def _address(name: str, workspace_id: int) -> str | None:
    try:
        return reverse(name, kwargs={"workspace_id": workspace_id})
    except NoReverseMatch:
        return None


def _is_current(place: Place, url: str, request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is not None and match.view_name in KNOWN:
        return match.view_name in (place.name, *place.also)
    return place.name != "overview:today" and request.path.startswith(url)


def _entry(place: Place, request: HttpRequest, workspace_id: int) -> Entry | None:
    """Return the place as an entry, or nothing when no page answers to its name."""
    url = _address(place.name, workspace_id)
    if url is None:
        return None
    current = _is_current(place, url, request)
    return Entry(place.label, place.icon, place.key, url, current)


def _navigation(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """Return groups, tabs and addresses, with pages that exist and no others."""
    known: dict[str, Entry] = {}
    groups = []
    for title, places in [*GROUPS, ("", [SETTINGS])]:
        for place in places:
            entry = _entry(place, request, actor.workspace_id)
            if entry is not None:
                known[place.name] = entry
        entries = [known[p.name] for p in places if p.name in known]
        if entries and places[0] is not SETTINGS:
            groups.append((title, entries))
    return {
        "groups": groups,
        "tabs": [known[name] for name in TABS if name in known],
        "settings": known.get(SETTINGS.name),
        "entries": list(known.values()),
        "home": _address("overview:today", actor.workspace_id),
        "profile": _address("accounts:profile", actor.workspace_id),
        "search": _address("overview:search", actor.workspace_id),
    }


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the frame; what costs a query is read when it is shown."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {"actor": None, "workspace": None, "navigation": None}
    return {
        "actor": actor,
        "workspace": SimpleLazyObject(lambda: workspace_of(actor=actor)),
        "navigation": SimpleLazyObject(lambda: _navigation(request, actor)),
    }
