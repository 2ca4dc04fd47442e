"""What the frame of every page needs: where the person is, may go, and what waits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from leadline.accounts.queries import workspace_of
from leadline.accounts.types import Actor
from leadline.foundation.words import plural
from leadline.overview.waiting import count_untold, what_waits
from leadline.web.shell.helping import help_for
from leadline.web.shell.requests import wants_part
from leadline.web.shell.rooms import (
    IN_BAR,
    ROOMS,
    SETTINGS,
    WORDS,
    Room,
    Tab,
    every_tab,
    place_of,
)

CHANGED, ANSWERED = ("pieces", "promises"), ("decisions", "predictions", "notes")
"""What waits for those who change it, and what anybody may answer."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A room or a tab as one page shows it.

    ``current`` is "page" for the page itself, "true" for what it belongs to. ``waits``
    is how much of what ``counts`` names waits there, and ``says`` the same in words;
    ``calls`` shows that as a dot on a phone.
    """

    label: str
    icon: str
    key: str
    url: str
    current: str = ""
    counts: str = ""
    waits: int = 0
    says: str = ""
    calls: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class Navigation:
    """The frame of one page.

    ``tabs`` are those of the room one is in, where it has several; ``bar`` and
    ``beyond`` are the tab bar of a phone and what stands behind its "More". ``counts``
    are what waits: its name, how much, and that in words. ``help`` is the address of
    the document about the page.
    """

    rooms: list[Entry]
    tabs: list[Entry]
    bar: list[Entry]
    beyond: list[tuple[str, list[Entry]]]
    is_beyond: bool
    counts: list[tuple[str, int, str]]
    entries: list[Entry]
    settings: Entry | None
    home: str | None
    profile: str | None
    search: str | None
    inbox: Entry | None
    help: str


class _Drawer:
    """Draws rooms and tabs for one request; counts are read once."""

    def __init__(self, request: HttpRequest, actor: Actor) -> None:
        self.actor = actor
        self.root = f"/w/{actor.workspace_id}/"
        self.path = _path_shown(request)
        self.urls = {
            tab.name: url
            for _, tab in every_tab()
            if actor.may(tab.grant) and (url := _address(tab.name, actor.workspace_id))
        }
        self.here = place_of(
            self._inside(self.path),
            (
                (self._inside(self.urls[tab.name]), tab)
                for _, tab in every_tab()
                if tab.name in self.urls
            ),
        )
        self.room = next((r for r, tab in every_tab() if tab is self.here), None)
        now = timezone.now()
        waiting = what_waits(actor=actor, on=timezone.localdate(now))
        self.waits = {
            name: getattr(waiting, name)
            for name in (*(CHANGED if actor.can_change else ()), *ANSWERED)
        }
        # Who is to be told takes several queries: only where its tab is shown.
        tabs = self.room.tabs if self.room is not None and actor.can_change else ()
        if any(tab.counts == "untold" for tab in tabs):
            self.waits["untold"] = count_untold(actor=actor, now=now)

    def _inside(self, address: str) -> str:
        return address.removeprefix(self.root)

    def tabs_of(self, room: Room) -> list[Entry]:
        """Return the tabs of a room that this person may see."""
        return [self._tab(tab) for tab in room.tabs if tab.name in self.urls]

    def _tab(self, tab: Tab) -> Entry:
        url = self.urls[tab.name]
        is_here = tab is self.here
        current = ("page" if url == self.path else "true") if is_here else ""
        return Entry(
            tab.label, tab.icon, tab.key, url, current, *self._counted(tab.counts),
            part=tab.part,
        )  # fmt: skip

    def entry_of(self, room: Room) -> Entry | None:
        """Return the room, or nothing where its page is not there."""
        url = self.urls.get(room.opens_on)
        if url is None:
            return None
        is_here = room is self.room
        current = ("page" if url == self.path else "true") if is_here else ""
        name, waits, says = self._counted(room.counts)
        return Entry(
            room.label, room.icon, "", url, current, name, waits, says, room.calls
        )

    def inbox(self) -> Entry | None:
        """Return the person's own inbox, which stands in no room."""
        url = _address("conversation:inbox", self.actor.workspace_id)
        if url is None:
            return None
        current = "page" if url == self.path else ""
        return Entry("Inbox", "bell", "", url, current, *self._counted("notes"))

    def counts(self) -> list[tuple[str, int, str]]:
        """Return what is counted on this page: its name, how much, that in words."""
        tabs = self.room.tabs if self.room is not None else ()
        shown = {"notes", *(r.counts for r in ROOMS), *(tab.counts for tab in tabs)}
        return [self._counted(name) for name in self.waits if name in shown]

    def _counted(self, name: str) -> tuple[str, int, str]:
        n = self.waits.get(name, 0)
        return name, n, plural(n, *WORDS[name]) if n else ""


def _path_shown(request: HttpRequest) -> str:
    """Return the path of the page that the browser shows, also while it gets a part."""
    if wants_part(request):
        return urlsplit(request.htmx.current_url or "").path  # type: ignore[attr-defined]
    return request.path


def _address(name: str, workspace_id: int) -> str | None:
    return _address_under(get_script_prefix(), name, workspace_id)


@lru_cache(maxsize=4096)
def _address_under(_prefix: str, name: str, workspace_id: int) -> str | None:
    """Return the address of a page, looked up once: each page shows some forty."""
    try:
        return reverse(name, kwargs={"workspace_id": workspace_id})
    except NoReverseMatch:
        return None


def _navigation(request: HttpRequest, actor: Actor) -> Navigation:
    """Return rooms, tabs and addresses, with pages that exist and no others."""
    drawer = _Drawer(request, actor)
    tabs = drawer.tabs_of(drawer.room) if drawer.room is not None else []
    beyond = ROOMS[IN_BAR:]
    settings = drawer.entry_of(SETTINGS)
    return Navigation(
        rooms=[e for r in ROOMS if (e := drawer.entry_of(r)) is not None],
        tabs=tabs if len(tabs) > 1 else [],
        bar=[e for r in ROOMS[:IN_BAR] if (e := drawer.entry_of(r)) is not None],
        beyond=[(r.label, drawer.tabs_of(r)) for r in beyond],
        is_beyond=drawer.room in (*beyond, SETTINGS),
        counts=drawer.counts(),
        entries=[
            *(entry for room in ROOMS for entry in drawer.tabs_of(room)),
            *([replace(settings, key=SETTINGS.tabs[0].key)] if settings else []),
        ],
        settings=settings,
        home=_address("overview:today", actor.workspace_id),
        profile=_address("accounts:profile", actor.workspace_id),
        search=_address("overview:search", actor.workspace_id),
        inbox=drawer.inbox(),
        help=help_for(drawer.here.name if drawer.here is not None else ""),
    )


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
