"""Puts decisions in, with their chairs, predictions and what came of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from leadline.accounts.queries import actor_for
from leadline.accounts.types import Actor
from leadline.decisions import actions, queries
from leadline.decisions.types import (
    ChairVerdict,
    DecisionIn,
    ForecastIn,
    OptionIn,
    OutcomeIn,
    PredictionIn,
)
from leadline.demo import fill_chairs, fill_rooms
from leadline.demo.company import Company
from leadline.demo.content_files import content
from leadline.demo.steps import Step
from leadline.stakeholders.actions import mark_told
from leadline.strategy.queries import list_goal_names, list_metric_names

# For a small share of the feedback, where a chair meant to be taken stays weak.
OVERRIDE = (
    "Few of the customers it touches have spoken yet; we decide with those we have, "
    "and look at it again with more of them."
)
LEAST = timedelta(days=1)
TOLD_AFTER = timedelta(days=25)
HEARD_AGO = 3.1  # days since the open chairs were heard: before this week's briefings


@dataclass(frozen=True, slots=True)
class _Telling:
    """Who tells, who there is, and what day it is."""

    actor: Actor
    now: datetime
    staff: Mapping[str, int]
    bets: Mapping[str, int]
    people: Mapping[str, int]
    chairs: fill_chairs.Chairs

    def ago(self, days: int) -> datetime:
        return self.now - timedelta(days=days)

    def account(self, name: str) -> Actor | None:
        """Return somebody of the company by name, where they have an account."""
        if name not in self.staff:
            return None
        return actor_for(
            user_id=self.staff[name],
            workspace_id=self.actor.workspace_id,
            surface=self.actor.surface,
        )

    def person(self, first: str) -> Actor | None:
        """Return who answers to a first name, where they have an account."""
        for name in self.staff:
            if name.split()[0] == first:
                return self.account(name)
        return None


def steps(
    actor: Actor,
    harbour: Company,
    now: datetime,
    staff: Mapping[str, int],
    bets: Mapping[str, int],
    people: Mapping[str, int],
) -> Iterator[Step]:
    """Yield twenty decisions, when each was opened and taken, and sixty predictions."""
    page = content("decisions.toml")
    chairs = fill_chairs.Chairs(actor, harbour)
    telling = _Telling(actor, now, staff, bets, people, chairs)
    for told in page["decision"]:
        yield from _decision(telling, told)
    for row in page["loose"][0]["rows"]:
        text, asked, settled, said, came, source, *read = row
        told = {"text": text, "said": said, "in": asked - settled}
        told |= read[0] if read else {}
        if source:
            told |= {"came": came, "source": source}
        yield Step(asked, partial(_prediction, telling, told, asked, None))


def _decision(telling: _Telling, told: Mapping[str, Any]) -> Iterator[Step]:
    made: list[int] = []
    yield Step(told["days"], lambda: made.append(_open(telling, told)))
    if "after" in told:
        yield Step(told["days"] - told["after"], lambda: _close(telling, made[0], told))
    else:
        heard = telling.now - timedelta(days=HEARD_AGO)
        yield Step(HEARD_AGO, lambda: telling.chairs.seat(made[0], told, heard))


def _open(telling: _Telling, told: Mapping[str, Any]) -> int:
    opened = telling.ago(told["days"])
    options = tuple(OptionIn(*_halves(line)) for line in told["options"])
    due = told.get("due", told.get("after", 14))
    made = actions.create_decision(
        actor=telling.actor,
        decision=DecisionIn(
            question=told["question"],
            context=told["context"],
            criteria=told.get("criteria", ""),
            options=options,
            door=told.get("door", "two_way"),
            decider_id=telling.staff[told["decider"]],
            consulted=told["consulted"],
            due_date=(opened + timedelta(days=due)).date(),
            bet_ids=tuple(telling.bets[b] for b in told["bets"] if b in telling.bets),
            segments=tuple(told.get("segments", ())),
        ),
        now=opened,
    )
    room = fill_rooms.room_of(telling.actor, made.pk, telling.people, telling.account)
    fill_rooms.compare(room, told.get("compare", ()), opened + LEAST)
    for said in told["people"]:
        fill_rooms.ask(room, said, opened + LEAST)
    for prediction in told["predictions"]:
        _prediction(telling, prediction, told["days"], made.pk)
    return made.pk


def _close(telling: _Telling, pk: int, told: Mapping[str, Any]) -> None:
    """Take a decision with the chair, and tell whom it concerns a while after."""
    taken = telling.ago(told["days"] - told["after"])
    telling.chairs.seat(pk, told, taken)
    actions.hear_chair(actor=telling.actor, decision_id=pk, now=taken)
    _take(telling, pk, told, taken)
    if telling.now - taken > TOLD_AFTER:
        for who, *_ in told["people"]:
            mark_told(
                actor=telling.actor, person_id=telling.people[who],
                subject=f"decision:{pk}", how="In the weekly round",
                now=telling.now - LEAST,
            )  # fmt: skip


def _halves(line: str) -> tuple[str, str]:
    title, _, note = line.partition(":")
    return title.strip(), note.strip()


def _take(telling: _Telling, pk: int, told: Mapping[str, Any], when: datetime) -> None:
    actor = telling.actor
    page = queries.decision_page(actor=actor, decision_id=pk)
    chosen = next(o for o in page.options if o.title == told["choice"])
    chair = queries.chair_of(actor=actor, decision_id=pk, now=when)
    is_weak = chair.verdict != ChairVerdict.TAKEN
    actions.decide(
        actor=actor,
        decision_id=pk,
        option_id=chosen.id,
        because=told["because"],
        now=when,
        confidence=told.get("confidence"),
        review_date=(when + timedelta(days=120)).date(),
        override=told.get("override", OVERRIDE) if is_weak else "",
        premortem=told.get("premortem", ""),
    )
    if "review" in told:
        review = dict(told["review"])
        after = when + timedelta(days=review.pop("after"))
        actions.review_decision(
            actor=actor,
            decision_id=pk,
            now=min(after, telling.now - LEAST),
            **review,
        )
    if "reversed" in told:
        after = when + timedelta(days=told["reversed"]["after"])
        actions.reverse_decision(
            actor=actor,
            decision_id=pk,
            reason=told["reversed"]["reason"],
            now=min(after, telling.now - LEAST),
        )


def _prediction(
    telling: _Telling, told: Mapping[str, Any], days: int, decision_id: int | None
) -> None:
    asked = telling.ago(days)
    settled = asked + timedelta(days=told["in"])
    is_range = "range" in told
    made = actions.create_prediction(
        actor=telling.actor,
        prediction=PredictionIn(
            text=told["text"],
            kind="range" if is_range else "event",
            unit=told.get("unit", ""),
            resolve_on=settled.date(),
            decision_id=decision_id,
            **_read_from(telling.actor, told),
        ),
        on=asked.date(),
    )
    for first, said in told["range" if is_range else "said"].items():
        who = telling.person(first)
        if who is not None:
            actions.answer_prediction(
                actor=who,
                prediction_id=made.pk,
                forecast=_forecast(said),
                now=asked + timedelta(hours=2),
            )
    if settled >= telling.now or ("came" not in told and "value" not in told):
        return
    value = Decimal(str(told["value"])) if is_range else None
    actions.resolve_prediction(
        actor=telling.actor,
        prediction_id=made.pk,
        outcome=OutcomeIn(
            happened=told.get("came"),
            value=value,
            source=told["source"],
            lesson=told.get("lesson", ""),
        ),
        now=settled,
    )


def _read_from(actor: Actor, told: Mapping[str, Any]) -> dict[str, Any]:
    """Return the metric and the bar that settle a prediction, and the goal it is of."""
    if "metric" not in told:
        return {}
    metrics = {name: pk for pk, name in list_metric_names(actor=actor)}
    goals = {name: pk for pk, name in list_goal_names(actor=actor)}
    return {
        "metric_id": metrics[told["metric"]],
        "way": told["way"],
        "bar": Decimal(told["bar"]),
        "goal_id": goals.get(told.get("goal", "")),
    }


def _forecast(said: Any) -> ForecastIn:
    if isinstance(said, list):
        low, middle, high = (Decimal(str(number)) for number in said)
        return ForecastIn(p10=low, p50=middle, p90=high)
    return ForecastIn(probability=said)
