"""What channels hear besides comments: lines of the audit log, and days that came.

What is said of a line is reckoned when it leaves, so that a record is called as it is
called then, and what was taken back meanwhile is not told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from leadline.accounts.models import Event
from leadline.accounts.queries import rows, workspace_of
from leadline.accounts.types import Actor, LogLine, Verb
from leadline.conversation.queries.due import LATE, MORNING
from leadline.conversation.queries.subjects import KIND_OF
from leadline.conversation.types import HEARD, SAID, WORDS, About, Heard
from leadline.launches.models import Launch
from leadline.launches.types import LaunchState
from leadline.stakeholders.models import Commitment
from leadline.stakeholders.queries.promises import OPEN as OPEN_PROMISES
from leadline.stakeholders.types import PromiseState

FALLEN = {
    PromiseState.AT_RISK.value: "is at risk",
    PromiseState.BROKEN.value: "is broken",
}
GOES, WAITS = ("decided that", "goes to market"), ("decided that", "waits")


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a record: what stands before and after its name, and words."""

    about: About
    record_id: int
    before: str
    after: str
    words: str = ""


def heard_lines(
    *, actor: Actor, lines: Iterable[LogLine], hears: Collection[str]
) -> list[LogLine]:
    """Return the lines of the audit log that a channel hears."""
    actor.require("read")
    verbs = {v.value for what in HEARD for v in HEARD[what] if what.value in hears}
    found = []
    for line in lines:
        is_heard = line.verb in verbs
        if line.verb in HEARD[Heard.DECISIONS] and Heard.LAUNCHES.value in hears:
            is_heard = is_heard or _launch_of(actor, line) is not None
        if is_heard and _says_something(line):
            found.append(line)
    return found


def _says_something(line: LogLine) -> bool:
    """Return whether a line of a verb that is heard is of the kind that is told."""
    if line.verb == Verb.MOVE_COMMITMENT:
        return line.detail.get("state") in FALLEN
    if line.verb == Verb.CHANGE_LAUNCH:
        return line.detail.get("day") != line.detail.get("was")
    return True


def _launch_of(actor: Actor, line: LogLine) -> Launch | None:
    """Return the launch that a decision says goes or waits."""
    own = rows(Launch, actor).filter(decision=int(line.pk)).exclude(go=None)
    return own.select_related("go").first()


def told_of_line(*, actor: Actor, sequence: int) -> Told | None:
    """Return what is told of a line; nothing where it does not hold any more."""
    actor.require("read")
    wanted = ("sequence", "created_at", "user_id", "verb", "subject", "detail")
    found = rows(Event, actor).filter(sequence=sequence).values_list(*wanted).first()
    line = LogLine(*found) if found else None
    about = KIND_OF.get(line.table) if line else None
    if line is None or about is None:
        return None
    words = "; ".join(str(line.detail[one]) for one in WORDS if line.detail.get(one))
    if line.verb == Verb.MOVE_COMMITMENT:
        state = line.detail["state"]
        still = rows(Commitment, actor).filter(pk=line.pk, state=state).exists()
        after = FALLEN[state]
        return Told(about, int(line.pk), "says that", after, words) if still else None
    if line.verb == Verb.DECIDE and (launch := _launch_of(actor, line)) is not None:
        is_go = launch.go is not None and launch.go.title == line.detail.get("choice")
        return Told(About.LAUNCH, launch.pk, *(GOES if is_go else WAITS))
    before, after = SAID[line.verb]
    if line.verb == Verb.CHANGE_LAUNCH:
        after = after.format(day=_day(date.fromisoformat(line.detail["day"])))
    return Told(about, int(line.pk), before, after, words)


def day_of(*, actor: Actor, now: datetime) -> date:
    """Return the day by the clock of the workspace; one begins at seven."""
    actor.require("read")
    zone = ZoneInfo(workspace_of(actor=actor).timezone)
    return (now.astimezone(zone) - MORNING).date()


def days_come(
    *, actor: Actor, hears: Collection[str], after: date, today: date
) -> list[tuple[About, int, date]]:
    """Return whose day came after one, up to today: launches, and promises now late.

    What is longer ago than three days is not told any more.
    """
    actor.require("read")
    first = max(after, today - LATE)
    found: list[tuple[About, int, date]] = []
    if Heard.LAUNCHES.value in hears:
        ahead = rows(Launch, actor).filter(state=LaunchState.PREPARING)
        now = ahead.filter(day__gt=first, day__lte=today).order_by("day", "pk")
        found += [(About.LAUNCH, pk, day) for pk, day in now.values_list("pk", "day")]
    if Heard.PROMISES.value in hears:
        late = rows(Commitment, actor).filter(state__in=OPEN_PROMISES)
        late = late.filter(due_date__gte=first, due_date__lt=today)
        found += [
            (About.PROMISE, pk, day)
            for pk, day in late.order_by("due_date", "pk").values_list("pk", "due_date")
            if day is not None
        ]
    return found


def told_of_day(
    *, actor: Actor, about: str, record_id: int, day: date, today: date
) -> Told | None:
    """Return what is told of a day that came; nothing where it is another by now."""
    actor.require("read")
    if about == About.LAUNCH:
        kept = Q(pk=record_id, day=day, state=LaunchState.PREPARING)
        if not rows(Launch, actor).filter(kept).exists():
            return None
        after = "is to launch today" if day == today else f"was to launch {_day(day)}"
        return Told(About.LAUNCH, record_id, "", after)
    kept = Q(pk=record_id, due_date=day, state__in=OPEN_PROMISES)
    if not rows(Commitment, actor).filter(kept).exists():
        return None
    return Told(About.PROMISE, record_id, "", f"is late: its day was {_day(day)}")


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
