"""Puts launches in: begun, asked about, answered, one of them on the market."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from leadline.accounts.queries import actor_for
from leadline.accounts.types import Actor
from leadline.demo.content_files import content
from leadline.demo.steps import Step
from leadline.launches import actions, queries
from leadline.launches.types import LaunchIn, StepIn, StepState
from leadline.stakeholders.queries import list_promises


@dataclass(frozen=True, slots=True)
class _Telling:
    """Who tells, what day it is, and who there is."""

    actor: Actor
    now: datetime
    staff: Mapping[str, int]
    bets: Mapping[str, int]

    def day(self, ago: float) -> date:
        return (self.now - timedelta(days=ago)).date()

    def account(self, name: str) -> Actor:
        return actor_for(
            user_id=self.staff[name],
            workspace_id=self.actor.workspace_id,
            surface=self.actor.surface,
        )


def steps(
    actor: Actor, now: datetime, staff: Mapping[str, int], bets: Mapping[str, int]
) -> Iterator[Step]:
    """Yield three launches: when each was begun, and what was said of its steps."""
    telling = _Telling(actor, now, staff, bets)
    for told in content("launches.toml")["launch"]:
        yield from _launch(telling, told)


def _launch(telling: _Telling, told: Mapping[str, Any]) -> Iterator[Step]:
    made: list[int] = []
    ids: dict[str, int] = {}
    yield Step(told["begun"], lambda: made.append(_begin(telling, told, ids)))
    for part, title, days, *said in told["more"]:
        asked = said[3]
        step = StepIn(part, title, days)
        yield Step(
            asked + 0.2, partial(_add, telling, made, ids, step, telling.day(asked))
        )
    lines = [*told["set"], *([title, *said] for _, title, _, *said in told["more"])]
    for title, *said in lines:
        yield from _step(telling, ids, title, said)
    for title, promise in told.get("promises", ()):
        yield Step(1, partial(_promise, telling, ids, title, promise))
    if told["first"] != told["day"]:
        yield Step(told["begun"] - 4, lambda: _move(telling, made[0], told))
    if "launched" in told:
        yield Step(told["launched"], lambda: _launched(telling, made[0], told))


def _begin(telling: _Telling, told: Mapping[str, Any], ids: dict[str, int]) -> int:
    said = LaunchIn(
        told["title"], told["kind"], telling.day(-told["first"]), told["summary"],
        telling.bets.get(told["bet"]), telling.staff[told["owner"]],
    )  # fmt: skip
    made = actions.create_launch(actor=telling.actor, launch=said)
    for step in queries.list_steps(actor=telling.actor, launch_id=made.pk):
        ids[step.title] = step.id
    return made.pk


def _add(
    telling: _Telling, made: list[int], ids: dict[str, int], step: StepIn, on: date
) -> None:
    kept = actions.add_step(actor=telling.actor, launch_id=made[0], step=step, today=on)
    ids[step.title] = kept.pk


def _step(
    telling: _Telling, ids: dict[str, int], title: str, said: list[Any]
) -> Iterator[Step]:
    """Yield that somebody was asked about a step, and what they said."""
    owner, state, words, asked, answered = said
    if not owner:
        return
    yield Step(asked + 0.1, partial(_own, telling, ids, title, owner, asked))
    if answered >= 0:
        said = [state, words, answered]
        yield Step(answered, partial(_answer, telling, ids, title, owner, said))


def _id_of(ids: Mapping[str, int], title: str) -> int:
    return next(pk for name, pk in ids.items() if name.startswith(title))


def _own(
    telling: _Telling, ids: Mapping[str, int], title: str, owner: str, asked: float
) -> None:
    actions.change_step(
        actor=telling.actor, step_id=_id_of(ids, title), today=telling.day(asked),
        owner_id=telling.staff[owner],
    )  # fmt: skip


def _answer(
    telling: _Telling, ids: Mapping[str, int], title: str, owner: str, said: list[Any]
) -> None:
    state, words, answered = said
    is_blocked = state == StepState.BLOCKED
    actions.answer_step(
        actor=telling.account(owner), step_id=_id_of(ids, title), state=state,
        today=telling.day(answered), proof="" if is_blocked else words,
        why=words if is_blocked else "",
    )  # fmt: skip


def _promise(telling: _Telling, ids: Mapping[str, int], title: str, words: str) -> None:
    found = list_promises(actor=telling.actor, on=telling.day(0), text=words)
    actions.change_step(
        actor=telling.actor, step_id=_id_of(ids, title), today=telling.day(1),
        promise_id=found[0].id,
    )  # fmt: skip


def _move(telling: _Telling, pk: int, told: Mapping[str, Any]) -> None:
    actions.change_launch(
        actor=telling.actor, launch_id=pk, day=telling.day(-told["day"])
    )


def _launched(telling: _Telling, pk: int, told: Mapping[str, Any]) -> None:
    on = telling.day(told["launched"])
    actions.mark_launched(actor=telling.actor, launch_id=pk, on=on, today=on)
