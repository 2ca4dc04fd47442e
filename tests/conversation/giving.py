"""Records of Olu's that are given to somebody, each as its own form gives it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from leadline.decisions import actions as decisions
from leadline.decisions.types import DecisionIn, OptionIn, PredictionIn
from leadline.evidence import actions as evidence
from leadline.launches import actions as launches
from leadline.roadmap import actions as roadmap
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import PersonIn, PromiseIn
from leadline.strategy import actions as strategy
from tests.contracts.areas.launches import launch_of, step_of
from tests.contracts.examples import Examples
from tests.conversation.talking import NOW

OPTIONS = (OptionIn("Build"), OptionIn("Buy"))


def _bet(e: Examples, to: int | None) -> int:
    roadmap.change_bet(actor=e.actor, bet_id=e.bet.pk, now=NOW, owner_id=to)
    return int(e.bet.pk)


def _need(e: Examples, to: int | None) -> int:
    evidence.change_needs(actor=e.actor, need_ids=[e.need.pk], owner_id=to)
    return int(e.need.pk)


def _goal(e: Examples, to: int | None) -> int:
    strategy.change_goal(
        actor=e.actor, goal_id=e.goal.pk, reason="It moved", owner_id=to
    )
    return int(e.goal.pk)


def _launch(e: Examples, to: int | None) -> int:
    pk = int(launch_of(e).pk)
    launches.change_launch(actor=e.actor, launch_id=pk, owner_id=to)
    return pk


def _step(e: Examples, to: int | None) -> int:
    pk = int(step_of(e).pk)
    launches.change_step(actor=e.actor, step_id=pk, today=NOW.date(), owner_id=to)
    return pk


def decision_by(e: Examples, to: int | None, due: date | None = None) -> int:
    said = DecisionIn("Build or buy?", options=OPTIONS, decider_id=to, due_date=due)
    return decisions.create_decision(actor=e.actor, decision=said, now=NOW).id


def _decision(e: Examples, to: int | None) -> int:
    pk = e.once("given_decision", lambda: decision_by(e, None))
    decisions.change_decision(actor=e.actor, decision_id=pk, now=NOW, decider_id=to)
    return int(pk)


def prediction_by(e: Examples, to: int | None, due: date) -> int:
    said = PredictionIn("Thirty accounts", resolve_on=due, judge_id=to)
    return decisions.create_prediction(
        actor=e.actor, prediction=said, on=NOW.date()
    ).id  # fmt: skip


def person_by(e: Examples, to: int | None) -> int:
    said = PersonIn("Jonas Falk", "sales", owner_id=to)
    return stakeholders.create_person(actor=e.actor, person=said).id


def _person(e: Examples, to: int | None) -> int:
    pk = e.once("given_person", lambda: person_by(e, None))
    stakeholders.change_person(actor=e.actor, person_id=pk, owner_id=to)
    return int(pk)


def promise_by(e: Examples, to: int | None, due: date) -> int:
    said = PromiseIn(person_by(e, to), "A list", state="agreed", due_date=due)
    return stakeholders.create_promise(actor=e.actor, promise=said, now=NOW).id


def step_by(e: Examples, to: int | None, due: date) -> int:
    pk = _step(e, to)
    days = step_of(e).days
    day = date.fromordinal(due.toordinal() - days)
    launches.change_launch(actor=e.actor, launch_id=launch_of(e).pk, day=day)
    return pk


GIVE: dict[str, Callable[[Examples, int | None], int]] = {
    "need": _need, "bet": _bet, "goal": _goal, "launch": _launch, "step": _step,
    "decision": _decision, "person": _person,
}  # fmt: skip
FALLS_DUE: dict[str, Callable[[Examples, int | None, date], int]] = {
    "decision": decision_by, "prediction": prediction_by, "promise": promise_by,
    "step": step_by,
}  # fmt: skip
