"""One meeting at one time, and who was asked to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

# How a calendar shows an entry that is neither plainly busy nor free.
AWAY, ELSEWHERE = "away", "elsewhere"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody an event names: address in lower case, name, whether they declined.

    The address is empty where the calendar gives a name alone.
    """

    email: str
    name: str = ""
    has_declined: bool = False
    is_room: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One instance of an event, with both ends in UTC.

    ``series`` is the same for every instance of a recurring event; ``key`` names this
    one for good, also after it was moved. ``is_busy`` is false where the event blocks
    no time: marked free, all day, cancelled. ``shown`` is ``AWAY`` for out of office,
    ``ELSEWHERE`` for working elsewhere, else empty.
    """

    series: str
    key: str
    start: datetime
    end: datetime
    title: str = ""
    guests: tuple[Guest, ...] = ()
    organiser: str = ""
    is_all_day: bool = False
    is_busy: bool = True
    is_private: bool = False
    shown: str = ""

    @property
    def minutes(self) -> int:
        """How long it takes, in whole minutes."""
        return int((self.end - self.start).total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class Read:
    """What a calendar held: its instances, and a line for each thing passed over."""

    occurrences: tuple[Occurrence, ...]
    notes: tuple[str, ...] = ()
    name: str = ""
