"""The six rooms, and settings: their pages as tabs, their keys, what they count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of a room.

    ``key`` follows g. ``under`` are further folders, counted from the workspace's
    address, whose pages belong to it. ``counts`` names what waits there, see
    ``WORDS``. ``grant`` is what a role must hold to be shown the tab, ``part`` the
    heading it stands under in a room of many.
    """

    name: str
    label: str
    icon: str
    key: str = ""
    under: tuple[str, ...] = ()
    counts: str = ""
    grant: str = "read"
    part: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """A room of the side bar: ``home`` is the tab it opens on, the first if empty.

    ``calls`` gives it a dot in the tab bar of a phone while anything waits there.
    """

    label: str
    icon: str
    tabs: tuple[Tab, ...]
    home: str = ""
    counts: str = ""
    calls: bool = False

    @property
    def opens_on(self) -> str:
        """The name of the page that the room leads to."""
        return self.home or self.tabs[0].name


# What a count counts, for readers: one, many.
WORDS = {
    "pieces": ("piece waits to be sorted", "pieces wait to be sorted"),
    "decisions": ("decision is open", "decisions are open"),
    "predictions": ("prediction is due", "predictions are due"),
    "promises": (
        "promise is late or due within a week",
        "promises are late or due within a week",
    ),
    "notes": ("line in your inbox is new", "lines in your inbox are new"),
    "untold": ("person is to be told", "people are to be told"),
}

TODAY = Room(
    "Today", "compass", (Tab("overview:today", "Today", "compass", "t", ("inbox/",)),)
)
ROOMS = (
    TODAY,
    Room(
        "Customers",
        "audio-lines",
        (
            Tab(
                "evidence:feedback", "Feedback", "message-square-quote", "f",
                ("line/feedback/", "talk/feedback/"), "pieces",
            ),
            Tab(
                "evidence:needs", "Needs", "audio-lines", "n",
                ("line/need/", "talk/need/", "share/need/"),
            ),
            Tab(
                "evidence:customers", "Customers", "building-2", "c",
                ("evidence/contacts/", "talk/customer/", "around/customer/"),
            ),
            Tab("importing:start", "Imports", "file-input", "i"),
        ),
        counts="pieces",
    ),
    Room(
        "Plan",
        "chart-gantt",
        (
            Tab(
                "strategy:goals", "Goals", "target", "o",
                ("line/goal/", "talk/goal/", "share/goal/", "strategy/measures/"),
            ),
            Tab("strategy:metrics", "Metrics", "chart-line", "m", ("talk/metric/",)),
            Tab("strategy:economics", "Economics", "sheet", "x"),
            Tab(
                "roadmap:bets", "Bets", "dices", "b",
                ("line/bet/", "roadmap/rankings/", "talk/bet/"),
            ),
            Tab(
                "roadmap:plan", "Plan", "chart-gantt", "p",
                (
                    "roadmap/plans/", "roadmap/teams/", "line/plan/", "talk/plan/",
                    "share/roadmap/", "share/plan/",
                ),
            ),
            Tab("launches:launches", "Launches", "rocket", "v", ("talk/launch/",)),
            Tab(
                "strategy:reviews", "Review", "newspaper", "y",
                ("talk/review/", "share/review/"),
            ),
        ),
        home="roadmap:plan",
    ),
    Room(
        "Decisions",
        "gavel",
        (
            Tab(
                "decisions:decisions", "Decisions", "gavel", "d",
                ("line/decision/", "talk/decision/", "share/decision/"), "decisions",
            ),
            Tab(
                "decisions:outcomes", "Outcomes", "flag", "u",
                ("decisions/predictions/", "talk/prediction/"), "predictions",
            ),
            Tab("decisions:calibration", "Calibration", "ruler", "a"),
        ),
        counts="decisions",
        calls=True,
    ),
    Room(
        "People",
        "users",
        (
            Tab(
                "stakeholders:people", "Stakeholders", "users", "k",
                ("talk/person/", "around/person/"),
            ),
            Tab(
                "stakeholders:promises", "Promises", "handshake", "r",
                ("talk/promise/",),
                counts="promises",
            ),
            Tab("stakeholders:tell", "To tell", "megaphone", "e", counts="untold"),
            Tab(
                "stakeholders:briefings", "Briefings", "send", "l",
                ("share/briefing/",),
            ),
        ),
        counts="promises",
    ),
    Room(
        "Me",
        "sprout",
        (
            Tab("growth:growth", "Growth", "sprout", "w"),
            Tab("attention:week", "Market time", "clock", "h"),
        ),
    ),
)  # fmt: skip
# Settings of the workspace, and of the person.
HERE, OWN = "For all", "For you"
SETTINGS = Room(
    "Settings",
    "settings",
    (
        Tab("accounts:settings", "Workspace", "settings", "s", part=HERE),
        Tab("accounts:members", "Members", "users", part=HERE),
        Tab("accounts:products", "Products", "package", part=HERE),
        Tab("accounts:money", "Money", "coins", part=HERE),
        Tab("conversation:channels", "Channels", "hash", grant="administer", part=HERE),
        Tab(
            "connections:intakes",
            "Ways in",
            "inbox",
            under=("settings/form/",),
            grant="administer",
            part=HERE,
        ),
        Tab(
            "connections:webhooks", "Webhooks", "webhook", grant="administer", part=HERE
        ),
        Tab(
            "sharing:links",
            "Links",
            "link",
            under=("share/list/",),
            grant="change",
            part=HERE,
        ),
        Tab("accounts:services", "Services", "bot", grant="administer", part=HERE),
        Tab(
            "accounts:directory", "Directory", "contact", grant="administer", part=HERE
        ),
        Tab("accounts:jobs", "Jobs", "list-checks", part=HERE),
        Tab(
            "accounts:audit", "Audit log", "scroll-text", grant="administer", part=HERE
        ),
        Tab("accounts:profile", "Profile", "user-round", part=OWN),
        Tab("accounts:password", "Password", "key-round", part=OWN),
        Tab("accounts:second_step", "Second step", "shield-check", part=OWN),
        Tab("accounts:sessions", "Browsers", "monitor", part=OWN),
        Tab("accounts:tokens", "Tokens", "key-square", part=OWN),
    ),
)
# On a phone the first four rooms stand in the tab bar, the others behind "More".
IN_BAR = 4


def every_tab() -> Iterator[tuple[Room, Tab]]:
    """Yield each tab with its room."""
    for room in (*ROOMS, SETTINGS):
        for tab in room.tabs:
            yield room, tab


def place_of(path: str, tabs: Iterable[tuple[str, Tab]]) -> Tab | None:
    """Return the tab that a page belongs to: the one with the longest folder.

    ``path`` and the addresses of the tabs are counted from the workspace's address;
    Today, whose address is empty, has no pages but itself.
    """
    longest, found = 0, None
    for address, tab in tabs:
        if path == address:
            return tab
        for folder in (address, *tab.under):
            if len(folder) > longest and path.startswith(folder):
                longest, found = len(folder), tab
    return found
