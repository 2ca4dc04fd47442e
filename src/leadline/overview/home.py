"""Today: what moved since last week, and what waits for somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypedDict
from zoneinfo import ZoneInfo

from django.db.models.expressions import OrderBy

from leadline.accounts.queries import (
    failed_jobs,
    rates_of,
    rows,
    sum_in_own,
    until_changed,
    workspace_of,
)
from leadline.accounts.types import Actor, JobCard, Kept
from leadline.attention.queries import market_hours
from leadline.decisions.bridge import passage_of
from leadline.decisions.queries import (
    count_open_decisions,
    due_predictions,
    next_talks,
    waiting_decisions,
)
from leadline.decisions.types import DecisionRow, NextTalk, PredictionRow
from leadline.evidence.models import Feedback, NeedDemand
from leadline.evidence.queries import (
    count_guesses,
    count_waiting,
    grouping_job,
    moved_needs,
    stopped_imports,
)
from leadline.evidence.types import FeedbackSide, ImportCard, Moved, NeedState
from leadline.foundation.money import Total
from leadline.foundation.paging import Listed, listed
from leadline.growth.queries import next_step
from leadline.launches.queries import my_steps, outcomes_due
from leadline.launches.types import Afterwards, LaunchStepRow
from leadline.overview.asks import Asks, Shelf, asks_of
from leadline.overview.review import ReviewDue, review_due
from leadline.overview.telling import to_tell
from leadline.overview.trace import Voice, voices_of
from leadline.roadmap.models import BetNeed, Plan
from leadline.roadmap.queries import committed_plan_id, promises_ahead
from leadline.roadmap.types import PlanState, PromisesAhead, Trouble
from leadline.stakeholders.queries import (
    due_promises,
    list_promises,
    silent_people,
)
from leadline.stakeholders.types import PersonRow, PromiseRow
from leadline.strategy.queries import (
    goals_to_look_at,
    goals_without_check_in,
    newest_check_ins,
)
from leadline.strategy.types import CheckInRow, GoalRow

WEEK = timedelta(days=7)
STALE = timedelta(days=45)
SOON = timedelta(days=30)
SHOWN = 5
DUE = 12
"""What is late or due within a week comes before what lies further off."""
NEWEST = 8


@dataclass(frozen=True, slots=True)
class OpenNeed:
    """A need that no bet answers, with what is behind it."""

    id: int
    statement: str
    customers: int
    revenue: Total
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Today:
    """The brief of the day; ``open_decisions`` of which so many have an empty chair.

    ``grouping`` is the job that finds the needs, while it waits or runs.
    ``ahead`` counts the open promises that are not well, ``risky`` are those of them
    that are not due yet. ``unchecked`` are the goals nobody checked in on for weeks;
    ``guesses`` counts the open needs whose name nobody has confirmed. ``passage`` is
    the part of the ``loudest`` words that speaks of the first need.
    """

    on: date
    asks: Asks
    moved: list[Moved]
    loudest: Voice | None
    passage: str
    pieces_this_week: int
    waiting_pieces: int
    grouping: JobCard | None
    has_needs: bool
    open_needs: Listed[OpenNeed]
    guesses: int
    stopped_imports: Listed[ImportCard]
    failed_jobs: Listed[JobCard]
    drafts: Listed[Kept]
    committed_plan: int | None
    late_goals: list[GoalRow]
    stale_goals: list[GoalRow]
    unchecked: list[GoalRow]
    check_ins: list[CheckInRow]
    decisions: Listed[DecisionRow]
    open_decisions: tuple[int, int]
    talk: NextTalk | None
    outcomes: Listed[PredictionRow]
    promises: Listed[PromiseRow]
    ahead: PromisesAhead
    risky: Listed[PromiseRow]
    launch_steps: Listed[LaunchStepRow]
    launch_outcomes: Listed[Afterwards]
    silent: Listed[PersonRow]
    market: tuple[float, float, int]
    untold: int
    step: tuple[str, date] | None
    review: ReviewDue | None
    is_empty: bool

    @property
    def promises_left(self) -> int:
        """How many promises that are due or not well it does not show."""
        return self.promises.left + self.risky.left

    @property
    def other_promises(self) -> list[PromiseRow]:
        """The promises due that do not stand among what asks for the reader."""
        asked = {ask.of.id for ask in self.asks.shown if isinstance(ask.of, PromiseRow)}
        return [promise for promise in self.promises if promise.id not in asked]

    @property
    def waits(self) -> int:
        """How many things wait for somebody, kinds counted once."""
        lists = (
            self.open_needs, self.stopped_imports, self.failed_jobs, self.drafts,
            self.late_goals, self.stale_goals, self.unchecked, self.decisions,
            self.outcomes, self.promises or self.risky, self.launch_steps,
            self.launch_outcomes,
        )  # fmt: skip
        others = bool(self.waiting_pieces) + bool(self.review)
        return sum(1 for found in lists if found) + others


def today(*, actor: Actor, now: datetime, on: date, shelf: str = Shelf.FIRST) -> Today:
    """Return the brief; ``on`` is the day where the reader is.

    ``shelf`` says which of the lines that ask for the reader are shown.
    """
    actor.require("read")
    told = to_tell(actor=actor, now=now)
    waiting = count_waiting(actor=actor)
    said = rows(Feedback, actor).filter(
        said_at__gte=now - WEEK,
        is_dated=True,
        side=FeedbackSide.CUSTOMER,
        set_aside="",
    )
    return Today(
        on=on,
        asks=asks_of(actor=actor, now=now, on=on, shelf=shelf, told=told),
        **_moved(actor, now),
        pieces_this_week=said.count(),
        waiting_pieces=waiting["new"],
        grouping=grouping_job(actor=actor),
        has_needs=rows(NeedDemand, actor).filter(pieces__gt=0).exists(),
        open_needs=_open_needs(actor),
        guesses=count_guesses(actor=actor),
        stopped_imports=stopped_imports(actor=actor, size=SHOWN),
        failed_jobs=failed_jobs(actor=actor, since=now - WEEK, size=SHOWN),
        **until_changed(
            actor=actor, key=("of a day", on), read=lambda: _of_a_day(actor, on)
        ),
        talk=next(iter(next_talks(actor=actor, on=on)), None),
        untold=len({one.person_id for one in told}),
        step=next_step(actor=actor),
        is_empty=not rows(Feedback, actor).exists(),
    )


class _OfADay(TypedDict):
    """What Today says by the records and the day alone."""

    drafts: Listed[Kept]
    committed_plan: int | None
    late_goals: list[GoalRow]
    stale_goals: list[GoalRow]
    unchecked: list[GoalRow]
    check_ins: list[CheckInRow]
    open_decisions: tuple[int, int]
    decisions: Listed[DecisionRow]
    outcomes: Listed[PredictionRow]
    promises: Listed[PromiseRow]
    ahead: PromisesAhead
    risky: Listed[PromiseRow]
    launch_steps: Listed[LaunchStepRow]
    launch_outcomes: Listed[Afterwards]
    silent: Listed[PersonRow]
    review: ReviewDue | None
    market: tuple[float, float, int]


def _of_a_day(actor: Actor, on: date) -> _OfADay:
    goals = goals_to_look_at(actor=actor, due_by=on + SOON, read_since=on - STALE)
    return {
        "drafts": _drafts(actor),
        "committed_plan": committed_plan_id(actor=actor),
        "late_goals": [about for goal in goals for about in _due(goal, on)],
        "stale_goals": [about for goal in goals for about in _stale(goal, on)],
        "unchecked": goals_without_check_in(actor=actor, today=on),
        "check_ins": newest_check_ins(actor=actor, since=on - WEEK, limit=3),
        "open_decisions": count_open_decisions(actor=actor),
        "decisions": waiting_decisions(actor=actor, size=SHOWN),
        "outcomes": due_predictions(actor=actor, on=on, size=SHOWN),
        **_promises(actor, on),
        "launch_steps": my_steps(actor=actor, on=on, size=SHOWN),
        "launch_outcomes": outcomes_due(actor=actor, on=on, size=SHOWN),
        "silent": silent_people(actor=actor, on=on, size=3),
        "review": review_due(actor=actor, on=on),
        "market": market_hours(
            actor=actor,
            monday=on - timedelta(days=on.weekday()),
            zone=ZoneInfo(workspace_of(actor=actor).timezone),
        ),
    }


def _drafts(actor: Actor) -> Listed[Kept]:
    plans = rows(Plan, actor).filter(state=PlanState.DRAFT).order_by("-pk")
    return listed(
        plans.values_list("pk", "name"),
        lambda part: [Kept(*plan) for plan in part],
        size=SHOWN,
    )


class _Promises(TypedDict):
    """What Today says of promises."""

    promises: Listed[PromiseRow]
    ahead: PromisesAhead
    risky: Listed[PromiseRow]


def _promises(actor: Actor, on: date) -> _Promises:
    """Return the promises that are due, and those that will be late or are at risk."""
    due = due_promises(actor=actor, on=on, size=None)
    ahead = promises_ahead(actor=actor, on=on)
    told = {promise.id for promise in due}
    ids = [
        one.promise_id
        for one in ahead.troubled
        if one.trouble != Trouble.LATE and one.promise_id not in told
    ]
    risky = list_promises(actor=actor, on=on, ids=ids, size=SHOWN)
    return {
        "promises": listed(due, tuple, size=DUE), "ahead": ahead, "risky": risky,
    }  # fmt: skip


class _Moved(TypedDict):
    """What Today says of needs that moved."""

    moved: list[Moved]
    loudest: Voice | None
    passage: str


def _moved(actor: Actor, now: datetime) -> _Moved:
    """Return what moved, with words and their passage for the first where it rises.

    What rises comes before what falls, after that whether a person confirmed it.
    """
    moved = moved_needs(actor=actor, now=now, limit=SHOWN)
    moved.sort(key=lambda m: (not m.is_confirmed, m.trend.direction != "rising"))
    loudest = _loudest(actor, moved)
    passage = passage_of(loudest.words, moved[0].statement) if loudest else ""
    return {"moved": moved, "loudest": loudest, "passage": passage}


def _loudest(actor: Actor, moved: list[Moved]) -> Voice | None:
    """Return new words about the first need, where it rises and is confirmed.

    Words with a part that speaks of it come first, then a customer's own, the newest.
    """
    first = moved[0] if moved else None
    if first is None or not first.is_confirmed or first.trend.direction != "rising":
        return None
    newest = rows(Feedback, actor).filter(need_id=first.id).order_by("-said_at")
    ids = list(newest.values_list("pk", flat=True)[:NEWEST])
    found = voices_of(actor=actor, ids=ids)
    return min(
        found,
        key=lambda v: (not passage_of(v.words, first.statement), v.is_reported),
        default=None,
    )


def _open_needs(actor: Actor) -> Listed[OpenNeed]:
    """Return the needs with most revenue behind them that no bet answers.

    Those whose name a person has confirmed come first.
    """
    rates = rates_of(actor=actor)
    answered = rows(BetNeed, actor).values("need_id")
    demand = rows(NeedDemand, actor).filter(need__state=NeedState.OPEN, pieces__gt=0)
    loose = demand.exclude(need_id__in=answered).select_related("need")
    by = OrderBy(sum_in_own(rates, "revenue"), descending=True)
    ordered = loose.order_by("-need__is_named_by_person", by, "need_id")

    def shown(part: Iterable[NeedDemand]) -> list[OpenNeed]:
        return [
            OpenNeed(
                row.need_id,
                row.need.statement,
                row.customers,
                rates.kept(row.revenue, row.payers),
                row.need.is_named_by_person,
            )
            for row in part
        ]

    return listed(ordered, shown, size=SHOWN)


def _due(goal: GoalRow, on: date) -> list[GoalRow]:
    """Return the goal by the measure whose day is near or past and that is not met."""
    near = [
        m
        for m in goal.measures
        if m.target_date is not None
        and m.target_date <= on + SOON
        and m.is_met is not True
    ]
    return [goal.about(min(near, key=lambda m: m.rank))] if near else []


def _stale(goal: GoalRow, on: date) -> list[GoalRow]:
    """Return the goal by the measure that was read longest ago, where that is long."""
    read = [m for m in goal.measures if m.latest is not None]
    old = [m for m in read if m.latest and m.latest.on_date < on - STALE]
    return [goal.about(old[0])] if old else []
