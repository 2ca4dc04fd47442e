"""What a list is narrowed to; every field empty means everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

WAITING = "waiting"
TRENDS = ("rising", "falling", "flat", "unknown", "asked")
NPS_GROUPS = {"promoter": (9, 10), "passive": (7, 8), "detractor": (0, 6)}


@dataclass(frozen=True, slots=True)
class FeedbackFilter:
    """Which pieces to list.

    ``need`` is "none", "any" or the id of a need; ``state`` is "" for all but the
    archived ones, "waiting" for what counts, has no need and nobody has looked at,
    "all" for all. ``side`` and ``set_aside`` empty mean pieces that count, unless
    ``state`` is "all"; ``set_aside`` is a reason, or "any" for every one. ``since``
    and ``until`` are days (UTC), both in. Ratings are compared as if of 5, whatever
    their scale; ``nps`` is "promoter" (9, 10), "passive" (7, 8) or "detractor".
    ``own_name`` is a column of the source that was kept; with ``own_value`` empty,
    pieces that have it at all.
    """

    text: str = ""
    source: str = ""
    kind: str = ""
    area: str = ""
    segment: str = ""
    customer_id: int | None = None
    need: str = ""
    state: str = ""
    language: str = ""
    side: str = ""
    set_aside: str = ""
    tag: str = ""
    source_status: str = ""
    rating_at_least: float | None = None
    rating_at_most: float | None = None
    nps: str = ""
    own_name: str = ""
    own_value: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "-said"


@dataclass(frozen=True, slots=True)
class NeedFilter:
    """Which needs to list; ``state`` is "" for open ones, "all" for all but merged.

    ``named`` is "guess" for those whose name nobody has confirmed, "person" for the
    others, "" for all.
    """

    text: str = ""
    state: str = ""
    named: str = ""
    product_id: int | None = None
    trend: str = ""
    sort: str = "-customers"


@dataclass(frozen=True, slots=True)
class CustomerFilter:
    """Which customers to list; ``heard`` is "yes", "no" or ""."""

    text: str = ""
    segment: str = ""
    state: str = ""
    heard: str = ""
    sort: str = "-revenue"
