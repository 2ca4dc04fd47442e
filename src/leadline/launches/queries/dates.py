"""What the day of a launch rests on: the plan's odds, lead times, promises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from leadline.accounts.queries import rows, until_changed
from leadline.accounts.types import Actor
from leadline.foundation.periods import period_end
from leadline.launches.models import Launch, LaunchStep
from leadline.launches.queries.rows import get_launch
from leadline.launches.queries.steps import OPEN_STEPS, _own_steps
from leadline.launches.types import LaunchState, due_of
from leadline.launches.types.dates import (
    AfterPlan,
    Bound,
    Built,
    BuiltBy,
    Cause,
    Lateness,
    LaunchDates,
)
from leadline.roadmap.models import Bet
from leadline.roadmap.queries import committed_plan_id, delivery_of_plan
from leadline.roadmap.types import BetState, FinishOdds
from leadline.stakeholders.types import PromiseState

STILL_AHEAD = (BetState.CANDIDATE, BetState.COMMITTED, BetState.DOING)
OPEN_PROMISES = (PromiseState.OFFERED, PromiseState.AGREED, PromiseState.AT_RISK)


def dates_of(*, actor: Actor, launch_id: int, today: date) -> LaunchDates:
    """Return what the day of a launch rests on, and the earliest honest one.

    A step that takes days is there so many days from ``today``, one that waits for a
    promise by the promise's day; the launch is as many days later as the step is to be
    before it. Of the plan the end of the quarter in which the bet is finished counts.
    Raises ``NotFound``.
    """
    actor.require("read")
    launch = get_launch(actor=actor, launch_id=launch_id)
    built = built_by(actor=actor, launch_ids=[launch.pk], today=today)[launch.pk]
    steps = _own_steps(actor).filter(launch=launch, state__in=OPEN_STEPS)
    bounds = _bounds(steps, today)
    if built.finish is not None and launch.bet is not None:
        title = launch.bet.title
        bounds.append(Bound(Cause.BUILT, title, built.finish, built.finish))
    bounds.sort(key=lambda bound: (bound.earliest, bound.what), reverse=True)
    return LaunchDates(launch.day, built, tuple(bounds), _record(actor))


def built_by(
    *, actor: Actor, launch_ids: Sequence[int], today: date
) -> dict[int, BuiltBy]:
    """Return how likely each launch is built by its day, by the plan to steer by."""
    actor.require("read")
    launches = rows(Launch, actor).filter(pk__in=launch_ids).select_related("bet")
    found = list(launches)
    wants = any(row.bet and row.bet.state != BetState.DONE for row in found)
    plan_id = committed_plan_id(actor=actor) if wants else None
    odds: dict[int, FinishOdds] = {}
    if plan_id is not None:
        delivery = delivery_of_plan(actor=actor, plan_id=plan_id, today=today)
        odds = {row.bet.id: row for row in delivery.rows}
    return {row.pk: _built(row.bet, row.day, odds) for row in found}


def _built(bet: Bet | None, day: date, odds: Mapping[int, FinishOdds]) -> BuiltBy:
    if bet is None:
        return BuiltBy(Built.NO_BET)
    if bet.state == BetState.DONE:
        return BuiltBy(Built.DONE)
    found = odds.get(bet.pk)
    if found is None:
        return BuiltBy(Built.UNPLANNED)
    said = [share for period, share in found.by if _ended(period, day)]
    if not said:
        return BuiltBy(Built.LATER, None, found.day, found.odds)
    if not found.is_range:
        return BuiltBy(Built.EXACT, None, found.day)
    return BuiltBy(Built.SAID, said[-1], found.day, found.odds)


def _ended(period: str, day: date) -> bool:
    return period_end(period) <= day


def launches_after_plan(
    *, actor: Actor, ends: Mapping[int, date], today: date
) -> list[AfterPlan]:
    """Return launches whose earliest honest day is after their bet's planned end.

    ``ends`` has by bet the last day of the quarter a plan has it finished in. Bets that
    are done or dropped and launches that are no longer prepared say nothing. One query.
    """
    actor.require("read")
    key = ("launches after", tuple(sorted(ends.items())), today)
    return until_changed(
        actor=actor, key=key, read=lambda: _after_plan(actor, ends, today)
    )


def _after_plan(actor: Actor, ends: Mapping[int, date], today: date) -> list[AfterPlan]:
    steps = _own_steps(actor).filter(
        launch__bet_id__in=list(ends),
        launch__bet__state__in=STILL_AHEAD,
        launch__state=LaunchState.PREPARING,
        state__in=OPEN_STEPS,
    )
    by_launch: dict[int, list[LaunchStep]] = defaultdict(list)
    for step in steps.select_related("launch__bet"):
        by_launch[step.launch_id].append(step)
    found = []
    for lot in by_launch.values():
        launch, bounds = lot[0].launch, _bounds(lot, today)
        worst = max(bounds, key=lambda bound: bound.earliest, default=None)
        if launch.bet is None or worst is None or worst.earliest <= ends[launch.bet.pk]:
            continue
        bet = launch.bet
        found.append(
            AfterPlan(bet.pk, bet.title, ends[bet.pk], launch.pk, launch.title, worst)
        )
    return sorted(found, key=lambda one: (one.earliest, one.launch_id))


def _bounds(steps: Iterable[LaunchStep], today: date) -> list[Bound]:
    """Return what the open steps of one launch wait for."""
    found = []
    for step in steps:
        if step.lead_days:
            ready = today + timedelta(days=step.lead_days)
            found.append(
                Bound(
                    Cause.LEAD, step.title, ready, due_of(ready, -step.days),
                    step.days, step.lead_days, step.pk,
                )
            )  # fmt: skip
        promise = step.promise
        if promise and promise.due_date and promise.state in OPEN_PROMISES:
            ready = max(today, promise.due_date)
            found.append(
                Bound(
                    Cause.PROMISE, promise.what, ready, due_of(ready, -step.days),
                    step.days, None, step.pk,
                )
            )  # fmt: skip
    return found


def _record(actor: Actor) -> Lateness:
    done = rows(Launch, actor).filter(state=LaunchState.LAUNCHED)
    pairs = done.order_by("-launched_on").values_list("launched_on", "first_day")
    late = [(on - first).days for on, first in pairs[:10] if on]
    return Lateness(len(late), min(late), max(late)) if late else Lateness(0)
