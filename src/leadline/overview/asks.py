"""What asks for somebody on Today: by day, each with the record it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import models

from leadline.accounts.queries import rates_of, rows, until_changed
from leadline.accounts.types import Actor
from leadline.conversation.queries import asleep
from leadline.decisions.queries import (
    list_decisions,
    predictions_to_answer,
    predictions_to_settle,
)
from leadline.decisions.types import (
    STILL_OPEN,
    DecisionFilter,
    DecisionRow,
    PredictionRow,
)
from leadline.foundation.errors import NotFound
from leadline.foundation.money import Total
from leadline.foundation.once import once
from leadline.launches.queries import my_steps
from leadline.launches.types import LaunchStepRow
from leadline.overview.telling import ToTell, to_tell
from leadline.stakeholders.models import Person
from leadline.stakeholders.queries import due_promises
from leadline.stakeholders.types import PromiseRow
from leadline.strategy.queries import goals_without_check_in
from leadline.strategy.types import GoalRow

EACH, MOST, ALL = 4, 12, 100
"""Lines of one kind and lines in all that Today shows, and those of the whole list."""
SOON = timedelta(days=7)
LONG_AFTER = timedelta(days=3650)
Asked = PromiseRow | ToTell | PredictionRow | LaunchStepRow | DecisionRow | GoalRow


class AskKind(models.TextChoices):
    """What a line asks for; in this order where two are due on the same day."""

    PROMISE = "promise", "Promises"
    DECISION = "decision", "Decisions to take"
    STEP = "step", "Steps of launches"
    OUTCOME = "outcome", "Outcomes"
    ANSWER = "answer", "Predictions"
    WORD = "word", "Words to hear"
    TELL = "tell", "People to tell"
    CHECK_IN = "goal", "Goals to check in on"


ORDER = {kind: at for at, kind in enumerate(AskKind)}
QUIET = [kind for kind in AskKind if kind != AskKind.TELL]


@dataclass(frozen=True, slots=True)
class Ask:
    """One line: ``key`` names it in an address and holds for as long as it asks.

    ``worth`` is a year's revenue of the customer whom a promise was given to.
    ``wakes`` is the day it comes back, while it sleeps.
    """

    kind: AskKind
    key: str
    title: str
    of: Asked
    due: date | None = None
    days_late: int = 0
    worth: Total | None = None
    wakes: date | None = None


@dataclass(frozen=True, slots=True)
class Asks:
    """The lines that are shown, how many more there are, and how many sleep."""

    shown: tuple[Ask, ...]
    left: int
    asleep: int

    def __bool__(self) -> bool:
        return bool(self.shown)


class Shelf(models.TextChoices):
    """Which lines Today shows."""

    FIRST = "", "First"
    ALL = "all", "All"
    ASLEEP = "asleep", "Snoozed"


def asks_of(
    *,
    actor: Actor,
    now: datetime,
    on: date,
    shelf: str = Shelf.FIRST,
    told: Iterable[ToTell] | None = None,
) -> Asks:
    """Return what asks for the actor, what is late first, then by day.

    At most four of a kind and twelve in all, unless all are asked for. Only what the
    actor may do something about: promises and people of theirs or of nobody's, words
    of open decisions, predictions they settle or have not answered, their own steps
    and goals. ``told`` is what ``to_tell`` gave, where it was asked already.
    """
    actor.require("read")
    quiet = until_changed(
        actor=actor, key=("asks", on), read=lambda: list(_every(actor, on, QUIET))
    )
    untold = _untold(actor, now, told) if actor.may("change") else ()
    found = sorted([*quiet, *untold], key=lambda ask: _order(ask, on))
    sleeping = asleep(actor=actor, on=on)
    slept = [_sleeping(ask, sleeping) for ask in found if ask.key in sleeping]
    if shelf == Shelf.ASLEEP:
        return Asks(tuple(slept[:ALL]), max(0, len(slept) - ALL), len(slept))
    awake = [ask for ask in found if ask.key not in sleeping]
    shown = awake[:ALL] if shelf == Shelf.ALL else _some(awake)
    return Asks(tuple(_with_worth(actor, shown)), len(awake) - len(shown), len(slept))


def ask_of(*, actor: Actor, key: str, now: datetime, on: date) -> Ask:
    """Return one line by its key, asleep or not; raises ``NotFound`` once it is done.

    Nothing that another is asked for is found.
    """
    actor.require("read")
    kind = AskKind(_kind(key))
    every = _every(actor, on, [kind])
    if kind == AskKind.TELL and actor.may("change"):
        every = _untold(actor, now, None)
    for ask in every:
        if ask.key == key:
            return next(_with_worth(actor, [ask]))
    raise NotFound("This does not ask for you any more.")


def _kind(key: str) -> str:
    kind = key.partition("-")[0]
    if kind not in AskKind.values:
        raise NotFound("Nothing of that kind asks for you.")
    return kind


def _every(actor: Actor, on: date, wanted: Collection[AskKind]) -> Iterator[Ask]:
    """Yield the lines of some kinds, but whom to tell."""
    if actor.may("change"):
        if AskKind.PROMISE in wanted:
            yield from _promised(actor, on)
        if {AskKind.DECISION, AskKind.WORD} & set(wanted):
            yield from (a for a in _of_decisions(actor, on) if a.kind in wanted)
    if AskKind.STEP in wanted:
        for step in my_steps(actor=actor, on=on, size=None):
            late = max(0, (on - step.due).days)
            yield Ask(AskKind.STEP, f"step-{step.id}", step.title, step, step.due, late)
    if AskKind.OUTCOME in wanted:
        for one in predictions_to_settle(actor=actor, on=on, size=ALL):
            late = (on - one.resolve_on).days
            key = f"outcome-{one.id}"
            yield Ask(AskKind.OUTCOME, key, one.text, one, one.resolve_on, late)
    if AskKind.ANSWER in wanted and actor.may("predict"):
        for one in predictions_to_answer(actor=actor, on=on, size=ALL):
            yield Ask(AskKind.ANSWER, f"answer-{one.id}", one.text, one, one.resolve_on)
    if AskKind.CHECK_IN in wanted:
        for goal in goals_without_check_in(actor=actor, today=on):
            if goal.owner_id == actor.user_id:
                yield Ask(AskKind.CHECK_IN, f"goal-{goal.id}", goal.name, goal)


def _of_others(actor: Actor) -> set[int]:
    """Return the people whom somebody else looks after."""
    owned = rows(Person, actor).exclude(owner=None).exclude(owner=actor.user_id)
    key = ("people of others", actor.workspace_id, actor.user_id)
    return once(key, lambda: set(owned.values_list("pk", flat=True)))


def _promised(actor: Actor, on: date) -> Iterator[Ask]:
    """Yield promises to and of people whom nobody else looks after."""
    others = _of_others(actor)
    for promise in due_promises(actor=actor, on=on, size=None):
        if promise.person_id not in others:
            yield Ask(
                AskKind.PROMISE, f"promise-{promise.id}", promise.what, promise,
                promise.due_date, promise.days_late,
            )  # fmt: skip


def _untold(
    actor: Actor, now: datetime, told: Iterable[ToTell] | None
) -> Iterator[Ask]:
    """Yield people to tell whom nobody else looks after."""
    others = _of_others(actor)
    for one in to_tell(actor=actor, now=now) if told is None else told:
        if one.person_id not in others:
            change = one.change
            key = f"tell-{one.person_id}-{change.kind}-{change.id}"
            yield Ask(AskKind.TELL, key, f"{one.person}: {change.what}", one)


def _of_decisions(actor: Actor, on: date) -> Iterator[Ask]:
    """Yield the actor's decisions that are due, and words that wait to be heard."""
    only = DecisionFilter(state=STILL_OPEN)
    for row in list_decisions(actor=actor, only=only, size=ALL):
        due = row.due_date
        late = max(0, (on - due).days) if due else 0
        is_near = due is not None and due <= on + SOON
        if row.decider_id == actor.user_id and is_near:
            key = f"decision-{row.id}"
            yield Ask(AskKind.DECISION, key, row.question, row, due, late)
        if row.proposed and row.decider_id in (None, actor.user_id):
            yield Ask(AskKind.WORD, f"word-{row.id}", row.question, row, due)


def _order(ask: Ask, on: date) -> tuple[bool, date, int, str]:
    """Order what is late first, the longest; then by day; what has none last."""
    return (
        not ask.days_late, ask.due or on + LONG_AFTER, ORDER[ask.kind], ask.key
    )  # fmt: skip


def _some(asks: list[Ask]) -> list[Ask]:
    """Return twelve at most, four of a kind at most, so that none hides the rest."""
    counts: dict[AskKind, int] = {}
    shown = []
    for ask in asks:
        counts[ask.kind] = counts.get(ask.kind, 0) + 1
        if counts[ask.kind] <= EACH:
            shown.append(ask)
    return shown[:MOST]


def _sleeping(ask: Ask, sleeping: dict[str, date]) -> Ask:
    return replace(ask, wakes=sleeping[ask.key])


def _with_worth(actor: Actor, asks: list[Ask]) -> Iterator[Ask]:
    """Yield the lines, promises with what the customer behind them pays."""
    ids = [ask.of.person_id for ask in asks if isinstance(ask.of, PromiseRow)]
    paying = rows(Person, actor).filter(
        pk__in=ids, customer__revenue_amount__isnull=False
    )
    rates = rates_of(actor=actor)
    money = {
        pk: rates.one(amount, currency)
        for pk, amount, currency in paying.values_list(
            "pk", "customer__revenue_amount", "customer__revenue_currency"
        )
        if amount
    }
    for one in asks:
        ask = one
        if isinstance(ask.of, PromiseRow) and ask.of.person_id in money:
            ask = replace(ask, worth=money[ask.of.person_id])
        yield ask
